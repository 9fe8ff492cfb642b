"""Giao ước thi đua: the pact's text, every unit's agreed figures, the signatures of all heads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.vietnamese import number, short_date

from .paper import Annex, Column, Head, Paper, Paragraph, Signatures, Signer, place_line
from .wide_table import UnitRow, unit_tables
from .written_text import blocks_of, split_grounds, without_heading

_KIND = "Giao ước thi đua"


@dataclass(frozen=True, slots=True)
class AgreedTarget:
    """A target and the figure each unit agreed, in the order of the pact's units; None: not agreed yet."""

    name: str
    measure: str
    figures: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class UnitSignature:
    """A unit's place in the grid: ``role``: Cụm trưởng, Cụm phó or empty; no ``signed_on``: unsigned."""

    unit: str
    role: str = ""
    position: str = ""
    name: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PactValues:
    """What the pact paper is made of. ``units`` are short names, as the table's head shows them."""

    cluster: str
    is_bloc: bool
    year: int
    authority: str
    text: str
    units: tuple[str, ...]
    targets: tuple[AgreedTarget, ...]
    signatures: tuple[UnitSignature, ...]


def pact_paper(values: PactValues, *, place: str, day: date | None, stamp: str = "") -> Paper:
    """Compose the pact. Its text is printed as signed: nothing is added to it.

    Where it begins with its own heading, that is the paper's heading, which stands once.
    """
    heading = f"{_KIND} năm {values.year} của {values.cluster}"
    grounds, lines = split_grounds(without_heading(values.text, heading))
    annexes = (_targets_annex(values),) if values.targets else ()
    return Paper(
        kind=_KIND,
        abstract=f"Năm {values.year} của {values.cluster}",
        head=Head(values.authority, values.cluster),
        place_date=place_line(place, day, values.year),
        grounds=grounds,
        body=(*blocks_of(lines), Signatures(tuple(_signer(one) for one in values.signatures))),
        annexes=annexes,
        stamp=stamp,
    )


def _signer(signature: UnitSignature) -> Signer:
    note = f"Đã ký ngày {short_date(signature.signed_on)}" if signature.signed_on else ""
    offices = (signature.role, signature.unit, signature.position)
    return Signer(tuple(office for office in offices if office), signature.name, note)


def _targets_annex(values: PactValues) -> Annex:
    rows = [
        UnitRow(
            (str(index), target.name, target.measure),
            tuple("–" if figure is None else number(figure) for figure in target.figures),
        )
        for index, target in enumerate(values.targets, start=1)
    ]
    leading = (Column("TT", 8, "center"), Column("Chỉ tiêu", 50), Column("Đơn vị tính", 16, "center"))
    return Annex(
        title=f"Chỉ tiêu giao ước năm {values.year} của các đơn vị",
        source=f"Kèm theo Giao ước thi đua năm {values.year} của {values.cluster}",
        body=(
            Paragraph("“–” là chưa thống nhất số giao ước."),
            *unit_tables(leading, values.units, rows, ""),
        )
        if any(None in target.figures for target in values.targets)
        else tuple(unit_tables(leading, values.units, rows, "")),
        landscape=True,
    )
