"""Whatever is entered and recorded: bounds, sums, more never less, and the quick path as the told one."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.core.drawn import criteria, entries, facts_of_a_unit, figures, precisions
from thidua.core.point_rules import exact_points
from thidua.core.points import (
    Entries,
    Facts,
    Joined,
    MedalsWon,
    TargetResult,
    add_up,
    agreed_points,
    agreed_value,
    self_points,
    verified_points,
)
from thidua.core.rubric import CriterionKind, Parameters, Precision, RubricCriterion, RubricGroup
from thidua.core.score_many import ready
from thidua.core.verification import Combination

D = Decimal
K = CriterionKind
TWO = Precision(2)


@given(criteria(), entries(), facts_of_a_unit(), precisions, st.sampled_from(Combination))
def test_points_stay_within_their_bounds_whoever_put_the_figure(rule, put, facts, precision, how):
    step = precision.step
    beyond = rule.parameters.bonus_cap if rule.kind is K.TARGET else D(0)
    falls = rule.kind is K.PENALTY
    low, high = (-rule.max_points, D(0)) if falls else (D(0), rule.max_points + beyond)
    for points in (
        self_points(rule, precision, put.own, facts),
        verified_points(rule, precision, put, facts, how),
        agreed_points(rule, precision, put, facts, how),
    ):
        assert low - step <= points.value <= high + step
        assert points.value == points.value.quantize(step)
        assert "%(" not in str(points.words)


@given(criteria(), figures, figures, facts_of_a_unit())
def test_more_entered_never_gives_fewer_points(rule, one, other, facts):
    less, more = sorted((one, other))
    lower_is_better = facts.targets["di-tich"].lower_is_better and facts.targets["di-tich"].agreed is not None
    falling = rule.kind is K.PENALTY or (rule.kind is K.TARGET and lower_is_better)
    first = self_points(rule, TWO, less, facts).value
    second = self_points(rule, TWO, more, facts).value
    assert first >= second if falling else first <= second


@given(criteria(), facts_of_a_unit(), facts_of_a_unit())
def test_more_recorded_never_gives_fewer_points(rule, facts, other):
    """Joined more, late less, more medals, a higher figure, nearer to the pledge: each at once."""
    target, more = facts.targets["di-tich"], other.targets["di-tich"].reported or D(0)
    reported = target.reported
    if reported is not None:
        reported = min(reported, more) if target.lower_is_better else max(reported, more)
    better = Facts(
        targets={"di-tich": replace(target, reported=reported)},
        late=min(facts.late, other.late),
        days_late=min(facts.days_late, other.days_late),
        missing=min(facts.missing, other.missing),
        programmes=Joined(facts.programmes.held, facts.programmes.held),
        activities=Joined(facts.activities.held, facts.activities.held),
        medals=MedalsWon(
            *(
                max(getattr(facts.medals, name), getattr(other.medals, name))
                for name in ("gold", "silver", "bronze")
            )
        ),
        indicators={"khach": max(facts.indicators.get("khach", D(0)), other.indicators.get("khach", D(0)))},
    )
    assert self_points(rule, TWO, D(1), facts).value <= self_points(rule, TWO, D(1), better).value


@given(st.lists(st.tuples(criteria(), entries()), max_size=8), facts_of_a_unit(), precisions)
def test_the_total_is_the_sum_of_its_lines(drawn, facts, precision):
    rules = [replace(rule, code=f"c{index}") for index, (rule, _) in enumerate(drawn)]
    groups = [RubricGroup("I", "Một", tuple(rules[:3])), RubricGroup("II", "Hai", tuple(rules[3:]))]
    values = {
        rule.code: agreed_points(rule, precision, put, facts).value
        for rule, (_, put) in zip(rules, drawn, strict=True)
    }
    assert sum(add_up(groups, values)) == sum(values.values())
    assert add_up(groups, dict(reversed(values.items()))) == add_up(groups, values)


@given(
    st.lists(st.tuples(criteria(), entries(), st.booleans()), max_size=8),
    facts_of_a_unit(),
    precisions,
    st.sampled_from(Combination),
)
def test_scoring_many_gives_what_scoring_one_line_tells(drawn, facts, precision, how):
    rules = tuple(replace(rule, code=f"c{index}") for index, (rule, _, _) in enumerate(drawn))
    groups = (RubricGroup("I", "Một", rules[:3]), RubricGroup("II", "Hai", rules[3:]))
    lines = [put if by_others else Entries(put.own) for _, put, by_others in drawn]
    told = [
        agreed_points(rule, precision, put, facts, how).value for rule, put in zip(rules, lines, strict=True)
    ]
    scorer = ready(groups, precision)
    figures_by_others = {place: put for place, (_, put, by_others) in enumerate(drawn) if by_others}
    points = scorer.points([put.own for put in lines], facts, figures_by_others, how)
    assert list(map(str, points)) == list(map(str, told))
    sides = scorer.sides([put.own for put in lines], facts, figures_by_others, how)
    each = list(zip(rules, lines, strict=True))
    assert sides.own == [self_points(rule, precision, put.own, facts).value for rule, put in each]
    assert sides.verified == [verified_points(rule, precision, put, facts, how).value for rule, put in each]
    assert sides.agreed == points
    by_group = add_up(groups, dict(zip((rule.code for rule in rules), told, strict=True)))
    entrant = scorer.entrant(1, points)
    assert (entrant.by_group, entrant.total) == (by_group, sum(by_group))


@given(criteria(), entries(), facts_of_a_unit(), precisions, st.sampled_from(Combination))
def test_points_told_are_the_points_alone(rule, put, facts, precision, how):
    assert (
        agreed_value(rule, precision, put, facts, how)
        == agreed_points(rule, precision, put, facts, how).value
    )


@given(figures, figures.filter(bool), st.decimals("0.01", 100, places=2), precisions)
def test_a_share_of_the_maximum_is_rounded_once_from_the_exact_one(reported, agreed, most, precision):
    """No digit is lost on the way: the points are those of the true fraction."""
    rule = RubricCriterion("1", "Tiêu chí", K.TARGET, most, Parameters(), target_code="t")
    facts = Facts(targets={"t": TargetResult(agreed, reported)})
    true = min(Fraction(most) * Fraction(reported) / Fraction(agreed), Fraction(most))
    # An exact multiple of a hundredth of the step (so every tie) is met exactly by the decimal.
    units = true * 100 / Fraction(precision.step)
    exact = exact_points(rule, None, facts)
    if units.denominator == 1:
        assert Fraction(exact) == true
    assert abs(Fraction(exact) - true) < Fraction(1, 10**20)
