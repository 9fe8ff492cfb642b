"""What a file of subjects would do: who is new, who changes, which facts come in, who may be told twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thidua.clusters.models import Unit
from thidua.core.law.facts import Fact
from thidua.journal.words import field_words

from ..models import Gender, Subject, YearFact


@dataclass(slots=True)
class SubjectPlan:
    """One subject of the file. ``told`` is what its rows say of it, with the row that says it first.

    ``subject`` is as it will be stored; ``is_new`` tells whether it is there already, ``changed`` names what
    the file changes of it. ``facts`` are new ones, their ``line`` the row; ``ended`` known ones with the day
    the file gives as their end.
    """

    number: int
    code: str
    told: dict[str, tuple[object, int]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    subject: Subject | None = None
    is_new: bool = True
    changed: dict[str, object] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    ended: list[tuple[YearFact, date]] = field(default_factory=list)
    same: int = 0

    def value(self, key: str) -> object:
        """What the file tells under ``key``, None when it is silent."""
        return self.told[key][0] if key in self.told else None

    def row_of(self, key: str) -> int:
        """The row that tells ``key`` first, else the subject's first."""
        return self.told[key][1] if key in self.told else self.number

    @property
    def unit(self) -> Unit | None:
        """The unit the file names."""
        unit = self.value("unit")
        return unit if isinstance(unit, Unit) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written of it."""
        return not (self.is_new or self.changed or self.facts or self.ended)


@dataclass(frozen=True, slots=True)
class FileDouble:
    """A new subject of the file that may be one that is there already, or another new one of the file."""

    plan: SubjectPlan
    other: Subject
    other_plan: SubjectPlan | None = None

    @property
    def key(self) -> str:
        """What a form calls it."""
        other = f"r{self.other_plan.number}" if self.other_plan else f"s{self.other.pk}"
        return f"{self.plan.number}-{other}"

    @property
    def is_same_unit(self) -> bool:
        """Whether one unit holds both."""
        return self.plan.subject is not None and self.plan.subject.unit_id == self.other.unit_id


@dataclass(frozen=True, slots=True)
class Changing:
    """One thing that a file changes of a subject, as the preview shows it."""

    code: str
    field: str
    before: object
    after: object


def changes_told(plans: Iterable[SubjectPlan]) -> list[Changing]:
    """Return what would change of subjects that are there already."""
    return [
        Changing(plan.code, field_words(key), _shown(before), _shown(getattr(plan.subject, key)))
        for plan in plans
        for key, before in plan.changed.items()
    ]


def _shown(value: object) -> object:
    return dict(Gender.choices).get(str(value), value)


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a plan would write."""

    new: int
    changed: int
    facts: int
    ended: int
    same: int

    @classmethod
    def of(cls, plans: Iterable[SubjectPlan]) -> Summary:
        """Add ``plans`` up."""
        listed = list(plans)
        return cls(
            new=sum(plan.is_new for plan in listed),
            changed=sum(bool(plan.changed) for plan in listed),
            facts=sum(len(plan.facts) for plan in listed),
            ended=sum(len(plan.ended) for plan in listed),
            same=sum(plan.same for plan in listed),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.changed or self.facts or self.ended)
