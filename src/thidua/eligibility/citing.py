"""What a legal chip opens: the instrument, the place in it, how well it is known, the pack file's line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from textwrap import dedent

from thidua.core.citation import kind_of
from thidua.core.law.pack import Basis, Citation, Confirmation, Instrument, LawPack

_OF_PARLIAMENT = "/QH"
_LAW = "Luật"
# An item of a pack file is told up to so many lines.
_LONGEST_ITEM = 14


@dataclass(frozen=True, slots=True)
class Cited:
    """A basis with what a reader may want to see of it.

    ``place`` is the article, clause and point; ``instrument`` is None where the pack does not know it;
    ``own_text`` is what the pack file itself says there.
    """

    basis: Basis
    pack: LawPack
    place: str
    instrument: Instrument | None
    own_text: str

    @property
    def text(self) -> str:
        """The citation as papers write it: ``điểm a khoản 1 Điều 74 Luật số 06/2022/QH15``."""
        named = short_title(self.instrument) if self.instrument else self.basis.cite.instrument
        return f"{self.place} {named}".strip()

    @property
    def is_carried(self) -> bool:
        """Whether it is carried over from the text before an amendment."""
        return self.basis.confirmation is Confirmation.CARRIED

    @property
    def is_unconfirmed(self) -> bool:
        """Whether no verdict may rest on it."""
        return not self.basis.confirmation.is_confirmed


def cited(basis: Basis, pack: LawPack) -> Cited:
    """What the chip of ``basis`` opens."""
    return Cited(
        basis,
        pack,
        place_words(basis.cite),
        pack.instruments.get(basis.cite.instrument),
        text_of_pack(basis.file, basis.line),
    )


def place_words(cite: Citation) -> str:
    """The place inside the instrument: ``điểm b khoản 1 Điều 73``; blank when the whole is meant."""
    return str(replace(cite, instrument=""))


def short_title(instrument: Instrument) -> str:
    """An instrument by kind and number: ``Nghị định số 152/2025/NĐ-CP``; its title where it has no number."""
    if not instrument.number:
        return instrument.title
    kind = kind_of(instrument.number) or (_LAW if _OF_PARLIAMENT in instrument.number else "")
    return f"{kind} số {instrument.number}" if kind else instrument.number


@cache
def _lines(file: str) -> tuple[str, ...]:
    room = resources.files("thidua.core.law") / "packs"
    for place in (room / file, room / "overlays" / file):
        if place.is_file():
            return tuple(place.read_text(encoding="utf-8").splitlines())
    return ()


def text_of_pack(file: str, line: int) -> str:
    """What a pack file that comes with the program says at ``line``: the item that begins there.

    Blank for any other file.
    """
    lines = _lines(file) if file else ()
    if not 1 <= line <= len(lines):
        return ""
    first, *rest = lines[line - 1 : line - 1 + _LONGEST_ITEM]
    item = [first]
    for more in rest:
        if not _goes_on(item, more):
            break
        item.append(more)
    return dedent("\n".join(item)).rstrip()


def _goes_on(item: Sequence[str], more: str) -> bool:
    """Whether ``more`` belongs to the item begun: inside its brackets, or as deep as its own lines."""
    told = "\n".join(item)
    if "{" in told:
        return told.count("{") > told.count("}")
    deep = _indent(item[0])
    is_listed = item[0].lstrip().startswith("- ")
    return bool(more.strip()) and (_indent(more) > deep if is_listed else _indent(more) >= deep)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


@dataclass(frozen=True, slots=True)
class Doubts:
    """The lines that take part and are not wholly known: carried over, and not confirmed."""

    carried: tuple[Cited, ...] = ()
    unconfirmed: tuple[Cited, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.carried or self.unconfirmed)


def doubts_among(bases: Iterable[Basis | None], pack: LawPack) -> Doubts:
    """Sort out of ``bases`` those carried over and those not confirmed, each place once."""
    by_place: dict[tuple[str, Confirmation], Cited] = {}
    for basis in bases:
        if basis is not None:
            by_place.setdefault((str(basis.cite), basis.confirmation), cited(basis, pack))
    found = tuple(by_place.values())
    return Doubts(
        tuple(one for one in found if one.is_carried), tuple(one for one in found if one.is_unconfirmed)
    )
