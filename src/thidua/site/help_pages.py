"""Help, for everybody: how a year runs, who does what, what often goes wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.pages import public_page
from thidua.accounts.roles import Role
from thidua.core.timetable import USUAL_DUE, Stage

from .help_topics import TOPICS


@dataclass(frozen=True, slots=True)
class StageHelp:
    """What happens in a stage: the units' part, the chair's part, and when it usually ends."""

    stage: Stage
    units: Promise
    chair: Promise

    @property
    def usually(self) -> str:
        """The customary last day, as ``15/3``."""
        month, day = USUAL_DUE[self.stage]
        return f"{day}/{month}"


@dataclass(frozen=True, slots=True)
class Mend:
    """A common mistake or puzzle, and what to do."""

    what: Promise
    mend: Promise


STAGES = (
    StageHelp(
        Stage.PREPARATION,
        _("Góp ý dự thảo giao ước, thang điểm; xem văn bản chỉ đạo, phong trào của năm."),
        _("Cử thư ký; đặt hạn, chế độ báo cáo, chỉ tiêu thống kê; soạn giao ước, chỉ tiêu, thang điểm."),
    ),
    StageHelp(
        Stage.PLEDGING,
        _("Thống nhất mức chỉ tiêu, đăng ký danh hiệu; lãnh đạo đơn vị ký giao ước."),
        _("Tổ chức hội nghị ký kết; theo dõi đơn vị nào chưa ký, chưa đăng ký."),
    ),
    StageHelp(
        Stage.RUNNING,
        _("Thực hiện chỉ tiêu, tham gia phong trào, ghi hoạt động chung và giao lưu."),
        _("Kiểm tra, đôn đốc; ghi các hoạt động chung của cụm."),
    ),
    StageHelp(
        Stage.MIDYEAR_REVIEW,
        _("Soạn báo cáo sáu tháng, trình lãnh đạo duyệt rồi nộp đúng hạn."),
        _("Tiếp nhận hoặc trả lại báo cáo kèm lý do; họp sơ kết."),
    ),
    StageHelp(
        Stage.SELF_SCORING,
        _("Nộp báo cáo năm; tự chấm từng tiêu chí, đính kèm minh chứng; lãnh đạo duyệt và nộp phiếu."),
        _("Tiếp nhận báo cáo; nhắc đơn vị chưa nộp phiếu chấm."),
    ),
    StageHelp(
        Stage.VERIFICATION,
        _("Bổ sung minh chứng khi phiếu bị trả lại; xem điểm thẩm định và lý do chênh lệch."),
        _("Đối chiếu minh chứng, chấm thẩm định; ghi lý do ở mỗi điểm khác với điểm tự chấm."),
    ),
    StageHelp(
        Stage.REVIEW,
        _("Lãnh đạo đơn vị dự hội nghị tổng kết, bỏ phiếu của đơn vị."),
        _("Ghi hội nghị, mở bỏ phiếu suy tôn, bầu cụm trưởng và cụm phó năm sau, kiểm phiếu."),
    ),
    StageHelp(
        Stage.PROPOSAL,
        _("Xem kết quả bình xét và danh sách đề nghị."),
        _("Lập danh sách đề nghị, in báo cáo tổng kết, gửi cơ quan quản lý quyết định."),
    ),
    StageHelp(
        Stage.HAND_OVER,
        _("Xem lại năm; đơn vị được bầu chuẩn bị nhận cờ luân lưu."),
        _("Bàn giao cờ luân lưu; năm sau tự mở với cụm trưởng mới."),
    ),
)

ROLES = (
    (
        Role.SPECIALIST,
        _("Soạn báo cáo, nhập số liệu, tự chấm, đính kèm minh chứng của đơn vị mình rồi trình lãnh đạo."),
    ),
    (
        Role.UNIT_HEAD,
        _("Duyệt và nộp những gì chuyên viên soạn; ký giao ước; bỏ phiếu thay mặt đơn vị."),
    ),
    (Role.SECRETARY, _("Giúp cụm trưởng: tiếp nhận, đôn đốc, thẩm định, ghi hội nghị.")),
    (
        Role.CHAIR,
        _(
            "Lãnh đạo của đơn vị cụm trưởng: mở từng giai đoạn, đề nghị khen thưởng, bàn "
            "giao. Vai trò này tự đi theo đơn vị giữ cờ luân lưu."
        ),
    ),
    (Role.AUTHORITY, _("Lập cụm, khối, mở năm, theo dõi mọi cụm, quyết định khen thưởng.")),
    (Role.EDITOR, _("Viết tin, đăng bài, duyệt ý kiến bạn đọc.")),
    (Role.INSPECTOR, _("Đọc tất cả, kể cả bản đang soạn và nhật ký; không sửa gì.")),
    (Role.OPERATOR, _("Tạo tài khoản, bổ nhiệm vào đơn vị, đặt lại mật khẩu; sao lưu, nâng cấp.")),
)

MENDS = (
    Mend(
        _("Nút mở giai đoạn sau bị mờ."),
        _(
            "Còn việc bắt buộc chưa xong. Trang Toàn cảnh năm liệt kê từng "
            "việc và đơn vị còn nợ; bấm vào để tới đúng chỗ."
        ),
    ),
    Mend(
        _("Đã mở giai đoạn quá sớm."),
        _(
            "Cụm trưởng chọn “Quay lại giai đoạn trước” và ghi lý do. Không "
            "dữ liệu nào bị xóa, lý do nằm trong nhật ký."
        ),
    ),
    Mend(
        _("Báo cáo đã nộp nhưng số liệu sai."),
        _(
            "Đề nghị thư ký cụm trả lại báo cáo. Đơn vị sửa, trình và nộp lại; ngày nộp "
            "lại vẫn được tính trễ hay đúng hạn theo hạn đã đặt."
        ),
    ),
    Mend(
        _("Hai người cùng sửa một trang."),
        _(
            "Người lưu sau được báo ai vừa lưu, lúc nào; những gì đã gõ vẫn "
            "còn trên trang để đối chiếu. Lưu lần nữa là ghi đè bản của người kia."
        ),
    ),
    Mend(
        _("Số bị hiểu sai."),
        _(
            "Viết như trên giấy: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần "
            "lẻ, ví dụ 1.440 và 95,5. Ngày viết 31/10/2018."
        ),
    ),
    Mend(
        _("Không thấy năm của cụm, hoặc gặp trang “Bạn không có quyền”."),
        _(
            "Tài khoản chưa được bổ nhiệm vào đơn vị, hoặc đơn vị không phải "
            "thành viên của năm đó. Hãy hỏi quản trị hệ thống."
        ),
    ),
    Mend(
        _("Nhập sai mật khẩu nhiều lần và bị chặn."),
        _("Đợi 15 phút, hoặc nhờ quản trị hệ thống đặt lại mật khẩu: cách này mở lại ngay."),
    ),
    Mend(
        _("Người cũ nghỉ, người mới thay."),
        _(
            "Quản trị hệ thống ghi ngày thôi của người cũ, tạo tài khoản và bổ nhiệm người "
            "mới. Không dùng chung tài khoản: nhật ký ghi tên từng người."
        ),
    ),
)


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """How a year runs and who does what."""
    context = {"stages": STAGES, "roles": ROLES, "topics": TOPICS, "mends": MENDS}
    return render(request, "site/help.html", context)
