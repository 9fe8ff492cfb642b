"""The only writer of remarks on a line of a score sheet; a remark once made stays."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import access_to, member_ids, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.faults import Fault, gettext_noop, refuse_if_any

from ..models import LineComment, ScoreSheet
from ..verifiers import may_verify
from .one_line import criterion_of, locked_sheet, note, text_of
from .open_sheet import person


@transaction.atomic
def add_comment(
    actor: Actor, sheet: ScoreSheet, criterion_code: str, text: str, unit: Unit | None = None
) -> LineComment:
    """Add a remark in the name of the actor's unit (of ``unit``, when an import records it).

    Until the sheet is handed in only its own unit may; afterwards everybody in a member unit, and who
    verifies it. A verifier from outside the cluster speaks without a unit.
    """
    sheet = locked_sheet(sheet)
    year = sheet.cluster_year
    access = access_to(actor.user, year, actor.today)
    if not (sheet.is_handed_in and may_verify(access, year, sheet.unit_id)):
        require(actor, Permission.COMMENT_SCORES, year, None if sheet.is_handed_in else sheet.unit_id)
    require_stage(actor, year)
    row, _value = criterion_of(sheet, criterion_code)
    faults: list[Fault] = []
    kept = text_of(text, gettext_noop("Hãy ghi ý kiến."), "text", faults)
    refuse_if_any(faults)
    comment = LineComment.objects.create(
        sheet=sheet,
        criterion=row,
        author=None if actor.for_all_units else person(actor),
        unit=unit or (access.unit if access.unit and access.unit.pk in member_ids(year) else None),
        at=actor.at,
        text=kept,
    )
    # What is said about a draft is the unit's own: the journal then keeps only that something was said.
    said = {"text": kept} if sheet.is_handed_in else {}
    note(actor, "add_comment", sheet, sheet, row.code, after=said)
    return comment
