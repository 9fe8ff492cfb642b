"""What one leaf says of a record: met, unmet or unknown, by which facts, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.core.faults import gettext_noop

from .facts import Fact, FactKind, parse_judged
from .pack import (
    AwardMark,
    Condition,
    Count,
    ExceedsTargets,
    Held,
    InitiativeMark,
    InYear,
    Judged,
    Leaf,
    Mark,
    Predicate,
    Rank,
    Run,
    ScienceMark,
    Share,
    leaves,
)
from .record import Record, Start
from .words import Words, percent, say, years_told

Answer = tuple[bool | None, tuple[Fact, ...], Words | None]
# Marks that may already stand in the year of the proposal, before that year is graded.
_AHEAD = (InitiativeMark, ScienceMark, AwardMark)
_NONE_TOLD = gettext_noop("hồ sơ không ghi")


def runs_of(condition: Condition) -> dict[str, Run]:
    """The runs of a standard by id, for the counts within them."""
    return {leaf.id: leaf.predicate for leaf in leaves(condition) if isinstance(leaf.predicate, Run)}


def answer(leaf: Leaf, record: Record, runs: Mapping[str, Run], *, as_confirmed: bool) -> Answer:
    """Answer a leaf (all but ``Meets``), whose basis is taken as confirmed inside readings."""
    predicate = leaf.predicate
    doubted = not (leaf.basis.confirmation.is_confirmed or as_confirmed)
    if isinstance(predicate, Judged):
        return _judged(leaf.id, predicate, record, doubted=doubted)
    met, evidence, found = _answer(predicate, record, runs)
    if not doubted:
        return met, evidence, found
    decided = record.judged(leaf.id)
    if decided is not None:
        return parse_judged(decided.value)[1], (decided,), say(gettext_noop("đã có người kết luận"))
    return None, evidence, found


def _judged(id_: str, predicate: Judged, record: Record, *, doubted: bool) -> Answer:
    decided = record.judged(id_)
    if decided is None:
        if predicate.claimed:
            return False, (), say(gettext_noop("chưa có kết luận, chưa đề nghị theo diện này"))
        if predicate.presumed:
            return None if doubted else True, (), say(gettext_noop("do người đề nghị lựa chọn"))
        return None, (), say(gettext_noop("chưa có kết luận"))
    holds = parse_judged(decided.value)[1]
    found = say(gettext_noop("kết luận là đạt") if holds else gettext_noop("kết luận là không đạt"))
    return (None if holds and doubted else holds), (decided,), found


def _answer(predicate: Predicate, record: Record, runs: Mapping[str, Run]) -> Answer:
    match predicate:
        case InYear(of):
            return _in_year(of, record)
        case Held(award):
            bases = record.bases(award)
            return bool(bases), tuple(bases), None if bases else say(_NONE_TOLD)
        case Run():
            return _run(predicate, record)
        case Count():
            return _count(predicate, record, runs)
        case Share():
            return _share(predicate, record)
        case Rank(level, at_most):
            facts = tuple(
                fact
                for fact in record.told(FactKind.CLUSTER_RANK)
                if fact.ref == level and int(fact.value) <= at_most
            )
            return _of_the_year(record, facts)
        case ExceedsTargets():
            facts = tuple(fact for fact in record.told(FactKind.EXCEEDS_TARGETS) if fact.value == "true")
            return _of_the_year(record, facts)
    raise TypeError(predicate)


def _of_the_year(record: Record, facts: tuple[Fact, ...]) -> Answer:
    year = record.considered
    met = record.start.holds(lambda start: bool(facts) and year >= start)
    return met, facts, None if facts else say(_NONE_TOLD)


def _in_year(of: tuple[Mark, ...], record: Record) -> Answer:
    if record.is_ahead_of_facts:
        return False, (), say(gettext_noop("năm %(year)s chưa có dữ liệu"), year=record.considered)
    return _of_the_year(record, record.marking_any(of, record.anchor))


def _share(share: Share, record: Record) -> Answer:
    if record.is_ahead_of_facts:
        return False, (), say(gettext_noop("năm %(year)s chưa có dữ liệu"), year=record.considered)
    told = record.share(share.of)
    if told is None:
        return share.at_most and share.of.startswith("count:"), (), say(_NONE_TOLD)
    figure, fact = told
    if share.at_most:
        enough = figure <= share.figure
    else:
        enough = figure > share.figure if share.above else figure >= share.figure
    # That nobody was disciplined is the absence of a fault, not an achievement that starts to count.
    is_absence = share.at_most and share.of.startswith("count:")
    met = enough if is_absence else record.start.holds(lambda start: enough and fact.year >= start)
    shown = f"{figure:g}" if share.of.startswith("count:") else percent(figure)
    return met, (fact,), say("%(figure)s", figure=shown)


# --- years in a row, and how often -------------------------------------------------------------------


def _after(code: str, record: Record) -> Start | None:
    """The start after the earliest base ``code``; None when there is no such base."""
    if not code:
        return record.start
    bases = record.bases(code)
    if not bases:
        return None
    return record.start.later(Start(bases[0].year + 1, bases[0].year))


def _run(run: Run, record: Record) -> Answer:
    marked = _marked_years(run.of, record)
    end = record.end_of(run.of)
    years = [end - step * run.every for step in range(run.years)]
    start = _after(run.after, record)
    met: bool | None = False
    if start is not None:
        met = start.holds(
            lambda first: any(
                all(year - late in marked and year - late >= first for year in years)
                for late in range(run.slack + 1)
            )
        )
    shown = _unbroken(marked, end, start.lenient if start else 0) if run.every == 1 else set(marked)
    evidence = tuple(fact for year in sorted(shown or marked) for fact in marked[year])
    return met, evidence, _years_found(set(shown) or set(marked), record)


def _years_found(years: set[int], record: Record) -> Words:
    if not years:
        return say(_NONE_TOLD)
    start = record.start.strict
    if start > min(years):
        return say(
            gettext_noop("%(n)s năm: %(years)s; chỉ tính từ năm %(start)s"),
            n=len(years),
            years=years_told(years),
            start=start,
        )
    return say(gettext_noop("%(n)s năm: %(years)s"), n=len(years), years=years_told(years))


def _marked_years(of: tuple[Mark, ...], record: Record) -> dict[int, tuple[Fact, ...]]:
    """The years up to the anchor that are marked, with the facts that mark them."""
    years = {fact.year for fact in record.history.facts if fact.year <= record.anchor}
    found = {year: record.marking_any(of, year) for year in sorted(years)}
    return {year: facts for year, facts in found.items() if facts}


def _unbroken(marked: Iterable[int], end: int, first: int) -> set[int]:
    """The years without a gap that end at ``end`` and are not before ``first``."""
    marked, years, year = set(marked), set(), end
    while year in marked and year >= first:
        years.add(year)
        year -= 1
    return years


def _count(count: Count, record: Record, runs: Mapping[str, Run]) -> Answer:
    start = _after(count.after, record)
    if start is None:
        return False, (), say(_NONE_TOLD)
    many: dict[int, int] = {}

    def enough(first: int) -> bool:
        years = _window(count, record, runs, first)
        many[first] = sum(record.marks_in(_that_may_stand(count.of, year, record), year) for year in years)
        return many[first] >= count.at_least

    if count.within:
        run_start = _after(runs[count.within].after, record)
        start = start.later(run_start) if run_start else None
    met = start.holds(enough) if start else False
    years = _window(count, record, runs, start.lenient) if start else set()
    evidence = tuple(
        fact
        for year in sorted(years)
        for fact in record.marking_any(_that_may_stand(count.of, year, record), year)
    )
    found = say(gettext_noop("có %(n)s"), n=max(many.values(), default=0)) if evidence else say(_NONE_TOLD)
    return met, evidence, found


def _that_may_stand(of: tuple[Mark, ...], year: int, record: Record) -> tuple[Mark, ...]:
    """The marks that may stand in ``year``: after the anchor only initiatives, works and awards."""
    return of if year <= record.anchor else tuple(mark for mark in of if isinstance(mark, _AHEAD))


def _window(count: Count, record: Record, runs: Mapping[str, Run], first: int) -> set[int]:
    """The years a count looks at: its run's, or the last few, or all that count; and the proposal's own."""
    anchor = record.anchor
    if count.within:
        run = runs[count.within]
        years = _unbroken(_marked_years(run.of, record), record.end_of(run.of), first)
    elif count.last:
        years = {year for year in range(anchor - count.last + 1, anchor + 1) if year >= first}
    else:
        years = {fact.year for fact in record.history.facts if first <= fact.year <= anchor}
    if first <= anchor + 1 <= record.on.year:
        years.add(anchor + 1)
    return years
