"""Which line of last year answers to which, and who has the most points."""

from decimal import Decimal

from thidua.core.rubric import CriterionKind, RubricCriterion
from thidua.core.side_by_side import best_of, continued

D = Decimal


def line(code, name):
    return RubricCriterion(code, name, CriterionKind.JUDGED, D(10))


def codes(now, before):
    found = continued([line(*each) for each in now], [line(*each) for each in before])
    return {code: criterion.code for code, criterion in found.items()}


def test_a_line_goes_on_under_its_code_and_name():
    assert codes([("1.1", "Di tích"), ("1.2", "Lễ hội")], [("1.1", "Di tích"), ("1.2", "Lễ hội")]) == {
        "1.1": "1.1",
        "1.2": "1.2",
    }


def test_a_renumbered_line_is_found_by_its_name_however_it_is_accented():
    assert codes([("1.1", "Mới"), ("1.2", "Di tích")], [("1.1", "DI TÍCH")]) == {"1.2": "1.1"}


def test_a_reworded_line_is_found_by_its_code():
    assert codes([("1.1", "Tu bổ di tích")], [("1.1", "Di tích")]) == {"1.1": "1.1"}


def test_a_new_line_answers_to_none():
    assert codes([("4.1", "Chuyển đổi số")], [("1.1", "Di tích")]) == {}


def test_two_lines_of_one_name_keep_their_codes():
    twice = [("1.1", "Khác"), ("2.1", "Khác")]
    assert codes(twice, twice) == {"1.1": "1.1", "2.1": "2.1"}


def test_the_best_are_all_who_have_the_most():
    assert best_of({"a": D(3), "b": D(5), "c": D(5)}) == (D(5), ("b", "c"))
    assert best_of({"a": D(-2), "b": D(-1)}) == (D(-1), ("b",))
    assert best_of({}) == (None, ())
