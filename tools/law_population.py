"""People with ten years of facts, as an office would keep them: the ground of the law's benchmark.

Every person is graded every year. Ability persists, so titles come in runs; initiatives, awards, discipline
and reviews follow the grades. The same seed and number give the same files; a part hangs on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from thidua.core.law.facts import DISCIPLINES, FactKind, Grade, Scope

FIRST_YEAR, YEARS = 2016, 10
PARTS = 16
SEED = 20251231
EPOCH = np.datetime64("1970-01-01", "D")

CSTD_CO_SO = "chien_si_thi_dua_co_so"
CSTD_BO_TINH = "chien_si_thi_dua_bo_tinh"
_VALUES = (
    *Grade,
    "lao_dong_tien_tien",
    CSTD_CO_SO,
    CSTD_BO_TINH,
    "chien_si_thi_dua_toan_quoc",
    "giay_khen",
    "bang_khen_bo_tinh",
    "bang_khen_bo_tinh:chuyen_de",
    "bang_khen_bo_tinh:dot_xuat",
    "bang_khen_thu_tuong",
    "huan_chuong_lao_dong_hang_ba",
    *(scope for scope in Scope),
    *DISCIPLINES,
    "LDTT-02:true",
    "LDTT-02:false",
    "BKTT-01:true",
    "",
)
_NUMBERS = {str(value): number for number, value in enumerate(_VALUES)}
_FACTS = tuple(FactKind)

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Told:
    """Facts of one kind: of whom, in which year (from 0), what; the day it ends and the paper, if any."""

    kind: FactKind
    who: NDArray[np.int64]
    year: NDArray[np.int64]
    value: NDArray[np.int64]
    until: NDArray[np.int64] | None = None
    has_paper: bool = False


def write_population(folder: Path, people: int, *, parts: int = PARTS, seed: int = SEED) -> list[Path]:
    """Write ``people`` as ``parts`` Parquet files; subjects stand together, in the order of their numbers."""
    edges = np.linspace(0, people, parts + 1).astype(int)
    paths = []
    for number, (first, last) in enumerate(pairwise(edges.tolist())):
        path = folder / f"part-{number:02}.parquet"
        rng = np.random.default_rng((seed, people, number))
        part(first, last - first, rng).write_parquet(path, compression="zstd")
        paths.append(path)
    return paths


def part(first: int, many: int, rng: np.random.Generator) -> pl.DataFrame:
    """The facts of ``many`` people from number ``first`` on, one a row."""
    told = _facts(many, rng)
    who = np.concatenate([one.who for one in told])
    year = np.concatenate([one.year for one in told])
    order = np.argsort(who * YEARS + year, kind="stable")
    who, year = who[order], year[order]
    value = np.concatenate([one.value for one in told])[order]
    kind = np.concatenate([np.full(len(one.who), _FACTS.index(one.kind)) for one in told])[order]
    until = np.concatenate([np.zeros(len(one.who)) if one.until is None else one.until for one in told])
    has_paper = np.concatenate([np.full(len(one.who), one.has_paper) for one in told])[order]
    return pl.DataFrame(
        {
            "subject": _subjects(first, many).gather(who),
            "kind": pl.repeat("person", len(who), dtype=pl.Enum(["person"]), eager=True),
            "year": (year + FIRST_YEAR).astype(np.int16),
            "fact": _texts(kind, _FACTS),
            "value": _texts(value, _VALUES),
            "until": _days(until[order].astype(np.int64)),
            "ref": _papers(has_paper, rng),
        }
    )


def _subjects(first: int, many: int) -> pl.Series:
    numbers = pl.Series("subject", np.arange(first, first + many))
    return pl.select(pl.format("CC{}", numbers.cast(pl.String).str.zfill(8)).alias("subject")).to_series()


def _texts(codes: NDArray[np.int64], texts: tuple[str, ...]) -> pl.Series:
    return pl.Series(codes.astype(np.uint8)).cat.to(pl.Enum([str(text) for text in texts]))


def _days(days: NDArray[np.int64]) -> pl.Series:
    """Days since 1970 as dates; 0 is none."""
    series = pl.Series("until", days.astype(np.int32))
    return series.to_frame().select(pl.when(pl.col("until") != 0).then("until").cast(pl.Date)).to_series()


def _papers(has_paper: Bools, rng: np.random.Generator) -> pl.Series:
    """Numbers of decisions, for facts that rest on one."""
    numbers = pl.Series("number", rng.integers(1, 4000, len(has_paper), dtype=np.uint16))
    names = pl.Series([f"{number}/QĐ-SVHTT" for number in range(4000)])
    table = pl.DataFrame({"number": numbers, "has": has_paper, "ref": names.gather(numbers)})
    return table.select(pl.when("has").then("ref").alias("ref")).to_series()


# --- what happens to people ---------------------------------------------------------------------------


def _facts(many: int, rng: np.random.Generator) -> list[_Told]:
    ability = rng.standard_normal(many, dtype=np.float32)[:, None]
    of_year = 0.8 * ability + 0.6 * rng.standard_normal((many, YEARS), dtype=np.float32)
    disciplined = rng.random((many, YEARS), dtype=np.float32) < 0.002
    of_year[disciplined] = -3
    # About 16 % xuất sắc, 62 % tốt, 20 % hoàn thành, 2 % không hoàn thành.
    grade = np.select([of_year > 1.0, of_year > -0.77, of_year > -2.05], [0, 1, 2], 3)
    chance = rng.random((many, YEARS), dtype=np.float32)
    works = (of_year > 0.85) & (chance < 0.75)
    wide = works & (of_year > 1.35) & (rng.random((many, YEARS), dtype=np.float32) < 0.25)
    advanced = (grade <= 1) & (chance < 0.8)
    fighter = advanced & (of_year > 0.95) & (works | (grade == 0))
    three = _run(fighter, 3) & _any(wide, 3)
    of_province = three & (rng.random((many, YEARS), dtype=np.float32) < 0.3)
    told = [_Told(FactKind.GRADE, *_cells(np.ones_like(works)), grade.ravel())]
    for title, won in (
        ("lao_dong_tien_tien", advanced),
        (CSTD_CO_SO, fighter),
        (CSTD_BO_TINH, of_province),
        ("chien_si_thi_dua_toan_quoc", of_province & (_count(of_province) >= 2) & _run(fighter, 6)),
    ):
        told.append(_all_of(FactKind.TITLE, won, title))
    told += _works(works, wide, rng)
    told += _awards(grade, advanced, fighter, rng)
    told += _matters(disciplined, rng)
    told += _decisions(grade, fighter, rng)
    return told


def _works(works: Bools, wide: Bools, rng: np.random.Generator) -> list[_Told]:
    national = wide & (rng.random(wide.shape, dtype=np.float32) < 0.03)
    science = works & (rng.random(works.shape, dtype=np.float32) < 0.05)
    second = works & (rng.random(works.shape, dtype=np.float32) < 0.04)
    return [
        _all_of(FactKind.INITIATIVE, works & ~wide, Scope.CO_SO),
        _all_of(FactKind.INITIATIVE, second, Scope.CO_SO),
        _all_of(FactKind.INITIATIVE, wide & ~national, Scope.BO_TINH),
        _all_of(FactKind.INITIATIVE, national, Scope.TOAN_QUOC),
        _all_of(FactKind.SCIENCE, science, Scope.CO_SO),
        _all_of(FactKind.SCIENCE, science & wide, Scope.BO_TINH),
    ]


def _awards(
    grade: NDArray[np.int64], advanced: Bools, fighter: Bools, rng: np.random.Generator
) -> list[_Told]:
    chance = rng.random(grade.shape, dtype=np.float32)
    diploma = _run(fighter, 2) & (chance < 0.2)
    apart = (rng.random(grade.shape, dtype=np.float32) < 0.01) & ~diploma
    by_minister = _run(grade <= 1, 5) & (_count(diploma) >= 1) & (_count(fighter) >= 3) & (chance > 0.9)
    order = _run(grade <= 1, 5) & (_count(by_minister) >= 1) & ~by_minister & (chance > 0.95)
    topical = apart & (chance < 0.6)
    return [
        _all_of(FactKind.AWARD, advanced & (chance > 0.93), "giay_khen"),
        _all_of(FactKind.AWARD, diploma, "bang_khen_bo_tinh"),
        _all_of(FactKind.AWARD, topical, "bang_khen_bo_tinh:chuyen_de"),
        _all_of(FactKind.AWARD, apart & ~topical, "bang_khen_bo_tinh:dot_xuat"),
        _all_of(FactKind.AWARD, by_minister, "bang_khen_thu_tuong"),
        _all_of(FactKind.AWARD, order, "huan_chuong_lao_dong_hang_ba"),
    ]


def _matters(disciplined: Bools, rng: np.random.Generator) -> list[_Told]:
    """Discipline, one in fifty without an end told yet, and reviews, half of the last year's still open."""
    who, year = _cells(disciplined)
    began = (np.datetime64(str(FIRST_YEAR), "Y") + year).astype("datetime64[D]") - EPOCH
    until = began.astype(np.int64) + rng.integers(1, 365, len(who)) + rng.choice((90, 180, 365), len(who))
    until[rng.random(len(who)) < 0.02] = 0
    names = np.array([_NUMBERS[name] for name in DISCIPLINES])
    weights = np.array((0.55, 0.25, 0.05, 0.03, 0.05, 0.04, 0.03))
    what = rng.choice(names, len(who), p=weights)
    reviewed_who, reviewed_year = _cells(rng.random(disciplined.shape, dtype=np.float32) < 0.001)
    ends = (np.datetime64(str(FIRST_YEAR), "Y") + reviewed_year).astype("datetime64[D]") - EPOCH
    closed = ends.astype(np.int64) + rng.integers(60, 364, len(reviewed_who))
    closed[(reviewed_year == YEARS - 1) & (rng.random(len(reviewed_who)) < 0.5)] = 0
    nothing = np.full(len(reviewed_who), _NUMBERS[""])
    return [
        _Told(FactKind.DISCIPLINE, who, year, what, until, has_paper=True),
        _Told(FactKind.UNDER_REVIEW, reviewed_who, reviewed_year, nothing, closed, has_paper=True),
    ]


def _decisions(grade: NDArray[np.int64], fighter: Bools, rng: np.random.Generator) -> list[_Told]:
    """What the unit's meeting decided of the last year, for those it spoke of."""
    last = np.zeros(grade.shape, dtype=np.bool_)
    last[:, -1] = True
    chance = rng.random(grade.shape, dtype=np.float32)
    spoken_of = last & (grade <= 1) & (chance < 0.6)
    return [
        _all_of(FactKind.JUDGED, spoken_of & (chance >= 0.01), "LDTT-02:true", has_paper=False),
        _all_of(FactKind.JUDGED, spoken_of & (chance < 0.01), "LDTT-02:false", has_paper=False),
        _all_of(FactKind.JUDGED, last & fighter & (chance > 0.95), "BKTT-01:true", has_paper=False),
    ]


def _all_of(kind: FactKind, cells: Bools, value: str, *, has_paper: bool = True) -> _Told:
    who, year = _cells(cells)
    return _Told(kind, who, year, np.full(len(who), _NUMBERS[str(value)]), has_paper=has_paper)


def _cells(cells: Bools) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    who, year = np.divmod(np.flatnonzero(cells), YEARS)
    return who, year


def _run(cells: Bools, years: int) -> Bools:
    """Whether a year ends so many in a row."""
    found = cells.copy()
    for back in range(1, years):
        found[:, back:] &= cells[:, :-back]
        found[:, :back] = False
    return found


def _any(cells: Bools, years: int) -> Bools:
    """Whether one of the last so many years is marked."""
    found = cells.copy()
    for back in range(1, years):
        found[:, back:] |= cells[:, :-back]
    return found


def _count(cells: Bools) -> NDArray[np.int64]:
    """How many years are marked up to each year."""
    return np.cumsum(cells, axis=1)
