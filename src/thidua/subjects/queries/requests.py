"""What the pages of merges read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.core.law.contradictions import Contradiction, contradictions
from thidua.core.law.facts import FactKind, History

from ..access import Reach, reach, worked_for
from ..checking import in_words
from ..models import MergeRequest, MergeState, Subject
from ..words import fact_told
from .histories import histories


@dataclass(frozen=True, slots=True)
class YearLines:
    """A year with its facts, a line each."""

    year: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two as a reader sees it; without ``years`` when its facts are not for their eyes."""

    subject: Subject
    years: tuple[YearLines, ...] | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A request with both sides; ``conflicts`` are what would contradict once they are one."""

    request: MergeRequest
    kept: Side
    merged: Side
    conflicts: tuple[Contradiction, ...]
    may_answer: bool
    may_undo: bool


def requests_seen(within: Reach) -> QuerySet[MergeRequest]:
    """Return the requests that touch a subject or ask a unit within reach, newest first."""
    requests = MergeRequest.objects.select_related("kept__unit", "merged__unit", "asked_by", "asked_of")
    if within.everywhere:
        return requests
    ids = within.unit_ids
    return requests.filter(Q(kept__unit__in=ids) | Q(merged__unit__in=ids) | Q(asked_of__in=ids))


def awaiting(user: User, today: date) -> QuerySet[MergeRequest]:
    """Return the unanswered requests that ``user`` may answer."""
    mine = reach(user, Permission.MERGE_SUBJECTS, today)
    asked = MergeRequest.objects.select_related("kept__unit", "merged__unit", "asked_by", "asked_of")
    holding = mine.unit_ids & worked_for(user, today)
    return asked.filter(state=MergeState.ASKED, asked_of__in=holding).exclude(asked_by=user)


def side_by_side(request: MergeRequest, user: User, today: date) -> SideBySide:
    """Set the two of ``request`` side by side for ``user``.

    Whoever answers sees the facts of both: the asker offers their own. The asker sees the other's only
    when it is within their reach or once the two are one.
    """
    readable = reach(user, Permission.READ_SUBJECTS, today)
    answers = may_answer(request, user, today)
    kept, merged = histories([request.kept, request.merged], today)
    sides = [
        Side(subject, _years(told) if answers or readable.covers(subject.unit_id) else None)
        for subject, told in ((request.kept, kept), (request.merged, merged))
    ]
    both_seen = all(side.years is not None for side in sides) and request.merge_state is MergeState.ASKED
    return SideBySide(
        request,
        sides[0],
        sides[1],
        _conflicts(kept, merged, today) if both_seen else (),
        answers,
        may_undo(request, user, today),
    )


def _years(history: History) -> tuple[YearLines, ...]:
    facts = [fact for fact in history.facts if fact.kind is not FactKind.BORN]
    return tuple(
        YearLines(year, tuple(fact_told(fact) for fact in facts if fact.year == year))
        for year in sorted({fact.year for fact in facts}, reverse=True)
    )


def may_answer(request: MergeRequest, user: User, today: date) -> bool:
    """Whether ``user`` is of the unit asked, may merge, and is not the asker."""
    return (
        request.merge_state is MergeState.ASKED
        and request.asked_by_id != user.pk
        and reach(user, Permission.MERGE_SUBJECTS, today).covers(request.asked_of_id)
        and request.asked_of_id in worked_for(user, today)
    )


def may_undo(request: MergeRequest, user: User, today: date) -> bool:
    """Whether ``user`` may part the two again: those who may merge on either side, while it holds."""
    if request.merge_state is not MergeState.DONE:
        return False
    mine = reach(user, Permission.MERGE_SUBJECTS, today)
    return mine.covers(request.kept.unit_id) or mine.covers(request.merged.unit_id)


def _conflicts(kept: History, merged: History, today: date) -> tuple[Contradiction, ...]:
    """What contradicts only once the two are told as one."""
    apart = [*contradictions(kept, today), *contradictions(merged, today)]
    together = contradictions(History(kept.subject, kept.kind, (*kept.facts, *merged.facts)), today)
    return tuple(in_words(found) for found in together if found not in apart)
