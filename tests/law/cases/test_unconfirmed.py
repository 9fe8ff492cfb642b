"""What is OPEN, OLD or of low confidence never decides: each such line of every pack, resting on it alone."""

from dataclasses import replace

import pytest

from thidua.core.law.pack import AllOf, AnyOf, BarKind, Judged, Leaf, Readings

from .telling import (
    Told,
    eligible,
    every_award,
    in_force,
    in_the_year_end_round,
    not_eligible,
    undetermined,
)


def unconfirmed_lines():
    """Each unconfirmed leaf of each standard of each pack, with the award, subject and a year of the pack."""
    for code, kind, year in every_award():
        standard = in_force(in_the_year_end_round(year)).award(code).standards[kind]
        for leaf in _unconfirmed(standard):
            yield pytest.param(code, kind, year, leaf, id=f"{year}-{code}-{kind}-{leaf.id}")


def _unconfirmed(condition):
    if isinstance(condition, Leaf):
        if not condition.basis.confirmation.is_confirmed:
            yield condition
        return
    if isinstance(condition, Readings):
        return
    for child in condition.of:
        yield from _unconfirmed(child)


def resting_on(leaf, code, kind, year):
    """The pack with the award's standard made to turn on one line: whatever else it asks is let through."""
    pack = in_force(in_the_year_end_round(year))
    award = pack.award(code)
    passed = AnyOf("X-any", (award.standards[kind], AllOf("X-empty", ())))
    standard = AllOf("X-all", (passed, leaf))
    turned = replace(award, standards={**award.standards, kind: standard})
    return replace(pack, awards={**pack.awards, code: turned})


@pytest.mark.parametrize(("code", "kind", "year", "leaf"), list(unconfirmed_lines()))
def test_a_verdict_that_turns_on_an_unconfirmed_line_is_a_person_s(code, kind, year, leaf):
    on, pack, nobody = in_the_year_end_round(year), resting_on(leaf, code, kind, year), Told("X", kind)
    found = nobody.judged(year, leaf.id)
    refused = nobody.judged(year, leaf.id, said=False)
    if not isinstance(leaf.predicate, Judged):
        undetermined(nobody, code, on, leaf.id, pack)
        eligible(found, code, on, pack)
    else:
        undetermined(found, code, on, leaf.id, pack)
        if leaf.predicate.claimed:
            not_eligible(nobody, code, on, leaf.id, pack)
        else:
            undetermined(nobody, code, on, leaf.id, pack)
    not_eligible(refused, code, on, leaf.id, pack)


# Lines the references mark OPEN, OLD or K-L: (year of the pack, condition, quota, bar or step).
DOUBTFUL = {
    2024: "TTLDTT-02 TTLDTT-03 TTLDXS-07 COB-04 GDVH-01 TVH-01 BKB-HGD-01 BKTT-HGD-01 BKTT-11d HCLD3-02c HCLD3-24g "
    "HCLD1-05c HCLD1-24c HCLD1-24d HCLD1-24e HCLD1-24f HCLD1-06 VDV-01 VDV-10 HLV-01 "
    "CSTDCS-04 COCP-06 C-09 CSTDB-05 CSTDTQ-05 T-05",
    2025: "XTB-01 BKTT-06 TTLDTT-02 TTLDXS-07 C-09 CSTDCS-04 COCP-06 HCLD3-24g",
    2026: "CSTDCS-11 CSTDCS-12 XTB-01 TTLDTT-02 TTLDXS-07 C-09 CSTDCS-04 COCP-06 HCLD3-02c HCLD3-24g",
    2017: "TTLDXS-01 TTLDXS-04 TTLDXS-07 BKB-04a BKB-04b BKTT-02a BKTT-02b",
    2020: "TTLDXS-01 TTLDXS-04 TTLDXS-07 BKB-04a BKB-04b BKTT-02a BKTT-02b",
}


@pytest.mark.parametrize(
    ("year", "line"), [(year, line) for year, lines in DOUBTFUL.items() for line in lines.split()]
)
def test_what_the_references_doubt_is_recorded_as_unconfirmed(year, line):
    found = dict(bases(in_force(in_the_year_end_round(year))))
    assert not found[line].confirmation.is_confirmed


def bases(pack):
    """Basis of each line of a pack by id, of conditions, quotas, steps and bars."""
    for award in pack.awards.values():
        for standard in award.standards.values():
            yield from _nodes(standard)
        for line in (*award.quotas, *award.steps):
            yield line.id, line.basis
    for bar in pack.bars:
        yield bar.id, bar.basis


def _nodes(condition):
    if condition.basis:
        yield condition.id, condition.basis
    for child in getattr(condition, "of", ()):
        yield from _nodes(child)


@pytest.mark.parametrize("year", [2017, 2020, 2024, 2025, 2026])
def test_rounding_is_unconfirmed_in_every_pack(year):
    assert not in_force(in_the_year_end_round(year)).rounding.confirmation.is_confirmed


@pytest.mark.parametrize("year", [2017, 2020])
def test_the_coefficients_before_2024_were_not_seen(year):
    awards = in_force(in_the_year_end_round(year)).awards.values()
    money = [coefficient for award in awards for coefficient in award.bonus.values()]
    assert money
    assert not any(coefficient.basis.confirmation.is_confirmed for coefficient in money)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_bar_of_the_2022_law_but_the_one_state_award_is_confirmed(year):
    bars = {
        bar.kind: bar.basis.confirmation.is_confirmed for bar in in_force(in_the_year_end_round(year)).bars
    }
    assert {kind for kind, confirmed in bars.items() if not confirmed} == {BarKind.ONE_STATE_AWARD}


def test_what_is_carried_over_the_amendment_says_so():
    """Nothing of V2026 passes for seen in the amended text: carried, or of a doubt of its own."""
    pack = in_force(in_the_year_end_round(2026))
    assert {str(basis.confirmation) for _, basis in bases(pack)} <= {"carried", "open", "old", "low"}
