"""The sheets of the year itself: its frame, movements and pledges."""

from __future__ import annotations

from thidua.clusters.models import ClusterKind, UnitKind
from thidua.core.award import AWARDS
from thidua.core.faults import gettext_noop
from thidua.core.rubric import Rounding
from thidua.core.timetable import Field, Stage
from thidua.movements.models import ActivityKind, MovementKind, MovementLevel
from thidua.pledges.models import Direction
from thidua.sheets.columns import (
    Sheet,
    choice,
    day,
    figure,
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

FRAME = (
    Sheet(
        "year",
        "Năm",
        (),
        (
            text("cluster_code", "Mã cụm", required=True, longest=60),
            text("cluster_name", "Tên cụm", required=True, longest=200, width=44),
            choice("cluster_kind", "Loại", dict(ClusterKind.choices)),
            whole("year", "Năm", least=1990, most=2100),
            text("authority_code", "Mã cơ quan quản lý", required=True, longest=40),
            text("authority_name", "Cơ quan quản lý", required=True, longest=200, width=36),
            text("authority_short", "Tên gọn cơ quan quản lý", required=True, longest=60),
            choice("authority_kind", "Loại hình cơ quan quản lý", dict(UnitKind.choices)),
            choice("stage", "Giai đoạn", Stage),
            unit("chair", "Cụm trưởng"),
            unit("deputy", "Cụm phó", required=False),
            text("rubric_name", "Tên thang điểm", longest=200, width=36),
            whole("rubric_places", "Số chữ số thập phân", required=False, most=3),
            choice("rubric_rounding", "Cách làm tròn", Rounding, required=False),
            text("rubric_source", "Nguồn thang điểm", width=36),
            day("closed_on", "Khép lại ngày"),
            yes_no("is_demonstration", "Dữ liệu minh hoạ"),
            whole("form", "Phiên bản mẫu", required=False, least=1, most=99),
        ),
        gettext_noop("Một dòng: cụm, năm, cơ quan quản lý, cụm trưởng."),
        required=True,
    ),
    Sheet(
        "units",
        "Đơn vị",
        ("code",),
        (
            text("code", "Mã", required=True, longest=40),
            text("name", "Tên đơn vị", required=True, longest=200, width=52),
            text("short_name", "Tên gọn", required=True, longest=60),
            choice("kind", "Loại hình", dict(UnitKind.choices)),
            text("place", "Tỉnh, thành phố", longest=60),
        ),
        gettext_noop("Các đơn vị thành viên, theo thứ tự của cụm."),
        required=True,
    ),
    Sheet(
        "stages",
        "Giai đoạn",
        ("stage",),
        (
            choice("stage", "Giai đoạn", Stage),
            day("due", "Hạn", required=True),
            day("completed_on", "Hoàn thành"),
        ),
        gettext_noop("Hạn của chín giai đoạn và ngày đã xong."),
    ),
    Sheet(
        "regulation",
        "Quy chế",
        ("line",),
        (whole("line", "Dòng", least=1), prose("text", "Nội dung")),
        gettext_noop("Quy chế hoạt động, mỗi dòng một đoạn."),
    ),
)

MOVEMENTS = (
    Sheet(
        "directives",
        "Văn bản",
        ("number",),
        (
            text("number", "Số, ký hiệu", required=True, longest=60),
            day("issued_on", "Ngày ban hành"),
            text("issuer", "Cơ quan ban hành", required=True, longest=200, width=30),
            prose("abstract", "Trích yếu", required=True),
        ),
    ),
    Sheet(
        "movements",
        "Phong trào",
        ("name",),
        (
            text("name", "Tên phong trào", required=True, longest=300, width=48),
            text("launched_by", "Đơn vị phát động", required=True, longest=200, width=30),
            choice("level", "Cấp phát động", dict(MovementLevel.choices)),
            choice("kind", "Loại", dict(MovementKind.choices)),
            day("starts_on", "Từ ngày", required=True),
            day("ends_on", "Đến ngày"),
            prose("targets", "Mục tiêu, chỉ tiêu"),
            prose("criteria", "Tiêu chí"),
            reference("directive", "Văn bản chỉ đạo", "directives", "number", required=False),
        ),
    ),
    Sheet(
        "parts",
        "Tham gia phong trào",
        ("movement", "unit"),
        (
            reference("movement", "Phong trào", "movements", "name"),
            unit("unit", "Đơn vị"),
            prose("activities", "Cách làm", required=True),
            prose("results", "Kết quả"),
            day("recorded_on", "Ghi ngày"),
        ),
    ),
    Sheet(
        "activities",
        "Hoạt động chung",
        ("name", "held_on"),
        (
            choice("kind", "Loại", dict(ActivityKind.choices)),
            text("name", "Tên hoạt động", required=True, longest=300, width=44),
            choice("field", "Lĩnh vực", Field),
            day("held_on", "Ngày tổ chức", required=True),
            text("place", "Địa điểm", longest=200),
            unit("host", "Đơn vị chủ trì"),
            units("participants", "Đơn vị tham gia"),
            prose("summary", "Tóm tắt"),
        ),
    ),
)

PLEDGES = (
    Sheet(
        "pact",
        "Giao ước",
        ("line",),
        (whole("line", "Dòng", least=1), prose("text", "Nội dung")),
        gettext_noop("Nội dung giao ước, mỗi dòng một đoạn."),
    ),
    Sheet(
        "targets",
        "Chỉ tiêu",
        ("code",),
        (
            text("code", "Mã", required=True, longest=40),
            text("name", "Chỉ tiêu", required=True, longest=300, width=52),
            choice("field", "Lĩnh vực", Field),
            text("measure", "Đơn vị tính", required=True, longest=40),
            choice("direction", "Chiều", dict(Direction.choices)),
            whole("position", "Thứ tự", required=False, most=999),
        ),
    ),
    Sheet(
        "agreed",
        "Số giao ước",
        ("target", "unit"),
        (
            reference("target", "Chỉ tiêu", "targets", "code"),
            unit("unit", "Đơn vị"),
            figure("value", "Số giao ước", required=True),
        ),
    ),
    Sheet(
        "signatures",
        "Chữ ký",
        ("unit",),
        (
            unit("unit", "Đơn vị"),
            text("signer_name", "Người ký", required=True, longest=120, width=28),
            text("signer_position", "Chức vụ", longest=120),
            moment("signed_at", "Ký lúc", required=True),
        ),
    ),
    Sheet(
        "registrations",
        "Đăng ký",
        ("unit", "award"),
        (
            unit("unit", "Đơn vị"),
            choice("award", "Danh hiệu, hình thức", _AWARDS, width=32),
            whole("quantity", "Số lượng", least=1, most=10_000),
            text("note", "Ghi chú", longest=300, width=36),
            moment("registered_at", "Đăng ký lúc"),
        ),
    ),
)
