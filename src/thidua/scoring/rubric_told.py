"""A whole rubric as plain values: what a version keeps, and the lines by which two versions are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.rubric import RubricGroup
from thidua.core.vietnamese import number
from thidua.journal.differences import Change, changes

from .models import Rubric

Content = Mapping[str, Any]


def content_of(rubric: Rubric, groups: Sequence[RubricGroup]) -> dict[str, Any]:
    """Return the rubric as plain values that JSON keeps exactly, groups and criteria in their order."""
    return {
        "name": rubric.name,
        "places": rubric.places,
        "rounding": str(rubric.rounding),
        "source": rubric.source,
        "groups": [
            {
                "code": group.code,
                "name": group.name,
                "criteria": [
                    {
                        "code": criterion.code,
                        "name": criterion.name,
                        "kind": criterion.kind.value,
                        "max_points": number(criterion.max_points),
                        "parameters": criterion.parameters.as_mapping(),
                        "target": criterion.target_code,
                        "guidance": criterion.guidance,
                    }
                    for criterion in group.criteria
                ],
            }
            for group in groups
        ],
    }


def told(content: Content) -> dict[str, Any]:
    """Return the content as the journal tells it: a line for each group and criterion."""
    lines: dict[str, Any] = {key: content[key] for key in ("name", "places", "rounding", "source")}
    for group in content["groups"]:
        lines[f"group {group['code']}"] = group["name"]
        for criterion in group["criteria"]:
            about = {key: value for key, value in criterion.items() if key != "code"}
            lines[criterion["code"]] = {"group": group["code"], **about}
    return lines


def differences(older: Content | None, newer: Content) -> list[Change]:
    """Return what ``newer`` changed: each field with its path, then the order where that was changed."""
    before = told(older) if older else {}
    every = changes(before, told(newer), "scoring.Rubric")
    # A part that one of the two does not know is no change where the other leaves it empty.
    found = [change for change in every if change.before or change.after]
    if older is None:
        return found
    one, other = _order(older), _order(newer)
    kept = set(one) & set(other)
    was, became = [[code for code in order if code in kept] for order in (one, other)]
    if was != became:
        found.append(Change(_("thứ tự tiêu chí"), ", ".join(was), ", ".join(became)))
    return found


def _order(content: Content) -> list[str]:
    return [criterion["code"] for group in content["groups"] for criterion in group["criteria"]]
