"""Hypothesis strategies for histories: such as happen, and such as should not; and for the days asked."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from thidua.core.law.facts import (
    COUNTS,
    DISCIPLINES,
    Fact,
    FactKind,
    Grade,
    History,
    RankLevel,
    Scope,
    SubjectKind,
    Way,
)

FIRST_YEAR, LAST_YEAR = 1990, 2031
_PAPERS = ("", "QĐ 1", "QĐ 2")


def days():
    """Days of the years the packs hold: any, and those on which something turns."""
    turning = st.sampled_from([(1, 1), (1, 2), (6, 30), (7, 1), (9, 30), (10, 1), (12, 31)])
    return st.one_of(
        st.dates(date(2014, 6, 1), date(2031, 12, 31)),
        st.builds(lambda year, day: date(year, *day), st.integers(2015, 2031), turning),
    )


def _values(kind, codes, conditions):
    match kind:
        case FactKind.GRADE:
            return st.sampled_from([str(grade) for grade in Grade])
        case FactKind.TITLE | FactKind.AWARD:
            ways = st.sampled_from(["", "", "", *(f":{way}" for way in Way)])
            return st.builds("{}{}".format, st.sampled_from([*codes, "ma_khong_co"]), ways)
        case FactKind.INITIATIVE | FactKind.SCIENCE:
            return st.sampled_from([str(scope) for scope in Scope])
        case FactKind.DISCIPLINE:
            return st.sampled_from(sorted(DISCIPLINES))
        case FactKind.CLUSTER_RANK:
            return st.sampled_from(["1", "2", "3", "7"])
        case FactKind.SHARE:
            counts = [f"count:{name}:{many}" for name in COUNTS for many in (0, 1, 2)]
            shares = [
                f"{name}:{share}" for name in ("ldtt", "hoan_thanh") for share in ("0.5", "0.7", "0,7", "1")
            ]
            return st.sampled_from([*counts, *shares])
        case FactKind.EXCEEDS_TARGETS:
            return st.sampled_from(["true", "true", "false"])
        case FactKind.JUDGED:
            return st.builds(
                "{}:{}".format,
                st.sampled_from([*conditions, "X-00"]),
                st.sampled_from(["true", "true", "false"]),
            )
    return st.just("")


def _untils(year):
    near = st.dates(date(year, 1, 1), date(year + 3, 12, 31))
    return st.one_of(
        st.none(), near, near, st.builds(date, st.integers(year, year + 3), st.just(1), st.just(1))
    )


@st.composite
def facts(draw, years, codes, conditions, kinds=tuple(FactKind)):
    """One fact of one of ``years``."""
    year, kind = draw(years), draw(st.sampled_from(kinds))
    until = draw(_untils(year)) if kind in (FactKind.DISCIPLINE, FactKind.UNDER_REVIEW) else None
    ref = draw(st.sampled_from(_PAPERS))
    if kind is FactKind.CLUSTER_RANK:
        ref = draw(st.sampled_from([str(level) for level in RankLevel]))
    return Fact(year, kind, draw(_values(kind, codes, conditions)), until, ref)


@st.composite
def nasty(draw, codes, conditions, on=None):
    """Facts of any year and kind, in any order, some told twice."""
    last = LAST_YEAR if on is None else on.year
    years = st.one_of(
        st.integers(FIRST_YEAR, LAST_YEAR), st.integers(last - 6, last), st.integers(last - 2, last)
    )
    told = draw(st.lists(facts(years, codes, conditions), max_size=25))
    again = draw(st.lists(st.sampled_from(told), max_size=3)) if told else []
    return (*told, *again)


@st.composite
def realistic(draw, codes, conditions, on):
    """A career up to the day: a grade a year with gaps, titles in runs, some works, few troubles."""
    last = draw(st.integers(on.year - 1, on.year))
    first = draw(st.integers(max(FIRST_YEAR, last - 25), last))
    told: list[Fact] = []
    for year in range(first, last + 1):
        if draw(st.integers(0, 15)):
            told.append(
                Fact(
                    year,
                    FactKind.GRADE,
                    draw(st.sampled_from(["xuat_sac", "xuat_sac", "tot", "tot", "hoan_thanh"])),
                )
            )
    for code in draw(st.lists(st.sampled_from(codes), unique=True, max_size=4)):
        start = draw(st.integers(first, last))
        step = draw(st.sampled_from([1, 1, 1, 2, 3]))
        end = draw(st.sampled_from([last, last, on.year, start]))
        way = draw(st.sampled_from(["", "", "", "", ":dot_xuat", ":cong_hien"]))
        kind = draw(st.sampled_from([FactKind.TITLE, FactKind.AWARD]))
        told += [Fact(year, kind, f"{code}{way}") for year in range(start, end + 1, step)]
    lately = st.integers(max(first, on.year - 4), on.year)
    works = (FactKind.INITIATIVE, FactKind.SCIENCE, FactKind.AWARD)
    told += draw(st.lists(facts(lately, codes, conditions, works), max_size=5))
    of_year = (FactKind.SHARE, FactKind.CLUSTER_RANK, FactKind.EXCEEDS_TARGETS)
    told += draw(st.lists(facts(st.just(last), codes, conditions, of_year), max_size=4))
    for condition in draw(st.lists(st.sampled_from([*conditions, "X-00"]), unique=True, max_size=8)):
        told.append(
            Fact(
                last,
                FactKind.JUDGED,
                f"{condition}:{draw(st.sampled_from(['true', 'true', 'true', 'false']))}",
            )
        )
    if not draw(st.integers(0, 2)):
        troubles = (FactKind.DISCIPLINE, FactKind.UNDER_REVIEW)
        told += draw(
            st.lists(facts(st.integers(first, on.year), codes, conditions, troubles), min_size=1, max_size=2)
        )
    return tuple(draw(st.permutations(told)))


@st.composite
def histories(draw, codes, conditions, on=None):
    """A subject of any kind with facts of either sort."""
    kind = draw(
        st.sampled_from(
            [SubjectKind.PERSON, SubjectKind.PERSON, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD]
        )
    )
    either = [nasty(codes, conditions, on)]
    if on is not None:
        either = [realistic(codes, conditions, on), realistic(codes, conditions, on), *either]
    return History("S", kind, draw(st.one_of(either)))
