"""The published list of a closed secret ballot: each paper by its receipt code, and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.clusters.models import Unit
from thidua.core import secret_paper
from thidua.core.ballot import Choice, is_valid

from .. import urn
from ..models import Ballot
from .ballots import has_voted
from .cast import settings_of


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A paper on the list: its code, what it says of each candidate in listed order, whether it counts.

    ``places`` are for papers that order the candidates; None: not placed. ``is_genuine``: signed with the
    ballot's key and about its candidates.
    """

    code: str
    choices: tuple[Choice | None, ...]
    places: tuple[int | None, ...]
    is_genuine: bool
    is_valid: bool


@dataclass(frozen=True, slots=True)
class SecretTurnout:
    """Papers given out and papers in the urn; between the two nobody is told whose is still on its way.

    ``is_given``: the reader's unit has its paper, and may send it on from the browser that got it.
    """

    given: int
    collected: int
    is_given: bool

    @property
    def on_the_way(self) -> int:
        """Papers signed and not in the urn."""
        return max(self.given - self.collected, 0)


def secret_turnout(ballot: Ballot, unit: Unit | None) -> SecretTurnout | None:
    """Return how many papers were given out and collected; None of a ballot that has no urn."""
    if not urn.has_urn(ballot):
        return None
    given = sum(elector.has_voted for elector in ballot.electors.all())
    return SecretTurnout(given, urn.collected(ballot), has_voted(ballot, unit))


def receipt_rows(ballot: Ballot) -> list[ReceiptRow]:
    """Return the papers of a closed secret ballot by receipt code; none while it is open."""
    papers = urn.secret_papers(ballot)
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    settings = settings_of(ballot, 0)
    is_overfull = urn.is_overfull(ballot, papers)
    rows = []
    for paper, vote in zip(papers, urn.readings(ballot, papers), strict=True):
        is_counted = vote is not None and not is_overfull and is_valid(vote, settings, candidates)
        ordered = vote if isinstance(vote, tuple) else ()
        answers = vote if isinstance(vote, dict) else {}
        rows.append(
            ReceiptRow(
                code=secret_paper.code_of(paper),
                choices=tuple(answers.get(unit_id) for unit_id in candidates),
                places=tuple(ordered.index(u) + 1 if u in ordered else None for u in candidates),
                is_genuine=vote is not None,
                is_valid=is_counted,
            )
        )
    return rows
