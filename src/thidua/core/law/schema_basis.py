"""Reading why a line holds: citation, confirmation and note, its own or those of the node above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thidua.core.award import Family
from thidua.core.faults import gettext_noop

from .citations import parse_citation
from .pack import Basis, Citation, Confirmation
from .schema_faults import Faults
from .schema_fields import Fields

BASIS = ("cite", "confirmation")
NOTE = ("note",)
_NOWHERE = Citation("")
NO_BASIS = Basis(_NOWHERE, Confirmation.OPEN)


@dataclass(frozen=True, slots=True)
class Context:
    """What a pack's nodes may speak of: awards with their family, and instruments."""

    faults: Faults
    awards: Mapping[str, Family | None]
    instruments: Collection[str]

    def award(self, code: str, line: int, family: Family | None = None) -> str:
        """Pass a code on; a fault when no award has it, or one of the other family."""
        if not code:
            return code
        if code not in self.awards:
            self.faults.at(
                line,
                gettext_noop("Gói không có danh hiệu, hình thức khen thưởng mang mã “%(code)s”."),
                gettext_noop("Sửa mã, hoặc thêm vào “awards”."),
                code=code,
            )
        elif family and self.awards[code] not in (family, None):
            self.faults.at(
                line,
                gettext_noop("“%(code)s” không thuộc loại “%(family)s”."),
                gettext_noop("Danh hiệu ghi sau “title”, hình thức khen thưởng ghi sau “award”."),
                code=code,
                family=str(family),
            )
        return code


@dataclass(frozen=True, slots=True)
class Above:
    """What the nodes above give to those that do not say it themselves."""

    cite: Citation | None = None
    confirmation: Confirmation | None = None
    note: str = ""


def read_basis(fields: Fields, context: Context) -> Basis:
    """The basis of a line that must have its own."""
    given = below(fields, context, Above())
    return Basis(
        given.cite or _NOWHERE,
        given.confirmation or Confirmation.OPEN,
        given.note,
        fields.line,
        context.faults.file,
    )


def below(fields: Fields, context: Context, above: Above) -> Above:
    """What holds at this node: its own citation, confirmation and note, else those from above.

    A note from above speaks of its own citation and confirmation, so it goes when one of these changes.
    """
    cite, confirmation, note = above.cite, above.confirmation, above.note
    if "cite" in fields:
        cite, note = _read_citation(fields, context), ""
    if "confirmation" in fields:
        confirmation, note = fields.choice("confirmation", Confirmation), ""
    return Above(cite, confirmation, fields.optional_text("note") or note)


def leaf_basis(fields: Fields, context: Context, given: Above) -> Basis:
    """The basis of a condition; a fault when neither it nor a node above says one."""
    for name, value in (("cite", given.cite), ("confirmation", given.confirmation)):
        if value is None:
            context.faults.at(
                fields.line,
                gettext_noop("Điều kiện không có “%(name)s”, các nút ở trên cũng không."),
                gettext_noop("Ghi mục này ở điều kiện hoặc ở nút bao nó."),
                name=name,
            )
    return group_basis(fields, context, given) or NO_BASIS


def group_basis(fields: Fields, context: Context, given: Above) -> Basis | None:
    """The basis of a group, None when it is not wholly said here or above."""
    if given.cite is None or given.confirmation is None:
        return None
    return Basis(given.cite, given.confirmation, given.note, fields.line, context.faults.file)


def _read_citation(fields: Fields, context: Context) -> Citation:
    text = fields.text("cite")
    line = fields.line_of("cite")
    if not text:
        return _NOWHERE
    try:
        cite = parse_citation(text)
    except ValueError:
        context.faults.at(
            line,
            gettext_noop("Không đọc được căn cứ “%(cite)s”."),
            gettext_noop("Ghi như: điểm b khoản 1 Điều 73 L2022."),
            cite=text,
        )
        return _NOWHERE
    if cite.instrument not in context.instruments:
        context.faults.at(
            line,
            gettext_noop("Gói không có văn bản “%(code)s”."),
            gettext_noop("Sửa căn cứ, hoặc thêm văn bản vào “instruments”."),
            code=cite.instrument,
        )
    return cite
