"""People and collectives with facts, written straight to the tables: what the tests start from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from tests.world import World
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.subjects.models import Subject, YearFact

THEN = datetime(2025, 12, 20, 2, tzinfo=UTC)
DAY = "31/12/2025"
LDTT, CSTDCS = "lao_dong_tien_tien", "chien_si_thi_dua_co_so"

# year, kind, value[, paper]
Told = tuple[int, FactKind, str] | tuple[int, FactKind, str, str]


def a_subject(
    world: World,
    code: str,
    facts: Iterable[Told] = (),
    *,
    unit: str = "b",
    name: str = "",
    kind: SubjectKind | str = SubjectKind.PERSON,
    is_unit: bool = False,
) -> Subject:
    """A subject of ``unit`` with facts."""
    subject = Subject.objects.create(
        code=code,
        kind=str(kind),
        name=name or f"Người {code}",
        unit=world.units[unit],
        is_unit=world.units[unit] if is_unit else None,
    )
    tell(world, subject, facts)
    return subject


def tell(world: World, subject: Subject, facts: Iterable[Told]) -> None:
    """Add facts to a subject."""
    YearFact.objects.bulk_create(
        YearFact(
            subject=subject,
            year=year,
            kind=kind.value,
            value=value,
            ref=ref[0] if ref else f"QĐ {number}/{year}",
            entered_by=world.people["specialist_b"],
            entered_at=THEN,
        )
        for number, (year, kind, value, *ref) in enumerate(facts, start=1)
    )


def graded(years: Iterable[int], grade: str = "tot") -> list[Told]:
    """The same grade in each of ``years``."""
    return [(year, FactKind.GRADE, grade) for year in years]


def titled(years: Iterable[int], code: str = CSTDCS) -> list[Told]:
    """A title won for each of ``years``."""
    return [(year, FactKind.TITLE, code) for year in years]


def judged(year: int, **decisions: bool) -> list[Told]:
    """What a person decided: condition ids with ``_`` for ``-``."""
    return [
        (year, FactKind.JUDGED, f"{name.replace('_', '-')}:{'true' if met else 'false'}")
        for name, met in decisions.items()
    ]


def a_well_known_person(world: World, code: str = "b-01", **told: object) -> Subject:
    """Graded well for eight years, grassroots fighter in the last three, with an initiative each time."""
    facts = [
        *graded(range(2018, 2025)),
        *graded([2025], "xuat_sac"),
        *titled(range(2018, 2026), LDTT),
        *titled([2023, 2024, 2025]),
        *((year, FactKind.INITIATIVE, "co_so") for year in (2023, 2024, 2025)),
    ]
    return a_subject(world, code, facts, **told)  # type: ignore[arg-type]
