"""One award evaluated: beside one pass of the memory it reads, and beside OpenFisca-Core.

Rounds of the two sides take turns, so that a noisy machine is noisy for both; medians count. What runs
in memory is measured in processor time of this process, all threads together, so that what else the machine
does does not count.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from openfisca_core.simulations import Simulation

from thidua.core.law import bits
from thidua.core.law.columns import FactColumns, Sort
from thidua.core.law.pack import LawPack
from thidua.core.law.screen import VERDICTS, screen
from thidua.core.law.verdict import Verdict
from thidua.law import screening
from thidua.law.asked import known_awards
from thidua.law.facts_file import read_facts
from thidua.law.packs import read_packs
from thidua.law.partition import Asked
from thidua.law.reasons import Detail
from thidua.law.spread import processes
from tools import openfisca_rules
from tools.bench_figures import Figure, beside

ROUNDS = 25
FILE_ROUNDS = 3
AWARDS = ("chien_si_thi_dua_bo_tinh", "bang_khen_thu_tuong")
ELIGIBLE = VERDICTS.index(Verdict.ELIGIBLE)


def rule_pack() -> LawPack:
    """The pack that has the one rule."""
    file = Path(__file__).with_name("law_rule.yaml")
    (found,) = read_packs({file.name: file.read_bytes()}).values()
    return found


def columns_of(parts: Sequence[Path], asked: Asked) -> tuple[list[str], FactColumns]:
    """All parts read as one population."""
    sorts: dict[Sort, int] = {}
    names: list[str] = []
    found: list[FactColumns] = []
    for part in parts:
        facts = read_facts(part, asked.on, asked.known)
        facts.refuse_faults()
        one = facts.columns
        number = np.array([sorts.setdefault(sort, len(sorts)) for sort in one.sorts], dtype=np.int32)
        who = one.who + np.int32(len(names))
        found.append(FactColumns(one.kinds, (), who, one.year, number[one.sort], one.until, one.ref))
        names += facts.names.to_list()

    def joined(field: str) -> NDArray[np.int32]:
        return np.concatenate([getattr(one, field) for one in found])

    fields = ("who", "year", "sort", "until", "ref")
    kinds = np.concatenate([one.kinds for one in found])
    return names, FactColumns(kinds, tuple(sorts), *map(joined, fields))


# --- the bound ----------------------------------------------------------------------------------------


def beside_one_pass(columns: FactColumns, pack: LawPack, on: date) -> list[Figure]:
    """Each award beside one pass over the very arrays prepared for it.

    The limit is held against a bitwise or, which is as quick as memory allows. A sum is printed too: NumPy
    widens 16-bit numbers for it, so that it measures more than reading.
    """
    found = []
    for code in AWARDS:
        population = bits.population(columns, pack, on, [code])
        memory = list(_memory(population))
        took, summed, joined = in_turns(
            ROUNDS,
            time.process_time,
            lambda population=population, code=code: screen(population, code, pack, with_failed=False),
            lambda memory=memory: [array.sum() for array in memory],
            lambda memory=memory: [np.bitwise_or.reduce(array) for array in memory],
        )
        megabytes = sum(array.nbytes for array in memory) / 1e6
        one_pass = f"one pass of {megabytes:.0f} MB, a bitwise or"
        found += [
            beside(f"evaluate {code}", took * 1e3, "ms", one_pass, joined * 1e3, at_most=3),
            beside(f"evaluate {code}", took * 1e3, "ms", "the same, a sum", summed * 1e3),
        ]
    return found


def _memory(population: bits.Population) -> Iterable[NDArray[np.generic]]:
    """What an evaluation reads: what bars, the planes of the marks asked for, what persons decided."""
    yield population.flags
    yield from population.planes.values()
    yield from population.decisions.values()


def in_turns(rounds: int, clock: Callable[[], float], *sides: Callable[[], object]) -> list[float]:
    """Median seconds of each side by ``clock``, the sides taking turns; a first round does not count."""
    seconds: list[list[float]] = [[] for _ in sides]
    for round_ in range(rounds + 1):
        for number, side in enumerate(sides):
            began = clock()
            side()
            if round_:
                seconds[number].append(clock() - began)
    return [statistics.median(of_side) for of_side in seconds]


# --- the same rule on OpenFisca -----------------------------------------------------------------------


def beside_openfisca(parts: Sequence[Path], columns: FactColumns, names: list[str], on: date) -> list[Figure]:
    """Evaluating only, over data both have in memory. Both give everybody's answer, ours a third value too.

    Ours reads planes of 16 years made for any rule, and lists of who had trouble; OpenFisca arrays of the
    very years and marks this rule reads.
    """
    pack = rule_pack()
    award = openfisca_rules.AWARD
    population = bits.population(columns, pack, on, [award])
    told, yearly = openfisca_rules.load(parts, on)
    simulation = openfisca_rules.simulation(told, yearly)
    ours, theirs = in_turns(
        ROUNDS,
        time.process_time,
        lambda: screen(population, award, pack, with_failed=False),
        lambda: openfisca_rules.calculate(simulation, on.year),
    )
    refuse_difference(
        named(names, screen(population, award, pack, with_failed=False).verdict == ELIGIBLE),
        named(told.to_list(), openfisca_rules.calculate(simulation, on.year)),
    )
    return [
        beside("evaluate one rule", ours * 1e3, "ms", "OpenFisca-Core", theirs * 1e3, at_most=1),
    ]


def named(names: Sequence[str], chosen: NDArray[np.bool_]) -> set[str]:
    """The names of the chosen."""
    return {names[number] for number in np.flatnonzero(chosen).tolist()}


def refuse_difference(ours: set[str], theirs: set[str]) -> None:
    """Stop when two sides do not find the same people, or find nobody."""
    if ours != theirs or not ours:
        differing = sorted(ours ^ theirs)[:5]
        raise AssertionError(f"{len(ours)} and {len(theirs)} eligible; they differ in {differing}")


def from_file(parts: Sequence[Path], folder: Path, on: date, workers: int) -> list[Figure]:
    """From the same Parquet parts to a verdict file.

    Ours is what ``thidua law screen --reasons none`` calls: every row checked (kind, fact, value, year,
    dates, two kinds, contradictions, a subject in two parts), every fact laid out, the verdict and what
    failed first written; the start of its processes is in it. OpenFisca loaded by hand: polars on all cores,
    see :func:`.openfisca_rules.load`; nothing checked, and no more read than this one rule asks for.
    """
    out, other = folder / "rule.parquet", folder / "openfisca.parquet"
    ours, theirs = in_turns(
        FILE_ROUNDS,
        time.perf_counter,
        lambda: screen_rule(parts, out, on, workers),
        lambda: openfisca_rule(parts, other, on, openfisca_rules.simulation),
    )
    refuse_difference(eligible_in(out), eligible_in(other))
    return [beside("file to verdicts, one rule", ours, "s", "OpenFisca, loaded by hand", theirs, ahead=5)]


def from_file_by_its_own_builder(part: Path, folder: Path, on: date) -> list[Figure]:
    """The same for fewer people, OpenFisca fed by its own builder, which is what it has for reading data.

    The file is read and laid out by hand as above and then told as a situation, as its API takes it.
    """
    out, other = folder / "rule.parquet", folder / "openfisca.parquet"
    ours, theirs = in_turns(
        1,
        time.perf_counter,
        lambda: screen_rule([part], out, on, 1),
        lambda: openfisca_rule([part], other, on, openfisca_rules.simulation_of_a_situation),
    )
    refuse_difference(eligible_in(out), eligible_in(other))
    many = f"{pl.scan_parquet(out).select(pl.len()).collect().item():,} people"
    return [beside(f"file to verdicts, {many}", ours, "s", "OpenFisca, its own builder", theirs, ahead=5)]


def screen_rule(parts: Sequence[Path], out: Path, on: date, workers: int) -> None:
    """Ours, from file to file."""
    pack = rule_pack()
    asked = Asked(pack, (openfisca_rules.AWARD,), on, known_awards(pack), detail=Detail.NONE)
    if workers == 1:
        screening.screen(parts, out, asked)
        return
    with processes(workers) as executor:
        screening.screen(parts, out, asked, executor, workers)


def openfisca_rule(
    parts: Sequence[Path],
    out: Path,
    on: date,
    build: Callable[[pl.Series, openfisca_rules.Yearly], Simulation],
) -> None:
    """OpenFisca from file to file, put together by ``build``."""
    names, yearly = openfisca_rules.load(parts, on)
    eligible = openfisca_rules.calculate(build(names, yearly), on.year)
    openfisca_rules.write(out, names, eligible, on)


def eligible_in(verdicts: Path) -> set[str]:
    """The subjects a verdict file finds eligible."""
    table = pl.scan_parquet(verdicts).filter(pl.col("verdict").cast(pl.String) == "eligible")
    return set(table.select("subject").collect().to_series())
