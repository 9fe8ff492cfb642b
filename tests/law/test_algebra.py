"""What must hold of any history under any pack, whatever its figures.

More achievements never take an award away, the bars aside (C-02 the same award again, C-05 and C-06 reviews
and disciplines, C-09 a second state award in the year); the order in which facts are told, telling one twice,
and asking again change nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import assume, event, given
from hypothesis import strategies as st

from thidua.core.law.explain import explain
from thidua.core.law.facts import Fact, FactKind, Grade, History, Scope, SubjectKind, Way
from thidua.core.law.pack import Cycle, Judged, Level, Readings, leaves
from thidua.law.packs import load_packs

from .cases.telling import Told, for_a_person_to_judge, in_force, verdict

PACKS = tuple(load_packs().values())
BEST_LAST = ("not_eligible", "undetermined", "eligible")
COUNTING = (Way.CONG_TRANG, Way.CONG_HIEN)
YEARLY = {FactKind.GRADE, FactKind.TITLE, FactKind.CLUSTER_RANK, FactKind.SHARE, FactKind.EXCEEDS_TARGETS}
YEARS_BACK = 12


# --- histories that are nearly there ---------------------------------------------------------------------


@st.composite
def questions(draw, wanted=lambda award: True):
    """A ``wanted`` award of some pack, a kind of subject it is for and a day within the pack's period."""
    pack = draw(st.sampled_from(PACKS))
    awards = [award for award in pack.awards.values() if wanted(award)]
    code, kind = draw(st.sampled_from([(award.code, kind) for award in awards for kind in award.standards]))
    last = pack.until.year if pack.until else pack.since.year + 3
    days = (date(year, month, 20) for year in range(pack.since.year, last + 1) for month in (3, 8, 12))
    on = draw(
        st.sampled_from([day for day in days if pack.since <= day and (not pack.until or day <= pack.until)])
    )
    return code, kind, on


@st.composite
def histories(draw, code, kind, on):
    """A history without contradiction, rich enough to reach an award now and then."""
    pack = in_force(on)
    told = Told("X", kind)
    first = on.year - draw(st.integers(0, YEARS_BACK))
    last = draw(st.sampled_from([on.year - 1, on.year, on.year]))
    for year in range(first, last + 1):
        told = draw(_year_of(told, _codes(pack, kind, "title"), year))
    for year in draw(st.lists(st.integers(on.year - YEARS_BACK, on.year), max_size=3)):
        told = told.award(draw(st.sampled_from(_codes(pack, kind, "form"))), year, way=draw(_WAYS))
    told = draw(_judged(told, _ids_to_judge(code, kind, on), on))
    if draw(st.integers(0, 5)) == 0:
        ended = date(draw(st.integers(on.year - YEARS_BACK, on.year)), 6, 30)
        told = told.discipline(ended.year, until=ended)
    return told


_WAYS = st.sampled_from(["", "", "", "", "dot_xuat", "cong_hien"])


@st.composite
def _year_of(draw, told, titles, year):
    told = told.grade(
        draw(st.sampled_from(["xuat_sac", "xuat_sac", "tot", "tot", "tot", "hoan_thanh"])), year
    )
    if titles:
        for code in draw(st.sets(st.sampled_from(titles), max_size=4)):
            told = told.titles(code, year)
    if told.kind is SubjectKind.PERSON:
        for scope in draw(st.lists(st.sampled_from(list(Scope)), max_size=2)):
            told = draw(st.sampled_from([told.initiative, told.science]))(scope, year)
    if told.kind is SubjectKind.COLLECTIVE:
        told = told.share("ldtt", draw(st.sampled_from(["0.5", "0.6", "0.7", "0.9"])), year)
        told = told.share("hoan_thanh", draw(st.sampled_from(["0.9", "1"])), year)
        told = told.share("count:cstd_co_so", draw(st.integers(0, 2)), year)
        told = told.rank(draw(st.integers(1, 2)), year).exceeds(year, said=draw(st.booleans()))
    return told


@st.composite
def _judged(draw, told, conditions, on):
    """A person has decided some conditions, mostly in favour."""
    for condition in conditions:
        said = draw(st.sampled_from([True, True, True, False, None]))
        if said is not None:
            told = told.judged(on.year, condition, said=said)
    return told


def _ids_to_judge(code, kind, on):
    """The conditions of an award that a person's decision can settle."""
    standard = in_force(on).award(code).standards[kind]
    settled = {
        leaf.id
        for leaf in leaves(standard)
        if isinstance(leaf.predicate, Judged) or not leaf.basis.confirmation.is_confirmed
    }
    return sorted(settled | {*for_a_person_to_judge(code, on, kind), *_readings_of(standard)})


def _readings_of(condition):
    if isinstance(condition, Readings):
        yield condition.id
    for child in getattr(condition, "of", ()):
        yield from _readings_of(child)


def _codes(pack, kind, family):
    return [
        award.code for award in pack.awards.values() if kind in award.standards and award.family == family
    ]


@st.composite
def asked_histories(draw, wanted=lambda award: True):
    """A history and the question asked of it."""
    code, kind, on = draw(questions(wanted))
    return draw(histories(code, kind, on)), code, on


def is_of_a_record(award):
    return award.cycle is Cycle.RECORD


def is_yearly_title(award):
    return award.family == "title" and award.cycle is Cycle.YEARLY


# --- one achievement more --------------------------------------------------------------------------------


@st.composite
def bettered(draw, history, code, on):
    """``history`` with one achievement more, in a year it already tells of, and no bar touched."""
    last = max([on.year - 1, *(fact.year for fact in history.facts if fact.kind in YEARLY)])
    year = draw(st.integers(on.year - YEARS_BACK, last))
    how = draw(
        st.sampled_from([_a_better_grade, _a_title, _an_initiative, _an_award, _a_judgement, _figures])
    )
    return draw(how(history, code, on, year))


@st.composite
def told_early(draw, history, code, on):
    """``history`` with a title or a figure of the year of the proposal, which is not graded yet."""
    how = draw(st.sampled_from([_a_title, _figures]))
    return draw(how(history, code, on, on.year))


@st.composite
def _a_better_grade(draw, history, code, on, year):
    had = next((fact for fact in history.of(FactKind.GRADE) if fact.year == year), None)
    better = [grade for grade in Grade if had is None or grade.rank >= Grade(had.value).rank]
    return history.without("grade", year).grade(draw(st.sampled_from(better)), year)


@st.composite
def _a_title(draw, history, code, on, year):
    others = [one for one in _codes(in_force(on), history.kind, "title") if one != code]
    assume(others)
    title = draw(st.sampled_from(others))
    assume(not _is_second_state_award(code, title, year, on))
    return history.titles(title, year)


@st.composite
def _an_award(draw, history, code, on, year):
    others = [one for one in _codes(in_force(on), history.kind, "form") if one != code]
    award = draw(st.sampled_from(others))
    assume(not _is_second_state_award(code, award, year, on))
    return history.award(award, year, way=draw(st.sampled_from(["", "cong_hien"])))


def _is_second_state_award(asked, other, year, on):
    levels = [in_force(on).award(code).level for code in (asked, other)]
    return year == on.year and levels == [Level.STATE, Level.STATE]


@st.composite
def _an_initiative(draw, history, code, on, year):
    tell = draw(st.sampled_from([history.initiative, history.science]))
    when = draw(st.sampled_from([year, on.year]))
    return tell(draw(st.sampled_from(list(Scope))), when, ref="QĐ 99")


@st.composite
def _a_judgement(draw, history, code, on, year):
    ids = _ids_to_judge(code, history.kind, on)
    assume(ids)
    condition = draw(st.sampled_from(ids))
    kept = history.only(
        lambda fact: (
            fact.kind is not FactKind.JUDGED or fact.value not in (f"{condition}:false", f"{condition}:true")
        )
    )
    return kept.judged(on.year, condition)


@st.composite
def _figures(draw, history, code, on, year):
    """The collective's shares raised, the first of its cluster, its targets exceeded."""
    assume(history.kind is SubjectKind.COLLECTIVE)
    raised = {
        "ldtt": lambda told: told.share("ldtt", 1, year),
        "hoan_thanh": lambda told: told.share("hoan_thanh", 1, year),
        "count:cstd_co_so": lambda told: told.share("count:cstd_co_so", 5, year),
    }
    which = draw(st.sampled_from([*raised, "rank", "targets"]))
    if which == "rank":
        return history.without("cluster_rank", year).rank(1, year)
    if which == "targets":
        return history.without("exceeds_targets", year).exceeds(year)
    lower = history.only(
        lambda fact: (fact.kind, fact.year) != (FactKind.SHARE, year) or not fact.value.startswith(which)
    )
    return raised[which](lower)


@given(st.data())
def test_one_achievement_more_never_makes_a_verdict_worse(data):
    history, code, on = data.draw(asked_histories())
    better = data.draw(bettered(history, code, on))
    before, after = verdict(history, code, on), verdict(better, code, on)
    event(before.verdict)
    assert BEST_LAST.index(after.verdict) >= BEST_LAST.index(before.verdict), (before, after)


@given(st.data())
def test_an_achievement_of_a_year_not_graded_yet_takes_no_award_of_a_record_away(data):
    """It may open what the year brings with it (a window moves on), but it never turns a yes into a no."""
    history, code, on = data.draw(asked_histories(is_of_a_record))
    ungraded = history.without("grade", on.year)
    better = data.draw(told_early(ungraded, code, on))
    before, after = verdict(ungraded, code, on), verdict(better, code, on)
    assert (before.verdict, after.verdict) != ("eligible", "not_eligible"), (before, after)


@given(st.data())
def test_losing_an_award_never_makes_it_reached(data):
    """The same law the other way: whatever fact of merit is taken away, no verdict gets better by it."""
    history, code, on = data.draw(asked_histories())
    merits = [
        fact
        for fact in history.facts
        if fact.kind in (FactKind.INITIATIVE, FactKind.SCIENCE, FactKind.AWARD)
        and fact.value.partition(":")[0] != code
        and not _is_other_state_award(fact, code, on)
    ]
    assume(merits)
    lost = data.draw(st.sampled_from(merits))
    poorer = replace(history, facts=tuple(fact for fact in history.facts if fact is not lost))
    before, after = verdict(history, code, on), verdict(poorer, code, on)
    assert BEST_LAST.index(after.verdict) <= BEST_LAST.index(before.verdict), (before, after)


def _is_other_state_award(fact, code, on):
    if fact.kind is not FactKind.AWARD:
        return False
    return _is_second_state_award(code, fact.value.partition(":")[0], fact.year, on)


# --- how a history is told makes no difference -----------------------------------------------------------


@given(st.data())
def test_the_order_of_facts_never_matters(data):
    history, code, on = data.draw(asked_histories())
    shuffled = replace(history, facts=tuple(data.draw(st.permutations(history.facts))))
    assert verdict(shuffled, code, on) == verdict(history, code, on)


@given(st.data())
def test_a_fact_told_twice_counts_once(data):
    history, code, on = data.draw(asked_histories())
    assume(history.facts)
    again = data.draw(st.lists(st.sampled_from(history.facts), min_size=1, max_size=5))
    told_again = tuple(replace(fact, line=number + 1) for number, fact in enumerate(again))
    doubled = replace(history, facts=(*history.facts, *told_again))
    assert verdict(doubled, code, on) == verdict(history, code, on)


@given(asked_histories())
def test_asking_again_gives_the_same_answer(asked):
    history, code, on = asked
    first = explain(history, code, on, in_force(on))
    verdict(history, code, on)
    assert explain(history, code, on, in_force(on)) == first


@given(asked_histories())
def test_an_undetermined_or_refused_award_names_what_blocks_it_and_an_eligible_one_names_nothing(asked):
    history, code, on = asked
    explanation = explain(history, code, on, in_force(on))
    ids = {finding.id for finding in explanation.reasons}
    assert (explanation.failed == "") == (explanation.verdict == "eligible")
    assert explanation.failed == "" or explanation.failed in ids


# --- bars and contradictions -----------------------------------------------------------------------------


@given(asked_histories())
def test_an_open_review_makes_any_history_not_eligible(asked):
    history, code, on = asked
    assert verdict(history.under_review(on.year), code, on).verdict == "not_eligible"


@given(asked_histories())
def test_a_discipline_never_makes_a_verdict_better(asked):
    history, code, on = asked
    punished = history.discipline(on.year - 2, until=date(on.year - 1, 6, 30))
    before, after = verdict(history, code, on), verdict(punished, code, on)
    assert BEST_LAST.index(after.verdict) <= BEST_LAST.index(before.verdict)


@given(st.data())
def test_a_second_grade_for_a_year_is_reported_and_never_guessed(data):
    history, code, on = data.draw(asked_histories())
    graded = history.of(FactKind.GRADE)
    assume(graded)
    fact = data.draw(st.sampled_from(graded))
    other = data.draw(st.sampled_from([grade for grade in Grade if grade != fact.value]))
    contrary = history.grade(other, fact.year)
    assert verdict(contrary, code, on) == ("undetermined", "lich_su")
    explanation = explain(contrary, code, on, in_force(on))
    assert {found.year for found in explanation.contradictions} == {fact.year}


@given(st.data())
def test_a_fact_of_a_year_to_come_is_reported_and_never_guessed(data):
    history, code, on = data.draw(asked_histories())
    future = Fact(on.year + data.draw(st.integers(1, 5)), FactKind.INITIATIVE, "co_so")
    contrary = History(history.subject, history.kind, (*history.facts, future))
    assert verdict(contrary, code, on) == ("undetermined", "lich_su")


@given(asked_histories(is_yearly_title))
def test_a_yearly_title_conferred_for_the_year_is_not_conferred_again(asked):
    history, code, on = asked
    again = history.titles(code, on.year)
    assert verdict(again, code, on).verdict == "not_eligible"
