"""What a workbook holds once read: sheets of rows of plain values, and the faults found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from thidua.accounts.faults import fault_text
from thidua.core.faults import Fault, Refused, gettext_noop

# A moment is kept as the office's clock shows it, without a time zone, as a spreadsheet does.
Value = str | int | Decimal | date | datetime | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its ``number`` in the file (0 when it comes from the database) and its values."""

    number: int
    values: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.values.get(key)

    def text(self, key: str) -> str:
        """The value as text, empty when there is none."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def whole(self, key: str) -> int:
        """The value as a whole number, nought when there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) else 0

    def figure(self, key: str) -> Decimal | None:
        """The value as an exact figure, or None."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        """The value as a day, or None."""
        value = self.values.get(key)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def moment(self, key: str) -> datetime | None:
        """The value as a moment on the office's clock, or None."""
        value = self.values.get(key)
        return value if isinstance(value, datetime) else None

    def several(self, key: str) -> tuple[str, ...]:
        """The value as several codes."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def yes(self, key: str) -> bool:
        """The value as yes or no."""
        return self.values.get(key) is True


# Rows by the key of their sheet.
Book = dict[str, list[Row]]


def tidy(value: Decimal) -> Decimal:
    """The same figure without needless noughts: 95.500 → 95.5, 1E+2 → 100."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") or "0") if "." in text else Decimal(text)


def column_letters(column: int) -> str:
    """Name a column, counted from 1, as spreadsheets do: 1 → ``A``, 28 → ``AB``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class CellFault:
    """A fault with its place in the file: sheet by its name, row and column counted from 1 (0: unknown)."""

    cause: str
    mend: str = ""
    sheet: str = ""
    row: int = 0
    column: int = 0
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        """The cell as ``B5``, or empty when the fault is of a whole row, sheet or file."""
        return f"{column_letters(self.column)}{self.row}" if self.row and self.column else ""

    @property
    def cause_text(self) -> str:
        """The cause in the reader's language."""
        return fault_text(Fault(self.cause, params=self.params))

    @property
    def mend_text(self) -> str:
        """How to mend it, in the reader's language."""
        return fault_text(Fault(self.mend, params=self.params)) if self.mend else ""

    @property
    def place_text(self) -> str:
        """Where it is, in the reader's language."""
        parts = [gettext("trang “%s”") % self.sheet] if self.sheet else []
        if self.cell:
            parts.append(gettext("ô %s") % self.cell)
        elif self.row:
            parts.append(gettext("dòng %s") % self.row)
        return ", ".join(parts)

    def as_fault(self) -> Fault:
        """The same as the rules' own kind of fault."""
        return Fault(self.cause, self.mend, self.place_text, self.params)


class Faults:
    """Collects faults while a file is read, up to as many as a person might mend at once."""

    LIMIT = 500

    def __init__(self) -> None:
        self._found: list[CellFault] = []

    def add(
        self, cause: str, mend: str = "", *, sheet: str = "", row: int = 0, column: int = 0, **params: object
    ) -> None:
        """Note one fault."""
        self.note(CellFault(cause, mend, sheet, row, column, params))

    def note(self, fault: CellFault) -> None:
        """Note one fault already made."""
        if not self.is_full:
            self._found.append(fault)

    @property
    def is_full(self) -> bool:
        """Whether no more are noted, so that looking for more is in vain."""
        return len(self._found) >= self.LIMIT

    def __iter__(self) -> Iterator[CellFault]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)


class Unreadable(Refused):
    """A file that is no workbook of ours at all: nothing of it can be shown."""


def unreadable(cause: str, mend: str, **params: object) -> Unreadable:
    """Build the refusal of a whole file."""
    return Unreadable(Fault(cause, mend, "file", params))


DAMAGED = (
    gettext_noop("Tệp bị hỏng hoặc không phải sổ Excel (.xlsx)."),
    gettext_noop("Hãy mở tệp bằng Excel, lưu lại dưới dạng “Excel Workbook (.xlsx)” rồi tải lên."),
)
