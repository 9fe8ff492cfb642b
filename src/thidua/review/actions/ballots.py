"""Opening, closing and cancelling a ballot."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.ballot import Base, Outcome, PaperForm, Question
from thidua.core.faults import Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from .. import queries
from ..ballot_rules import BallotRules, electors, people_faults, rule_faults
from ..models import Ballot, Candidate, Elector, Meeting
from .secrecy import prepare_secrecy, seal


@transaction.atomic
def open_ballot(
    actor: Actor,
    meeting: Meeting,
    *,
    question: Question,
    award: str = "",
    candidates: Collection[Unit],
    electorate: Collection[Unit] | None = None,
    is_secret: bool = False,
    is_on_paper: bool = False,
    form: PaperForm = PaperForm.PER_ITEM,
    limits_agreement: bool = True,
    may_vote_on_self: bool = True,
    seats: int = 1,
    threshold_percent: int = 50,
    quorum_percent: int = 67,
    base: Base = Base.PRESENT,
    voting_until: datetime | None = None,
    tellers: str = "",
    electorate_reason: str = "",
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
    everybody = electorate is None or {unit.pk for unit in electorate} == member_ids(year)
    rules = BallotRules(
        is_secret=is_secret,
        is_on_paper=is_on_paper,
        form=PaperForm(form),
        limits_agreement=limits_agreement,
        may_vote_on_self=may_vote_on_self,
        seats=seats,
        threshold_percent=threshold_percent,
        quorum_percent=quorum_percent,
        base=Base(base),
        voting_until=voting_until,
        tellers=nfc_lines(tellers),
        electorate_reason=nfc_lines(electorate_reason),
    ).fitted(question, candidates, everybody=everybody)
    voters = electors(members(year), electorate, candidates, rules)
    refuse_if_any(
        [
            *rule_faults(question, award, rules, candidates, actor.at),
            *people_faults(year, candidates, electorate, voters, rules),
        ]
    )
    settings = rules.fields()
    earlier = list(Ballot.objects.filter(meeting=meeting, question=question, award=award).order_by("round"))
    if actor.for_all_units:
        same = next((b for b in earlier if b.round == (vote_round or b.round)), None)
        if same is not None:
            return _set_anew(actor, same, settings, candidates, voters)
    else:
        _refuse_out_of_turn(year, question, award, seats, earlier, candidates)
    ballot = Ballot.objects.create(
        meeting=meeting,
        question=question,
        award=award,
        round=vote_round or len(earlier) + 1,
        opened_at=actor.at,
        **settings,
    )
    _fill(ballot, candidates, voters)
    prepare_secrecy(ballot)
    append(
        actor,
        "open_ballot",
        ballot,
        after={
            **settings,
            "candidates": [unit.short_name for unit in candidates],
            **({} if everybody else {"electorate": [unit.short_name for unit in voters]}),
        },
        year_id=year.pk,
    )
    return ballot


@transaction.atomic
def close_ballot(actor: Actor, ballot: Ballot) -> Outcome:
    """Close a ballot for good, count it, and return the outcome."""
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if not ballot.is_open:
        if actor.for_all_units:
            return queries.outcome(ballot)
        raise closed_already(ballot)
    _refuse_without_votes(ballot)
    ballot.closed_at = actor.at
    ballot.save(update_fields=["closed_at"])
    seal(ballot)
    outcome = queries.outcome(ballot)
    append(actor, "close_ballot", ballot, after=queries.count_record(ballot, outcome), year_id=year.pk)
    return outcome


def _refuse_without_votes(ballot: Ballot) -> None:
    """A ballot is counted once somebody has voted; one on paper, once two tellers agree."""
    if ballot.is_on_paper:
        if queries.agreed_figures(ballot) is None:
            raise Refused.because(
                gettext_noop("Chưa có hai người kiểm phiếu nhập số liệu giống nhau."),
                gettext_noop("Hai người đếm và nhập riêng; chỗ nào khác nhau thì đếm lại."),
            )
    elif not ballot.electors.filter(has_voted=True).exists():
        raise Refused.because(
            gettext_noop("Chưa có đơn vị nào bỏ phiếu nên chưa kiểm phiếu được."),
            gettext_noop("Nếu mở nhầm, hãy hủy cuộc bỏ phiếu."),
        )


@transaction.atomic
def cancel_ballot(actor: Actor, ballot: Ballot, *, reason: str) -> None:
    """Take back a ballot opened by mistake, while nobody has voted; the journal keeps the reason."""
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.RUN_BALLOT, year)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    if not nfc_lines(reason):
        raise Refused.because(gettext_noop("Hãy ghi lý do hủy."), place="reason")
    if not ballot.is_open:
        raise closed_already(ballot)
    if _is_voted_on(ballot):
        raise Refused.because(
            gettext_noop("Đã có đơn vị bỏ phiếu nên không hủy được."),
            gettext_noop("Hãy khép lại, kiểm phiếu rồi bỏ phiếu lại nếu cần."),
        )
    append(
        actor,
        "cancel_ballot",
        ballot,
        before={"question": ballot.question, "award": ballot.award, "round": ballot.round},
        year_id=year.pk,
        reason=nfc_lines(reason),
    )
    ballot.delete()


def locked(ballot: Ballot) -> Ballot:
    """The ballot as it stands in the database now; casting, counting and closing wait for each other."""
    return (
        Ballot.objects.select_for_update(of=("self",))
        .select_related("meeting__cluster_year")
        .get(pk=ballot.pk)
    )


def closed_already(ballot: Ballot) -> Refused:
    """The refusal of any act on a closed ballot."""
    return Refused.because(
        gettext_noop("Cuộc bỏ phiếu “%(ballot)s” đã khép lại; kết quả là cuối cùng."), ballot=str(ballot)
    )


def refuse_when_over(actor: Actor, ballot: Ballot) -> None:
    """Refuse a vote in a closed ballot or past its last moment; a past vote recorded may stand."""
    if not ballot.is_open:
        raise closed_already(ballot)
    if queries.is_past(ballot, actor.at) and not actor.for_all_units:
        raise Refused.because(
            gettext_noop("Đã hết hạn bỏ phiếu của “%(ballot)s”."),
            gettext_noop("Cụm trưởng hoặc thư ký khép lại và kiểm phiếu."),
            ballot=str(ballot),
        )


def _is_voted_on(ballot: Ballot) -> bool:
    return ballot.electors.filter(has_voted=True).exists() or ballot.paper_counts.exists()


def _refuse_out_of_turn(
    year: ClusterYear,
    question: Question,
    award: str,
    seats: int,
    earlier: list[Ballot],
    candidates: Collection[Unit],
) -> None:
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
        if seats > left:
            raise Refused.because(
                gettext_noop("Lượt trước chỉ còn thiếu %(left)s đơn vị."), place="seats", left=left
            )
        again = [unit.short_name for unit in candidates if unit.pk in chosen]
        if again:
            raise Refused.because(
                gettext_noop("Đã trúng ở lượt trước: %(units)s."), place="candidates", units=", ".join(again)
            )
    if question is not Question.AWARD:
        _refuse_two_offices(year, question, candidates)


def _refuse_two_offices(year: ClusterYear, question: Question, candidates: Collection[Unit]) -> None:
    other = Question.DEPUTY if question is Question.CHAIR else Question.CHAIR
    if Ballot.objects.filter(meeting__cluster_year=year, question=other, closed_at=None).exists():
        raise Refused.because(
            gettext_noop("Hãy khép lại “%(other)s” trước: một đơn vị không giữ cả hai chức."),
            other=other.label,
        )
    holder = queries.elected(year, other)
    if holder is not None and holder in candidates:
        raise Refused.because(
            gettext_noop("%(unit)s đã trúng ở “%(other)s”; một đơn vị không giữ cả hai chức."),
            place="candidates",
            unit=holder.short_name,
            other=other.label,
        )


def _fill(ballot: Ballot, candidates: Collection[Unit], electorate: Collection[Unit]) -> None:
    Candidate.objects.bulk_create(Candidate(ballot=ballot, unit=unit) for unit in candidates)
    Elector.objects.bulk_create(Elector(ballot=ballot, unit=unit) for unit in electorate)


def _set_anew(
    actor: Actor,
    ballot: Ballot,
    settings: dict[str, object],
    candidates: Collection[Unit],
    voters: Collection[Unit],
) -> Ballot:
    """An import meets a ballot that is there already: the same, not voted on yet, or past changing."""
    ballot = locked(ballot)
    is_same = (
        {candidate.unit_id for candidate in ballot.candidates.all()} == {unit.pk for unit in candidates}
        and {elector.unit_id for elector in ballot.electors.all()} == {unit.pk for unit in voters}
        and all(getattr(ballot, name) == value for name, value in settings.items())
    )
    if is_same:
        return ballot
    if not ballot.is_open:
        raise closed_already(ballot)
    if _is_voted_on(ballot):
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
    _fill(ballot, candidates, voters)
    prepare_secrecy(ballot)
    append(
        actor,
        "open_ballot",
        ballot,
        before=before,
        after=settings,
        year_id=ballot.meeting.cluster_year_id,
    )
    return ballot
