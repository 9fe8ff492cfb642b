"""A subject's eligibility: all awards, one award with its whole tree, a person's decision on a condition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thidua.accounts.faults import fault_text, show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.core.faults import Refused
from thidua.core.law.facts import History
from thidua.subjects.access import find_subject, reach
from thidua.subjects.models import Subject
from thidua.subjects.queries import history as history_of

from .. import actions
from ..citing import cited
from ..forms import AskedForm, DecisionForm
from ..law_in_force import Law, law_on, newer_text
from ..queries.awards import award_rows, award_told, doubts_of_pack
from ..queries.decisions import decision_of
from ..telling import contradictions_told


class Asked:
    """What a page is asked: the subject and the law; ``law`` is None where the day has none, and why."""

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        self.subject = find_subject(request, pk)
        self.form = AskedForm(request.actor.today, request.GET)
        self.law: Law | None = None
        self.no_law = ""
        try:
            self.law = law_on(self.form.day, self.form.overlay)
        except Refused as refused:
            self.no_law = " ".join(fault_text(fault) for fault in refused.faults)
        self.may_decide = reach(request.user, Permission.EDIT_SUBJECTS, request.actor.today).covers(
            self.subject.unit_id
        )

    @property
    def kept(self) -> str:
        """The question as it stands in addresses."""
        return urlencode({"ngay": f"{self.form.day:%d/%m/%Y}", "to_chuc": self.form.overlay})

    def history(self) -> History:
        """All that is known of the subject."""
        return history_of(self.subject, self.form.day)

    def context(self) -> dict[str, Any]:
        """What every page of a subject's eligibility shows."""
        return {
            "subject": self.subject,
            "asked": self.form,
            "law": self.law,
            "no_law": self.no_law,
            "kept": self.kept,
            "may_decide": self.may_decide,
        }


@office_page(Permission.READ_SUBJECTS)
def eligibility(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every award for this kind of subject, from the foot of the ladder up."""
    asked = Asked(request, pk)
    if moved := _moved(asked.subject, "eligibility", asked.kept):
        return moved
    context = asked.context()
    if asked.law is not None:
        history = asked.history()
        rows = award_rows(history, asked.law)
        context |= {
            "rows": [row for row in rows if not row.is_unclaimed],
            "unclaimed": [row for row in rows if row.is_unclaimed],
            "doubts": doubts_of_pack(asked.law.pack, [row.award for row in rows]),
            "contradictions": contradictions_told(history, asked.law.on),
            "is_blank": not any(fact.line for fact in history.facts),
        }
    return render(request, "eligibility/subject.html", context)


@office_page(Permission.READ_SUBJECTS)
def eligibility_award(request: SignedInRequest, pk: int, award: str) -> HttpResponse:
    """One award: each condition, what was found, the facts, the citation, and what would have to happen."""
    asked = Asked(request, pk)
    if moved := _moved(asked.subject, "eligibility_award", asked.kept, award):
        return moved
    context = asked.context()
    if asked.law is not None:
        if award not in asked.law.pack.awards:
            raise Http404
        history = asked.history()
        context |= {
            "told": award_told(history, award, asked.law, newer_text(asked.law, request.actor.today)),
            "contradictions": contradictions_told(history, asked.law.on),
        }
    return render(request, "eligibility/award.html", context)


@office_page(Permission.EDIT_SUBJECTS)
def decide_condition(request: SignedInRequest, pk: int, award: str, condition: str) -> HttpResponse:
    """Write down what a competent person decided on a condition that no fact decides."""
    asked = Asked(request, pk)
    if moved := _moved(asked.subject, "eligibility_award", asked.kept, award):
        return moved
    if not asked.may_decide or asked.law is None or award not in asked.law.pack.awards:
        raise Http404
    decision = decision_of(asked.subject, award, asked.law, condition)
    if decision is None:
        raise Http404
    form = DecisionForm(request.POST or None, initial=decision.initial)
    back = f"{reverse('eligibility_award', args=[pk, award])}?{asked.kept}"
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_condition(
                request.actor, asked.subject, award, asked.law, condition, **form.cleaned_data
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã ghi kết luận."))
            return redirect(f"{back}#{condition}")
    context = {
        **asked.context(),
        "form": form,
        "decision": decision,
        "back": back,
        "cited": cited(decision.basis, asked.law.pack) if decision.basis else None,
    }
    return render(request, "eligibility/decide.html", context)


def _moved(subject: Subject, page: str, kept: str, *more: str) -> HttpResponseRedirect | None:
    """A merged subject is asked about through the one it was merged into."""
    if not subject.is_merged:
        return None
    return redirect(f"{reverse(page, args=[subject.merged_into_id, *more])}?{kept}")
