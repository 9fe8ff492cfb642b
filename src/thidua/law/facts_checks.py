"""What is wrong in the rows of a FACTS file: found over whole columns, put into words for the first lines."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thidua.core.faults import Fault, gettext_noop
from thidua.core.law.columns import KINDS, NO_DAY
from thidua.core.law.fact_values import value_fault
from thidua.core.law.facts import FactKind

from .facts_coding import EPOCH, UNUSABLE, Coded, Saying
from .file_faults import MOST, FileFaults, LineFault

FIRST_YEAR, LAST_YEAR = 1900, 2100
_AWARDED = (FactKind.TITLE, FactKind.AWARD)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows with one fault, rising, and how to tell it of one of them."""

    rows: NDArray[np.int64]
    tell: Callable[[int], LineFault]


def check_rows(coded: Coded, awards: frozenset[str]) -> list[Found]:
    """Every fault of every row by itself; ``awards``: the codes any pack knows."""
    found = [
        _broken_lines(coded),
        _empty_subjects(coded),
        _unknown_kinds(coded),
        _second_kinds(coded),
        _bad_sayings(coded, awards),
        _bad_years(coded),
        _bad_untils(coded),
        _early_untils(coded),
    ]
    return [one for one in found if len(one.rows)]


def in_words(found: Sequence[Found], coded: Coded) -> FileFaults:
    """The faults of the file: the first in words, and how many there are."""
    first = sorted((int(row), place) for place, one in enumerate(found) for row in one.rows[:MOST])
    words = tuple(found[place].tell(row) for row, place in first[:MOST])
    return FileFaults(coded.rows.file, sum(len(one.rows) for one in found), words)


def first_kinds(coded: Coded) -> NDArray[np.int8]:
    """The kind each subject is first told with; :data:`UNUSABLE` where none is."""
    kinds = np.full(len(coded.names), UNUSABLE, dtype=np.int8)
    if len(coded.kind) and coded.kind.min() == coded.kind.max():
        # All of one kind, as most files are.
        kinds[:] = coded.kind[0]
        return kinds
    usable = np.flatnonzero(coded.kind >= 0)[::-1]
    # Written from the last row to the first, so that the first stays.
    kinds[coded.who[usable]] = coded.kind[usable]
    return kinds


def _fault(coded: Coded, row: int, column: str, cause: str, mend: str, **params: object) -> LineFault:
    return LineFault.because(cause, mend, line=coded.line(row), column=column, **params)


def _broken_lines(coded: Coded) -> Found:
    faults = {fault.line: fault for fault in coded.rows.faults}
    rows = np.flatnonzero(np.isin(np.asarray(coded.rows.lines), list(faults))) if faults else _NO_ROWS
    return Found(rows, lambda row: faults[coded.line(row)])


_NO_ROWS = np.zeros(0, dtype=np.int64)


def _empty_subjects(coded: Coded) -> Found:
    nameless = (coded.names == "").arg_true()
    rows = np.flatnonzero(coded.who == nameless[0]) if len(nameless) else _NO_ROWS
    cause = gettext_noop("Thiếu mã đối tượng.")
    mend = gettext_noop("Ghi mã của cá nhân, tập thể hoặc hộ gia đình.")
    return Found(rows, lambda row: _fault(coded, row, "subject", cause, mend))


def _unknown_kinds(coded: Coded) -> Found:
    cause = gettext_noop("Loại đối tượng “%(kind)s” không có.")
    mend = gettext_noop("Ghi một trong: %(kinds)s.")
    kinds = ", ".join(KINDS)
    return Found(
        np.flatnonzero(coded.kind == UNUSABLE),
        lambda row: _fault(coded, row, "kind", cause, mend, kind=coded.text("kind", row), kinds=kinds),
    )


def _second_kinds(coded: Coded) -> Found:
    kinds = first_kinds(coded)
    rows = np.flatnonzero((coded.kind >= 0) & (coded.kind != kinds[coded.who]))

    def tell(row: int) -> LineFault:
        who = coded.who[row]
        first = int(np.flatnonzero((coded.who == who) & (coded.kind == kinds[who]))[0])
        return _fault(
            coded,
            row,
            "kind",
            gettext_noop("Đối tượng %(subject)s ở dòng %(at)s là %(first)s, ở đây là %(other)s."),
            gettext_noop("Một mã chỉ dùng cho một đối tượng: sửa loại, hoặc dùng mã khác."),
            subject=coded.names[int(who)],
            at=coded.line(first),
            first=coded.text("kind", first),
            other=coded.text("kind", row),
        )

    return Found(rows, tell)


def _bad_sayings(coded: Coded, awards: frozenset[str]) -> Found:
    bad = np.array([_is_bad(saying, awards) for saying in coded.sayings], dtype=bool)

    def tell(row: int) -> LineFault:
        fault = _saying_fault(coded.sayings[coded.saying[row]], awards)
        return LineFault(fault, coded.line(row), fault.place)

    return Found(np.flatnonzero(bad[coded.saying]) if bad.any() else _NO_ROWS, tell)


def _is_bad(saying: Saying, awards: frozenset[str]) -> bool:
    kind = saying.kind
    if kind is None or value_fault(kind, saying.value, saying.level):
        return True
    return kind in _AWARDED and _award_code(saying) not in awards


def _award_code(saying: Saying) -> str:
    return saying.value.partition(":")[0]


def _saying_fault(saying: Saying, awards: frozenset[str]) -> Fault:
    if saying.kind is None:
        return Fault(
            gettext_noop("Sự kiện “%(fact)s” không có."),
            gettext_noop("Ghi một trong: %(kinds)s."),
            "fact",
            {"fact": saying.fact, "kinds": ", ".join(FactKind)},
        )
    fault = value_fault(saying.kind, saying.value, saying.level)
    return fault or unknown_award(_award_code(saying), awards, "value")


def unknown_award(code: str, awards: frozenset[str], place: str) -> Fault:
    """Say that no pack knows an award of ``code``, and which it was probably meant to be."""
    near = difflib.get_close_matches(code, sorted(awards), n=3, cutoff=0.6)
    params = {"code": code, "near": ", ".join(near)}
    cause = gettext_noop("Không có danh hiệu, hình thức khen thưởng mã “%(code)s”.")
    if near:
        return Fault(cause, gettext_noop("Có phải là: %(near)s?"), place, params)
    return Fault(cause, gettext_noop("Xem các mã bằng lệnh: thidua law awards."), place, params)


def _bad_years(coded: Coded) -> Found:
    cause = gettext_noop("Năm “%(year)s” không dùng được.")
    mend = gettext_noop("Ghi năm là số nguyên từ %(first)s đến %(last)s.")
    return Found(
        np.flatnonzero((coded.year < FIRST_YEAR) | (coded.year > LAST_YEAR)),
        lambda row: _fault(
            coded, row, "year", cause, mend, year=coded.text("year", row), first=FIRST_YEAR, last=LAST_YEAR
        ),
    )


def _bad_untils(coded: Coded) -> Found:
    cause = gettext_noop("“%(until)s” không phải là ngày.")
    mend = gettext_noop("Ghi ngày như 31/12/2025 hoặc 2025-12-31, hoặc để trống.")
    return Found(
        np.flatnonzero(coded.until == UNUSABLE),
        lambda row: _fault(coded, row, "until", cause, mend, until=coded.text("until", row)),
    )


def _early_untils(coded: Coded) -> Found:
    rows = np.flatnonzero(coded.until > NO_DAY)
    days = (coded.until[rows].astype(np.int64) - EPOCH).astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    cause = gettext_noop("Ngày hết hạn %(until)s ở trước năm %(year)s của sự kiện.")
    mend = gettext_noop("Sửa năm hoặc ngày hết hạn.")
    return Found(
        rows[years < coded.year[rows]],
        lambda row: _fault(
            coded, row, "until", cause, mend, until=coded.text("until", row), year=int(coded.year[row])
        ),
    )
