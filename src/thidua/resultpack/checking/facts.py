"""What is recorded of a unit, in a pack: written from and read into the facts that core computes from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from thidua.core.score_facts import Facts, Joined, MedalsWon, TargetResult

from .reading import Node


def written(facts: Facts) -> dict[str, Any]:
    """Return ``facts`` as the pack writes them."""
    return {
        "targets": {
            code: {
                "agreed": None if result.agreed is None else decimal_text(result.agreed),
                "reported": None if result.reported is None else decimal_text(result.reported),
                "lower_is_better": result.lower_is_better,
            }
            for code, result in facts.targets.items()
        },
        "late": facts.late,
        "days_late": facts.days_late,
        "missing": facts.missing,
        "unsent": list(facts.unsent),
        "programmes": {"held": facts.programmes.held, "joined": facts.programmes.joined},
        "activities": {"held": facts.activities.held, "joined": facts.activities.joined},
        "medals": {
            "gold": facts.medals.gold,
            "silver": facts.medals.silver,
            "bronze": facts.medals.bronze,
        },
        "indicators": {code: decimal_text(value) for code, value in facts.indicators.items()},
    }


def read(given: Node) -> Facts:
    """Return the facts that :func:`written` wrote."""
    said = given.record("targets late days_late missing unsent programmes activities medals indicators")
    medals = said["medals"].fields("gold", "silver", "bronze")
    return Facts(
        targets={code: _target(node) for code, node in said["targets"].members().items()},
        late=said["late"].whole(),
        days_late=said["days_late"].whole(),
        missing=said["missing"].whole(),
        unsent=tuple(node.text() for node in said["unsent"]),
        programmes=_joined(said["programmes"]),
        activities=_joined(said["activities"]),
        medals=MedalsWon(*(medals[name].whole() for name in ("gold", "silver", "bronze"))),
        indicators={code: node.decimal() for code, node in said["indicators"].members().items()},
    )


def decimal_text(value: Decimal) -> str:
    """Return a decimal as packs write it: no exponent, no noughts at the end, no minus before nought."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _target(given: Node) -> TargetResult:
    said = given.fields("agreed", "reported", "lower_is_better")
    return TargetResult(
        said["agreed"].maybe(Node.decimal),
        said["reported"].maybe(Node.decimal),
        said["lower_is_better"].flag(),
    )


def _joined(given: Node) -> Joined:
    said = given.fields("held", "joined")
    return Joined(said["held"].whole(), said["joined"].whole())
