"""Pages of directives, movements and units' parts; ``activity_views`` has joint activities."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.clusters.files import serve
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_member, year_page
from thidua.clusters.queries import members
from thidua.core.faults import Refused

from . import actions, queries
from .forms import DirectiveForm, MovementForm, PartForm
from .models import Directive, DirectiveFile, Movement, MovementPart


@year_page()
def movements(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Directives cited, movements launched, and how much was done together."""
    context = {
        "directives": queries.directives(year),
        "movements": queries.movements(year),
        "activities": queries.activity_counts(year),
        "number_of_units": len(members(year)),
        "may_edit_directives": _may(request, year, Permission.EDIT_DIRECTIVES),
        "may_launch": _may(request, year, Permission.LAUNCH_MOVEMENTS),
    }
    return render(request, "movements/movements.html", context)


@year_page(Permission.EDIT_DIRECTIVES)
def edit_directive(request: YearRequest, year: ClusterYear, pk: int | None = None) -> HttpResponse:
    """Cite a directive or change one."""
    directive = get_object_or_404(year.directives, pk=pk) if pk else None
    form = DirectiveForm(request.POST or None, request.FILES or None, instance=directive)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_directive(request.actor, year, directive=directive, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused, _version(directive))
        else:
            messages.success(request, _("Đã lưu văn bản số %(number)s.") % {"number": saved.number})
            return redirect(year.url("movements"))
    context = {"form": form, "directive": directive, "section": "movements"}
    return render(request, "movements/directive_form.html", context)


@year_page(Permission.EDIT_DIRECTIVES)
@require_POST
def remove_directive(request: YearRequest, year: ClusterYear, pk: int) -> HttpResponse:
    """Take a directive off the year."""
    actions.remove_directive(request.actor, get_object_or_404(year.directives, pk=pk))
    messages.success(request, _("Đã bỏ văn bản khỏi danh mục của năm."))
    return redirect(year.url("movements"))


@year_page()
def directive_file(request: YearRequest, year: ClusterYear, pk: int) -> FileResponse:
    """The text of a directive, to those who may read the year."""
    return serve(get_object_or_404(DirectiveFile, directive__pk=pk, directive__cluster_year=year))


@year_page()
def movement(request: YearRequest, year: ClusterYear, pk: int) -> HttpResponse:
    """A movement and each unit's part in it."""
    found = _movement(year, pk)
    parts = queries.parts_of(found, year)
    own = request.access.unit
    context = {
        "movement": found,
        "parts": parts,
        "recorded": sum(row.part is not None for row in parts),
        "own_code": own.code if own and any(row.unit == own for row in parts) else "",
        "may_edit": _may(request, year, Permission.LAUNCH_MOVEMENTS),
        "may_take_part": own is not None
        and request.access.may(Permission.TAKE_PART, own)
        and not year.is_closed
        and year.current_stage in actions.PART_STAGES,
        "section": "movements",
    }
    return render(request, "movements/movement.html", context)


@year_page(Permission.LAUNCH_MOVEMENTS)
def edit_movement(request: YearRequest, year: ClusterYear, pk: int | None = None) -> HttpResponse:
    """Launch a movement or change one."""
    found = _movement(year, pk) if pk else None
    form = MovementForm(year, request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.launch_movement(request.actor, year, movement=found, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused, _version(found))
        else:
            messages.success(request, _("Đã lưu phong trào “%(name)s”.") % {"name": saved.name})
            return redirect(year.url("movement", saved.pk))
    context = {
        "form": form,
        "movement": found,
        "may_withdraw": found is not None and not found.parts.all(),
        "section": "movements",
    }
    return render(request, "movements/movement_form.html", context)


@year_page(Permission.LAUNCH_MOVEMENTS)
@require_POST
def withdraw_movement(request: YearRequest, year: ClusterYear, pk: int) -> HttpResponse:
    """Take back a movement launched by mistake."""
    actions.withdraw_movement(request.actor, _movement(year, pk))
    messages.success(request, _("Đã rút phong trào."))
    return redirect(year.url("movements"))


@year_page(Permission.TAKE_PART)
def movement_part(request: YearRequest, year: ClusterYear, pk: int, unit_code: str) -> HttpResponse:
    """A unit's part in a movement, to be filled in by its people."""
    found = _movement(year, pk)
    unit = find_member(year, unit_code)
    if not request.access.may(Permission.TAKE_PART, unit):
        raise PermissionDenied
    part = found.parts.filter(unit=unit).first()
    form = PartForm(request.POST or None, instance=part)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_part(request.actor, found, unit, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused, _version(found.parts.filter(unit=unit).first()))
        else:
            messages.success(request, _("Đã ghi phần tham gia của đơn vị."))
            return redirect(year.url("movement", found.pk))
    context = {"form": form, "movement": found, "unit": unit, "section": "movements"}
    return render(request, "movements/part_form.html", context)


def _may(request: YearRequest, year: ClusterYear, permission: Permission) -> bool:
    return request.access.may(permission) and not year.is_closed


def _movement(year: ClusterYear, pk: int) -> Movement:
    rows = Movement.objects.select_related("directive__text", "cluster_year").prefetch_related("parts")
    return get_object_or_404(rows, pk=pk, cluster_year=year)


def _version(row: Directive | Movement | MovementPart | None) -> int | None:
    """The version stored now, which a form refused as stale goes on from."""
    return type(row)._default_manager.values_list("version", flat=True).get(pk=row.pk) if row else None
