"""The sheets of who verifies: inspection groups, and what units scored of each other."""

from __future__ import annotations

from thidua.core.faults import gettext_noop
from thidua.sheets.columns import Sheet, figure, moment, prose, reference, text, unit, units

_OF_SCORER = (unit("unit", "Phiếu của đơn vị"), unit("scorer", "Đơn vị chấm"))

VERIFICATION = (
    Sheet(
        "inspection_groups",
        "Tổ kiểm tra",
        ("name",),
        (
            text("name", "Tổ kiểm tra", required=True, longest=200, width=32),
            text(
                "inspectors",
                "Người kiểm tra",
                required=True,
                longest=2000,
                width=40,
                help=gettext_noop("Tên đăng nhập, cách nhau bằng dấu chấm phẩy."),
            ),
            units("units", "Đơn vị được kiểm tra"),
        ),
    ),
    Sheet(
        "cross_sheets",
        "Chấm chéo",
        ("unit", "scorer"),
        (*_OF_SCORER, moment("finished_at", "Chấm xong lúc")),
        gettext_noop("Mỗi đơn vị chấm một phiếu là một dòng; chưa xong thì để trống “Chấm xong lúc”."),
    ),
    Sheet(
        "cross_scores",
        "Điểm chấm chéo",
        ("unit", "scorer", "criterion"),
        (
            *_OF_SCORER,
            reference("criterion", "Mã tiêu chí", "rubric", "code"),
            figure("entry", "Chấm chéo", required=True),
            prose("reason", "Lý do", required=True),
        ),
        gettext_noop("Chỉ ghi tiêu chí mà đơn vị chấm khác đơn vị tự chấm."),
    ),
)
