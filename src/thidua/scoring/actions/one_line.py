"""What every writer about one line of a handed-in sheet does first and last."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from thidua.accounts.actor import Actor
from thidua.clusters.access import lock_year
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.points import entry_faults
from thidua.core.rubric import RubricCriterion
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from ..models import Criterion, ScoreLine, ScoreSheet
from ..queries import criterion_value
from .open_sheet import person, unknown


def locked_sheet(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as it stands now, with its year locked."""
    lock_year(sheet.cluster_year)
    joined = ScoreSheet.objects.select_related("cluster_year__cluster", "cluster_year__chair", "unit")
    return joined.get(pk=sheet.pk)


def criterion_of(sheet: ScoreSheet, code: str) -> tuple[Criterion, RubricCriterion]:
    """The criterion ``code`` of the sheet's rubric, stored and as a value; refused when there is none."""
    rows = Criterion.objects.filter(group__rubric__cluster_year=sheet.cluster_year_id)
    row = rows.filter(code=code).select_related("target").first()
    if row is None:
        raise Refused(unknown(code))
    return row, criterion_value(row)


def figure_faults(criterion: RubricCriterion, figure: Decimal | None, place: str) -> list[Fault]:
    """What is wrong with a figure put in the place of the verifier's, at the field ``place``."""
    found = entry_faults(criterion, figure, verified=True)
    return [Fault(fault.cause, fault.mend, place, fault.params) for fault in found]


def text_of(text: str, missing: str, place: str, faults: list[Fault]) -> str:
    """The text as it is kept; ``missing`` is noted among ``faults`` when it is empty."""
    kept = nfc_lines(text)
    if not kept:
        faults.append(Fault(missing, place=place))
    return kept


def write_agreed(
    actor: Actor, sheet: ScoreSheet, criterion: Criterion, figure: Decimal | None, reason: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put the agreed figure (None: take it off) on the line; return what stood there and what stands now.

    It counts as a save of the sheet, so that a form made before is told.
    """
    line, _new = ScoreLine.objects.get_or_create(sheet=sheet, criterion=criterion)
    before = {"agreed_entry": line.agreed_entry, "agreed_reason": line.agreed_reason}
    line.agreed_entry, line.agreed_reason = figure, reason if figure is not None else ""
    line.save()
    sheet.version += 1
    sheet.edited_by, sheet.edited_at = person(actor), actor.at
    sheet.save()
    return before, {"agreed_entry": line.agreed_entry, "agreed_reason": line.agreed_reason}


def note(actor: Actor, action: str, subject: models.Model, sheet: ScoreSheet, code: str, **kept: Any) -> None:
    """Append the journal entry of an act about the line ``code``, kept under the unit whose sheet it is."""
    after = {"criterion": code, **kept.pop("after", {})}
    before = kept.pop("before", None)
    if before is not None:
        before = {"criterion": code, **before}
    append(
        actor,
        action,
        subject,
        before=before,
        after=after,
        year_id=sheet.cluster_year_id,
        unit_id=sheet.unit_id,
        **kept,
    )


AT_WHICH_STAGE = gettext_noop("Chỉ phiếu đã thẩm định xong mới có kiến nghị và điểm thống nhất.")


def require_verified(sheet: ScoreSheet) -> None:
    """Refuse while the sheet is not verified: until then the verifier's own side is open."""
    if not sheet.is_verified:
        raise Refused.because(AT_WHICH_STAGE, gettext_noop("Hãy chờ phiếu thẩm định xong."))
