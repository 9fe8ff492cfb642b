"""What the grid asks while somebody works in it: points of what is typed, a save, who else is there."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.accounts.faults import fault_text
from thidua.accounts.moments import moment_words
from thidua.accounts.posted import whole
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_member, year_page
from thidua.core.faults import NotPermitted, Refused, Stale

from ..actions import presence
from ..forms.sheets import SCORE, VERIFY, GridForm, SelfScoreForm
from ..grid_answer import shown_points, tried_points
from ..models import ScoreSheet, SheetEditor
from ..queries.sheet_page import SheetPage, rights_to
from ..sealed_ground import Ground, seal, unseal
from ..tried_sheet import ground_of, try_sheet
from .found import Found, attach_files, find_sheet, write_sheet


def script(name: str) -> str:
    """The static file of one of the grid's scripts."""
    return f"js/grid/{name}.js"


def wants_answer(request: YearRequest) -> bool:
    """Whether the grid's script sent this, not a person the form."""
    return request.headers.get("Accept") == "application/json"


@require_POST
@year_page()
def sheet_points(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """The points of what is typed on one side, by the rules that count once it is saved; nothing is."""
    side = request.POST.get("side", "")
    ground = unseal(request.POST.get("facts", ""), request.user, year, unit_code, side)
    tried = try_sheet(year, ground or _ground(request, year, unit_code, side), request.POST)
    return JsonResponse(tried_points(tried, side))


def _ground(request: YearRequest, year: ClusterYear, unit_code: str, side: str) -> Ground:
    """What a page carries that was made for the side: of those who may write it."""
    unit = find_member(year, unit_code)
    sheet = ScoreSheet.objects.filter(cluster_year=year, unit=unit).first()
    rights = rights_to(request.access, year, unit, sheet)
    if not {SCORE: rights.may_score, VERIFY: rights.may_verify}.get(side, False):
        raise PermissionDenied
    ground = ground_of(year, unit, sheet, side, request.actor.today)
    if ground is None:
        raise Http404
    return ground


@require_POST
@year_page()
def sheet_presence(request: YearRequest, year: ClusterYear, unit_code: str) -> HttpResponse:
    """Note that the page is open (or left), and tell who else has it open and who has saved since."""
    unit = find_member(year, unit_code)
    sheet = ScoreSheet.objects.select_related("edited_by").filter(cluster_year=year, unit=unit).first()
    rights = rights_to(request.access, year, unit, sheet)
    if not rights.may_score and not rights.may_verify:
        raise PermissionDenied
    if request.POST.get("left"):
        presence.close(request.actor, year, unit)
        return JsonResponse({})
    others = presence.keep_open(request.actor, year, unit)
    seen = whole(request.POST.get("version"), 0)
    newer = sheet is not None and sheet.version > seen
    return JsonResponse({"others": _others(others), "newer": _saved_by(sheet) if sheet and newer else ""})


def autosave(request: YearRequest, found: Found, form: GridForm) -> JsonResponse:
    """Save the rows without a fault; answer with the points as they stand, and each fault at its cell."""
    unit = found.page.unit
    form.is_valid()
    try:
        refused = _save_good_rows(request, found, form)
    except Stale as stale:
        return _stale(form, find_sheet(request, found.year, unit.code).page, stale)
    page = find_sheet(request, found.year, unit.code).page
    return JsonResponse(
        {
            "saved": not refused,
            "said": _("Chưa lưu: %(why)s") % {"why": refused} if refused else _said(request, form),
            "version": page.version,
            "facts": sealed_for(request, found.year, page, form.side),
            "faults": _faults(form),
            "files": _files(request, found.year, page, form) if isinstance(form, SelfScoreForm) else {},
            **shown_points(page.scores, [group.group for group in page.groups]),
        }
    )


def sealed_for(request: YearRequest, year: ClusterYear, page: SheetPage, side: str) -> str:
    """What the page carries for the points of what is typed."""
    groups = tuple(group.group for group in page.groups)
    sheet_id = page.sheet.pk if page.sheet else None
    ground = Ground(page.unit.pk, sheet_id, side, page.rubric, groups, page.scores.facts)
    return seal(request.user, year, page.unit, ground)


def _save_good_rows(request: YearRequest, found: Found, form: GridForm) -> str:
    """Save and attach; the faults go into the form. Return why nothing was saved, or nothing.

    Rows whose fault only the action knows are left out of a second attempt.
    """
    try:
        write_sheet(request, found, form, form.good_entries())
    except (NotPermitted, Stale):
        raise
    except Refused as refused:
        form.show(refused)
        if form.non_field_errors():
            return " ".join(fault_text(fault) for fault in refused.faults)
        write_sheet(request, found, form, form.good_entries())
    try:
        attach_files(request, found, form)
    except Refused as refused:
        form.show(refused)
    return ""


def _said(request: YearRequest, form: GridForm) -> str:
    when = {"when": f"{timezone.localtime(request.actor.at):%H:%M}"}
    if faults := _faults(form):
        told = ngettext(
            "Đã lưu lúc %(when)s, trừ %(count)s ô cần sửa.",
            "Đã lưu lúc %(when)s, trừ %(count)s ô cần sửa.",
            len(faults),
        )
        return told % {**when, "count": len(faults)}
    return _("Đã lưu lúc %(when)s") % when


def _stale(form: GridForm, page: SheetPage, stale: Stale) -> JsonResponse:
    """Somebody has saved meanwhile: nothing is written; what they wrote goes beside each cell."""
    again = type(form)(page, form.data)
    again.compare()
    return JsonResponse(
        {
            "saved": False,
            "stale": True,
            "said": " ".join(fault_text(fault) for fault in stale.faults),
            "version": page.version,
            "newer": {
                name: _("Người khác vừa ghi: %(stored)s") % {"stored": stored}
                for name, stored in again.newer.items()
            },
        }
    )


def _faults(form: GridForm) -> dict[str, str]:
    """What is wrong, by the name of the cell."""
    return {name: " ".join(map(str, told)) for name, told in form.errors.items() if name in form.fields}


def _files(request: YearRequest, year: ClusterYear, page: SheetPage, form: SelfScoreForm) -> dict[str, str]:
    """The evidence of the rows to which files were added, by the element that lists it."""
    added = {code for code, _upload in form.uploads()}
    fresh = SelfScoreForm(page)
    return {
        f"evidence-{row.index}": render_to_string(
            "scoring/parts/evidence.html",
            {"row": row, "file": fresh.row_fields(row).get("file"), "year": year},
            request,
        )
        for row in page.rows
        if row.criterion.code in added
    }


def _others(others: list[SheetEditor]) -> str:
    """Who else has the sheet open, in a sentence; empty when nobody has."""
    names = ", ".join(editor.user.full_name for editor in others)
    return _("%(names)s cũng đang mở phiếu này để sửa.") % {"names": names} if names else ""


def _saved_by(sheet: ScoreSheet) -> str:
    who = sheet.edited_by.full_name if sheet.edited_by else _("Người khác")
    return _("%(who)s đã lưu phiếu lúc %(when)s.") % {"who": who, "when": moment_words(sheet.edited_at)}
