"""What a subject at its best could still achieve, year by year, for the questions that begin with "when"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .facts import Fact, FactKind, Grade, History, RankLevel, Scope, SubjectKind
from .pack import Judged, LawAward, LawPack, leaves

# What proves a fact that has not happened; told apart from the facts of the record.
PLANNED = "dự kiến"
_SECOND = "dự kiến 2"

_BEST = {
    SubjectKind.PERSON: (
        (FactKind.GRADE, Grade.XUAT_SAC, PLANNED),
        (FactKind.INITIATIVE, Scope.TOAN_QUOC, PLANNED),
        (FactKind.INITIATIVE, Scope.TOAN_QUOC, _SECOND),
    ),
    SubjectKind.COLLECTIVE: (
        (FactKind.GRADE, Grade.XUAT_SAC, PLANNED),
        (FactKind.SHARE, "ldtt:1", PLANNED),
        (FactKind.SHARE, "hoan_thanh:1", PLANNED),
        (FactKind.SHARE, "count:cstd_co_so:1", PLANNED),
        (FactKind.CLUSTER_RANK, "1", RankLevel.BO_TINH),
        (FactKind.EXCEEDS_TARGETS, "true", PLANNED),
    ),
    SubjectKind.HOUSEHOLD: (),
}


def best_of(kind: SubjectKind, year: int) -> list[Fact]:
    """The best a subject of ``kind`` may show for ``year``, short of titles and awards."""
    return [Fact(year, fact, str(value), ref=str(ref)) for fact, value, ref in _BEST[kind]]


def judged_well(pack: LawPack, kind: SubjectKind, year: int) -> list[Fact]:
    """The qualitative conditions of all awards found met in ``year``; grounds one must claim are left out."""
    found: dict[str, Fact] = {}
    for award in pack.awards.values():
        if kind not in award.standards:
            continue
        for leaf in leaves(award.standards[kind]):
            if isinstance(leaf.predicate, Judged) and not leaf.predicate.claimed:
                found.setdefault(leaf.id, Fact(year, FactKind.JUDGED, f"{leaf.id}:true", ref=PLANNED))
    return list(found.values())


def ladder(pack: LawPack, kind: SubjectKind) -> list[LawAward]:
    """The awards for ``kind``, from the foot of the ladder up."""
    return sorted((award for award in pack.awards.values() if kind in award.standards), key=lambda a: a.order)


def conferment(award: LawAward, year: int) -> Fact:
    """The fact that ``award`` is won in ``year``."""
    return Fact(year, award.fact_kind, award.code, ref=PLANNED)


def freed(history: History, on: date, anchor: int) -> History:
    """The history with open reviews closed on ``on`` and without decisions on years still to come."""
    kept = []
    for fact in history.facts:
        if fact.kind is FactKind.UNDER_REVIEW and (fact.until is None or fact.until > on):
            kept.append(replace(fact, until=on))
        elif fact.kind is not FactKind.JUDGED or fact.year <= anchor:
            kept.append(fact)
    return replace(history, facts=tuple(kept))
