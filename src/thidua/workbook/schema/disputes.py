"""The sheets of what is disputed and said about score lines."""

from __future__ import annotations

from thidua.core.faults import gettext_noop
from thidua.core.verification import AppealState
from thidua.sheets.columns import Sheet, choice, day, figure, moment, prose, reference, unit

_OF_LINE = (unit("unit", "Phiếu của đơn vị"), reference("criterion", "Mã tiêu chí", "rubric", "code"))

DISPUTES = (
    Sheet(
        "appeals",
        "Kiến nghị điểm",
        ("unit", "criterion", "appellant", "raised_at"),
        (
            *_OF_LINE,
            unit("appellant", "Đơn vị kiến nghị"),
            moment("raised_at", "Kiến nghị lúc", required=True),
            figure("wanted_entry", "Số đề nghị"),
            prose("grounds", "Nội dung, căn cứ", required=True),
            day("answer_by", "Hạn trả lời", required=True),
            choice("state", "Tình trạng", AppealState),
            prose("answer", "Trả lời"),
            moment("answered_at", "Trả lời lúc"),
        ),
        gettext_noop("Số thống nhất sau khi trả lời ghi ở trang “Chấm điểm”."),
    ),
    Sheet(
        "line_comments",
        "Ý kiến về điểm",
        ("unit", "criterion", "by", "at", "text"),
        (
            *_OF_LINE,
            unit("by", "Đơn vị nêu ý kiến"),
            moment("at", "Lúc", required=True),
            prose("text", "Ý kiến", required=True),
        ),
    ),
)
