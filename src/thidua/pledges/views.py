"""Pages of the pact: its text, targets, figures and signatures; ``registration_views`` has the titles."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.faults import show_in
from thidua.accounts.permissions import Permission
from thidua.accounts.posted import whole
from thidua.clusters.access import current_appointment
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_member, year_page
from thidua.core.faults import Refused, Stale
from thidua.core.pledge import figures_version
from thidua.core.timetable import Stage

from . import actions, queries
from .forms import FiguresForm, PactForm, ReopenForm, TargetForm
from .freeze import faults_against_signing, figures_of
from .models import Pact, Target


@year_page()
def pact(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The pact as it stands: text, targets with every unit's figures, who has signed."""
    table = queries.pact_table(year)
    own = table.row_of(request.access.unit)
    drafting = not year.is_closed and year.current_stage in actions.DRAFTING
    pledging = not year.is_closed and year.current_stage is Stage.PLEDGING
    may_agree = {
        row.unit.pk
        for row in table.rows
        if drafting
        and table.targets
        and row.signature is None
        and request.access.may(Permission.AGREE_FIGURES, row.unit)
    }
    may_sign = (
        pledging
        and own is not None
        and own.signature is None
        and request.access.may(Permission.SIGN_PACT, own.unit)
    )
    context = {
        "table": table,
        "own": own,
        "may_agree": may_agree,
        "may_agree_own": own is not None and own.unit.pk in may_agree,
        "may_sign": may_sign,
        "may_edit": drafting and not table.signed and request.access.may(Permission.EDIT_PACT),
        "is_frozen": drafting and table.signed > 0 and request.access.may(Permission.EDIT_PACT),
        "may_reopen": pledging and table.signed > 0 and request.access.may(Permission.REOPEN_PACT),
        "is_pledging": pledging,
    }
    return render(request, "pledges/pact.html", context)


@year_page(Permission.EDIT_PACT)
def edit_pact(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Write the pact's text."""
    stored = Pact.objects.filter(cluster_year=year).first()
    form = PactForm(request.POST or None, instance=Pact.objects.filter(cluster_year=year).first())
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_pact(request.actor, year, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused, stored.version if stored else 0)
            newer = stored if isinstance(refused, Stale) else None
        else:
            messages.success(request, _("Đã lưu nội dung giao ước."))
            return redirect(year.url("pact"))
    return render(request, "pledges/pact_form.html", {"form": form, "newer": newer, "section": "pact"})


@year_page(Permission.EDIT_PACT)
def edit_target(request: YearRequest, year: ClusterYear, target_code: str = "") -> HttpResponse:
    """Add a target or change one."""
    target = get_object_or_404(year.targets, code=target_code) if target_code else None
    initial = None if target else {"position": year.targets.count() + 1}
    form = TargetForm(request.POST or None, instance=target, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_target(request.actor, year, target=target, **form.cleaned_data)
        except Refused as refused:
            show_in(form, refused, Target.objects.get(pk=target.pk).version if target else None)
        else:
            messages.success(request, _("Đã lưu chỉ tiêu “%(name)s”.") % {"name": saved.name})
            return redirect(year.url("pact"))
    return render(request, "pledges/target_form.html", {"form": form, "target": target, "section": "pact"})


@year_page(Permission.EDIT_PACT)
@require_POST
def remove_target(request: YearRequest, year: ClusterYear, target_code: str) -> HttpResponse:
    """Take a target out of the pact."""
    actions.remove_target(request.actor, get_object_or_404(year.targets, code=target_code))
    messages.success(request, _("Đã bỏ chỉ tiêu khỏi giao ước."))
    return redirect(year.url("pact"))


@year_page(Permission.AGREE_FIGURES)
def agree_figures(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """The figures a unit pledges, to be filled in by its people or by the chair."""
    unit = find_member(year, unit_code)
    if not request.access.may(Permission.AGREE_FIGURES, unit):
        raise PermissionDenied
    targets = list(year.targets.all())
    stored = figures_of(year, unit)
    form = FiguresForm(targets, stored, request.POST or None)
    is_stale = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_figures(
                request.actor, year, unit, form.cleaned_data, version=request.POST.get("version")
            )
        except Refused as refused:
            show_in(form, refused)
            is_stale = isinstance(refused, Stale)
        else:
            messages.success(request, _("Đã lưu số giao ước của %(unit)s.") % {"unit": unit.short_name})
            return redirect(year.url("pact"))
    context = {
        "form": form,
        "rows": [(form[target.code], target, stored.get(target.code)) for target in targets],
        "unit": unit,
        "is_stale": is_stale,
        # After a stale save the next one goes on from what is stored now; else from what the form showed.
        "version": figures_version(stored)
        if is_stale or request.method != "POST"
        else request.POST.get("version"),
        "section": "pact",
    }
    return render(request, "pledges/figures_form.html", context)


@year_page(Permission.SIGN_PACT)
def sign_pact(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Read text and own figures once more, then sign for one's unit."""
    table = queries.pact_table(year)
    own = table.row_of(request.access.unit)
    if own is None:
        raise PermissionDenied
    refused_as: Refused | None = None
    if request.method == "POST":
        try:
            actions.sign_pact(
                request.actor,
                year,
                own.unit,
                version=whole(request.POST.get("version"), -1),
                figures_version=request.POST.get("figures_version", ""),
            )
        except Stale as stale:
            refused_as = stale
        else:
            messages.success(request, _("%(unit)s đã ký giao ước thi đua.") % {"unit": own.unit.short_name})
            return redirect(year.url("pact"))
    figures = {target.code: figure for target, figure in zip(table.targets, own.figures, strict=True)}
    appointment = current_appointment(request.user, request.actor.today)
    context = {
        "table": table,
        "own": own,
        "lines": list(zip(table.targets, own.figures, strict=True)),
        "missing": faults_against_signing(table.pact, table.targets, figures),
        "refused": refused_as,
        "is_pledging": not year.is_closed and year.current_stage is Stage.PLEDGING,
        "position": appointment.position if appointment else "",
        "figures_version": figures_version(figures),
        "section": "pact",
    }
    return render(request, "pledges/sign.html", context)


@year_page(Permission.REOPEN_PACT)
def reopen_pact(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Remove the signatures with a reason, so that the pact may be changed."""
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_pact(request.actor, year, reason=form.cleaned_data["reason"])
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.warning(
                request, _("Đã mở lại giao ước; các đơn vị cần ký lại. Lý do ghi trong nhật ký.")
            )
            return redirect(year.url("pact"))
    context = {"form": form, "table": queries.pact_table(year), "section": "pact"}
    return render(request, "pledges/reopen.html", context)
