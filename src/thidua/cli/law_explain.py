"""``thidua law explain``: the law's answer for one subject, every condition with its reason and source."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from thidua.core.faults import Refused, gettext_noop
from thidua.core.law.condition_lines import line_of
from thidua.core.law.earliest import YEARS_AHEAD, Plan, plan
from thidua.core.law.explain import HISTORY, Explanation, Finding
from thidua.core.law.explain import explain as ask
from thidua.core.law.facts import Fact, History
from thidua.core.law.need_words import need_words
from thidua.core.law.pack import Basis, LawPack
from thidua.core.law.transition import choose, governing, more_favourable
from thidua.core.law.verdict import Verdict
from thidua.core.law.words import put, say
from thidua.law import asked as questions
from thidua.law.facts_file import Facts, histories, read_facts
from thidua.law.judgements import unknown_judgements
from thidua.law.reasons import cite_of, evidence_of
from thidua.law.screening import parts_of

# Among so many subjects the one that was meant is looked for.
_LOOKED_THROUGH = 20_000
_SIGNS = {True: "✓", False: "✗", None: "?"}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is told: the explanation, and for "not yet" the way there."""

    explanation: Explanation
    earliest: Plan | None
    packs: tuple[LawPack, ...]

    def pack_of(self, year: int) -> LawPack:
        """The pack in whose words what has to happen by ``year`` is told."""
        return governing(self.packs, date(year, 12, 31))


def explain(given: argparse.Namespace) -> int:
    """Answer for one subject and print the tree, or JSON."""
    on = questions.day(given.on)
    pack = questions.pack_for(on, given.pack, given.organisation)
    code = _one_award(given.award, pack)
    facts, subject = _found(given, on, pack)
    history = next(histories(facts, [subject]))
    every = questions.packs_with(pack, given.organisation)
    if facts.spoiled[subject]:
        answer = _Answer(_unknown(history, code, on, pack), None, every)
    else:
        explanation = _more_favourable(history, code, on, (pack, *every), given.considered_on)
        is_late = explanation.verdict is Verdict.NOT_ELIGIBLE
        answer = _Answer(explanation, plan(history, code, on, every) if is_late else None, every)
    if given.json:
        print(json.dumps(_as_json(answer), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(answer)))
    return 0


def _one_award(text: str, pack: LawPack) -> str:
    codes = questions.awards_of(text, pack)
    if len(codes) != 1:
        raise Refused.because(
            gettext_noop("Lệnh này giải thích một danh hiệu, hình thức mỗi lần."),
            gettext_noop("Ghi một mã ở --award; để xét nhiều mã dùng: thidua law screen."),
            "award",
        )
    return codes[0]


def _found(given: argparse.Namespace, on: date, pack: LawPack) -> tuple[Facts, int]:
    """The file in which the subject is, and its place among the subjects there."""
    name, near = normalize("NFC", given.subject.strip()), set[str]()
    for part in parts_of([given.facts]):
        facts = _facts(part, given, on, pack)
        found = (facts.names == name).arg_true()
        if len(found):
            return facts, int(found[0])
        near.update(get_close_matches(name, facts.names.head(_LOOKED_THROUGH).to_list(), n=3))
    raise Refused.because(
        gettext_noop("Không có sự kiện nào của đối tượng “%(name)s”."),
        gettext_noop("Có phải là: %(near)s?") if near else gettext_noop("Xem lại cột subject."),
        "subject",
        name=name,
        near=", ".join(get_close_matches(name, near, n=3)),
    )


def _facts(part: Path, given: argparse.Namespace, on: date, pack: LawPack) -> Facts:
    facts = read_facts(part, on, questions.known_awards(pack), ignore_later=given.ignore_later)
    for notice in (*facts.notices, *unknown_judgements(facts, pack)):
        print(notice, file=sys.stderr)
    if not given.take_good:
        facts.refuse_faults()
    return facts


def _more_favourable(
    history: History, code: str, on: date, every: tuple[LawPack, ...], considered_on: str
) -> Explanation:
    """The answer under the first of the packs, or under a later one where that is better and allowed."""
    pack, *others = every
    own = ask(history, code, on, pack)
    newer = more_favourable(others, pack, questions.day(considered_on)) if considered_on else None
    return choose(own, ask(history, code, on, newer)) if newer and code in newer.awards else own


def _unknown(history: History, code: str, on: date, pack: LawPack) -> Explanation:
    text = say(gettext_noop("Có sự kiện ghi sai nên đã bỏ; hồ sơ chưa đủ để kết luận"))
    return Explanation(
        history.subject,
        pack.award(code),
        on,
        pack.id,
        on.year,
        Verdict.UNDETERMINED,
        HISTORY,
        (Finding(HISTORY, None, text),),
    )


# --- for machines ------------------------------------------------------------------------------------


def _as_json(answer: _Answer) -> dict[str, object]:
    told = answer.explanation
    return {
        "subject": told.subject,
        "award": told.award.code,
        "on": told.on.isoformat(),
        "pack": told.pack_id,
        "verdict": told.verdict,
        "failed": line_of(told.failed),
        "reasons": [_reason(finding) for finding in told.reasons],
        "earliest": _earliest(answer),
    }


def _reason(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "met": finding.met,
        "cite": cite_of(finding.basis),
        "confirmation": finding.basis.confirmation if finding.basis else None,
        "text": _sentence(finding),
        "evidence": [evidence_of(fact) for fact in finding.evidence],
    }


def _earliest(answer: _Answer) -> dict[str, object] | None:
    if answer.earliest is None:
        return None
    reach = answer.earliest.reach
    return {
        "year": reach.year,
        "verdict": reach.verdict,
        "needs": [
            {
                "fact": need.kind,
                "value": need.value,
                "years": list(need.years),
                "times": need.times,
                "text": put(need_words(need, answer.pack_of(reach.year))),
            }
            for need in answer.earliest.needs
        ],
    }


# --- for people --------------------------------------------------------------------------------------


def _lines(answer: _Answer) -> Iterator[str]:
    told = answer.explanation
    yield f"{told.subject}: {told.award.name.vi}"
    yield f"Hồ sơ nhận ngày {told.on:%d/%m/%Y}, gói quy định {told.pack_id}, xét năm {told.considered}"
    failed = f" (vướng trước hết: {line_of(told.failed)})" if told.failed else ""
    yield f"Kết luận: {told.verdict.label}{failed}"
    yield ""
    for finding in told.findings:
        yield from _tree(finding, 0)
    yield from _way(answer)


def _tree(finding: Finding, depth: int) -> Iterator[str]:
    words = f"{_SIGNS[finding.met]} {finding.id}  {_sentence(finding)}"
    yield "  " * depth + words + _source(finding.basis) + _papers(finding.evidence)
    for child in finding.children:
        yield from _tree(child, depth + 1)


def _source(basis: Basis | None) -> str:
    if basis is None:
        return ""
    doubt = "" if basis.confirmation.is_confirmed else f", {basis.confirmation.label}"
    return f" [{basis.cite}{doubt}]"


def _sentence(finding: Finding) -> str:
    text = put(finding.text)
    return f"{text}: {put(finding.found)}" if finding.found else text


def _papers(evidence: tuple[Fact, ...]) -> str:
    told = dict.fromkeys(f"{fact.year}: {fact.ref}" if fact.ref else f"{fact.year}" for fact in evidence)
    return f" ({'; '.join(told)})" if told else ""


def _way(answer: _Answer) -> Iterator[str]:
    """For "not yet": the earliest year, and what has to happen."""
    told = answer.explanation
    if told.verdict is not Verdict.NOT_ELIGIBLE:
        return
    yield ""
    if answer.earliest is None:
        yield f"Trong {YEARS_AHEAD} năm tới không có năm nào chắc đạt được theo các điều kiện này."
        return
    reach = answer.earliest.reach
    still = ", khi đó còn cần người quyết định" if reach.verdict is Verdict.UNDETERMINED else ""
    yield f"Sớm nhất: năm {reach.year}{still}. Cần có:"
    for need in answer.earliest.needs:
        yield f"  – {put(need_words(need, answer.pack_of(reach.year)))}"
