"""Opening a ballot, its turnout while open, its count once closed."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.ballot import Question, share_words
from thidua.core.faults import Refused
from thidua.core.timetable import Stage
from thidua.scoring.queries.appeals import appeals_of, count_appeals

from .. import actions, queries
from ..ballot_forms import OpenBallotForm
from ..models import Ballot, MeetingKind


def find_ballot(year: ClusterYear, ballot_id: int) -> Ballot:
    """Return a ballot of this year; 404 for any other."""
    return get_object_or_404(queries.ballots(year), pk=ballot_id)


@year_page(Permission.RUN_BALLOT)
def ballot_open(request: YearRequest, year: ClusterYear, question: str) -> HttpResponse:
    """Open a ballot on one question."""
    try:
        asked = Question(question)
    except ValueError as error:
        raise Http404 from error
    meeting = year.meetings.filter(kind=MeetingKind.YEAREND).first()
    if meeting is None:
        messages.warning(request, _("Hãy ghi hội nghị tổng kết, bình xét trước khi mở bỏ phiếu."))
        return redirect(year.url("meeting_edit", "tong-ket"))
    form = OpenBallotForm(year, asked, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_ballot(
                request.actor,
                meeting,
                form.rules(),
                question=asked,
                award=form.cleaned_data.get("award", ""),
                candidates=form.ranked_candidates(),
                electorate=form.cleaned_data["electorate"] or None,
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(
                request, _("Đã mở bỏ phiếu. Lãnh đạo các đơn vị thấy việc này ở “Việc của tôi”.")
            )
            return redirect(year.url("ballot", opened.pk))
    context = {
        "form": form,
        "question": asked,
        "open_appeals": count_appeals(appeals_of(year, request.actor.today)).open,
        "section": "review",
    }
    return render(request, "review/ballot_open.html", context)


@year_page()
def ballot(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """Turnout while the ballot is open, never a vote; the count, and open votes, once it is closed."""
    found = find_ballot(year, ballot_id)
    is_running = found.is_open and year.current_stage is Stage.REVIEW and not year.is_closed
    runs = request.access.may(Permission.RUN_BALLOT) and is_running
    electors = list(found.electors.all())
    turnout = sum(elector.has_voted for elector in electors)
    count = queries.count_view(found, request.user, request.actor.today) if found.is_on_paper else None
    is_past = queries.is_past(found, request.actor.at)
    may_vote = is_running and not is_past and queries.owes_vote(found, request.access.unit)
    context = {
        "ballot": found,
        "electors": electors,
        "turnout": turnout,
        "rules": queries.rules_of(found),
        "result": None if found.is_open else queries.result(found),
        "votes": [] if found.is_open else queries.vote_rows(found),
        "candidates": [candidate.unit for candidate in found.candidates.all()],
        "may_vote": may_vote and request.access.may(Permission.CAST, request.access.unit),
        "may_cast": request.access.may(Permission.CAST, request.access.unit),
        "is_past": is_past,
        "count": count,
        "secret": queries.secret_turnout(found, request.access.unit),
        "challenges": queries.challenges(found),
        "papers": _papers_to_print(found),
        "minutes": [_count_minutes(found)],
        "may_challenge": not found.is_open
        and not year.is_closed
        and queries.may_challenge(found, request.access),
        "may_close": runs and (count.is_agreed if count else turnout > 0),
        "may_cancel": runs and turnout == 0 and not (count and count.counts),
        "may_record_hands": runs
        and not found.is_secret
        and not found.is_on_paper
        and turnout < len(electors),
        "may_vote_again": queries.may_vote_again(year, found)
        and request.access.may(Permission.RUN_BALLOT)
        and year.current_stage is Stage.REVIEW
        and not year.is_closed,
        "section": "review",
    }
    return render(request, "review/ballot.html", context)


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A printed paper of a ballot: its code among the year's papers, and what it is."""

    code: str
    title: str
    contains: str


def _papers_to_print(ballot: Ballot) -> list[PaperLink]:
    """What a vote on paper is held with."""
    if not ballot.is_on_paper:
        return []
    return [
        PaperLink(
            f"phieu-bau-{ballot.pk}",
            _("Phiếu"),
            _("mỗi đơn vị được bỏ phiếu một tờ, không ghi tên, không đánh số"),
        ),
        PaperLink(
            f"danh-sach-nhan-phieu-{ballot.pk}",
            _("Danh sách ký nhận phiếu"),
            _("các đơn vị được bỏ phiếu ký khi nhận"),
        ),
        PaperLink(
            f"bang-kiem-phieu-{ballot.pk}",
            _("Bảng kiểm đếm"),
            _("hai bản, mỗi người kiểm phiếu một bản"),
        ),
    ]


def _count_minutes(ballot: Ballot) -> PaperLink:
    return PaperLink(
        f"bien-ban-kiem-phieu-{ballot.pk}",
        _("Biên bản kiểm phiếu"),
        _("ban kiểm phiếu, số phiếu, kết quả từng đơn vị, cách tính, yêu cầu kiểm lại"),
    )


@year_page(Permission.RUN_BALLOT)
def ballot_close(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """Ask whether to close, with who has not voted; then close and count."""
    found = find_ballot(year, ballot_id)
    if request.method == "POST":
        actions.close_ballot(request.actor, found)
        messages.success(request, _("Đã khép lại và kiểm phiếu."))
        return redirect(year.url("ballot", found.pk))
    electors = list(found.electors.all())
    waiting = [elector.unit for elector in electors if not elector.has_voted]
    figures = queries.agreed_figures(found) if found.is_on_paper else None
    context = {
        "ballot": found,
        "waiting": [] if found.is_on_paper else waiting,
        "awaits_counts": found.is_on_paper and found.is_open and figures is None,
        "counts": found.paper_counts.count() if found.is_on_paper else 0,
        "turnout": figures.issued if figures else len(electors) - len(waiting),
        "electorate": len(electors),
        "secret": queries.secret_turnout(found, None),
        "has_quorum": queries.has_quorum(found),
        "quorum": share_words(found.quorum_percent),
        "section": "review",
    }
    return render(request, "review/ballot_close.html", context)


@year_page(Permission.RUN_BALLOT)
def ballot_cancel(request: YearRequest, year: ClusterYear, ballot_id: int) -> HttpResponse:
    """Take back a ballot opened by mistake."""
    found = find_ballot(year, ballot_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_ballot(request.actor, found, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã hủy cuộc bỏ phiếu; lý do được ghi vào nhật ký."))
            return redirect(year.url("review"))
    context = {"form": form, "ballot": found, "section": "review"}
    return render(request, "review/ballot_cancel.html", context)
