"""``thidua year pack``: the result of a year as a signed pack."""

from __future__ import annotations

import argparse

from thidua.resultpack.actions import make_pack

from .people import acting
from .years import find_year, put


def pack(given: argparse.Namespace) -> int:
    """Write the year's result pack, and say whose key signed it."""
    made = make_pack(acting(given.username), find_year(given))
    put(given.out, made.content)
    print(f"Khóa ký của {made.key.unit.name}, dấu vân tay: {made.key.fingerprint}")
    print(f"SHA-256 của gói: {made.sha256}")
    return 0
