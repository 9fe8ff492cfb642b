"""Who hands the rotating flag to whom."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.speaking import say
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.ballot import Question
from thidua.core.faults import NotPermitted, Refused
from thidua.core.timetable import Stage

from .. import actions, queries
from ..forms import HandOverForm


@year_page()
def hand_over(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Before: what will pass to whom, and the form; after: the hand-over and the way to next year."""
    done = queries.hand_over_of(year)
    results = queries.outcomes(year)
    new_chair = queries.elected(year, Question.CHAIR, results)
    may_hand_over = (
        done is None
        and request.access.may(Permission.HAND_OVER)
        and year.current_stage is Stage.HAND_OVER
        and not year.is_closed
        and new_chair is not None
    )
    form = HandOverForm(request.POST or None, initial={"handed_on": request.actor.today})
    if request.method == "POST":
        if form.is_valid():
            try:
                following = actions.hand_over(request.actor, year, **form.cleaned_data)
            except NotPermitted:
                raise
            except Refused as refused:
                show_in(form, refused)
            else:
                messages.success(
                    request,
                    say("Đã bàn giao cờ luân lưu. Năm %(year)s của cụm đã mở.") % {"year": following.year},
                )
                return redirect(year.url("hand_over"))
        may_hand_over = may_hand_over or bool(form.errors)
    context = {
        "done": done,
        "new_chair": new_chair,
        "new_deputy": queries.elected(year, Question.DEPUTY, results),
        "next_year": year.year + 1,
        "form": form,
        "may_hand_over": may_hand_over,
        "is_in_stage": year.current_stage is Stage.HAND_OVER,
        "section": "proposals",
    }
    return render(request, "review/hand_over.html", context)
