"""Pages that write facts down, strike them and end them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.permissions import Permission
from thidua.accounts.versioned_form import ReasonForm
from thidua.core.faults import Refused
from thidua.core.law.facts import FactKind, SubjectKind

from .. import actions
from ..access import find_subject
from ..checking import WITH_END
from ..forms.facts import OFFERED, EndForm, FactForm, YearForm
from ..models import Subject
from ..queries.pages import ToldFact, facts_read_through, told_fact

# What the page calls the form of a whole year.
WHOLE_YEAR = "nam"


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of fact to write down: what the address calls it, its words, whether it is chosen."""

    code: str
    words: str
    is_chosen: bool


@office_page(Permission.EDIT_SUBJECTS)
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a fact down, or the usual results of a year; ``loai`` in the address says which."""
    found = _writable(request, pk)
    kind = _kind(request, found.subject_kind)
    form = _form(request, kind, found)
    if request.method == "POST" and form.is_valid():
        facts = form.facts() if isinstance(form, YearForm) else [form.fact()]
        try:
            rows = actions.record_facts(request.actor, found, facts)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(
                request,
                _("Đã ghi %(number)s sự kiện năm %(year)s.") % {"number": len(rows), "year": rows[0].year},
            )
            return redirect(found)
    context = {"form": form, "subject": found, "choices": _choices(kind, found.subject_kind), "kind": kind}
    return render(request, "subjects/record.html", context)


@office_page(Permission.EDIT_SUBJECTS)
def strike(request: SignedInRequest, pk: int, fact_id: int) -> HttpResponse:
    """Strike a wrong fact out, with the reason."""
    found = _writable(request, pk)
    fact = _fact(found, fact_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike_fact(request.actor, fact.row, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã gạch bỏ; sự kiện vẫn xem được ở cuối trang."))
            return redirect(found)
    return render(request, "subjects/strike.html", {"form": form, "subject": found, "fact": fact})


@office_page(Permission.EDIT_SUBJECTS)
def end(request: SignedInRequest, pk: int, fact_id: int) -> HttpResponse:
    """Write the day on which a discipline or an inspection ended."""
    found = _writable(request, pk)
    fact = _fact(found, fact_id)
    if fact.row.fact_kind not in WITH_END:
        raise Http404
    form = EndForm(request.POST or None, initial={"until": fact.row.until})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_fact(request.actor, fact.row, until=form.cleaned_data["until"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã ghi ngày kết thúc."))
            return redirect(found)
    return render(request, "subjects/end.html", {"form": form, "subject": found, "fact": fact})


def _writable(request: SignedInRequest, pk: int) -> Subject:
    """The subject, when its facts are written at itself and not at the one it was merged into."""
    found = find_subject(request, pk, Permission.EDIT_SUBJECTS)
    if found.is_merged:
        raise Http404
    return found


def _fact(subject: Subject, fact_id: int) -> ToldFact:
    rows = facts_read_through(subject).standing().select_related("subject")
    row = rows.filter(pk=fact_id).first()
    if row is None:
        raise Http404
    return told_fact(row, subject, with_kind=True)


def _kind(request: SignedInRequest, subject: SubjectKind) -> FactKind | None:
    """The kind of fact asked for; None means the form of a whole year."""
    code = request.GET.get("loai", "")
    asked = next((kind for kind in OFFERED[subject] if kind == code), None)
    return asked or (FactKind.AWARD if subject is SubjectKind.HOUSEHOLD else None)


def _form(request: SignedInRequest, kind: FactKind | None, subject: Subject) -> FactForm | YearForm:
    initial = {"year": _year_on(request.actor.today)}
    data = request.POST or None
    if kind is None:
        return YearForm(subject.subject_kind, data, initial=initial)
    return FactForm(kind, subject.subject_kind, data, initial=initial)


def _year_on(today: date) -> int:
    """The year most likely to be told: results come at its end, so until November it is the one before."""
    return today.year if today.month >= 11 else today.year - 1


def _choices(chosen: FactKind | None, subject: SubjectKind) -> list[Choice]:
    whole = (
        [] if subject is SubjectKind.HOUSEHOLD else [Choice(WHOLE_YEAR, _("Kết quả cả năm"), chosen is None)]
    )
    return whole + [Choice(kind.value, _(kind.label), kind is chosen) for kind in OFFERED[subject]]
