"""The operator's pages: accounts, their passwords, and the units their holders work in.

They stand in clusters, not in accounts, because an account is shown with its unit.
"""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts import actions as accounts
from thidua.accounts.faults import show_in
from thidua.accounts.models import User
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.core.faults import Refused

from .. import actions, people
from ..forms.people import AppointForm, EndForm, NewUserForm, UserFilterForm
from ..models import Appointment


@office_page(Permission.MANAGE_USERS)
def users(request: SignedInRequest) -> HttpResponse:
    """All accounts with role, unit and state."""
    form = UserFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, people.users_found(wanted), 50)
    context = {
        "form": form,
        "page": page,
        "rows": people.with_units(page.object_list, request.actor.today),
    }
    return render(request, "clusters/users.html", context)


@office_page(Permission.MANAGE_USERS)
def create_user(request: SignedInRequest) -> HttpResponse:
    """Make an account; its first password is shown once, on the answer to this form only."""
    form = NewUserForm(request.actor.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, secret = _create(request, form)
        except Refused as refused:
            show_in(form, refused)
        else:
            return _show_secret(request, user, secret)
    return render(request, "clusters/create_user.html", {"form": form})


@transaction.atomic
def _create(request: SignedInRequest, form: NewUserForm) -> tuple[User, str]:
    data = form.cleaned_data
    user, secret = accounts.create_user(
        request.actor,
        username=data["username"],
        full_name=data["full_name"],
        role=Role(data["role"]),
        email=data["email"],
    )
    if data["unit"]:
        actions.appoint(request.actor, user, data["unit"], since=data["since"], position=data["position"])
    return user, secret


@office_page(Permission.MANAGE_USERS)
def user(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: what it is, where its holder works and has worked."""
    return _user_page(request, get_object_or_404(User, pk=pk))


@office_page(Permission.MANAGE_USERS)
@require_POST
def reset_password(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a new password; it is shown once, on the answer to this form only."""
    found = get_object_or_404(User, pk=pk)
    return _show_secret(request, found, accounts.reset_password(request.actor, found))


@office_page(Permission.MANAGE_USERS)
@require_POST
def set_active(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open or close an account."""
    found = get_object_or_404(User, pk=pk)
    active = request.POST.get("active") == "1"
    accounts.set_active(request.actor, found, active=active)
    messages.success(request, _("Đã mở lại tài khoản.") if active else _("Đã khóa tài khoản."))
    return redirect("user", pk=pk)


@office_page(Permission.MANAGE_USERS)
@require_POST
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """Place the account's holder in a unit."""
    found = get_object_or_404(User, pk=pk)
    form = AppointForm(request.actor.today, request.POST)
    if not form.is_valid():
        return _user_page(request, found, appoint_form=form)
    data = form.cleaned_data
    actions.appoint(request.actor, found, data["unit"], since=data["since"], position=data["position"])
    messages.success(request, _("Đã bổ nhiệm vào %(unit)s.") % {"unit": data["unit"].name})
    return redirect("user", pk=pk)


@office_page(Permission.MANAGE_USERS)
@require_POST
def end_appointment(request: SignedInRequest, pk: int, appointment: int) -> HttpResponse:
    """End an appointment from a day on."""
    place = get_object_or_404(Appointment.objects.select_related("unit", "user"), pk=appointment, user=pk)
    form = EndForm(request.actor.today, request.POST)
    if form.is_valid():
        try:
            actions.end_appointment(request.actor, place, until=form.cleaned_data["until"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(
                request, _("Đã ghi ngày thôi công tác tại %(unit)s.") % {"unit": place.unit.name}
            )
            return redirect("user", pk=pk)
    return _user_page(request, place.user, end_form=form)


def _user_page(
    request: SignedInRequest,
    found: User,
    appoint_form: AppointForm | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    today = request.actor.today
    places = list(found.appointments.select_related("unit"))
    context = {
        "account": found,
        "places": places,
        "current": next(
            (p for p in places if p.since <= today and (p.until is None or p.until > today)), None
        ),
        "appoint_form": appoint_form or AppointForm(today),
        "end_form": end_form or EndForm(today),
        "is_oneself": found.pk == request.user.pk,
        "today": today,
    }
    refused = any(form is not None and form.errors for form in (appoint_form, end_form))
    return render(request, "clusters/user.html", context, status=422 if refused else 200)


def _show_secret(request: SignedInRequest, found: User, secret: str) -> HttpResponse:
    """The only page that ever shows a password: not kept anywhere, nor in a session, nor in a cache."""
    response = render(request, "clusters/first_password.html", {"account": found, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response
