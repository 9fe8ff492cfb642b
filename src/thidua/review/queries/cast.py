"""What was cast in a ballot and what it comes to, by whichever way it was voted on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.core.ballot import (
    Base,
    Choice,
    Count,
    Line,
    Outcome,
    Paper,
    PaperForm,
    Settings,
    tally,
)
from thidua.core.paper_count import Figures

from .. import urn
from ..models import Ballot
from ..models import Paper as StoredPaper


def settings_of(ballot: Ballot, present: int) -> Settings:
    """How the ballot is counted where ``present`` units voted or took a paper."""
    voters = [elector.unit_id for elector in ballot.electors.all()]
    return Settings(
        electorate=len(voters),
        present=present,
        quorum_percent=ballot.quorum_percent,
        threshold_percent=ballot.threshold_percent,
        base=Base(ballot.base),
        seats=ballot.seats,
        form=PaperForm(ballot.form),
        limits_agreement=ballot.limits_agreement,
        judged_by_others=frozenset() if ballot.may_vote_on_self else frozenset(voters),
    )


def counted(ballot: Ballot) -> tuple[Count, Settings]:
    """Read what was cast, with the settings to decide it by. The caller sees to it that it is closed."""
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    if ballot.is_on_paper:
        figures = agreed_figures(ballot)
        settings = settings_of(ballot, figures.issued if figures else 0)
        if figures is None:
            return Count(0, 0, dict.fromkeys(candidates, Line(0, 0, 0))), settings
        units = {candidate.unit.code: candidate.unit_id for candidate in ballot.candidates.all()}
        return figures.counted(units, settings.form), settings
    papers = papers_of(ballot)
    # A secret paper may have been signed and never put into the urn: who voted is what the urn holds.
    voted = sum(elector.has_voted for elector in ballot.electors.all())
    settings = settings_of(ballot, len(papers) if urn.has_urn(ballot) else voted)
    return tally(papers, settings, candidates), settings


def agreed_figures(ballot: Ballot) -> Figures | None:
    """Return the count of a vote on paper once two tellers entered the same; None before."""
    entered = [Figures.read(count.figures) for count in ballot.paper_counts.all()]
    return entered[0] if len(entered) == 2 and entered[0] == entered[1] else None


def papers_of(ballot: Ballot) -> list[Paper]:
    """Return the ballot's papers by candidate's unit id, in no order that means anything."""
    if urn.has_urn(ballot):
        return list(urn.votes_of(ballot))
    units = {candidate.pk: candidate.unit_id for candidate in ballot.candidates.all()}
    return [_said(ballot, paper, units) for paper in _papers(ballot)]


def open_votes(ballot: Ballot) -> dict[int, Paper]:
    """Return who voted how in an open ballot, by voter's and candidate's unit id; nothing of a secret one."""
    if ballot.is_secret:
        return {}
    units = {candidate.pk: candidate.unit_id for candidate in ballot.candidates.all()}
    return {
        paper.voter_id: _said(ballot, paper, units) for paper in _papers(ballot) if paper.voter_id is not None
    }


def count_record(ballot: Ballot, outcome: Outcome) -> dict[str, Any]:
    """What the journal keeps of a count: a challenge recounts and holds it against this.

    Units by their short names, for readers; ``codes`` tells which unit each name meant, since names change.
    """
    units = [candidate.unit for candidate in ballot.candidates.all()]
    short = [unit.short_name for unit in units]
    names = {
        unit.pk: unit.short_name if short.count(unit.short_name) == 1 else f"{unit.short_name} ({unit.code})"
        for unit in units
    }
    record: dict[str, Any] = {
        "electorate": outcome.electorate,
        "present": outcome.present,
        "collected": outcome.collected,
        "invalid": outcome.invalid,
        "agree": {names[row.candidate]: row.agree for row in outcome.tallies},
        "disagree": {names[row.candidate]: row.disagree for row in outcome.tallies},
        "abstain": {names[row.candidate]: row.abstain for row in outcome.tallies},
        "elected": [names[unit_id] for unit_id in outcome.elected],
        "codes": {names[unit.pk]: unit.code for unit in units},
        "sealed": ballot.sealed,
    }
    if ballot.form == PaperForm.PREFERENCE:
        record["sum_of_places"] = {names[row.candidate]: row.places for row in outcome.tallies}
    return record


def _said(ballot: Ballot, paper: StoredPaper, units: dict[int, int]) -> Paper:
    marks = paper.marks.all()
    if ballot.form == PaperForm.PREFERENCE:
        placed = sorted((mark.place or 0, units[mark.candidate_id]) for mark in marks)
        return tuple(unit_id for _, unit_id in placed)
    return {units[mark.candidate_id]: Choice(mark.choice) for mark in marks}


def _papers(ballot: Ballot) -> Iterable[StoredPaper]:
    """The ballot's papers, from what was fetched before when it was."""
    if "papers" in getattr(ballot, "_prefetched_objects_cache", {}):
        return ballot.papers.all()
    return ballot.papers.prefetch_related("marks")
