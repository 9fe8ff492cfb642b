"""Pages on who subjects are: the list, one's own page, a new one, a change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import standing_may
from thidua.core.faults import Refused
from thidua.core.law.facts import SubjectKind
from thidua.journal.queries import lines

from .. import actions, queries
from ..access import find_subject, reach
from ..forms.subjects import FilterForm, SubjectForm
from ..links import links_of, links_of_list
from ..models import Subject
from ..queries.pages import subject_page


@office_page(Permission.READ_SUBJECTS)
def subjects(request: SignedInRequest) -> HttpResponse:
    """The subjects within reach, narrowed by name, kind and unit."""
    today = request.actor.today
    within = reach(request.user, Permission.READ_SUBJECTS, today)
    form = FilterForm(within, request.GET)
    page = page_of(request, queries.found(within, **form.wanted()), 50)
    context = {
        "form": form,
        "page": page,
        "last_years": queries.last_years(page.object_list),
        "counts": queries.counted(within),
        "several_units": "unit" in form.fields,
        "may_edit": not reach(request.user, Permission.EDIT_SUBJECTS, today).is_empty,
        "awaiting": queries.awaiting(request.user, today).count(),
        "links": links_of_list(_held(request)),
    }
    return render(request, "subjects/subjects.html", context)


@office_page(Permission.READ_SUBJECTS)
def subject(request: SignedInRequest, pk: int) -> HttpResponse:
    """One subject: its facts by year, what was struck, who entered what."""
    found = find_subject(request, pk)
    page = subject_page(found, request.actor.today)
    entries = page_of(request, page.entries, 10)
    readable = reach(request.user, Permission.READ_SUBJECTS, request.actor.today)
    may_edit = reach(request.user, Permission.EDIT_SUBJECTS, request.actor.today).covers(found.unit_id)
    context = {
        "subject": found,
        "told": page,
        "page": entries,
        "lines": lines(entries.object_list, lambda entry: True),
        "may_edit": may_edit and not found.is_merged,
        "may_merge": reach(request.user, Permission.MERGE_SUBJECTS, request.actor.today).covers(
            found.unit_id
        ),
        "striking": request.GET.get("gach") == "1",
        "links": [] if found.is_merged else links_of(found, _held(request)),
        "survivor": found.merged_into,
        "may_read_survivor": bool(found.merged_into and readable.covers(found.merged_into.unit_id)),
    }
    return render(request, "subjects/subject.html", context)


@office_page(Permission.EDIT_SUBJECTS)
def add_subject(request: SignedInRequest) -> HttpResponse:
    """Add a person, a collective or a household by hand."""
    within = reach(request.user, Permission.EDIT_SUBJECTS, request.actor.today)
    form = SubjectForm(None, within, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.save_subject(
                request.actor, kind=SubjectKind(data["kind"]), code=data["code"], **form.values()
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            _warn_of_doubles(request, made)
            return redirect(made)
    return render(request, "subjects/subject_form.html", {"form": form, "subject": None})


@office_page(Permission.EDIT_SUBJECTS)
def edit_subject(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change who a subject is."""
    found = find_subject(request, pk, Permission.EDIT_SUBJECTS)
    within = reach(request.user, Permission.EDIT_SUBJECTS, request.actor.today)
    form = SubjectForm(found, within, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_subject(
                request.actor,
                found,
                kind=found.subject_kind,
                version=form.cleaned_data["version"],
                **form.values(),
            )
        except Refused as refused:
            show_in(form, refused, Subject.objects.get(pk=found.pk).version)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect(found)
    return render(request, "subjects/subject_form.html", {"form": form, "subject": found})


def _held(request: SignedInRequest) -> list[Permission]:
    """What the user's standing role grants."""
    return [permission for permission in Permission if standing_may(request.user, permission)]


def _warn_of_doubles(request: SignedInRequest, made: Subject) -> None:
    within = reach(request.user, Permission.MERGE_SUBJECTS, request.actor.today)
    if any(made in (double.one, double.other) for double in queries.possible_doubles(within)):
        messages.warning(
            request, _("Có đối tượng khác cùng tên, có thể là một. Hãy xem ở trang “Gộp đối tượng”.")
        )
