"""Why a verdict is what it is, in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thidua.accounts.faults import fault_text
from thidua.core.faults import gettext_noop
from thidua.core.law.book_words import bar_words
from thidua.core.law.explain import HISTORY, SUBJECT, Explanation, Finding
from thidua.core.law.facts import SubjectKind
from thidua.core.law.ladder import told_of_any_year
from thidua.core.law.pack import AllOf, AnyOf, AtLeast, Bar, Condition, LawPack, Leaf, NoneOf, Readings
from thidua.core.law.verdict import Verdict
from thidua.core.law.words import Words, condition_words, say
from thidua.subjects.checking import in_words

from .conditions import all_conditions, is_question, questions_of
from .speaking import spoken

OK = gettext_noop("Đạt mọi điều kiện; còn các bước xét tặng")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way: the finding, and the condition it answers (None for bars)."""

    finding: Finding
    condition: Condition | None


def obstacle(explanation: Explanation, pack: LawPack, kind: SubjectKind) -> Obstacle | None:
    """What the verdict turns on; None when the award may be proposed."""
    if explanation.verdict is Verdict.ELIGIBLE:
        return None
    met = False if explanation.verdict is Verdict.NOT_ELIGIBLE else None
    blocking = [found for found in explanation.reasons if found.id == explanation.failed]
    finding = next((found for found in blocking if found.met is met), blocking[0])
    question = questions_of(pack, explanation.award.code, kind).get(finding.id)
    return Obstacle(finding, question.condition if question else None)


def why(explanation: Explanation, pack: LawPack, kind: SubjectKind) -> Words:
    """One sentence, without a full stop, that says why the verdict is what it is."""
    stands = obstacle(explanation, pack, kind)
    if stands is None:
        return say(OK)
    finding, condition = stands.finding, stands.condition
    if finding.id == HISTORY:
        contrary = fault_text(in_words(explanation.contradictions[0]).fault)
        return say(gettext_noop("Hồ sơ có dữ liệu trái nhau: %(what)s"), what=contrary)
    if finding.id == SUBJECT or condition is None:
        return finding.text

    def tell(one: Condition) -> Words:
        return condition_words(one, pack, explanation.considered)

    what = in_short(condition, tell)
    if finding.met is False:
        return _with_found(gettext_noop("Chưa đạt: %(what)s"), finding, what)
    return say(_unknown_because(condition, finding), what=what)


def failed_words(failed: str, pack: LawPack) -> Words | None:
    """What the condition ``failed`` asks, whoever was asked and of whatever year; None when there is none."""
    if not failed or failed == HISTORY:
        return say(gettext_noop("Hồ sơ có dữ liệu trái nhau")) if failed else None
    if failed == SUBJECT:
        return say(gettext_noop("Không tặng cho đối tượng này"))
    found = all_conditions(pack).get(failed)
    if found is None:
        return None
    if isinstance(found, Bar):
        return bar_words(found)
    return in_short(found, lambda one: told_of_any_year(one, pack))


def in_short(condition: Condition, tell: Callable[[Condition], Words]) -> Words:
    """A condition in one breath: a group by what it is made of, a text of several readings by the first."""
    match condition:
        case Leaf() | AllOf(of=()):
            return tell(condition)
        case AnyOf(of=of):
            return say("%(parts)s", parts=_within(of, tell))
        case AllOf(of=of):
            return say("%(parts)s", parts="; ".join(_within(of, tell)))
        case Readings(of=of):
            return in_short(next((one for one in of if not _is_empty(one)), of[0]), tell)
        case NoneOf(of=of):
            return say(gettext_noop("không thuộc trường hợp: %(parts)s"), parts=_within(of, tell))
        case AtLeast(n=n, of=of):
            return say(gettext_noop("ít nhất %(n)s trong: %(parts)s"), n=n, parts=_within(of, tell))


def _is_empty(condition: Condition) -> bool:
    return isinstance(condition, AllOf) and not condition.of


def _within(of: Sequence[Condition], tell: Callable[[Condition], Words]) -> tuple[str, ...]:
    """Conditions as parts of one sentence: after the first they begin small."""
    first, *rest = (spoken(in_short(one, tell)) for one in of)
    return (first, *(_small(text) for text in rest))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _unknown_because(condition: Condition, finding: Finding) -> str:
    if is_question(condition):
        if finding.evidence:
            return gettext_noop("Đã có kết luận nhưng quy định chưa được xác nhận: %(what)s")
        return gettext_noop("Cần người có thẩm quyền kết luận: %(what)s")
    if isinstance(condition, Readings):
        return gettext_noop("Quy định chưa rõ: %(what)s")
    if finding.basis is not None and not finding.basis.confirmation.is_confirmed:
        return gettext_noop("Quy định chưa được xác nhận: %(what)s")
    return gettext_noop("Chưa rõ tính từ năm nào: %(what)s")


def _with_found(text: str, finding: Finding, what: Words) -> Words:
    sentence = say(text, what=what)
    if finding.found is None:
        return sentence
    return say(gettext_noop("%(sentence)s (%(found)s)"), sentence=sentence, found=finding.found)
