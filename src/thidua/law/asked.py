"""What a command or a page asks of the law, from the words it is asked in: day, pack, awards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.law.pack import LawPack
from thidua.core.law.schema import read_overlay_head

from . import packs
from .days import read_day
from .facts_checks import unknown_award
from .yaml_tree import read_yaml

ALL = "all"


def day(text: str) -> date:
    """Read a day. Raises :class:`Refused` when it is none."""
    try:
        return read_day(text)
    except ValueError:
        raise Refused.because(
            gettext_noop("“%(text)s” không phải là ngày."),
            gettext_noop("Ghi ngày như 31/12/2025 hoặc 2025-12-31."),
            "on",
            text=text,
        ) from None


def pack_for(on: date, name: str = "", organisation: str = "") -> LawPack:
    """The pack called ``name``, else the one in force ``on``; with the overlay of an organisation.

    Raises :class:`Refused` when there is none.
    """
    chosen = packs.pack(name) if name else packs.pack_on(on)
    return packs.with_overlay(chosen, organisation) if organisation else chosen


def packs_with(pack: LawPack, organisation: str = "") -> tuple[LawPack, ...]:
    """Every pack: ``pack`` as it is, the others with the organisation's overlay where it may lie on them."""
    over = _over(organisation) if organisation else ()
    return tuple(
        pack if one.id == pack.id else packs.with_overlay(one, organisation) if one.id in over else one
        for one in packs.load_packs().values()
    )


def _over(organisation: str) -> tuple[str, ...]:
    """The packs an overlay may lie on: one that comes with the program, or one in a file."""
    head = packs.overlays().get(organisation.casefold())
    if head is None:
        path = Path(organisation)
        head = read_overlay_head(read_yaml(path.read_bytes(), file=path.name), file=path.name)
    return head.over


def known_awards(pack: LawPack) -> frozenset[str]:
    """The codes that any pack knows, the given one with its overlay among them: a history spans several."""
    return frozenset(code for one in (*packs.load_packs().values(), pack) for code in one.awards)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes in ``text``, separated by commas, each once, whether there are such awards or not."""
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))


def awards_of(text: str, pack: LawPack) -> tuple[str, ...]:
    """The codes in ``text``, separated by commas, in their order; ``all`` (among others, too) for every award
    of the pack.

    Raises :class:`Refused` with every code the pack does not have and the nearest there are.
    """
    codes = codes_in(text)
    if ALL in codes:
        return tuple(pack.awards)
    unknown = [code for code in codes if code not in pack.awards]
    if not codes or unknown:
        raise Refused(*(_no_award(code, pack) for code in unknown or [text]))
    return codes


def _no_award(code: str, pack: LawPack) -> Fault:
    known = known_awards(pack)
    if code not in known:
        return unknown_award(code, frozenset(pack.awards), "award")
    return Fault(
        gettext_noop("Gói quy định %(pack)s không có “%(code)s”, chỉ gói khác mới có."),
        gettext_noop("Xem các mã bằng lệnh: thidua law awards --pack %(pack)s."),
        "award",
        {"code": code, "pack": pack.id},
    )
