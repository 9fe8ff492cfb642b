"""The sheets of review, decisions, hand-over and news."""

from __future__ import annotations

from thidua.core.award import AWARDS
from thidua.core.ballot import Base, Choice, PaperForm, Question
from thidua.core.faults import gettext_noop
from thidua.newsroom.models import ArticleState, CommentState
from thidua.review.models import MeetingKind
from thidua.sheets.columns import (
    Sheet,
    choice,
    day,
    moment,
    prose,
    reference,
    text,
    unit,
    units,
    whole,
    yes_no,
)

_AWARDS = {code: award.name for code, award in AWARDS.items()}

# Left empty in a workbook of before these settings: as they were then.
_OVER = {"invalid": gettext_noop("phiếu không hợp lệ"), "free": gettext_noop("vẫn hợp lệ")}
_ON_SELF = {"yes": gettext_noop("được"), "no": gettext_noop("không được")}

_BALLOT = reference("ballot", "Lượt bầu", "ballots", "number")

REVIEW = (
    Sheet(
        "meetings",
        "Hội nghị",
        ("kind",),
        (
            choice("kind", "Loại hội nghị", dict(MeetingKind.choices), width=30),
            day("held_on", "Ngày họp", required=True),
            text("place", "Địa điểm", required=True, longest=200, width=30),
            text("presided_by", "Chủ trì", required=True, longest=300, width=36),
            text("directed_by", "Dự và chỉ đạo", longest=300, width=36),
            units("attending", "Đơn vị có mặt"),
            prose("minutes", "Biên bản"),
        ),
    ),
    Sheet(
        "ballots",
        "Bình xét",
        ("number",),
        (
            whole("number", "Lượt bầu", least=1, most=99),
            choice("meeting", "Hội nghị", dict(MeetingKind.choices), width=30),
            choice("question", "Nội dung", Question, width=28),
            choice("award", "Danh hiệu, hình thức", _AWARDS, required=False, width=32),
            whole("round", "Vòng", least=1, most=20),
            units("candidates", "Ứng viên"),
            yes_no("is_secret", "Bỏ phiếu kín"),
            whole("seats", "Số được chọn", least=1, most=99),
            whole("threshold_percent", "Tỷ lệ tối thiểu (%)", most=100),
            whole("quorum_percent", "Túc số (%)", most=100),
            choice("base", "Tính tỷ lệ trên", Base),
            yes_no("is_on_paper", "Bỏ phiếu giấy"),
            choice("form", "Cách ghi phiếu", PaperForm, required=False, width=32),
            choice("limits_agreement", "Đồng ý quá số được chọn", _OVER, required=False, width=20),
            choice("may_vote_on_self", "Bỏ phiếu cho đơn vị mình", _ON_SELF, required=False, width=20),
            units("electorate", "Chỉ được bỏ phiếu"),
            text("electorate_reason", "Lý do", longest=500, width=36),
            moment("voting_until", "Bỏ phiếu đến"),
            prose("tellers", "Ban kiểm phiếu"),
            units("voted", "Đã bỏ phiếu"),
            moment("opened_at", "Mở lúc", required=True),
            moment("closed_at", "Khép lại lúc"),
            text("public_key", "Khóa công khai", longest=1000, width=24),
        ),
    ),
    Sheet(
        "votes",
        "Phiếu bầu",
        ("ballot", "paper", "candidate"),
        (
            _BALLOT,
            whole("paper", "Phiếu số", least=1, most=999),
            unit("voter", "Đơn vị bầu", required=False),
            unit("candidate", "Ứng viên"),
            choice("choice", "Ý kiến", Choice),
            whole("place", "Thứ tự", required=False, least=1, most=99),
        ),
        gettext_noop("Phiếu kín không ghi đơn vị bầu; số phiếu chỉ để xếp các dòng của một phiếu cạnh nhau."),
    ),
    Sheet(
        "secret_papers",
        "Phiếu kín",
        ("ballot", "message"),
        (
            _BALLOT,
            text("message", "Nội dung phiếu", required=True, longest=20_000, width=60),
            text("prefix", "Tiền tố", required=True, longest=64, width=24),
            text("signature", "Chữ ký", required=True, longest=1024, width=24),
        ),
        gettext_noop("Phiếu mang chữ ký mù của cuộc bỏ phiếu: chép nguyên, sửa một chữ là chữ ký sai."),
    ),
    Sheet(
        "paper_counts",
        "Kiểm phiếu giấy",
        ("ballot", "teller", "candidate"),
        (
            _BALLOT,
            text("teller", "Người kiểm phiếu", required=True, longest=150, width=24),
            moment("entered_at", "Nhập lúc", required=True),
            whole("issued", "Phiếu phát ra"),
            whole("collected", "Phiếu thu về"),
            whole("invalid", "Phiếu không hợp lệ"),
            unit("candidate", "Ứng viên"),
            whole("agree", "Đồng ý, tổng thứ tự"),
            whole("disagree", "Không đồng ý, trong số được chọn"),
            whole("abstain", "Không có ý kiến", required=False),
        ),
        gettext_noop("Mỗi người kiểm phiếu (tên đăng nhập) một dòng cho mỗi ứng viên; số phiếu lặp lại."),
    ),
    Sheet(
        "challenges",
        "Kiểm lại",
        ("ballot", "raised_by", "raised_at"),
        (
            _BALLOT,
            text("raised_by", "Người yêu cầu", required=True, longest=150, width=24),
            unit("unit", "Đơn vị", required=False),
            moment("raised_at", "Yêu cầu lúc", required=True),
            prose("reason", "Lý do", required=True),
            yes_no("agrees", "Khớp"),
            prose("found", "Tìm thấy"),
        ),
        gettext_noop("Điều tìm thấy lúc kiểm lại được giữ như đã ghi."),
    ),
    Sheet(
        "proposals",
        "Đề nghị",
        ("unit", "award"),
        (
            unit("unit", "Đơn vị"),
            choice("award", "Danh hiệu, hình thức", _AWARDS, width=32),
            yes_no("by_ballot", "Theo kết quả bầu"),
            prose("reason", "Lý do"),
            moment("proposed_at", "Đề nghị lúc"),
            moment("withdrawn_at", "Rút lúc"),
            prose("withdrawal_reason", "Lý do rút"),
        ),
    ),
    Sheet(
        "decisions",
        "Quyết định",
        ("number", "unit", "award"),
        (
            text("number", "Số quyết định", required=True, longest=60),
            day("signed_on", "Ngày ký", required=True),
            text("signer_name", "Người ký", required=True, longest=120, width=28),
            text("signer_position", "Chức vụ", required=True, longest=120),
            text("abstract", "Trích yếu", required=True, longest=300, width=44),
            unit("unit", "Đơn vị"),
            choice("award", "Danh hiệu, hình thức", _AWARDS, width=32),
            yes_no("is_granted", "Tặng"),
            text("reason", "Lý do không tặng", longest=300, width=36),
        ),
        gettext_noop("Mỗi đề nghị được trả lời một dòng."),
    ),
    Sheet(
        "hand_over",
        "Bàn giao",
        (),
        (
            day("handed_on", "Ngày bàn giao", required=True),
            unit("from_unit", "Đơn vị giao"),
            unit("to_unit", "Đơn vị nhận"),
            prose("note", "Ghi chú"),
        ),
        gettext_noop("Một dòng; đơn vị nhận phải đúng với kết quả bầu cụm trưởng."),
    ),
)

NEWS = (
    Sheet(
        "articles",
        "Tin bài",
        ("title",),
        (
            text("title", "Tiêu đề", required=True, longest=300, width=48),
            prose("lead", "Sa-pô", required=True),
            prose("body", "Nội dung", required=True),
            text("byline", "Tác giả", required=True, longest=120),
            text("source", "Nguồn", longest=200),
            choice("state", "Tình trạng", dict(ArticleState.choices)),
            moment("published_at", "Đăng lúc"),
            moment("withdrawn_at", "Gỡ lúc"),
            text("withdrawn_reason", "Lý do gỡ", longest=300, width=36),
        ),
    ),
    Sheet(
        "pictures",
        "Ảnh",
        ("article", "file_name"),
        (
            reference("article", "Tin bài", "articles", "title"),
            whole("position", "Thứ tự", required=False, most=99),
            text("file_name", "Tệp ảnh", required=True, longest=200, width=30),
            text("caption", "Chú thích", required=True, longest=300, width=48),
            text("alt", "Mô tả ảnh", required=True, longest=300, width=48),
            text("credit", "Nguồn ảnh", longest=120),
        ),
        gettext_noop("Ảnh nằm ngoài sổ; chỉ lệnh trong máy chủ lấy được tệp đặt cạnh sổ."),
    ),
    Sheet(
        "comments",
        "Ý kiến",
        ("article", "text"),
        (
            reference("article", "Tin bài", "articles", "title"),
            text("author_name", "Người gửi", required=True, longest=80),
            prose("text", "Ý kiến", required=True),
            moment("received_at", "Gửi lúc", required=True),
            choice("state", "Tình trạng", dict(CommentState.choices)),
            text("reason", "Lý do", longest=300),
            prose("reply", "Trả lời"),
        ),
        gettext_noop("Thư điện tử của bạn đọc không ghi vào sổ."),
    ),
)
