"""Reading the leaves' predicates and the marks of a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thidua.core.award import Family
from thidua.core.faults import gettext_noop

from .facts import COUNTS, SHARES, Grade, RankLevel, Scope
from .located import Node, Table
from .pack import (
    AwardMark,
    Count,
    ExceedsTargets,
    GradeMark,
    Held,
    InitiativeMark,
    InYear,
    Judged,
    Mark,
    Meets,
    Predicate,
    Rank,
    Run,
    ScienceMark,
    Share,
    TitleMark,
)
from .schema_basis import Context
from .schema_faults import choices
from .schema_fields import Fields

MOST_YEARS = 60
_MARKS = ("grade", "title", "award", "initiative", "science")
_BOUNDS = ("at_least", "above", "at_most")
_MOST_COUNTED = 100_000


def _in_year(fields: Fields, context: Context) -> Predicate:
    return InYear(_marks(fields, "in_year", context))


def _held(fields: Fields, context: Context) -> Predicate:
    return Held(_award(fields, "held", context))


def _meets(fields: Fields, context: Context) -> Predicate:
    return Meets(_award(fields, "meets", context))


def _judged(fields: Fields, context: Context) -> Predicate:
    claimed, presumed = fields.flag("claimed"), fields.flag("presumed")
    if claimed and presumed:
        context.faults.at(
            fields.line,
            gettext_noop("Một điều kiện không thể vừa “claimed” vừa “presumed”."),
            gettext_noop("Bỏ một trong hai."),
        )
    return Judged(fields.text("judged"), claimed, presumed)


def _run(fields: Fields, context: Context) -> Predicate:
    inner = _inside(fields, "run", ("of", "years"), ("every", "slack", "after"))
    return Run(
        _marks(inner, "of", context),
        inner.whole("years", 1, MOST_YEARS, 1),
        inner.whole("every", 1, MOST_YEARS, 1),
        inner.whole("slack", 0, 1, 0),
        _award(inner, "after", context),
    )


def _count(fields: Fields, context: Context) -> Predicate:
    inner = _inside(fields, "count", ("of", "at_least"), ("within", "last", "after"))
    if "within" in inner and "last" in inner:
        inner.faults.at(
            inner.line_of("last"),
            gettext_noop("“within” và “last” không đi cùng nhau."),
            gettext_noop("Bỏ một trong hai."),
        )
    return Count(
        _marks(inner, "of", context),
        inner.whole("at_least", 1, 2 * MOST_YEARS, 1),
        inner.code("within"),
        inner.whole("last", 0, MOST_YEARS, 0),
        _award(inner, "after", context),
    )


def _share(fields: Fields, context: Context) -> Predicate:
    inner = _inside(fields, "share", ("of",), _BOUNDS)
    of = inner.code("of")
    counted = of.startswith("count:")
    if of and of not in SHARES and not (counted and of[6:] in COUNTS):
        inner.faults.at(
            inner.line_of("of"),
            gettext_noop("Không có tỷ lệ, số lượng nào mang tên “%(of)s”."),
            gettext_noop("Ghi một trong: %(names)s."),
            of=of,
            names=choices((*SHARES, *(f"count:{name}" for name in COUNTS))),
        )
    bound = _one_bound(inner)
    figure = inner.whole(bound, 0, _MOST_COUNTED, 0) if counted else inner.number(bound, 1)
    return Share(of, float(figure), above=bound == "above", at_most=bound == "at_most")


def _one_bound(inner: Fields) -> str:
    bounds = [name for name in _BOUNDS if name in inner]
    if len(bounds) != 1:
        inner.faults.at(
            inner.line,
            gettext_noop("“share” cần đúng một mức."),
            gettext_noop("Ghi một trong: %(names)s."),
            names=choices(_BOUNDS),
        )
    return bounds[0] if bounds else _BOUNDS[0]


def _rank(fields: Fields, context: Context) -> Predicate:
    inner = _inside(fields, "rank", ("level",), ("at_most",))
    return Rank(inner.choice("level", RankLevel), inner.whole("at_most", 1, 1000, 1))


def _exceeds_targets(fields: Fields, context: Context) -> Predicate:
    if not fields.flag("exceeds_targets"):
        fields.faults.at(
            fields.line_of("exceeds_targets"),
            gettext_noop("“exceeds_targets” chỉ nhận true."),
            gettext_noop("Ghi true, hoặc đặt điều kiện trong “none”."),
        )
    return ExceedsTargets()


PREDICATES: Mapping[str, Callable[[Fields, Context], Predicate]] = {
    "in_year": _in_year,
    "held": _held,
    "run": _run,
    "count": _count,
    "share": _share,
    "rank": _rank,
    "exceeds_targets": _exceeds_targets,
    "judged": _judged,
    "meets": _meets,
}


def _inside(fields: Fields, name: str, required: tuple[str, ...], optional: tuple[str, ...]) -> Fields:
    node = fields.table.get(name)
    return Fields(node if node is not None else fields.table, fields.faults, required, optional)


def _award(fields: Fields, name: str, context: Context) -> str:
    return context.award(fields.code(name), fields.line_of(name))


def _marks(fields: Fields, name: str, context: Context) -> tuple[Mark, ...]:
    nodes = fields.items(name)
    if name in fields and not nodes:
        fields.faults.at(
            fields.line_of(name),
            gettext_noop("“%(name)s” cần ít nhất một dấu hiệu của năm."),
            gettext_noop("Ghi như: [{grade: tot}] hoặc [{title: chien_si_thi_dua_co_so}]."),
            name=name,
        )
    return tuple(mark for mark in (_mark(node, context) for node in nodes) if mark is not None)


def _mark(node: Node, context: Context) -> Mark | None:
    fields = Fields(node, context.faults, (), _MARKS)
    names = [name for name in fields.table.names if name in _MARKS]
    if len(names) != 1:
        if isinstance(node, Table) and (not node.entries or len(names) > 1):
            context.faults.at(
                node.line,
                gettext_noop("Một dấu hiệu của năm có đúng một mục."),
                gettext_noop("Ghi một trong: %(names)s."),
                names=choices(_MARKS),
            )
        return None
    name = names[0]
    match name:
        case "grade":
            return GradeMark(fields.choice(name, Grade))
        case "title":
            return TitleMark(context.award(fields.code(name), fields.line_of(name), Family.TITLE))
        case "award":
            return AwardMark(context.award(fields.code(name), fields.line_of(name), Family.FORM))
        case "initiative":
            return InitiativeMark(fields.choice(name, Scope))
    return ScienceMark(fields.choice(name, Scope))
