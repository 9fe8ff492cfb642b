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
    """Every member's vote in an open ballot; once it is closed, only what was cast is told."""
    for ballot in ballots:
        for elector in ballot.electors.all():
            if ballot.is_open or elector.has_voted:
                yield Obligation(
                    code=f"cast:{ballot.pk}",
                    stage=Stage.REVIEW,
                    what=gettext_noop("Bỏ phiếu: %(ballot)s"),
                    unit_id=elector.unit_id,
                    role=Role.UNIT_HEAD,
                    due=due,
                    progress=Progress.DONE if elector.has_voted else Progress.NOT_STARTED,
                    link=year.url("ballot_paper", ballot.pk),
                    read_link=year.url("ballot", ballot.pk),
                    params=(("ballot", str(ballot)),),
                )


def _owed_ballots(year: ClusterYear, ballots: list[Ballot], due: date | None) -> Iterable[Obligation]:
    awards = [ballot for ballot in ballots if ballot.question == Question.AWARD]
    chairs = [ballot for ballot in ballots if ballot.question == Question.CHAIR]
    has_chair = any(not ballot.is_open for ballot in chairs) and (
        queries.elected(year, Question.CHAIR) is not None
    )
    for code, what, asked, is_done in (
        (
            "ballot:award",
            gettext_noop("Bỏ phiếu suy tôn và kiểm phiếu"),
            awards,
            bool(awards) and not any(ballot.is_open for ballot in awards),
        ),
        ("ballot:chair", gettext_noop("Bầu cụm trưởng năm sau"), chairs, has_chair),
    ):
        progress = Progress.IN_PROGRESS if asked else Progress.NOT_STARTED
        yield Obligation(
            code=code,
            stage=Stage.REVIEW,
            what=what,
            unit_id=None,
            role=Role.CHAIR,
            due=due,
            progress=Progress.DONE if is_done else progress,
            link=year.url("review"),
            read_link=year.url("review"),
            done_on=_closed_on(asked) if is_done else None,
        )
    for ballot in ballots:
        if ballot.is_open and ballot.question == Question.DEPUTY:
            yield Obligation(
                code="ballot:deputy",
                stage=Stage.REVIEW,
                what=gettext_noop("Kiểm phiếu bầu cụm phó năm sau"),
                unit_id=None,
                role=Role.CHAIR,
                due=due,
                progress=Progress.IN_PROGRESS,
                link=year.url("ballot", ballot.pk),
                read_link=year.url("ballot", ballot.pk),
            )


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
