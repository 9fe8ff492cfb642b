"""What the pages of keys and packs read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.accounts.actor import Actor
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Refused
from thidua.core.vietnamese import collation_key
from thidua.journal.models import Entry

from .actions import refuse_unready
from .building.source import Source
from .checking.manifest import Signer
from .keys import may_replace_key
from .models import UnitKey


@dataclass(frozen=True, slots=True)
class UnitKeys:
    """A unit with the key it signs with and those it used before."""

    unit: Unit
    in_use: UnitKey | None
    retired: tuple[UnitKey, ...]
    may_replace: bool = False


def unit_keys(actor: Actor | None) -> list[UnitKeys]:
    """Return every unit that has had a key, by name; two queries whatever their number."""
    found: dict[int, list[UnitKey]] = {}
    for key in UnitKey.objects.select_related("unit").order_by("-made_at"):
        found.setdefault(key.unit_id, []).append(key)
    rows = [
        UnitKeys(
            unit=keys[0].unit,
            in_use=next((key for key in keys if key.is_in_use), None),
            retired=tuple(key for key in keys if not key.is_in_use),
            may_replace=actor is not None and may_replace_key(actor, keys[0].unit),
        )
        for keys in found.values()
    ]
    return sorted(rows, key=lambda row: collation_key(row.unit.name))


@dataclass(frozen=True, slots=True)
class KeyStanding:
    """What this site knows of the key that signed a pack: whose it is, and whether the pack says the same."""

    key: UnitKey | None
    is_of_signer: bool


def standing_of(signer: Signer) -> KeyStanding:
    """Look up the key of ``signer`` among the units' keys."""
    key = UnitKey.objects.filter(public_key=signer.public_key).select_related("unit").first()
    return KeyStanding(key, key is not None and key.unit.code == signer.unit)


def key_in_use(unit: Unit) -> UnitKey | None:
    """Return the key ``unit`` signs with, or None before its first pack."""
    return UnitKey.objects.filter(unit=unit, retired_at=None).first()


def unready(year: ClusterYear) -> Refused | None:
    """Say why the year has nothing to pack yet, or None."""
    try:
        refuse_unready(Source(year))
    except Refused as refused:
        return refused
    return None


def packs_made(year: ClusterYear) -> Iterable[Entry]:
    """Return the journal's entries of the last packs made, newest first."""
    return Entry.objects.filter(year_id=year.pk, action="make_pack").order_by("-pk")[:10]
