"""Reading what was cast: the urn of a secret ballot, and the one text that a ballot is sealed by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.core import secret_paper
from thidua.core.ballot import Choice
from thidua.core.secret_paper import CastPaper, SecretVote, Unreadable
from thidua.signing import blind

from .models import Ballot, Paper, Urn

# What one paper says, as the count takes it: choices by unit id, or unit ids best first.
Vote = dict[int, Choice] | tuple[int, ...]


def has_urn(ballot: Ballot) -> bool:
    """Whether its papers lie in an urn: secret, and not on paper."""
    return ballot.is_secret and not ballot.is_on_paper


def urn_text(ballot: Ballot) -> str:
    """Return the text of a secret ballot's urn. While the ballot is open no page or query may ask for it."""
    urn: Urn | None = getattr(ballot, "urn", None)
    return urn.papers if urn else "[]"


def secret_papers(ballot: Ballot) -> list[CastPaper]:
    """Return the papers of a secret ballot by receipt code; none of an open one, which is not countable."""
    if ballot.is_open or not has_urn(ballot):
        return []
    return secret_paper.read_urn(urn_text(ballot))


def collected(ballot: Ballot) -> int:
    """Return how many papers lie in the urn: of an open ballot this number and nothing else is known."""
    return len(secret_paper.read_urn(urn_text(ballot)))


def ballot_id(ballot: Ballot) -> str:
    """Return what the ballot's papers call it by: its key's fingerprint; nothing where there is no key."""
    return blind.fingerprint(ballot.public_key) if ballot.public_key else ""


def cast_text(ballot: Ballot) -> str:
    """Return all that was cast as one text, of which the seal is the SHA-256.

    Secret: the urn's text. Open: who said what, by the voters' codes. On paper: the figures both tellers
    agree on. Canonical JSON each.
    """
    if has_urn(ballot):
        return urn_text(ballot)
    if ballot.is_on_paper:
        counted = ballot.paper_counts.first()
        return secret_paper.canonical(counted.figures if counted else {}).decode()
    papers = ballot.papers.select_related("voter").prefetch_related("marks__candidate__unit")
    votes = [{"voter": paper.voter.code, **_said(paper)} for paper in papers if paper.voter]
    return secret_paper.canonical(sorted(votes, key=lambda vote: str(vote["voter"]))).decode()


def _said(paper: Paper) -> dict[str, object]:
    marks = list(paper.marks.all())
    placed = sorted((mark.place, mark.candidate.unit.code) for mark in marks if mark.place is not None)
    if placed:
        return {"order": [code for _, code in placed]}
    return {"choices": {mark.candidate.unit.code: mark.choice for mark in marks}}


def is_genuine(ballot: Ballot, paper: CastPaper) -> bool:
    """Whether the ballot's key signed the paper; a ballot without a key has papers without signatures."""
    if not ballot.public_key:
        return not paper.is_signed
    return blind.verify(ballot.public_key, paper.prefix, paper.message, paper.signature)


def is_overfull(ballot: Ballot, papers: Sequence[CastPaper]) -> bool:
    """Whether more papers lie in the urn than were given out: somebody who held the key made some up."""
    return len(papers) > sum(elector.has_voted for elector in ballot.electors.all())


def votes_of(ballot: Ballot) -> list[Vote]:
    """Return what the papers of a closed secret ballot say, for the count.

    A paper that cannot be counted says nothing, which is invalid. Of an overfull urn no paper counts: which
    ones were made up cannot be told, so it elects nobody.
    """
    papers = secret_papers(ballot)
    if is_overfull(ballot, papers):
        return [{} for elector in ballot.electors.all() if elector.has_voted]
    return [vote or {} for vote in readings(ballot, papers)]


def readings(ballot: Ballot, papers: Iterable[CastPaper]) -> list[Vote | None]:
    """What each paper says by unit ids; None of one whose signature or text is not this ballot's."""
    units = {candidate.unit.code: candidate.unit_id for candidate in ballot.candidates.all()}
    ballot_fingerprint = ballot_id(ballot)
    return [
        _by_unit_id(paper, ballot_fingerprint, units) if is_genuine(ballot, paper) else None
        for paper in papers
    ]


def _by_unit_id(paper: CastPaper, ballot_fingerprint: str, units: dict[str, int]) -> Vote | None:
    try:
        vote = secret_paper.decode(paper.message, ballot_fingerprint)
    except Unreadable:
        return None
    return in_ids(vote, units)


def in_ids(vote: SecretVote, units: dict[str, int]) -> Vote | None:
    """The vote by unit ids instead of codes; None when it names somebody who is no candidate."""
    named = vote.order if vote.order is not None else tuple(vote.choices or {})
    if not set(named) <= set(units):
        return None
    if vote.order is not None:
        return tuple(units[code] for code in vote.order)
    return {units[code]: choice for code, choice in (vote.choices or {}).items()}
