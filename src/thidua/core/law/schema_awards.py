"""Reading what a pack says of each title and form, and its bars and wages."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.award import Family
from thidua.core.faults import gettext_noop

from .facts import SubjectKind, Way
from .located import Items, Node, Table, Text
from .pack import (
    Authority,
    Bar,
    BarKind,
    BaseWage,
    Coefficient,
    Condition,
    Cycle,
    LawAward,
    Level,
    Name,
    Quota,
    Step,
)
from .schema_basis import BASIS, NO_BASIS, NOTE, Context, read_basis
from .schema_conditions import read_condition
from .schema_faults import Faults
from .schema_fields import Fields, choice_of

NO_NAME = Name("", "")
MOST_ORDER = 10_000
MOST_DONG = 100_000_000
MOST_WAGES = 1000
_ALWAYS = ("name", "short", "family", "cycle", "level", "order", "confers", "standards")
_OPTIONAL = ("proposes", "steps", "quotas", "bonus")
_BLANK = LawAward(
    "",
    NO_NAME,
    "",
    Family.TITLE,
    Cycle.YEARLY,
    Level.UNIT,
    0,
    Authority("", NO_BASIS),
    None,
    {},
)
"""Stands in for what an award that is refused does not say."""


def declared_awards(node: Node | None, inherited: Mapping[str, LawAward]) -> dict[str, Family | None]:
    """The codes there will be, read ahead so that any condition may name any award.

    The family is None where it cannot be read; that is told when the award itself is read.
    """
    found: dict[str, Family | None] = {code: award.family for code, award in inherited.items()}
    for award in node.items if isinstance(node, Items) else ():
        code, family = _written(award, "code"), _written(award, "family")
        if code and family in set(Family):
            found[code] = Family(family)
        elif code:
            found.setdefault(code, None)
    return found


def _written(node: Node, name: str) -> str:
    value = node.get(name) if isinstance(node, Table) else None
    return value.value.strip() if isinstance(value, Text) else ""


def read_name(node: Node | None, faults: Faults) -> Name | None:
    """A name in Vietnamese and English, None when there is none."""
    if node is None:
        return None
    fields = Fields(node, faults, ("vi", "en"))
    return Name(fields.text("vi"), fields.text("en"))


def read_award(node: Node, context: Context, inherited: Mapping[str, LawAward]) -> LawAward:
    """One title or form. Where it changes an inherited one, what it does not say is as it was."""
    old = inherited.get(_written(node, "code"))
    required = ("code",) if old else ("code", *_ALWAYS)
    fields = Fields(node, context.faults, required, (*_ALWAYS, *_OPTIONAL))
    was = old or _BLANK
    return LawAward(
        code=fields.code("code"),
        name=read_name(fields.table.get("name"), context.faults) or was.name,
        short=fields.text("short") or was.short,
        family=fields.choice("family", Family) if "family" in fields else was.family,
        cycle=fields.choice("cycle", Cycle) if "cycle" in fields else was.cycle,
        level=fields.choice("level", Level) if "level" in fields else was.level,
        order=fields.whole("order", 0, MOST_ORDER, was.order),
        confers=_authority(fields, "confers", context) or was.confers,
        proposes=_authority(fields, "proposes", context) or was.proposes,
        standards=_standards(fields, context) if "standards" in fields else was.standards,
        steps=_steps(fields, context) if "steps" in fields else was.steps,
        quotas=read_quotas(fields, context) if "quotas" in fields else was.quotas,
        bonus=_bonus(fields, context) if "bonus" in fields else was.bonus,
    )


def _bonus(fields: Fields, context: Context) -> Mapping[SubjectKind, Coefficient]:
    return {kind: _coefficient(child, context) for kind, child in fields.by_kind("bonus", SubjectKind)}


def _standards(fields: Fields, context: Context) -> Mapping[SubjectKind, Condition]:
    found = {
        kind: read_condition(child, context, {}) for kind, child in fields.by_kind("standards", SubjectKind)
    }
    if not found and isinstance(fields.table.get("standards"), Table):
        context.faults.at(
            fields.line_of("standards"),
            gettext_noop("Chưa có tiêu chuẩn cho đối tượng nào."),
            gettext_noop("Ghi tiêu chuẩn dưới person, collective hoặc household."),
        )
    return found


def _authority(fields: Fields, name: str, context: Context) -> Authority | None:
    node = fields.table.get(name)
    if node is None:
        return None
    inner = Fields(node, context.faults, ("who", *BASIS), NOTE)
    return Authority(inner.text("who"), read_basis(inner, context))


def _steps(fields: Fields, context: Context) -> tuple[Step, ...]:
    taken: dict[str, int] = {}
    found = []
    for node in fields.items("steps"):
        inner = Fields(node, context.faults, ("id", "words", *BASIS), NOTE)
        name = inner.code("id")
        context.faults.claim(name, inner.line_of("id"), taken)
        found.append(Step(name, inner.text("words"), read_basis(inner, context)))
    return tuple(found)


def read_quotas(fields: Fields, context: Context) -> tuple[Quota, ...]:
    """The quotas of an award, each with the award whose holders are its pool."""
    taken: dict[str, int] = {}
    found = []
    for node in fields.items("quotas"):
        inner = Fields(node, context.faults, ("id", "pool", "percent", *BASIS), ("minimum", *NOTE))
        name = inner.code("id")
        context.faults.claim(name, inner.line_of("id"), taken)
        pool = context.award(inner.code("pool"), inner.line_of("pool"))
        basis = read_basis(inner, context)
        found.append(
            Quota(name, pool, inner.number("percent", 100), basis, inner.whole("minimum", 0, 1000, 0))
        )
    return tuple(found)


def _coefficient(node: Node, context: Context) -> Coefficient:
    fields = Fields(node, context.faults, ("coefficient", *BASIS), ("ceiling", *NOTE))
    return Coefficient(
        fields.number("coefficient", MOST_WAGES), read_basis(fields, context), fields.flag("ceiling")
    )


_BARS_WITH_WAYS = (BarKind.WAYS, BarKind.ONE_STATE_AWARD)


def read_bar(node: Node, context: Context) -> Bar:
    """One bar; a bar of ways tells them, one about state awards may except some."""
    fields = Fields(node, context.faults, ("id", "kind", *BASIS), ("ways", *NOTE))
    kind = fields.choice("kind", BarKind)
    ways = tuple(choice_of(way, Way, context.faults) for way in fields.texts("ways"))
    if (kind is BarKind.WAYS and not ways) or (ways and kind not in _BARS_WITH_WAYS):
        context.faults.at(
            fields.line,
            gettext_noop("“ways” phải có ở “kind: ways”, được có ở “kind: one_state_award”, và chỉ ở đó."),
            gettext_noop("Thêm hoặc bỏ “ways”, hoặc sửa “kind”."),
        )
    return Bar(fields.code("id"), kind, read_basis(fields, context), ways)


def read_wage(node: Node, context: Context) -> BaseWage:
    """The base wage from a day on, in đồng a month."""
    fields = Fields(node, context.faults, ("since", "dong", *BASIS), NOTE)
    return BaseWage(fields.day("since"), fields.whole("dong", 1, MOST_DONG, 1), read_basis(fields, context))
