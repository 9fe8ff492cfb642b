"""A rubric is read whole, its faults named with their place."""

from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.core.faults import Refused
from thidua.core.rubric import (
    CriterionKind,
    NoneHeld,
    Parameters,
    Precision,
    RubricCriterion,
    RubricGroup,
    maximum,
)
from thidua.core.rubric_faults import rubric_faults
from thidua.core.rule_words import rule_words

D = Decimal
K = CriterionKind
JUDGED = RubricCriterion("1.1", "Chuyên môn", K.JUDGED, D(60))
BONUS = RubricCriterion("3.1", "Thưởng", K.BONUS, D(10))
GROUPS = [RubricGroup("I", "Chuyên môn", (JUDGED,)), RubricGroup("III", "Thưởng", (BONUS,))]


def test_parameters_are_read_from_plain_values_and_written_back():
    read = Parameters.read(K.TARGET, {"floor": "70", "bonus_per_percent": "1,125", "bonus_cap": D("2")})
    assert (read.floor, read.bonus_per_percent, read.bonus_cap) == (D(70), D("1.125"), D(2))
    assert Parameters.read(K.TARGET, read.as_mapping()) == read
    late = Parameters.read(K.LATENESS, {"per_late": 2, "per_day": True})
    assert Parameters.read(K.LATENESS, late.as_mapping()) == late
    joined = Parameters.read(K.PARTICIPATION, {"none_held": "nothing"})
    assert joined.none_held is NoneHeld.NOTHING


@pytest.mark.parametrize(
    ("kind", "given", "places"),
    [
        (K.COUNT, {}, ["1.1:points_each"]),
        (K.COUNT, {"points_each": "nhiều"}, ["1.1:points_each"]),
        (K.COUNT, {"points_each": "0"}, ["1.1:points_each"]),
        (K.JUDGED, {"floor": "70"}, ["1.1:floor"]),
        (K.TARGET, {"floor": "170", "bonus_cap": "-1"}, ["1.1:floor", "1.1:bonus_cap"]),
        (K.LATENESS, {"per_late": "1", "per_day": "có lẽ"}, ["1.1:per_day"]),
        (K.PARTICIPATION, {"none_held": "nửa"}, ["1.1:none_held"]),
    ],
)
def test_every_wrong_parameter_is_named(kind, given, places):
    with pytest.raises(Refused) as refused:
        Parameters.read(kind, given, "1.1")
    assert [fault.place for fault in refused.value.faults] == places


def test_the_maximum_leaves_bonuses_and_penalties_out():
    assert maximum(GROUPS) == 60


def test_a_rubric_names_all_its_faults():
    twice = RubricGroup("I", "", (replace(JUDGED, max_points=D(0)), replace(JUDGED, max_points=D("1.25"))))
    places = [fault.place for fault in rubric_faults(" ", Precision(1), [*GROUPS, twice])]
    assert places == ["name", "I:name", "1.1:max_points", "1.1:max_points", "I:code", "1.1:code"]
    assert rubric_faults("Thang điểm", Precision(2), GROUPS) == []


@pytest.mark.parametrize("kind", list(CriterionKind))
def test_every_kind_tells_its_rule(kind):
    rule = replace(JUDGED, kind=kind, parameters=Parameters(points_each=D(2), per_late=D(1), floor=D(70)))
    assert "60" in str(rule_words(rule))


@pytest.mark.parametrize(
    ("kind", "given", "place"),
    [
        (K.TARGET, {"bands": "70: 50 | 60: 80"}, "1.1:bands"),
        (K.TARGET, {"bands": "70: 50 | 70: 60"}, "1.1:bands"),
        (K.TARGET, {"bands": "70: 150"}, "1.1:bands"),
        (K.TARGET, {"bands": "70: 61", "bands_in": "points"}, "1.1:bands"),
        (K.TARGET, {"bands": "70: 50", "floor": "70"}, "1.1:bands"),
        (K.SHARE, {"floor": "90", "full_at": "80"}, "1.1:floor"),
        (K.MEDALS, {}, "1.1:per_gold"),
        (K.INDICATOR, {"indicator_code": "khach"}, "1.1:points_each"),
        (K.INDICATOR, {"points_each": "1", "bands": "5: 100"}, "1.1:bands"),
        (K.JUDGED, {"min_points": "61"}, "1.1:min_points"),
    ],
)
def test_figures_that_do_not_fit_together_are_named(kind, given, place):
    wrong = replace(JUDGED, kind=kind, parameters=Parameters.read(kind, given))
    faults = rubric_faults("Thang", Precision(2), [RubricGroup("I", "Một", (wrong,))])
    assert [fault.place for fault in faults] == [place]
    assert all("%(" not in str(fault) for fault in faults)


def test_bands_are_read_from_lines_in_any_order_and_written_back():
    read = Parameters.read(K.TARGET, {"bands": "100: 100\n70% → 50%\n\n 85,5 : 75 ", "bands_in": "percent"})
    assert [str(band) for band in read.bands] == ["70: 50", "85,5: 75", "100: 100"]
    assert read.as_mapping() == {"bands": "70: 50 | 85,5: 75 | 100: 100"}
    assert Parameters.read(K.TARGET, read.as_mapping()) == read


@pytest.mark.parametrize("typed", ["70", "70 50", "bảy mươi: 50", "70: năm mươi", "-1: 5", "70: -5"])
def test_a_band_not_understood_is_quoted(typed):
    with pytest.raises(Refused) as refused:
        Parameters.read(K.TARGET, {"bands": f"50: 20\n{typed}"}, "1.1")
    fault = refused.value.faults[0]
    assert fault.place == "1.1:bands"
    assert f"“{typed}”" in str(fault)
