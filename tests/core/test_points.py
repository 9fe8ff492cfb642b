"""Each kind of criterion gives the points its rule says."""

from decimal import Decimal

import pytest

from thidua.core.points import (
    Entries,
    Facts,
    Joined,
    TargetResult,
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
