"""The year 2017: the article's facts come out of these figures; everything else is made up.

Facts: nine units; Vĩnh Phúc chairs; 241 = 70 + 68 + 103 medals of Vĩnh Phúc, the most, and more than 1,440
in all; late reports; no joint programme, few exchanges; the flag proposed for Ninh Bình, Hà Nam and Vĩnh
Phúc; the conference of 17/11/2017 and its persons; the chair passes to Ninh Bình.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua.core.timetable import Stage, usual_due
from thidua.sheets.values import Book, Row

from . import common, texts_2017
from .common import CODES, TARGETS, at, day, department, figure, head, row

# Medals by colour; the totals are 241, 168, 142, 158, 171, 96, 162, 205 and 104: 1,447 in all.
MEDALS = {
    "vinhphuc": (70, 68, 103),
    "ninhbinh": (47, 51, 70),
    "hanam": (41, 39, 62),
    "namdinh": (45, 46, 67),
    "thaibinh": (52, 49, 70),
    "hungyen": (24, 29, 43),
    "haiduong": (46, 47, 69),
    "haiphong": (66, 59, 80),
    "bacninh": (31, 30, 43),
}
# How far each unit came towards its pledges, in percent, in the order of TARGETS; medals are counted.
REACHED = {
    "vinhphuc": (100, 100, 101, 101, None, 102, 103, 100),
    "ninhbinh": (109, 107, 102, 102, None, 103, 107, 102),
    "hanam": (106, 110, 102, 101, None, 102, 105, 101),
    "namdinh": (96, 92, 99, 98, None, 98, 95, 96),
    "thaibinh": (95, 100, 99, 99, None, 99, 96, 95),
    "hungyen": (87, 89, 98, 97, None, 97, 90, 92),
    "haiduong": (95, 92, 100, 99, None, 98, 97, 97),
    "haiphong": (96, 93, 99, 98, None, 99, 98, 94),
    "bacninh": (95, 94, 100, 100, None, 98, 93, 98),
}
MORE = {
    "vinhphuc": (6, 1420, 5, 118),
    "ninhbinh": (6, 2100, 6, 92),
    "hanam": (6, 780, 4, 84),
    "namdinh": (5, 690, 3, 101),
    "thaibinh": (5, 410, 2, 96),
    "hungyen": (4, 350, 2, 71),
    "haiduong": (5, 1310, 3, 103),
    "haiphong": (6, 2380, 4, 99),
    "bacninh": (5, 640, 3, 77),
}
# Self scores: 1.9, 1.10, 2.1, 2.2, 2.3, 2.4, 3.1, 3.2, 3.3, then bonus and penalty.
SELF = {
    "vinhphuc": (6, 47, 78, 58, 1, 1, 49, 5, 39, 25, 0),
    "ninhbinh": (6, 49, 79, 59, 1, 1, 50, 5, 39, 28, 0),
    "hanam": (6, 47, 79, 58, 1, 1, 49, 5, 39, 24, 0),
    "namdinh": (5, 44, 76, 55, 1, 1, 46, 4, 36, 15, 0),
    "thaibinh": (5, 43, 77, 56, 1, 1, 46, 4, 37, 16, 0),
    "hungyen": (4, 40, 74, 54, 1, 0, 44, 3, 34, 8, 5),
    "haiduong": (5, 45, 77, 56, 1, 1, 47, 4, 37, 15, 0),
    "haiphong": (6, 46, 76, 56, 1, 1, 46, 4, 36, 18, 0),
    "bacninh": (5, 44, 77, 57, 1, 1, 46, 4, 37, 12, 0),
}
SCORED = ("1.9", "1.10", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "4.1", "4.2")
# Where the verifier put another figure, and why.
VERIFIED = (
    ("vinhphuc", "4.1", 22, "Một giải thưởng tính cho năm 2016"),
    ("vinhphuc", "3.1", 48, "Đăng ký danh hiệu bổ sung sau hạn"),
    ("ninhbinh", "4.1", 26, "Một sáng kiến chưa có văn bản công nhận"),
    ("namdinh", "3.2", 3, "Một mô hình chưa có minh chứng nhân rộng"),
    ("thaibinh", "1.10", 41, "Thiếu báo cáo kết quả một cuộc xúc tiến"),
    ("haiphong", "2.2", 54, "Chưa có quyết định công nhận cơ quan văn hóa"),
    ("bacninh", "4.1", 10, "Thành tích cấp tỉnh không tính điểm thưởng"),
)
# Unit, criterion, who appeals, day and time of November, wanted, grounds; how it ended and when, with what words.
APPEALS = (
    (
        "vinhphuc", "3.1", "vinhphuc", "10", "09:20", 49, "Đăng ký bổ sung gửi muộn hai ngày do thay người phụ trách.",
        "rejected", "13", "Quy chế tính theo ngày văn bản đến; không có ngoại lệ cho đơn vị nào.",
    ),
    (
        "thaibinh", "1.10", "thaibinh", "10", "14:05", 43, "Báo cáo kết quả cuộc xúc tiến tháng 9 đã gửi bổ sung.",
        "partly", "14", "Báo cáo bổ sung đủ, song gửi sau hạn của cụm: tính một nửa phần điểm đã trừ.",
    ),
    (
        "ninhbinh", "4.1", "haiduong", "13", "10:40", 24, "Đề nghị xem lại sáng kiến thứ hai: phạm vi áp dụng trong một huyện.",
        "rejected", "15", "Sáng kiến đã được hội đồng cấp tỉnh công nhận, văn bản gửi kèm báo cáo năm.",
    ),
    (
        "haiphong", "2.2", "haiphong", "13", "15:30", 56, "Quyết định công nhận cơ quan văn hóa đang trình ký.",
        "withdrawn", None, None,
    ),
)  # fmt: skip
# What the answer to an appeal, or the meeting, put in the place of the verifier's figure.
AGREED = {("thaibinh", "1.10"): (42, APPEALS[1][-1])}
# Unit, criterion, by whom, day and time of November, what was said.
REMARKS = (
    ("vinhphuc", "4.1", "hanam", "09", "17:10", "Giải thưởng nào được tính cho năm 2016, đề nghị ghi rõ số văn bản."),
    ("vinhphuc", "4.1", "vinhphuc", "10", "08:05", "Là giải trao tháng 12/2016; đơn vị thống nhất với số thẩm định."),
    ("thaibinh", "1.10", "thaibinh", "10", "14:10", "Bản có dấu đã gửi thư ký cụm sáng nay."),
    ("ninhbinh", "4.1", "ninhbinh", "13", "16:00", "Văn bản công nhận của tỉnh gửi kèm báo cáo năm, đã gửi lại cho thư ký."),
)  # fmt: skip
# Days on which reports came in; those after 15/06 and 31/10 are late.
HANDED_IN = {
    "ke-hoach": {code: f"2017-02-{number:02d}" for number, code in enumerate(CODES, start=6)},
    "sau-thang": {
        "vinhphuc": "2017-06-12",
        "ninhbinh": "2017-06-09",
        "hanam": "2017-06-13",
        "namdinh": "2017-06-15",
        "thaibinh": "2017-06-14",
        "hungyen": "2017-06-22",
        "haiduong": "2017-06-14",
        "haiphong": "2017-06-15",
        "bacninh": "2017-06-19",
    },
    "nam": {
        "vinhphuc": "2017-10-30",
        "ninhbinh": "2017-10-26",
        "hanam": "2017-10-27",
        "namdinh": "2017-11-06",
        "thaibinh": "2017-10-31",
        "hungyen": "2017-11-03",
        "haiduong": "2017-10-30",
        "haiphong": "2017-10-31",
        "bacninh": "2017-10-30",
    },
}
DUTIES = (
    ("ke-hoach", "ke_hoach", "Kế hoạch thi đua năm 2017", "2017-02-15"),
    ("sau-thang", "sau_thang", "Báo cáo sáu tháng đầu năm 2017", "2017-06-15"),
    ("nam", "nam", "Báo cáo năm 2017", "2017-10-31"),
)
PACT = """
GIAO ƯỚC THI ĐUA NĂM 2017
Hưởng ứng Chỉ thị số 18-CT/TTg ngày 19/5/2016 của Thủ tướng Chính phủ, thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị và Nghị quyết Đại hội XII của Đảng, các đơn vị trong cụm thống nhất ký giao ước thi đua với các nội dung:
Điều 1. Hoàn thành và hoàn thành vượt mức các chỉ tiêu về di sản, văn hóa, thể dục thể thao, du lịch và gia đình đã đăng ký.
Điều 2. Đẩy mạnh phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa” và phong trào “Cả nước chung sức xây dựng nông thôn mới”.
Điều 3. Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến; khen thưởng kịp thời, chú trọng người lao động trực tiếp.
Điều 4. Thực hiện đúng quy chế hoạt động của cụm, gửi báo cáo đúng hạn, chấm điểm trung thực.
"""
TELLERS = "\n".join(
    (
        f"{head('haiduong')}, trưởng ban",
        f"Chuyên viên {department('bacninh')} (minh hoạ), ủy viên",
    )
)
MINUTES = """
Hội nghị tổng kết công tác thi đua, khen thưởng năm 2017, phương hướng năm 2018 của cụm.
1. Bà Hoàng Thị Huyền, Chánh Văn phòng Sở VHTTDL Vĩnh Phúc, trình bày báo cáo năm 2017 và phương hướng, nhiệm vụ năm 2018.
2. Thảo luận: kết quả theo từng lĩnh vực; một số đơn vị gửi báo cáo muộn so với quy chế; các đơn vị chưa có chương trình chung về văn hóa, thể thao và du lịch; giao lưu còn ít, chưa thường xuyên; còn khó khăn về nhân lực, cơ sở vật chất.
3. Thống nhất bảng điểm sau khi đã trả lời các kiến nghị; bình xét và bỏ phiếu đề nghị Bộ tặng Cờ thi đua cho ba trong chín đơn vị, theo hạn mức một phần ba.
4. Bầu cụm trưởng, cụm phó năm 2018; bàn giao cờ luân lưu.
"""


def book(article_file: Path) -> Book:
    """Every row of 2017; the article and its readers' comments come from ``article_file``."""
    return {
        "year": [
            common.year_row(
                year=2017, stage="hand_over", chair="vinhphuc", deputy="ninhbinh", closed_on=day("2017-11-17")
            )
        ],
        "units": common.unit_rows(),
        "stages": _stages(),
        "regulation": common.lines(common.REGULATION),
        "directives": common.directive_rows(),
        **_movements(),
        "pact": common.lines(PACT),
        "targets": common.target_rows(),
        "agreed": common.agreed_rows(common.PLEDGED_2017),
        "signatures": [
            row(
                unit=code,
                signer_name=head(code),
                signer_position="Giám đốc",
                signed_at=at("2017-03-24", f"09:{5 + 4 * place:02d}"),
            )
            for place, code in enumerate(CODES)
        ],
        "registrations": _registrations(),
        "duties": [row(code=c, kind=k, name=n, due=day(d)) for c, k, n, d in DUTIES],
        **_reports(),
        "indicators": common.indicator_rows(),
        "rubric": common.rubric_rows(),
        "sheets": [
            row(
                unit=code,
                state="verified",
                submitted_at=at(f"2017-10-{23 + place}", "15:20"),
                verified_at=at("2017-11-09", "16:30"),
            )
            for place, code in enumerate(CODES[:8])
        ]
        + [
            row(
                unit="bacninh",
                state="verified",
                submitted_at=at("2017-10-31", "10:40"),
                verified_at=at("2017-11-09", "16:30"),
            )
        ],
        "scores": _scores(),
        **_disputes(),
        **common.rules(),
        **_review(),
        **_news(json.loads(article_file.read_text())),
    }


def _stages() -> list[Row]:
    done = dict(
        zip(
            Stage,
            ("03-10", "03-24", "06-15", "07-14", "10-31", "11-09", "11-17", "11-17", "11-17"),
            strict=True,
        )
    )
    return [
        row(stage=stage.value, due=usual_due(2017, stage), completed_on=day(f"2017-{done[stage]}"))
        for stage in Stage
    ]


def _movements() -> Book:
    life = "Toàn dân đoàn kết xây dựng đời sống văn hóa"
    village = "Cả nước chung sức xây dựng nông thôn mới"
    heritage = "Giữ gìn di sản, phát triển du lịch đồng bằng sông Hồng"
    movements = [
        row(
            name=life,
            launched_by="Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
            level="trung_uong",
            kind="thuong_xuyen",
            starts_on=day("2017-01-01"),
            ends_on=day("2017-12-31"),
            targets="Nâng tỷ lệ gia đình, làng, thôn, tổ dân phố văn hóa theo giao ước",
            directive="34-CT/TW",
        ),
        row(
            name=village,
            launched_by="Thủ tướng Chính phủ",
            level="trung_uong",
            kind="chuyen_de",
            starts_on=day("2017-01-01"),
            ends_on=day("2020-12-31"),
            targets="Hoàn thành tiêu chí cơ sở vật chất văn hóa và tiêu chí văn hóa ở các xã đăng ký",
            directive="18-CT/TTg",
        ),
        row(
            name=heritage,
            launched_by=department("vinhphuc"),
            level="cum",
            kind="chuyen_de",
            starts_on=day("2017-03-24"),
            ends_on=day("2017-10-31"),
            targets="Mỗi đơn vị tu bổ di tích theo giao ước và có ít nhất một tuyến du lịch gắn với di sản",
            criteria="Có kế hoạch, có kết quả, có điển hình được nhân rộng",
            directive="18-CT/TTg",
        ),
    ]
    parts = [
        row(
            movement=name,
            unit=code,
            activities=f"{how}.",
            results=f"{texts_2017.RESULTS[place % 3][index]}.",
            recorded_on=day("2017-10-20"),
        )
        for index, name in enumerate((life, village, heritage))
        for place, code in enumerate(CODES)
        if (how := texts_2017.PARTS[code][index])
    ]
    activities = [
        row(
            kind="giao_luu",
            name="Giao lưu các câu lạc bộ chèo",
            field="culture",
            held_on=day("2017-08-18"),
            place="thành phố Thái Bình",
            host="thaibinh",
            participants=("hanam", "thaibinh", "hungyen"),
            summary="Ba đơn vị giao lưu, không thành chương trình chung của cụm.",
        ),
        row(
            kind="giao_luu",
            name="Giao lưu bóng bàn cán bộ, công chức",
            field="sports",
            held_on=day("2017-09-08"),
            place="thành phố Vĩnh Yên",
            host="vinhphuc",
            participants=("vinhphuc", "bacninh"),
            summary="Hai đơn vị giao lưu dịp Quốc khánh.",
        ),
    ]
    return {"movements": movements, "parts": parts, "activities": activities}


def _registrations() -> list[Row]:
    rows = []
    for place, code in enumerate(CODES):
        registered = at("2017-03-20", f"08:{10 + 5 * place}")
        rows.append(row(unit=code, award="co_thi_dua_bo_tinh", quantity=1, registered_at=registered))
        rows.append(
            row(
                unit=code, award="tap_the_lao_dong_xuat_sac", quantity=4 + place % 4, registered_at=registered
            )
        )
        rows.append(
            row(unit=code, award="chien_si_thi_dua_co_so", quantity=10 + place, registered_at=registered)
        )
    return rows


def _actual(code: str) -> dict[str, Decimal]:
    """What the unit's year came to, by indicator."""
    actual: dict[str, Decimal] = {}
    for target, pledged, share in zip(TARGETS, common.PLEDGED_2017[code], REACHED[code], strict=True):
        name, _, _, measure, direction = target
        if share is None:
            actual[name] = Decimal(sum(MEDALS[code]))
            continue
        # Fewer is better: 102 % of the pledge means two in a hundred fewer.
        value = pledged * (200 - share if direction == "giam" else share) / 100
        actual[name] = figure(value if measure == "%" else round(value))
    for indicator, value in zip(common.MORE_INDICATORS, MORE[code], strict=True):
        actual[indicator[0]] = figure(value)
    return actual


def _reports() -> Book:
    reports, sections, figures, medals = [], [], [], []
    for duty, days in HANDED_IN.items():
        for place, (code, handed) in enumerate(days.items()):
            reports.append(
                row(
                    duty=duty,
                    unit=code,
                    round=1,
                    state="accepted",
                    submitted_at=at(handed, f"{9 + place % 7:02d}:{12 + 3 * place}"),
                    accepted_at=at(_after(handed), "08:30"),
                )
            )
            for kind, words in _sections(duty, code).items():
                sections.append(row(duty=duty, unit=code, kind=kind, text=words))
    for code in CODES:
        for indicator, value in _actual(code).items():
            figures.append(row(duty="nam", unit=code, indicator=indicator, value=value))
            half = (
                value
                if indicator in ("gia-dinh-van-hoa", "lang-van-hoa", "tap-luyen", "mo-hinh")
                else figure(int(value * 45 / 100))
            )
            figures.append(row(duty="sau-thang", unit=code, indicator=indicator, value=half))
        medals += common.medal_rows("nam", code, *MEDALS[code])
        first_half = [colour * 45 // 100 for colour in MEDALS[code]]
        medals += common.medal_rows("sau-thang", code, *first_half)
    # The medals told at mid-year are those counted in its table.
    for index, told in enumerate(figures):
        if told["duty"] == "sau-thang" and told["indicator"] == "huy-chuong":
            count = sum(colour * 45 // 100 for colour in MEDALS[told.text("unit")])
            figures[index] = row(**{**told.values, "value": Decimal(count)})
    return {"reports": reports, "sections": sections, "figures": figures, "medals": medals}


def _after(handed: str) -> str:
    """The working day after, kept within the month's first days."""
    year, month, number = (int(part) for part in handed.split("-"))
    last = 28 if month == 2 else 30
    return f"{year}-{month:02d}-{number + 1:02d}" if number < last else f"{year}-{month + 1:02d}-01"


def _sections(duty: str, code: str) -> dict[str, str]:
    if duty == "ke-hoach":
        return {"emulation": texts_2017.PLAN[code]}
    if duty == "sau-thang":
        return dict(zip(("culture", "sports", "emulation"), texts_2017.HALF_YEAR[code], strict=True))
    return texts_2017.ANNUAL[code]


def _scores() -> list[Row]:
    verified = {(code, criterion): (value, why) for code, criterion, value, why in VERIFIED}
    rows = []
    for code in CODES:
        for criterion, value in zip(SCORED, SELF[code], strict=True):
            checked, why = verified.get((code, criterion), (None, None))
            agreed, agreed_why = AGREED.get((code, criterion), (None, None))
            note = "Có danh mục kèm theo" if criterion in ("1.9", "3.2") else None
            if criterion == "4.2" and value:
                note = "Tự trừ: vắng một cuộc họp cụm"
            rows.append(
                row(
                    unit=code,
                    criterion=criterion,
                    self_entry=figure(value),
                    self_note=note,
                    verified_entry=None if checked is None else figure(checked),
                    difference_reason=why,
                    agreed_entry=None if agreed is None else figure(agreed),
                    agreed_reason=agreed_why,
                )
            )
    return rows


def _disputes() -> Book:
    """What was appealed and said about lines between verification and the meeting."""
    return {
        "appeals": [
            row(
                unit=unit,
                criterion=criterion,
                appellant=appellant,
                raised_at=at(f"2017-11-{raised}", time),
                wanted_entry=figure(wanted),
                grounds=grounds,
                answer_by=day(f"2017-11-{int(raised) + 5}"),
                state=state,
                answer=answer,
                answered_at=at(f"2017-11-{answered}", "16:00") if answered else None,
            )
            for unit, criterion, appellant, raised, time, wanted, grounds, state, answered, answer in APPEALS
        ],
        "line_comments": [
            row(unit=unit, criterion=criterion, by=by, at=at(f"2017-11-{on}", time), text=text)
            for unit, criterion, by, on, time, text in REMARKS
        ],
    }


def _review() -> Book:
    chairing = "Lãnh đạo Sở VHTTDL Vĩnh Phúc (minh hoạ)"
    meetings = [
        row(
            kind="ky_giao_uoc",
            held_on=day("2017-03-24"),
            place="Vĩnh Phúc",
            presided_by=chairing,
            attending=CODES,
            minutes="Các đơn vị thống nhất chương trình hoạt động, thang điểm và ký giao ước thi đua năm 2017.",
        ),
        row(
            kind="so_ket",
            held_on=day("2017-07-14"),
            place="Vĩnh Phúc",
            presided_by=chairing,
            attending=CODES[:8],
            minutes="Sơ kết sáu tháng đầu năm; nhắc các đơn vị gửi báo cáo đúng hạn.",
        ),
        row(
            kind="tong_ket",
            held_on=day("2017-11-17"),
            place="Vĩnh Phúc",
            presided_by="Ông Trần Ngọc Oanh, Tỉnh ủy viên, Giám đốc Sở VHTTDL Vĩnh Phúc",
            directed_by="Ông Nguyễn Anh Tuấn, Phó Vụ trưởng Vụ Thi đua, Khen thưởng, Bộ VHTTDL",
            attending=CODES,
            minutes=MINUTES.strip(),
        ),
    ]
    flag = ("ninhbinh", "hanam", "vinhphuc", "thaibinh", "haiphong")
    # A paper agrees to three units at most, the number to be chosen; all but these agree to the first three.
    otherwise = {
        "thaibinh": ("ninhbinh", "hanam", "thaibinh"),
        "hungyen": ("ninhbinh", "vinhphuc", "thaibinh"),
        "haiphong": ("ninhbinh", "hanam", "haiphong"),
    }
    ballots = [
        _ballot(1, "award", "co_thi_dua_bo_tinh", flag, seats=3, opened="10:00"),
        _ballot(2, "chair", None, ("ninhbinh", "hanam"), seats=1, opened="10:30"),
        _ballot(3, "deputy", None, ("hanam", "haiphong"), seats=1, opened="10:45"),
    ]
    votes = [
        *(
            row(
                ballot="1",
                paper=p + 1,
                voter=voter,
                candidate=c,
                choice="agree" if c in otherwise.get(voter, flag[:3]) else "disagree",
            )
            for p, voter in enumerate(CODES)
            for c in flag
        ),
        *_one_of(2, ("ninhbinh", "hanam"), {"ninhbinh": 9}),
        *_one_of(3, ("hanam", "haiphong"), {"hanam": 7, "haiphong": 2}),
    ]
    proposals = [
        row(unit=code, award="co_thi_dua_bo_tinh", by_ballot=True, proposed_at=at("2017-11-17", "11:15"))
        for code in ("vinhphuc", "ninhbinh", "hanam")
    ]
    decisions = [
        row(
            number="01/QĐ-BVHTTDL (minh hoạ)",
            signed_on=day("2017-12-20"),
            signer_name="Lãnh đạo Bộ (minh hoạ)",
            signer_position="Thứ trưởng",
            abstract="Về việc tặng Cờ thi đua của Bộ năm 2017 (dữ liệu minh hoạ)",
            unit=code,
            award="co_thi_dua_bo_tinh",
            is_granted=True,
        )
        for code in ("vinhphuc", "ninhbinh", "hanam")
    ]
    hand_over = [
        row(
            handed_on=day("2017-11-17"),
            from_unit="vinhphuc",
            to_unit="ninhbinh",
            note="Bàn giao cờ luân lưu tại hội nghị tổng kết.",
        )
    ]
    return {
        "meetings": meetings,
        "ballots": ballots,
        "votes": votes,
        "proposals": proposals,
        "decisions": decisions,
        "hand_over": hand_over,
    }


def _ballot(
    number: int, question: str, award: str | None, candidates: tuple[str, ...], *, seats: int, opened: str
) -> Row:
    hour, minute = opened.split(":")
    return row(
        number=number,
        meeting="tong_ket",
        question=question,
        award=award,
        round=1,
        candidates=candidates,
        is_secret=False,
        seats=seats,
        threshold_percent=50,
        quorum_percent=67,
        base="present",
        form="per_item" if question == "award" else None,
        limits_agreement="invalid",
        may_vote_on_self="yes",
        tellers=TELLERS,
        voted=CODES,
        opened_at=at("2017-11-17", opened),
        closed_at=at("2017-11-17", f"{hour}:{int(minute) + 12:02d}"),
    )


def _one_of(ballot: int, candidates: tuple[str, ...], agreed: dict[str, int]) -> list[Row]:
    """Papers that each agree to one candidate."""
    chosen = [candidate for candidate, count in agreed.items() for _ in range(count)]
    return [
        row(
            ballot=str(ballot),
            paper=p + 1,
            voter=voter,
            candidate=c,
            choice="agree" if c == chosen[p] else "disagree",
        )
        for p, voter in enumerate(CODES)
        for c in candidates
    ]


def _news(article: dict[str, Any]) -> Book:
    title = article["title"]
    return {
        "articles": [
            row(
                title=title,
                lead=article["lead"],
                body=article["body"],
                byline=article["byline"],
                source=article["source"],
                state="published",
                published_at=at(*article["published_at"][:16].split("T")),
            )
        ],
        "pictures": [
            row(
                article=title,
                position=position,
                file_name=Path(picture["file"]).name,
                caption=picture["caption"],
                alt=picture["alt"],
                credit=picture["credit"],
            )
            for position, picture in enumerate(article["pictures"], start=1)
        ],
        "comments": [
            row(
                article=title,
                author_name=comment["author_name"],
                text=comment["text"],
                received_at=at(*comment["received_at"][:16].split("T")),
                state=comment["state"],
                reply=comment["reply"] or None,
            )
            for comment in article["comments"]
        ],
    }
