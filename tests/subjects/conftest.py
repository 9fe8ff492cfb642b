"""People of the small cluster and what is told of their years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.world import World
from thidua.core.law.facts import Fact, FactKind, SubjectKind
from thidua.subjects import actions
from thidua.subjects.models import Subject, YearFact

MakeSubject = Callable[..., Subject]


@pytest.fixture
def make(world: World) -> MakeSubject:
    """Add a subject of a unit (``b`` unless told), as that unit's specialist."""

    def add(name: str = "Trần Thị Mẫu", unit: str = "b", kind: str = "person", **more: object) -> Subject:
        return actions.save_subject(
            world.actor(f"specialist_{unit}"),
            kind=SubjectKind(kind),
            name=name,
            unit=world.units[unit],
            **more,  # type: ignore[arg-type]
        )

    return add


@pytest.fixture
def tell(world: World) -> Callable[..., list[YearFact]]:
    """Record facts of a subject as the specialist of its unit, told as ``(year, kind, value, ref)``."""

    def record(subject: Subject, *facts: tuple[object, ...]) -> list[YearFact]:
        unit = subject.unit.code.removeprefix("so-")
        return actions.record_facts(
            world.actor(f"specialist_{unit}"), subject, [told(*fact) for fact in facts]
        )

    return record


def told(year: int, kind: str, value: str = "", ref: str = "") -> Fact:
    """A fact, its kind by the name FACTS gives it."""
    return Fact(year, FactKind(kind), value, ref=ref)
