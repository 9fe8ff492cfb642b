"""Why a verdict is what it is, in one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.accounts.faults import fault_text
from thidua.core.faults import gettext_noop
from thidua.core.law.book_words import bar_words
from thidua.core.law.explain import HISTORY, SUBJECT, Explanation, Finding
from thidua.core.law.facts import SubjectKind
from thidua.core.law.ladder import told_of_any_year
from thidua.core.law.pack import Bar, Condition, LawPack, NoneOf, Readings
from thidua.core.law.verdict import Verdict
from thidua.core.law.words import Words, condition_words, say
from thidua.subjects.checking import in_words

from .conditions import all_conditions, conditions_of, is_question

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
    return Obstacle(finding, conditions_of(pack, explanation.award, kind).get(finding.id))


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
    what = _asked(condition, finding, pack, explanation.considered)
    if finding.met is False:
        return _with_found(gettext_noop("Chưa đạt: %(what)s"), finding, what)
    return _with_found(_unknown_because(condition, finding), finding, what)


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
    return _of_several(found, tuple(told_of_any_year(one, pack) for one in _parts(found)))


def _asked(condition: Condition, finding: Finding, pack: LawPack, considered: int) -> Words:
    """What the condition asks; a node that answers as a whole tells its parts."""
    if isinstance(condition, Readings | NoneOf):
        return _of_several(condition, tuple(child.text for child in finding.children))
    return condition_words(condition, pack, considered)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.of if isinstance(condition, Readings | NoneOf) else (condition,)


def _of_several(condition: Condition, parts: tuple[Words, ...]) -> Words:
    if isinstance(condition, Readings):
        return say(gettext_noop("văn bản hiểu theo một trong các cách: %(parts)s"), parts=parts)
    if isinstance(condition, NoneOf):
        return say(gettext_noop("không thuộc trường hợp: %(parts)s"), parts=parts)
    return parts[0] if len(parts) == 1 else say("%(parts)s", parts=parts)


def _unknown_because(condition: Condition, finding: Finding) -> str:
    if is_question(condition):
        if finding.evidence:
            return gettext_noop("Đã có kết luận nhưng quy định chưa được xác nhận: %(what)s")
        return gettext_noop("Cần người có thẩm quyền kết luận: %(what)s")
    if isinstance(condition, Readings):
        return gettext_noop("Quy định chưa rõ, %(what)s")
    if finding.basis is not None and not finding.basis.confirmation.is_confirmed:
        return gettext_noop("Quy định chưa được xác nhận: %(what)s")
    return gettext_noop("Chưa rõ tính từ năm nào: %(what)s")


def _with_found(text: str, finding: Finding, what: Words) -> Words:
    sentence = say(text, what=what)
    if finding.found is None or finding.met is None:
        return sentence
    return say(gettext_noop("%(sentence)s (%(found)s)"), sentence=sentence, found=finding.found)
