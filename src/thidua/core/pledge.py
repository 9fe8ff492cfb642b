"""What a pledged figure may be, and how far the result came towards it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_UP, Decimal

from .faults import Fault, gettext_noop

# Stored figures have at most this many digits before the comma, and three behind it.
_MOST = Decimal(10) ** 13
_STEP = Decimal("0.001")


def reached(agreed: Decimal, actual: Decimal, lower_is_better: bool = False) -> Decimal:
    """Return the share of a pledged figure that ``actual`` reaches: 1 is 100%, more is beyond it.

    Where more is better it is ``actual / agreed``. Where less is better it is ``2 - actual / agreed``, so
    that staying a tenth below counts 1.1 and a tenth above 0.9. Never less than 0. A pledge of nought is
    reached by anything where more is better, and by nought alone where less is better.
    """
    if agreed == 0:
        return Decimal(actual <= 0 if lower_is_better else actual >= 0)
    share = actual / agreed
    return max(2 - share if lower_is_better else share, Decimal(0))


def percent(share: Decimal) -> Decimal:
    """Return a share as a percentage with one decimal, halves rounded up.

    What falls short of the whole, by however little, is never shown as all of it: 99.96% is 99.9.
    """
    shown = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return min(shown, Decimal("99.9")) if share < 1 else shown


def is_percentage(measure: str) -> bool:
    """Whether figures in ``measure`` are shares of a whole, so at most 100."""
    return measure.strip() in ("%", "phần trăm")


def check_figure(value: Decimal, measure: str, place: str = "") -> list[Fault]:
    """Return what is wrong with ``value`` as a figure counted in ``measure``; ``place`` names its field."""
    if value < 0:
        return [
            Fault(
                gettext_noop("Số giao ước không thể âm."),
                gettext_noop("Hãy nhập số từ 0 trở lên."),
                place,
            )
        ]
    if is_percentage(measure) and value > 100:
        return [
            Fault(
                gettext_noop("Tỷ lệ phần trăm không vượt quá 100."),
                gettext_noop("Hãy nhập số từ 0 đến 100, ví dụ 95,5."),
                place,
            )
        ]
    if value >= _MOST:
        return [
            Fault(
                gettext_noop("Số quá lớn để lưu."),
                gettext_noop("Hãy kiểm tra dấu chấm, dấu phẩy hoặc đổi đơn vị tính (nghìn, triệu, tỷ)."),
                place,
            )
        ]
    if value != value.quantize(_STEP):
        return [
            Fault(
                gettext_noop("Số chỉ được có tối đa ba chữ số sau dấu phẩy."),
                gettext_noop("Hãy làm tròn rồi nhập lại."),
                place,
            )
        ]
    return []


def unagreed(targets: Collection[str], figures: Mapping[str, Decimal | None]) -> list[str]:
    """Return the codes of ``targets`` for which there is no figure yet, in their order."""
    return [code for code in targets if figures.get(code) is None]


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a pact's text (UTF-8), by which a signature proves what was signed."""
    return hashlib.sha256(text.encode()).hexdigest()


def figures_version(figures: Mapping[str, Decimal | None]) -> str:
    """Return a short mark of ``figures`` by target code that changes whenever any of them does."""
    lines = sorted(f"{code}={value.normalize():f}" for code, value in figures.items() if value is not None)
    return fingerprint("\n".join(lines))[:16]
