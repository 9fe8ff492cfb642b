"""``thidua law awards`` and ``thidua law packs``: what there is to ask for."""

from __future__ import annotations

import argparse
import json
from datetime import date

from thidua.core.law.pack import LawAward, LawPack
from thidua.core.vietnamese import short_date
from thidua.law import asked as questions
from thidua.law import packs as shelf


def awards(given: argparse.Namespace) -> int:
    """List the awards of a pack along its ladder."""
    on = questions.day(given.on) if given.on else date.today()
    pack = questions.pack_for(on, given.pack, given.organisation)
    if given.json:
        print(json.dumps([_award(award) for award in pack.awards.values()], ensure_ascii=False, indent=2))
        return 0
    print(f"{pack.id}: {pack.name.vi}")
    width = max((len(code) for code in pack.awards), default=0)
    for award in pack.awards.values():
        kinds = ", ".join(kind.label for kind in award.standards)
        print(f"  {award.code:<{width}}  {award.name.vi} ({kinds}); {award.confers.who}")
    return 0


def packs(given: argparse.Namespace) -> int:
    """List the packs with their periods, and the overlays of organisations."""
    found = shelf.load_packs().values()
    if given.json:
        print(json.dumps([_pack(pack) for pack in found], ensure_ascii=False, indent=2))
        return 0
    for pack in found:
        until = short_date(pack.until) if pack.until else "nay"
        print(f"{pack.id}  {short_date(pack.since)} – {until}  {pack.name.vi}")
    for overlay in shelf.overlays().values():
        print(f"{overlay.id}  {overlay.organisation} (đặt lên {', '.join(overlay.over)})")
    return 0


def _award(award: LawAward) -> dict[str, object]:
    return {
        "code": award.code,
        "name": {"vi": award.name.vi, "en": award.name.en},
        "short": award.short,
        "family": award.family,
        "cycle": award.cycle,
        "level": award.level,
        "kinds": list(award.standards),
        "confers": {"who": award.confers.who, "cite": str(award.confers.basis.cite)},
    }


def _pack(pack: LawPack) -> dict[str, object]:
    return {
        "id": pack.id,
        "name": {"vi": pack.name.vi, "en": pack.name.en},
        "since": pack.since.isoformat(),
        "until": pack.until.isoformat() if pack.until else None,
        "overlays": [overlay.id for overlay in shelf.overlays().values() if pack.id in overlay.over],
    }
