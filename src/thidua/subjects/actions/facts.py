"""Writing what is known of a subject's years, and striking what was wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.law.facts import Fact, FactKind
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append

from ..access import require_on
from ..checking import conflicts, fact_faults, until_faults
from ..models import Subject, YearFact
from ..queries.histories import history
from ..words import fact_line
from .subjects import lock, refuse_merged


@transaction.atomic
def record_facts(actor: Actor, subject: Subject, facts: Iterable[Fact]) -> list[YearFact]:
    """Write down facts of ``subject``, all or none.

    Refused, with every fault: unknown values, what is told already, and what contradicts the rest.
    """
    found = lock(subject)
    require_on(actor, Permission.EDIT_SUBJECTS, found.unit_id)
    refuse_merged(found)
    told = [replace(tidied(fact), line=number) for number, fact in enumerate(facts, start=1)]
    refuse_if_any(fault for fact in told for fault in fact_faults(fact, actor.today))
    known = history(found, date.max)
    refuse_if_any(_twins(told, {same(fact) for fact in known.facts}))
    refuse_if_any(clash.fault for clash in conflicts(known, told, actor.today))
    rows = [row_of(actor, found, fact) for fact in told]
    for row in rows:
        row.save()
    append(
        actor,
        "record_facts",
        found,
        after={"facts": "\n".join(fact_line(fact) for fact in told)},
        unit_id=found.unit_id,
    )
    return rows


@transaction.atomic
def strike_fact(actor: Actor, fact: YearFact, *, reason: str) -> None:
    """Strike a wrong fact out, for a reason: it stays to be seen, and counts no more."""
    row, root = _locked(actor, fact)
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do gạch bỏ."), place="reason")
    row.struck_by, row.struck_at, row.strike_reason = actor.user, actor.at, nfc_lines(reason)
    row.save(update_fields=["struck_by", "struck_at", "strike_reason"])
    append(
        actor,
        "strike_fact",
        root,
        before={"facts": fact_line(fact_of(row))},
        reason=row.strike_reason,
        unit_id=root.unit_id,
    )


@transaction.atomic
def end_fact(actor: Actor, fact: YearFact, *, until: date) -> None:
    """Write the day on which a discipline or an inspection ended, or will; it replaces one written before."""
    row, root = _locked(actor, fact)
    refuse_if_any(until_faults(replace(fact_of(row), until=until)))
    before, row.until = row.until, until
    row.save(update_fields=["until"])
    append(
        actor,
        "end_fact",
        root,
        before={"until": before},
        after={"facts": fact_line(replace(fact_of(row), until=None)), "until": until},
        unit_id=root.unit_id,
    )


def tidied(fact: Fact) -> Fact:
    """Return the fact with its texts composed and trimmed."""
    return replace(fact, value=nfc(fact.value), ref=nfc(fact.ref))


def same(fact: Fact) -> tuple[int, FactKind, str, str]:
    """Return what tells one fact of a subject from another."""
    return fact.year, fact.kind, fact.value, fact.ref


def fact_of(row: YearFact) -> Fact:
    """Return a stored fact as the rules know it."""
    return Fact(row.year, row.fact_kind, row.value, row.until, row.ref, row.pk or 0)


def row_of(actor: Actor, subject: Subject, fact: Fact) -> YearFact:
    """Return ``fact`` ready to be stored."""
    return YearFact(
        subject=subject,
        year=fact.year,
        kind=fact.kind.value,
        value=fact.value,
        until=fact.until,
        ref=fact.ref,
        entered_by=actor.user,
        entered_at=actor.at,
    )


def _twins(told: Iterable[Fact], known: set[tuple[int, FactKind, str, str]]) -> list[Fault]:
    found = []
    for fact in told:
        if same(fact) in known:
            found.append(
                Fault(
                    gettext_noop("Năm %(year)s đã ghi “%(kind)s” giống hệt."),
                    gettext_noop("Nếu là một lần khác, hãy ghi số văn bản khác ở “Căn cứ”."),
                    "value",
                    {"year": fact.year, "kind": fact.kind.label},
                )
            )
        known.add(same(fact))
    return found


def _locked(actor: Actor, fact: YearFact) -> tuple[YearFact, Subject]:
    """The fact as it is stored, and the subject through which it is read, both for one writer at a time."""
    root = lock(fact.subject)
    while root.merged_into is not None:
        root = lock(root.merged_into)
    require_on(actor, Permission.EDIT_SUBJECTS, root.unit_id)
    row = YearFact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    if row.is_struck:
        raise Refused.because(gettext_noop("Sự kiện này đã gạch bỏ từ trước."))
    return row, root
