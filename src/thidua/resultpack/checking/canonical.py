"""JSON in the one form a pack may have: UTF-8, sorted keys, no spaces, no fractions, one newline at the end.

Points and entries are texts (``"12.50"``), so that nothing depends on how a program reads fractions.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from thidua.core.faults import gettext_noop

from .faults import unreadable


def dump(value: Any) -> bytes:
    """Return ``value`` in canonical form."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8") + b"\n"


def load(content: bytes, part: str) -> Any:
    """Return the value written in ``content``. Raises :class:`Unreadable` unless it is in canonical form."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unreadable(gettext_noop("Phần này không phải văn bản UTF-8."), part) from error
    try:
        value = json.loads(text, parse_float=_no_fraction, parse_constant=_no_fraction)
        again = dump(value)
    except (ValueError, RecursionError) as error:
        # Also what is nested too deep, a number too long, half of a pair of surrogates.
        raise unreadable(gettext_noop("Phần này không phải JSON đúng quy cách."), part) from error
    if again != content:
        raise unreadable(
            gettext_noop("Phần này không viết theo đúng một dạng chuẩn (thứ tự khóa, dấu cách, khóa lặp)."),
            part,
        )
    return value


def _no_fraction(text: str) -> NoReturn:
    raise ValueError(text)
