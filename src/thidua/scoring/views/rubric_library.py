"""The library of rubrics, and the versions of the year's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.permissions import Permission
from thidua.accounts.posted import whole
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.rule_words import precision_words, rule_words
from thidua.journal.differences import Change

from .. import actions, queries, rubric_told
from ..actions.rubric import OPEN_STAGES
from ..library_files import LibraryRubric
from ..library_files import library as rubrics_of_library
from ..models import RubricVersion

# Stands for last year's rubric among the codes of the library.
LAST_YEARS = "nam-truoc"


@year_page(Permission.EDIT_RUBRIC)
def library(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """The rubrics that may be taken over: the year before's, and the library's."""
    context = {
        "rubrics": list(rubrics_of_library().values()),
        "may_take": _may_take(year),
        "may_copy": _may_take(year) and queries.has_rubric_before(year),
        "section": "scores",
    }
    return render(request, "scoring/rubric_library.html", context)


@year_page(Permission.EDIT_RUBRIC)
def library_rubric(request: YearRequest, year: ClusterYear, rubric_code: str) -> HttpResponse:
    """A whole rubric, of the library or of last year, before it is taken; a POST takes it."""
    is_last_years = rubric_code == LAST_YEARS
    found = _last_years(year) if is_last_years else rubrics_of_library().get(rubric_code)
    if found is None:
        raise Http404
    loose = queries.loose_ties(year, found.groups)
    if request.method == "POST":
        if is_last_years:
            actions.copy_rubric(request.actor, year)
        else:
            actions.take_rubric_from_library(request.actor, year, rubric_code)
        messages.success(request, _("Đã lấy thang điểm; hãy xem lại điểm và cách chấm từng tiêu chí."))
        if loose:
            messages.warning(request, loose_words(loose))
        return redirect(year.url("rubric"))
    context = {
        "found": found,
        "precision": precision_words(found.precision),
        "groups": [(group, [(c, rule_words(c)) for c in group.criteria]) for group in found.groups],
        "loose": loose,
        "may_take": _may_take(year),
        "section": "scores",
    }
    return render(request, "scoring/library_rubric.html", context)


@year_page()
def versions(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Every saved version with who, when and why, and what any one changed from any other."""
    found = queries.rubric_of(year)
    if found is None:
        raise Http404
    kept = queries.rubric_versions(found)
    by_number = {version.number: version for version in kept}
    newest = kept[0].number if kept else 0
    newer = by_number.get(whole(request.GET.get("den"), newest))
    before_it = max((number for number in by_number if newer and number < newer.number), default=0)
    older = by_number.get(whole(request.GET.get("tu"), before_it))
    context = {
        "rubric": found,
        "versions": kept,
        "older": older,
        "newer": newer,
        "may_compare": len(kept) > 1,
        "changes": _changes(older, newer),
        "section": "scores",
    }
    return render(request, "scoring/rubric_versions.html", context)


def _changes(older: RubricVersion | None, newer: RubricVersion | None) -> list[Change]:
    if newer is None:
        return []
    return rubric_told.differences(older.content if older else None, newer.content)


def loose_words(loose: list[queries.LooseTie]) -> str:
    """Say which criteria lost their target or indicator."""
    named = "; ".join(f"{tie.criterion.code} (“{tie.wanted}”)" for tie in loose)
    return _("Năm nay không có chỉ tiêu, chỉ số mà các tiêu chí sau dẫn tới, hãy gắn lại: %(criteria)s.") % {
        "criteria": named
    }


def _last_years(year: ClusterYear) -> LibraryRubric | None:
    """Last year's rubric as one of the library; None where there is none."""
    before = ClusterYear.objects.filter(cluster=year.cluster_id, year=year.year - 1).first()
    found = queries.rubric_of(before) if before else None
    if found is None:
        return None
    groups = queries.rubric_groups(found)
    source = found.source or _("Thang điểm năm %(year)s của cụm, khối.") % {"year": year.year - 1}
    return LibraryRubric(LAST_YEARS, found.name, "", source, found.precision, groups)


def _may_take(year: ClusterYear) -> bool:
    """Whether a whole rubric may be put there now: it is time, and there is none yet."""
    is_time = not year.is_closed and year.current_stage in OPEN_STAGES
    return is_time and not queries.rubric_groups(queries.rubric_of(year))
