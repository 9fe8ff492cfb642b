"""Subjects with all that is known of them, as the rules take it: many at once, in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

from thidua.clusters.models import Unit
from thidua.core.law.facts import Fact, FactKind, History

from ..models import Subject, YearFact

Thing = TypeVar("Thing")
# So many ids a query: a database takes no more parameters than some ten thousands.
_AT_ONCE = 10_000


def histories(subjects: QuerySet[Subject] | Sequence[Subject] | Unit, on: date) -> list[History]:
    """Return the history of each of ``subjects`` (of a unit: those that stand by themselves), in their order.

    Facts of the years up to that of ``on``; struck ones are out; those of a merged subject are read
    through its survivor. ``Fact.line`` is the id of the :class:`YearFact`, 0 for the year of birth.
    """
    if isinstance(subjects, Unit):
        subjects = Subject.objects.standing().filter(unit=subjects)
    listed = list(subjects)
    owners = owners_of(listed)
    facts: dict[int, list[Fact]] = {subject.pk: [] for subject in listed}
    for row in _fact_rows(owners, on.year):
        pk, origin, year, kind, value, until, ref = row
        fact = Fact(year, FactKind(kind), value, until, ref, line=pk)
        for owner in owners[origin]:
            facts[owner].append(fact)
    return [
        History(subject.code, subject.subject_kind, (*_birth(subject), *facts[subject.pk]))
        for subject in listed
    ]


def history(subject: Subject, on: date) -> History:
    """Return one subject's history."""
    return histories([subject], on)[0]


def owners_of(subjects: Iterable[Subject]) -> dict[int, list[int]]:
    """Return through which of ``subjects`` the facts of each id are read: itself, those above it."""
    merged = dict(Subject.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    owners: dict[int, list[int]] = {subject.pk: [subject.pk] for subject in subjects}
    asked = set(owners)
    for origin in merged:
        for above in _above(origin, merged):
            if above in asked:
                owners.setdefault(origin, []).append(above)
    return owners


def rows_read_through(subjects: Iterable[Subject]) -> dict[int, list[YearFact]]:
    """Return the stored facts of each of ``subjects``, struck ones too, by the subject's id."""
    listed = list(subjects)
    owners = owners_of(listed)
    found: dict[int, list[YearFact]] = {subject.pk: [] for subject in listed}
    for chunk in chunks(owners):
        for row in YearFact.objects.filter(subject_id__in=chunk).order_by("year", "pk"):
            for owner in owners[row.subject_id]:
                found[owner].append(row)
    return found


def origins_of(subject: Subject) -> list[int]:
    """Return the ids of ``subject`` and of all that were merged into it, whose facts are its own."""
    return list(owners_of([subject]))


def _above(origin: int, merged: Mapping[int, int]) -> Iterator[int]:
    while (origin := merged.get(origin, 0)) != 0:
        yield origin


def _fact_rows(origins: Iterable[int], last_year: int) -> Iterator[tuple[Any, ...]]:
    fields = ("pk", "subject_id", "year", "kind", "value", "until", "ref")
    standing = YearFact.objects.standing().filter(year__lte=last_year).order_by("year", "pk")
    for chunk in chunks(origins):
        yield from standing.filter(subject_id__in=chunk).values_list(*fields).iterator(chunk_size=_AT_ONCE)


def chunks(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Cut ``things`` into lists that one query takes."""
    left = iter(things)
    while chunk := list(islice(left, _AT_ONCE)):
        yield chunk


def _birth(subject: Subject) -> tuple[Fact, ...]:
    return () if subject.born is None else (Fact(subject.born, FactKind.BORN),)
