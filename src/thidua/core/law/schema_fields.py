"""Reading a located tree field by field: each asked for as what it must be, every fault kept with its line.

Where a field is at fault a stand-in is given, so that reading goes on and finds the next fault; a file
with faults is refused in the end and the stand-ins go nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import short_date

from .located import Items, Node, Table, Text
from .schema_faults import Faults, choices, tell_unknown

E = TypeVar("E", bound=StrEnum)

NO_DAY = date(1, 1, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WHOLE = re.compile(r"\d{1,9}\Z", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?\Z", re.ASCII)
_YES = {"true": True, "yes": True, "false": False, "no": False}


class Fields:
    """The entries of one table. Unknown and missing names are told at once, wrong values when asked for."""

    def __init__(
        self, node: Node, faults: Faults, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> None:
        self.faults = faults
        self.line = node.line
        self.table = node if isinstance(node, Table) else Table((), node.line)
        if not isinstance(node, Table):
            faults.at(
                node.line,
                gettext_noop("Ở đây phải là một bảng các mục."),
                gettext_noop("Ghi các mục dạng “tên: giá trị”: %(names)s."),
                names=choices((*required, *optional)),
            )
            return
        self._unknown((*required, *optional))
        for name in required:
            if node.get(name) is None:
                faults.at(
                    node.line,
                    gettext_noop("Thiếu mục “%(name)s”."),
                    gettext_noop("Thêm mục này."),
                    name=name,
                )

    def _unknown(self, known: tuple[str, ...]) -> None:
        for key, _ in self.table.entries:
            if key.value not in known:
                tell_unknown(self.faults, key, known)

    def __contains__(self, name: str) -> bool:
        return self.table.get(name) is not None

    def line_of(self, name: str) -> int:
        """The line of a field's value; of the table when it has none."""
        node = self.table.get(name)
        return node.line if node else self.line

    def text(self, name: str) -> str:
        """A text, trimmed; blank when the field is not there. Written blank is a fault."""
        return self._text(name, may_be_blank=False)

    def optional_text(self, name: str) -> str:
        """A text that may be blank."""
        return self._text(name, may_be_blank=True)

    def _text(self, name: str, *, may_be_blank: bool) -> str:
        node = self.table.get(name)
        if node is None:
            return ""
        if not isinstance(node, Text):
            self._wrong(
                name,
                gettext_noop("Mục “%(name)s” phải là một giá trị, không phải danh sách hay bảng."),
                gettext_noop("Ghi một giá trị sau dấu hai chấm."),
            )
            return ""
        value = node.value.strip()
        if not value and not may_be_blank:
            self._wrong(
                name, gettext_noop("Mục “%(name)s” để trống."), gettext_noop("Ghi giá trị, hoặc bỏ mục này.")
            )
        return value

    def code(self, name: str) -> str:
        """An id or code: a text without spaces."""
        value = self.text(name)
        if any(letter.isspace() for letter in value):
            self._wrong(
                name,
                gettext_noop("Mã “%(value)s” có dấu cách."),
                gettext_noop("Viết liền, dùng gạch nối hoặc gạch dưới."),
                value=value,
            )
        return value

    def day(self, name: str) -> date:
        """A day that must be there."""
        day = self.optional_day(name)
        if day is None and isinstance(self.table.get(name), Text):
            self.text(name)
        return day or NO_DAY

    def optional_day(self, name: str) -> date | None:
        """A day, None when the field is absent or blank."""
        value = self.optional_text(name)
        if not value:
            return None
        try:
            if not _DAY.match(value):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self._wrong(
                name,
                gettext_noop("Ngày “%(value)s” không đọc được."),
                gettext_noop("Ghi năm-tháng-ngày, ví dụ 2025-07-01."),
                value=value,
            )
            return NO_DAY

    def period(self) -> tuple[date | None, date | None]:
        """The optional ``since`` and ``until``; a fault when they are the wrong way round."""
        since, until = self.optional_day("since"), self.optional_day("until")
        if since and until and NO_DAY not in (since, until) and since > until:
            self._wrong(
                "until",
                gettext_noop("Ngày hết hiệu lực %(until)s ở trước ngày có hiệu lực %(since)s."),
                gettext_noop("Sửa “since” hoặc “until”."),
                since=short_date(since),
                until=short_date(until),
            )
        return since, until

    def whole(self, name: str, least: int, most: int, default: int) -> int:
        """A whole number between ``least`` and ``most``; ``default`` when the field is not there."""
        value = self.text(name)
        if not value:
            return default
        if _WHOLE.match(value) and least <= int(value) <= most:
            return int(value)
        self._wrong(
            name,
            gettext_noop(
                "Mục “%(name)s” phải là số nguyên từ %(least)s đến %(most)s, không phải “%(value)s”."
            ),
            gettext_noop("Sửa số này."),
            least=least,
            most=most,
            value=value,
        )
        return default

    def number(self, name: str, most: int) -> Decimal:
        """A number from 0 to ``most``, with a point before the decimals; 0 when the field is not there."""
        value = self.text(name)
        if not value:
            return Decimal(0)
        if _NUMBER.match(value) and Decimal(value) <= most:
            return Decimal(value)
        self._wrong(
            name,
            gettext_noop("Mục “%(name)s” phải là số từ 0 đến %(most)s, không phải “%(value)s”."),
            gettext_noop("Ghi số với dấu chấm thập phân, ví dụ 3.5."),
            most=most,
            value=value,
        )
        return Decimal(0)

    def flag(self, name: str) -> bool:
        """True or false; false when the field is not there."""
        value = self.text(name)
        if not value or value in _YES:
            return _YES.get(value, False)
        self._wrong(
            name,
            gettext_noop("Mục “%(name)s” phải là true hoặc false, không phải “%(value)s”."),
            gettext_noop("Ghi true hoặc false."),
            value=value,
        )
        return False

    def choice(self, name: str, kinds: type[E]) -> E:
        """One of a closed set of words; the first of them as a stand-in."""
        node = self.table.get(name)
        value = self.text(name)
        if isinstance(node, Text) and value:
            return choice_of(Text(value, node.line), kinds, self.faults)
        return next(iter(kinds))

    def items(self, name: str) -> tuple[Node, ...]:
        """The members of a list; none when the field is not there or blank."""
        node = self.table.get(name)
        if node is None or (isinstance(node, Text) and not node.value.strip()):
            return ()
        if isinstance(node, Items):
            return node.items
        self._wrong(
            name,
            gettext_noop("Mục “%(name)s” phải là một danh sách."),
            gettext_noop("Ghi mỗi phần tử sau một gạch đầu dòng, hoặc trong ngoặc vuông."),
        )
        return ()

    def texts(self, name: str) -> tuple[Text, ...]:
        """The members of a list of texts."""
        found = []
        for node in self.items(name):
            if isinstance(node, Text) and node.value.strip():
                found.append(Text(node.value.strip(), node.line))
            else:
                self.faults.at(
                    node.line,
                    gettext_noop("Phần tử của “%(name)s” phải là một giá trị."),
                    gettext_noop("Ghi giá trị, hoặc bỏ phần tử này."),
                    name=name,
                )
        return tuple(found)

    def by_kind(self, name: str, kinds: type[E]) -> list[tuple[E, Node]]:
        """What stands under each word of a closed set, in a table."""
        node = self.table.get(name)
        if node is None:
            return []
        if not isinstance(node, Table):
            Fields(node, self.faults, (), tuple(kinds))
            return []
        known = [(key, value) for key, value in node.entries if key.value in set(kinds)]
        for key, _ in node.entries:
            if key.value not in set(kinds):
                tell_unknown(self.faults, key, tuple(kinds))
        return [(kinds(key.value), value) for key, value in known]

    def claim_each(self, name: str, codes: Iterable[str]) -> None:
        """Note codes told twice among the members of a list, given in the members' order."""
        taken: dict[str, int] = {}
        for node, code in zip(self.items(name), codes, strict=True):
            self.faults.claim(code, node.line, taken)

    def _wrong(self, name: str, cause: str, mend: str, **params: object) -> None:
        self.faults.at(self.line_of(name), cause, mend, **{"name": name, **params})


def choice_of(text: Text, kinds: type[E], faults: Faults) -> E:
    """Read one of a closed set of words; the first of them as a stand-in."""
    if text.value in set(kinds):
        return kinds(text.value)
    faults.at(
        text.line,
        gettext_noop("Không có giá trị “%(value)s” ở đây."),
        gettext_noop("Ghi một trong: %(names)s."),
        value=text.value,
        names=choices(kinds),
    )
    return next(iter(kinds))
