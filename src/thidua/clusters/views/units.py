"""Pages on units: the list with dated names, a new unit, a change of name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.core.faults import NotPermitted, Refused, gettext_noop

from .. import actions, queries
from ..forms.units import UnitForm
from ..models import Unit, UnitKind


@office_page(Permission.CREATE_CLUSTER)
def units(request: SignedInRequest) -> HttpResponse:
    """All units with the names they bear and bore."""
    sought = request.GET.get("q", "").strip()
    context = {
        "page": page_of(request, queries.units_found(sought), 50),
        "sought": sought,
        "of_others": queries.units_of_others(request.user, request.actor.today),
    }
    return render(request, "clusters/units.html", context)


@office_page(Permission.CREATE_CLUSTER)
def create_unit(request: SignedInRequest) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(None, request.actor.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unit = _save(request, form, form.cleaned_data["code"], is_new=True)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã thêm %(unit)s.") % {"unit": unit.name})
            return redirect("units")
    return render(request, "clusters/unit.html", {"form": form, "unit": None})


@office_page(Permission.CREATE_CLUSTER)
def unit(request: SignedInRequest, code: str) -> HttpResponse:
    """Change a unit; a new name begins on its day and the old one is kept."""
    found = get_object_or_404(Unit.objects.prefetch_related("names"), code=code)
    if found.pk in queries.units_of_others(request.user, request.actor.today):
        raise NotPermitted.because(gettext_noop("Đơn vị này thuộc cụm của cơ quan quản lý khác."))
    form = UnitForm(found, request.actor.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form, found.code, known_as=form.cleaned_data["known_as"])
        except Refused as refused:
            show_in(form, refused, found.name, field="known_as")
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("units")
    return render(request, "clusters/unit.html", {"form": form, "unit": found})


def _save(
    request: SignedInRequest, form: UnitForm, code: str, *, is_new: bool = False, known_as: str | None = None
) -> Unit:
    data = form.cleaned_data
    return actions.save_unit(
        request.actor,
        code=code,
        kind=UnitKind(data["kind"]),
        name=data["name"],
        short_name=data["short_name"],
        place=data["place"],
        parent=data["parent"],
        since=data["since"],
        is_new=is_new,
        known_as=known_as,
    )
