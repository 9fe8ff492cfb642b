"""The terms of appeals, by days."""

from datetime import date

from thidua.core.appeal import AppealTerms

TERMS = AppealTerms(appeal_days=5, answer_days=3)


def test_the_day_after_the_verification_is_the_first():
    verified = date(2017, 11, 8)
    assert TERMS.appeal_until(verified) == date(2017, 11, 13)
    assert TERMS.may_appeal(verified, date(2017, 11, 13))
    assert not TERMS.may_appeal(verified, date(2017, 11, 14))


def test_terms_run_over_the_end_of_a_month_and_a_leap_day():
    assert TERMS.answer_by(date(2017, 11, 29)) == date(2017, 12, 2)
    assert TERMS.answer_by(date(2024, 2, 27)) == date(2024, 3, 1)


def test_no_days_leave_the_day_itself():
    none = AppealTerms(0, 0)
    assert none.may_appeal(date(2017, 11, 8), date(2017, 11, 8))
    assert not none.may_appeal(date(2017, 11, 8), date(2017, 11, 9))
    assert none.answer_by(date(2017, 11, 8)) == date(2017, 11, 8)
