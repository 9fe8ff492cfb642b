"""The rubric's page and its plain editor."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from thidua.accounts.permissions import Permission
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.rubric import maximum
from thidua.core.rule_words import precision_words, rule_words

from .. import actions, queries
from ..actions.rubric import OPEN_STAGES, is_frozen
from ..forms.rubric import CriterionForm, GroupForm, RubricNameForm
from ..models import Criterion, CriterionGroup, Rubric
from .rubric_saving import ask_to_remove, edit


@year_page()
def rubric(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Groups, criteria, maximum, kind, the rule in words, guidance."""
    found = queries.rubric_of(year)
    values = queries.rubric_groups(found)
    ids = _ids(found)
    may_edit = request.access.may(Permission.EDIT_RUBRIC) and not year.is_closed
    is_open = year.current_stage in OPEN_STAGES
    context = {
        "rubric": found,
        "groups": [
            (
                group,
                ids[group.code, ""],
                [(c, ids[group.code, c.code], rule_words(c)) for c in group.criteria],
            )
            for group in values
        ],
        "maximum": maximum(values),
        "precision": precision_words(found.precision) if found else None,
        "may_edit": may_edit and (is_open or (found is not None and is_frozen(year))),
        "may_take": may_edit and is_open and not values,
        "may_copy": may_edit and is_open and not values and queries.has_rubric_before(year),
        "is_frozen": found is not None and not is_open,
        "section": "scores",
    }
    return render(request, "scoring/rubric.html", context)


@year_page(Permission.EDIT_RUBRIC)
def rubric_name(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Begin the rubric, or rename it."""
    found = queries.rubric_of(year)
    form = RubricNameForm(found, request.POST or None)
    return edit(
        request,
        year,
        form,
        _("Sửa tên thang điểm") if found else _("Lập thang điểm"),
        lambda data, reason: actions.name_rubric(
            request.actor,
            year,
            name=data["name"],
            places=data["places"],
            rounding=data["rounding"],
            version=data["version"],
            reason=reason,
        ),
    )


@year_page(Permission.EDIT_RUBRIC)
def criterion_group(request: YearRequest, year: ClusterYear, group_id: int | None = None) -> HttpResponse:
    """Add a group, or change one."""
    found = _rubric(year)
    group = _group(year, group_id) if group_id else None
    form = GroupForm(found, group, request.POST or None)
    return edit(
        request,
        year,
        form,
        _("Sửa nhóm tiêu chí") if group else _("Thêm nhóm tiêu chí"),
        lambda data, reason: actions.save_group(
            request.actor,
            year,
            code=data["code"],
            name=data["name"],
            was=group.code if group else "",
            position=data["position"],
            version=data["version"],
            reason=reason,
        ),
        remove=year.url("remove_criterion_group", group.pk) if group else "",
    )


@year_page(Permission.EDIT_RUBRIC)
def remove_criterion_group(request: YearRequest, year: ClusterYear, group_id: int) -> HttpResponse:
    """Take a group off, once confirmed."""
    group = _group(year, group_id)
    return ask_to_remove(
        request,
        year,
        _("Xóa nhóm “%(group)s” và mọi tiêu chí trong nhóm?") % {"group": group},
        lambda version, reason: actions.remove_group(
            request.actor, year, group.code, version=version, reason=reason
        ),
    )


@year_page(Permission.EDIT_RUBRIC)
def new_criterion(request: YearRequest, year: ClusterYear, group_id: int) -> HttpResponse:
    """Add a criterion to a group."""
    group = _group(year, group_id)
    return _edit_criterion(request, year, group, None)


@year_page(Permission.EDIT_RUBRIC)
def criterion(request: YearRequest, year: ClusterYear, criterion_id: int) -> HttpResponse:
    """Change a criterion."""
    found = _criterion(year, criterion_id)
    return _edit_criterion(request, year, found.group, found)


@year_page(Permission.EDIT_RUBRIC)
def remove_criterion(request: YearRequest, year: ClusterYear, criterion_id: int) -> HttpResponse:
    """Take a criterion off, once confirmed."""
    found = _criterion(year, criterion_id)
    return ask_to_remove(
        request,
        year,
        _("Xóa tiêu chí “%(criterion)s”?") % {"criterion": found},
        lambda version, reason: actions.remove_criterion(
            request.actor, year, found.code, version=version, reason=reason
        ),
    )


def _edit_criterion(
    request: YearRequest, year: ClusterYear, group: CriterionGroup, found: Criterion | None
) -> HttpResponse:
    form = CriterionForm(year, group.rubric, found, request.POST or None)
    return edit(
        request,
        year,
        form,
        _("Sửa tiêu chí") if found else _("Thêm tiêu chí vào nhóm %(group)s") % {"group": group},
        lambda data, reason: actions.save_criterion(
            request.actor,
            year,
            group.code,
            form.criterion(),
            was=found.code if found else "",
            position=data["position"],
            version=data["version"],
            reason=reason,
        ),
        template="scoring/criterion.html",
        remove=year.url("remove_criterion", found.pk) if found else "",
    )


def _rubric(year: ClusterYear) -> Rubric:
    found = queries.rubric_of(year)
    if found is None:
        raise Http404
    return found


def _group(year: ClusterYear, group_id: int) -> CriterionGroup:
    groups = CriterionGroup.objects.select_related("rubric")
    return get_object_or_404(groups, pk=group_id, rubric__cluster_year=year)


def _criterion(year: ClusterYear, criterion_id: int) -> Criterion:
    criteria = Criterion.objects.select_related("group__rubric", "target")
    return get_object_or_404(criteria, pk=criterion_id, group__rubric__cluster_year=year)


def _ids(found: Rubric | None) -> dict[tuple[str, str], int]:
    """Ids by codes of group and criterion (empty: of the group itself)."""
    if found is None:
        return {}
    ids = {(group.code, ""): group.pk for group in CriterionGroup.objects.filter(rubric=found)}
    criteria = Criterion.objects.filter(group__rubric=found).values_list("group__code", "code", "pk")
    return ids | {(group, code): pk for group, code, pk in criteria}
