"""Meetings, ballots, proposals, decisions, the hand-over and the news as rows; files by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from thidua.awards.models import Grant
from thidua.clusters.models import ClusterYear
from thidua.core import secret_paper
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.movements.models import DirectiveFile
from thidua.newsroom.models import Article, Comment, Picture
from thidua.review import urn
from thidua.review.models import Ballot, HandOver, Paper, Proposal
from thidua.scoring.models import Evidence
from thidua.sheets.values import Book, Row

from .ballots import challenges, paper_counts
from .tables import codes, plain, table


def export(year: ClusterYear) -> Book:
    """Rows of the sheets Hội nghị to Ý kiến."""
    members = year.memberships.order_by("position", "unit__code").values_list("unit__code", flat=True)
    places = {code: place for place, code in enumerate(members)}
    ballots = list(
        Ballot.objects.filter(meeting__cluster_year=year)
        .select_related("meeting", "urn")
        .prefetch_related(
            "candidates__unit",
            "electors__unit",
            "papers__voter",
            "papers__marks__candidate__unit",
            "paper_counts__teller",
            "challenges__raised_by",
            "challenges__unit",
        )
        .order_by("opened_at", "pk")
    )
    return {
        "meetings": _meetings(year, places),
        "ballots": [_ballot(number, ballot, places) for number, ballot in enumerate(ballots, start=1)],
        "votes": [
            row for number, ballot in enumerate(ballots, start=1) for row in _votes(number, ballot, places)
        ],
        "secret_papers": [
            row for number, ballot in enumerate(ballots, start=1) for row in _secret_papers(number, ballot)
        ],
        "paper_counts": [
            row for number, ballot in enumerate(ballots, start=1) for row in paper_counts(number, ballot)
        ],
        "challenges": [
            row for number, ballot in enumerate(ballots, start=1) for row in challenges(number, ballot)
        ],
        "proposals": [
            Row(0, {**row.values, "by_ballot": row["by_ballot"] is not None})
            for row in table(
                Proposal.objects.filter(cluster_year=year),
                unit="unit__code",
                award="award",
                by_ballot="ballot_id",
                reason="reason",
                proposed_at="proposed_at",
                withdrawn_at="withdrawn_at",
                withdrawal_reason="withdrawal_reason",
            )
        ],
        "decisions": _decisions(year),
        "hand_over": table(
            HandOver.objects.filter(cluster_year=year),
            handed_on="handed_on",
            from_unit="from_unit__code",
            to_unit="to_unit__code",
            note="note",
        ),
        **_news(year),
    }


def _meetings(year: ClusterYear, places: dict[str, int]) -> list[Row]:
    return [
        Row(
            0,
            {
                "kind": meeting.kind,
                "held_on": meeting.held_on,
                "place": plain(meeting.place),
                "presided_by": plain(meeting.presided_by),
                "directed_by": plain(meeting.directed_by),
                "attending": codes((unit.code for unit in meeting.attending.all()), places),
                "minutes": plain(meeting.minutes),
            },
        )
        for meeting in year.meetings.prefetch_related("attending")
    ]


def _ballot(number: int, ballot: Ballot, places: dict[str, int]) -> Row:
    return Row(
        0,
        {
            "number": number,
            "meeting": ballot.meeting.kind,
            "question": ballot.question,
            "award": ballot.award or None,
            "round": ballot.round,
            "candidates": codes((candidate.unit.code for candidate in ballot.candidates.all()), places),
            "is_secret": ballot.is_secret,
            "seats": ballot.seats,
            "threshold_percent": ballot.threshold_percent,
            "quorum_percent": ballot.quorum_percent,
            "base": ballot.base,
            "is_on_paper": ballot.is_on_paper,
            "form": ballot.form,
            "limits_agreement": "invalid" if ballot.limits_agreement else "free",
            "may_vote_on_self": "yes" if ballot.may_vote_on_self else "no",
            # Named only where not every member may vote, for the reason beside them.
            "electorate": codes((e.unit.code for e in ballot.electors.all()), places)
            if ballot.electorate_reason
            else (),
            "electorate_reason": plain(ballot.electorate_reason),
            "voting_until": plain(ballot.voting_until),
            "tellers": plain(ballot.tellers),
            "voted": codes((e.unit.code for e in ballot.electors.all() if e.has_voted), places),
            "opened_at": plain(ballot.opened_at),
            "closed_at": plain(ballot.closed_at),
            "public_key": None if ballot.is_open else plain(_on_one_line(ballot.public_key)),
        },
    )


def _on_one_line(pem: str) -> str:
    """A key without its frame and line breaks, to stand in a cell."""
    return "".join(line for line in pem.splitlines() if "-----" not in line)


def _secret_papers(number: int, ballot: Ballot) -> list[Row]:
    """The signed papers of a closed secret ballot, byte for byte, by their random receipt codes."""
    return [
        Row(
            0,
            {
                "ballot": str(number),
                "message": paper.message.decode(),
                "prefix": paper.prefix.hex(),
                "signature": paper.signature.hex(),
            },
        )
        for paper in urn.secret_papers(ballot)
        if paper.is_signed
    ]


def _unsigned_votes(number: int, ballot: Ballot, places: dict[str, int]) -> list[Row]:
    """Secret papers of before blind signatures as plain rows, in the order of what they say.

    Their receipt codes were given by the system and nobody holds them: they are not written.
    """
    said = sorted(
        sorted((places.get(code, 0), code, choice.value) for code, choice in (vote.choices or {}).items())
        for vote in map(_decoded, urn.secret_papers(ballot))
        if vote is not None
    )
    return [
        Row(
            0,
            {
                "ballot": str(number),
                "paper": paper_number,
                "voter": None,
                "candidate": code,
                "choice": choice,
            },
        )
        for paper_number, marks in enumerate(said, start=1)
        for _, code, choice in marks
    ]


def _decoded(paper: CastPaper) -> SecretVote | None:
    return None if paper.is_signed else secret_paper.decode(paper.message)


def _votes(number: int, ballot: Ballot, places: dict[str, int]) -> list[Row]:
    """The papers of a ballot with their voters; of a secret one those of before blind signatures.

    A ballot still running keeps its papers to itself, as on the pages: before it closes, nobody's vote is
    known and nothing can be counted. Of a secret one, two exports between two votes would show a vote.
    """
    if ballot.is_open:
        return []
    if urn.has_urn(ballot):
        return _unsigned_votes(number, ballot, places)
    papers = sorted(
        ballot.papers.all(),
        key=lambda paper: (places.get(paper.voter.code, 0) if paper.voter else -1, _marks(paper, places)),
    )
    return [
        Row(
            0,
            {
                "ballot": str(number),
                "paper": paper_number,
                "voter": paper.voter.code if paper.voter else None,
                "candidate": code,
                "choice": choice,
                "place": place or None,
            },
        )
        for paper_number, paper in enumerate(papers, start=1)
        for _, code, choice, place in _marks(paper, places)
    ]


def _marks(paper: Paper, places: dict[str, int]) -> list[tuple[int, str, str, int]]:
    """Candidates in the members' order with choice and place (0: papers of this ballot order nothing)."""
    return sorted(
        (places.get(mark.candidate.unit.code, 0), mark.candidate.unit.code, mark.choice, mark.place or 0)
        for mark in paper.marks.all()
    )


def _decisions(year: ClusterYear) -> list[Row]:
    return table(
        Grant.objects.filter(decision__cluster_year=year),
        number="decision__number",
        signed_on="decision__signed_on",
        signer_name="decision__signer_name",
        signer_position="decision__signer_position",
        abstract="decision__abstract",
        unit="proposal__unit__code",
        award="proposal__award",
        is_granted="is_granted",
        reason="reason",
    )


def _news(year: ClusterYear) -> Book:
    return {
        "articles": table(
            Article.objects.filter(cluster_year=year),
            title="title",
            lead="lead",
            body="body",
            byline="byline",
            source="source",
            state="state",
            published_at="published_at",
            withdrawn_at="withdrawn_at",
            withdrawn_reason="withdrawn_reason",
        ),
        "pictures": table(
            Picture.objects.filter(article__cluster_year=year),
            article="article__title",
            position="position",
            file_name="file_name",
            caption="caption",
            alt="alt",
            credit="credit",
        ),
        "comments": table(
            Comment.objects.filter(article__cluster_year=year),
            article="article__title",
            author_name="author_name",
            text="text",
            received_at="received_at",
            state="state",
            reason="reason",
            reply="reply",
        ),
    }


def attached_files(
    year: ClusterYear, may_read_drafts: Callable[[str], bool] = lambda code: True
) -> list[tuple[str, str, str]]:
    """Files kept outside the workbook: what each belongs to, its name, its SHA-256.

    Evidence of a sheet not handed in is named only where its unit's drafts may be read.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for file in DirectiveFile.objects.filter(directive__cluster_year=year).select_related("directive"):
        found[file.directive.number].append((file.file_name, file.sha256))
    evidence = Evidence.objects.filter(line__sheet__cluster_year=year)
    for item in evidence.select_related("line__criterion", "line__sheet__unit"):
        sheet = item.line.sheet
        if sheet.is_handed_in or may_read_drafts(sheet.unit.code):
            found[f"{sheet.unit.short_name}, {item.line.criterion.code}"].append(
                (item.file_name, item.sha256)
            )
    return [(owner, *file) for owner in sorted(found) for file in sorted(found[owner])]
