"""The only writers of directives, movements and units' parts; ``activity_actions`` has joint activities."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.core.files.base import File
from django.db import models, transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, member_ids, require, require_stage
from thidua.clusters.files import PAPERS, check_upload, forget
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from .activity_actions import record_activity, remove_activity
from .models import Directive, DirectiveFile, Movement, MovementPart

__all__ = [
    "launch_movement",
    "record_activity",
    "record_part",
    "remove_activity",
    "remove_directive",
    "save_directive",
    "withdraw_movement",
]

DIRECTIVE_FILES = {suffix: PAPERS[suffix] for suffix in (".pdf", ".docx")}
# The units' work of the year is written down while it runs, until they score themselves on it.
PART_STAGES = (Stage.RUNNING, Stage.MIDYEAR_REVIEW, Stage.SELF_SCORING)

_DIRECTIVE = ("number", "issued_on", "issuer", "abstract")
_MOVEMENT = (
    "name",
    "launched_by",
    "level",
    "kind",
    "starts_on",
    "ends_on",
    "targets",
    "criteria",
    "directive",
)
_PART = ("activities", "results")

Row = TypeVar("Row", Directive, Movement)


@transaction.atomic
def save_directive(
    actor: Actor,
    year: ClusterYear,
    *,
    number: str,
    issued_on: date | None,
    issuer: str,
    abstract: str,
    file: File[bytes] | None = None,
    directive: Directive | None = None,
    version: int | None = None,
) -> Directive:
    """Cite a directive, or change ``directive``; an import changes the one with the same number.

    ``file`` is its text as PDF or DOCX and replaces an earlier one.
    """
    lock_year(year)
    require(actor, Permission.EDIT_DIRECTIVES, year)
    require_stage(actor, year)
    number = nfc(number)
    found = _edited(actor, Directive, year, directive, number=number)
    saved = found or Directive(cluster_year=year)
    before = _values(saved, _DIRECTIVE) if found else None
    if found:
        refuse_stale(version, found.version, found)
    saved.number, saved.issued_on = number, issued_on
    saved.issuer, saved.abstract = nfc(issuer), nfc_lines(abstract)
    faults = field_faults(saved)
    if Directive.objects.filter(cluster_year=year, number=number).exclude(pk=saved.pk).exists():
        faults.append(
            Fault(
                gettext_noop("Văn bản số %(number)s đã có trong năm."),
                gettext_noop("Hãy mở văn bản đó để sửa."),
                "number",
                {"number": number},
            )
        )
    if issued_on and issued_on > actor.today and not actor.for_all_units:
        faults.append(Fault(gettext_noop("Ngày ban hành chưa tới."), place="issued_on"))
    refuse_if_any(faults)
    kept = check_upload(file, DIRECTIVE_FILES) if file else None
    _save(saved, found is not None)
    after = _values(saved, _DIRECTIVE)
    if kept:
        _drop_file(saved)
        DirectiveFile.objects.create(directive=saved, **kept)
        after["file"] = kept["file_name"]
    append(actor, "save_directive", saved, before=before, after=after, year_id=year.pk)
    return saved


@transaction.atomic
def remove_directive(actor: Actor, directive: Directive) -> None:
    """Take a directive off the year; movements launched under it stay."""
    year = directive.cluster_year
    lock_year(year)
    require(actor, Permission.EDIT_DIRECTIVES, year)
    require_stage(actor, year)
    append(actor, "remove_directive", directive, before=_values(directive, _DIRECTIVE), year_id=year.pk)
    _drop_file(directive)
    directive.delete()


@transaction.atomic
def launch_movement(
    actor: Actor,
    year: ClusterYear,
    *,
    name: str,
    launched_by: str,
    level: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    targets: str = "",
    criteria: str = "",
    directive: Directive | None = None,
    movement: Movement | None = None,
    version: int | None = None,
) -> Movement:
    """Launch a movement, or change ``movement``; an import changes the one of the same name."""
    lock_year(year)
    require(actor, Permission.LAUNCH_MOVEMENTS, year)
    require_stage(actor, year)
    name = nfc(name)
    found = _edited(actor, Movement, year, movement, name=name)
    saved = found or Movement(cluster_year=year)
    before = _values(saved, _MOVEMENT) if found else None
    if found:
        refuse_stale(version, found.version, found)
    saved.name, saved.launched_by = name, nfc(launched_by)
    saved.level, saved.kind = level, kind
    saved.starts_on, saved.ends_on = starts_on, ends_on
    saved.targets, saved.criteria, saved.directive = nfc_lines(targets), nfc_lines(criteria), directive
    faults = field_faults(saved)
    if Movement.objects.filter(cluster_year=year, name=name).exclude(pk=saved.pk).exists():
        faults.append(
            Fault(
                gettext_noop("Phong trào cùng tên đã được phát động trong năm."),
                gettext_noop("Hãy mở phong trào đó để sửa."),
                "name",
            )
        )
    if ends_on and ends_on < starts_on:
        faults.append(Fault(gettext_noop("Ngày kết thúc sớm hơn ngày bắt đầu."), place="ends_on"))
    if directive and directive.cluster_year_id != year.pk:
        faults.append(Fault(gettext_noop("Văn bản chỉ đạo thuộc năm khác."), place="directive"))
    refuse_if_any(faults)
    _save(saved, found is not None)
    append(actor, "launch_movement", saved, before=before, after=_values(saved, _MOVEMENT), year_id=year.pk)
    return saved


@transaction.atomic
def withdraw_movement(actor: Actor, movement: Movement) -> None:
    """Take back a movement launched by mistake, as long as no unit has recorded its part."""
    year = movement.cluster_year
    lock_year(year)
    require(actor, Permission.LAUNCH_MOVEMENTS, year)
    require_stage(actor, year)
    if movement.parts.exists():
        raise Refused.because(
            gettext_noop("Đã có đơn vị ghi phần tham gia phong trào này."),
            gettext_noop("Hãy sửa phong trào thay vì rút."),
        )
    append(actor, "withdraw_movement", movement, before=_values(movement, _MOVEMENT), year_id=year.pk)
    movement.delete()


@transaction.atomic
def record_part(
    actor: Actor,
    movement: Movement,
    unit: Unit,
    *,
    activities: str,
    results: str = "",
    version: int | None = None,
) -> MovementPart:
    """Write down what ``unit`` did in ``movement`` and what came of it; again to change it.

    ``version`` 0 says that the form was made when nothing had been recorded yet.
    """
    year = movement.cluster_year
    lock_year(year)
    require(actor, Permission.TAKE_PART, year, unit)
    require_stage(actor, year, *PART_STAGES)
    if unit.pk not in member_ids(year):
        raise Refused.because(gettext_noop("Đơn vị không phải thành viên của cụm trong năm này."))
    if not Movement.objects.filter(pk=movement.pk).exists():
        raise Refused.because(gettext_noop("Phong trào này vừa được rút."))
    found = MovementPart.objects.filter(movement=movement, unit=unit).first()
    part = found or MovementPart(movement=movement, unit=unit, version=0)
    refuse_stale(version, part.version, found)
    before = _values(part, _PART) if found else None
    part.activities, part.results = nfc_lines(activities), nfc_lines(results)
    part.recorded_on = actor.today
    refuse_if_any(field_faults(part))
    _save(part, True)
    append(
        actor,
        "record_part",
        part,
        before=before,
        after=_values(part, _PART),
        year_id=year.pk,
        unit_id=unit.pk,
    )
    return part


def _edited(actor: Actor, kind: type[Row], year: ClusterYear, given: Row | None, **key: str) -> Row | None:
    """The row that is changed: the one given, or for an import the one with this natural key."""
    rows = kind._default_manager.filter(cluster_year=year)
    if given is not None:
        return rows.get(pk=given.pk)
    return rows.filter(**key).first() if actor.for_all_units else None


def _save(row: Directive | Movement | MovementPart, is_change: bool) -> None:
    if is_change:
        row.version += 1
    row.save()


def _values(row: models.Model, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def _drop_file(directive: Directive) -> None:
    """Forget the directive's text and remove its bytes once the transaction holds."""
    for text in DirectiveFile.objects.filter(directive=directive):
        forget(text.file)
        text.delete()
