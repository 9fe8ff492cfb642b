"""How the forms of the rubric's editor are saved: at once, or, frozen, after a look at whom it moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.versioned_form import ReasonForm, VersionedForm
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest
from thidua.core.faults import NotPermitted, Refused

from .. import queries
from ..actions.rubric import is_frozen
from ..rubric_change import effects_of

# What the page of effects adds to the fields of the form it stands for.
_ADDED = {"csrfmiddlewaretoken", "confirm", "again", "reason"}
Save = Callable[[dict[str, Any], str], object]
Remove = Callable[[int | None, str], object]


def edit(
    request: YearRequest,
    year: ClusterYear,
    form: forms.Form,
    title: str,
    save: Save,
    *,
    template: str = "scoring/rubric_form.html",
    remove: str = "",
) -> HttpResponse:
    """Show a form of the editor; save it (given the data and the reason) and return to the rubric."""
    if request.method == "POST" and form.is_valid():
        answer = _saved(
            request, year, form, title, lambda reason: save(form.cleaned_data, reason), _("Đã lưu.")
        )
        if answer is not None:
            return answer
    context = {
        "form": form,
        "title": title,
        "remove": remove,
        "is_frozen": is_frozen(year),
        "section": "scores",
    }
    return render(request, template, context)


def ask_to_remove(request: YearRequest, year: ClusterYear, question: str, remove: Remove) -> HttpResponse:
    """Ask whether to take something off the rubric; do it (given the version and the reason)."""
    rubric = queries.rubric_of(year)
    form = VersionedForm(request.POST or None, initial={"version": rubric.version if rubric else 0})
    if request.method == "POST" and form.is_valid():
        answer = _saved(
            request,
            year,
            form,
            question,
            lambda reason: remove(form.cleaned_data["version"], reason),
            _("Đã xóa."),
        )
        if answer is not None:
            return answer
    return render(request, "scoring/confirm.html", {"form": form, "question": question, "section": "scores"})


def _saved(
    request: YearRequest,
    year: ClusterYear,
    form: forms.Form,
    title: str,
    save: Callable[[str], object],
    done: str,
) -> HttpResponse | None:
    """Save and lead to the rubric, or show the effects first; None when the form is to be shown again."""
    if "again" in request.POST:
        return None
    reason = ""
    try:
        if is_frozen(year):
            reasons = ReasonForm(request.POST if "confirm" in request.POST else None)
            if not reasons.is_bound or not reasons.is_valid():
                return _show_effects(request, year, title, reasons, save)
            reason = reasons.cleaned_data["reason"]
        save(reason)
    except NotPermitted:
        raise
    except Refused as refused:
        _show_faults(form, year, refused)
        return None
    messages.success(request, done)
    return redirect(year.url("rubric"))


def _show_effects(
    request: YearRequest,
    year: ClusterYear,
    title: str,
    reasons: ReasonForm,
    save: Callable[[str], object],
) -> HttpResponse:
    context = {
        "title": title,
        "effects": effects_of(request.actor, year, save),
        "rubric": queries.rubric_of(year),
        "form": reasons,
        "typed": [
            (name, value) for name, values in request.POST.lists() if name not in _ADDED for value in values
        ],
        "section": "scores",
    }
    return render(request, "scoring/rubric_effects.html", context)


def _show_faults(form: forms.Form, year: ClusterYear, refused: Refused) -> None:
    """Put each fault at the field its place ends with (``1.1:max_points``)."""
    placed = type(refused)(*(replace(f, place=f.place.rpartition(":")[2]) for f in refused.faults))
    found = queries.rubric_of(year)
    show_in(form, placed, found.version if found else 0)
