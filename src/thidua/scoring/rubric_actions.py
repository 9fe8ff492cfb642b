"""The only writers of a year's rubric; it is frozen once units score themselves by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.rubric import RubricCriterion, RubricGroup, criteria_of
from thidua.core.rubric_faults import rubric_faults
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale
from thidua.pledges.models import Target

from .models import Criterion, CriterionGroup, Rubric
from .queries import rubric_groups, rubric_of

OPEN_STAGES = (Stage.PREPARATION, Stage.PLEDGING, Stage.RUNNING, Stage.MIDYEAR_REVIEW)


@transaction.atomic
def save_rubric(
    actor: Actor,
    year: ClusterYear,
    *,
    name: str,
    places: int,
    groups: Sequence[RubricGroup],
    version: int | None = None,
) -> Rubric:
    """Write the whole rubric: what is not in ``groups`` any more goes, the rest is kept by its code."""
    rubric = _opened(actor, year, version)
    return _store(actor, year, rubric, name, places, groups)


@transaction.atomic
def name_rubric(
    actor: Actor, year: ClusterYear, *, name: str, places: int, version: int | None = None
) -> Rubric:
    """Begin the rubric, or change its name and to how many places points are rounded."""
    rubric = _opened(actor, year, version)
    return _store(actor, year, rubric, name, places, rubric_groups(rubric))


@transaction.atomic
def copy_rubric(actor: Actor, year: ClusterYear) -> Rubric:
    """Take over the rubric of the cluster's year before; targets this year does not have are left off."""
    rubric = _opened(actor, year, None)
    before = ClusterYear.objects.filter(cluster=year.cluster_id, year=year.year - 1).first()
    source = rubric_of(before) if before else None
    if source is None:
        raise Refused.because(gettext_noop("Năm trước cụm chưa có thang điểm trên hệ thống."))
    if rubric is not None and rubric.groups.exists():
        raise Refused.because(gettext_noop("Năm nay đã có thang điểm; không chép đè lên."))
    known = set(Target.objects.filter(cluster_year=year).values_list("code", flat=True))
    groups = [
        replace(
            group,
            criteria=tuple(
                replace(c, target_code=c.target_code if c.target_code in known else "")
                for c in group.criteria
            ),
        )
        for group in rubric_groups(source)
    ]
    return _store(actor, year, rubric, source.name, source.places, groups)


@transaction.atomic
def save_group(
    actor: Actor,
    year: ClusterYear,
    *,
    code: str,
    name: str,
    was: str = "",
    position: int | None = None,
    version: int | None = None,
) -> Rubric:
    """Add a group, or change the one coded ``was``.

    ``position`` counts from 1; without it a group stays where it is, a new one comes last.
    """
    rubric = _existing(actor, year, version)
    groups = list(rubric_groups(rubric))
    place, old = _taken_out(groups, was)
    changed = RubricGroup(nfc(code), nfc(name), old.criteria if old else ())
    groups.insert(place if position is None else max(position - 1, 0), changed)
    _rename(CriterionGroup, {"rubric": rubric}, was, changed.code, [g.code for g in groups])
    return _store(actor, year, rubric, rubric.name, rubric.places, groups)


@transaction.atomic
def remove_group(actor: Actor, year: ClusterYear, code: str, *, version: int | None = None) -> Rubric:
    """Take a group with its criteria off the rubric."""
    rubric = _existing(actor, year, version)
    groups = [group for group in rubric_groups(rubric) if group.code != code]
    return _store(actor, year, rubric, rubric.name, rubric.places, groups)


@transaction.atomic
def save_criterion(
    actor: Actor,
    year: ClusterYear,
    group_code: str,
    criterion: RubricCriterion,
    *,
    was: str = "",
    position: int | None = None,
    version: int | None = None,
) -> Rubric:
    """Add a criterion to a group, or change the one coded ``was`` there."""
    rubric = _existing(actor, year, version)
    groups = list(rubric_groups(rubric))
    index = next((i for i, group in enumerate(groups) if group.code == group_code), None)
    if index is None:
        raise Refused.because(gettext_noop("Nhóm tiêu chí này không còn trong thang điểm."))
    criteria = list(groups[index].criteria)
    place, _old = _taken_out(criteria, was)
    changed = replace(criterion, code=nfc(criterion.code), name=nfc(criterion.name))
    criteria.insert(place if position is None else max(position - 1, 0), changed)
    groups[index] = replace(groups[index], criteria=tuple(criteria))
    codes = [c.code for c in criteria_of(groups)]
    _rename(Criterion, {"group__rubric": rubric}, was, changed.code, codes)
    return _store(actor, year, rubric, rubric.name, rubric.places, groups)


@transaction.atomic
def remove_criterion(actor: Actor, year: ClusterYear, code: str, *, version: int | None = None) -> Rubric:
    """Take a criterion off the rubric."""
    rubric = _existing(actor, year, version)
    groups = [
        replace(group, criteria=tuple(c for c in group.criteria if c.code != code))
        for group in rubric_groups(rubric)
    ]
    return _store(actor, year, rubric, rubric.name, rubric.places, groups)


def _opened(actor: Actor, year: ClusterYear, version: int | None) -> Rubric | None:
    """The year's rubric, with the year locked, once the actor may write it."""
    lock_year(year)
    require(actor, Permission.EDIT_RUBRIC, year)
    require_stage(actor, year, *OPEN_STAGES)
    rubric = Rubric.objects.filter(cluster_year=year).first()
    refuse_stale(version, rubric.version if rubric else 0, rubric)
    return rubric


def _existing(actor: Actor, year: ClusterYear, version: int | None) -> Rubric:
    rubric = _opened(actor, year, version)
    if rubric is None:
        raise Refused.because(
            gettext_noop("Năm này chưa có thang điểm."), gettext_noop("Hãy lập thang điểm trước.")
        )
    return rubric


def _taken_out(rows: list[Any], was: str) -> tuple[int, Any]:
    """Take the row coded ``was`` out of ``rows``; return its place (or the end) and itself (or None)."""
    if not was:
        return len(rows), None
    for index, row in enumerate(rows):
        if row.code == was:
            return index, rows.pop(index)
    raise Refused.because(gettext_noop("Mục “%(code)s” không còn trong thang điểm."), code=was)


def _rename(model: type[Any], where: Mapping[str, Any], was: str, code: str, codes: list[str]) -> None:
    """Give a stored row its new code, so that it is kept; a code used twice is refused by the store."""
    if was and was != code and codes.count(code) == 1:
        model.objects.filter(**where, code=was).update(code=code)


def _store(
    actor: Actor,
    year: ClusterYear,
    rubric: Rubric | None,
    name: str,
    places: int,
    groups: Sequence[RubricGroup],
) -> Rubric:
    before = _told(rubric.name, rubric.places, rubric_groups(rubric)) if rubric else {}
    rubric = rubric or Rubric(cluster_year=year, version=0)
    rubric.name, rubric.places = nfc(name), places
    rubric.version += 1
    targets = {target.code: target for target in Target.objects.filter(cluster_year=year)}
    refuse_if_any(
        [*rubric_faults(rubric.name, places, groups), *_target_faults(groups, targets), *field_faults(rubric)]
    )
    rubric.save()
    _store_rows(rubric, groups, targets)
    after = _told(rubric.name, rubric.places, groups)
    append(
        actor,
        "save_rubric",
        rubric,
        before={key: value for key, value in before.items() if after.get(key) != value},
        after={key: value for key, value in after.items() if before.get(key) != value},
        year_id=year.pk,
    )
    return rubric


def _store_rows(rubric: Rubric, groups: Sequence[RubricGroup], targets: Mapping[str, Target]) -> None:
    kept_groups = {row.code: row for row in CriterionGroup.objects.filter(rubric=rubric)}
    kept = {row.code: row for row in Criterion.objects.filter(group__rubric=rubric)}
    faults: list[Fault] = []
    for place, group in enumerate(groups, start=1):
        row = kept_groups.pop(group.code, None) or CriterionGroup(rubric=rubric, code=group.code)
        row.name, row.position = group.name, place
        faults += _placed(field_faults(row), group.code)
        if faults:
            continue
        row.save()
        for order, criterion in enumerate(group.criteria, start=1):
            held = kept.pop(criterion.code, None) or Criterion(code=criterion.code)
            _fill(held, row, criterion, targets.get(criterion.target_code), order)
            wrong = _placed(field_faults(held), criterion.code)
            faults += wrong
            if not wrong:
                held.save()
    refuse_if_any(faults)
    _remove(list(kept.values()))
    CriterionGroup.objects.filter(pk__in=[row.pk for row in kept_groups.values()]).delete()


def _fill(
    row: Criterion, group: CriterionGroup, criterion: RubricCriterion, target: Target | None, order: int
) -> None:
    row.group, row.position, row.target = group, order, target
    row.name, row.kind, row.max_points = criterion.name, criterion.kind, criterion.max_points
    row.parameters = criterion.parameters.as_mapping()
    row.guidance = nfc_lines(criterion.guidance)


def _remove(rows: list[Criterion]) -> None:
    for row in rows:
        try:
            row.delete()
        except ProtectedError as error:
            raise Refused.because(
                gettext_noop("Không xóa được tiêu chí “%(code)s”: đã có đơn vị chấm theo tiêu chí này."),
                gettext_noop("Hãy giữ tiêu chí và sửa nội dung nếu cần."),
                place=f"{row.code}:code",
                code=row.code,
            ) from error


def _target_faults(groups: Sequence[RubricGroup], targets: Mapping[str, Target]) -> list[Fault]:
    return [
        Fault(
            gettext_noop("Tiêu chí “%(code)s” dẫn chỉ tiêu “%(target)s” không có trong giao ước."),
            gettext_noop("Hãy chọn một chỉ tiêu của giao ước, hoặc để trống."),
            place=f"{criterion.code}:target",
            params={"code": criterion.code, "target": criterion.target_code},
        )
        for criterion in criteria_of(groups)
        if criterion.target_code and criterion.target_code not in targets
    ]


def _placed(faults: list[Fault], code: str) -> list[Fault]:
    return [replace(fault, place=f"{code}:{fault.place}") for fault in faults]


def _told(name: str, places: int, groups: Sequence[RubricGroup]) -> dict[str, Any]:
    """The rubric as the journal keeps it: a line for each group and criterion."""
    told: dict[str, Any] = {"name": name, "places": places}
    for group in groups:
        told[f"group {group.code}"] = group.name
        for criterion in group.criteria:
            told[criterion.code] = {
                "group": group.code,
                "name": criterion.name,
                "kind": criterion.kind.value,
                "max_points": criterion.max_points,
                "parameters": criterion.parameters.as_mapping(),
                "target": criterion.target_code,
                "guidance": criterion.guidance,
            }
    return told
