"""What awards are called, and to whom they are given: for pickers, files and whatever is read on a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from thidua.core.award import Family
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.core.law.pack import Name
from thidua.law.packs import load_packs

_FAMILIES = {FactKind.TITLE: Family.TITLE, FactKind.AWARD: Family.FORM}


@dataclass(frozen=True, slots=True)
class AwardName:
    """An award's code, name and family, and the kinds of subjects it is given to.

    ``called`` is every Vietnamese name that a pack gives it.
    """

    code: str
    name: Name
    called: frozenset[str]
    family: Family
    kinds: frozenset[SubjectKind]

    @property
    def words(self) -> str:
        """The name in the reader's language."""
        return self.name.en if get_language() == "en" else self.name.vi


@cache
def known_awards() -> Mapping[str, AwardName]:
    """Return every award of every law pack, by code: titles first, each family as its ladder rises.

    The newest pack that has an award names it; it is given to all that any pack gives it to.
    """
    found: dict[str, AwardName] = {}
    order: dict[str, tuple[bool, int]] = {}
    for pack in load_packs().values():
        for award in pack.awards.values():
            before = found.get(award.code)
            kinds = frozenset(award.standards) | (before.kinds if before else frozenset())
            called = (before.called if before else frozenset()) | {award.name.vi}
            found[award.code] = AwardName(award.code, award.name, called, award.family, kinds)
            order[award.code] = (award.family is Family.FORM, award.order)
    return {code: found[code] for code in sorted(found, key=order.__getitem__)}


def name_of(code: str) -> str:
    """Return the award's name in the reader's language; its code when nobody knows it."""
    award = known_awards().get(code)
    return award.words if award else code


def offered(fact: FactKind, kind: SubjectKind) -> list[AwardName]:
    """Return the titles (or forms) that are given to a ``kind`` of subject, in the order of the law."""
    family = _FAMILIES[fact]
    return [award for award in known_awards().values() if award.family is family and kind in award.kinds]
