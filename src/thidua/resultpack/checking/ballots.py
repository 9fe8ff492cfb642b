"""The ballots in a pack: every paper's signature, the seal of what was cast, the count, the receipts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core import secret_paper
from thidua.core.ballot import Base, Choice, Outcome, Paper, PaperForm, Question, Settings, decide, tally
from thidua.core.faults import gettext_noop
from thidua.core.paper_count import Figures, figure_faults
from thidua.core.secret_paper import CastPaper, Unreadable
from thidua.signing import blind

from .comparing import expect
from .faults import Disagrees, disagree
from .journal import Entries, check_entry
from .reading import Node
from .year import Year

PART = "ballots.json"
RECEIPTS_PART = "receipts.json"
# A key of 2,048 bits in PEM has some 450 signs; a larger one would only take time.
_LONGEST_KEY = 600
_MOST_ELECTORS = 20_000
_SETTINGS = (
    "form",
    "seats",
    "threshold_percent",
    "quorum_percent",
    "base",
    "limits_agreement",
    "may_vote_on_self",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A ballot counted again. ``votes``: agreeing votes by candidate; ``elected`` by code, best first."""

    number: int
    question: Question
    award: str
    quorum_reached: bool
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
    return counted


def told(outcome: Outcome, year: Year) -> dict[str, Any]:
    """Return a count as packs write it; candidates are numbered as the members are."""
    codes = year.codes
    return {
        "electorate": outcome.electorate,
        "present": outcome.present,
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "quorum_reached": outcome.quorum_reached,
        "seats": outcome.seats,
        "rows": [
            {
                "unit": codes[row.candidate],
                "name": year.names[codes[row.candidate]],
                "agree": row.agree,
                "disagree": row.disagree,
                "abstain": row.abstain,
                "places": row.places,
                "base": row.base,
                "percent": f"{row.percent:f}",
                "passed": row.passed,
                "elected": row.elected,
                "tied": row.candidate in outcome.tied,
            }
            for row in outcome.tallies
        ],
        "elected": [codes[candidate] for candidate in outcome.elected],
        "tied": [codes[candidate] for candidate in outcome.tied],
    }


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
    for name in ("words", "meeting"):
        said[name].code()
    for name in ("award", "tellers", "electorate_reason", "public_key"):
        said[name].text()
    said["round"].whole()
    said["opened_at"].moment()
    said["voting_until"].maybe(Node.moment)
    said["closed_at"].moment()
    candidates = [year.unit(row.fields("unit", "name")) for row in said["candidates"]]
    voted = _electors(said["electors"], year)
    ballot = _Ballot(said, place, year, candidates, voted)
    outcome, papers, codes = ballot.counted()
    expect(said["count"], told(outcome, year), place, gettext_noop("Kết quả kiểm phiếu tính lại không đúng."))
    _check_closing(said["closing"], outcome, said["sealed"].value, place, entries)
    for row in said["challenges"]:
        _check_challenge(row, year)
    counted = Counted(
        number=number,
        question=said["question"].one_of(Question),
        award=said["award"].text(),
        quorum_reached=outcome.quorum_reached,
        votes={year.codes[row.candidate]: row.agree for row in outcome.tallies},
        elected=tuple(year.codes[candidate] for candidate in outcome.elected),
        papers=papers,
        signatures=papers if said["public_key"].value else 0,
    )
    return counted, codes


def _check_closing(given: Node, outcome: Outcome, sealed: str | None, place: str, entries: Entries) -> None:
    """What the journal wrote down when the ballot was closed agrees with the count made now.

    Entries of earlier versions hold fewer numbers; an imported ballot has none.
    """
    if given.value is None:
        return
    content = check_entry(given, entries)
    recorded = content["after"] if content else None
    if not isinstance(recorded, dict):
        raise given.wrong()
    numbers = {
        "electorate": outcome.electorate,
        "present": outcome.present,
        "collected": outcome.collected,
        "invalid": outcome.invalid,
        "sealed": sealed or "",
    }
    for name, should in numbers.items():
        if name in recorded and recorded[name] != should:
            raise disagree(
                PART,
                f"{place} · {name}",
                gettext_noop("Kiểm lại khác với điều nhật ký ghi lúc khép lại."),
                recorded[name],
                should,
            )


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
    """Who may vote and has; mostly members, whose names are then those of the year."""
    voted: dict[str, bool] = {}
    for row in given:
        elector = row.fields("unit", "name", "has_voted")
        code, name = elector["unit"].code(), elector["name"].code()
        if code in year.names:
            year.unit(elector)
        if code in voted or len(voted) >= _MOST_ELECTORS:
            raise disagree(PART, row.path, gettext_noop("Cử tri có hai lần, hoặc quá nhiều cử tri."), name)
        voted[code] = elector["has_voted"].flag()
    return voted


def _fingerprint(pem: str) -> str:
    if len(pem) > _LONGEST_KEY:
        raise ValueError("no key of a ballot")
    return blind.fingerprint(pem)


class _Ballot:
    """One ballot being counted."""

    def __init__(
        self,
        said: Mapping[str, Node],
        place: str,
        year: Year,
        candidates: Sequence[str],
        voted: Mapping[str, bool],
    ) -> None:
        self.said = said
        self.place = place
        self.year = year
        self.candidates = candidates
        self.voted = voted
        self.chosen = {code: year.places[code] for code in candidates}
        self.is_secret = said["is_secret"].flag()
        self.is_on_paper = said["is_on_paper"].flag()

    def counted(self) -> tuple[Outcome, int, list[dict[str, Any]] | None]:
        """Count it again: the outcome, how many papers were read, the receipts of a secret ballot."""
        codes = None
        if self.is_on_paper:
            outcome, papers = self._on_paper()
        elif self.is_secret:
            outcome, papers, codes = self._secret()
        else:
            outcome, papers = self._open()
        return outcome, papers, codes

    def wrong(self, cause: str, said: object = "", should: object = "", where: str = "") -> Disagrees:
        """The exception for what does not agree in this ballot."""
        return disagree(PART, " · ".join(filter(None, (self.place, where))), cause, said, should)

    def _settings(self, present: int) -> Settings:
        said = self.said["settings"].fields(*_SETTINGS)
        on_self = said["may_vote_on_self"].flag()
        try:
            return Settings(
                electorate=len(self.voted),
                present=present,
                quorum_percent=said["quorum_percent"].whole(),
                threshold_percent=said["threshold_percent"].whole(),
                base=said["base"].one_of(Base),
                seats=said["seats"].whole(),
                form=said["form"].one_of(PaperForm),
                limits_agreement=said["limits_agreement"].flag(),
                judged_by_others=frozenset()
                if on_self
                else frozenset(self.year.places[code] for code in self.voted if code in self.year.places),
            )
        except ValueError as error:
            raise self.wrong(
                gettext_noop("Số phiếu nhiều hơn số cử tri, hoặc quy tắc đếm phiếu sai.")
            ) from error

    def _check_seal(self, text: bytes) -> None:
        sealed = self.said["sealed"].maybe(Node.digest)
        if sealed is not None and sealed != secret_paper.digest(text):
            raise self.wrong(
                gettext_noop("Những gì đã bỏ không còn như lúc niêm phong khi khép lại."),
                secret_paper.digest(text),
                sealed,
            )

    def _decide(self, papers: Sequence[Paper], present: int) -> Outcome:
        settings, places = self._settings(present), list(self.chosen.values())
        if len(papers) > present:
            raise self.wrong(gettext_noop("Số phiếu nhiều hơn số đơn vị đã bỏ phiếu."), len(papers), present)
        return decide(tally(papers, settings, places), settings, places)

    def _open(self) -> tuple[Outcome, int]:
        votes, papers = [], []
        for row in self.said["cast"]:
            form = "order" if isinstance(row.value, dict) and "order" in row.value else "choices"
            vote = row.fields("voter", form)
            votes.append(vote["voter"].code())
            papers.append(self._said_by(vote[form], form))
        for code, times in Counter(votes).items():
            if not self.voted.get(code) or times > 1:
                raise self.wrong(
                    gettext_noop(
                        "Đơn vị này bỏ hai phiếu, hoặc không có quyền, hoặc chưa ghi là đã bỏ phiếu."
                    ),
                    where=code,
                )
        present = sum(self.voted.values())
        if len(votes) != present:
            raise self.wrong(gettext_noop("Số phiếu khác số đơn vị đã bỏ phiếu."), len(votes), present)
        self._check_seal(secret_paper.canonical(self.said["cast"].value))
        return self._decide(papers, present), len(papers)

    def _said_by(self, node: Node, form: str) -> Paper:
        """What an open paper says, by the members' places."""
        if form == "order":
            return tuple(self.year.places[self.year.member(unit)] for unit in node)
        return {
            self.year.places[self.year.member(Node(code, PART, node.path))]: choice.one_of(Choice)
            for code, choice in node.members().items()
        }

    def _secret(self) -> tuple[Outcome, int, list[dict[str, Any]]]:
        papers = [self._cast(row) for row in self.said["cast"]]
        text = secret_paper.write_urn(papers)
        if text != secret_paper.canonical(self.said["cast"].value).decode():
            raise self.wrong(gettext_noop("Các phiếu trong hòm không theo thứ tự mã phiếu."))
        self._check_seal(text.encode())
        key = self._key(papers)
        if len(papers) > sum(self.voted.values()):
            raise self.wrong(
                gettext_noop("Trong hòm nhiều phiếu hơn số đơn vị đã bỏ phiếu."),
                len(papers),
                sum(self.voted.values()),
            )
        votes: list[Paper] = []
        receipts: dict[str, dict[str, Any]] = {}
        for paper in papers:
            vote, receipt = self._read(paper, key)
            votes.append(vote)
            if receipt["code"] and receipt["code"] in receipts:
                raise self.wrong(gettext_noop("Hai phiếu có cùng một mã."), where=receipt["code"])
            receipts[receipt["code"]] = receipt
        return self._decide(votes, len(votes)), len(votes), list(receipts.values())

    def _cast(self, row: Node) -> CastPaper:
        said = row.fields("message", "prefix", "signature")
        try:
            prefix, signature = (bytes.fromhex(said[name].text()) for name in ("prefix", "signature"))
        except ValueError as error:
            raise row.wrong() from error
        return CastPaper(said["message"].text().encode(), prefix, signature)

    def _key(self, papers: Sequence[CastPaper]) -> str:
        """Check the ballot's key and the signature on every paper; return what the papers call the ballot."""
        pem, fingerprint = self.said["public_key"].text(), self.said["fingerprint"].text()
        try:
            found = _fingerprint(pem) if pem else ""
        except ValueError as error:
            raise self.wrong(gettext_noop("Không đọc được khoá công khai của cuộc bỏ phiếu.")) from error
        if fingerprint != found:
            raise self.wrong(gettext_noop("Dấu vân tay không phải của khoá."), fingerprint, found)
        for paper in papers:
            is_genuine = (
                blind.verify(pem, paper.prefix, paper.message, paper.signature)
                if pem
                else not paper.is_signed and not paper.prefix
            )
            if not is_genuine:
                raise self.wrong(
                    gettext_noop("Chữ ký trên phiếu không phải của khoá cuộc bỏ phiếu này."),
                    where=secret_paper.code_of(paper),
                )
        return found

    def _read(self, paper: CastPaper, key: str) -> tuple[Paper, dict[str, Any]]:
        """What a paper says by the members' places (nothing where it cannot be counted), and its receipt."""
        try:
            vote = secret_paper.decode(paper.message, key)
        except Unreadable:
            return {}, {"code": secret_paper.code_of(paper), "says": None}
        if vote.order is not None:
            said: Any = list(vote.order)
            read: Paper = tuple(self.chosen[code] for code in vote.order if code in self.chosen)
        else:
            choices = vote.choices or {}
            said = {code: choice.value for code, choice in choices.items()}
            read = {self.chosen[code]: choice for code, choice in choices.items() if code in self.chosen}
        is_known = set(said) <= set(self.chosen)
        return (read if is_known else {}), {"code": vote.code, "says": said}

    def _on_paper(self) -> tuple[Outcome, int]:
        tellers, entered = [], []
        for row in self.said["counts"]:
            said = row.fields("teller", "entered_at", "figures")
            tellers.append(said["teller"].code())
            said["entered_at"].moment()
            entered.append(said["figures"].value)
        if len(entered) != 2 or entered[0] != entered[1]:
            raise self.wrong(gettext_noop("Chưa có hai người kiểm phiếu nhập cùng một kết quả."))
        expect(
            self.said["cast"], entered[0], self.place, gettext_noop("Kết quả khác với người kiểm phiếu nhập.")
        )
        self._check_seal(secret_paper.canonical(entered[0]))
        try:
            figures = Figures.read(entered[0])
        except (ValueError, TypeError, AttributeError) as error:
            raise self.wrong(gettext_noop("Kết quả kiểm phiếu giấy không đúng quy cách.")) from error
        settings = self._settings(figures.issued)
        for fault in figure_faults(figures, settings, self.candidates):
            raise self.wrong(str(fault))
        places = list(self.chosen.values())
        return decide(figures.counted(self.chosen, settings.form), settings, places), figures.collected
