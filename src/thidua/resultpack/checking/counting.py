"""One ballot of a pack counted again: open papers, signed ones from the urn, or the tellers' figures."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from thidua.core import secret_paper
from thidua.core.ballot import Base, Choice, Outcome, Paper, PaperForm, Settings, decide, tally
from thidua.core.faults import gettext_noop
from thidua.core.paper_count import Figures, figure_faults
from thidua.core.secret_paper import CastPaper, Unreadable
from thidua.signing import blind

from .comparing import expect
from .faults import Disagrees, disagree
from .part_names import BALLOTS
from .reading import Node
from .year import Year

# A key of 2,048 bits in PEM has some 450 signs; a larger one would only take time.
_LONGEST_KEY = 600
_SETTINGS = (
    "form",
    "seats",
    "threshold_percent",
    "quorum_percent",
    "base",
    "limits_agreement",
    "may_vote_on_self",
)


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


def _fingerprint(pem: str) -> str:
    if len(pem) > _LONGEST_KEY or pem != written_key(pem):
        raise ValueError("no key of a ballot")
    return blind.fingerprint(pem)


def written_key(pem: str) -> str:
    """Return a ballot's public key as packs write it: PEM with lines of 64 signs."""
    text = base64.b64encode(blind.spki(pem)).decode("ascii")
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


class BallotCount:
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
        self._check_ways()
        if self.is_on_paper:
            outcome, papers = self._on_paper()
        elif self.is_secret:
            outcome, papers, codes = self._secret()
        else:
            outcome, papers = self._open()
        return outcome, papers, codes

    def _check_ways(self) -> None:
        """Only a ballot on paper has tellers' figures; only a secret one in the system has a key."""
        if not self.is_on_paper and list(self.said["counts"]):
            raise self.said["counts"].wrong(
                gettext_noop("Không bỏ phiếu giấy mà có số của người kiểm phiếu.")
            )
        for name in ("public_key", "fingerprint"):
            if self.said[name].text() and (self.is_on_paper or not self.is_secret):
                raise self.said[name].wrong(gettext_noop("Không bỏ phiếu kín trên hệ thống mà có khóa."))

    def wrong(self, cause: str, said: object = "", should: object = "", where: str = "") -> Disagrees:
        """The exception for what does not agree in this ballot."""
        return disagree(BALLOTS, " · ".join(filter(None, (self.place, where))), cause, said, should)

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
                else frozenset(self.year.places[code] for code in self.voted),
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
            self.year.places[self.year.member(Node(code, BALLOTS, node.path))]: choice.one_of(Choice)
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
            raise self.wrong(gettext_noop("Không đọc được khóa công khai của cuộc bỏ phiếu.")) from error
        if fingerprint != found:
            raise self.wrong(gettext_noop("Dấu vân tay không phải của khóa."), fingerprint, found)
        for paper in papers:
            is_genuine = (
                blind.verify(pem, paper.prefix, paper.message, paper.signature)
                if pem
                else not paper.is_signed and not paper.prefix
            )
            if not is_genuine:
                raise self.wrong(
                    gettext_noop("Chữ ký trên phiếu không phải của khóa cuộc bỏ phiếu này."),
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
        moments, entered = [], []
        for row in self.said["counts"]:
            said = row.fields("teller", "entered_at", "figures")
            said["teller"].code()
            moments.append(said["entered_at"].moment())
            entered.append(said["figures"].value)
        if moments != sorted(moments):
            raise self.said["counts"].wrong(gettext_noop("Kết quả của hai người không theo thứ tự nhập."))
        if any(self.voted.values()):
            raise self.wrong(gettext_noop("Bỏ phiếu giấy mà có đơn vị ghi là đã bỏ phiếu trên hệ thống."))
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
