"""The sheets of reporting and scoring."""

from __future__ import annotations

from thidua.core.faults import gettext_noop
from thidua.core.rubric import CriterionKind
from thidua.core.timetable import Field
from thidua.reporting.models import CompetitionLevel, DutyKind, ReportState, SectionKind
from thidua.scoring.models import SheetState
from thidua.sheets.columns import Sheet, choice, day, figure, moment, prose, reference, text, unit, whole

_OF_REPORT = (reference("duty", "Báo cáo", "duties", "code"), unit("unit", "Đơn vị"))

REPORTING = (
    Sheet(
        "duties",
        "Chế độ báo cáo",
        ("code",),
        (
            text("code", "Mã", required=True, longest=40),
            choice("kind", "Loại báo cáo", dict(DutyKind.choices)),
            text("name", "Tên báo cáo", required=True, longest=200, width=44),
            day("due", "Hạn nộp", required=True),
        ),
    ),
    Sheet(
        "reports",
        "Báo cáo",
        ("duty", "unit", "round"),
        (
            *_OF_REPORT,
            whole("round", "Lần", most=50),
            choice("state", "Tình trạng", dict(ReportState.choices)),
            moment("submitted_at", "Nộp lúc"),
            moment("returned_at", "Trả lại lúc"),
            prose("return_reason", "Lý do trả lại"),
            day("redo_due", "Hạn nộp lại"),
            moment("accepted_at", "Tiếp nhận lúc"),
        ),
        gettext_noop("Mỗi lần nộp một dòng; báo cáo chưa nộp lần nào ghi lần 0."),
    ),
    Sheet(
        "sections",
        "Nội dung báo cáo",
        ("duty", "unit", "kind"),
        (
            *_OF_REPORT,
            choice("kind", "Phần", dict(SectionKind.choices)),
            prose("text", "Nội dung", required=True),
        ),
    ),
    Sheet(
        "indicators",
        "Chỉ số",
        ("code",),
        (
            text("code", "Mã", required=True, longest=40),
            text("name", "Chỉ số", required=True, longest=300, width=52),
            choice("field", "Lĩnh vực", Field),
            text("measure", "Đơn vị tính", required=True, longest=40),
            reference("target", "Chỉ tiêu giao ước", "targets", "code", required=False),
            whole("position", "Thứ tự", required=False, most=999),
        ),
    ),
    Sheet(
        "figures",
        "Số liệu",
        ("duty", "unit", "indicator"),
        (
            *_OF_REPORT,
            reference("indicator", "Chỉ số", "indicators", "code"),
            figure("value", "Số liệu", required=True),
        ),
    ),
    Sheet(
        "medals",
        "Huy chương",
        ("duty", "unit", "competition"),
        (
            *_OF_REPORT,
            text("competition", "Giải đấu", required=True, longest=200, width=44),
            choice("level", "Cấp", dict(CompetitionLevel.choices)),
            whole("gold", "Vàng", required=False, most=9999),
            whole("silver", "Bạc", required=False, most=9999),
            whole("bronze", "Đồng", required=False, most=9999),
        ),
    ),
)

SCORING = (
    Sheet(
        "rubric",
        "Thang điểm",
        ("code",),
        (
            text("group_code", "Nhóm", required=True, longest=10),
            text("group_name", "Tên nhóm", required=True, longest=300, width=36),
            text("code", "Mã tiêu chí", required=True, longest=20),
            text("name", "Tiêu chí", required=True, longest=500, width=52),
            choice("kind", "Cách chấm", CriterionKind),
            figure("max_points", "Điểm tối đa", required=True, most=10_000),
            text(
                "parameters",
                "Tham số",
                width=30,
                help=gettext_noop(
                    "Dạng tên=số, cách nhau bằng dấu chấm phẩy; bậc điểm ghi “70: 50 | 100: 100”."
                ),
            ),
            reference("target", "Chỉ tiêu giao ước", "targets", "code", required=False),
            prose("guidance", "Hướng dẫn"),
        ),
        gettext_noop("Mỗi tiêu chí một dòng, theo thứ tự của thang điểm."),
    ),
    Sheet(
        "sheets",
        "Phiếu chấm",
        ("unit",),
        (
            unit("unit", "Đơn vị"),
            choice("state", "Tình trạng", dict(SheetState.choices)),
            moment("submitted_at", "Nộp lúc"),
            moment("verified_at", "Thẩm định lúc"),
            moment("returned_at", "Trả lại lúc"),
            prose("return_reason", "Lý do trả lại"),
        ),
    ),
    Sheet(
        "scores",
        "Chấm điểm",
        ("unit", "criterion"),
        (
            unit("unit", "Đơn vị"),
            reference("criterion", "Mã tiêu chí", "rubric", "code"),
            figure("self_entry", "Tự chấm"),
            prose("self_note", "Thuyết minh"),
            figure("verified_entry", "Thẩm định"),
            prose("difference_reason", "Lý do chênh lệch"),
            figure("agreed_entry", "Thống nhất"),
            prose("agreed_reason", "Lý do thống nhất"),
        ),
        gettext_noop("Ghi số liệu của tiêu chí (điểm, số lượng, kết quả, 1 hoặc 0); điểm do hệ thống tính."),
    ),
)
