"""Reading what an organisation lays on a pack: its figures, further routes, conditions and quotas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from thidua.core.faults import gettext_noop

from .facts import SubjectKind
from .located import Items, Node
from .pack import AllOf, AnyOf, Condition, LawAward, LawPack, Leaf, Readings
from .schema_awards import read_quotas
from .schema_basis import Context
from .schema_checks import check_conditions
from .schema_conditions import read_condition
from .schema_extend import laid_over
from .schema_faults import Faults, choices
from .schema_fields import Fields
from .schema_instruments import read_instruments

_REQUIRED = ("id", "organisation", "over")
_OPTIONAL = ("instruments", "figures", "awards")


@dataclass(frozen=True, slots=True)
class OverlayHead:
    """What an overlay is: its id, the organisation whose it is, the ids of the packs it may lie on."""

    id: str
    organisation: str
    over: tuple[str, ...]


def read_overlay_head(tree: Node, *, file: str) -> OverlayHead:
    """Read what an overlay is. Raises :class:`~thidua.core.faults.Refused` when its head is at fault."""
    faults = Faults(file)
    head = _head(Fields(tree, faults, _REQUIRED, _OPTIONAL))
    faults.refuse_if_any()
    return head


def _head(fields: Fields) -> OverlayHead:
    over = tuple(text.value for text in fields.texts("over"))
    if "over" in fields and not over:
        fields.faults.at(
            fields.line_of("over"),
            gettext_noop("“over” chưa kể gói nào."),
            gettext_noop("Ghi mã các gói được đặt lên, ví dụ [V2025, V2026]."),
        )
    return OverlayHead(fields.code("id"), fields.text("organisation"), over)


def lay_over(pack: LawPack, tree: Node, *, file: str) -> LawPack:
    """Lay an organisation's overlay on a pack; ``file`` is the name told in faults.

    Raises :class:`~thidua.core.faults.Refused` with every fault found, in the order of lines.
    """
    faults = Faults(file)
    fields = Fields(tree, faults, _REQUIRED, _OPTIONAL)
    head = _head(fields)
    _check_may_lie(head, pack, fields)
    instruments = read_instruments(fields, pack.instruments)
    context = Context(faults, {code: award.family for code, award in pack.awards.items()}, instruments)
    awards = _lay_figures(fields, dict(pack.awards), context)
    awards = _lay_awards(fields, awards, context, head.id)
    laid = replace(pack, instruments=instruments, awards=awards, overlays=(*pack.overlays, head.id))
    check_conditions(laid, faults, fields.line_of("figures"))
    faults.refuse_if_any()
    return laid


def _check_may_lie(head: OverlayHead, pack: LawPack, fields: Fields) -> None:
    if head.over and pack.id not in head.over:
        fields.faults.at(
            fields.line_of("over"),
            gettext_noop("Tham số này không đặt lên gói %(pack)s được."),
            gettext_noop("Dùng với một trong các gói: %(names)s."),
            pack=pack.id,
            names=choices(head.over),
        )
    if head.id in pack.overlays:
        fields.faults.at(
            fields.line_of("id"),
            gettext_noop("Tham số “%(name)s” đã đặt lên gói rồi."),
            gettext_noop("Mỗi tham số chỉ đặt một lần."),
            name=head.id,
        )


def _lay_figures(fields: Fields, awards: dict[str, LawAward], context: Context) -> dict[str, LawAward]:
    """Put each figure in the place of the pack's condition of the same id, wherever it stands."""
    taken: dict[str, int] = {}
    for node in fields.items("figures"):
        figure = read_condition(node, context, taken)
        if not figure.id:
            continue
        replaced = {code: _with_figure(award, figure) for code, award in awards.items()}
        if not any(_holds(award, figure) for award in awards.values()):
            context.faults.at(
                node.line,
                gettext_noop("Gói không có điều kiện “%(id)s” để thay."),
                gettext_noop("Ghi mã của một điều kiện trong gói; thêm điều kiện mới thì ghi vào “awards”."),
                id=figure.id,
            )
        awards = replaced
    return awards


def _with_figure(award: LawAward, figure: Condition) -> LawAward:
    if not _holds(award, figure):
        return award
    return replace(award, standards={kind: _replaced(tree, figure) for kind, tree in award.standards.items()})


def _holds(award: LawAward, figure: Condition) -> bool:
    return any(_is_in(tree, figure.id) for tree in award.standards.values())


def _is_in(tree: Condition, name: str) -> bool:
    if isinstance(tree, Leaf | Readings) and tree.id == name:
        return True
    return not isinstance(tree, Leaf) and any(_is_in(child, name) for child in tree.of)


def _replaced(tree: Condition, figure: Condition) -> Condition:
    if isinstance(tree, Leaf | Readings) and tree.id == figure.id:
        return figure
    if isinstance(tree, Leaf):
        return tree
    return replace(tree, of=tuple(_replaced(child, figure) for child in tree.of))


def _lay_awards(
    fields: Fields, awards: dict[str, LawAward], context: Context, overlay: str
) -> dict[str, LawAward]:
    taken: dict[str, int] = {}
    for node in fields.items("awards"):
        inner = Fields(node, context.faults, ("code",), ("routes", "conditions", "quotas"))
        code = context.award(inner.code("code"), inner.line_of("code"))
        context.faults.claim(code, inner.line_of("code"), taken)
        if code not in awards:
            continue
        award = awards[code]
        ids = {kind: _ids(tree) for kind, tree in award.standards.items()}
        award = _lay_nodes(inner, "routes", award, context, ids, _with_routes(overlay))
        award = _lay_nodes(inner, "conditions", award, context, ids, _with_conditions(overlay))
        quotas = laid_over(award.quotas, read_quotas(inner, context), lambda quota: quota.id)
        awards = {**awards, code: replace(award, quotas=quotas)}
    return awards


def _lay_nodes(
    fields: Fields,
    name: str,
    award: LawAward,
    context: Context,
    ids: dict[SubjectKind, dict[str, int]],
    join: Callable[[Condition, tuple[Condition, ...]], Condition],
) -> LawAward:
    standards = dict(award.standards)
    for kind, node in fields.by_kind(name, SubjectKind):
        if kind not in standards:
            context.faults.at(
                node.line,
                gettext_noop("“%(code)s” không có tiêu chuẩn cho %(kind)s."),
                gettext_noop("Sửa đối tượng, hoặc bỏ mục này."),
                code=award.code,
                kind=str(kind),
            )
            continue
        nodes = node.items if isinstance(node, Items) else (node,)
        standards[kind] = join(
            standards[kind], tuple(read_condition(one, context, ids[kind]) for one in nodes)
        )
    return replace(award, standards=standards)


def _with_routes(overlay: str) -> Callable[[Condition, tuple[Condition, ...]], Condition]:
    """Further ways to the award: more members of the group ``any``, or such a group around it."""

    def join(old: Condition, new: tuple[Condition, ...]) -> Condition:
        if isinstance(old, AnyOf):
            return replace(old, of=(*old.of, *new))
        return AnyOf(f"{old.id}+{overlay}", (old, *new))

    return join


def _with_conditions(overlay: str) -> Callable[[Condition, tuple[Condition, ...]], Condition]:
    """Further conditions: the standard and all of these."""

    def join(old: Condition, new: tuple[Condition, ...]) -> Condition:
        if isinstance(old, AllOf):
            return replace(old, of=(*old.of, *new))
        return AllOf(f"{old.id}+{overlay}", (old, *new))

    return join


def _ids(tree: Condition) -> dict[str, int]:
    """The ids used in a standard; line 0, for they stand in the pack."""
    found = {tree.id: 0}
    if not isinstance(tree, Leaf):
        for child in tree.of:
            found |= _ids(child)
    return found
