"""Before and after 1/10/2026: which pack a dossier is read under, and the text more favourable to the subject."""

from dataclasses import replace
from datetime import date

import pytest

from thidua.core.faults import Refused
from thidua.core.law.explain import explain
from thidua.core.law.transition import choose, governing, more_favourable
from thidua.core.law.verdict import Verdict
from thidua.law.packs import load_packs, pack_on

from .telling import eligible, in_the_year_end_round, not_eligible, person, undetermined, verdict

CSTDCS = "chien_si_thi_dua_co_so"
PACKS = tuple(load_packs().values())


# --- the periods -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2017, 12, 31), date(2018, 1, 1)),
        (date(2023, 12, 31), date(2024, 1, 1)),
        (date(2025, 6, 30), date(2025, 7, 1)),
        (date(2026, 9, 30), date(2026, 10, 1)),
    ],
)
def test_a_period_ends_the_day_before_the_next_begins(last, first):
    before, after = governing(PACKS, last), governing(PACKS, first)
    assert before.until == last
    assert after.since == first


def test_the_dossier_is_read_under_the_pack_of_the_day_it_was_received():
    for day in (date(2014, 7, 1), date(2017, 11, 17), date(2024, 1, 1), date(2026, 9, 30), date(2030, 1, 1)):
        assert governing(PACKS, day) == pack_on(day)


def test_a_day_no_pack_holds_is_refused_with_the_periods_there_are():
    with pytest.raises(Refused, match=r"31/12/1999.*01/10/2026 – nay"):
        governing(PACKS, date(1999, 12, 31))


# --- CSTĐ cơ sở across the amendment ---------------------------------------------------------------------


def of_the_year(year, grade="xuat_sac"):
    return person().grade(grade, year).judged(year, "LDTT-02")


def test_the_day_before_excellent_work_alone_is_enough():
    eligible(of_the_year(2025), CSTDCS, date(2026, 9, 30))


def test_from_1_october_2026_excellent_work_without_an_initiative_turns_on_a_text_not_seen():
    """Draft of art. 23: HTXS AND an initiative; the enacted text was not seen."""
    undetermined(of_the_year(2026), CSTDCS, date(2026, 10, 1), "CSTDCS")
    undetermined(of_the_year(2026), CSTDCS, in_the_year_end_round(2026), "CSTDCS")


def test_from_1_october_2026_an_initiative_without_excellent_work_turns_on_it_too():
    history = of_the_year(2026, "tot").initiative("co_so", 2026)
    undetermined(history, CSTDCS, in_the_year_end_round(2026), "CSTDCS")


def test_from_1_october_2026_both_limbs_are_enough_under_either_text():
    history = of_the_year(2026).initiative("co_so", 2026)
    eligible(history, CSTDCS, in_the_year_end_round(2026))


def test_from_1_october_2026_neither_limb_is_enough_under_neither_text():
    not_eligible(of_the_year(2026, "tot"), CSTDCS, in_the_year_end_round(2026), "CSTDCS")
    not_eligible(
        of_the_year(2026, "hoan_thanh").initiative("co_so", 2026),
        CSTDCS,
        in_the_year_end_round(2026),
        "CSTDCS",
    )


def test_what_the_amendment_is_not_known_to_change_is_carried_over():
    """A diploma of the ministry for two grassroots titles is asked alike on either side of the day."""
    history = person().grades("tot", 2024, 2025).titles(CSTDCS, 2024, 2025)
    for day in (date(2026, 9, 30), date(2026, 10, 1)):
        eligible(history, "bang_khen_bo_tinh", day)


def test_three_years_across_the_amendment_are_three_years():
    history = (
        person().grades("xuat_sac", 2024, 2026).titles(CSTDCS, 2024, 2025, 2026).initiative("bo_tinh", 2026)
    )
    on = in_the_year_end_round(2026)
    assert verdict(history, "chien_si_thi_dua_bo_tinh", on).verdict != "not_eligible"
    not_eligible(history.without("title", 2025), "chien_si_thi_dua_bo_tinh", on, "CSTDB-01")


# --- the more favourable text ----------------------------------------------------------------------------


def test_a_dossier_received_before_the_amendment_may_take_it_once_it_is_in_force():
    own = governing(PACKS, date(2026, 9, 30))
    assert more_favourable(PACKS, own, date(2026, 9, 30)) is None
    newer = more_favourable(PACKS, own, date(2026, 10, 1))
    assert newer is not None
    assert newer.since == date(2026, 10, 1)
    assert newer.transition is not None


def test_a_dossier_received_under_the_amendment_has_no_later_text_to_take():
    own = governing(PACKS, date(2026, 10, 1))
    assert more_favourable(PACKS, own, date(2027, 5, 1)) is None


def test_a_change_of_decree_without_such_a_rule_gives_no_choice():
    own = governing(PACKS, date(2025, 6, 30))
    assert more_favourable(PACKS, own, date(2025, 7, 1)) is None


def test_a_dossier_of_the_2022_law_still_open_after_the_amendment_may_take_it():
    own = governing(PACKS, date(2025, 6, 30))
    newer = more_favourable(PACKS, own, date(2026, 11, 1))
    assert newer == governing(PACKS, date(2026, 11, 1))


def test_a_yes_under_the_text_of_its_day_is_not_lost_to_the_amendment():
    history, received = of_the_year(2025), date(2026, 9, 20)
    own = explain(history, CSTDCS, received, governing(PACKS, received))
    newer = explain(history, CSTDCS, received, governing(PACKS, date(2026, 10, 1)))
    assert (own.verdict, newer.verdict) == (Verdict.ELIGIBLE, Verdict.UNDETERMINED)
    assert choose(own, newer) is own


def an_answer(verdict_):
    received = date(2026, 9, 20)
    return replace(explain(of_the_year(2025), CSTDCS, received, pack_on(received)), verdict=verdict_)


@pytest.mark.parametrize(
    ("own", "newer", "taken"),
    [
        ("not_eligible", "eligible", "newer"),
        ("undetermined", "eligible", "newer"),
        ("not_eligible", "undetermined", "newer"),
        ("eligible", "undetermined", "own"),
        ("eligible", "not_eligible", "own"),
        ("undetermined", "not_eligible", "own"),
        ("eligible", "eligible", "own"),
        ("undetermined", "undetermined", "own"),
        ("not_eligible", "not_eligible", "own"),
    ],
)
def test_the_better_verdict_is_taken_and_on_a_tie_the_text_of_its_day(own, newer, taken):
    told = {"own": an_answer(Verdict(own)), "newer": replace(an_answer(Verdict(newer)), pack_id="later")}
    assert choose(told["own"], told["newer"]) is told[taken]


def test_answers_to_different_questions_are_not_weighed_against_each_other():
    own = an_answer(Verdict.NOT_ELIGIBLE)
    with pytest.raises(ValueError, match="ông A"):
        choose(own, replace(own, subject="bà D", verdict=Verdict.ELIGIBLE))
