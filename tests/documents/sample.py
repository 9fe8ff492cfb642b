"""A made-up year in the shape of the worked example, as the papers receive it."""

from datetime import date
from decimal import Decimal

from thidua.core.reporting import Medals
from thidua.core.timetable import Field
from thidua.core.yearend import (
    ActivityFact,
    Cited,
    IndicatorFact,
    LateFact,
    Member,
    MovementFact,
    ProposalFact,
    RankFact,
    RegistrationFact,
    Said,
    UnitFigure,
    UnitMedals,
    YearEnd,
)
from thidua.documents.ballot_result import BallotResult, CandidateResult
from thidua.documents.minutes import MinutesValues
from thidua.documents.pact import AgreedTarget, PactValues, UnitSignature
from thidua.documents.paper import Head, Signer
from thidua.documents.score_table import CriterionLine, GroupLines, Points, ScoreTable
from thidua.documents.submission import SubmissionValues

CLUSTER = "Cụm thi đua các tỉnh Đồng bằng sông Hồng"
AUTHORITY = "Bộ Văn hóa, Thể thao và Du lịch"
SHORT = (
    "Vĩnh Phúc",
    "Ninh Bình",
    "Hà Nam",
    "Hải Dương",
    "Hưng Yên",
    "Thái Bình",
    "Nam Định",
    "Bắc Ninh",
    "Hải Phòng",
)
MEDALS = (
    (70, 68, 103),
    (60, 55, 85),
    (42, 48, 70),
    (35, 41, 60),
    (38, 40, 66),
    (40, 44, 60),
    (30, 39, 62),
    (44, 42, 58),
    (55, 52, 45),
)
HEAD = Head("Ủy ban nhân dân tỉnh Vĩnh Phúc", "Sở Văn hóa, Thể thao và Du lịch")
SIGNER = Signer(("Cụm trưởng", "Giám đốc Sở VHTT&DL Vĩnh Phúc"), "Trần Ngọc Oanh")
LONG_TEXT = (
    "Tham mưu ban hành kế hoạch bảo tồn, tu bổ và phát huy giá trị di tích; hoàn thành kiểm kê di sản văn "
    "hóa phi vật thể trên địa bàn. Gắn di sản với phát triển du lịch ở các điểm đến trọng điểm. "
)


def members(short: tuple[str, ...] = SHORT) -> tuple[Member, ...]:
    return tuple(Member(f"Sở Văn hóa, Thể thao và Du lịch tỉnh {name}", name) for name in short)


def year_end(short: tuple[str, ...] = SHORT, **changes: object) -> YearEnd:
    units = members(short)
    values = {
        "cluster": CLUSTER,
        "is_bloc": False,
        "year": 2017,
        "authority": AUTHORITY,
        "chair": units[0],
        "deputy": units[1],
        "members": units,
        "directives": (
            Cited("34-CT/TW", date(2014, 4, 7), "Bộ Chính trị", "Về tiếp tục đổi mới công tác thi đua"),
            Cited("18/CT-TTg", date(2016, 5, 19), "Thủ tướng Chính phủ", "Về phát động phong trào thi đua"),
        ),
        "movements": (
            MovementFact(
                "Toàn dân đoàn kết xây dựng đời sống văn hóa",
                "Trung ương",
                "Thường xuyên",
                short[:-2],
                short[-2:],
            ),
            MovementFact("Cả nước chung sức xây dựng nông thôn mới", "Trung ương", "Thường xuyên", short, ()),
        ),
        "activities": (
            ActivityFact(
                "Giao lưu câu lạc bộ gia đình", True, Field.FAMILY, date(2017, 6, 28), "Hà Nam", short[2], 4
            ),
        ),
        "signed": short,
        "signed_on": date(2017, 3, 20),
        "registrations": (
            RegistrationFact("Cờ thi đua của Bộ, tỉnh", len(short), len(short)),
            RegistrationFact("Lao động tiên tiến", len(short), 1440),
        ),
        "reported": short,
        "indicators": (
            IndicatorFact(
                "Di tích được tu bổ",
                "di tích",
                Field.HERITAGE,
                tuple(UnitFigure(u, Decimal(10 + i), Decimal(12)) for i, u in enumerate(short)),
            ),
            IndicatorFact(
                "Gia đình đạt danh hiệu văn hóa",
                "%",
                Field.CULTURE,
                tuple(UnitFigure(u, Decimal("85.5") + i) for i, u in enumerate(short)),
            ),
            IndicatorFact(
                "Khách du lịch",
                "nghìn lượt",
                Field.TOURISM,
                tuple(UnitFigure(u, Decimal("1440.5") + i) for i, u in enumerate(short)),
            ),
        ),
        "field_texts": tuple((field, tuple(Said(u, LONG_TEXT) for u in short)) for field in Field),
        "medals": tuple(UnitMedals(u, Medals(*m)) for u, m in zip(short, MEDALS, strict=False)),
        "late": (
            LateFact("Báo cáo sáu tháng", short[4], 12),
            LateFact("Báo cáo sáu tháng", short[5], 3),
            LateFact("Báo cáo năm", short[6], 7, is_missing=True),
        ),
        "limits_said": (Said(short[1], "Biên chế ít, cơ sở vật chất còn thiếu."),),
        "ranking": tuple(
            RankFact(u, i, Decimal(100 - i), Decimal("99.25") - i) for i, u in enumerate(short, start=1)
        ),
        "proposals": (
            ProposalFact(short[1], "Cờ thi đua của Bộ, tỉnh", 9, 9, Decimal("100.00")),
            ProposalFact(short[2], "Cờ thi đua của Bộ, tỉnh", 8, 9, Decimal("88.89")),
            ProposalFact(short[0], "Cờ thi đua của Bộ, tỉnh", reason="Dẫn đầu về huy chương & phong trào"),
        ),
        "next_chair": short[1],
        "next_deputy": short[2],
        "directions_said": (
            Said(
                short[0], "- Phát động thi đua theo Nghị quyết Đại hội XII.\n- Tăng cường liên kết, giao lưu."
            ),
            Said(short[3], "Thu hút đầu tư vào du lịch."),
        ),
    }
    return YearEnd(**{**values, **changes})  # type: ignore[arg-type]


def scores(short: tuple[str, ...] = SHORT, criteria: int = 12) -> ScoreTable:
    def line(number: int) -> CriterionLine:
        return CriterionLine(
            f"1.{number}",
            f"Hoàn thành chỉ tiêu chuyên môn thứ {number} theo giao ước đã ký",
            Decimal(8),
            tuple(
                Points(
                    Decimal("7.5"), Decimal("7.25") if number == i + 1 else Decimal("7.5"), "Thiếu minh chứng"
                )
                for i in range(len(short))
            ),
        )

    lines = tuple(line(number) for number in range(1, criteria + 1))
    sums = tuple(Points(Decimal(90), Decimal("89.75")) for _ in short)
    group = GroupLines("I", "Nhiệm vụ chuyên môn", Decimal(96), sums, lines)
    return ScoreTable(
        CLUSTER, 2017, "Thang điểm 100", short, (group,), sums, tuple(range(1, len(short) + 1)), places=2
    )


def pact(short: tuple[str, ...] = SHORT) -> PactValues:
    return PactValues(
        cluster=CLUSTER,
        is_bloc=False,
        year=2017,
        authority=AUTHORITY,
        text=(
            "Căn cứ Quy chế hoạt động của Cụm\nCăn cứ kết quả hội nghị ngày 20/3/2017.\n"
            "Chúng tôi gồm các đơn vị thành viên, thống nhất ký kết giao ước:\n"
            "I. Nội dung thi đua\n- 100% đơn vị hoàn thành nhiệm vụ;\n- Không có vi phạm.\n"
            "II. Tổ chức thực hiện\nCụm trưởng đôn đốc, theo dõi."
        ),
        units=short,
        targets=(
            AgreedTarget("Di tích được tu bổ", "di tích", tuple(Decimal(12 + i) for i in range(len(short)))),
            AgreedTarget("Huy chương quốc gia", "huy chương", (None, *(Decimal(1440) for _ in short[1:]))),
        ),
        signatures=tuple(
            UnitSignature(
                member.name,
                role="Cụm trưởng" if i == 0 else "Cụm phó" if i == 1 else "",
                position="Giám đốc",
                name="Nguyễn Thị Thuỷ",
                signed_on=date(2017, 3, 20) if i % 2 else None,
            )
            for i, member in enumerate(members(short))
        ),
    )


def minutes() -> MinutesValues:
    return MinutesValues(
        cluster=CLUSTER,
        is_bloc=False,
        year=2017,
        kind="Hội nghị tổng kết, bình xét",
        held_on=date(2017, 11, 17),
        place="thành phố Vĩnh Yên, tỉnh Vĩnh Phúc",
        presided_by="Đồng chí Trần Ngọc Oanh, Giám đốc Sở VHTT&DL Vĩnh Phúc",
        directed_by="Đồng chí Nguyễn Anh Tuấn, Phó Vụ trưởng Vụ Thi đua, Khen thưởng",
        secretary="Hoàng Thị Huyền",
        attending=SHORT[:8],
        absent=SHORT[8:],
        text="- Nghe báo cáo tổng kết.\n- Thảo luận, thống nhất điểm.",
        ballots=(
            BallotResult(
                "Suy tôn đề nghị tặng: Cờ thi đua của Bộ, tỉnh",
                is_secret=True,
                electorate=9,
                present=8,
                valid=8,
                invalid=0,
                quorum_percent=67,
                threshold_percent=50,
                base="Số có mặt",
                quorum_reached=True,
                candidates=(
                    CandidateResult(SHORT[1], 8, 0, 0, Decimal("100.00"), True),
                    CandidateResult(SHORT[2], 7, 1, 0, Decimal("87.50"), True),
                    CandidateResult(SHORT[3], 3, 5, 0, Decimal("37.50"), False),
                ),
            ),
        ),
    )


def submitted() -> SubmissionValues:
    values = year_end()
    return SubmissionValues(
        CLUSTER, False, 2017, AUTHORITY, values.proposals, values.ranking, date(2017, 11, 17), "Vĩnh Phúc"
    )
