"""Ask the law for one subject: the verdict on an award, with every condition, its reason and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.core.faults import Fault, gettext_noop
from thidua.core.vietnamese import short_date

from .contradictions import Contradiction, contradictions
from .facts import Fact, FactKind, History, parse_judged
from .leaves import answer, runs_of
from .pack import (
    AllOf,
    AnyOf,
    AtLeast,
    Bar,
    BarKind,
    Basis,
    Condition,
    Judged,
    LawAward,
    LawPack,
    Leaf,
    Level,
    Meets,
    NoneOf,
    Readings,
    Run,
)
from .record import Record
from .verdict import Verdict
from .words import Words, condition_words, say

HISTORY = "lich_su"
SUBJECT = "doi_tuong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition of the tree: ``met`` (None is unknown), what it asks, what was found, by which facts."""

    id: str
    met: bool | None
    text: Words
    found: Words | None = None
    basis: Basis | None = None
    evidence: tuple[Fact, ...] = ()
    children: tuple[Finding, ...] = ()
    is_claim: bool = False
    """A ground of commendation nobody has claimed: unmet, but not what one is told to work at."""
    is_whole: bool = False
    """Answers as a whole (readings, none of): what blocks is the node, not a part of it."""

    def walk(self) -> Iterator[Finding]:
        """This finding and those under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer. ``failed`` is the id of the first condition that blocks, empty when eligible.

    ``findings``: contradictions or the wrong kind of subject alone; else the bars, then the standard.
    """

    subject: str
    award: LawAward
    on: date
    pack_id: str
    considered: int
    verdict: Verdict
    failed: str
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Every finding in reading order."""
        return tuple(finding for top in self.findings for finding in top.walk())


def explain(history: History, code: str, on: date, pack: LawPack, *, believing: bool = False) -> Explanation:
    """Say whether ``history`` may be proposed for award ``code`` by a dossier received ``on``, and why.

    ``believing`` takes what is not confirmed as the pack believes it to be: for looking ahead only, never
    for an answer. Raises :class:`KeyError` when the pack has no such award.
    """
    award = pack.award(code)
    record = Record(history, award, on, pack)
    contrary = contradictions(history, on)
    if contrary:
        findings = tuple(Finding(HISTORY, None, _fault_words(found.fault)) for found in contrary)
        return _told(record, Verdict.UNDETERMINED, HISTORY, findings, contrary)
    if history.kind not in award.standards:
        text = say(gettext_noop("“%(award)s” không tặng cho đối tượng này"), award=award.name)
        return _told(record, Verdict.NOT_ELIGIBLE, SUBJECT, (Finding(SUBJECT, False, text),))
    standard = award.standards[history.kind]
    findings = (
        *(_bar(bar, record) for bar in pack.bars),
        _Tree(record, runs_of(standard), as_confirmed=believing).find(standard),
    )
    met = _all(finding.met for finding in findings)
    verdict = {True: Verdict.ELIGIBLE, False: Verdict.NOT_ELIGIBLE, None: Verdict.UNDETERMINED}[met]
    failed = "" if met else _first(findings, met)
    return _told(record, verdict, failed, findings)


def _told(
    record: Record,
    verdict: Verdict,
    failed: str,
    findings: tuple[Finding, ...],
    contrary: tuple[Contradiction, ...] = (),
) -> Explanation:
    return Explanation(
        record.history.subject,
        record.award,
        record.on,
        record.pack.id,
        record.considered,
        verdict,
        failed,
        findings,
        contrary,
    )


def _fault_words(fault: Fault) -> Words:
    return Words(fault.cause, fault.params)


# --- three values ------------------------------------------------------------------------------------


def _all(values: Iterator[bool | None] | tuple[bool | None, ...]) -> bool | None:
    told = tuple(values)
    if False in told:
        return False
    return None if None in told else True


def _any(values: tuple[bool | None, ...]) -> bool | None:
    if True in values:
        return True
    return None if None in values else False


def _first(findings: tuple[Finding, ...], met: bool | None) -> str:
    """The id of the first finding that is ``met`` (unmet or unknown), as deep as it goes."""
    blocking = [finding for finding in findings if finding.met is met]
    finding = next((found for found in blocking if not found.is_claim), blocking[0])
    if finding.children and not finding.is_whole:
        return _first(finding.children, met)
    return finding.id


def _is_claim(condition: Condition, children: tuple[Finding, ...]) -> bool:
    """Whether a group is a choice of unclaimed grounds alone, or conditions on one."""
    claims = [child.is_claim for child in children]
    if isinstance(condition, AnyOf):
        return bool(claims) and all(claims)
    return isinstance(condition, AllOf) and any(claims)


# --- the tree ----------------------------------------------------------------------------------------


class _Tree:
    """Evaluates conditions of one standard over one record."""

    def __init__(self, record: Record, runs: Mapping[str, Run], *, as_confirmed: bool = False) -> None:
        self.record, self.runs, self.as_confirmed = record, runs, as_confirmed

    def find(self, condition: Condition) -> Finding:
        """Answer ``condition`` and everything under it."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        tree = (
            self if not isinstance(condition, Readings) else _Tree(self.record, self.runs, as_confirmed=True)
        )
        children = tuple(tree.find(child) for child in condition.of)
        met = self._group(condition, tuple(child.met for child in children))
        evidence: tuple[Fact, ...] = ()
        if isinstance(condition, Readings) and (decided := self.record.judged(condition.id)):
            met, evidence = parse_judged(decided.value)[1], (decided,)
        text = condition_words(condition, self.record.pack, self.record.considered)
        return Finding(
            condition.id,
            met,
            text,
            None,
            condition.basis,
            evidence,
            children,
            is_claim=_is_claim(condition, children),
            is_whole=isinstance(condition, NoneOf | Readings),
        )

    @staticmethod
    def _group(condition: Condition, values: tuple[bool | None, ...]) -> bool | None:
        match condition:
            case AllOf():
                return _all(values)
            case AnyOf():
                return _any(values)
            case NoneOf():
                met = _any(values)
                return None if met is None else not met
            case AtLeast(n=n):
                met_n, unknown = values.count(True), values.count(None)
                return True if met_n >= n else (None if met_n + unknown >= n else False)
            case Readings():
                return values[0] if len(set(values)) == 1 else None
        raise TypeError(condition)

    def _leaf(self, leaf: Leaf) -> Finding:
        text = condition_words(leaf, self.record.pack, self.record.considered)
        if isinstance(leaf.predicate, Meets):
            return self._meets(leaf, leaf.predicate, text)
        met, evidence, found = answer(leaf, self.record, self.runs, as_confirmed=self.as_confirmed)
        claim = isinstance(leaf.predicate, Judged) and leaf.predicate.claimed and met is False
        return Finding(leaf.id, met, text, found, leaf.basis, evidence, is_claim=claim)

    def _meets(self, leaf: Leaf, meets: Meets, text: Words) -> Finding:
        standard = self.record.pack.award(meets.award).standards.get(self.record.history.kind)
        if standard is None:
            return Finding(leaf.id, False, text, basis=leaf.basis)
        tree = _Tree(self.record, runs_of(standard), as_confirmed=self.as_confirmed)
        child = tree.find(standard)
        if leaf.basis.confirmation.is_confirmed or self.as_confirmed:
            return Finding(leaf.id, child.met, text, None, leaf.basis, (), (child,))
        decided = self.record.judged(leaf.id)
        met = parse_judged(decided.value)[1] if decided else None
        evidence = (decided,) if decided else ()
        return Finding(leaf.id, met, text, None, leaf.basis, evidence, (child,), is_whole=True)


# --- bars --------------------------------------------------------------------------------------------


def _bar(bar: Bar, record: Record) -> Finding:
    met, text, evidence = _BARS[bar.kind](record)
    if met is False and not bar.basis.confirmation.is_confirmed:
        met = None
    return Finding(bar.id, met, text, None, bar.basis, evidence)


_Barred = tuple[bool | None, Words, tuple[Fact, ...]]


def _under_review(record: Record) -> _Barred:
    open_ = tuple(
        fact
        for fact in record.history.of(FactKind.UNDER_REVIEW)
        if fact.until is None or fact.until > record.on
    )
    if open_:
        return (
            False,
            say(gettext_noop("Đang bị xem xét, thanh tra, kiểm tra hoặc xác minh; xét lại khi có kết luận")),
            open_,
        )
    return True, say(gettext_noop("Không bị xem xét kỷ luật, thanh tra, kiểm tra, xác minh")), ()


def _discipline(record: Record) -> _Barred:
    told = record.history.of(FactKind.DISCIPLINE)
    running = tuple(fact for fact in told if fact.until is not None and fact.until > record.on)
    endless = tuple(fact for fact in told if fact.until is None)
    if running:
        last = max(fact.until for fact in running if fact.until)
        return (
            False,
            say(gettext_noop("Đang trong thời hạn kỷ luật đến %(day)s"), day=short_date(last)),
            running,
        )
    if endless:
        return None, say(gettext_noop("Có kỷ luật chưa ghi ngày hết hạn; hãy ghi ngày hết hạn")), endless
    if told:
        start = record.start_after_discipline.strict
        text = gettext_noop("Kỷ luật đã hết hạn; thành tích chỉ tính từ năm %(year)s")
        return True, say(text, year=start), told
    return True, say(gettext_noop("Không có kỷ luật")), ()


def _once(record: Record) -> _Barred:
    last = record.last_same_award
    if last is None:
        return True, say(gettext_noop("Chưa được tặng trước đó")), ()
    evidence = tuple(fact for fact in record.conferred(record.award.code) if fact.year == last)
    is_yearly_title = record.award.family == "title" and record.award.cycle == "yearly"
    if is_yearly_title and last == record.considered:
        return False, say(gettext_noop("Đã được tặng cho năm %(year)s"), year=last), evidence
    text = gettext_noop("Đã được tặng năm %(year)s; thành tích đã khen không tính lại")
    return True, say(text, year=last), evidence


def _ways(record: Record) -> _Barred:
    excluded = record.excluded()
    if excluded:
        return (
            True,
            say(gettext_noop("Khen đột xuất, chuyên đề không tính khi xét khen công trạng")),
            excluded,
        )
    return True, say(gettext_noop("Không có khen đột xuất, chuyên đề phải loại ra")), ()


def _one_state_award(record: Record) -> _Barred:
    told = record.state_awards(record.on.year) if record.award.level is Level.STATE else ()
    if told:
        return (
            False,
            say(gettext_noop("Năm %(year)s đã có khen thưởng cấp nhà nước"), year=record.on.year),
            told,
        )
    return (
        True,
        say(gettext_noop("Năm %(year)s chưa có khen thưởng cấp nhà nước khác"), year=record.on.year),
        (),
    )


_BARS = {
    BarKind.UNDER_REVIEW: _under_review,
    BarKind.DISCIPLINE: _discipline,
    BarKind.ONCE: _once,
    BarKind.WAYS: _ways,
    BarKind.ONE_STATE_AWARD: _one_state_award,
}
