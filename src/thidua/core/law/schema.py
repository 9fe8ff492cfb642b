"""Reading a law pack from a located tree: the frame, and what it takes over from the pack it extends.

Everything wrong is told at once, each fault with the line of the file; see ``packs/`` for the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.core.faults import gettext_noop

from .located import Node, Table, Text
from .pack import Basis, LawPack
from .schema_awards import NO_NAME, declared_awards, read_award, read_bar, read_name, read_wage
from .schema_basis import BASIS, NOTE, Context, read_basis
from .schema_checks import check_conditions
from .schema_extend import by_order, carried, laid_over, without
from .schema_faults import Faults
from .schema_fields import NO_DAY, Fields
from .schema_instruments import read_instruments
from .schema_overlay import OverlayHead, lay_over, read_overlay_head

__all__ = ["OverlayHead", "extends_of", "lay_over", "read_overlay_head", "read_pack"]

_REQUIRED = ("id", "name", "since")
_LISTS = ("instruments", "base_wages", "bars", "awards")
_OPTIONAL = ("until", "extends", "drop", "carried", "notes", "transition", "rounding", *_LISTS)


def extends_of(tree: Node) -> str:
    """The id of the pack that a pack extends, blank when it stands alone: it is to be read first."""
    node = tree.get("extends") if isinstance(tree, Table) else None
    return node.value.strip() if isinstance(node, Text) else ""


def read_pack(tree: Node, *, file: str, base: LawPack | None = None) -> LawPack:
    """Read a pack; ``base`` is the pack it extends (:func:`extends_of`), ``file`` the name told in faults.

    Raises :class:`~thidua.core.faults.Refused` with every fault found, in the order of lines.
    """
    faults = Faults(file)
    fields = Fields(tree, faults, _REQUIRED, _OPTIONAL)
    below = _inherited(fields, base)
    since, until = fields.period()
    pack = _lay_own_lines(fields, below, since or fields.day("since"), until)
    check_conditions(pack, faults, fields.line_of("drop" if "drop" in fields else "extends"))
    faults.refuse_if_any()
    return pack


def _lay_own_lines(fields: Fields, below: LawPack, since: date, until: date | None) -> LawPack:
    faults = fields.faults
    instruments = read_instruments(fields, below.instruments)
    declared = declared_awards(fields.table.get("awards"), below.awards)
    context = Context(faults, declared, instruments)
    bars = [read_bar(node, context) for node in fields.items("bars")]
    wages = [read_wage(node, context) for node in fields.items("base_wages")]
    awards = [read_award(node, context, below.awards) for node in fields.items("awards")]
    fields.claim_each("bars", (bar.id for bar in bars))
    fields.claim_each("base_wages", (f"{wage.since:%Y-%m-%d}" for wage in wages))
    fields.claim_each("awards", (award.code for award in awards))
    return LawPack(
        id=fields.code("id"),
        name=read_name(fields.table.get("name"), faults) or NO_NAME,
        since=since,
        until=until,
        instruments=instruments,
        bars=laid_over(below.bars, bars, lambda bar: bar.id),
        awards=by_order(laid_over(below.awards.values(), awards, lambda award: award.code)),
        base_wages=tuple(
            sorted(laid_over(below.base_wages, wages, lambda wage: wage.since), key=lambda wage: wage.since)
        ),
        rounding=_basis(fields, "rounding", context) or below.rounding,
        transition=_basis(fields, "transition", context),
        notes=tuple(note.value for note in fields.texts("notes")),
    )


def _inherited(fields: Fields, base: LawPack | None) -> LawPack:
    """What the pack below gives; an empty pack when there is none."""
    name = fields.text("extends")
    drop = _drop(fields)
    carry = fields.flag("carried")
    own = fields.table.get("id")
    if name and isinstance(own, Text) and own.value.strip() == name:
        fields.faults.at(
            fields.line_of("extends"),
            gettext_noop("Gói “%(name)s” kế thừa chính nó."),
            gettext_noop("Sửa “extends” thành mã của một gói có trước, hoặc đặt mã khác cho gói này."),
            name=name,
        )
    elif name and (base is None or base.id != name):
        fields.faults.at(
            fields.line_of("extends"),
            gettext_noop("Không có gói “%(name)s” để kế thừa."),
            gettext_noop("Sửa “extends” thành mã của một gói có trước."),
            name=name,
        )
    if not name:
        for only in ("drop", "carried"):
            if only in fields:
                fields.faults.at(
                    fields.line_of(only),
                    gettext_noop("“%(name)s” chỉ dùng khi gói kế thừa gói khác."),
                    gettext_noop("Thêm “extends”, hoặc bỏ mục này."),
                    name=only,
                )
    if not name or base is None:
        return LawPack("", NO_NAME, NO_DAY, None, {}, (), {}, ())
    codes = [_dropped(fields, text, base.awards) for text in drop.texts("awards")]
    bars = [_dropped(fields, text, {bar.id for bar in base.bars}) for text in drop.texts("bars")]
    below = without(base, codes, bars)
    return carried(below) if carry else below


def _drop(fields: Fields) -> Fields:
    node = fields.table.get("drop")
    return Fields(node if node is not None else Table((), fields.line), fields.faults, (), ("awards", "bars"))


def _dropped(fields: Fields, name: Text, known: Iterable[str]) -> str:
    if name.value not in known:
        fields.faults.at(
            name.line,
            gettext_noop("Gói được kế thừa không có “%(name)s” để bỏ."),
            gettext_noop("Sửa mã, hoặc xoá mã này khỏi “drop”."),
            name=name.value,
        )
    return name.value


def _basis(fields: Fields, name: str, context: Context) -> Basis | None:
    node = fields.table.get(name)
    return read_basis(Fields(node, fields.faults, BASIS, NOTE), context) if node is not None else None
