"""Finding subjects: by name without accents, by kind and unit; and those that may be one told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from thidua.clusters.models import Unit
from thidua.core.law.facts import SubjectKind
from thidua.core.vietnamese import search_key

from ..access import Reach
from ..models import MergeRequest, Subject, YearFact

# So many pairs are offered at a time; the next come up when these are settled.
MOST_DOUBLES = 50


def found(reach: Reach, sought: str = "", kind: str = "", unit: Unit | None = None) -> QuerySet[Subject]:
    """Return the subjects within ``reach`` that match, people by given name."""
    matching = reach.subjects().select_related("unit")
    if key := search_key(sought):
        matching = matching.filter(Q(name_key__contains=key) | Q(code__icontains=sought.strip()))
    if kind:
        matching = matching.filter(kind=kind)
    if unit is not None:
        matching = matching.filter(unit=unit)
    return matching.order_by("sort_key", "pk")


def last_years(subjects: Iterable[Subject]) -> dict[int, int]:
    """Return the latest year anything is told of each of ``subjects`` itself, by id."""
    facts = YearFact.objects.standing().filter(subject__in=[subject.pk for subject in subjects])
    return dict(facts.order_by().values_list("subject_id").annotate(last=Max("year")))


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many subjects of a kind there are."""

    kind: SubjectKind
    number: int


def counted(reach: Reach) -> list[KindCount]:
    """Return how many subjects of each kind there are within ``reach``; nothing when there are none."""
    rows = dict(reach.subjects().order_by().values_list("kind").annotate(number=Count("pk")))
    return [KindCount(kind, rows.get(kind.value, 0)) for kind in SubjectKind] if rows else []


@dataclass(frozen=True, slots=True)
class Double:
    """Two subjects that may be one; ``one`` is within reach and the other perhaps not."""

    one: Subject
    other: Subject
    is_same_unit: bool


def may_be_one(one: Subject, other: Subject) -> bool:
    """Whether two of one folded name may be the same: born in one year, or in one unit with no two births."""
    if one.kind != other.kind or one.name_key != other.name_key:
        return False
    if one.born is not None and other.born is not None:
        return one.born == other.born
    return one.unit_id == other.unit_id


def possible_doubles(reach: Reach) -> list[Double]:
    """Return the pairs that may be one, at least one of each within ``reach``, never yet asked about.

    Two queries, however many subjects there are.
    """
    standing = Subject.objects.standing()
    shared = standing.order_by().values("kind", "name_key").annotate(number=Count("pk")).filter(number__gt=1)
    candidates = standing.filter(name_key__in=shared.values("name_key")).select_related("unit")
    asked = {frozenset(pair) for pair in MergeRequest.objects.values_list("kept_id", "merged_id")}
    found: list[Double] = []
    for same_name in _by_name(candidates):
        for one, other in combinations(same_name, 2):
            if not may_be_one(one, other) or frozenset((one.pk, other.pk)) in asked:
                continue
            if reach.covers(one.unit_id):
                found.append(Double(one, other, one.unit_id == other.unit_id))
            elif reach.covers(other.unit_id):
                found.append(Double(other, one, False))
            if len(found) == MOST_DOUBLES:
                return found
    return found


def _by_name(candidates: Iterable[Subject]) -> Iterable[list[Subject]]:
    groups: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for subject in candidates:
        groups[subject.kind, subject.name_key].append(subject)
    return groups.values()


def units_with_subjects(reach: Reach) -> QuerySet[Unit]:
    """Return the units within ``reach`` that have a subject."""
    return reach.units().filter(Exists(Subject.objects.filter(unit=OuterRef("pk"))))
