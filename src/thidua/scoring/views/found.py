"""A score sheet as its views find it, and the writing of what its form brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, find_member
from thidua.core.faults import Refused

from .. import actions
from ..forms.sheets import SCORE, VERIFY, GridForm, SelfScoreForm, VerificationForm
from ..models import ScoreSheet
from ..queries.sheet_page import SheetPage, SheetRights, rights_to, sheet_page

READ = "read"


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet that the user may read, and what they may do with it."""

    year: ClusterYear
    page: SheetPage
    rights: SheetRights

    @property
    def mode(self) -> str:
        """Which side of the sheet is open to the user."""
        if self.rights.may_score:
            return SCORE
        return VERIFY if self.rights.may_verify else READ

    @property
    def address(self) -> str:
        """Where the sheet is shown."""
        return self.year.url("score_sheet", self.page.unit.code)

    @property
    def sheet(self) -> ScoreSheet:
        """The stored sheet; 404 before the first save."""
        if self.page.sheet is None:
            raise Http404
        return self.page.sheet


def find_sheet(request: YearRequest, year: ClusterYear, unit_code: str) -> Found:
    """The unit's sheet, once the user may read it."""
    unit = find_member(year, unit_code)
    page = sheet_page(year, unit, request.actor.today)
    rights = rights_to(request.access, year, unit, page.sheet if page else None)
    if not rights.may_read:
        raise PermissionDenied
    if page is None:
        raise Http404
    return Found(year, page, rights)


def sheet_form(mode: str, page: SheetPage, *sent: Any) -> GridForm | None:
    """The form of one side; None for readers."""
    if mode == SCORE:
        return SelfScoreForm(page, *sent)
    return VerificationForm(page, *sent) if mode == VERIFY else None


def write_sheet(
    request: YearRequest,
    found: Found,
    form: GridForm,
    entries: Mapping[str, tuple[Decimal | None, str]],
) -> ScoreSheet:
    """Save the entries of the form's side. Raises what the action refuses."""
    version = form.cleaned_data["version"]
    if isinstance(form, VerificationForm):
        return actions.save_verification(request.actor, found.sheet, entries, version)
    return actions.save_self_scores(request.actor, found.year, found.page.unit, entries, version)


def attach_files(request: YearRequest, found: Found, form: GridForm) -> None:
    """Keep every good file; refuse with the faults of the others."""
    if not isinstance(form, SelfScoreForm):
        return
    faults = []
    for code, upload in form.uploads():
        try:
            actions.add_evidence(request.actor, found.year, found.page.unit, code, upload)
        except Refused as refused:
            faults += [replace(fault, place=f"{code}:file") for fault in refused.faults]
    if faults:
        raise Refused(*faults)
