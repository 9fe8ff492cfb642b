"""What can only be checked when all awards are read: what one condition asks of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thidua.core.faults import gettext_noop

from .facts import SubjectKind
from .pack import AwardMark, Condition, Count, Held, LawAward, LawPack, Leaf, Meets, Run, TitleMark, leaves
from .schema_faults import Faults


@dataclass(frozen=True, slots=True)
class Lines:
    """Where a fault is told: the line of a condition when it stands in the file read, else ``otherwise``."""

    faults: Faults
    otherwise: int

    def of(self, leaf: Leaf) -> int:
        """The line to tell for a condition."""
        return leaf.basis.line if leaf.basis.file == self.faults.file else self.otherwise


def check_conditions(pack: LawPack, faults: Faults, otherwise: int) -> None:
    """Note every condition that asks for what is not there.

    ``otherwise`` is the line that brought in what stands in other files.
    """
    lines = Lines(faults, otherwise)
    for award in pack.awards.values():
        for kind, standard in award.standards.items():
            for leaf in leaves(standard):
                _check_codes(leaf, pack.awards, lines)
                _check_within(leaf, standard, lines)
                _check_meets(leaf, kind, award, pack, lines)
        for quota in award.quotas:
            if quota.pool and quota.pool not in pack.awards:
                own = quota.basis.file == faults.file
                _tell_missing(quota.id, quota.pool, quota.basis.line if own else otherwise, faults)


def _check_codes(leaf: Leaf, awards: Mapping[str, LawAward], lines: Lines) -> None:
    """Codes in what was inherited: those written in this file were looked at when it was read."""
    if leaf.basis.file == lines.faults.file:
        return
    for code in codes_of(leaf):
        if code not in awards:
            _tell_missing(leaf.id, code, lines.of(leaf), lines.faults)


def _tell_missing(where: str, code: str, line: int, faults: Faults) -> None:
    faults.at(
        line,
        gettext_noop("“%(where)s” hỏi đến “%(code)s”, mà gói không có."),
        gettext_noop("Giữ lại “%(code)s”, hoặc ghi lại điều kiện đó trong gói này."),
        where=where,
        code=code,
    )


def codes_of(leaf: Leaf) -> Iterator[str]:
    """Every award code a condition speaks of."""
    predicate = leaf.predicate
    if isinstance(predicate, Held | Meets):
        yield predicate.award
    if isinstance(predicate, Run | Count) and predicate.after:
        yield predicate.after
    for mark in getattr(predicate, "of", ()):
        if isinstance(mark, TitleMark | AwardMark):
            yield mark.code


def _check_within(leaf: Leaf, standard: Condition, lines: Lines) -> None:
    count = leaf.predicate
    if not isinstance(count, Count) or not count.within:
        return
    named = [other.predicate for other in leaves(standard) if other.id == count.within]
    if any(isinstance(run, Run) and run.every == 1 and run.slack == 0 for run in named):
        return
    lines.faults.at(
        lines.of(leaf),
        gettext_noop("“within: %(within)s” không chỉ đến một “run” liên tục trong cùng tiêu chuẩn."),
        gettext_noop("Ghi mã của một điều kiện “run” không có “every” và “slack”."),
        within=count.within,
    )


def _check_meets(leaf: Leaf, kind: SubjectKind, award: LawAward, pack: LawPack, lines: Lines) -> None:
    if not isinstance(leaf.predicate, Meets):
        return
    code = leaf.predicate.award
    if code in pack.awards and kind not in pack.awards[code].standards:
        lines.faults.at(
            lines.of(leaf),
            gettext_noop("“%(code)s” không có tiêu chuẩn cho %(kind)s."),
            gettext_noop("Thêm tiêu chuẩn ấy, hoặc sửa “meets”."),
            code=code,
            kind=str(kind),
        )
    if award.code in _met_from(code, kind, pack):
        lines.faults.at(
            lines.of(leaf),
            gettext_noop("“meets: %(code)s” quay vòng về chính “%(award)s”."),
            gettext_noop("Bỏ một “meets” trong vòng."),
            code=code,
            award=award.code,
        )


def _met_from(code: str, kind: SubjectKind, pack: LawPack) -> set[str]:
    """``code`` and every award its standard asks to meet, however far down."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        award = pack.awards.get(one)
        if award and kind in award.standards:
            asked = (leaf.predicate for leaf in leaves(award.standards[kind]))
            waiting += [predicate.award for predicate in asked if isinstance(predicate, Meets)]
    return found
