"""The sheets of a cluster year's workbook, as data: reading, writing, checking and the template follow it."""

from __future__ import annotations

from thidua.core.faults import gettext_noop
from thidua.sheets.columns import Sheet
from thidua.sheets.form import Form

from .disputes import DISPUTES
from .frame import FRAME, MOVEMENTS, PLEDGES
from .reports import REPORTING, SCORING
from .review import NEWS, REVIEW
from .rules import DECISIONS_OF_MEETING, RULES
from .verification import VERIFICATION

# Raised when a sheet or column changes its meaning; a file of a later form is refused.
FORM = 1

SHEETS: tuple[Sheet, ...] = (
    FRAME
    + MOVEMENTS
    + PLEDGES
    + REPORTING
    + SCORING
    + RULES
    + VERIFICATION
    + DISPUTES
    + REVIEW
    + DECISIONS_OF_MEETING
    + NEWS
)
YEAR = Form(
    SHEETS,
    title="Sổ năm thi đua",
    guide=gettext_noop("Sổ năm thi đua của cụm, khối"),
    steps=(
        gettext_noop("Điền trang “Năm” và “Đơn vị” trước; các trang khác để trống nếu chưa có số liệu."),
        gettext_noop(
            "Không đổi tên trang và tên cột. Tiêu đề đậm màu là cột bắt buộc; chú thích hiện khi trỏ vào."
        ),
        gettext_noop("Ngày ghi 17/11/2017; số ghi 1.440 hoặc 95,5; chữ gõ bằng Unicode."),
        gettext_noop("Xếp hạng, tổng điểm, số ngày muộn, kết quả bầu do hệ thống tính, không ghi vào sổ."),
    ),
    foreign=gettext_noop("Tệp này là sổ Excel nhưng không theo mẫu của năm thi đua."),
)
BY_KEY = YEAR.by_key
