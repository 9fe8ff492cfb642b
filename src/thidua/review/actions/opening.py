"""Opening a ballot: what is asked, of whom, by which rules, and whether it is its turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.ballot import Question
from thidua.core.faults import Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.journal.actions import append

from .. import queries
from ..ballot_rules import BallotRules, electors, people_faults, rule_faults
from ..models import Ballot, Candidate, Elector, Meeting
from .ballots import closed_already, is_voted_on, locked
from .secrecy import prepare_secrecy


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A ballot as it is to be: its question, whom it is about, who votes, by which rules."""

    question: Question
    award: str
    candidates: Sequence[Unit]
    voters: Sequence[Unit]
    rules: BallotRules
    everybody: bool

    @property
    def settings(self) -> dict[str, object]:
        """The fields to store."""
        return self.rules.fields()

    def told(self) -> dict[str, object]:
        """What the journal keeps of it."""
        told = {**self.settings, "candidates": [unit.short_name for unit in self.candidates]}
        return told if self.everybody else {**told, "electorate": [unit.short_name for unit in self.voters]}


@transaction.atomic
def open_ballot(
    actor: Actor,
    meeting: Meeting,
    rules: BallotRules | None = None,
    *,
    question: Question,
    award: str = "",
    candidates: Collection[Unit],
    electorate: Collection[Unit] | None = None,
    vote_round: int | None = None,
) -> Ballot:
    """Open a ballot on ``candidates``; every member may vote once, or those of ``electorate`` for a reason.

    A question already voted on is opened again only for the seats it left empty, as its next round. An
    import finds the same question (and ``vote_round``) again: it is set anew while nobody has voted.
    """
    year = meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    wanted = _wanted(actor, year, rules or BallotRules(), question, award, candidates, electorate)
    earlier = list(Ballot.objects.filter(meeting=meeting, question=question, award=award).order_by("round"))
    if actor.for_all_units:
        same = next((b for b in earlier if b.round == (vote_round or b.round)), None)
        if same is not None:
            return _set_anew(actor, same, wanted)
    else:
        _refuse_out_of_turn(year, wanted, earlier)
    ballot = Ballot.objects.create(
        meeting=meeting,
        question=question,
        award=award,
        round=vote_round or len(earlier) + 1,
        opened_at=actor.at,
        **wanted.settings,
    )
    _fill(ballot, wanted)
    append(actor, "open_ballot", ballot, after=wanted.told(), year_id=year.pk)
    return ballot


def _wanted(
    actor: Actor,
    year: ClusterYear,
    given: BallotRules,
    question: Question,
    award: str,
    candidates: Collection[Unit],
    electorate: Collection[Unit] | None,
) -> _Wanted:
    """The ballot by the rules that fit its question; all that is wrong with it is refused at once."""
    everybody = electorate is None or {unit.pk for unit in electorate} == member_ids(year)
    rules = given.fitted(question, candidates, everybody=everybody)
    voters = electors(members(year), electorate, candidates, rules)
    refuse_if_any(
        [
            *rule_faults(question, award, rules, candidates, actor.at),
            *people_faults(year, candidates, electorate, voters, rules),
        ]
    )
    return _Wanted(question, award, list(candidates), voters, rules, everybody)


def _refuse_out_of_turn(year: ClusterYear, wanted: _Wanted, earlier: list[Ballot]) -> None:
    """One ballot at a time on a question; a next round only for seats left; one office a unit."""
    if any(ballot.is_open for ballot in earlier):
        raise Refused.because(
            gettext_noop("Cuộc bỏ phiếu về nội dung này đang mở."),
            gettext_noop("Hãy khép lại trước khi mở lượt mới."),
        )
    if earlier:
        left = queries.seats_left(earlier)
        chosen = queries.elected_in(earlier)
        if not left:
            raise Refused.because(gettext_noop("Nội dung này đã bỏ phiếu xong, đủ số được chọn."))
        if wanted.rules.seats > left:
            raise Refused.because(
                gettext_noop("Lượt trước chỉ còn thiếu %(left)s đơn vị."), place="seats", left=left
            )
        again = [unit.short_name for unit in wanted.candidates if unit.pk in chosen]
        if again:
            raise Refused.because(
                gettext_noop("Đã trúng ở lượt trước: %(units)s."), place="candidates", units=", ".join(again)
            )
    if wanted.question is not Question.AWARD:
        _refuse_two_offices(year, wanted)


def _refuse_two_offices(year: ClusterYear, wanted: _Wanted) -> None:
    other = Question.DEPUTY if wanted.question is Question.CHAIR else Question.CHAIR
    if Ballot.objects.filter(meeting__cluster_year=year, question=other, closed_at=None).exists():
        raise Refused.because(
            gettext_noop("Hãy khép lại “%(other)s” trước: một đơn vị không giữ cả hai chức."),
            other=other.label,
        )
    holder = queries.elected(year, other)
    if holder is not None and holder in wanted.candidates:
        raise Refused.because(
            gettext_noop("%(unit)s đã trúng ở “%(other)s”; một đơn vị không giữ cả hai chức."),
            place="candidates",
            unit=holder.short_name,
            other=other.label,
        )


def _fill(ballot: Ballot, wanted: _Wanted) -> None:
    Candidate.objects.bulk_create(Candidate(ballot=ballot, unit=unit) for unit in wanted.candidates)
    Elector.objects.bulk_create(Elector(ballot=ballot, unit=unit) for unit in wanted.voters)
    prepare_secrecy(ballot)


def _set_anew(actor: Actor, ballot: Ballot, wanted: _Wanted) -> Ballot:
    """An import meets a ballot that is there already: the same, not voted on yet, or past changing."""
    ballot = locked(ballot)
    settings = wanted.settings
    is_same = (
        {candidate.unit_id for candidate in ballot.candidates.all()}
        == {unit.pk for unit in wanted.candidates}
        and {elector.unit_id for elector in ballot.electors.all()} == {unit.pk for unit in wanted.voters}
        and all(getattr(ballot, name) == value for name, value in settings.items())
    )
    if is_same:
        return ballot
    if not ballot.is_open:
        raise closed_already(ballot)
    if is_voted_on(ballot):
        raise Refused.because(
            gettext_noop("Đã có đơn vị bỏ phiếu nên không đổi được cuộc bỏ phiếu."),
            gettext_noop("Hãy khép lại, kiểm phiếu rồi bỏ phiếu lại nếu cần."),
        )
    before = {name: getattr(ballot, name) for name in settings}
    for name, value in settings.items():
        setattr(ballot, name, value)
    ballot.save()
    ballot.candidates.all().delete()
    ballot.electors.all().delete()
    _fill(ballot, wanted)
    append(
        actor,
        "open_ballot",
        ballot,
        before=before,
        after=settings,
        year_id=ballot.meeting.cluster_year_id,
    )
    return ballot


def _ids(rows: Iterable[Candidate | Elector]) -> set[int]:
    """The units of rows of a ballot."""
    return {row.unit_id for row in rows}
