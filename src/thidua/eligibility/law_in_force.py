"""Which law a question is asked under: the pack of the day, with an organisation's overlay laid on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from thidua.core.faults import Refused, gettext_noop
from thidua.core.law.pack import LawPack
from thidua.core.law.schema import OverlayHead
from thidua.core.law.transition import governing, more_favourable
from thidua.law import packs as shipped


@dataclass(frozen=True, slots=True)
class Law:
    """The law of day ``on``: its ``pack`` and all ``packs``; ``overlay`` is None where none is laid.

    ``unlaid`` is an overlay that was asked for and does not speak of this period.
    """

    on: date
    pack: LawPack
    packs: tuple[LawPack, ...]
    overlay: OverlayHead | None = None
    unlaid: OverlayHead | None = None


@cache
def packs_under(overlay: str) -> tuple[LawPack, ...]:
    """All packs in the order of dates; ``overlay`` (an id, or blank) is laid on those it speaks of."""
    packs = tuple(shipped.load_packs().values())
    if not overlay:
        return packs
    over = shipped.overlays()[overlay].over
    return tuple(shipped.with_overlay(pack, overlay) if pack.id in over else pack for pack in packs)


def law_on(day: date, overlay: str = "") -> Law:
    """The law of ``day``. Raises :class:`Refused` when there is no such overlay or no pack of that day."""
    heads = shipped.overlays()
    if overlay and overlay not in heads:
        raise Refused.because(gettext_noop("Không có quy định riêng của tổ chức này."), place="overlay")
    packs = packs_under(overlay)
    pack = governing(packs, day)
    head = heads.get(overlay)
    laid = head if head and pack.id in head.over else None
    return Law(day, pack, packs, laid, None if laid else head)


def law_of(pack_id: str, overlay: str = "") -> LawPack | None:
    """The pack of this id with the overlay where it speaks of it; None when there is no such pack."""
    known = overlay if overlay in shipped.overlays() else ""
    return next((pack for pack in packs_under(known) if pack.id == pack_id), None)


def newer_text(law: Law, today: date) -> LawPack | None:
    """The pack just after, where it is in force ``today`` and lets older dossiers take what favours them."""
    newer = more_favourable(law.packs, law.pack, today)
    if newer is None or law.pack.until is None or newer.since - law.pack.until != timedelta(days=1):
        return None
    return newer
