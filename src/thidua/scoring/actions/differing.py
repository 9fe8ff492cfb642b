"""Figures put in the place of a unit's own, by its verifier or by a unit that cross-scores it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from thidua.core.faults import Fault, gettext_noop
from thidua.core.points import Facts, entry_faults, self_points, takes_entry
from thidua.core.rubric import CriterionKind, Precision, RubricCriterion

# By criterion code: another figure than the unit's (None: none), and why.
Figures = Mapping[str, tuple[Decimal | None, str]]


def figure_faults(values: Mapping[str, RubricCriterion], entries: Figures) -> list[Fault]:
    """Return what is wrong with the figures, at the place of the criterion's code."""
    faults: list[Fault] = []
    for code, (entry, _reason) in entries.items():
        if code in values:
            faults += entry_faults(values[code], entry, verified=True)
        else:
            cause = gettext_noop("Thang điểm không có tiêu chí “%(code)s”.")
            faults.append(Fault(cause, place=code, params={"code": code}))
    return faults


def own_figure(
    criterion: RubricCriterion, precision: Precision, entry: Decimal | None, facts: Facts
) -> Decimal | None:
    """What stands on the unit's side, in the terms in which another figure is entered."""
    if criterion.kind.is_computed:
        return self_points(criterion, precision, entry, facts).value
    if criterion.kind is CriterionKind.TARGET and not takes_entry(criterion, facts):
        return facts.targets[criterion.target_code].reported
    return entry


def unexplained(code: str) -> Fault:
    """Say that a figure differs from the unit's without a reason."""
    return Fault(
        gettext_noop("Tiêu chí %(code)s: số thẩm định khác đơn vị chấm mà chưa ghi lý do."),
        gettext_noop("Hãy ghi lý do chênh lệch."),
        place=f"{code}:reason",
        params={"code": code},
    )
