"""What the grid's scripts are told: each figure by the id of the element that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from thidua.accounts.speaking import rule_sentence
from thidua.core.points import Points
from thidua.core.rubric import RubricGroup, criteria_of
from thidua.core.vietnamese import shown_number

from .forms.sheets import SCORE
from .queries import UnitScores
from .tried_sheet import Tried

UNREAD = ("–", "")


def shown_points(scores: UnitScores, groups: Sequence[RubricGroup]) -> dict[str, Any]:
    """Return ``points``: figure and words by element, and ``differs``: the rows the verifier changed."""
    points: dict[str, tuple[str, str]] = {}
    differs = []
    for index, criterion in enumerate(criteria_of(groups)):
        line = scores.lines.get(criterion.code)
        own, verified = scores.self_points[criterion.code], scores.verified_points[criterion.code]
        points[f"own-{index}"] = _told(own)
        if line is not None and line.verified_entry is not None:
            differs.append(index)
            points[f"verified-{index}"] = _told(verified)
        else:
            points[f"verified-{index}"] = _sum(verified.value)
        points[f"agreed-{index}"] = _sum(scores.agreed_points[criterion.code].value)
    for index in range(len(groups)):
        points[f"group-own-{index}"] = _sum(scores.self_by_group[index])
        points[f"group-verified-{index}"] = _sum(scores.verified_by_group[index])
        points[f"group-agreed-{index}"] = _sum(scores.agreed_by_group[index])
    points["total-own"] = points["total-own-head"] = _sum(sum(scores.self_by_group, Decimal(0)))
    points["total-verified"] = points["total-verified-head"] = _sum(scores.running_total)
    points["total-agreed"] = points["total-agreed-head"] = _sum(scores.running_agreed)
    return {"points": points, "differs": differs}


def tried_points(tried: Tried, side: str) -> dict[str, Any]:
    """The same of a sheet as it is being typed: a cell that cannot be read has no points on its side."""
    answer = shown_points(tried.scores, tried.groups)
    column = "own" if side == SCORE else "verified"
    answer["points"] |= {f"{column}-{index}": UNREAD for index in tried.unread}
    return answer


def _told(points: Points) -> tuple[str, str]:
    return shown_number(points.value), rule_sentence(points.words)


def _sum(points: Decimal) -> tuple[str, str]:
    return shown_number(points), ""
