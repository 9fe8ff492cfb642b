"""One partition of a population screened: from its file to verdicts. All that is spread over processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from thidua.core.faults import gettext_noop
from thidua.core.law import bits
from thidua.core.law.columns import KINDS
from thidua.core.law.condition_lines import line_of
from thidua.core.law.explain import HISTORY, SUBJECT, explain
from thidua.core.law.facts import History
from thidua.core.law.pack import LawPack
from thidua.core.law.questions import asked_of
from thidua.core.law.screen import VERDICTS, patterns
from thidua.core.law.verdict import Verdict
from thidua.core.vietnamese import number

from . import reasons
from .facts_file import Facts, histories, read_facts, with_contradictions
from .file_faults import BadFile, FileFaults
from .judgements import unknown_judgements
from .reasons import Detail

NOT_ELIGIBLE, UNDETERMINED = VERDICTS.index(Verdict.NOT_ELIGIBLE), VERDICTS.index(Verdict.UNDETERMINED)
# Stands for a kind of subject that no row says.
KINDLESS = len(KINDS)
# Subjects whose histories are told at a time.
_TOLD = 2_000
# Shares of the work, for the progress bar.
_READING, _SCREENING = 0.4, 0.1

Tick = Callable[[float], object]
# Verdict, what failed first, and the reasons.
_Answer = tuple[int, int, str]


@dataclass(frozen=True)
class Asked:
    """What is asked of every subject.

    ``every``: all awards were asked for, so only those for the subject's kind are answered. ``known``: award
    codes that a history may name. ``take_good``: rows with faults are left out, not refused.
    """

    pack: LawPack
    codes: tuple[str, ...]
    on: date
    known: frozenset[str]
    every: bool = False
    detail: Detail = Detail.FULL
    take_good: bool = False
    ignore_later: bool = False

    def __reduce__(self) -> tuple[type[Asked], tuple[object, ...]]:
        # What is worked out once is kept on the object, and one thread may do so while another sends it off.
        return Asked, tuple(getattr(self, field.name) for field in fields(self))

    @cached_property
    def failed_ids(self) -> tuple[str, ...]:
        """Every id that can be the first condition not met; empty first."""
        standards = (asked_of(self.pack, code, kind) for code in self.codes for kind in KINDS)
        asked = (question.id for standard in standards if standard for question in standard.walk())
        return tuple(dict.fromkeys(("", HISTORY, SUBJECT, *(bar.id for bar in self.pack.bars), *asked)))

    @cached_property
    def failed_lines(self) -> tuple[str, ...]:
        """The lines of the law in which :attr:`failed_ids` stand, each once."""
        return tuple(dict.fromkeys(map(line_of, self.failed_ids)))

    @cached_property
    def line_numbers(self) -> NDArray[np.uint16]:
        """Of each of :attr:`failed_ids` the index of its line in :attr:`failed_lines`."""
        places = {line: place for place, line in enumerate(self.failed_lines)}
        return np.array([places[line_of(condition)] for condition in self.failed_ids], dtype=np.uint16)


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers on one partition: few differ, so each is told once and every subject has its number.

    ``answers``: a row an award, a column a subject. Of each answer ``verdict`` (index into ``VERDICTS``),
    ``failed`` (into :attr:`Asked.failed_ids`) and ``reasons``. ``kinds``: of each subject, index into
    ``KINDS`` or :data:`KINDLESS`. ``given``: by kind and award whether the answer is a row of the verdict
    file; ``tally``: how many rows have each verdict. ``faults``: why rows were left out, ``left_out`` how
    many.
    """

    names: pl.Series
    kinds: NDArray[np.uint8]
    given: NDArray[np.bool_]
    answers: NDArray[np.unsignedinteger]
    verdict: NDArray[np.uint8]
    failed: NDArray[np.uint16]
    reasons: pl.Series
    tally: Counter[Verdict]
    faults: FileFaults
    left_out: int
    notices: tuple[str, ...]


def rows_of(kinds: NDArray[np.uint8], given: NDArray[np.bool_]) -> int:
    """How many rows a verdict file has of subjects of such ``kinds``."""
    return int(np.bincount(kinds, minlength=len(given)) @ given.sum(axis=1))


def screen_partition(
    path: Path, asked: Asked, most_rows: int = 0, tick: Tick = lambda share: None
) -> Answered | FileFaults:
    """Read a file of facts and ask every award of every subject in it; or tell its faults.

    ``most_rows`` (0: any number) is what the verdict file can take: more are refused before they are worked
    out. ``tick`` is told what share of the work has been done.
    """
    try:
        facts = read_facts(path, asked.on, asked.known, ignore_later=asked.ignore_later)
        tick(_READING)
        population = bits.population(facts.columns, asked.pack, asked.on, asked.codes)
        facts = with_contradictions(facts, _contradicting(population), asked.on)
        facts = replace(facts, notices=(*facts.notices, *unknown_judgements(facts, asked.pack)))
        if not asked.take_good:
            facts.refuse_faults()
        answering = _Answering(facts, population, asked, tick)
        refuse_too_many(rows_of(answering.kinds, answering.given), most_rows)
    except BadFile as bad:
        return bad.files[0]
    return answering.answered()


def refuse_too_many(rows: int, most_rows: int) -> None:
    """Refuse more rows than a verdict file can take (0: any number)."""
    if most_rows and rows > most_rows:
        raise BadFile.whole(
            "",
            gettext_noop("Kết quả có %(rows)s dòng, nhiều hơn %(most)s dòng mà một trang Excel chứa được."),
            gettext_noop("Ghi ra tệp .parquet hoặc .csv, hoặc chọn ít danh hiệu, hình thức hơn."),
            rows=number(rows),
            most=number(most_rows),
        )


def _contradicting(population: bits.Population) -> NDArray[np.int64]:
    """Who has a history that cannot be true."""
    contrary = population.flags & bits.CONTRADICTS != 0
    if population.early is not None:
        early = population.early.flags & bits.CONTRADICTS != 0
        contrary[population.early_who[early]] = True
    return np.flatnonzero(contrary)


def _given(asked: Asked) -> NDArray[np.bool_]:
    """By kind (the last: :data:`KINDLESS`) and award, whether such subjects are asked for it."""
    given = np.ones((len(KINDS) + 1, len(asked.codes)), dtype=bool)
    if asked.every:
        for place, kind in enumerate(KINDS):
            given[place] = [kind in asked.pack.award(code).standards for code in asked.codes]
    return given


class _Answering:
    """Answers for one partition, put together award by award."""

    def __init__(self, facts: Facts, population: bits.Population, asked: Asked, tick: Tick) -> None:
        self.facts, self.population, self.asked, self.tick = facts, population, asked, tick
        self.kinds = np.where(facts.is_kindless, np.uint8(KINDLESS), facts.columns.kinds)
        self.given = _given(asked)
        self.answers = np.zeros((len(asked.codes), len(facts.names)), dtype=np.uint32)
        self.numbers: dict[_Answer, int] = {(NOT_ELIGIBLE, 0, reasons.nothing()): 0}
        self.ids = {condition: number for number, condition in enumerate(asked.failed_ids)}

    def answered(self) -> Answered:
        """Ask everything."""
        tells = self.asked.detail in (Detail.FULL, Detail.FLAGGED)
        is_there = np.bincount(self.kinds, minlength=len(self.given)) > 0
        for place, code in enumerate(self.asked.codes):
            if self.given[is_there, place].any():
                self._screen(place, code)
            self.tick((_SCREENING if tells else 1 - _READING) / len(self.asked.codes))
        self._spoil()
        if tells:
            self._explain()
        verdicts = np.array([verdict for verdict, _, _ in self.numbers], dtype=np.uint8)
        return Answered(
            self.facts.names,
            self.kinds,
            self.given,
            # In as few bytes as it takes: answers may travel between processes.
            self.answers.astype(np.min_scalar_type(len(verdicts))),
            verdicts,
            np.array([failed for _, failed, _ in self.numbers], dtype=np.uint16),
            pl.Series("reasons", [text for _, _, text in self.numbers], dtype=pl.String),
            self._tally(verdicts),
            self.facts.faults,
            self.facts.left_out,
            self.facts.notices,
        )

    def _screen(self, place: int, code: str) -> None:
        found = patterns(self.population, code, self.asked.pack)
        failed = [self.ids[found.failed_ids[condition]] for condition in found.failed]
        texts = [reasons.nothing()] * len(failed)
        if self.asked.detail in (Detail.BRIEF, Detail.FLAGGED):
            texts = reasons.brief(found, code, self.asked.pack)
        numbers = map(self._number, zip(found.verdicts.tolist(), failed, texts, strict=True))
        table = np.fromiter(numbers, dtype=np.uint32, count=len(failed))
        np.take(table, found.numbers, out=self.answers[place], mode="clip")

    def _spoil(self) -> None:
        """Of subjects with facts left out nothing is known, whatever the rest says."""
        spoiled = np.flatnonzero(self.facts.spoiled)
        if len(spoiled):
            silent = self.asked.detail is Detail.NONE
            text = reasons.nothing() if silent else reasons.unknown_history()
            self.answers[:, spoiled] = self._number((UNDETERMINED, self.ids[HISTORY], text))

    def _number(self, answer: _Answer) -> int:
        return self.numbers.setdefault(answer, len(self.numbers))

    def _tally(self, verdicts: NDArray[np.uint8]) -> Counter[Verdict]:
        found: Counter[Verdict] = Counter()
        for kind in np.unique(self.kinds):
            of_kind = self.kinds == kind
            for row in self.answers[self.given[kind]]:
                told = verdicts[row if of_kind.all() else row[of_kind]]
                many = np.bincount(told, minlength=len(VERDICTS)).tolist()
                found.update(dict(zip(VERDICTS, many, strict=True)))
        return found

    def _explain(self) -> None:
        """Tell the reasons with their evidence, for those of whom they are asked."""
        told = self.given.T[:, self.kinds] & ~self.facts.spoiled
        self.screened = list(self.numbers)
        if self.asked.detail is Detail.FLAGGED:
            verdict = np.array([verdict for verdict, _, _ in self.screened], dtype=np.uint8)
            told &= verdict[self.answers] != NOT_ELIGIBLE
        subjects = np.flatnonzero(told.any(axis=0))
        share = 1 - _READING - _SCREENING
        for begin in range(0, len(subjects), _TOLD):
            some = subjects[begin : begin + _TOLD].tolist()
            for subject, history in zip(some, histories(self.facts, some), strict=True):
                for place in np.flatnonzero(told[:, subject]).tolist():
                    self._explain_one(history, place, subject)
            self.tick(share * len(some) / len(subjects))

    def _explain_one(self, history: History, place: int, subject: int) -> None:
        code = self.asked.codes[place]
        explanation = explain(history, code, self.asked.on, self.asked.pack)
        verdict, failed, _ = self.screened[self.answers[place, subject]]
        if (VERDICTS[verdict], failed) != (explanation.verdict, self.ids[explanation.failed]):
            # Both read one definition; should they ever differ, neither may be printed as the law's answer.
            raise RuntimeError(f"screen and explain differ: {history.subject} {code} {verdict} {failed}")
        self.answers[place, subject] = self._number((verdict, failed, reasons.full(explanation)))
