"""Who of a unit could reach what in the coming years by keeping on, and what each needs for the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thidua.core.law.columns import columns_of
from thidua.core.law.contradictions import contradictions
from thidua.core.law.earliest import plan
from thidua.core.law.facts import FactKind, History, split_way
from thidua.core.law.future import ladder
from thidua.core.law.need_words import need_words
from thidua.core.law.pack import LawAward, Level, is_by_claim_only
from thidua.core.law.roadmap import roadmap
from thidua.subjects.models import Subject
from thidua.subjects.queries import histories

from ..law_in_force import Law
from ..speaking import spoken

YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Reached:
    """An award on the map; ``is_sure`` unless a person would have to decide."""

    award: LawAward
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The next award up: the year it could be reached at the best, and what that takes."""

    award: LawAward
    year: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapRow:
    """A subject on the map: what it reaches in each year, and its next award."""

    subject: Subject
    cells: tuple[tuple[Reached, ...], ...]
    next: Next | None
    is_contrary: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The roadmap of some subjects: years ahead, a row each, the awards that occur."""

    years: tuple[int, ...]
    rows: tuple[MapRow, ...]
    awards: tuple[LawAward, ...]


def unit_map(subjects: Sequence[Subject], law: Law) -> Map:
    """The map of ``subjects`` from the year of ``law.on`` on, in a handful of queries."""
    told = histories(subjects, law.on)
    ahead = roadmap(columns_of(told), law.on, YEARS_AHEAD, law.packs)
    known = _known(law)
    rows = tuple(
        MapRow(
            subject,
            tuple(_cell(place, year, history, known, ahead.reached, ahead.perhaps) for year in ahead.years),
            _next(history, place, law, ahead.reached),
            bool(contradictions(history, law.on)),
        )
        for place, (subject, history) in enumerate(zip(subjects, told, strict=True))
    )
    used = {one.award.code: one.award for row in rows for cell in row.cells for one in cell}
    return Map(ahead.years, rows, tuple(sorted(used.values(), key=lambda award: award.order)))


def _known(law: Law) -> Mapping[str, LawAward]:
    """Awards by code over all packs, as the newest has them."""
    return {code: award for pack in law.packs for code, award in pack.awards.items()}


_Firsts = Mapping[str, NDArray[np.int32]]


def _cell(
    place: int,
    year: int,
    history: History,
    known: Mapping[str, LawAward],
    reached: _Firsts,
    perhaps: _Firsts,
) -> tuple[Reached, ...]:
    """What a subject reaches first in ``year``; what a person may find only where nothing surer comes."""
    found = []
    for code, award in known.items():
        if code not in reached or history.kind not in award.standards:
            continue
        sure, unsure = int(reached[code][place]), int(perhaps[code][place])
        if sure == year:
            found.append(Reached(award, True))
        elif unsure == year and not 0 < sure < year:
            found.append(Reached(award, False))
    return tuple(sorted(found, key=lambda one: one.award.order))


def _next(history: History, place: int, law: Law, reached: _Firsts) -> Next | None:
    """The lowest award above the base unit's own, neither had nor reached this year, at the best from now."""
    if contradictions(history, law.on):
        return None
    had = {split_way(f.value)[0] for f in history.facts if f.kind in (FactKind.TITLE, FactKind.AWARD)}
    for award in ladder(law.pack, history.kind):
        is_above = award.level is not Level.UNIT and not is_by_claim_only(award.standards[history.kind])
        if is_above and award.code not in had and int(reached[award.code][place]) != law.on.year:
            return _planned(history, award, law)
    return None


def _planned(history: History, award: LawAward, law: Law) -> Next | None:
    found = plan(history, award.code, law.on, law.packs)
    if found is None:
        return None
    return Next(award, found.reach.year, tuple(spoken(need_words(need, found.pack)) for need in found.needs))
