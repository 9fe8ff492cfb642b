"""The line of the law a condition stands in: ids name the parts of a line by letters after its number."""

from __future__ import annotations

import re

_PART = re.compile(r"(.+-\d+)[a-z]+\Z")


def line_of(condition: str) -> str:
    """The id of the line of which ``condition`` is a part: ``BKTT-02a`` is of ``BKTT-02``.

    Ids that are no part of a line (bars, groups, ``lich_su``) stay as they are.
    """
    part = _PART.match(condition)
    return part[1] if part else condition
