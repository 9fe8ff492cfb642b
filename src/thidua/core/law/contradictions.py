"""Whether a history can be true as told: what in it cannot, reported and never guessed away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.faults import Fault, gettext_noop
from thidua.core.vietnamese import short_date

from .facts import Fact, FactKind, History, parse_judged, parse_share


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true: what, and the lines (of a file) or years concerned."""

    fault: Fault
    year: int
    lines: tuple[int, ...] = ()


def contradictions(history: History, on: date) -> tuple[Contradiction, ...]:
    """Find what in a history cannot be true on ``on``; the rules report it and do not guess.

    Two grades in a year, two ranks of one level, two different shares, opposite decisions on one
    condition, anything before birth or founding, anything after the year of ``on``.
    """
    return (*_said_twice(history.facts), *_before_birth(history.facts), *_after(history.facts, on))


def _said_twice(facts: Iterable[Fact]) -> list[Contradiction]:
    told: dict[tuple[int, str], Fact] = {}
    found = []
    for fact in facts:
        said = _says(fact)
        if said is None:
            continue
        what, value = said
        first = told.setdefault((fact.year, what), fact)
        if first is not fact and _says(first) != (what, value):
            found.append(
                Contradiction(
                    Fault(
                        gettext_noop(
                            "Năm %(year)s có hai giá trị trái nhau của %(what)s: %(one)s và %(other)s."
                        ),
                        gettext_noop("Giữ lại giá trị đúng theo văn bản."),
                        "value",
                        {"year": fact.year, "what": what, "one": first.value, "other": fact.value},
                    ),
                    fact.year,
                    (first.line, fact.line),
                )
            )
    return found


def _says(fact: Fact) -> tuple[str, object] | None:
    """What a fact says there can be only one answer to in a year, and the answer."""
    match fact.kind:
        case FactKind.GRADE | FactKind.EXCEEDS_TARGETS:
            return str(fact.kind), fact.value
        case FactKind.BORN:
            return None
        case FactKind.CLUSTER_RANK:
            return f"{fact.kind} {fact.ref}", int(fact.value)
        case FactKind.SHARE:
            name, number = parse_share(fact.value)
            return f"{fact.kind} {name}", number
        case FactKind.JUDGED:
            condition, decision = parse_judged(fact.value)
            return f"{fact.kind} {condition}", decision
    return None


def _before_birth(facts: tuple[Fact, ...]) -> list[Contradiction]:
    births = [fact for fact in facts if fact.kind is FactKind.BORN]
    if not births:
        return []
    born = births[0]
    found = [
        Contradiction(
            Fault(
                gettext_noop("Hai năm sinh (thành lập) khác nhau: %(one)s và %(other)s."),
                gettext_noop("Giữ lại năm đúng."),
                "year",
                {"one": born.year, "other": other.year},
            ),
            other.year,
            (born.line, other.line),
        )
        for other in births
        if other.year != born.year
    ]
    return found + [
        Contradiction(
            Fault(
                gettext_noop("Năm %(year)s ở trước năm sinh (thành lập) %(born)s."),
                gettext_noop("Sửa năm của sự kiện hoặc năm sinh."),
                "year",
                {"year": fact.year, "born": born.year},
            ),
            fact.year,
            (born.line, fact.line),
        )
        for fact in facts
        if fact.year < born.year
    ]


def _after(facts: Iterable[Fact], on: date) -> list[Contradiction]:
    return [
        Contradiction(
            Fault(
                gettext_noop("Năm %(year)s ở sau ngày xét %(on)s."),
                gettext_noop("Sửa năm, hoặc bỏ các sự kiện sau ngày xét."),
                "year",
                {"year": fact.year, "on": short_date(on)},
            ),
            fact.year,
            (fact.line,),
        )
        for fact in facts
        if fact.year > on.year
    ]
