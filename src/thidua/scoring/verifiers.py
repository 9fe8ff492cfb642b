"""Who verifies the score sheets of a year, by its regulation: the one place that decides.

The cluster's secretary does (and closes the sheets that units cross-score); where the regulation leaves it
to inspection groups, the people of a unit's group do instead, and the secretary does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import Access, access_to
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.faults import NotPermitted, gettext_noop
from thidua.core.verification import Combination, VerificationMode, rota

from .models import InspectionGroup, ScoringRules


@dataclass(frozen=True, slots=True)
class Group:
    """An inspection group: its name, the ids of its people and of the units whose sheets it verifies."""

    pk: int
    name: str
    people: frozenset[int]
    units: frozenset[int]


@dataclass(frozen=True, slots=True)
class Verifying:
    """How a year's sheets are verified; ``scored_by``: for each unit id those of the units that score it.

    ``combination``: how the points of those become one.
    """

    mode: VerificationMode = VerificationMode.SECRETARY
    groups: tuple[Group, ...] = ()
    scored_by: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    combination: Combination = Combination.MEAN

    def group_of(self, unit_id: int) -> Group | None:
        """The group that verifies the unit's sheet; None while it is in none."""
        return next((group for group in self.groups if unit_id in group.units), None)

    def scored_for(self, unit_id: int) -> tuple[int, ...]:
        """The ids of the units whose sheets ``unit_id`` cross-scores."""
        return tuple(scored for scored, by in self.scored_by.items() if unit_id in by)


def verifying_in(year: ClusterYear) -> Verifying:
    """Read how the year's sheets are verified; at most a fixed number of queries, once a request."""
    if not hasattr(year, "_verifying"):
        year._verifying = _read(year)  # type: ignore[attr-defined]
    return year._verifying  # type: ignore[attr-defined,no-any-return]


def may_verify(access: Access, year: ClusterYear, unit: Unit | int) -> bool:
    """Whether somebody with ``access`` is the verifier of the sheet of ``unit``, whatever the stage.

    Nobody inspects the unit they work in, even when they came to it after the group was made.
    """
    unit_id = unit.pk if isinstance(unit, Unit) else unit
    verifying = verifying_in(year)
    if verifying.mode is not VerificationMode.INSPECTION:
        return access.may(Permission.VERIFY_SCORES, unit_id)
    group = verifying.group_of(unit_id)
    if group is None or not access.roles or (access.unit is not None and access.unit.pk == unit_id):
        return False
    return access.user_id in group.people


def require_verifier(actor: Actor, year: ClusterYear, unit_id: int) -> None:
    """Raise :class:`NotPermitted` unless the actor verifies the sheet of the unit."""
    if actor.for_all_units or may_verify(access_to(actor.user, year, actor.today), year, unit_id):
        return
    group = verifying_in(year).group_of(unit_id)
    if group is not None:
        raise NotPermitted.because(
            gettext_noop("Phiếu của đơn vị này do “%(group)s” thẩm định."), group=group.name
        )
    raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))


def _read(year: ClusterYear) -> Verifying:
    rules = ScoringRules.objects.filter(cluster_year=year).first() or ScoringRules(cluster_year=year)
    mode = VerificationMode(rules.verified_by)
    if mode is VerificationMode.CROSS:
        units = [unit.pk for unit in members(year)]
        scored_by = rota(units, rules.scorers, year.year)
        return Verifying(mode, scored_by=scored_by, combination=Combination(rules.combination))
    if mode is VerificationMode.INSPECTION:
        return Verifying(mode, inspection_groups(year))
    return Verifying(mode)


def inspection_groups(year: ClusterYear) -> tuple[Group, ...]:
    """The year's inspection groups by name; three queries."""
    rows = InspectionGroup.objects.filter(cluster_year=year).prefetch_related("inspectors", "units")
    return tuple(
        Group(
            row.pk,
            row.name,
            frozenset(user.pk for user in row.inspectors.all()),
            frozenset(unit.pk for unit in row.units.all()),
        )
        for row in rows
    )
