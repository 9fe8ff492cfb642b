"""Subjects and their facts as the rows of a file, and files to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import override

from thidua.clusters.models import Unit
from thidua.core.faults import Refused, gettext_noop
from thidua.core.law.facts import Fact, FactKind
from thidua.core.vietnamese import number, search_key
from thidua.sheets.container import MAX_ROWS
from thidua.sheets.values import Row
from thidua.sheets.writing import write_form, write_template

from .book import DATA, coded, ref_words, spoken
from .models import Subject
from .queries.histories import histories
from .words import value_words


def export(subjects: Sequence[Subject], *, in_codes: bool = False) -> bytes:
    """Return a file of ``subjects`` with all their facts; in FACTS's own codes when asked.

    Raises :class:`Refused` when there are more rows than a file of ours may have.
    """
    rows = list(rows_of(subjects, in_codes=in_codes))
    if len(rows) >= MAX_ROWS:
        raise Refused.because(
            gettext_noop("Có %(rows)s dòng, quá %(limit)s dòng của một tệp."),
            gettext_noop("Hãy chọn một đơn vị rồi xuất lại."),
            rows=number(len(rows)),
            limit=number(MAX_ROWS),
        )
    return write_form(coded() if in_codes else spoken(), {DATA: rows})


def template(units: Iterable[Unit]) -> bytes:
    """Return the empty file, with ``units`` to choose from."""
    return write_template(spoken(units))


def rows_of(subjects: Sequence[Subject], *, in_codes: bool = False) -> Iterator[Row]:
    """Yield a row a fact, and one for a subject of which nothing is told.

    In codes the birth is a fact too, and who has neither fact nor birth is left out: FACTS has no such row.
    """
    called = _unit_words()
    with override("vi"):
        for subject, told in zip(subjects, histories(subjects, date.max), strict=True):
            who = _who(subject, subject.unit.code if in_codes else called[subject.unit_id])
            facts = [fact for fact in told.facts if in_codes or fact.kind is not FactKind.BORN]
            for fact in facts:
                yield Row(0, {**who, **_told(fact, in_codes=in_codes)})
            if not (facts or in_codes):
                yield Row(0, {**who, **dict.fromkeys(("year", "fact", "value", "until", "ref"))})


def _who(subject: Subject, unit: str) -> dict[str, str | int | None]:
    return {
        "subject": subject.code,
        "kind": subject.kind,
        "name": subject.name,
        "unit": unit,
        "born": subject.born,
        "gender": subject.gender or None,
        "position": subject.position or None,
    }


def _told(fact: Fact, *, in_codes: bool) -> dict[str, str | int | date | None]:
    return {
        "year": fact.year,
        "fact": fact.kind.value,
        "value": (fact.value if in_codes else value_words(fact.kind, fact.value)) or None,
        "until": fact.until,
        "ref": (fact.ref if in_codes else ref_words(fact.kind, fact.ref)) or None,
    }


def _unit_words() -> dict[int, str]:
    """The short name of each unit, its code where others are called the same."""
    units = list(Unit.objects.all())
    taken: dict[str, int] = {}
    for unit in units:
        for word in {search_key(unit.code), search_key(unit.short_name), search_key(unit.name)}:
            taken[word] = taken.get(word, 0) + 1
    return {
        unit.pk: unit.short_name if taken[search_key(unit.short_name)] == 1 else unit.code for unit in units
    }
