"""The law over many people: the whole job, one award against what memory allows, OpenFisca-Core, Dask."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from thidua.law import packs
from thidua.law.asked import known_awards
from thidua.law.partition import Asked
from thidua.law.reasons import Detail
from tools import bench_law_rule, bench_law_spread, bench_law_whole
from tools.bench_figures import Figure, show, within
from tools.law_population import write_population

ON = date(2025, 12, 31)
PACK = "V2025"
PEOPLE = 2_000_000
WHOLE_S = 10.0
WORKERS = 2
# OpenFisca's own builder needs about a third of a millisecond a person.
SITUATION = 20_000


def main(people: int) -> None:
    """Measure over so many people and print the figures; limits are for :data:`PEOPLE`."""
    with tempfile.TemporaryDirectory(prefix="thidua-law-") as scratch:
        folder = Path(scratch)
        facts = folder / "facts"
        facts.mkdir()
        began = time.perf_counter()
        parts = write_population(facts, people)
        megabytes = sum(part.stat().st_size for part in parts) / 1e6
        print(
            f"wrote {people:,} people in {len(parts)} parts, {megabytes:.0f} MB, "
            f"in {time.perf_counter() - began:.1f} s; {os.cpu_count()} cores"
        )
        if people < PEOPLE:
            print(f"a short run: the limits are for {PEOPLE:,} people")
        figures = [*_whole(facts, parts, folder), *_rule(parts, folder, people), *_spread(parts, folder)]
        show(figures if people >= PEOPLE else [replace(figure, holds=None) for figure in figures])


def asked() -> Asked:
    """Every award of the pack in force at the end of 2025, for whom it is."""
    pack = packs.pack(PACK)
    return Asked(pack, tuple(pack.awards), ON, known_awards(pack), every=True, detail=Detail.BRIEF)


def _whole(facts: Path, parts: list[Path], folder: Path) -> list[Figure]:
    run = bench_law_whole.run_command(facts, folder / "verdicts.parquet", ON.isoformat(), WORKERS)
    shares = bench_law_whole.shares(parts, asked(), folder / "shares.parquet")
    return [
        within(f"thidua law screen, all awards, {WORKERS} workers", run.seconds, "s", WHOLE_S),
        Figure("processor time of all its processes", run.processor, "s"),
        Figure("peak memory of all its processes", run.peak / 1e9, "GB"),
        *(
            Figure(f"share of {name}", 100 * seconds / shares.whole, "%")
            for name, seconds in (
                ("reading", shares.reading),
                ("building bits", shares.building),
                ("evaluating", shares.evaluating),
                ("writing", shares.writing),
            )
        ),
    ]


def _rule(parts: list[Path], folder: Path, people: int) -> list[Figure]:
    question = asked()
    names, columns = bench_law_rule.columns_of(parts, question)
    figures = [
        *bench_law_rule.beside_one_pass(columns, question.pack, ON),
        *bench_law_rule.beside_openfisca(parts, columns, names, ON),
    ]
    del columns
    (some,) = write_population(folder, min(people, SITUATION), parts=1)
    return [
        *figures,
        *bench_law_rule.from_file(parts, folder, ON, WORKERS),
        *bench_law_rule.from_file_by_its_own_builder(some, folder, ON),
    ]


def _spread(parts: list[Path], folder: Path) -> list[Figure]:
    out = folder / "spread.parquet"
    few = replace(asked(), codes=bench_law_rule.AWARDS, every=False)
    return [
        *bench_law_spread.the_same_on_dask(parts, asked(), out, folder / "verdicts.parquet"),
        *bench_law_spread.spread_out(parts, few, out),
    ]
