"""People, units, moments and figures as packs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from thidua.accounts.models import User
from thidua.clusters.models import Unit

from ..checking.facts import decimal_text


def person(user: User | None) -> str:
    """A person by full name, never by login or address; nobody is an empty text."""
    return user.full_name if user else ""


def moment(at: datetime | None) -> str | None:
    """A moment in UTC."""
    return at.astimezone(UTC).isoformat() if at else None


def figure(value: Decimal | None) -> str | None:
    """A figure as text, or None."""
    return None if value is None else decimal_text(value)


def named(unit: Unit) -> dict[str, Any]:
    """A unit by code, with the name it bore that year."""
    return {"unit": unit.code, "name": unit.name}


def without_fractions(value: Any) -> Any:
    """A stored value with its fractions as texts: packs hold no binary fractions."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {name: without_fractions(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_fractions(inner) for inner in value]
    return value
