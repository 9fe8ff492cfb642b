"""The ballots in a pack: every paper's signature, the seal of what was cast, the count, the receipts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.award import AWARDS
from thidua.core.ballot import Outcome, PaperForm, Question
from thidua.core.faults import gettext_noop
from thidua.core.kind_words import words_in

from .comparing import expect
from .counting import BallotCount, told
from .faults import disagree
from .journal import Entries, check_entry
from .part_names import BALLOTS
from .reading import Node
from .year import Year


@dataclass(frozen=True, slots=True)
class Counted:
    """A ballot counted again. ``elected`` by code, best first.

    ``votes`` by candidate: those that agree, or of papers in order the sum of places taken from nought.
    """

    number: int
    question: Question
    award: str
    quorum_reached: bool
    meeting: str
    votes: Mapping[str, int]
    elected: tuple[str, ...]
    papers: int
    signatures: int


def check_ballots(given: Node, receipts: Node, year: Year, entries: Entries) -> list[Counted]:
    """Check every ballot in the order in which they were opened, and the list of receipts."""
    rows = list(given)
    counted, listed = [], []
    for number, row in enumerate(rows, start=1):
        found, codes = _check_ballot(row, number, year, entries)
        counted.append(found)
        if codes is not None:
            listed.append({"ballot": number, "receipts": codes})
    expect(receipts, listed, "", gettext_noop("Danh sách mã phiếu không đúng với các phiếu trong hòm."))
    closings = sorted(row.value["closing"]["id"] for row in rows if row.value["closing"] is not None)
    recorded = [number for number, entry in entries.items() if entry.closes]
    if closings != recorded:
        cause = gettext_noop("Các cuộc bỏ phiếu không đủ như nhật ký ghi là đã khép lại.")
        raise disagree(BALLOTS, "closing", cause, closings, recorded)
    return counted


def _check_ballot(
    given: Node, number: int, year: Year, entries: Entries
) -> tuple[Counted, list[dict[str, Any]] | None]:
    said = given.record(
        "number question award round words meeting is_secret is_on_paper opened_at voting_until closed_at "
        "tellers electorate_reason settings candidates electors public_key fingerprint cast sealed counts "
        "challenges count closing"
    )
    place = _place(number, said["words"])
    expect(said["number"], number, place, gettext_noop("Các cuộc bỏ phiếu không theo thứ tự."))
    for name in ("tellers", "electorate_reason", "public_key"):
        said[name].text()
    opened, closed = said["opened_at"].moment(), said["closed_at"].moment()
    until = said["voting_until"].maybe(Node.moment)
    if opened > closed:
        raise said["opened_at"].wrong(gettext_noop("Mở sau khi đã khép lại."))
    if until is not None and until <= opened:
        raise said["voting_until"].wrong(gettext_noop("Hết hạn bỏ phiếu trước khi mở."))
    _check_question(said, year, place)
    candidates = [year.unit(row.fields("unit", "name")) for row in said["candidates"]]
    if len(set(candidates)) != len(candidates):
        raise said["candidates"].wrong(gettext_noop("Một đơn vị có hai lần trong danh sách bầu."))
    voted = _electors(said["electors"], year)
    ballot = BallotCount(said, place, year, candidates, voted)
    outcome, papers, codes = ballot.counted()
    expect(said["count"], told(outcome, year), place, gettext_noop("Kết quả kiểm phiếu tính lại không đúng."))
    _check_closing(said, outcome, place, year, entries)
    for row in said["challenges"]:
        _check_challenge(row, year)
    by_places = said["settings"].value["form"] == PaperForm.PREFERENCE
    counted = Counted(
        number=number,
        question=said["question"].one_of(Question),
        award=said["award"].text(),
        quorum_reached=outcome.quorum_reached,
        meeting=said["meeting"].code(),
        votes={year.codes[row.candidate]: -row.places if by_places else row.agree for row in outcome.tallies},
        elected=tuple(year.codes[candidate] for candidate in outcome.elected),
        papers=papers,
        signatures=papers if said["public_key"].value else 0,
    )
    return counted, codes


def _check_question(said: Mapping[str, Node], year: Year, place: str) -> None:
    question, award = said["question"].one_of(Question), said["award"].text()
    if (award not in AWARDS) if question is Question.AWARD else award:
        raise said["award"].wrong(gettext_noop("Không có danh hiệu, hình thức này."))
    words = question_words(year.kind, question, award, said["round"].whole())
    expect(said["words"], words, place, gettext_noop("Tên cuộc bỏ phiếu không đúng nội dung."))


def question_words(kind: str, question: Question, award: str, number: int) -> str:
    """Return what a ballot is called: the question, the award, the round where it is not the first."""
    words = words_in(kind, question.label)
    if award:
        words = f"{words} {AWARDS[award].name}"
    return words if number == 1 else f"{words} (lượt {number})"


# What the closing says of each candidate, and the count's name for it.
_PER_CANDIDATE = {"agree": "agree", "disagree": "disagree", "abstain": "abstain", "sum_of_places": "places"}


def _check_closing(
    said: Mapping[str, Node], outcome: Outcome, place: str, year: Year, entries: Entries
) -> None:
    """What the journal wrote down when the ballot was closed agrees with the count made now.

    Entries of earlier versions hold fewer numbers; an imported ballot has none.
    """
    given = said["closing"]
    if given.value is None:
        return
    content = check_entry(given, entries)
    cause = gettext_noop("Kiểm lại khác với điều nhật ký ghi lúc khép lại.")
    expect(said["closed_at"], given.value["at"], f"{place} · closed_at", cause)
    recorded = content["after"] if content else None
    if not isinstance(recorded, dict):
        raise given.wrong()
    numbers = {
        "electorate": outcome.electorate,
        "present": outcome.present,
        "collected": outcome.collected,
        "invalid": outcome.invalid,
        "sealed": said["sealed"].value or "",
    }
    for name, should in numbers.items():
        if name in recorded and recorded[name] != should:
            raise disagree(BALLOTS, f"{place} · {name}", cause, recorded[name], should)
    # By the short names of that day, which a unit may have changed since: the figures are compared.
    for name, field in _PER_CANDIDATE.items():
        if name in recorded:
            figures = sorted(recorded[name].values())
            again = sorted(getattr(row, field) for row in outcome.tallies)
            if figures != again:
                raise disagree(BALLOTS, f"{place} · {name}", cause, figures, again)
    if "elected" in recorded and len(recorded["elected"]) != len(outcome.elected):
        elected = ", ".join(year.short_names[year.codes[unit]] for unit in outcome.elected)
        raise disagree(BALLOTS, f"{place} · elected", cause, ", ".join(recorded["elected"]), elected)


def _check_challenge(given: Node, year: Year) -> None:
    said = given.record("by unit at reason agrees found")
    said["by"].text()
    said["unit"].maybe(year.member)
    said["at"].moment()
    said["reason"].text()
    if said["agrees"].flag() != (not list(said["found"])):
        raise said["agrees"].wrong(gettext_noop("Kết luận kiểm lại không khớp với điều tìm thấy."))
    for row in said["found"]:
        for node in row.fields("what", "unit", "recorded", "counted").values():
            node.text()


def _place(number: int, words: Node) -> str:
    return f"{number}. {words.text()}"


def _electors(given: Node, year: Year) -> dict[str, bool]:
    """Who may vote, and has, in the members' order."""
    voted: dict[str, bool] = {}
    for row in given:
        elector = row.fields("unit", "name", "has_voted")
        code = year.unit(elector)
        if code in voted:
            raise disagree(
                BALLOTS, row.path, gettext_noop("Đơn vị này có hai lần trong danh sách cử tri."), code
            )
        voted[code] = elector["has_voted"].flag()
    if list(voted) != sorted(voted, key=year.places.__getitem__):
        raise given.wrong(gettext_noop("Danh sách cử tri không theo thứ tự thành viên."))
    return voted
