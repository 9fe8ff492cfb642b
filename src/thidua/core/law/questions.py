"""An award's standard laid out for one kind of subject: what is asked, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .facts import SubjectKind
from .kleene import Tri
from .pack import (
    AwardMark,
    Condition,
    Count,
    Held,
    InYear,
    Judged,
    LawPack,
    Leaf,
    Mark,
    Meets,
    NoneOf,
    Predicate,
    Readings,
    Run,
    TitleMark,
    leaves,
)

# How far back a condition may look when no figure bounds it.
ANY_YEAR = 10_000
# What a leaf costs over columns, cheapest first; the rest asks for one look at one column.
_COSTS: dict[type[Predicate], int] = {Judged: 0, Held: 1, InYear: 2, Run: 2, Count: 4}


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A condition with those under it; for a confirmed or doubted :class:`Meets` the other standard.

    ``as_confirmed`` inside readings. ``within`` is the run whose unbroken years a count looks at. ``fixed``
    is the value of a question that has one for everybody.
    """

    id: str
    condition: Condition
    of: tuple[Question, ...] = ()
    as_confirmed: bool = False
    within: Run | None = None
    fixed: Tri | None = None

    @property
    def is_doubted(self) -> bool:
        """Whether it is a leaf on which no verdict may rest."""
        leaf = self.condition
        return isinstance(leaf, Leaf) and not (self.as_confirmed or leaf.basis.confirmation.is_confirmed)

    @property
    def is_claim(self) -> bool:
        """Whether it is a ground of commendation that somebody has to claim."""
        leaf = self.condition
        return isinstance(leaf, Leaf) and isinstance(leaf.predicate, Judged) and leaf.predicate.claimed

    @property
    def is_whole(self) -> bool:
        """Whether what blocks is the node, not a part of it."""
        return self.is_doubted or isinstance(self.condition, NoneOf | Readings)

    @property
    def cost(self) -> int:
        """Roughly how many passes over columns an answer takes."""
        if self.fixed is not None:
            return 0
        if isinstance(self.condition, Leaf) and not self.of:
            return _COSTS.get(type(self.condition.predicate), 1)
        return sum(child.cost for child in self.of)

    def walk(self) -> Iterator[Question]:
        """This question and those under it, in reading order."""
        yield self
        for child in self.of:
            yield from child.walk()

    def has_runs(self) -> bool:
        """Whether unbroken years are asked for, the last of which may be a year before the anchor."""
        leaves_asked = (q.condition for q in self.walk() if isinstance(q.condition, Leaf))
        return any(isinstance(leaf.predicate, Run) for leaf in leaves_asked)

    def may_gain_by_less(self) -> bool:
        """Whether hiding facts could turn an answer to the better."""
        return any(isinstance(question.condition, NoneOf) for question in self.walk())

    def reach(self) -> int:
        """How many years before the anchor may matter to an answer."""
        asked = (q.condition for q in self.walk())
        return max((_reach(leaf.predicate) for leaf in asked if isinstance(leaf, Leaf)), default=0)


def asked_of(pack: LawPack, code: str, kind: SubjectKind) -> Question | None:
    """The standard of award ``code`` for a kind of subject, or None when it is not for them."""
    standard = pack.award(code).standards.get(kind)
    return None if standard is None else _Layout(pack, kind, standard).lay(standard, as_confirmed=False)


class _Layout:
    def __init__(self, pack: LawPack, kind: SubjectKind, standard: Condition) -> None:
        self.pack, self.kind = pack, kind
        self.runs = {leaf.id: leaf.predicate for leaf in leaves(standard) if isinstance(leaf.predicate, Run)}

    def lay(self, condition: Condition, *, as_confirmed: bool) -> Question:
        if isinstance(condition, Leaf):
            return self._leaf(condition, as_confirmed=as_confirmed)
        inside = as_confirmed or isinstance(condition, Readings)
        of = tuple(self.lay(child, as_confirmed=inside) for child in condition.of)
        return Question(condition.id, condition, of, as_confirmed)

    def _leaf(self, leaf: Leaf, *, as_confirmed: bool) -> Question:
        match leaf.predicate:
            case Meets(award):
                other = self.pack.award(award).standards.get(self.kind)
                if other is not None:
                    layout = _Layout(self.pack, self.kind, other)
                    of = (layout.lay(other, as_confirmed=as_confirmed),)
                    return Question(leaf.id, leaf, of, as_confirmed)
            case Count(within=within) if within:
                return Question(leaf.id, leaf, (), as_confirmed, self.runs[within])
        return Question(leaf.id, leaf, (), as_confirmed)


def _reach(predicate: Predicate) -> int:
    match predicate:
        case Held():
            return ANY_YEAR
        case Run(years=years, every=every, slack=slack) if not predicate.after:
            return (years - 1) * every + slack
        case Count(last=last) if last and not predicate.within and not predicate.after:
            return last - 1
        case Run() | Count():
            return ANY_YEAR
    return 0


def marks_of(predicate: Predicate) -> tuple[Mark, ...]:
    """The marks a leaf looks for."""
    return predicate.of if isinstance(predicate, InYear | Run | Count) else ()


def codes_of(predicate: Predicate) -> set[str]:
    """The titles and forms whose conferments a leaf looks at."""
    codes = {mark.code for mark in marks_of(predicate) if isinstance(mark, TitleMark | AwardMark)}
    match predicate:
        case Held(award):
            codes.add(award)
        case Run(after=after) | Count(after=after) if after:
            codes.add(after)
    return codes
