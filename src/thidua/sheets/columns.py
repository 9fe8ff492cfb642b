"""What a sheet and a column of the workbook are: their names, what they hold, what they allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext, override

from thidua.accounts.choices import Labelled
from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import search_key


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    INT = "int"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    BOOL = "bool"
    CHOICE = "choice"
    UNIT = "unit"
    UNITS = "units"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Column:
    """A column. ``choices`` maps what is stored to the Vietnamese word; ``refers`` names sheet and column.

    ``max_length`` bounds a text, ``minimum`` and ``maximum`` a number; ``help`` is a message id. ``also``
    lists other headings under which the column is known; ``lists_by`` the words to choose from for each
    word of another column of the sheet.
    """

    key: str
    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    refers: tuple[str, str] | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int | None = None
    help: str = ""
    width: int = 18
    also: tuple[str, ...] = ()
    lists_by: tuple[str, Mapping[str, tuple[str, ...]]] | None = None

    @cached_property
    def by_word(self) -> dict[str, str]:
        """What is stored, by the accent-free word or code typed."""
        words = {search_key(word): stored for stored, word in self.choices.items()}
        return words | {search_key(stored): stored for stored in self.choices}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns and, in ``natural_key``, those that tell one row from another."""

    key: str
    name: str
    natural_key: tuple[str, ...]
    columns: tuple[Column, ...]
    help: str = ""
    required: bool = False

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Columns by everything their heading may be, folded."""
        return {
            search_key(heading): column for column in self.columns for heading in (*column.also, column.name)
        }

    def position(self, key: str) -> int:
        """Where a column stands when the workbook is written, from 1; 0 when there is none."""
        return next((i for i, column in enumerate(self.columns, start=1) if column.key == key), 0)


def words(members: Iterable[Labelled] | Mapping[str, str | Promise]) -> dict[str, str]:
    """Return the Vietnamese word of each member of an enumeration, by what is stored."""
    with override("vi"):
        if isinstance(members, Mapping):
            return {stored: str(word) for stored, word in members.items()}
        return {member.value: gettext(str(member.label)) for member in members}


def text(
    key: str, name: str, *, required: bool = False, longest: int | None = None, **more: object
) -> Column:
    """A column of text."""
    return Column(key, name, Kind.TEXT, required, max_length=longest, **more)  # type: ignore[arg-type]


def prose(key: str, name: str, *, required: bool = False, help: str = "") -> Column:  # noqa: A002
    """A wide column of long text."""
    return Column(key, name, Kind.TEXT, required, width=60, help=help)


def whole(key: str, name: str, *, required: bool = True, least: int = 0, most: int = 100_000) -> Column:
    """A column of whole numbers."""
    return Column(
        key,
        name,
        Kind.INT,
        required,
        minimum=Decimal(least),
        maximum=Decimal(most),
        width=10,
        help=gettext_noop("Số nguyên."),
    )


def figure(
    key: str, name: str, *, required: bool = False, least: int | None = 0, most: int = 10**12
) -> Column:
    """A column of figures, written the Vietnamese way or plainly."""
    return Column(
        key,
        name,
        Kind.DECIMAL,
        required,
        minimum=None if least is None else Decimal(least),
        maximum=Decimal(most),
        width=12,
        help=gettext_noop("Số, ví dụ 1.440 hoặc 95,5."),
    )


def day(key: str, name: str, *, required: bool = False) -> Column:
    """A column of days."""
    return Column(key, name, Kind.DATE, required, width=13, help=gettext_noop("Ngày, ví dụ 17/11/2017."))


def moment(key: str, name: str, *, required: bool = False) -> Column:
    """A column of moments."""
    return Column(
        key, name, Kind.MOMENT, required, width=18, help=gettext_noop("Giờ và ngày, ví dụ 08:30 17/11/2017.")
    )


def yes_no(key: str, name: str) -> Column:
    """A column of có or không (empty: không)."""
    return Column(
        key, name, Kind.BOOL, choices={"1": "có", "0": "không"}, width=12, help=gettext_noop("có hoặc không.")
    )


def choice(
    key: str,
    name: str,
    among: Iterable[Labelled] | Mapping[str, str | Promise],
    *,
    required: bool = True,
    width: int = 22,
) -> Column:
    """A column whose words come from a list."""
    return Column(
        key,
        name,
        Kind.CHOICE,
        required,
        choices=words(among),
        width=width,
        help=gettext_noop("Chọn trong danh sách."),
    )


def unit(key: str, name: str, *, required: bool = True) -> Column:
    """A column with the code of a unit."""
    return Column(key, name, Kind.UNIT, required, width=16, help=gettext_noop("Mã đơn vị ở trang “Đơn vị”."))


def units(key: str, name: str) -> Column:
    """A column with the codes of several units."""
    return Column(
        key, name, Kind.UNITS, width=40, help=gettext_noop("Các mã đơn vị, cách nhau bằng dấu chấm phẩy.")
    )


def reference(key: str, name: str, sheet: str, column: str, *, required: bool = True) -> Column:
    """A column that names a row of another sheet."""
    return Column(key, name, Kind.REFERENCE, required, refers=(sheet, column), width=24)
