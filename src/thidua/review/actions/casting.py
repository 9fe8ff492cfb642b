"""Casting open votes; ``secret_casting`` has the secret ones."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.ballot import Choice, PaperForm, Question, agrees_too_often
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.journal.actions import append

from .. import queries
from ..models import Ballot, Elector, Mark, Paper
from .ballots import locked, refuse_when_over

# What one paper says: choices by unit id, or unit ids best first.
Vote = Mapping[int, Choice] | tuple[int, ...]


@transaction.atomic
def cast(actor: Actor, ballot: Ballot, unit: Unit, paper: Vote) -> None:
    """Cast ``unit``'s paper: a choice for each candidate by its unit id, or all of them in order; once, for
    good.

    The journal keeps that the unit has voted, never what. A candidate left out is abstained on, or not
    chosen; one's own unit is left out where nobody may vote on itself.
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.CAST, year, unit)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if ballot.is_secret:
        raise Refused.because(gettext_noop("Phiếu kín được ký và bỏ từ trình duyệt, không ghi qua cách này."))
    _refuse_on_paper(ballot)
    whole = _whole(ballot, paper, unit.pk, recorded=actor.for_all_units)
    elector = elector_of(ballot, unit)
    if elector.has_voted and actor.for_all_units and _is_same_open_vote(ballot, unit, whole):
        return
    refuse_when_over(actor, ballot)
    if elector.has_voted:
        raise Refused.because(
            gettext_noop("%(unit)s đã bỏ phiếu; mỗi đơn vị chỉ bỏ một lần."), unit=unit.short_name
        )
    _write(ballot, [(unit.pk, whole)])
    mark_voted(actor, ballot, [elector], "cast")


@transaction.atomic
def show_of_hands(actor: Actor, ballot: Ballot, votes: Mapping[int, Vote]) -> None:
    """Record a show of hands in an open ballot: the paper of each unit present, by unit id.

    Units left out were absent. A secret ballot is never recorded by anybody but the voter.
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if ballot.is_secret:
        raise Refused.because(gettext_noop("Bỏ phiếu kín thì từng đơn vị tự bỏ, không ai ghi thay."))
    _refuse_on_paper(ballot)
    refuse_when_over(actor, ballot)
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
    papers = [(e.unit_id, _whole(ballot, votes[e.unit_id], e.unit_id)) for e in electors]
    _write(ballot, papers)
    mark_voted(actor, ballot, electors, "show_of_hands")


def elector_of(ballot: Ballot, unit: Unit) -> Elector:
    """The unit's right to vote, locked; refused when it has none."""
    elector = Elector.objects.select_for_update(of=("self",)).filter(ballot=ballot, unit=unit).first()
    if elector is None:
        raise Refused.because(
            gettext_noop("%(unit)s không có quyền bỏ phiếu ở cuộc này."), unit=unit.short_name
        )
    return elector


def _refuse_on_paper(ballot: Ballot) -> None:
    if ballot.is_on_paper:
        raise Refused.because(
            gettext_noop("Cuộc này bỏ phiếu giấy: phiếu bỏ vào hòm, hai người kiểm phiếu nhập kết quả.")
        )


def _whole(ballot: Ballot, paper: Vote, voter: int, *, recorded: bool = False) -> Vote:
    """The paper with everything in it that is asked; unknown candidates and too many chosen are faults.

    ``recorded`` from paper, an award's paper that agrees to too many is kept as it was: an invalid one.
    """
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    is_order = ballot.form == PaperForm.PREFERENCE
    if isinstance(paper, tuple) is not is_order:
        raise Refused.because(gettext_noop("Phiếu không theo cách ghi của cuộc bỏ phiếu này."))
    if isinstance(paper, tuple):
        return _whole_order(paper, candidates)
    faults = []
    if set(paper) - set(candidates):
        faults.append(Fault(gettext_noop("Phiếu ghi một đơn vị không có trong danh sách.")))
    if not ballot.may_vote_on_self and voter in paper:
        faults.append(Fault(gettext_noop("Cuộc này không cho bỏ phiếu cho đơn vị mình.")))
    asked = [unit for unit in candidates if ballot.may_vote_on_self or unit != voter]
    # Where papers choose, the rest of a paper that says anything is not agreed to.
    chooses = ballot.form == PaperForm.CHOOSE and Choice.AGREE in paper.values()
    rest = Choice.DISAGREE if chooses else Choice.ABSTAIN
    whole = {unit_id: Choice(paper.get(unit_id, rest)) for unit_id in asked}
    is_election = ballot.question != Question.AWARD
    most = queries.settings_of(ballot, 0).most_agreed
    if agrees_too_often(whole, 1 if is_election else most) and (is_election or not recorded):
        faults.append(_too_many(ballot, is_election=is_election))
    refuse_if_any(faults)
    return whole


def _whole_order(order: tuple[int, ...], candidates: Sequence[int]) -> tuple[int, ...]:
    if len(order) != len(candidates) or set(order) != set(candidates):
        raise Refused.because(
            gettext_noop("Phiếu phải xếp đủ các đơn vị trong danh sách, mỗi đơn vị một thứ tự."),
            gettext_noop("Hãy ghi thứ tự từ 1 đến %(count)s, không trùng nhau."),
            count=len(candidates),
        )
    return order


def _too_many(ballot: Ballot, *, is_election: bool) -> Fault:
    if is_election:
        return Fault(gettext_noop("Chỉ được chọn một đơn vị."))
    return Fault(
        gettext_noop("Phiếu đồng ý với nhiều đơn vị hơn số được chọn (%(seats)s)."),
        gettext_noop("Hãy chọn “Đồng ý” cho nhiều nhất %(seats)s đơn vị."),
        params={"seats": ballot.seats},
    )


def _is_same_open_vote(ballot: Ballot, unit: Unit, whole: Vote) -> bool:
    return queries.open_votes(ballot).get(unit.pk) == whole


def _write(ballot: Ballot, votes: Sequence[tuple[int | None, Vote]]) -> None:
    candidates = {candidate.unit_id: candidate for candidate in ballot.candidates.all()}
    papers = [Paper(id=uuid.uuid4(), ballot=ballot, voter_id=voter) for voter, _ in votes]
    Paper.objects.bulk_create(papers)
    Mark.objects.bulk_create(
        Mark(paper=paper, candidate=candidates[unit_id], choice=choice, place=place)
        for paper, (_, whole) in zip(papers, votes, strict=True)
        for unit_id, choice, place in _marks(whole, ballot.seats)
    )


def _marks(vote: Vote, seats: int) -> Iterable[tuple[int, Choice, int | None]]:
    """Candidate, choice and place; where papers order, agreed to are those within the seats."""
    if not isinstance(vote, tuple):
        return [(unit_id, choice, None) for unit_id, choice in vote.items()]
    return [
        (unit_id, Choice.AGREE if place <= seats else Choice.DISAGREE, place)
        for place, unit_id in enumerate(vote, start=1)
    ]


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
