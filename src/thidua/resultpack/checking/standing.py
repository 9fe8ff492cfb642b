"""Ranking and awards in a pack: exclusions, order, tie-breaks, quotas and awards made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.allocation import Allocation, allocate
from thidua.core.award import AWARDS
from thidua.core.exclusion import Excluded, ExclusionKind, Part, exclusions
from thidua.core.faults import gettext_noop
from thidua.core.ranking import NOT_VOTED_ON, Entrant, Ranked, rank
from thidua.core.ranking_words import standing_words
from thidua.core.words import Words

from . import facts as recorded
from .ballots import Counted
from .comparing import expect
from .faults import disagree
from .part_names import AWARDS as AWARDS_PART
from .part_names import RANKING
from .reading import Node
from .rubric import Rules
from .sheets import Scored
from .year import Year


@dataclass(frozen=True, slots=True)
class Standing:
    """The order and the awards made again; keys are the members' places in the cluster's order."""

    ranked: Sequence[Ranked]
    excluded: Mapping[int, tuple[Excluded, ...]]
    why: Mapping[int, tuple[Words, ...]]
    allocation: Allocation


def standing(
    year: Year,
    rules: Rules,
    scored: Sequence[Scored],
    excluded: Mapping[int, tuple[Excluded, ...]],
    votes: Mapping[int, tuple[int, ...]],
) -> Standing:
    """Rank the members and give the awards by the rules of the year."""
    groups = [group.code for group in rules.groups]
    entrants = [
        Entrant(
            place,
            sheet.total if sheet.total is not None else Decimal(0),
            sheet.by_group,
            sheet.above_plan,
            sheet.facts.indicators,
            votes.get(place, ()),
        )
        for place, sheet in enumerate(scored)
        if sheet.has_sheet
    ]
    ranked = rank(entrants, set(excluded), rules.ranking, groups)
    names = {place: year.short_names[code] for code, place in year.places.items()}
    unranked = [place for place, sheet in enumerate(scored) if not sheet.has_sheet]
    return Standing(
        ranked=ranked,
        excluded=excluded,
        why=standing_words(ranked, rules.ranking, names, groups, rules.precision.places),
        allocation=allocate(ranked, rules.ranking.quotas_of(year.kind), len(scored), unranked),
    )


def check_ranking(
    given: Node, year: Year, rules: Rules, scored: Sequence[Scored], ballots: Sequence[Counted]
) -> Standing:
    """Check who is left out and why, and everybody's place."""
    said = given.fields("parts", "recorded", "rows")
    excluded = _excluded(said["parts"], said["recorded"], year, rules, scored)
    found = standing(year, rules, scored, excluded, votes_by_place(year, rules, ballots))
    cause = gettext_noop("Thứ hạng tính lại không đúng.")
    expect(said["rows"], told_rows(found, year, rules, scored), "", cause)
    return found


def votes_by_place(year: Year, rules: Rules, ballots: Sequence[Counted]) -> dict[int, tuple[int, ...]]:
    """Return the agreeing votes that have a say in the order, by the member's place.

    They are those of each round, with a quorum, on the award of the first quota; where papers put the
    candidates in order, the sum of places taken from nought. Who was not voted on in a round stands behind
    everybody who was.
    """
    quotas = rules.ranking.quotas_of(year.kind)
    if not rules.ranking.asks_votes or not quotas:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    rounds = [one for one in ballots if one.award == quotas[0].award and one.quorum_reached]
    for number, ballot in enumerate(rounds):
        for code, agreeing in ballot.votes.items():
            before = found.get(year.places[code], ())
            found[year.places[code]] = (*before, *([NOT_VOTED_ON] * (number - len(before))), agreeing)
    return found


def told_rows(found: Standing, year: Year, rules: Rules, scored: Sequence[Scored]) -> list[dict[str, Any]]:
    """Return the ranking as packs write it: best first, then those left out, then those without a sheet."""
    places = {row.entrant.key: row for row in found.ranked}
    order = [row.entrant.key for row in found.ranked]
    order += [place for place in range(len(scored)) if place not in places]
    rows = []
    for place in order:
        row, sheet, code = places.get(place), scored[place], year.codes[place]
        groups = zip(rules.groups, sheet.by_group, strict=True)
        rows.append(
            {
                "unit": code,
                "name": year.names[code],
                "short_name": year.short_names[code],
                "rank": row.rank if row else None,
                "total": None if sheet.total is None else recorded.decimal_text(sheet.total),
                "groups": {group.code: recorded.decimal_text(points) for group, points in groups},
                "above_plan": sheet.above_plan,
                "votes": told_votes(row.entrant.votes) if row else [],
                "why": [str(words) for words in found.why.get(place, ())],
                "excluded": [told_exclusion(one) for one in found.excluded.get(place, ())],
            }
        )
    return rows


def told_votes(votes: Sequence[int]) -> list[int | None]:
    """Return the figures of each round as packs write them: null where the unit was not voted on."""
    return [None if figure == NOT_VOTED_ON else figure for figure in votes]


def told_exclusion(one: Excluded) -> dict[str, str]:
    """Return a reason for leaving a unit out as packs write it."""
    return {
        "kind": one.kind.value,
        "words": str(one.words),
        "clause": one.clause,
        "document": one.document,
        "recorded_by": one.recorded_by,
    }


def _excluded(
    parts: Node, noted: Node, year: Year, rules: Rules, scored: Sequence[Scored]
) -> dict[int, tuple[Excluded, ...]]:
    """Who is left out: by what they did not do, and by what somebody recorded and did not lift."""
    found: dict[int, Part] = {}
    rows = list(parts)
    if len(rows) != len(scored):
        raise disagree(RANKING, "parts", gettext_noop("Không đủ, hoặc thừa đơn vị thành viên."), len(rows))
    for row, sheet in zip(rows, scored, strict=True):
        said = row.record("unit name has_signed has_registered has_sheet unsent")
        code = year.unit(said)
        expect(said["unit"], sheet.unit, code, gettext_noop("Các đơn vị không theo thứ tự thành viên."))
        expect(said["has_sheet"], sheet.has_sheet, code, gettext_noop("Không khớp với phiếu chấm."))
        expect(said["unsent"], list(sheet.facts.unsent), code, gettext_noop("Không khớp với số liệu đã ghi."))
        found[year.places[code]] = Part(
            said["has_signed"].flag(), said["has_registered"].flag(), sheet.has_sheet, sheet.facts.unsent
        )
    left_out = dict(exclusions(found, rules.ranking.kinds, rules.ranking.clauses))
    for row in noted:
        place, one = _noted(row, year, rules)
        if one is not None:
            left_out[place] = (*left_out.get(place, ()), one)
    return left_out


def _noted(given: Node, year: Year, rules: Rules) -> tuple[int, Excluded | None]:
    """An exclusion that somebody recorded; None when it was lifted or the regulation does not know it."""
    said = given.record("unit name kind document recorded_by recorded_at lifted_at lifting_reason")
    kind = said["kind"].one_of(ExclusionKind)
    place = year.places[year.unit(said)]
    document, by = said["document"].text(), said["recorded_by"].text()
    said["recorded_at"].moment()
    said["lifting_reason"].text()
    if said["lifted_at"].maybe(Node.moment) is not None or kind not in rules.ranking.kinds:
        return place, None
    return place, Excluded(kind, Words(kind.label), rules.ranking.clauses.get(kind, ""), document, by)


def check_awards(given: Node, year: Year, rules: Rules, found: Standing, ballots: Sequence[Counted]) -> int:
    """Check quotas, awards, the meeting's decisions and the proposals; return how many awards are given."""
    said = given.record("quotas seats units proposals hand_over")
    cause = gettext_noop("Hạn mức, suất khen tính lại không đúng.")
    quotas = rules.ranking.quotas_of(year.kind)
    expect(said["quotas"], [quota.as_mapping() for quota in quotas], "quotas", cause)
    expect(said["seats"], told_seats(found.allocation, year), "seats", cause)
    for row, code in zip(list(said["units"]), year.codes, strict=False):
        decision = _decision(row.fields(*_AWARDED)["decision"])
        should = told_award(found.allocation, year, code, decision)
        expect(row, should, code, gettext_noop("Danh hiệu, hình thức tính lại không đúng."))
    if len(list(said["units"])) != len(year.codes):
        raise disagree(AWARDS_PART, "units", gettext_noop("Không đủ các đơn vị thành viên."))
    _check_proposals(said["proposals"], year, ballots)
    if said["hand_over"].value is not None:
        _check_hand_over(said["hand_over"], year)
    return sum(1 for row in said["units"].value if row["final"])


_AWARDED = ("unit", "name", "award", "why", "tied_for", "decision", "final")


def told_seats(allocation: Allocation, year: Year) -> list[dict[str, Any]]:
    """Return how each quota was filled, as packs write it."""
    return [
        {
            "award": seats.quota.award,
            "number": seats.number,
            "words": str(seats.words),
            "given": [year.codes[key] for key in seats.given],
            "tied": [year.codes[key] for key in seats.tied],
            "left": seats.left,
        }
        for seats in allocation.seats
    ]


def told_award(
    allocation: Allocation, year: Year, code: str, decision: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return what a unit gets, as packs write it; the meeting's decision stands over what was computed."""
    awarded = allocation.by_unit[year.places[code]]
    return {
        "unit": code,
        "name": year.names[code],
        "award": awarded.award,
        "why": [str(words) for words in awarded.why],
        "tied_for": awarded.tied_for,
        "decision": decision,
        "final": awarded.award if decision is None else decision["award"],
    }


def _decision(given: Node) -> Mapping[str, Any] | None:
    if given.value is None:
        return None
    said = given.fields("award", "reason", "by", "at")
    if said["award"].text() and said["award"].value not in AWARDS:
        raise said["award"].wrong()
    said["reason"].code()
    said["by"].text()
    said["at"].moment()
    return dict(given.value)


def _check_proposals(given: Node, year: Year, ballots: Sequence[Counted]) -> None:
    by_number = {ballot.number: ballot for ballot in ballots}
    made = [_check_proposal(row, year, by_number) for row in given]
    if made != sorted(set(made)):
        raise given.wrong(gettext_noop("Đề nghị bị trùng hoặc không theo thứ tự."))


def _check_proposal(given: Node, year: Year, ballots: Mapping[int, Counted]) -> tuple[str, str]:
    said = given.record("unit name award ballot reason proposed_at withdrawn_at withdrawal_reason")
    code, award = year.unit(said), said["award"].code()
    if award not in AWARDS:
        raise said["award"].wrong(gettext_noop("Không có danh hiệu, hình thức này."))
    said["reason"].text()
    said["proposed_at"].moment()
    said["withdrawn_at"].maybe(Node.moment)
    said["withdrawal_reason"].text()
    number = said["ballot"].maybe(Node.whole)
    if number is None:
        return award, code
    ballot = ballots.get(number)
    if ballot is None or ballot.award != award or code not in ballot.elected:
        raise disagree(
            AWARDS_PART,
            f"{code} · {award}",
            gettext_noop(
                "Đề nghị dựa trên một cuộc bỏ phiếu mà đơn vị không trúng danh hiệu, hình thức này."
            ),
        )
    return award, code


def _check_hand_over(given: Node, year: Year) -> None:
    said = given.fields("from_unit", "to_unit", "handed_on", "note")
    year.member(said["from_unit"])
    said["to_unit"].code()
    said["handed_on"].day()
    said["note"].text()
