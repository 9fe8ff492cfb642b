"""From the rows of a file to facts: read, held against what is known, and against each other."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.core.faults import Fault, gettext_noop
from thidua.core.law.contradictions import Contradiction
from thidua.core.law.facts import Fact, FactKind, History
from thidua.core.vietnamese import nfc, short_date
from thidua.sheets.values import Row

from ..actions.facts import fact_of, same
from ..checking import conflicts, fact_faults, not_of_kind
from ..models import YearFact
from ..queries.histories import rows_read_through
from ..words import LEVELS, read_level, read_value
from .plan import SubjectPlan
from .subjects import Job

# What only a fact has; told without a kind of fact, it is a fact half told.
_OF_FACT = ("year", "value", "until", "ref")


def bring_facts(plans: Iterable[SubjectPlan], rows: Iterable[Row], job: Job) -> None:
    """Give each plan the facts that its rows add, and note every fault of them."""
    by_number = {row.number: row for row in rows}
    listed = list(plans)
    known = rows_read_through(plan.subject for plan in listed if plan.subject and not plan.is_new)
    for plan in listed:
        told = [fact for number in plan.rows if (fact := _read(by_number[number], job))]
        stored = known.get(plan.subject.pk, []) if plan.subject else []
        _compare(plan, told, stored, job)
        _contradict(plan, stored, job)


def _read(row: Row, job: Job) -> Fact | None:
    """The fact of a row, or None: it tells none, or not a good one."""
    if not row["fact"]:
        half_told = next((key for key in _OF_FACT if row[key]), None)
        if half_told and not job.has_fault(row.number, "fact"):
            job.note(
                row.number,
                "fact",
                gettext_noop("Có “%(title)s” mà chưa ghi “Nội dung”."),
                gettext_noop("Hãy chọn nội dung, hoặc để trống cả dòng từ cột “Năm” trở đi."),
                title=job.reading.form.sheets[0].by_key[half_told].name,
            )
        return None
    kind = FactKind(row.text("fact"))
    if not row["year"]:
        if not job.has_fault(row.number, "year"):
            job.note(
                row.number, "year", gettext_noop("Chưa ghi năm của sự kiện."), gettext_noop("Hãy ghi năm.")
            )
        return None
    if kind is FactKind.BORN:
        return None
    return _whole(row, kind, job)


def _whole(row: Row, kind: FactKind, job: Job) -> Fact | None:
    faults: list[Fault] = []
    value, ref = nfc(row.text("value")), nfc(row.text("ref"))
    try:
        value = read_value(kind, value)
    except ValueError:
        if not job.has_fault(row.number, "value"):
            faults.append(not_of_kind(kind, value))
    if kind is FactKind.CLUSTER_RANK:
        try:
            ref = read_level(ref)
        except ValueError:
            faults.append(
                Fault(
                    gettext_noop("Thứ hạng trong cụm thiếu cấp tổ chức cụm."),
                    gettext_noop("Hãy ghi một trong: %(levels)s."),
                    "ref",
                    {"levels": "; ".join(LEVELS.values())},
                )
            )
    fact = Fact(row.whole("year"), kind, value, row.day("until"), ref, row.number)
    faults = faults or fact_faults(fact, job.actor.today)
    job.note_all(faults, row.number)
    return None if faults else fact


def _compare(plan: SubjectPlan, told: Iterable[Fact], stored: Iterable[YearFact], job: Job) -> None:
    standing = {same(fact_of(row)): row for row in stored if not row.is_struck}
    struck = {same(fact_of(row)): row for row in stored if row.is_struck}
    seen: dict[object, int] = {}
    for fact in told:
        key = same(fact)
        if key in seen:
            job.note(
                fact.line,
                "value",
                gettext_noop("Dòng này trùng với dòng %(first)s."),
                gettext_noop("Hãy bỏ bớt một dòng; nếu là một lần khác, hãy ghi căn cứ khác."),
                first=seen[key],
            )
        elif row := standing.get(key):
            if fact.until and fact.until != row.until:
                plan.ended.append((row, fact.until))
            else:
                plan.same += 1
        elif row := struck.get(key):
            _note_struck(fact, row, job)
        else:
            plan.facts.append(fact)
        seen.setdefault(key, fact.line)


def _note_struck(fact: Fact, row: YearFact, job: Job) -> None:
    job.note(
        fact.line,
        "value",
        gettext_noop("Sự kiện này đã bị gạch bỏ ngày %(day)s, lý do: %(reason)s"),
        gettext_noop("Hãy bỏ dòng này; nếu nay đúng, hãy ghi lại ở trang của đối tượng."),
        day=short_date(row.struck_at.date()) if row.struck_at else "",
        reason=row.strike_reason[:200],
    )


def _contradict(plan: SubjectPlan, stored: Iterable[YearFact], job: Job) -> None:
    """Note what cannot be true together, in each row that takes part; rows at fault are left out of it."""
    subject = plan.subject
    if subject is None:
        return
    known = History(subject.code, subject.subject_kind, tuple(_facts(stored)))
    told = list(plan.facts)
    line = plan.row_of("born") if "born" in plan.told else 0
    if subject.born and not job.has_fault(line, "born"):
        told.insert(0, Fact(subject.born, FactKind.BORN, line=line))
    for clash in conflicts(known, told, job.actor.today):
        _note_clash(clash, plan, job)


def _facts(stored: Iterable[YearFact]) -> Iterable[Fact]:
    return (fact_of(row) for row in stored if not row.is_struck)


def _note_clash(clash: Contradiction, plan: SubjectPlan, job: Job) -> None:
    lines = list(dict.fromkeys(line for line in clash.lines if line > 0))
    for line in lines:
        others = [other for other in lines if other != line]
        if others:
            cause = gettext_noop("%(fault)s Đối chiếu với dòng %(other)s.")
        elif 0 in clash.lines:
            cause = gettext_noop("%(fault)s Đối chiếu với dữ liệu đã có trong hệ thống.")
        else:
            cause = "%(fault)s"
        is_birth = len(set(clash.lines)) > 1 and "born" in plan.told and line == plan.row_of("born")
        job.note(
            line,
            "born" if is_birth and clash.fault.place == "year" else clash.fault.place,
            cause,
            clash.fault.mend,
            fault=Fault(clash.fault.cause, params=clash.fault.params),
            other=others[0] if others else "",
        )
