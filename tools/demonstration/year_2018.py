"""The year 2018, all of it made up: the running year, in its mid-year review on 10 July."""

from __future__ import annotations

from decimal import Decimal

from thidua.core.timetable import Stage
from thidua.sheets.values import Book, Row

from . import common, texts_2018
from .common import CODES, PLACES, TARGETS, at, day, department, figure, head, row

PACT = """
GIAO ƯỚC THI ĐUA NĂM 2018
Các đơn vị trong cụm thống nhất ký giao ước thi đua năm 2018 với các nội dung:
Điều 1. Thi đua thực hiện thắng lợi Nghị quyết Đại hội XII của Đảng, hoàn thành các chỉ tiêu đã đăng ký.
Điều 2. Tăng cường quản lý nhà nước về văn hóa, gia đình, thể dục thể thao và du lịch.
Điều 3. Có ít nhất hai hoạt động chung của cụm trong năm; tăng giao lưu, liên kết giữa các tỉnh.
Điều 4. Gửi báo cáo đúng hạn theo quy chế hoạt động của cụm.
"""
DUTIES = (
    ("ke-hoach", "ke_hoach", "Kế hoạch thi đua năm 2018", "2018-02-15"),
    ("sau-thang", "sau_thang", "Báo cáo sáu tháng đầu năm 2018", "2018-06-30"),
    ("nam", "nam", "Báo cáo năm 2018", "2018-10-31"),
)
STAGES = {
    Stage.PREPARATION: ("2018-03-15", "2018-03-09"),
    Stage.PLEDGING: ("2018-03-30", "2018-03-23"),
    Stage.RUNNING: ("2018-06-15", "2018-06-18"),
    Stage.MIDYEAR_REVIEW: ("2018-07-15", None),
    Stage.SELF_SCORING: ("2018-10-31", None),
    Stage.VERIFICATION: ("2018-11-10", None),
    Stage.REVIEW: ("2018-11-17", None),
    Stage.PROPOSAL: ("2018-11-30", None),
    Stage.HAND_OVER: ("2018-12-05", None),
}
# The first half's medals of those who have written their report.
MEDALS = {
    "vinhphuc": (29, 31, 44),
    "ninhbinh": (24, 22, 33),
    "hanam": (18, 20, 27),
    "thaibinh": (21, 23, 30),
    "haiduong": (20, 19, 31),
    "haiphong": (30, 27, 36),
    "bacninh": (13, 14, 20),
    "namdinh": (19, 0, 0),
}


def book() -> Book:
    """Every row of 2018."""
    return {
        "year": [
            common.year_row(
                year=2018,
                stage="midyear_review",
                chair="ninhbinh",
                deputy="hanam",
                rubric_source="Thang điểm thi đua của cụm (1.000 điểm) (2017)",
            )
        ],
        "units": common.unit_rows(),
        "stages": [
            row(stage=stage.value, due=day(due), completed_on=day(done) if done else None)
            for stage, (due, done) in STAGES.items()
        ],
        "regulation": common.lines(common.REGULATION),
        "directives": common.directive_rows(),
        **_movements(),
        "pact": common.lines(PACT),
        "targets": common.target_rows(),
        "agreed": common.agreed_rows(
            {
                code: [_raised(v, t) for v, t in zip(values, TARGETS, strict=True)]
                for code, values in common.PLEDGED_2017.items()
            }
        ),
        "signatures": [
            row(
                unit=code,
                signer_name=head(code),
                signer_position="Giám đốc",
                signed_at=at("2018-03-23", f"09:{5 + 4 * place:02d}"),
            )
            for place, code in enumerate(CODES)
        ],
        "registrations": [
            row(
                unit=code,
                award=award,
                quantity=quantity,
                registered_at=at("2018-03-21", f"14:{10 + 5 * place}"),
            )
            for place, code in enumerate(CODES)
            for award, quantity in (("co_thi_dua_bo_tinh", 1), ("chien_si_thi_dua_co_so", 12 + place))
        ],
        "duties": [row(code=c, kind=k, name=n, due=day(d)) for c, k, n, d in DUTIES],
        **_reports(),
        "indicators": common.indicator_rows(),
        "rubric": common.rubric_rows(),
        **common.rules(),
        "meetings": [
            row(
                kind="ky_giao_uoc",
                held_on=day("2018-03-23"),
                place="Ninh Bình",
                presided_by=head("ninhbinh"),
                attending=CODES,
                minutes="Thống nhất chương trình hoạt động, thang điểm và ký giao ước thi đua năm 2018.",
            )
        ],
    }


def _raised(pledged: float, target: tuple[str, ...]) -> float:
    """A pledge a little above last year's."""
    if target[3] == "%":
        return min(pledged + 1, 100)
    return round(pledged * (0.95 if target[4] == "giam" else 1.05))


def _movements() -> Book:
    name = "Thi đua thực hiện thắng lợi Nghị quyết Đại hội XII của Đảng"
    linkage = "Liên kết phát triển du lịch các tỉnh đồng bằng sông Hồng"
    return {
        "movements": [
            row(
                name=name,
                launched_by="Bộ Văn hóa, Thể thao và Du lịch",
                level="bo",
                kind="thuong_xuyen",
                starts_on=day("2018-01-15"),
                ends_on=day("2018-12-31"),
                targets="Hoàn thành các chỉ tiêu giao ước năm 2018",
                directive="Nghị quyết Đại hội XII",
            ),
            row(
                name=linkage,
                launched_by=department("ninhbinh"),
                level="cum",
                kind="chuyen_de",
                starts_on=day("2018-03-23"),
                ends_on=day("2018-10-31"),
                targets="Mỗi đơn vị có ít nhất một tuyến du lịch nối với tỉnh khác trong cụm",
                directive="18-CT/TTg",
            ),
        ],
        "parts": [
            row(
                movement=movement,
                unit=code,
                activities=f"{PLACES[code]}: {how}.",
                results="Đang thực hiện đúng tiến độ." if place % 2 else None,
                recorded_on=day("2018-06-12"),
            )
            for movement, how in (
                (name, "phát động đến từng đơn vị trực thuộc, gắn với nhiệm vụ chuyên môn"),
                (linkage, "khảo sát, nối tuyến du lịch với một tỉnh khác trong cụm"),
            )
            for place, code in enumerate(CODES)
            # One unit has not said yet what it does about tourism.
            if (movement, code) != (linkage, "hungyen")
        ],
        "activities": [
            row(
                kind="chuong_trinh_chung",
                name="Liên hoan hát chèo các tỉnh đồng bằng sông Hồng",
                field="culture",
                held_on=day("2018-05-18"),
                place="thành phố Ninh Bình",
                host="ninhbinh",
                participants=CODES,
                summary="Chương trình chung đầu tiên của cụm trong năm.",
            ),
            row(
                kind="chuong_trinh_chung",
                name="Hội thảo liên kết phát triển du lịch",
                field="tourism",
                held_on=day("2018-06-08"),
                place="thành phố Hải Phòng",
                host="haiphong",
                participants=CODES[:3] + CODES[5:],
                summary="Bàn việc nối các tuyến du lịch giữa các tỉnh.",
            ),
        ],
    }


def _reports() -> Book:
    plans = [
        row(
            duty="ke-hoach",
            unit=code,
            round=1,
            state="accepted",
            submitted_at=at(f"2018-02-{5 + place:02d}", "10:15"),
            accepted_at=at("2018-02-14", "15:00"),
        )
        for place, code in enumerate(CODES)
    ]
    sections = [
        row(
            duty="ke-hoach",
            unit=code,
            kind="emulation",
            text=texts_2018.PLAN[code],
        )
        for code in CODES
    ]
    half = {"duty": "sau-thang", "round": 1}
    reports = [
        row(
            **half,
            unit="vinhphuc",
            state="accepted",
            submitted_at=at("2018-06-29", "09:40"),
            accepted_at=at("2018-07-02", "08:20"),
        ),
        row(
            **half,
            unit="ninhbinh",
            state="accepted",
            submitted_at=at("2018-06-25", "15:05"),
            accepted_at=at("2018-06-26", "09:00"),
        ),
        row(
            **half,
            unit="hanam",
            state="accepted",
            submitted_at=at("2018-06-28", "10:30"),
            accepted_at=at("2018-06-29", "08:45"),
        ),
        row(**half, unit="haiduong", state="submitted", submitted_at=at("2018-06-30", "11:20")),
        row(**half, unit="haiphong", state="submitted", submitted_at=at("2018-07-04", "14:50")),
        row(
            **half,
            unit="thaibinh",
            state="returned",
            submitted_at=at("2018-06-29", "16:45"),
            returned_at=at("2018-07-03", "10:10"),
            return_reason="Số lượt khách du lịch sáu tháng chưa khớp với bảng số liệu; đề nghị kiểm tra và nộp lại.",
            redo_due=day("2018-07-12"),
        ),
        row(duty="sau-thang", unit="bacninh", round=0, state="awaiting"),
        row(duty="sau-thang", unit="namdinh", round=0, state="draft"),
    ]
    figures: list[Row] = []
    medals: list[Row] = []
    for code, colours in MEDALS.items():
        for place, target in enumerate(TARGETS):
            pledged = _raised(common.PLEDGED_2017[code][place], target)
            value = (
                Decimal(sum(colours))
                if target[0] == "huy-chuong"
                else figure(pledged if target[3] == "%" else int(pledged * 0.48))
            )
            if code != "namdinh" or place < 3:
                figures.append(row(duty="sau-thang", unit=code, indicator=target[0], value=value))
        medals += common.medal_rows("sau-thang", code, *colours)
        for kind, text in zip(texts_2018.FIELDS, texts_2018.HALF_YEAR[code], strict=True):
            if text:
                sections.append(row(duty="sau-thang", unit=code, kind=kind, text=text))
    return {"reports": [*plans, *reports], "sections": sections, "figures": figures, "medals": medals}
