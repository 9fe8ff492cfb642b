"""Pages of registrations: what each unit strives for this year."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.pages import YearRequest, find_member, year_page
from thidua.core.faults import Refused

from . import actions, queries
from .forms import RegistrationForm
from .models import Registration
from .registration_actions import REGISTERING


@year_page()
def registrations(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Units × titles and forms, as registered."""
    own = request.access.unit
    table = queries.registration_table(year)
    context = {
        "table": table,
        "own": own,
        "may_register": own is not None
        and any(row.unit == own for row in table.rows)
        and _may_register(request, year, own),
    }
    return render(request, "pledges/registrations.html", context)


@year_page()
def register(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """A unit's registrations; for its people a form to add one or change one (``?sua=`` its award)."""
    unit = find_member(year, unit_code)
    if request.method == "POST" and not request.access.may(Permission.REGISTER, unit):
        raise PermissionDenied
    made = list(year.registrations.filter(unit=unit))
    edited = next((one for one in made if one.award == request.GET.get("sua")), None)
    initial = {"award": edited.award, "quantity": edited.quantity, "note": edited.note} if edited else None
    taken = frozenset(one.award for one in made if one is not edited)
    form = RegistrationForm(taken, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.register(request.actor, year, unit, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã đăng ký: %(award)s.") % {"award": saved.get_award_display()})
            return redirect(year.url("register_titles", unit.code))
    context = {
        "form": form,
        "unit": unit,
        "made": made,
        "edited": edited,
        "may_register": _may_register(request, year, unit),
        "is_own": request.access.may(Permission.REGISTER, unit),
        "section": "registrations",
    }
    return render(request, "pledges/register.html", context)


@year_page(Permission.REGISTER)
@require_POST
def withdraw(request: YearRequest, year: ClusterYear, unit_code: str, award: str) -> HttpResponse:
    """Take a registration back."""
    registration = get_object_or_404(
        Registration.objects.select_related("unit"), cluster_year=year, unit__code=unit_code, award=award
    )
    actions.withdraw_registration(request.actor, registration)
    messages.success(request, _("Đã rút đăng ký: %(award)s.") % {"award": registration.get_award_display()})
    return redirect(year.url("register_titles", unit_code))


def _may_register(request: YearRequest, year: ClusterYear, unit: Unit) -> bool:
    return (
        request.access.may(Permission.REGISTER, unit)
        and not year.is_closed
        and year.current_stage in REGISTERING
    )
