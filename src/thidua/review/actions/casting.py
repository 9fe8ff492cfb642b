"""Casting open votes; ``secret_casting`` has the secret ones."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.ballot import Choice, Question, agrees_too_often
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.journal.actions import append

from .. import queries
from ..models import Ballot, Elector, Mark, Paper
from .ballots import closed_already, locked

Choices = Mapping[int, Choice]


@transaction.atomic
def cast(actor: Actor, ballot: Ballot, unit: Unit, choices: Choices) -> None:
    """Cast ``unit``'s paper: a choice for each candidate, by the candidate's unit id; once, for good.

    The journal keeps that the unit has voted, never what. A candidate left out is abstained on.
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.CAST, year, unit)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if ballot.is_secret:
        raise Refused.because(gettext_noop("Phiếu kín được ký và bỏ từ trình duyệt, không ghi qua cách này."))
    whole = _whole(ballot, choices, recorded=actor.for_all_units)
    elector = elector_of(ballot, unit)
    if elector.has_voted and actor.for_all_units and _is_same_open_vote(ballot, unit, whole):
        return
    if not ballot.is_open:
        raise closed_already(ballot)
    if elector.has_voted:
        raise Refused.because(
            gettext_noop("%(unit)s đã bỏ phiếu; mỗi đơn vị chỉ bỏ một lần."), unit=unit.short_name
        )
    _write(ballot, [(unit.pk, whole)])
    mark_voted(actor, ballot, [elector], "cast")


@transaction.atomic
def show_of_hands(actor: Actor, ballot: Ballot, votes: Mapping[int, Choices]) -> None:
    """Record a show of hands in an open ballot: the choices of each unit present, by unit id.

    Units left out were absent. A secret ballot is never recorded by anybody but the voter.
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if ballot.is_secret:
        raise Refused.because(gettext_noop("Bỏ phiếu kín thì từng đơn vị tự bỏ, không ai ghi thay."))
    if not ballot.is_open:
        raise closed_already(ballot)
    if not votes:
        raise Refused.because(gettext_noop("Chưa ghi đơn vị nào."))
    electors = list(
        Elector.objects.select_for_update(of=("self",))
        .filter(ballot=ballot, unit_id__in=votes)
        .select_related("unit")
    )
    faults = [
        Fault(
            gettext_noop("%(unit)s đã bỏ phiếu; mỗi đơn vị chỉ bỏ một lần."),
            params={"unit": elector.unit.short_name},
        )
        for elector in electors
        if elector.has_voted
    ]
    if len(electors) != len(votes):
        faults.append(Fault(gettext_noop("Có đơn vị không có quyền bỏ phiếu ở cuộc này.")))
    refuse_if_any(faults)
    _write(ballot, [(elector.unit_id, _whole(ballot, votes[elector.unit_id])) for elector in electors])
    mark_voted(actor, ballot, electors, "show_of_hands")


def elector_of(ballot: Ballot, unit: Unit) -> Elector:
    """The unit's right to vote, locked; refused when it has none."""
    elector = Elector.objects.select_for_update(of=("self",)).filter(ballot=ballot, unit=unit).first()
    if elector is None:
        raise Refused.because(
            gettext_noop("%(unit)s không có quyền bỏ phiếu ở cuộc này."), unit=unit.short_name
        )
    return elector


def _whole(ballot: Ballot, choices: Choices, *, recorded: bool = False) -> dict[int, Choice]:
    """The choices with every candidate in them; unknown candidates and too many chosen are faults.

    ``recorded`` from paper, an award's paper that agrees to too many is kept as it was: an invalid one.
    """
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    faults = []
    if set(choices) - set(candidates):
        faults.append(Fault(gettext_noop("Phiếu ghi một đơn vị không có trong danh sách.")))
    whole = {unit_id: Choice(choices.get(unit_id, Choice.ABSTAIN)) for unit_id in candidates}
    is_election = ballot.question != Question.AWARD
    if agrees_too_often(whole, ballot.seats) and (is_election or not recorded):
        faults.append(_too_many(ballot, is_election=is_election))
    refuse_if_any(faults)
    return whole


def _too_many(ballot: Ballot, *, is_election: bool) -> Fault:
    if is_election:
        return Fault(gettext_noop("Chỉ được chọn một đơn vị."))
    return Fault(
        gettext_noop("Phiếu đồng ý với nhiều đơn vị hơn số được chọn (%(seats)s)."),
        gettext_noop("Hãy chọn “Đồng ý” cho nhiều nhất %(seats)s đơn vị."),
        params={"seats": ballot.seats},
    )


def _is_same_open_vote(ballot: Ballot, unit: Unit, whole: Choices) -> bool:
    return queries.open_votes(ballot).get(unit.pk) == whole


def _write(ballot: Ballot, votes: Sequence[tuple[int | None, Choices]]) -> None:
    candidates = {candidate.unit_id: candidate for candidate in ballot.candidates.all()}
    papers = [Paper(id=uuid.uuid4(), ballot=ballot, voter_id=voter) for voter, _ in votes]
    Paper.objects.bulk_create(papers)
    Mark.objects.bulk_create(
        Mark(paper=paper, candidate=candidates[unit_id], choice=choice)
        for paper, (_, whole) in zip(papers, votes, strict=True)
        for unit_id, choice in whole.items()
    )


def mark_voted(actor: Actor, ballot: Ballot, electors: Sequence[Elector], action: str) -> None:
    """Note that the electors have voted, and journal it of each: that, and nothing of how."""
    year_id = ballot.meeting.cluster_year_id
    Elector.objects.filter(pk__in=[elector.pk for elector in electors]).update(has_voted=True)
    for elector in electors:
        append(
            actor,
            action,
            ballot,
            after={"has_voted": elector.unit.short_name},
            year_id=year_id,
            unit_id=elector.unit_id,
        )
