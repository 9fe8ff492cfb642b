"""What both demonstration years share: the nine units, the pact's targets, the rubric, the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from thidua.sheets.values import Book, Row, Value

CLUSTER = "dong-bang-song-hong"
CLUSTER_NAME = "Cụm thi đua các tỉnh Đồng bằng sông Hồng"

# Code, place, whether its department also has tourism. The article names the first three; the other six
# are the cluster's neighbours, put in to make nine.
UNITS = (
    ("vinhphuc", "Vĩnh Phúc", True),
    ("ninhbinh", "Ninh Bình", False),
    ("hanam", "Hà Nam", True),
    ("namdinh", "Nam Định", True),
    ("thaibinh", "Thái Bình", True),
    ("hungyen", "Hưng Yên", True),
    ("haiduong", "Hải Dương", True),
    ("haiphong", "Hải Phòng", False),
    ("bacninh", "Bắc Ninh", True),
)
CODES = tuple(code for code, _, _ in UNITS)
PLACES = {code: place for code, place, _ in UNITS}


def department(code: str) -> str:
    """The department's own name, as people say it."""
    has_tourism = next(tourism for unit, _, tourism in UNITS if unit == code)
    return f"{'Sở VHTTDL' if has_tourism else 'Sở VHTT'} {PLACES[code]}"


def head(code: str) -> str:
    """A head's name that nobody can take for a person's."""
    return f"Lãnh đạo {department(code)} (minh hoạ)"


def row(**values: Value) -> Row:
    """A row to be written."""
    return Row(0, values)


def at(day: str, time: str = "09:00") -> datetime:
    """A moment on the office's clock: ``at("2017-03-24", "14:30")``."""
    return datetime.fromisoformat(f"{day}T{time}")


def day(text: str) -> date:
    """A day from ISO text."""
    return date.fromisoformat(text)


def lines(text: str) -> list[Row]:
    """A text as rows, a line each."""
    return [
        row(line=number, text=line or None) for number, line in enumerate(text.strip().split("\n"), start=1)
    ]


def unit_rows() -> list[Row]:
    """The sheet Đơn vị."""
    return [
        row(
            code=code,
            name=f"Sở Văn hóa{', Thể thao và Du lịch' if tourism else ' và Thể thao'} {_of(code, place)}",
            short_name=place,
            kind="so",
            place=place,
        )
        for code, place, tourism in UNITS
    ]


def _of(code: str, place: str) -> str:
    return f"thành phố {place}" if code == "haiphong" else f"tỉnh {place}"


def year_row(**values: Value) -> Row:
    """The sheet Năm, with what both years share."""
    shared: dict[str, Value] = {
        "cluster_code": CLUSTER,
        "cluster_name": CLUSTER_NAME,
        "cluster_kind": "cum",
        "authority_code": "bo-vhttdl",
        "authority_name": "Bộ Văn hóa, Thể thao và Du lịch",
        "authority_short": "Bộ VHTTDL",
        "authority_kind": "bo",
        "rubric_name": "Thang điểm thi đua của cụm (1.000 điểm)",
        "rubric_places": 2,
        "is_demonstration": True,
        "form": 1,
    }
    return Row(0, {**shared, **values})


# Code, target, field, measure, direction.
TARGETS = (
    ("di-tich", "Di tích được tu bổ, tôn tạo, chống xuống cấp", "heritage", "di tích", "tang"),
    ("phi-vat-the", "Di sản văn hóa phi vật thể được kiểm kê, lập hồ sơ", "heritage", "di sản", "tang"),
    ("gia-dinh-van-hoa", "Tỷ lệ gia đình đạt danh hiệu Gia đình văn hóa", "culture", "%", "tang"),
    ("lang-van-hoa", "Tỷ lệ làng, thôn, tổ dân phố văn hóa", "culture", "%", "tang"),
    ("huy-chuong", "Huy chương tại các giải quốc gia, quốc tế", "sports", "huy chương", "tang"),
    ("tap-luyen", "Tỷ lệ người tập thể dục, thể thao thường xuyên", "sports", "%", "tang"),
    ("khach-du-lich", "Lượt khách du lịch", "tourism", "nghìn lượt", "tang"),
    ("bao-luc", "Số vụ bạo lực gia đình", "family", "vụ", "giam"),
)
# Indicators that answer no target.
MORE_INDICATORS = (
    ("hoi-thi", "Liên hoan, hội thi, hội diễn của Bộ đã tham dự", "culture", "cuộc"),
    ("doanh-thu", "Doanh thu du lịch", "tourism", "tỷ đồng"),
    ("du-an", "Dự án đầu tư du lịch được thu hút", "tourism", "dự án"),
    ("mo-hinh", "Mô hình phòng, chống bạo lực gia đình đang hoạt động", "family", "mô hình"),
)
# What each unit pledged in 2017, in the order of TARGETS.
PLEDGED_2017 = {
    "vinhphuc": (18, 12, 88, 84, 225, 31, 4200, 95),
    "ninhbinh": (22, 14, 86, 85, 150, 30, 6800, 80),
    "hanam": (16, 10, 87, 88, 130, 32, 2100, 70),
    "namdinh": (24, 13, 85, 82, 165, 30, 2500, 120),
    "thaibinh": (20, 11, 86, 80, 180, 31, 1200, 110),
    "hungyen": (15, 9, 88, 84, 105, 29, 900, 90),
    "haiduong": (21, 12, 87, 85, 170, 31, 3600, 100),
    "haiphong": (23, 15, 89, 83, 215, 34, 6600, 105),
    "bacninh": (19, 16, 90, 87, 112, 33, 1400, 65),
}


def target_rows() -> list[Row]:
    """The sheet Chỉ tiêu."""
    return [
        row(code=code, name=name, field=field, measure=measure, direction=direction, position=position)
        for position, (code, name, field, measure, direction) in enumerate(TARGETS, start=1)
    ]


def indicator_rows() -> list[Row]:
    """The sheet Chỉ số."""
    answering = [(code, name, field, measure, code) for code, name, field, measure, _ in TARGETS]
    others = [(*indicator, None) for indicator in MORE_INDICATORS]
    return [
        row(code=code, name=name, field=field, measure=measure, target=target, position=position)
        for position, (code, name, field, measure, target) in enumerate([*answering, *others], start=1)
    ]


def figure(value: float | int | Decimal) -> Decimal:
    """An exact figure with at most one decimal."""
    exact = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Decimal(int(exact)) if exact == int(exact) else exact


def agreed_rows(pledged: Mapping[str, Iterable[float]]) -> list[Row]:
    """The sheet Số giao ước."""
    return [
        row(target=target[0], unit=unit, value=figure(value))
        for unit, values in pledged.items()
        for target, value in zip(TARGETS, values, strict=True)
    ]


COMPETITIONS = (
    ("Các giải vô địch quốc gia", "quoc_gia", 34),
    ("Các giải trẻ và thiếu niên quốc gia", "quoc_gia", 30),
    ("Các giải cúp, câu lạc bộ quốc gia", "quoc_gia", 18),
    ("Hội thi thể thao quần chúng toàn quốc", "quoc_gia", 10),
    ("Các giải quốc tế", "quoc_te", 8),
)


def medal_rows(duty: str, unit: str, gold: int, silver: int, bronze: int) -> list[Row]:
    """Medals spread over the competitions; the colours' sums are kept."""
    spread = {
        colour: _spread(count) for colour, count in (("gold", gold), ("silver", silver), ("bronze", bronze))
    }
    return [
        row(duty=duty, unit=unit, competition=name, level=level, **{c: spread[c][i] for c in spread})
        for i, (name, level, _) in enumerate(COMPETITIONS)
        if any(spread[c][i] for c in spread)
    ]


def _spread(count: int) -> list[int]:
    """Split ``count`` by the competitions' weights, the largest remainders rounded up."""
    shares = [Decimal(count * weight) / 100 for _, _, weight in COMPETITIONS]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_remainder[: count - sum(parts)]:
        parts[i] += 1
    return parts


# Group, its name; then code, name, kind, points, parameters, target, guidance.
RUBRIC = (
    (
        "I",
        "Thực hiện nhiệm vụ chuyên môn",
        (
            ("1.1", "Tu bổ, tôn tạo, chống xuống cấp di tích", "target", 60, "Mức sàn (%)=70", "di-tich"),
            (
                "1.2",
                "Kiểm kê, lập hồ sơ di sản văn hóa phi vật thể",
                "target",
                50,
                "Mức sàn (%)=70",
                "phi-vat-the",
            ),
            ("1.3", "Xây dựng gia đình văn hóa", "target", 60, "Mức sàn (%)=80", "gia-dinh-van-hoa"),
            (
                "1.4",
                "Xây dựng làng, thôn, tổ dân phố văn hóa",
                "target",
                40,
                "Mức sàn (%)=80",
                "lang-van-hoa",
            ),
            (
                "1.5",
                "Thể thao thành tích cao",
                "target",
                90,
                "Mức sàn (%)=70; Điểm cộng mỗi % vượt=0,5; Điểm cộng tối đa=5",
                "huy-chuong",
            ),
            ("1.6", "Thể dục, thể thao quần chúng", "target", 50, "Mức sàn (%)=80", "tap-luyen"),
            (
                "1.7",
                "Thu hút khách du lịch",
                "target",
                90,
                "Mức sàn (%)=70; Điểm cộng mỗi % vượt=0,5; Điểm cộng tối đa=5",
                "khach-du-lich",
            ),
            ("1.8", "Phòng, chống bạo lực gia đình", "target", 50, None, "bao-luc"),
            (
                "1.9",
                "Tham dự liên hoan, hội thi, hội diễn của Bộ",
                "count",
                60,
                "Điểm mỗi lần (việc)=10",
                None,
            ),
            ("1.10", "Xúc tiến, thu hút đầu tư du lịch", "judged", 50, None, None),
        ),
    ),
    (
        "II",
        "Chấp hành chủ trương, chính sách; xây dựng cơ quan",
        (
            ("2.1", "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước", "judged", 80, None, None),
            ("2.2", "Xây dựng cơ quan văn hóa, đoàn kết nội bộ", "judged", 60, None, None),
            ("2.3", "Không có đơn thư khiếu nại kéo dài, vượt cấp", "yes_no", 30, None, None),
            ("2.4", "Hoàn thành kế hoạch cải cách hành chính", "yes_no", 30, None, None),
        ),
    ),
    (
        "III",
        "Công tác thi đua, khen thưởng",
        (
            ("3.1", "Phát động phong trào, ký giao ước, đăng ký thi đua", "judged", 50, None, None),
            (
                "3.2",
                "Mô hình mới, điển hình tiên tiến được nhân rộng",
                "count",
                40,
                "Điểm mỗi lần (việc)=8",
                None,
            ),
            ("3.3", "Khen thưởng kịp thời, chú trọng người lao động trực tiếp", "judged", 40, None, None),
            ("3.4", "Chế độ báo cáo theo quy chế của cụm", "lateness", 40, "Điểm trừ mỗi lần muộn=10", None),
            ("3.5", "Tham gia hoạt động chung của cụm", "participation", 30, None, None),
        ),
    ),
    (
        "IV",
        "Điểm thưởng, điểm trừ",
        (
            (
                "4.1",
                "Thành tích quốc gia, quốc tế nổi bật; sáng kiến có ảnh hưởng rộng",
                "bonus",
                30,
                None,
                None,
            ),
            ("4.2", "Vi phạm kỷ luật, quy chế của cụm", "penalty", 30, None, None),
        ),
    ),
)


def rubric_rows() -> list[Row]:
    """The sheet Thang điểm."""
    return [
        row(
            group_code=group,
            group_name=name,
            code=code,
            name=criterion,
            kind=kind,
            max_points=figure(points),
            parameters=parameters,
            target=target,
        )
        for group, name, criteria in RUBRIC
        for code, criterion, kind, points, parameters, target in criteria
    ]


DIRECTIVES = (
    ("34-CT/TW", "2014-04-07", "Bộ Chính trị", "Về tiếp tục đổi mới công tác thi đua, khen thưởng"),
    (
        "18-CT/TTg",
        "2016-05-19",
        "Thủ tướng Chính phủ",
        "Về việc phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội 5 năm "
        "2016 - 2020",
    ),
    (
        "Nghị quyết Đại hội XII",
        "2016-01-28",
        "Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
    ),
)


def directive_rows() -> list[Row]:
    """The sheet Văn bản."""
    return [
        row(number=number, issued_on=day(issued), issuer=issuer, abstract=abstract)
        for number, issued, issuer, abstract in DIRECTIVES
    ]


REGULATION = """
1. Cụm trưởng chủ trì xây dựng chương trình hoạt động, giao ước và thang điểm; cụm phó phối hợp.
2. Các đơn vị gửi kế hoạch thi đua trước ngày 15 tháng 2; báo cáo sáu tháng và báo cáo năm đúng hạn của cụm.
3. Báo cáo gửi muộn bị trừ điểm theo thang điểm; thiếu báo cáo thì không có điểm của mục này.
4. Mỗi năm cụm họp ba lần: ký giao ước, sơ kết sáu tháng, tổng kết và bình xét.
5. Hội nghị bình xét có ít nhất hai phần ba số đơn vị dự; đơn vị được chọn khi quá nửa số có mặt đồng ý.
6. Cụm trưởng, cụm phó năm sau được bầu tại hội nghị tổng kết; cờ luân lưu được bàn giao tại hội nghị này.
7. Thư ký cụm thẩm định phiếu chấm. Trong 5 ngày, đơn vị được kiến nghị về điểm; thư ký trả lời trong 5 ngày.
8. Không xét thi đua đơn vị: a) không ký giao ước; b) không đăng ký thi đua; c) không gửi báo cáo; d) không nộp phiếu chấm; đ) có người đứng đầu bị kỷ luật; e) để xảy ra tham nhũng, lãng phí nghiêm trọng; g) mất đoàn kết nội bộ; h) báo cáo sai sự thật.
9. Đề nghị tặng Cờ thi đua của Bộ cho không quá một phần ba số đơn vị. Bằng điểm thì xét điểm từng nhóm, số chỉ tiêu vượt kế hoạch, rồi số phiếu của hội nghị.
"""
# Kinds of exclusion with the letter of the made-up regulation's eighth point.
_EXCLUDED = (
    ("no_pact", "a"),
    ("no_registration", "b"),
    ("no_report", "c"),
    ("no_sheet", "d"),
    ("head_disciplined", "đ"),
    ("corruption", "e"),
    ("disunity", "g"),
    ("false_report", "h"),
)


def rules() -> Book:
    """The sheets Quy tắc xếp hạng, Lý do không xét and Hạn mức, as the regulation's points 7 to 9 say."""
    return {
        "scoring_rules": [
            row(
                verified_by="secretary",
                scorers=2,
                combination="mean",
                appeal_days=5,
                answer_days=5,
                order="points",
                tie_breaks="các nhóm lần lượt; số chỉ tiêu vượt kế hoạch; số phiếu",
                has_quotas=True,
            )
        ],
        "exclusion_kinds": [
            *(
                row(kind=kind, counts=True, clause=f"Quy chế cụm, điểm 8{letter}")
                for kind, letter in _EXCLUDED
            ),
            row(kind="other", counts=False),
        ],
        "quotas": [
            row(
                position=1, award="co_thi_dua_bo_tinh", kind="share", share="1/3", rounding="down", at_least=1
            )
        ],
    }
