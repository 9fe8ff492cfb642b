"""Values of a part read without trusting them: every field must be there, of its kind, and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from thidua.core.faults import gettext_noop

from .faults import Disagrees, disagree

# No noughts at the end, no minus before nought: one number has one text.
_DECIMAL = re.compile(r"0|-?([1-9][0-9]{0,15}|0(?=\.))(\.[0-9]{0,5}[1-9])?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# In UTC and without a fraction of nought: one moment has one text, so that texts are ordered as moments are.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(?!000000)\d{6})?\+00:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST = 2**53

_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


class Node:
    """A value inside a part, with the path that leads to it."""

    __slots__ = ("part", "path", "value")

    def __init__(self, value: Any, part: str, path: str = "") -> None:
        self.value = value
        self.part = part
        self.path = path

    def fields(self, *names: str) -> dict[str, Node]:
        """The members of an object that has exactly these."""
        if not isinstance(self.value, dict):
            raise self.wrong()
        for name in sorted(set(names) - set(self.value)):
            raise self._inside(name, None).wrong(gettext_noop("Thiếu trường này."))
        for name in sorted(set(self.value) - set(names)):
            raise self._inside(name, None).wrong(gettext_noop("Trường này không có trong quy cách của gói."))
        return {name: self._inside(name, self.value[name]) for name in names}

    def record(self, names: str) -> dict[str, Node]:
        """The members of an object that has exactly those named, with spaces between."""
        return self.fields(*names.split())

    def members(self) -> dict[str, Node]:
        """The members of an object with any names (codes)."""
        if not isinstance(self.value, dict):
            raise self.wrong()
        return {name: self._inside(name, value) for name, value in self.value.items()}

    def __iter__(self) -> Iterator[Node]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.wrong()
        for place, value in enumerate(self.value, start=1):
            yield self._inside(str(place), value)

    def text(self) -> str:
        """A text, maybe empty."""
        if not isinstance(self.value, str):
            raise self.wrong()
        return self.value

    def code(self) -> str:
        """A text that is not empty."""
        return self.text() or self._refuse()

    def flag(self) -> bool:
        """True or false."""
        return self.value if isinstance(self.value, bool) else self._refuse()

    def whole(self) -> int:
        """A whole number from nought."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST:
            raise self.wrong()
        return value

    def decimal(self) -> Decimal:
        """A number written as text."""
        return Decimal(self._matching(_DECIMAL))

    def moment(self) -> str:
        """A moment in UTC (ISO 8601)."""
        return self._dated(_MOMENT)

    def day(self) -> str:
        """A day (ISO 8601)."""
        return self._dated(_DAY)

    def digest(self) -> str:
        """A SHA-256 in hex."""
        return self._matching(_DIGEST)

    def one_of(self, kind: type[_Kind]) -> _Kind:
        """A member of an enumeration."""
        try:
            return kind(self.text())
        except ValueError as error:
            raise self.wrong() from error

    def maybe(self, read: Callable[[Node], _Value]) -> _Value | None:
        """What ``read`` gives, or None where the pack has null."""
        return None if self.value is None else read(self)

    def wrong(self, cause: str = "") -> Disagrees:
        """The exception that says this value is not as it must be."""
        return disagree(
            self.part, self.path, cause or gettext_noop("Giá trị không đúng quy cách."), self.value
        )

    def _matching(self, pattern: re.Pattern[str]) -> str:
        text = self.text()
        return text if pattern.fullmatch(text) else self._refuse()

    def _dated(self, pattern: re.Pattern[str]) -> str:
        text = self._matching(pattern)
        try:
            datetime.fromisoformat(text)
        except ValueError as error:
            raise self.wrong() from error
        return text

    def _inside(self, name: str, value: Any) -> Node:
        return Node(value, self.part, f"{self.path}/{name}" if self.path else name)

    def _refuse(self) -> Any:
        raise self.wrong()
