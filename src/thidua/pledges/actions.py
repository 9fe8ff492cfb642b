"""The only writers of the pact, its targets and agreed figures.

``signing_actions`` signs and reopens, ``registration_actions`` registers titles; both are named here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.core.pledge import check_figure, figures_version
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc, nfc_lines, slug
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from .freeze import (
    figures_of,
    pact_of,
    refuse_signed_figures,
    refuse_signed_text,
    refuse_unless_member,
)
from .models import AgreedFigure, Pact, Target
from .registration_actions import register, withdraw_registration
from .signing_actions import reopen_pact, sign_pact

__all__ = [
    "agree_figures",
    "register",
    "remove_target",
    "reopen_pact",
    "save_pact",
    "save_target",
    "sign_pact",
    "withdraw_registration",
]

DRAFTING = (Stage.PREPARATION, Stage.PLEDGING)
_TARGET = ("name", "field", "measure", "direction", "position")


@transaction.atomic
def save_pact(actor: Actor, year: ClusterYear, *, text: str, version: int | None = None) -> Pact:
    """Write the pact's text, or change it as long as nobody has signed.

    ``version`` 0 says that the form was made when there was no pact yet.
    """
    lock_year(year)
    require(actor, Permission.EDIT_PACT, year)
    require_stage(actor, year, *DRAFTING)
    pact = pact_of(year)
    text = nfc_lines(text)
    if pact and actor.for_all_units and pact.text == text:
        return pact
    refuse_signed_text(pact)
    saved = pact or Pact(cluster_year=year, version=0)
    refuse_stale(version, saved.version, pact)
    before = {"text": saved.text} if pact else None
    saved.text = text
    refuse_if_any(field_faults(saved))
    saved.version += 1
    saved.save()
    append(actor, "save_pact", saved, before=before, after={"text": text}, year_id=year.pk)
    return saved


@transaction.atomic
def save_target(
    actor: Actor,
    year: ClusterYear,
    *,
    code: str = "",
    name: str,
    field: str,
    measure: str,
    direction: str,
    position: int = 0,
    target: Target | None = None,
    version: int | None = None,
) -> Target:
    """Add a target to the pact, or change ``target``; an import changes the one with the same code.

    Without a ``code`` one is made from the name; a target's code never changes.
    """
    lock_year(year)
    require(actor, Permission.EDIT_PACT, year)
    require_stage(actor, year, *DRAFTING)
    pact = pact_of(year)
    code = code or slug(name)[:40].strip("-")
    if target is not None:
        found: Target | None = Target.objects.get(pk=target.pk, cluster_year=year)
    else:
        found = Target.objects.filter(cluster_year=year, code=code).first()
        if found and not actor.for_all_units:
            refuse_if_any([_taken(code)])
    saved = found or Target(cluster_year=year, code=code, version=0)
    before = _values(saved) if found else None
    saved.name, saved.field, saved.measure = nfc(name), field, nfc(measure)
    saved.direction, saved.position = direction, position
    if before == _values(saved):
        return saved
    refuse_signed_text(pact)
    if found:
        refuse_stale(version, found.version, found)
    refuse_if_any([*field_faults(saved), *_figures_out_of_range(saved)])
    saved.version += 1
    saved.save()
    append(
        actor,
        "save_target",
        saved,
        before=before,
        after={"code": saved.code, **_values(saved)},
        year_id=year.pk,
    )
    return saved


@transaction.atomic
def remove_target(actor: Actor, target: Target) -> None:
    """Take a target and the figures agreed for it out of the pact, as long as nobody has signed."""
    year = target.cluster_year
    lock_year(year)
    require(actor, Permission.EDIT_PACT, year)
    require_stage(actor, year, *DRAFTING)
    refuse_signed_text(pact_of(year))
    figures = {figure.unit.short_name: figure.value for figure in target.figures.select_related("unit")}
    before = {"code": target.code, **_values(target), "figures": figures}
    append(actor, "remove_target", target, before=before, year_id=year.pk)
    target.delete()


@transaction.atomic
def agree_figures(
    actor: Actor,
    year: ClusterYear,
    unit: Unit,
    figures: Mapping[str, Decimal | None],
    version: str | None = None,
) -> None:
    """Set the figures ``unit`` pledges, by target code; None takes a figure back, others stay.

    ``version`` is :func:`~thidua.core.pledge.figures_version` of what the form showed.
    """
    lock_year(year)
    require(actor, Permission.AGREE_FIGURES, year, unit)
    require_stage(actor, year, *DRAFTING)
    pact = pact_of(year)
    refuse_unless_member(year, unit)
    targets = {target.code: target for target in year.targets.all()}
    refuse_if_any(
        fault
        for code, value in figures.items()
        for fault in (_faults_of(targets, code, value) if value is not None or code not in targets else [])
    )
    stored = figures_of(year, unit)
    changed = {code: value for code, value in figures.items() if stored.get(code) != value}
    if not changed:
        return
    refuse_signed_figures(pact, unit)
    refuse_stale(version, figures_version(stored), action="agree_figures", year_id=year.pk, unit_id=unit.pk)
    for code, value in changed.items():
        if value is None:
            AgreedFigure.objects.filter(target=targets[code], unit=unit).delete()
        else:
            AgreedFigure.objects.update_or_create(target=targets[code], unit=unit, defaults={"value": value})
    append(
        actor,
        "agree_figures",
        unit,
        before={code: stored.get(code) for code in changed},
        after=changed,
        year_id=year.pk,
        unit_id=unit.pk,
    )


def _faults_of(targets: Mapping[str, Target], code: str, value: Decimal | None) -> list[Fault]:
    if code not in targets:
        return [
            Fault(
                gettext_noop("Giao ước không có chỉ tiêu mã “%(code)s”."), place=code, params={"code": code}
            )
        ]
    return check_figure(value, targets[code].measure, code) if value is not None else []


def _figures_out_of_range(target: Target) -> list[Fault]:
    """Figures agreed before the measure was changed must still be possible."""
    if target.pk is None:
        return []
    wrong = [
        f.unit.short_name
        for f in target.figures.select_related("unit")
        if check_figure(f.value, target.measure)
    ]
    if not wrong:
        return []
    return [
        Fault(
            gettext_noop("Số đã giao ước của %(units)s không hợp với đơn vị tính này."),
            gettext_noop("Hãy sửa các số đó trước."),
            "measure",
            {"units": ", ".join(wrong)},
        )
    ]


def _taken(code: str) -> Fault:
    return Fault(
        gettext_noop("Mã chỉ tiêu “%(code)s” đã có."),
        gettext_noop("Hãy đặt tên hoặc mã khác."),
        "name",
        {"code": code},
    )


def _values(target: Target) -> dict[str, object]:
    return {name: getattr(target, name) for name in _TARGET}
