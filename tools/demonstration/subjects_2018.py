"""People, collectives and households of the nine units with their years 2012–2018. All of them are made up.

Among them: who meets a standard and who misses it by one, a gap, a discipline that ended inside the years and
one that runs, an open inspection, a sudden commendation, one person told twice by two units, an athlete and a
coach. Only the ranks and the flags of 2017 follow from the cluster's own year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import override

from thidua.core.law.facts import Fact, FactKind
from thidua.sheets.values import Book, Row
from thidua.subjects.book import DATA, ref_words
from thidua.subjects.words import value_words

from .common import CODES, PLACES, department

_MADE_UP = "(minh hoạ)"
_YEARS = range(2012, 2018)
# As the cluster's own year 2017 comes out.
RANKS_2017 = (
    "ninhbinh", "hanam", "vinhphuc", "haiphong", "haiduong", "thaibinh", "bacninh", "namdinh", "hungyen",
)  # fmt: skip
_FLAGS_2017 = RANKS_2017[:3]
_FLAG_DECISION = "01/QĐ-BVHTTDL (minh hoạ)"

# What a run of letters in a story stands for: x xuất sắc, t tốt, h hoàn thành, k không, - not told.
_GRADES = {"x": "xuat_sac", "t": "tot", "h": "hoan_thanh", "k": "khong_hoan_thanh"}

# Unit, name, born, woman, position, grades 2012–2017, years of CSTĐ cơ sở, years of a base initiative, more.
_Person = tuple[str, str, int, bool, str, str, str, str, tuple[Fact, ...]]


def _paper(whose: str, year: int, number: int) -> str:
    """A paper that nobody can take for one: ``QĐ minh hoạ 3/2017 của Sở``."""
    return f"QĐ minh hoạ {number}/{year} của {whose}"


def _title(year: int, code: str, ref: str = "") -> Fact:
    return Fact(year, FactKind.TITLE, code, ref=ref or _paper("UBND tỉnh", year, 6))


def _award(year: int, code: str, ref: str = "") -> Fact:
    return Fact(year, FactKind.AWARD, code, ref=ref or _paper("Bộ", year, 7))


def _wide(year: int) -> Fact:
    return Fact(year, FactKind.INITIATIVE, "bo_tinh", ref=_paper("UBND tỉnh", year, 8))


def _judged(year: int, condition: str, ref: str) -> Fact:
    return Fact(year, FactKind.JUDGED, f"{condition}:true", ref=f"{ref} {_MADE_UP}")


_STORIES: tuple[_Person, ...] = (
    # Three CSTĐ cơ sở on end and an initiative of provincial effect: the standard of CSTĐ Bộ, tỉnh is met.
    ("namdinh", "Nguyễn Văn An", 1975, False, "Trưởng phòng Quản lý văn hóa", "ttxxxx", "567", "4567", (_wide(2016),)),
    # The same three titles, but no initiative beyond the base unit.
    ("namdinh", "Trần Thị Bình", 1979, True, "Phó Trưởng phòng Nghiệp vụ văn hóa", "tttxxx", "567", "567", ()),
    # A gap: 2016 without the title breaks the run.
    ("namdinh", "Lê Văn Chính", 1972, False, "Phó Giám đốc Trung tâm Văn hóa", "ttxxtx", "457", "457", (_wide(2015),)),
    # A discipline that ended inside the years.
    (
        "namdinh", "Phạm Thị Dung", 1981, True, "Chuyên viên", "tttxxx", "67", "67",
        (Fact(2015, FactKind.DISCIPLINE, "khien_trach", date(2016, 6, 15), _paper("Sở", 2015, 9)),),
    ),
    # An accusation still under way.
    (
        "namdinh", "Hoàng Văn Đức", 1970, False, "Trưởng phòng Kế hoạch, tài chính", "xxxxxx", "34567", "34567",
        (Fact(2018, FactKind.UNDER_REVIEW, "đang giải quyết tố cáo", ref=f"Thông báo 05/TB-TTr {_MADE_UP}"),),
    ),
    # A bằng khen of the ministry and five excellent years with initiatives: near the Prime Minister's.
    (
        "namdinh", "Vũ Thị Giang", 1968, True, "Phó Giám đốc Sở", "txxxxx", "34567", "34567",
        (_award(2012, "bang_khen_bo_tinh"), _title(2015, "chien_si_thi_dua_bo_tinh"), _wide(2014), _wide(2017)),
    ),
    # A commendation for a single deed does not count as one for merit.
    (
        "namdinh", "Đỗ Văn Hải", 1983, False, "Thuyền trưởng đội cứu hộ", "tttttt", "", "6",
        (_award(2016, "bang_khen_bo_tinh:dot_xuat"), _award(2017, "giay_khen:chuyen_de")),
    ),
    # Told by two units: she moved from Nam Định to Thái Bình in 2015.
    ("namdinh", "Bùi Thị Hiền", 1985, True, "Chuyên viên", "ttx---", "4", "34", ()),
    ("thaibinh", "Bùi Thị Hiền", 1985, True, "Chuyên viên Phòng Di sản", "---ttx", "67", "67", ()),
    # The athletes' and the coaches' routes.
    (
        "namdinh", "Ngô Thị Hương", 1996, True, "Vận động viên điền kinh", "--tttx", "7", "",
        (_judged(2017, "VDV-03", "Biên bản thi đấu SEA Games 29"), _award(2015, "giay_khen")),
    ),
    (
        "namdinh", "Đặng Văn Khoa", 1974, False, "Huấn luyện viên điền kinh", "tttxxx", "567", "567",
        (_judged(2017, "HLV-04", "Biên bản thi đấu SEA Games 29"), _award(2013, "bang_khen_bo_tinh")),
    ),
    ("vinhphuc", "Lương Văn Thắng", 1998, False, "Vận động viên bơi", "---ttx", "", "", (_judged(2017, "VDV-03", "Biên bản thi đấu SEA Games 29"),)),
    # New in the service.
    ("namdinh", "Phan Thị Lan", 1993, True, "Viên chức Thư viện tỉnh", "----tt", "", "", ()),
    # A discipline that runs, and a year not fulfilled.
    (
        "namdinh", "Trịnh Văn Mạnh", 1977, False, "Nhân viên", "ththkh", "", "",
        (Fact(2017, FactKind.DISCIPLINE, "canh_cao", date(2018, 11, 1), _paper("Sở", 2017, 9)),),
    ),
    # Long in the service, with the ministry's bằng khen in between and used already.
    (
        "ninhbinh", "Đinh Văn Sơn", 1966, False, "Giám đốc Bảo tàng", "xxxxxx", "234567", "234567",
        (_award(2014, "bang_khen_bo_tinh"), _title(2014, "chien_si_thi_dua_bo_tinh"), _award(2016, "bang_khen_thu_tuong"), _wide(2013), _wide(2016)),
    ),
    ("hanam", "Tạ Thị Thanh", 1980, True, "Chánh Văn phòng", "ttxxxx", "4567", "4567", (_wide(2017), _award(2015, "bang_khen_bo_tinh"))),
    # An inspection that is over.
    (
        "haiphong", "Cao Văn Tuấn", 1973, False, "Trưởng phòng Quản lý thể thao", "xxxxtx", "2345", "23457",
        (Fact(2016, FactKind.UNDER_REVIEW, "thanh tra trách nhiệm", date(2017, 2, 20), f"Kết luận 09/KL-TTr {_MADE_UP}"),),
    ),
)  # fmt: skip

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Đặng", "Ngô", "Dương", "Lý", "Mai")
_MEN = ("Cường", "Dũng", "Hùng", "Kiên", "Long", "Minh", "Nam", "Phong", "Quang", "Tùng", "Việt")
_WOMEN = ("Ánh", "Châu", "Hà", "Hạnh", "Liên", "Mai", "Nga", "Oanh", "Phương", "Quỳnh", "Yến")
_POSITIONS = ("Chuyên viên", "Thanh tra viên", "Phó Trưởng phòng", "Kế toán", "Hướng dẫn viên bảo tàng")
# Grades, years of CSTĐ cơ sở, years of a base initiative: what most people's years look like.
_USUAL = (
    ("tttttt", "", "4"), ("ttxttx", "47", "47"), ("htttth", "", ""), ("ttttxx", "67", "567"),
    ("txxxxx", "3457", "34567"), ("--tttt", "", "6"), ("tttxtx", "5", "57"), ("hhtttt", "", ""),
)  # fmt: skip
_PEOPLE = 60

# Unit, name, founded, grades, years of Tập thể lao động xuất sắc, share of Lao động tiên tiến in 2017.
_OFFICES = (
    ("namdinh", "Văn phòng Sở", 1997, "ttxxxx", "4567", "0.86"),
    ("namdinh", "Phòng Quản lý di sản", 2008, "tttttx", "7", "0.72"),
    ("namdinh", "Trung tâm Huấn luyện và Thi đấu thể thao", 2001, "txxxtx", "3457", "0.81"),
    ("ninhbinh", "Bảo tàng tỉnh", 1995, "xxxxxx", "34567", "0.9"),
    ("hanam", "Thư viện tỉnh", 1997, "tttxxx", "567", "0.75"),
    ("vinhphuc", "Trung tâm Văn hóa tỉnh", 1997, "ttttxx", "67", "0.7"),
    ("thaibinh", "Nhà hát Chèo", 1959, "xxxtxx", "23467", "0.66"),
    ("hungyen", "Phòng Nghiệp vụ văn hóa", 2008, "tttttt", "", "0.55"),
    ("haiduong", "Phòng Quản lý thể dục, thể thao", 2008, "ttxxxt", "456", "0.61"),
    ("haiphong", "Đoàn Ca múa", 1959, "txxxxx", "34567", "0.78"),
    ("bacninh", "Trung tâm Bảo tồn di tích", 1998, "tttxxx", "567", "0.74"),
)
_HOUSEHOLDS = (
    ("namdinh", "Hộ ông Nguyễn Văn Tư", 1988, "34567", ("giay_khen", 2016)),
    ("namdinh", "Hộ bà Trần Thị Sáu", 1992, "4567", None),
    ("ninhbinh", "Hộ ông Phạm Văn Bảy", 1979, "234567", ("bang_khen_bo_tinh", 2017)),
    ("thaibinh", "Hộ bà Lê Thị Năm", 1985, "567", None),
    ("haiduong", "Hộ ông Vũ Văn Tám", 1990, "3467", None),
    ("bacninh", "Hộ bà Đỗ Thị Chín", 1983, "34567", ("giay_khen", 2015)),
)


def book() -> Book:
    """The rows of the sheet of subjects."""
    with override("vi"):
        return {DATA: [*_people(), *_units(), *_offices(), *_households()]}


def _people() -> Iterator[Row]:
    people = [*_STORIES, *_usual_people(_PEOPLE - len(_STORIES))]
    numbers = dict.fromkeys(CODES, 0)
    for unit, name, born, woman, position, grades, fighter, initiatives, more in people:
        numbers[unit] += 1
        facts = [
            *_graded(grades),
            *(_title(year, "lao_dong_tien_tien", _paper("Sở", year, 2)) for year in _advanced(grades)),
            *(_title(year, "chien_si_thi_dua_co_so", _paper("Sở", year, 3)) for year in _told_years(fighter)),
            *(
                Fact(year, FactKind.INITIATIVE, "co_so", ref=_paper("Sở", year, 4))
                for year in _told_years(initiatives)
            ),
            *more,
        ]
        who = {
            "subject": f"{unit}-{numbers[unit]:02d}",
            "kind": "person",
            "name": f"{name} {_MADE_UP}",
            "unit": PLACES[unit],
            "born": born,
            "gender": "nu" if woman else "nam",
            "position": position,
        }
        yield from _rows(who, facts)


def _usual_people(number: int) -> Iterator[_Person]:
    """People with nothing special, spread over the units, no two of one name."""
    for place in range(number):
        woman = place % 2 == 0
        given = (_WOMEN if woman else _MEN)[place // 2 % 11]
        name = f"{_FAMILIES[place % 13]} {'Thị' if woman else 'Văn'} {given}"
        grades, fighter, initiatives = _USUAL[place % len(_USUAL)]
        yield (
            CODES[(place + 4) % len(CODES)],
            name,
            1964 + place * 7 % 29,
            woman,
            _POSITIONS[place % len(_POSITIONS)],
            grades,
            fighter,
            initiatives,
            (),
        )


def _units() -> Iterator[Row]:
    for place, unit in enumerate(CODES):
        rank = RANKS_2017.index(unit) + 1
        facts = [
            *_graded("xxxxxx" if rank <= 3 else "tttxxt"),
            Fact(2016, FactKind.CLUSTER_RANK, str((place + 3) % 9 + 1), ref="bo_tinh"),
            Fact(2017, FactKind.CLUSTER_RANK, str(rank), ref="bo_tinh"),
            Fact(2017, FactKind.EXCEEDS_TARGETS, "true" if rank <= 3 else "false"),
        ]
        if unit in _FLAGS_2017:
            facts.append(_title(2017, "co_thi_dua_bo_tinh", _FLAG_DECISION))
        if rank <= 6:
            facts.append(_award(2015, "bang_khen_bo_tinh"))
        who = {
            "subject": unit,
            "kind": "collective",
            "name": f"{department(unit)} {_MADE_UP}",
            "unit": PLACES[unit],
        }
        yield from _rows(who, facts)


def _offices() -> Iterator[Row]:
    for number, (unit, name, founded, grades, excellent, share) in enumerate(_OFFICES, start=1):
        facts = [
            *_graded(grades),
            *(
                _title(year, "tap_the_lao_dong_tien_tien", _paper("Sở", year, 5))
                for year in _advanced(grades)
                if year not in _told_years(excellent)
            ),
            *(_title(year, "tap_the_lao_dong_xuat_sac") for year in _told_years(excellent)),
            Fact(2017, FactKind.SHARE, f"ldtt:{share}"),
            Fact(2017, FactKind.SHARE, "hoan_thanh:1"),
            Fact(2017, FactKind.SHARE, f"count:cstd_co_so:{number % 3 + 1}"),
            Fact(2017, FactKind.SHARE, "count:ky_luat_canh_cao:0"),
        ]
        who = {
            "subject": f"{unit}-tt-{number:02d}",
            "kind": "collective",
            "name": f"{name}, {department(unit)} {_MADE_UP}",
            "unit": PLACES[unit],
            "born": founded,
        }
        yield from _rows(who, facts)


def _households() -> Iterator[Row]:
    for number, (unit, name, founded, cultured, award) in enumerate(_HOUSEHOLDS, start=1):
        facts = [_title(year, "gia_dinh_van_hoa") for year in _told_years(cultured)]
        if award:
            facts.append(_award(award[1], award[0]))
        who = {
            "subject": f"{unit}-hgd-{number:02d}",
            "kind": "household",
            "name": f"{name} {_MADE_UP}",
            "unit": PLACES[unit],
            "born": founded,
        }
        yield from _rows(who, facts)


def _graded(grades: str) -> list[Fact]:
    return [
        Fact(year, FactKind.GRADE, _GRADES[letter], ref=_paper("Sở", year, 1))
        for year, letter in zip(_YEARS, grades, strict=True)
        if letter != "-"
    ]


def _advanced(grades: str) -> list[int]:
    """The years that brought Lao động tiên tiến: those done well."""
    return [year for year, letter in zip(_YEARS, grades, strict=True) if letter in "xt"]


def _told_years(digits: str) -> list[int]:
    """``567`` → 2015, 2016, 2017."""
    return [2010 + int(digit) for digit in digits]


def _rows(who: dict[str, object], facts: Iterable[Fact]) -> Iterator[Row]:
    for fact in sorted(facts, key=lambda fact: (fact.year, list(FactKind).index(fact.kind))):
        told = {
            "year": fact.year,
            "fact": fact.kind.value,
            "value": value_words(fact.kind, fact.value) or None,
            "until": fact.until,
            "ref": ref_words(fact.kind, fact.ref) or None,
        }
        yield Row(0, {**who, **told})  # type: ignore[dict-item]
