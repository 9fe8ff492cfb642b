"""Voting: what a paper may say, what all papers come to, how the count decides.

Two steps, so that a count that was made by hand is decided on like any other: :func:`tally` reads the
papers, :func:`decide` elects. Neither depends on the order of the papers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .ballot_settings import (
    Base,
    Choice,
    PaperForm,
    Question,
    Settings,
    passes,
    reaches_quorum,
    share,
    share_words,
)

__all__ = [
    "Base",
    "Choice",
    "Choices",
    "Count",
    "Line",
    "Order",
    "Outcome",
    "Paper",
    "PaperForm",
    "Question",
    "Settings",
    "Tally",
    "agrees_too_often",
    "choose",
    "choose_one",
    "count",
    "decide",
    "is_valid",
    "passes",
    "reaches_quorum",
    "share",
    "share_words",
    "tally",
]

# What one paper says: candidate → choice; or, where it orders them, the candidates, best first.
Choices = Mapping[int, Choice]
Order = tuple[int, ...]
Paper = Choices | Order


@dataclass(frozen=True, slots=True)
class Line:
    """What the valid papers say of one candidate.

    ``places``: the sum of its places where papers order the candidates (else 0), and then ``agree`` is how
    often it stands within the first seats. ``unanswered``: papers of all kinds that may not speak of it,
    its own unit's.
    """

    agree: int
    disagree: int
    abstain: int
    places: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """What all papers come to: how many were cast, how many of them are invalid, each candidate's line."""

    cast: int
    invalid: int
    lines: Mapping[int, Line]

    @property
    def valid(self) -> int:
        """How many papers count."""
        return self.cast - self.invalid


@dataclass(frozen=True, slots=True)
class Tally:
    """What the count says of one candidate. ``base`` is the number the percentage is taken of."""

    candidate: int
    agree: int
    disagree: int
    abstain: int
    base: int
    passed: bool
    elected: bool
    places: int = 0

    @property
    def percent(self) -> Decimal:
        """Agreeing votes as a percentage of the base, to two places for showing; decisions are exact."""
        if not self.base:
            return Decimal("0.00")
        return (Decimal(self.agree * 100) / Decimal(self.base)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The count decided: turnout, papers valid and not, each candidate's tally (best first), the elected.

    ``present`` voted or took a paper, of which ``valid`` + ``invalid`` came back. ``tied`` passed but stand
    level for the last seats, which none of them gets: they are voted on again.
    """

    electorate: int
    present: int
    valid: int
    invalid: int
    quorum_reached: bool
    tallies: tuple[Tally, ...]
    elected: tuple[int, ...]
    tied: tuple[int, ...]
    seats: int

    @property
    def collected(self) -> int:
        """Papers that came back."""
        return self.valid + self.invalid

    @property
    def seats_left(self) -> int:
        """Seats nobody was elected to."""
        return self.seats - len(self.elected)

    def of(self, candidate: int) -> Tally:
        """The tally of ``candidate``."""
        return next(tally for tally in self.tallies if tally.candidate == candidate)


def agrees_too_often(paper: Choices, seats: int | None) -> bool:
    """Whether a paper agrees to more candidates than it may (None: any number)."""
    return seats is not None and sum(choice is Choice.AGREE for choice in paper.values()) > seats


def is_valid(paper: Paper, settings: Settings, candidates: Collection[int]) -> bool:
    """Whether a paper counts.

    An order names every candidate once. Any other names only candidates, says agree or disagree of one at
    least, and agrees to no more than it may.
    """
    is_order = isinstance(paper, tuple)
    if is_order is not (settings.form is PaperForm.PREFERENCE):
        return False
    if isinstance(paper, tuple):
        return len(paper) == len(candidates) and set(paper) == set(candidates)
    return (
        all(candidate in candidates for candidate in paper)
        and any(choice is not Choice.ABSTAIN for choice in paper.values())
        and not agrees_too_often(paper, settings.most_agreed)
    )


def choose(candidates: Iterable[int], chosen: Collection[int]) -> dict[int, Choice]:
    """The paper that chooses some: it agrees with them and disagrees with the rest (or with all)."""
    return {unit: Choice.AGREE if unit in chosen else Choice.DISAGREE for unit in candidates}


def choose_one(candidates: Iterable[int], chosen: int | None) -> dict[int, Choice]:
    """The paper of an election by choosing: agree with one, disagree with the rest (or with all)."""
    return choose(candidates, () if chosen is None else (chosen,))


def tally(papers: Iterable[Paper], settings: Settings, candidates: Sequence[int]) -> Count:
    """Read ``papers``. A candidate left out is abstained on; where papers choose, it is not agreed to.

    A candidate ``judged_by_others`` that a paper leaves out is not answered by it at all.
    """
    cast = list(papers)
    valid = [paper for paper in cast if is_valid(paper, settings, candidates)]
    if settings.form is PaperForm.PREFERENCE:
        lines = {
            c: _ordered_line([p for p in valid if isinstance(p, tuple)], c, settings) for c in candidates
        }
    else:
        lines = {c: _answered_line(cast, valid, c, settings) for c in candidates}
    return Count(len(cast), len(cast) - len(valid), lines)


def _ordered_line(orders: Sequence[Order], candidate: int, settings: Settings) -> Line:
    places = [order.index(candidate) + 1 for order in orders]
    within = sum(place <= settings.seats for place in places)
    return Line(within, len(places) - within, 0, sum(places))


def _answered_line(cast: Sequence[Paper], valid: Sequence[Paper], candidate: int, settings: Settings) -> Line:
    own = candidate in settings.judged_by_others
    votes: Counter[Choice] = Counter()
    for paper in valid:
        if isinstance(paper, tuple) or (own and candidate not in paper):
            continue
        choice = paper.get(candidate, Choice.ABSTAIN)
        if settings.form is PaperForm.CHOOSE and choice is Choice.ABSTAIN:
            choice = Choice.DISAGREE
        votes[choice] += 1
    unanswered = sum(not isinstance(paper, tuple) and candidate not in paper for paper in cast) if own else 0
    return Line(votes[Choice.AGREE], votes[Choice.DISAGREE], votes[Choice.ABSTAIN], 0, unanswered)


def decide(counted: Count, settings: Settings, candidates: Sequence[int]) -> Outcome:
    """Elect by a count, whoever made it.

    Elected are the best ``seats`` of those who pass: with most agreeing votes or, where papers order the
    candidates, the lowest sum of places. When the last seats are contested by more candidates that stand
    level than seats are left, none of these is elected. Without a quorum nobody is.
    """
    if counted.cast > settings.present:
        raise ValueError("more papers than voters")
    lines = counted.lines
    bases = {c: _base(c, counted, settings) for c in candidates}
    passed = [
        c
        for c in candidates
        if lines[c].agree and passes(lines[c].agree, bases[c], settings.threshold_percent)
    ]
    by_places = settings.form is PaperForm.PREFERENCE
    rank = {c: lines[c].places if by_places else -lines[c].agree for c in candidates}
    quorum = reaches_quorum(settings.present, settings.electorate, settings.quorum_percent)
    elected, tied = _fill_seats({c: rank[c] for c in passed}, settings.seats) if quorum else ((), ())
    tallies = (
        Tally(
            candidate=c,
            agree=lines[c].agree,
            disagree=lines[c].disagree,
            abstain=lines[c].abstain,
            base=bases[c],
            passed=c in passed,
            elected=c in elected,
            places=lines[c].places,
        )
        for c in sorted(candidates, key=lambda c: rank[c])
    )
    return Outcome(
        electorate=settings.electorate,
        present=settings.present,
        valid=counted.valid,
        invalid=counted.invalid,
        quorum_reached=quorum,
        tallies=tuple(tallies),
        elected=elected,
        tied=tied,
        seats=settings.seats,
    )


def count(papers: Iterable[Paper], settings: Settings, candidates: Sequence[int]) -> Outcome:
    """Read ``papers`` and decide."""
    return decide(tally(papers, settings, candidates), settings, candidates)


def _base(candidate: int, counted: Count, settings: Settings) -> int:
    """The number a candidate's percentage is taken of; a vote it may not give is not in it."""
    line = counted.lines[candidate]
    if settings.base is Base.MEMBERS:
        return settings.electorate - (candidate in settings.judged_by_others)
    if settings.base is Base.PRESENT:
        return settings.present - line.unanswered
    return line.agree + line.disagree + line.abstain


def _fill_seats(rank: Mapping[int, int], seats: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who gets a seat, and who stands level for the last ones, of those who passed; the lowest is best."""
    ordered = sorted(rank, key=lambda candidate: rank[candidate])
    if len(ordered) <= seats:
        return tuple(ordered), ()
    last = rank[ordered[seats - 1]]
    if rank[ordered[seats]] != last:
        return tuple(ordered[:seats]), ()
    return (
        tuple(candidate for candidate in ordered if rank[candidate] < last),
        tuple(candidate for candidate in ordered if rank[candidate] == last),
    )
