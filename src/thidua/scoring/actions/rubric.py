"""The only writers of a year's rubric. Each save keeps the whole rubric as a version.

It is frozen once units score themselves by it: a change after that needs a reason, which the journal and the
version keep. ``rubric_change`` shows beforehand whom such a change moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.rubric import Precision, Rounding, RubricCriterion, RubricGroup, criteria_of
from thidua.core.rubric_faults import rubric_faults
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale
from thidua.pledges.models import Target

from ..library_files import library
from ..models import Criterion, CriterionGroup, Rubric, RubricVersion
from ..queries import rubric_groups, rubric_of, tied_to
from ..rubric_ties import tie_faults
from ..rubric_told import content_of, told
from .open_sheet import person

OPEN_STAGES = (Stage.PREPARATION, Stage.PLEDGING, Stage.RUNNING, Stage.MIDYEAR_REVIEW)
# In these a change needs a reason; afterwards what is proposed rests on the points, so there is none.
FROZEN_STAGES = (Stage.SELF_SCORING, Stage.VERIFICATION, Stage.REVIEW)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the criteria: name, how points are rounded, where the rubric was taken from."""

    name: str
    precision: Precision
    source: str = ""

    @classmethod
    def of(cls, rubric: Rubric) -> Head:
        """The stored one."""
        return cls(rubric.name, rubric.precision, rubric.source)


@transaction.atomic
def save_rubric(
    actor: Actor,
    year: ClusterYear,
    *,
    name: str,
    places: int,
    groups: Sequence[RubricGroup],
    rounding: Rounding | None = None,
    source: str | None = None,
    version: int | None = None,
    reason: str = "",
) -> Rubric:
    """Write the whole rubric: what is not in ``groups`` any more goes, the rest is kept by its code.

    Rounding and source stay as they are unless given.
    """
    rubric = _opened(actor, year, version, reason)
    stood = Head.of(rubric) if rubric else Head(name, Precision(places))
    head = Head(
        name,
        Precision(places, rounding or stood.precision.rounding),
        stood.source if source is None else source,
    )
    return _store(actor, year, rubric, head, groups, reason)


@transaction.atomic
def name_rubric(
    actor: Actor,
    year: ClusterYear,
    *,
    name: str,
    places: int,
    rounding: Rounding | None = None,
    version: int | None = None,
    reason: str = "",
) -> Rubric:
    """Begin the rubric, or change its name and how points are rounded."""
    rubric = _opened(actor, year, version, reason)
    stood = Head.of(rubric) if rubric else Head(name, Precision(places))
    head = replace(stood, name=name, precision=Precision(places, rounding or stood.precision.rounding))
    return _store(actor, year, rubric, head, rubric_groups(rubric), reason)


@transaction.atomic
def copy_rubric(actor: Actor, year: ClusterYear) -> Rubric:
    """Take over the rubric of the cluster's year before; targets this year does not have are left off."""
    rubric = _beginning(actor, year)
    before = ClusterYear.objects.filter(cluster=year.cluster_id, year=year.year - 1).first()
    taken = rubric_of(before) if before else None
    if taken is None:
        raise Refused.because(gettext_noop("Năm trước cụm chưa có thang điểm trên hệ thống."))
    head = replace(Head.of(taken), source=f"{taken.name} ({year.year - 1})")
    return _store(actor, year, rubric, head, tied_to(year, rubric_groups(taken)))


@transaction.atomic
def take_rubric_from_library(actor: Actor, year: ClusterYear, code: str) -> Rubric:
    """Take over a rubric of the library, with its source; what it ties to targets is left to be chosen."""
    rubric = _beginning(actor, year)
    taken = library().get(code)
    if taken is None:
        raise Refused.because(gettext_noop("Thư viện không có thang điểm này."))
    head = Head(taken.name, taken.precision, taken.source)
    return _store(actor, year, rubric, head, tied_to(year, taken.groups))


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
    reason: str = "",
) -> Rubric:
    """Add a group, or change the one coded ``was``.

    ``position`` counts from 1; without it a group stays where it is, a new one comes last.
    """
    rubric = _existing(actor, year, version, reason)
    groups = list(rubric_groups(rubric))
    place, old = _taken_out(groups, was)
    changed = RubricGroup(nfc(code), nfc(name), old.criteria if old else ())
    groups.insert(place if position is None else max(position - 1, 0), changed)
    _rename(CriterionGroup, {"rubric": rubric}, was, changed.code, [g.code for g in groups])
    return _store(actor, year, rubric, Head.of(rubric), groups, reason)


@transaction.atomic
def remove_group(
    actor: Actor, year: ClusterYear, code: str, *, version: int | None = None, reason: str = ""
) -> Rubric:
    """Take a group with its criteria off the rubric."""
    rubric = _existing(actor, year, version, reason)
    groups = [group for group in rubric_groups(rubric) if group.code != code]
    return _store(actor, year, rubric, Head.of(rubric), groups, reason)


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
    reason: str = "",
) -> Rubric:
    """Add a criterion to a group, or change the one coded ``was`` there."""
    rubric = _existing(actor, year, version, reason)
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
    return _store(actor, year, rubric, Head.of(rubric), groups, reason)


@transaction.atomic
def remove_criterion(
    actor: Actor, year: ClusterYear, code: str, *, version: int | None = None, reason: str = ""
) -> Rubric:
    """Take a criterion off the rubric; one that units have scored by stays."""
    rubric = _existing(actor, year, version, reason)
    groups = [
        replace(group, criteria=tuple(c for c in group.criteria if c.code != code))
        for group in rubric_groups(rubric)
    ]
    return _store(actor, year, rubric, Head.of(rubric), groups, reason)


def is_frozen(year: ClusterYear) -> bool:
    """Whether the rubric may be changed only for a reason."""
    return not year.is_closed and year.current_stage in FROZEN_STAGES


def _opened(actor: Actor, year: ClusterYear, version: int | None, reason: str = "") -> Rubric | None:
    """The year's rubric, with the year locked, once the actor may write it."""
    lock_year(year)
    require(actor, Permission.EDIT_RUBRIC, year)
    rubric = Rubric.objects.filter(cluster_year=year).first()
    require_stage(actor, year, *OPEN_STAGES, *(FROZEN_STAGES if rubric else ()))
    if is_frozen(year) and not actor.for_all_units and not reason.strip():
        raise Refused.because(
            gettext_noop("Thang điểm đã khóa vì các đơn vị đã bắt đầu tự chấm."),
            gettext_noop("Hãy ghi lý do sửa."),
            place="reason",
        )
    refuse_stale(version, rubric.version if rubric else 0, rubric)
    return rubric


def _beginning(actor: Actor, year: ClusterYear) -> Rubric | None:
    """The year's rubric, or None, once a whole one may be put there."""
    rubric = _opened(actor, year, None)
    if rubric is not None and rubric.groups.exists():
        raise Refused.because(gettext_noop("Năm nay đã có thang điểm; không chép đè lên."))
    return rubric


def _existing(actor: Actor, year: ClusterYear, version: int | None, reason: str) -> Rubric:
    rubric = _opened(actor, year, version, reason)
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
    head: Head,
    groups: Sequence[RubricGroup],
    reason: str = "",
) -> Rubric:
    before = told(content_of(rubric, rubric_groups(rubric))) if rubric else {}
    rubric = rubric or Rubric(cluster_year=year, version=0)
    rubric.name, rubric.source = nfc(head.name), nfc_lines(head.source)
    rubric.places, rubric.rounding = head.precision.places, head.precision.rounding
    rubric.version += 1
    targets = {target.code: target for target in Target.objects.filter(cluster_year=year)}
    refuse_if_any(
        [
            *rubric_faults(rubric.name, head.precision, groups),
            *tie_faults(year, groups, targets),
            *field_faults(rubric),
        ]
    )
    rubric.save()
    _store_rows(rubric, groups, targets)
    content, reason = content_of(rubric, groups), nfc_lines(reason)
    after = told(content)
    RubricVersion.objects.create(
        rubric=rubric,
        number=rubric.version,
        content=content,
        saved_by=person(actor),
        saved_at=actor.at,
        reason=reason,
    )
    append(
        actor,
        "change_frozen_rubric" if reason else "save_rubric",
        rubric,
        before={key: value for key, value in before.items() if after.get(key) != value},
        after={key: value for key, value in after.items() if before.get(key) != value},
        year_id=year.pk,
        reason=reason,
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


def _placed(faults: list[Fault], code: str) -> list[Fault]:
    return [replace(fault, place=f"{code}:{fault.place}") for fault in faults]
