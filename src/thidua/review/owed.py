"""What meetings, ballots, proposals and the hand-over owe, for *Việc của tôi* and the stage gate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import stage_dues
from thidua.clusters.ties import Tie
from thidua.core.ballot import Question
from thidua.core.faults import gettext_noop
from thidua.core.kind_words import words_in
from thidua.core.timetable import Obligation, Progress, Stage

from . import queries
from .models import Ballot, Candidate, Elector, HandOver, Meeting, MeetingKind

# Which meeting each stage holds, and whether the stage cannot be left without it.
_MEETINGS = (
    (Stage.PLEDGING, MeetingKind.PACT_SIGNING, gettext_noop("Ghi hội nghị ký giao ước"), False),
    (Stage.MIDYEAR_REVIEW, MeetingKind.MIDYEAR, gettext_noop("Tổ chức và ghi hội nghị sơ kết"), True),
    (Stage.REVIEW, MeetingKind.YEAREND, gettext_noop("Tổ chức và ghi hội nghị tổng kết, bình xét"), True),
)


def owed_in_review(year: ClusterYear) -> Iterable[Obligation]:
    """Meetings of the secretary, votes of the heads, ballots, proposals and the hand-over of the chair."""
    dues = stage_dues(year)
    yield from _owed_meetings(year, dues)
    ballots = list(queries.ballots(year))
    yield from _owed_votes(year, ballots, dues.get(Stage.REVIEW))
    yield from _owed_ballots(year, ballots, dues.get(Stage.REVIEW))
    yield _owed_proposals(year, dues.get(Stage.PROPOSAL))
    yield _owed_hand_over(year, dues.get(Stage.HAND_OVER))


def ties_in_review(year: ClusterYear) -> Iterable[Tie]:
    """Units that came to a meeting, are asked for their vote or voted on, or are proposed for something."""
    for what, rows, unit in (
        (gettext_noop("đã dự hội nghị"), Meeting.objects.filter(cluster_year=year), "attending"),
        (
            gettext_noop("có quyền bỏ phiếu"),
            Elector.objects.filter(ballot__meeting__cluster_year=year),
            "unit",
        ),
        (
            gettext_noop("có tên trên phiếu bầu"),
            Candidate.objects.filter(ballot__meeting__cluster_year=year),
            "unit",
        ),
        (gettext_noop("được đề nghị khen thưởng"), year.proposals, "unit"),
        (gettext_noop("có quyết định của hội nghị"), year.meeting_decisions, "unit"),
    ):
        for unit_id in rows.order_by().values_list(unit, flat=True).distinct():
            if unit_id is not None:
                yield Tie(unit_id, what)


def _owed_meetings(year: ClusterYear, dues: dict[Stage, date]) -> Iterable[Obligation]:
    held = dict(year.meetings.values_list("kind", "held_on"))
    for stage, kind, what, blocks in _MEETINGS:
        yield Obligation(
            code=f"meeting:{kind}",
            stage=stage,
            what=what,
            unit_id=None,
            role=Role.SECRETARY,
            due=dues.get(stage),
            progress=Progress.DONE if kind in held else Progress.NOT_STARTED,
            link=year.url("meeting_edit", kind.value.replace("_", "-")),
            read_link=year.url("review"),
            done_on=held.get(kind),
            blocks=blocks,
        )


def _owed_votes(year: ClusterYear, ballots: list[Ballot], due: date | None) -> Iterable[Obligation]:
    """Every elector's vote in an open ballot; once it is closed, only what was cast is told.

    A vote on paper is given in the room. A ballot over days is due on its last day.
    """
    for ballot in ballots:
        if ballot.is_on_paper:
            continue
        until = timezone.localdate(ballot.voting_until) if ballot.voting_until else due
        for elector in ballot.electors.all():
            if ballot.is_open or elector.has_voted:
                yield Obligation(
                    code=f"cast:{ballot.pk}",
                    stage=Stage.REVIEW,
                    what=gettext_noop("Bỏ phiếu: %(ballot)s"),
                    unit_id=elector.unit_id,
                    role=Role.UNIT_HEAD,
                    due=until,
                    progress=Progress.DONE if elector.has_voted else Progress.NOT_STARTED,
                    link=year.url("ballot_paper", ballot.pk),
                    read_link=year.url("ballot", ballot.pk),
                    params=(("ballot", ballot.words(year.cluster.kind)),),
                )


def _owed_ballots(year: ClusterYear, ballots: list[Ballot], due: date | None) -> Iterable[Obligation]:
    results = queries.outcomes(year) if any(not ballot.is_open for ballot in ballots) else []
    for question, what, again in (
        (
            Question.AWARD,
            gettext_noop("Bỏ phiếu suy tôn và kiểm phiếu"),
            gettext_noop("Bỏ phiếu lại để suy tôn: lượt trước không đủ túc số hoặc không ai trúng"),
        ),
        (
            Question.CHAIR,
            gettext_noop("Bầu cụm trưởng năm sau"),
            gettext_noop(
                "Bỏ phiếu lại để bầu cụm trưởng năm sau: lượt trước không đủ túc số hoặc không ai trúng"
            ),
        ),
    ):
        asked = [ballot for ballot in ballots if ballot.question == question]
        is_counted = bool(asked) and not any(ballot.is_open for ballot in asked)
        found = [row for row in results if row.ballot.question == question]
        in_vain = is_counted and bool(_in_vain(found))
        is_done = is_counted and not in_vain
        progress = Progress.IN_PROGRESS if asked else Progress.NOT_STARTED
        yield Obligation(
            code=f"ballot:{question}",
            stage=Stage.REVIEW,
            what=words_in(year.cluster.kind, again if in_vain else what),
            unit_id=None,
            role=Role.CHAIR,
            due=due,
            progress=Progress.DONE if is_done else progress,
            link=year.url("review"),
            read_link=year.url("review"),
            done_on=_closed_on(asked) if is_done else None,
            blocks=not (in_vain and question is Question.AWARD and _has_decided(found)),
        )
    for ballot in ballots:
        if ballot.is_open and ballot.question == Question.DEPUTY:
            yield Obligation(
                code="ballot:deputy",
                stage=Stage.REVIEW,
                what=words_in(year.cluster.kind, gettext_noop("Kiểm phiếu bầu cụm phó năm sau")),
                unit_id=None,
                role=Role.CHAIR,
                due=due,
                progress=Progress.IN_PROGRESS,
                link=year.url("ballot", ballot.pk),
                read_link=year.url("ballot", ballot.pk),
            )


def _in_vain(results: list[queries.BallotResult]) -> list[queries.BallotResult]:
    """The latest round of each thing voted on (an award, an office) that has elected nobody so far."""
    elected = {row.ballot.award for row in results if row.elected}
    latest = {row.ballot.award: row for row in results}
    return [row for award, row in latest.items() if award not in elected]


def _has_decided(results: list[queries.BallotResult]) -> bool:
    """Whether enough units voted again on every award so far in vain: then nobody is the cluster's answer."""
    return all(row.ballot.round > 1 and row.outcome.quorum_reached for row in _in_vain(results))


def _closed_on(ballots: list[Ballot]) -> date | None:
    moments = [ballot.closed_at for ballot in ballots if ballot.closed_at]
    return timezone.localdate(max(moments)) if moments else None


def _owed_proposals(year: ClusterYear, due: date | None) -> Obligation:
    first = (
        year.proposals.filter(withdrawn_at=None)
        .order_by("proposed_at")
        .values_list("proposed_at", flat=True)
        .first()
    )
    return Obligation(
        code="propose",
        stage=Stage.PROPOSAL,
        what=gettext_noop("Lập danh sách đề nghị khen thưởng"),
        unit_id=None,
        role=Role.CHAIR,
        due=due,
        progress=Progress.DONE if first else Progress.NOT_STARTED,
        link=year.url("proposals"),
        read_link=year.url("proposals"),
        done_on=timezone.localdate(first) if first else None,
    )


def _owed_hand_over(year: ClusterYear, due: date | None) -> Obligation:
    handed_on = HandOver.objects.filter(cluster_year=year).values_list("handed_on", flat=True).first()
    return Obligation(
        code="hand_over",
        stage=Stage.HAND_OVER,
        what=gettext_noop("Bàn giao cờ luân lưu và mở năm sau"),
        unit_id=None,
        role=Role.CHAIR,
        due=due,
        progress=Progress.DONE if handed_on else Progress.NOT_STARTED,
        link=year.url("hand_over"),
        read_link=year.url("hand_over"),
        done_on=handed_on,
    )
