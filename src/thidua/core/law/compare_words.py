"""A comparison of two packs in plain Vietnamese, line by line: what says something else first.

What says the same, only written elsewhere or known better or worse, comes last and gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import short_date

from .compare import AwardChange, Change, Comparison
from .compare_conditions import Role
from .compare_lines import Key, Line, Part
from .facts import SubjectKind
from .pack import LawAward
from .words import put, say

# Where more lines than these change alike, their number is told and not each of them.
MOST_LISTED = 24
# Groups within groups are indented so far and no further.
_DEEPEST = 3

_ADDED, _DROPPED, _CHANGED = "+", "−", "~"
_GENERAL = (Part.INSTRUMENT, Part.BAR, Part.ROUNDING, Part.TRANSITION, Part.WAGE)


@dataclass(frozen=True, slots=True)
class Told:
    """A line of text at a depth of indentation; ``mark`` stands before it; a heading has depth 0."""

    text: str
    depth: int = 0
    mark: str = ""


def told(comparison: Comparison, translate: Callable[[str], str] = str, language: str = "vi") -> list[Told]:
    """Tell a comparison; ``translate`` and ``language`` as in :func:`put`."""
    return list(_Teller(translate, language).tell(comparison))


def _role(change: Change) -> Role | None:
    line = change.new or change.old
    return line.role if line else None


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts the lines into a language."""

    translate: Callable[[str], str]
    language: str

    def say(self, text: str, **params: object) -> str:
        """A marked message id in the language."""
        return put(say(text, **params), self.translate, self.language)

    def tell(self, comparison: Comparison) -> Iterator[Told]:
        """The head, what says something else, and what only stands elsewhere or is known otherwise."""
        yield from self._head(comparison)
        if comparison.is_empty:
            return
        yield from self._awards(gettext_noop("Thêm"), _ADDED, comparison.added)
        yield from self._awards(gettext_noop("Bỏ"), _DROPPED, comparison.dropped)
        for part in _GENERAL:
            changes = [c for c in comparison.general if c.key.part is part and c.is_content]
            if changes:
                yield Told(self.say(part.label))
                for change in changes:
                    yield from self._change(change, 1)
        for award in comparison.awards:
            if award.content:
                yield from self._award(award)
        yield from self._sources(comparison)

    def _head(self, comparison: Comparison) -> Iterator[Told]:
        old, new = comparison.old, comparison.new
        yield Told(
            self.say(
                gettext_noop("So sánh %(old)s (%(old_name)s) với %(new)s (%(new_name)s)"),
                old=old.id,
                old_name=old.name,
                new=new.id,
                new_name=new.name,
            )
        )
        if comparison.is_empty:
            yield Told(self.say(gettext_noop("Hai gói quy định giống nhau.")), 1)
            return
        content = sum(bool(award.content) for award in comparison.awards)
        text = gettext_noop(
            "Danh hiệu, hình thức: thêm %(added)s, bỏ %(dropped)s, đổi nội dung %(content)s, "
            "chỉ đổi căn cứ hoặc mức xác nhận %(sources)s, giữ nguyên %(same)s."
        )
        yield Told(
            self.say(
                text,
                added=len(comparison.added),
                dropped=len(comparison.dropped),
                content=content,
                sources=len(comparison.awards) - content,
                same=comparison.unchanged,
            ),
            1,
        )

    def _awards(self, heading: str, sign: str, awards: Iterable[LawAward]) -> Iterator[Told]:
        for index, award in enumerate(awards):
            if not index:
                yield Told(self.say(heading))
            kinds = ", ".join(self.say(kind.label).lower() for kind in award.standards)
            text = gettext_noop("%(award)s (%(kinds)s); quyết định: %(who)s")
            yield Told(self.say(text, award=award.name, kinds=kinds, who=award.confers.who), 1, sign)

    # --- what says something else --------------------------------------------------------------------

    def _award(self, award: AwardChange) -> Iterator[Told]:
        yield Told(
            self.say(gettext_noop("%(award)s (%(short)s)"), award=award.new.name, short=award.new.short)
        )
        for change in award.content:
            if change.key.part is not Part.CONDITION:
                yield from self._change(change, 1)
        for kind in SubjectKind:
            found = [c for c in award.content if c.key.part is Part.CONDITION and c.key.kind is kind]
            if found:
                text = gettext_noop("Tiêu chuẩn đối với %(kind)s:")
                yield Told(self.say(text, kind=self.say(kind.label).lower()), 1)
                yield from self._conditions(found)

    def _conditions(self, changes: list[Change]) -> Iterator[Told]:
        """Conditions under the groups that changed with them; a role is told once for those of one group."""
        above: list[Change] = []
        for change in changes:
            above = [group for group in above if group.key.id in change.path]
            known = bool(above) and change.old is None and _role(above[-1]) is _role(change)
            yield from self._change(change, 2 + min(len(above), _DEEPEST), is_role_known=known)
            above.append(change)

    def _change(self, change: Change, depth: int, *, is_role_known: bool = False) -> Iterator[Told]:
        name = self._name(change, is_role_known)
        if change.old is None or change.new is None:
            line = change.new or change.old
            assert line is not None  # noqa: S101 - a change has a side
            sign = _ADDED if change.old is None else _DROPPED
            yield Told(f"{name}{self._words(line)}{self._basis(line)}", depth, sign)
            return
        old, new = change.old, change.new
        if self._words(old) == self._words(new):
            yield Told(f"{name}{self._words(new)}", depth, _CHANGED)
        else:
            yield Told(name.rstrip(" :"), depth, _CHANGED)
            yield Told(self.say(gettext_noop("trước: %(words)s"), words=old.words), depth + 1)
            yield Told(self.say(gettext_noop("nay: %(words)s"), words=new.words), depth + 1)
        if turned := self._turned(change, old, new):
            yield Told(turned, depth + 1)

    def _name(self, change: Change, is_role_known: bool) -> str:
        """What a line is called before its words: its id and role, or its part and whom it is for."""
        key, role = change.key, _role(change)
        if role and not is_role_known:
            return self.say(gettext_noop("%(id)s (%(role)s): "), id=key.id, role=self.say(role.label))
        if role or key.part in (Part.INSTRUMENT, Part.BAR):
            return f"{key.id}: "
        if key.part in _GENERAL:
            return ""
        return f"{self._part(key)}: "

    def _part(self, key: Key) -> str:
        label = self.say(key.part.label)
        if key.part is Part.WAGE:
            since = short_date(date.fromisoformat(key.id))
            return self.say(gettext_noop("%(part)s từ %(since)s"), part=label, since=since)
        if key.kind:
            return self.say(
                gettext_noop("%(part)s (%(kind)s)"), part=label, kind=self.say(key.kind.label).lower()
            )
        return self.say(gettext_noop("%(part)s %(id)s"), part=label, id=key.id) if key.id else label

    def _words(self, line: Line) -> str:
        return put(line.words, self.translate, self.language)

    def _basis(self, line: Line) -> str:
        told_so = [line.cite] if line.cite else []
        if line.confirmation and not line.confirmation.is_confirmed:
            told_so.append(self.say(line.confirmation.label))
        return f" [{'; '.join(told_so)}]" if told_so else ""

    def _turned(self, change: Change, old: Line, new: Line) -> str:
        """What else of a line turned: its role, its place in the law, how well it is known."""
        parts = []
        if old.role and new.role and old.role != new.role:
            parts.append((gettext_noop("vai trò: %(old)s → %(new)s"), old.role.label, new.role.label))
        elif change.has_moved:
            parts.append((gettext_noop("chuyển sang nhóm điều kiện khác"), "", ""))
        if change.has_other_cite:
            parts.append((gettext_noop("căn cứ: %(old)s → %(new)s"), old.cite, new.cite))
        if old.confirmation and new.confirmation and change.has_other_confirmation:
            parts.append(
                (gettext_noop("xác nhận: %(old)s → %(new)s"), old.confirmation.label, new.confirmation.label)
            )
        return "; ".join(
            self.say(text, old=self.translate(before), new=self.translate(after))
            for text, before, after in parts
        )

    # --- what says the same --------------------------------------------------------------------------

    def _sources(self, comparison: Comparison) -> Iterator[Told]:
        quiet = [("", change) for change in comparison.general if not change.is_content]
        quiet += [(award.new.short, change) for award in comparison.awards for change in award.sources]
        cites: dict[str, list[tuple[str, Change]]] = {}
        known: dict[str, list[tuple[str, Change]]] = {}
        for owner, change in quiet:
            old, new = change.old, change.new
            if old and new and change.has_other_cite:
                cites.setdefault(f"{old.cite} → {new.cite}", []).append((owner, change))
            if old and new and change.has_other_confirmation and old.confirmation and new.confirmation:
                turn = f"{self.say(old.confirmation.label)} → {self.say(new.confirmation.label)}"
                known.setdefault(turn, []).append((owner, change))
        yield from self._gathered(gettext_noop("Chỉ đổi căn cứ, nội dung giữ nguyên"), cites)
        yield from self._gathered(gettext_noop("Chỉ đổi mức xác nhận, nội dung giữ nguyên"), known)

    def _gathered(self, heading: str, groups: Mapping[str, list[tuple[str, Change]]]) -> Iterator[Told]:
        if groups:
            yield Told(self.say(heading))
        for turn, lines in groups.items():
            if len(lines) > MOST_LISTED:
                text = gettext_noop("%(turn)s: %(lines)s dòng của %(awards)s danh hiệu, hình thức")
                awards = len({owner for owner, _ in lines if owner})
                yield Told(self.say(text, turn=turn, lines=len(lines), awards=awards), 1, _CHANGED)
            else:
                yield Told(f"{turn}: {self._listed(lines)}", 1, _CHANGED)

    def _listed(self, lines: list[tuple[str, Change]]) -> str:
        """Conditions by award, other lines by what they are: ``LĐTT: LDTT-01; Tiền thưởng: GK, KNC``."""
        by_name: dict[str, list[str]] = {}
        for owner, change in lines:
            key = change.key
            if key.part is Part.CONDITION:
                name, what = owner, key.id
            elif key.part is Part.BAR:
                name, what = "", key.id
            else:
                name, what = self._part(key), owner
            by_name.setdefault(name, []).append(what)
        told_so = []
        for name, found in by_name.items():
            listed = ", ".join(dict.fromkeys(what for what in found if what))
            told_so.append(f"{name}: {listed}" if name and listed else name or listed)
        return "; ".join(told_so)
