"""One rule of the law written for OpenFisca-Core, and its way from a file of facts to verdicts.

The rule is that of ``law_rule.yaml``: three consecutive years of Chiến sĩ thi đua cơ sở, an initiative of
provincial effect in them, nothing that bars. What is barred is worked out while loading, once a person, so
that the formula has as little to do as can be: that is in OpenFisca's favour.
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


class barred(Variable):  # noqa: N801
    """Whether discipline or a review bars a proposal in the year."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.YEAR
    label = "Có vướng mắc"


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
        return run & works & ~person("barred", period)


def system() -> TaxBenefitSystem:
    """The rule as OpenFisca has it."""
    found = TaxBenefitSystem([PERSON])
    found.add_variables(fighter, initiative, barred, eligible)
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
    names = facts.select(pl.col("subject").rle().struct.field("value")).collect().to_series()
    said = facts.select(
        pl.col("subject").rle_id().alias("who"),
        "year",
        is_title=(pl.col("fact") == "title") & (pl.col("value") == "chien_si_thi_dua_co_so"),
        is_work=(pl.col("fact") == "initiative") & pl.col("value").is_in(["bo_tinh", "toan_quoc"]),
        is_bar=_is_bar(on),
    ).filter(pl.col("is_bar") | (pl.col("is_title") | pl.col("is_work")) & (pl.col("year") > on.year - YEARS))
    return names, _yearly(said.collect(), len(names), on.year)


def _is_bar(on: date) -> pl.Expr:
    """Discipline that runs, has no end, or reaches into the three years; and reviews still open."""
    endless = pl.col("until").is_null()
    reaches = endless | (pl.col("until") > date(on.year - YEARS + 1, 1, 1))
    is_open = endless | (pl.col("until") > on)
    return (pl.col("fact") == "discipline") & reaches | (pl.col("fact") == "under_review") & is_open


def _yearly(said: pl.DataFrame, many: int, last: int) -> Yearly:
    who, year = said["who"].to_numpy(), said["year"].to_numpy()
    found: dict[tuple[str, int], Bools] = {}
    for name, column in (("fighter", "is_title"), ("initiative", "is_work")):
        is_told = said[column].to_numpy()
        for one in range(last - YEARS + 1, last + 1):
            found[name, one] = _told(who[is_told & (year == one)], many)
    found["barred", last] = _told(who[said["is_bar"].to_numpy()], many)
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
