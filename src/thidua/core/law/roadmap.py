"""Who could reach what in the coming years if they keep on as they did last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .bits import population
from .columns import NO_DAY, FactColumns, Sort
from .facts import FactKind, split_way
from .pack import Cycle, LawAward, LawPack, Level
from .record import YEARLY
from .screen import VERDICTS, screen
from .transition import governing
from .verdict import Verdict

# What one does again when one keeps on; titles and forms are won, and of them only yearly titles repeat.
_REPEATED = frozenset(
    {
        FactKind.GRADE,
        FactKind.INITIATIVE,
        FactKind.SCIENCE,
        FactKind.SHARE,
        FactKind.CLUSTER_RANK,
        FactKind.EXCEEDS_TARGETS,
        FactKind.JUDGED,
    }
)


@dataclass(frozen=True, slots=True)
class Roadmap:
    """For each award code and subject the first year it is reached, and the first before it is perhaps.

    ``reached``: eligible; ``perhaps``: a person must decide. 0 where not within the years looked at.
    """

    years: tuple[int, ...]
    reached: Mapping[str, NDArray[np.int32]]
    perhaps: Mapping[str, NDArray[np.int32]]


def roadmap(columns: FactColumns, on: date, years: int, packs: Sequence[LawPack]) -> Roadmap:
    """Look ``years`` years ahead of ``on``: each repeats the last one told, and what is won is conferred.

    Lower awards are conferred when a subject is eligible, never when a person would have to decide. Each
    year is asked on its last day, under the pack then in force.
    """
    pack = governing(packs, on)
    anchor = _anchors(columns, on.year, pack)
    again = _repeated(columns, anchor)
    keepers = _keepers(columns, anchor, pack)
    reached: dict[str, NDArray[np.int32]] = {}
    perhaps: dict[str, NDArray[np.int32]] = {}
    ahead = tuple(range(on.year, on.year + years + 1))
    for year in ahead:
        day = date(year, 12, 31)
        pack = governing(packs, day)
        columns = _with_rows(columns, _of_year(columns, again, anchor < year, year))
        columns = _ask_year(columns, day, pack, keepers, reached, perhaps)
    return Roadmap(ahead, reached, perhaps)


def _ask_year(
    columns: FactColumns,
    day: date,
    pack: LawPack,
    keepers: Mapping[str, NDArray[np.bool_]],
    reached: dict[str, NDArray[np.int32]],
    perhaps: dict[str, NDArray[np.int32]],
) -> FactColumns:
    """Ask for every award at a year's end, from the foot of the ladder, conferring as one goes."""
    at_year_end: list[tuple[LawAward, NDArray[np.bool_]]] = []
    people = population(columns, pack, day)
    for award in sorted(pack.awards.values(), key=lambda award: award.order):
        answered = screen(people, award.code, pack, with_failed=False).verdict
        wins = (answered == VERDICTS.index(Verdict.ELIGIBLE)) | keepers.get(award.code, False)
        _note(reached, award.code, wins, day.year)
        in_doubt = answered == VERDICTS.index(Verdict.UNDETERMINED)
        _note(perhaps, award.code, in_doubt & (reached[award.code] == 0), day.year)
        if award.level is Level.STATE:
            # State awards of one year are asked side by side, so that none stands in another's way.
            at_year_end.append((award, wins))
        elif wins.any():
            columns = _with_rows(columns, _conferred(columns, award, wins, day.year))
            people = population(columns, pack, day)
    for award, wins in at_year_end:
        columns = _with_rows(columns, _conferred(columns, award, wins, day.year))
    return columns


def _note(first: dict[str, NDArray[np.int32]], code: str, now: NDArray[np.bool_], year: int) -> None:
    known = first.setdefault(code, np.zeros(len(now), dtype=np.int32))
    known[now & (known == 0)] = year


def _anchors(columns: FactColumns, year: int, pack: LawPack) -> NDArray[np.int32]:
    """The anchor year of each subject, as :attr:`.record.Record.anchor` has it."""
    yearly = np.array([_family_kind(sort, pack) in YEARLY for sort in columns.sorts], dtype=bool)
    told = np.zeros(columns.subjects, dtype=bool)
    told[columns.who[(columns.year == year) & yearly[columns.sort]]] = True
    return np.where(told, year, year - 1).astype(np.int32)


def _family_kind(sort: Sort, pack: LawPack) -> FactKind:
    award = _award(sort, pack)
    if award is None:
        return sort.kind
    return award.fact_kind


def _award(sort: Sort, pack: LawPack) -> LawAward | None:
    if sort.kind not in (FactKind.TITLE, FactKind.AWARD):
        return None
    return pack.awards.get(split_way(sort.value)[0])


def _at_anchor(
    columns: FactColumns, wanted: NDArray[np.bool_], anchor: NDArray[np.int32]
) -> NDArray[np.intp]:
    """The rows of wanted sorts that stand in their subject's anchor year."""
    if not len(columns.who):
        return np.zeros(0, dtype=np.intp)
    return np.nonzero(wanted[columns.sort] & (columns.year == anchor[columns.who]))[0]


def _repeated(columns: FactColumns, anchor: NDArray[np.int32]) -> NDArray[np.intp]:
    """The rows of each subject's anchor year that one repeats by keeping on."""
    again = np.array([sort.kind in _REPEATED for sort in columns.sorts], dtype=bool)
    return _at_anchor(columns, again, anchor)


def _keepers(
    columns: FactColumns, anchor: NDArray[np.int32], pack: LawPack
) -> Mapping[str, NDArray[np.bool_]]:
    """Who has which of the base unit's yearly titles in the anchor year, and so wins it again each year."""
    found: dict[str, NDArray[np.bool_]] = {}
    for number, sort in enumerate(columns.sorts):
        award = _award(sort, pack)
        if award is None or award.cycle is not Cycle.YEARLY or award.level is not Level.UNIT:
            continue
        wanted = np.zeros(len(columns.sorts), dtype=bool)
        wanted[number] = True
        has = found.setdefault(award.code, np.zeros(columns.subjects, dtype=bool))
        has[columns.who[_at_anchor(columns, wanted, anchor)]] = True
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows to add: subjects, one year, sorts and papers; ``new`` are sorts the columns do not have yet."""

    who: NDArray[np.int32]
    year: int
    sort: NDArray[np.int32]
    ref: NDArray[np.int32]
    new: tuple[Sort, ...] = ()


def _of_year(columns: FactColumns, rows: NDArray[np.intp], mask: NDArray[np.bool_], year: int) -> _Rows:
    rows = rows[mask[columns.who[rows]]]
    return _Rows(columns.who[rows], year, columns.sort[rows], columns.ref[rows])


def _conferred(columns: FactColumns, award: LawAward, wins: NDArray[np.bool_], year: int) -> _Rows:
    sort = Sort(award.fact_kind, award.code)
    new = () if sort in columns.sorts else (sort,)
    number = len(columns.sorts) if new else columns.sorts.index(sort)
    who = np.nonzero(wins)[0].astype(np.int32)
    return _Rows(
        who, year, np.full(len(who), number, dtype=np.int32), np.zeros(len(who), dtype=np.int32), new
    )


def _with_rows(columns: FactColumns, rows: _Rows) -> FactColumns:
    many = len(rows.who)
    return replace(
        columns,
        sorts=columns.sorts + rows.new,
        who=np.concatenate([columns.who, rows.who]),
        year=np.concatenate([columns.year, np.full(many, rows.year, dtype=np.int32)]),
        sort=np.concatenate([columns.sort, rows.sort]),
        until=np.concatenate([columns.until, np.full(many, NO_DAY, dtype=np.int32)]),
        ref=np.concatenate([columns.ref, rows.ref]),
    )
