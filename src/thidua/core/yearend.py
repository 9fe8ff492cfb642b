"""The year-end report's values: what a cluster's year holds, and the totals and leaders that follow.

Nothing is typed in for the report. ``core.yearend_words`` makes its sentences of these values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .pledge import is_percentage, reached
from .reporting import Medals, by_total
from .timetable import Field


@dataclass(frozen=True, slots=True)
class Member:
    """A member unit: its full name, and the short name by which tables and sentences call it."""

    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A directive the year followed."""

    number: str
    issued_on: date | None
    issuer: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit wrote in a report or of a movement."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class MovementFact:
    """A movement, which units recorded a part in it, and which did not."""

    name: str
    launched_by: str
    kind: str
    taking_part: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """A programme held together, or an exchange."""

    name: str
    is_exchange: bool
    field: Field
    held_on: date
    place: str
    host: str
    units: int


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit's figure for an indicator, and the one it pledged, if it did."""

    unit: str
    value: Decimal
    pledged: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator over the units that reported it."""

    name: str
    measure: str
    field: Field
    figures: tuple[UnitFigure, ...]
    lower_is_better: bool = False

    @property
    def is_mean(self) -> bool:
        """Whether the cluster's figure is a mean: shares do not add up."""
        return is_percentage(self.measure)

    @property
    def total(self) -> Decimal | None:
        """The cluster's figure: the sum, or the mean of shares to one decimal; None without figures."""
        if not self.figures:
            return None
        total = sum((figure.value for figure in self.figures), Decimal(0))
        if self.is_mean:
            return (total / len(self.figures)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return total

    @property
    def best(self) -> tuple[UnitFigure, ...]:
        """The best unit's figure, or those of all who share the best; nobody leads with nothing."""
        if not self.figures:
            return ()
        pick = min if self.lower_is_better else max
        best = pick(figure.value for figure in self.figures)
        if best == 0 and not self.lower_is_better:
            return ()
        return tuple(figure for figure in self.figures if figure.value == best)

    @property
    def pledged(self) -> tuple[UnitFigure, ...]:
        """The figures that answer a pledge."""
        return tuple(figure for figure in self.figures if figure.pledged is not None)

    @property
    def short_of_pledge(self) -> tuple[str, ...]:
        """The units that did not come up to what they pledged."""
        return tuple(
            figure.unit
            for figure in self.figures
            if figure.pledged is not None
            and reached(figure.pledged, figure.value, lower_is_better=self.lower_is_better) < 1
        )


@dataclass(frozen=True, slots=True)
class UnitMedals:
    """A unit's medals of the year."""

    unit: str
    medals: Medals


@dataclass(frozen=True, slots=True)
class LateFact:
    """A report handed in ``days`` late, or (``is_missing``) overdue by so many and still not there."""

    duty: str
    unit: str
    days: int
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationFact:
    """A title or form registered: by how many units, how many in all."""

    award: str
    units: int
    quantity: int


@dataclass(frozen=True, slots=True)
class RankFact:
    """A unit's place; ``rank`` is None when it is not ranked.

    ``agreed_total`` is what was settled on over the verified points, where anything was.
    """

    unit: str
    rank: int | None
    self_total: Decimal | None
    verified_total: Decimal | None
    agreed_total: Decimal | None = None

    @property
    def final_total(self) -> Decimal | None:
        """The total it is ranked by once verified."""
        return self.verified_total if self.agreed_total is None else self.agreed_total

    @property
    def was_settled(self) -> bool:
        """Whether something else was settled on than was verified."""
        return self.agreed_total is not None and self.agreed_total != self.verified_total


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """What is proposed for a unit: the votes it rests on, or the reason it was proposed without them."""

    unit: str
    award: str
    agree: int | None = None
    base: int | None = None
    percent: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class YearEnd:
    """Everything the year-end report is made of. Texts of units come from reports handed in only.

    ``places`` are the decimals with which the rubric writes points.
    """

    cluster: str
    is_bloc: bool
    year: int
    authority: str
    chair: Member
    deputy: Member | None
    members: tuple[Member, ...]
    directives: tuple[Cited, ...] = ()
    movements: tuple[MovementFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    signed: tuple[str, ...] = ()
    signed_on: date | None = None
    registrations: tuple[RegistrationFact, ...] = ()
    reported: tuple[str, ...] = ()
    indicators: tuple[IndicatorFact, ...] = ()
    field_texts: tuple[tuple[Field, tuple[Said, ...]], ...] = ()
    medals: tuple[UnitMedals, ...] = ()
    late: tuple[LateFact, ...] = ()
    limits_said: tuple[Said, ...] = ()
    ranking: tuple[RankFact, ...] = ()
    proposals: tuple[ProposalFact, ...] = ()
    next_chair: str = ""
    next_deputy: str = ""
    directions_said: tuple[Said, ...] = ()
    suggestions_said: tuple[Said, ...] = ()
    places: int = 2

    @property
    def group_word(self) -> str:
        """How the paper calls the group: Cụm or Khối."""
        return "Khối" if self.is_bloc else "Cụm"

    @property
    def medals_total(self) -> Medals:
        """Medals of all units together."""
        return sum((row.medals for row in self.medals), Medals())

    @property
    def medals_ordered(self) -> tuple[UnitMedals, ...]:
        """Units with medals, best first by total, then by colour."""
        return tuple(
            sorted((row for row in self.medals if row.medals.total), key=lambda row: by_total(row.medals))
        )

    @property
    def medal_leaders(self) -> tuple[UnitMedals, ...]:
        """The unit that leads by medals; several when none is before another."""
        ordered = self.medals_ordered
        return tuple(row for row in ordered if by_total(row.medals) == by_total(ordered[0].medals))

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Members whose head has not signed the pact."""
        return tuple(member.short_name for member in self.members if member.short_name not in self.signed)

    @property
    def unreported(self) -> tuple[str, ...]:
        """Members without a report handed in that carries the year's figures."""
        return tuple(member.short_name for member in self.members if member.short_name not in self.reported)
