"""The ground the law's benchmark stands on: the same people every time, and one rule that means one thing."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from tools import bench_law, bench_law_rule, openfisca_rules
from tools.law_population import YEARS, write_population

from thidua.core.law import bits
from thidua.core.law.screen import screen
from thidua.law.facts_file import read_facts

PEOPLE = 2_000
ASKED = bench_law.asked()


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return write_population(tmp_path_factory.mktemp("facts"), PEOPLE, parts=4)


def test_the_same_number_of_people_gives_the_same_files(parts, tmp_path):
    again = write_population(tmp_path, PEOPLE, parts=4)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in parts]


def test_parts_are_about_different_people_who_are_not_alike(parts):
    frames = [pl.read_parquet(path) for path in parts]
    subjects = [set(frame["subject"]) for frame in frames]
    assert sum(map(len, subjects)) == len(set.union(*subjects)) == PEOPLE
    assert not frames[0]["value"].equals(frames[1]["value"])


def test_everybody_is_graded_every_year_and_nothing_told_is_at_fault_or_contradicts(parts):
    for path in parts:
        facts = read_facts(path, ASKED.on, ASKED.known)
        assert facts.faults.total == 0
        graded = [number for number, sort in enumerate(facts.columns.sorts) if sort.kind == "grade"]
        of_grades = np.isin(facts.columns.sort, graded)
        assert (np.bincount(facts.columns.who[of_grades]) == YEARS).all()
        population = bits.population(facts.columns, ASKED.pack, ASKED.on)
        assert not (population.flags & bits.CONTRADICTS).any()


def test_every_kind_of_obstacle_is_met(parts):
    _, columns = bench_law_rule.columns_of(parts, ASKED)
    flags = bits.population(columns, ASKED.pack, ASKED.on).flags
    for flag in (bits.RUNNING, bits.RESTARTED, bits.REVIEWED):
        assert (flags & flag).any()


@pytest.mark.parametrize(
    "build",
    [openfisca_rules.simulation, openfisca_rules.simulation_of_a_situation],
    ids=["arrays", "situation"],
)
def test_openfisca_finds_the_same_people_eligible(parts, build):
    names, columns = bench_law_rule.columns_of(parts, ASKED)
    pack = bench_law_rule.rule_pack()
    population = bits.population(columns, pack, ASKED.on)
    found = screen(population, openfisca_rules.AWARD, pack, with_failed=False)
    told, yearly = openfisca_rules.load(parts, ASKED.on)
    eligible = openfisca_rules.calculate(build(told, yearly), ASKED.on.year)
    ours = bench_law_rule.named(names, found.verdict == bench_law_rule.ELIGIBLE)
    assert len(ours) > 10
    assert ours == bench_law_rule.named(told.to_list(), eligible)


OBSTACLES = {
    "without any": ("", None, True),
    "a discipline ended on the first day of the three years": ("discipline", date(2023, 1, 1), True),
    "a discipline ended on the second day": ("discipline", date(2023, 1, 2), False),
    "a discipline that runs": ("discipline", date(2026, 3, 1), False),
    "a discipline without an end": ("discipline", None, False),
    "a review still open": ("under_review", None, False),
    "a review that is over": ("under_review", date(2025, 12, 31), True),
}


def test_both_sides_read_discipline_and_reviews_alike_to_the_day(tmp_path):
    rows = []
    for subject, (fact, until, _) in OBSTACLES.items():
        rows += [(subject, year, "title", "chien_si_thi_dua_co_so", None) for year in (2023, 2024, 2025)]
        rows.append((subject, 2024, "initiative", "bo_tinh", None))
        if fact:
            rows.append((subject, 2022, fact, "khien_trach" if fact == "discipline" else "", until))
    columns = {
        "subject": pl.String,
        "year": pl.Int16,
        "fact": pl.String,
        "value": pl.String,
        "until": pl.Date,
    }
    table = pl.DataFrame(rows, columns, orient="row").with_columns(kind=pl.lit("person"))
    table.write_parquet(tmp_path / "facts.parquet")
    out, other = tmp_path / "ours.parquet", tmp_path / "theirs.parquet"
    bench_law_rule.screen_rule([tmp_path / "facts.parquet"], out, ASKED.on, workers=1)
    bench_law_rule.openfisca_rule([tmp_path / "facts.parquet"], other, ASKED.on, openfisca_rules.simulation)
    expected = {subject for subject, (_, _, is_eligible) in OBSTACLES.items() if is_eligible}
    assert bench_law_rule.eligible_in(out) == expected
    assert bench_law_rule.eligible_in(other) == expected


def test_people_found_by_one_side_alone_stop_the_benchmark():
    with pytest.raises(AssertionError, match="differ"):
        bench_law_rule.refuse_difference({"a", "b"}, {"a"})
    with pytest.raises(AssertionError, match="0 and 0"):
        bench_law_rule.refuse_difference(set(), set())


def test_files_of_both_sides_name_the_same_eligible_people(parts, tmp_path):
    out, other = tmp_path / "ours.parquet", tmp_path / "theirs.parquet"
    bench_law_rule.screen_rule(parts, out, ASKED.on, workers=1)
    bench_law_rule.openfisca_rule(parts, other, ASKED.on, openfisca_rules.simulation)
    ours = bench_law_rule.eligible_in(out)
    assert ours
    assert ours == bench_law_rule.eligible_in(other)
    assert pl.read_parquet(other).height == pl.read_parquet(out).height == PEOPLE
