"""One rule of the law written for OpenFisca-Core, and its way from a file of facts to verdicts.

The rule is that of ``law_rule.yaml``: three consecutive years of Chiến sĩ thi đua cơ sở, an initiative of
provincial effect in them, nothing that bars. Inputs are facts of a year, the formula is the rule, written so
that it takes as few operations as can be. That of a discipline without an end nothing can be said, which ours
tells apart, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

AWARD = "chien_si_thi_dua_bo_tinh"
YEARS = 3
Bools = NDArray[np.bool_]

PERSON = Entity("person", "persons", "A person whose commendation is considered", "")


class fighter(Variable):  # noqa: N801  (OpenFisca takes the name of a variable from its class)
    """Whether the title Chiến sĩ thi đua cơ sở was won for the year."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.YEAR
    label = "Chiến sĩ thi đua cơ sở"


class initiative(Variable):  # noqa: N801
    """Whether an initiative with provincial effect was recognised in the year."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.YEAR
    label = "Sáng kiến có phạm vi ảnh hưởng trong tỉnh"


class disciplined(Variable):  # noqa: N801
    """Whether a discipline was not yet over when the year began, so that the year does not count."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.YEAR
    label = "Chưa hết thời hạn kỷ luật"


class under_review(Variable):  # noqa: N801
    """Whether a review is open when the proposal is made in the year."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.YEAR
    label = "Đang được xem xét"


class eligible(Variable):  # noqa: N801
    """Whether the person may be proposed for Chiến sĩ thi đua Bộ, ban, ngành, tỉnh."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.YEAR
    label = "Đủ điều kiện Chiến sĩ thi đua Bộ, ban, ngành, tỉnh"

    def formula(person, period):  # noqa: N805  (the form OpenFisca asks for)
        """The last three years, their initiatives, and nothing that bars."""
        last, before, first = period, period.offset(-1), period.offset(-2)
        run = person("fighter", last) & person("fighter", before) & person("fighter", first)
        works = person("initiative", last) | person("initiative", before) | person("initiative", first)
        trouble = person("disciplined", last) | person("disciplined", before) | person("disciplined", first)
        return run & works & ~(trouble | person("under_review", period))


def system() -> TaxBenefitSystem:
    """The rule as OpenFisca has it."""
    found = TaxBenefitSystem([PERSON])
    found.add_variables(fighter, initiative, disciplined, under_review, eligible)
    return found


# --- from a file of facts to verdicts -----------------------------------------------------------------

# Of whom something is told in which year: the values of one variable.
Yearly = Mapping[tuple[str, int], Bools]


def load(paths: Sequence[Path], on: date) -> tuple[pl.Series, Yearly]:
    """Read what the rule asks for into one array a variable and year; the subjects, as they come.

    The quickest way found (of five tried: grouping, grouping of bits, pivot and join, a join on the subjects,
    and this): one lazy pass that drops all other rows, then arrays indexed by the subject's number. It takes
    for granted that rows of a subject stand together and that no row is at fault, which ours checks.
    """
    facts = pl.scan_parquet(list(paths))
    # A matter without an end is open for ever.
    end = pl.col("until").fill_null(date.max)
    names = facts.select(pl.col("subject").rle().struct.field("value")).collect().to_series()
    said = facts.select(
        pl.col("subject").rle_id().alias("who"),
        "year",
        is_title=(pl.col("fact") == "title") & (pl.col("value") == "chien_si_thi_dua_co_so"),
        is_work=(pl.col("fact") == "initiative") & pl.col("value").is_in(["bo_tinh", "toan_quoc"]),
        is_discipline=pl.col("fact") == "discipline",
        is_review=(pl.col("fact") == "under_review") & (end > on),
        end=end,
    ).filter(
        pl.col("is_discipline")
        | pl.col("is_review")
        | (pl.col("is_title") | pl.col("is_work")) & (pl.col("year") > on.year - YEARS)
    )
    return names, _yearly(said.collect(), len(names), on.year)


def _yearly(said: pl.DataFrame, many: int, last: int) -> Yearly:
    who = said["who"].to_numpy()
    year, title, work = (said[column].to_numpy() for column in ("year", "is_title", "is_work"))
    troubled, end = said["is_discipline"], said["end"]
    found = {("under_review", last): _told(who[said["is_review"].to_numpy()], many)}
    for one in range(last - YEARS + 1, last + 1):
        found["fighter", one] = _told(who[title & (year == one)], many)
        found["initiative", one] = _told(who[work & (year == one)], many)
        found["disciplined", one] = _told(who[(troubled & (end > date(one, 1, 1))).to_numpy()], many)
    return found


def _told(who: NDArray[np.uint32], many: int) -> Bools:
    told = np.zeros(many, dtype=np.bool_)
    told[who] = True
    return told


def simulation(names: pl.Series, yearly: Yearly) -> Simulation:
    """A simulation of people with their values, put together directly: no faster way is known."""
    rules = system()
    populations = rules.instantiate_entities()
    populations[PERSON.key].count = len(names)
    made = Simulation(rules, populations)
    for (name, year), values in yearly.items():
        made.set_input(name, str(year), values)
    return made


def simulation_of_a_situation(names: pl.Series, yearly: Yearly) -> Simulation:
    """The same by OpenFisca's own builder, from a situation: what its API and its test files take."""
    told: list[dict[str, dict[str, bool]]] = [{} for _ in range(len(names))]
    for (variable, year), values in yearly.items():
        for person in np.flatnonzero(values).tolist():
            told[person].setdefault(variable, {})[str(year)] = True
    persons = dict(zip(names.to_list(), told, strict=True))
    return SimulationBuilder().build_from_dict(system(), {"persons": persons})


def calculate(made: Simulation, year: int) -> Bools:
    """Who is eligible, worked out anew however often it is asked."""
    made.delete_arrays("eligible", period(year))
    return made.calculate("eligible", period(year))


def write(path: Path, names: pl.Series, eligible_ones: Bools, on: date) -> None:
    """Write a row a subject, as a verdict file has, without reasons."""
    words = pl.Enum(["not_eligible", "eligible"])
    pl.DataFrame(
        {
            "subject": names,
            "award": pl.repeat(AWARD, len(names), dtype=pl.Enum([AWARD]), eager=True),
            "on": pl.repeat(on, len(names), dtype=pl.Date, eager=True),
            "verdict": pl.Series(eligible_ones.view(np.uint8)).cat.to(words),
        }
    ).write_parquet(path, compression="zstd")
