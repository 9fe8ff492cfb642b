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
from thidua.core.law.transition import choose, more_favourable
from thidua.core.law.verdict import Verdict
from thidua.core.law.words import put, say
from thidua.core.vietnamese import short_date
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
    """What is told: the explanation, and for "not yet" the way there.

    ``considered_on``: the later day asked for, on which ``asked_under`` (ids of packs) were compared.
    """

    explanation: Explanation
    earliest: Plan | None
    considered_on: date | None = None
    asked_under: tuple[str, ...] = ()


def explain(given: argparse.Namespace) -> int:
    """Answer for one subject and print the tree, or JSON."""
    on = questions.day(given.on)
    pack = questions.pack_for(on, given.pack, given.organisation)
    considered_on = _considered_on(given.considered_on, on)
    code = _one_award(given.award, pack)
    facts, subject = _found(given, on, pack)
    history = next(histories(facts, [subject]))
    every = questions.packs_with(pack, given.organisation)
    newer = more_favourable(every, pack, considered_on) if considered_on else None
    if newer and code not in newer.awards:
        newer = None
    under = (pack.id, newer.id) if newer else (pack.id,)
    if facts.spoiled[subject]:
        explanation, earliest = _unknown(history, code, on, pack), None
    else:
        explanation = ask(history, code, on, pack)
        if newer:
            explanation = choose(explanation, ask(history, code, on, newer))
        is_late = explanation.verdict is Verdict.NOT_ELIGIBLE
        earliest = plan(history, code, on, every) if is_late else None
    answer = _Answer(explanation, earliest, considered_on, under)
    if given.json:
        print(json.dumps(_as_json(answer), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(answer, tells_all=given.all)))
    return 0


def _considered_on(text: str, on: date) -> date | None:
    """The day of ``--considered-on``, None when it is not given."""
    if not text:
        return None
    day = questions.day(text)
    if day < on:
        raise Refused.because(
            gettext_noop("Ngày xét %(day)s ở trước ngày nhận hồ sơ %(on)s."),
            gettext_noop("Sửa --considered-on hoặc --on."),
            "considered-on",
            day=short_date(day),
            on=short_date(on),
        )
    return day


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
        **_compared(answer),
        "verdict": told.verdict,
        "failed": line_of(told.failed),
        "reasons": [_reason(finding) for finding in told.reasons],
        "earliest": _earliest(answer),
    }


def _compared(answer: _Answer) -> dict[str, object]:
    if answer.considered_on is None:
        return {}
    return {"considered_on": answer.considered_on.isoformat(), "asked_under": list(answer.asked_under)}


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
                "text": put(need_words(need, answer.earliest.pack)),
            }
            for need in answer.earliest.needs
        ],
    }


# --- for people --------------------------------------------------------------------------------------


def _lines(answer: _Answer, *, tells_all: bool) -> Iterator[str]:
    told = answer.explanation
    yield f"{told.subject}: {told.award.name.vi}"
    yield f"Hồ sơ nhận ngày {short_date(told.on)}, gói quy định {told.pack_id}, xét năm {told.considered}"
    if answer.considered_on:
        under = ", ".join(answer.asked_under)
        yield f"Xét ngày {short_date(answer.considered_on)}, đã đối chiếu các gói: {under}"
    failed = f" (vướng trước hết: {line_of(told.failed)})" if told.failed else ""
    yield f"Kết luận: {told.verdict.label}{failed}"
    yield ""
    for finding in told.findings:
        yield from _tree(finding, 0, tells_all=tells_all)
    yield from _way(answer)


def _tree(finding: Finding, depth: int, *, tells_all: bool) -> Iterator[str]:
    """A finding with those under it; grounds nobody claims are named in one line, unless all is told."""
    words = f"{_SIGNS[finding.met]} {finding.id}  {_sentence(finding)}"
    yield "  " * depth + words + _source(finding.basis) + _papers(finding.evidence)
    folded = [] if tells_all else _unclaimed(finding)
    for child in finding.children:
        if child.id not in folded:
            yield from _tree(child, depth + 1, tells_all=tells_all)
    if folded:
        others = "Các diện khác" if len(folded) < len(finding.children) else "Các diện"
        yield (
            "  " * (depth + 1)
            + f"{_SIGNS[False]} {others} chưa ai đề nghị: {', '.join(folded)} (thêm --all để xem)"
        )


def _unclaimed(finding: Finding) -> list[str]:
    """The grounds of a choice that nobody claims; of a ground with conditions on it, none."""
    claims = [child.id for child in finding.children if child.is_claim]
    return claims if not finding.is_claim or len(claims) == len(finding.children) else []


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
        yield f"  – {put(need_words(need, answer.earliest.pack))}"
