"""Each kind of criterion gives the points its rule says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.points import (
    Entries,
    Facts,
    Joined,
    TargetResult,
    add_up,
    entry_faults,
    self_points,
    takes_entry,
    verified_points,
)
from thidua.core.rubric import (
    CriterionKind,
    NoneHeld,
    Parameters,
    Precision,
    RubricCriterion,
    RubricGroup,
)

D = Decimal
NOTHING = Facts()
TWO = Precision(2)
K = CriterionKind


def criterion(
    kind: CriterionKind, most: str = "10", code: str = "1.1", **parameters: object
) -> RubricCriterion:
    return RubricCriterion(code, "Tiêu chí", kind, D(most), Parameters(**parameters), target_code="di-tich")


def points(
    rule: RubricCriterion, entry: str | None = None, facts: Facts = NOTHING, places: int = 2
) -> Decimal:
    return self_points(rule, Precision(places), None if entry is None else D(entry), facts).value


def result(agreed: str, reported: str | None, lower: bool = False) -> Facts:
    figure = None if reported is None else D(reported)
    return Facts(targets={"di-tich": TargetResult(D(agreed), figure, lower)})


def test_judged_and_bonus_give_what_was_entered_within_the_maximum():
    assert points(criterion(K.JUDGED), "8.5") == D("8.50")
    assert points(criterion(K.BONUS), "12") == D("10.00")
    assert points(criterion(K.JUDGED)) == 0


def test_points_are_rounded_half_up():
    assert points(criterion(K.JUDGED), "8.125") == D("8.13")
    assert points(criterion(K.JUDGED), "8.5", places=0) == D("9")


def test_yes_gives_all_and_no_gives_nothing():
    assert points(criterion(K.YES_NO), "1") == 10
    assert points(criterion(K.YES_NO), "0") == 0


def test_a_count_is_multiplied_and_capped():
    rule = criterion(K.COUNT, points_each=D("1.5"))
    scored = self_points(rule, Precision(2), D(3), Facts())
    assert (scored.value, str(scored.words)) == (D("4.50"), "3 × 1,5 = 4,5 điểm")
    assert points(rule, "30") == 10


def test_a_target_reached_gives_all_and_below_it_a_share():
    rule = criterion(K.TARGET, floor=D(70), bonus_per_percent=D("0.1"), bonus_cap=D(2))
    assert points(rule, facts=result("200", "200")) == 10
    assert points(rule, facts=result("200", "150")) == D("7.5")
    assert points(rule, facts=result("200", "139")) == 0
    assert points(rule, facts=result("200", "220")) == 11
    assert points(rule, facts=result("200", "400")) == 12


def test_a_target_where_less_is_better():
    rule = criterion(K.TARGET)
    assert points(rule, facts=result("10", "9", lower=True)) == 10
    assert points(rule, facts=result("10", "12", lower=True)) == 8


def test_the_reported_figure_stands_before_one_entered():
    rule = criterion(K.TARGET)
    assert points(rule, "200", result("200", "100")) == 5
    assert points(rule, "200", result("200", None)) == 10
    assert not takes_entry(rule, result("200", "100"))
    assert takes_entry(rule, result("200", None))


def test_without_a_pledge_the_entry_is_the_percentage_of_the_plan():
    assert points(criterion(K.TARGET), "85") == D("8.5")


def test_late_reports_take_off_and_a_missing_one_takes_all():
    rule = criterion(K.LATENESS, most="5", per_late=D(1))
    assert points(rule) == 5
    assert points(rule, facts=Facts(late=2, days_late=9)) == 3
    assert points(rule, facts=Facts(late=7)) == 0
    assert points(rule, facts=Facts(missing=1)) == 0
    by_day = criterion(K.LATENESS, most="5", per_late=D("0.5"), per_day=True)
    assert points(by_day, facts=Facts(late=1, days_late=3)) == D("3.5")


def test_participation_is_the_share_of_joint_programmes_or_a_count_of_activities():
    facts = Facts(programmes=Joined(4, 3), activities=Joined(6, 4))
    assert points(criterion(K.PARTICIPATION), facts=facts) == D("7.5")
    assert points(criterion(K.PARTICIPATION, points_each=D(2)), facts=facts) == 8


def test_when_nothing_was_held_participation_follows_its_parameter():
    assert points(criterion(K.PARTICIPATION)) == 10
    assert points(criterion(K.PARTICIPATION, none_held=NoneHeld.NOTHING)) == 0


def test_a_penalty_is_subtracted():
    assert points(criterion(K.PENALTY), "2") == -2


def test_the_verifier_counts_only_where_different():
    rule = criterion(K.JUDGED)
    assert verified_points(rule, TWO, Entries(D(8)), NOTHING).value == 8
    assert verified_points(rule, TWO, Entries(D(8), D(7)), NOTHING).value == 7
    late = criterion(K.LATENESS, per_late=D(1))
    assert verified_points(late, TWO, Entries(None, D(9)), Facts(late=3)).value == 9
    assert verified_points(criterion(K.TARGET), TWO, Entries(None, D(180)), result("200", "200")).value == 9


@pytest.mark.parametrize(
    ("rule", "entry"),
    [
        (criterion(K.JUDGED), "10.5"),
        (criterion(K.JUDGED), "-1"),
        (criterion(K.YES_NO), "2"),
        (criterion(K.COUNT, points_each=D(1)), "1.5"),
        (criterion(K.LATENESS, per_late=D(1)), "3"),
        (criterion(K.TARGET), "1.2345"),
        (criterion(K.TARGET), "1e13"),
        (criterion(K.PENALTY), "11"),
    ],
)
def test_an_entry_outside_its_range_is_named(rule, entry):
    assert [fault.place for fault in entry_faults(rule, D(entry))] == ["1.1"]


def test_a_verifier_may_set_the_points_of_a_computed_kind():
    rule = criterion(K.LATENESS, per_late=D(1))
    assert entry_faults(rule, D(3), verified=True) == []
    assert entry_faults(rule, D(11), verified=True)


# --- whatever is entered ---

kinds = st.sampled_from(list(CriterionKind))
figures = st.decimals(min_value=0, max_value=1000, places=3)
counts = st.integers(min_value=0, max_value=30)


@st.composite
def criteria(draw: st.DrawFn, code: str = "1.1") -> RubricCriterion:
    return RubricCriterion(
        code,
        "Tiêu chí",
        draw(kinds),
        draw(st.decimals(min_value="0.01", max_value=100, places=2)),
        Parameters(
            points_each=draw(st.none() | st.decimals(min_value="0.001", max_value=20, places=3)),
            floor=draw(st.decimals(min_value=0, max_value=100, places=1)),
            bonus_per_percent=draw(st.decimals(min_value=0, max_value=2, places=2)),
            bonus_cap=draw(st.decimals(min_value=0, max_value=10, places=2)),
            per_late=draw(st.decimals(min_value="0.001", max_value=5, places=3)),
            per_day=draw(st.booleans()),
            none_held=draw(st.sampled_from(NoneHeld)),
        ),
        target_code="di-tich",
    )


@st.composite
def facts_of_a_unit(draw: st.DrawFn) -> Facts:
    held = draw(counts)
    joined = draw(st.integers(min_value=0, max_value=held))
    agreed, reported = draw(st.none() | figures), draw(st.none() | figures)
    return Facts(
        targets={"di-tich": TargetResult(agreed, reported, draw(st.booleans()))},
        late=draw(counts),
        days_late=draw(counts),
        missing=draw(st.integers(0, 2)),
        programmes=Joined(held, joined),
        activities=Joined(held, joined),
    )


@given(criteria(), st.none() | figures, facts_of_a_unit(), st.integers(0, 2))
def test_points_stay_within_their_bounds(rule, entry, facts, places):
    value = self_points(rule, Precision(places), entry, facts).value
    step = Decimal(1).scaleb(-places)
    beyond = rule.parameters.bonus_cap if rule.kind is K.TARGET else D(0)
    low, high = (-rule.max_points, D(0)) if rule.kind is K.PENALTY else (D(0), rule.max_points + beyond)
    assert low - step <= value <= high + step
    assert value == round(value, places)


@given(criteria(), figures, figures, facts_of_a_unit())
def test_more_achieved_never_gives_fewer_points(rule, one, other, facts):
    less, more = sorted((one, other))
    lower_is_better = facts.targets["di-tich"].lower_is_better and facts.targets["di-tich"].agreed is not None
    falling = rule.kind is K.PENALTY or (rule.kind is K.TARGET and lower_is_better)
    first = self_points(rule, TWO, less, facts).value
    second = self_points(rule, TWO, more, facts).value
    assert first >= second if falling else first <= second


@given(criteria(), facts_of_a_unit(), counts)
def test_joining_more_and_being_late_less_never_give_fewer_points(rule, facts, more):
    better = Facts(
        targets=facts.targets,
        late=min(facts.late, more),
        days_late=min(facts.days_late, more),
        missing=0,
        programmes=Joined(facts.programmes.held, facts.programmes.held),
        activities=Joined(facts.activities.held, facts.activities.held),
    )
    assert self_points(rule, TWO, D(1), facts).value <= self_points(rule, TWO, D(1), better).value


@given(st.lists(st.tuples(criteria(), figures), max_size=8), facts_of_a_unit())
def test_the_total_is_the_sum_of_its_lines(drawn, facts):
    lines = [(f"c{index}", rule, entry) for index, (rule, entry) in enumerate(drawn)]
    rules = [RubricCriterion(code, r.name, r.kind, r.max_points, r.parameters) for code, r, _ in lines]
    groups = [RubricGroup("I", "Một", tuple(rules[:3])), RubricGroup("II", "Hai", tuple(rules[3:]))]
    values = {
        rule.code: self_points(rule, TWO, entry, facts).value
        for rule, (_, _, entry) in zip(rules, lines, strict=True)
    }
    assert sum(add_up(groups, values)) == sum(values.values())
