"""An award of a law pack on paper: who confers and proposes it, its conditions as nested lists, the money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.law.book_words import CYCLE_NAMES, FAMILY_NAMES, coefficient_words, quota_words
from thidua.core.law.ladder import told_of_any_year
from thidua.core.law.pack import (
    Basis,
    Condition,
    Confirmation,
    LawAward,
    LawPack,
    Leaf,
    NoneOf,
    Readings,
    leaves,
)
from thidua.core.law.words import put

from .paper import Block, Item, Paragraph

UNCONFIRMED = "CHƯA XÁC NHẬN"


@dataclass(frozen=True, slots=True)
class Citing:
    """How citations are written: how most confirmed conditions are known is not said at each of them."""

    usual: Confirmation
    conditions: int
    unconfirmed: int

    @classmethod
    def of(cls, pack: LawPack) -> Citing:
        """Count how the conditions of a pack are known."""
        trees = (tree for award in pack.awards.values() for tree in award.standards.values())
        known = [leaf.basis.confirmation for tree in trees for leaf in leaves(tree)]
        confirmed = Counter(one for one in known if one.is_confirmed)
        usual = confirmed.most_common(1)[0][0] if confirmed else Confirmation.SEEN
        return cls(usual, len(known), len(known) - confirmed.total())

    def cite(self, basis: Basis) -> str:
        """A citation in brackets with how it is known; what is not confirmed says so, and why."""
        if basis.confirmation.is_confirmed:
            return f"({self.source(basis)})"
        return f"({basis.cite}) [{_unconfirmed(basis)}]"

    def source(self, basis: Basis) -> str:
        """The same without brackets, for a cell of its own."""
        if not basis.confirmation.is_confirmed:
            return f"{basis.cite} [{_unconfirmed(basis)}]"
        is_usual = basis.confirmation is self.usual
        return str(basis.cite) if is_usual else f"{basis.cite}; {basis.confirmation.label}"


@dataclass(frozen=True, slots=True)
class AwardWriter:
    """Writes the awards of one pack."""

    pack: LawPack
    citing: Citing

    def blocks(self, award: LawAward) -> Iterator[Block]:
        """All of an award under its heading."""
        yield Paragraph(f"{FAMILY_NAMES[award.family]}, {CYCLE_NAMES[award.cycle]}.", lead="Loại:")
        yield Paragraph(f"{award.confers.who} {self.citing.cite(award.confers.basis)}.", lead="Quyết định:")
        if award.proposes:
            yield Paragraph(
                f"{award.proposes.who} {self.citing.cite(award.proposes.basis)}.", lead="Đề nghị:"
            )
        for kinds, standard in _by_standard(award):
            yield from self._standard(kinds, standard)
        for quota in award.quotas:
            yield Paragraph(
                f"{put(quota_words(quota, self.pack))} {self.citing.cite(quota.basis)}.", lead="Tỷ lệ:"
            )
        if award.bonus:
            yield Paragraph(self._bonus(award), lead="Tiền thưởng:")
        for step in award.steps:
            yield Paragraph(f"{step.words.rstrip(' .')} {self.citing.cite(step.basis)}.", lead="Thủ tục:")

    def _bonus(self, award: LawAward) -> str:
        told = (
            f"{kind.label.lower()} {put(coefficient_words(money))} {self.citing.cite(money.basis)}"
            for kind, money in award.bonus.items()
        )
        return capital("; ".join(told)) + "."

    def _standard(self, kinds: str, standard: Condition) -> Iterator[Block]:
        """The outermost group opens the list; it is not a line of it."""
        lead = f"Tiêu chuẩn đối với {kinds}:"
        if isinstance(standard, Leaf | Readings | NoneOf) or not standard.of:
            yield Paragraph("điều kiện sau:", lead=lead)
            yield from self._conditions(standard, 0, None)
            return
        words = put(told_of_any_year(standard, self.pack))
        opening = f"{words[:1].lower()}{words[1:]}:" if len(standard.of) > 1 else "điều kiện sau:"
        yield Paragraph(opening, lead=lead)
        for child in standard.of:
            yield from self._conditions(child, 0, None)

    def _conditions(self, condition: Condition, level: int, above: Basis | None) -> Iterator[Block]:
        """A condition and those in it; a basis that was told of the group is not told again."""
        words = put(told_of_any_year(condition, self.pack))
        basis = condition.basis if isinstance(condition, Leaf | Readings) else None
        told = f" {self.citing.cite(basis)}" if basis and basis != above else ""
        children = () if isinstance(condition, Leaf) else condition.of
        yield Item(f"{words}{told}{':' if children else '.'}", lead=f"{condition.id}.", level=level)
        for child in children:
            yield from self._conditions(child, level + 1, basis or above)


def _unconfirmed(basis: Basis) -> str:
    known = "" if basis.confirmation is Confirmation.OPEN else f", {basis.confirmation.label}"
    return f"{UNCONFIRMED}{known}" + (f": {basis.note.rstrip(' .')}" if basis.note else "")


def _by_standard(award: LawAward) -> Iterator[tuple[str, Condition]]:
    """The standards of an award, one for all kinds of subject that have the same."""
    kinds = list(award.standards)
    while kinds:
        standard = award.standards[kinds[0]]
        same = [kind for kind in kinds if award.standards[kind] == standard]
        kinds = [kind for kind in kinds if kind not in same]
        yield ", ".join(kind.label.lower() for kind in same), standard


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]
