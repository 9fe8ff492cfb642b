"""Grounds one may claim, and the awards that rest on such a ground alone: medals, other orders, the armed forces."""

import pytest

from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import AnyOf, Judged, Leaf

from .telling import (
    Told,
    claims,
    collective,
    eligible,
    every_award,
    in_force,
    in_the_year_end_round,
    not_eligible,
    person,
    verdict,
)

each_year = pytest.mark.parametrize("year", [2024, 2025, 2026])


def confirmed_grounds():
    """Each confirmed ground that is enough by itself: a claim that stands in the outermost "any" of a standard."""
    for code, kind, year in every_award():
        standard = in_force(in_the_year_end_round(year)).award(code).standards[kind]
        for leaf in _alternatives(standard):
            if _is_claim(leaf) and leaf.basis.confirmation.is_confirmed:
                yield pytest.param(code, kind, year, leaf.id, id=f"{year}-{code}-{kind}-{leaf.id}")


def _alternatives(condition):
    if not isinstance(condition, AnyOf):
        yield condition
        return
    for child in condition.of:
        yield from _alternatives(child)


def _is_claim(condition):
    return (
        isinstance(condition, Leaf)
        and isinstance(condition.predicate, Judged)
        and condition.predicate.claimed
    )


@pytest.mark.parametrize(("code", "kind", "year", "ground"), list(confirmed_grounds()))
def test_a_confirmed_ground_serves_when_a_person_finds_it_and_not_before(code, kind, year, ground):
    on, nobody = in_the_year_end_round(year), Told("X", kind)
    eligible(nobody.judged(year, ground), code, on)
    assert verdict(nobody, code, on).verdict != "eligible"
    assert verdict(nobody.judged(year, ground, said=False), code, on).verdict != "eligible"
    assert verdict(nobody.judged(year - 1, ground), code, on) == verdict(
        nobody.judged(year, ground), code, on
    )
    assert verdict(nobody.judged(year - 2, ground), code, on).verdict != "eligible"
    not_eligible(nobody.judged(year, ground).under_review(year), code, on, "C-05")


# --- the armed forces' titles ----------------------------------------------------------------------------


@each_year
def test_an_advanced_soldier_is_a_soldier(year):
    on, code = in_the_year_end_round(year), "chien_si_tien_tien"
    civilian = person().grade("tot", year).judged(year, "LDTT-02")
    soldier = civilian.judged(year, *claims(code, "CSTT", on))
    not_eligible(civilian, code, on, "CSTT")
    eligible(soldier, code, on)
    not_eligible(soldier.without("grade").grade("hoan_thanh", year), code, on, "LDTT-01")


@each_year
def test_an_advanced_unit_meets_the_standard_of_an_advanced_collective_and_is_of_the_forces(year):
    on, code = in_the_year_end_round(year), "don_vi_tien_tien"
    unit = collective().grade("tot", year).share("ldtt", "0.8", year).judged(year, "TTLDTT-04")
    of_the_forces = unit.judged(year, *claims(code, "DVTT", on, SubjectKind.COLLECTIVE))
    not_eligible(unit, code, on, "DVTT")
    eligible(of_the_forces, code, on)
    not_eligible(of_the_forces.without("share").share("ldtt", "0.4", year), code, on, "TTLDTT-02")


@each_year
def test_a_determined_to_win_unit_meets_the_standard_of_an_excellent_collective(year):
    on, code = in_the_year_end_round(year), "don_vi_quyet_thang"
    unit = (
        collective()
        .grade("xuat_sac", year)
        .share("hoan_thanh", 1, year)
        .share("ldtt", "0.7", year)
        .share("count:cstd_co_so", 1, year)
        .judged(year, "TTLDXS-02", "TTLDXS-06")
    )
    of_the_forces = unit.judged(year, *claims(code, "DVQT", on, SubjectKind.COLLECTIVE))
    not_eligible(unit, code, on, "DVQT")
    eligible(of_the_forces, code, on)
    not_eligible(of_the_forces.without("grade").grade("tot", year), code, on, "TTLDXS-01")


@each_year
def test_an_advanced_soldier_s_title_opens_the_grassroots_one_as_an_advanced_worker_s_does(year):
    history = person().grade("xuat_sac", year).titles("chien_si_tien_tien", year).initiative("co_so", year)
    eligible(history, "chien_si_thi_dua_co_so", in_the_year_end_round(year))
