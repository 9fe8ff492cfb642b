"""Help on what quarrels are about: points, appeals, ranks, votes, and how each is checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of help: its place on the page, its title, and what to know, a sentence or two each."""

    anchor: str
    title: Promise
    points: tuple[Promise, ...]


TOPICS = (
    Topic(
        "cham-diem",
        _("Chấm điểm, thẩm định, chấm chéo"),
        (
            _(
                "Ghi số (số lần, kết quả, có hoặc không), máy tính điểm theo thang điểm. Tiêu chí về "
                "báo cáo muộn, hoạt động chung, huy chương, chỉ số được tính từ số liệu đã ghi trong "
                "năm, không ai nhập."
            ),
            _(
                "Thẩm định theo quy chế: thư ký cụm, các đơn vị chấm chéo theo bảng phân công, hoặc "
                "tổ kiểm tra. Chỉ ghi ở dòng có số khác, kèm lý do; dòng để trống là đồng ý."
            ),
            _(
                "Chấm chéo: mỗi đơn vị mở trang Chấm chéo, chấm các phiếu được phân công. Khi mọi đơn"
                " vị chấm xong, điểm được gộp theo cách quy chế chọn; người chấm không thấy số của "
                "đơn vị chấm khác trước khi mình chấm xong."
            ),
            _("Bấm vào một con số để mở tới cách tính, số liệu, minh chứng, người ghi và lúc ghi."),
        ),
    ),
    Topic(
        "kien-nghi",
        _("Kiến nghị về điểm"),
        (
            _(
                "Khi phiếu của một đơn vị thẩm định xong, mọi đơn vị thành viên được kiến nghị trong "
                "số ngày quy chế đặt: mở phiếu, bấm mã tiêu chí, ghi nội dung, căn cứ và số đề nghị."
            ),
            _(
                "Người thẩm định trả lời trong hạn: chấp nhận, chấp nhận một phần hoặc không chấp "
                "nhận, kèm lý do. Số chấp nhận thành số thống nhất và thay số thẩm định."
            ),
            _(
                "Chưa được trả lời thì đơn vị rút được kiến nghị. Hội nghị bình xét thống nhất được "
                "dòng còn tranh luận."
            ),
        ),
    ),
    Topic(
        "xep-hang",
        _("Xếp hạng, hạn mức, không xét thi đua"),
        (
            _(
                "Cụm trưởng ghi quy tắc một lần theo quy chế: thứ tự, tiêu chí phụ khi bằng điểm, hạn"
                " mức từng danh hiệu, lý do không xét cùng điều khoản. Bằng nhau ở mọi tiêu chí thì "
                "đồng hạng."
            ),
            _(
                "Lý do như không ký giao ước, không gửi báo cáo do hệ thống tự xét; lý do như kỷ luật"
                " do thư ký ghi kèm văn bản."
            ),
            _(
                "Trang Kết quả bình xét nói vì sao đơn vị đứng hạng ấy và được gì. Hội nghị quyết "
                "định khác thì ghi lý do; kết quả tính được vẫn in bên cạnh. Trang Thử thay đổi cho "
                "xem trước mà không lưu gì."
            ),
        ),
    ),
    Topic(
        "phieu-kin",
        _("Bỏ phiếu kín và mã phiếu"),
        (
            _(
                "Phiếu được ghi và che ngay trong trình duyệt; máy chủ ký mà không đọc được. Sau đó "
                "phiếu vào hòm không kèm tên, giờ hay phiên đăng nhập, nên người giữ cơ sở dữ liệu "
                "cũng không biết phiếu nào của ai."
            ),
            _(
                "Bỏ xong, hãy chép hoặc in mã phiếu: không nơi nào giữ mã là của ai, mất thì không "
                "tìm lại được. Sau khi khép lại, tìm mã trong danh sách phiếu để xem phiếu được tính "
                "thế nào. Đừng đưa mã cho người khác."
            ),
            _(
                "Trang bị ngắt giữa chừng: mở lại trang phiếu bằng chính trình duyệt ấy rồi bấm “Gửi "
                "tiếp”. Cần địa chỉ https và JavaScript; nếu không có, hãy bỏ phiếu giấy."
            ),
            _(
                "Không ai đếm được phiếu trước khi khép lại; khép lại là cuối cùng. Ai nghi ngờ thì "
                "yêu cầu kiểm lại."
            ),
        ),
    ),
    Topic(
        "phieu-giay",
        _("Bỏ phiếu giấy"),
        (
            _(
                "Mở cuộc bỏ phiếu trên giấy, in phiếu, danh sách ký nhận và bảng kiểm phiếu ở trang của "
                "cuộc bỏ phiếu."
            ),
            _(
                "Hai người kiểm phiếu đếm riêng, nhập riêng, không thấy số của nhau cho tới khi cả "
                "hai nhập xong. Chỗ khác nhau được nêu ra để đếm lại; giống nhau mới khép lại được."
            ),
        ),
    ),
    Topic(
        "goi-ket-qua",
        _("Gói kết quả"),
        (
            _(
                "Từ giai đoạn bình xét, cụm trưởng lập gói: một tệp có chữ ký của đơn vị, chứa thang "
                "điểm, phiếu chấm, mã băm minh chứng, xếp hạng, các phiếu bầu và biên bản."
            ),
            _(
                "Ai nhận gói cũng kiểm tra được ở trang Kiểm tra gói kết quả, không cần tài khoản: "
                "mọi điểm, hạng, hạn mức và phiếu được tính lại; sửa một chữ là bị phát hiện. Hãy so "
                "dấu vân tay của khóa với bản đơn vị công bố."
            ),
        ),
    ),
)
