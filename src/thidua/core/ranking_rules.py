"""What a cluster's regulation says of ranking: the order, ties, who is left out, how many awards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .exclusion import ExclusionKind
from .faults import Fault, Refused, gettext_noop
from .quota import Quota, default_quotas, read_floor, read_member
from .vietnamese import nfc
from .words import Words


class Order(StrEnum):
    """What puts one unit before another first of all."""

    POINTS = "points"
    BALLOT = "ballot"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _ORDER_LABELS[self]


_ORDER_LABELS = {
    Order.POINTS: gettext_noop("Theo tổng điểm"),
    Order.BALLOT: gettext_noop("Theo số phiếu, trong các đơn vị đạt mức điểm sàn"),
}


class TieBreakKind(StrEnum):
    """What separates units with the same points."""

    GROUPS = "groups"
    GROUP = "group"
    ABOVE_PLAN = "above_plan"
    INDICATOR = "indicator"
    VOTES = "votes"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _TIE_BREAK_LABELS[self]

    @property
    def is_named(self) -> bool:
        """Whether it needs the code of a group or an indicator."""
        return self in (TieBreakKind.GROUP, TieBreakKind.INDICATOR)


_TIE_BREAK_LABELS = {
    TieBreakKind.GROUPS: gettext_noop("điểm từng nhóm tiêu chí, lần lượt theo thang điểm"),
    TieBreakKind.GROUP: gettext_noop("điểm nhóm %(name)s"),
    TieBreakKind.ABOVE_PLAN: gettext_noop("số chỉ tiêu vượt kế hoạch"),
    TieBreakKind.INDICATOR: gettext_noop("chỉ số “%(name)s” đã báo cáo"),
    TieBreakKind.VOTES: gettext_noop("số phiếu đồng ý của hội nghị"),
}


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A tie-break; ``name`` is the code of the group or indicator where the kind needs one."""

    kind: TieBreakKind
    name: str = ""

    @property
    def code(self) -> str:
        """As one text, to store and to choose: ``votes``, ``group:II``."""
        return f"{self.kind}:{self.name}" if self.kind.is_named else str(self.kind)

    @classmethod
    def of(cls, code: str) -> TieBreak:
        """Read what :attr:`code` gives; raises ``ValueError``."""
        kind, _, name = nfc(code).partition(":")
        found = TieBreakKind(kind.strip())
        if found.is_named != bool(name.strip()):
            raise ValueError(code)
        return cls(found, name.strip())

    def words(self, title: str = "") -> Words:
        """The tie-break in words; ``title`` is what the indicator is called."""
        return Words(self.kind.label, (("name", title or self.name),) if self.kind.is_named else ())


_EVERY_GROUP = (TieBreak(TieBreakKind.GROUPS),)


@dataclass(frozen=True, slots=True)
class RankingRules:
    """The rules of ranking and quotas of a cluster year.

    ``floor`` is the points a unit needs for its votes to rank it (order by ballot). ``kinds`` are those of
    exclusion the regulation knows, ``clauses`` where it says so. ``quotas`` None: the usual of the cluster's
    kind.
    """

    order: Order = Order.POINTS
    floor: Decimal | None = None
    tie_breaks: tuple[TieBreak, ...] = _EVERY_GROUP
    kinds: tuple[ExclusionKind, ...] = tuple(ExclusionKind)
    clauses: Mapping[ExclusionKind, str] = field(default_factory=dict)
    quotas: tuple[Quota, ...] | None = None

    def quotas_of(self, cluster_kind: str) -> tuple[Quota, ...]:
        """The quotas that hold in a cluster of this kind."""
        return default_quotas(cluster_kind) if self.quotas is None else self.quotas

    @property
    def asks_votes(self) -> bool:
        """Whether the ballots have a say in the order."""
        return self.order is Order.BALLOT or any(t.kind is TieBreakKind.VOTES for t in self.tie_breaks)

    def as_mapping(self) -> dict[str, object]:
        """The rules as plain values to store; what is usual is left out."""
        given: dict[str, object] = {
            "order": self.order.value,
            "floor": None if self.floor is None else str(self.floor),
            "tie_breaks": [tie_break.code for tie_break in self.tie_breaks],
            "kinds": [kind.value for kind in ExclusionKind if kind in self.kinds],
            "clauses": {kind.value: self.clauses[kind] for kind in ExclusionKind if self.clauses.get(kind)},
        }
        if self.quotas is not None:
            given["quotas"] = [quota.as_mapping() for quota in self.quotas]
        return given

    @classmethod
    def read(cls, given: Mapping[str, object]) -> RankingRules:
        """Read what :meth:`as_mapping` wrote; nothing gives the usual rules.

        Raises :class:`Refused` with every fault, each at its part (``order``, ``tie_breaks``, ``quotas``…).
        """
        faults: list[Fault] = []
        order = read_member(Order, given.get("order"), Order.POINTS, "order", faults)
        floor = read_floor(given.get("floor"), "floor", faults)
        rules = cls(
            order,
            floor,
            _tie_breaks(given.get("tie_breaks"), faults),
            _kinds(given.get("kinds"), faults),
            _clauses(given.get("clauses"), faults),
            _quotas(given.get("quotas"), faults),
        )
        if faults:
            raise Refused(*faults)
        return rules


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _tie_breaks(value: object, faults: list[Fault]) -> tuple[TieBreak, ...]:
    if value is None:
        return _EVERY_GROUP
    found: list[TieBreak] = []
    for code in _listed(value):
        try:
            tie_break = TieBreak.of(str(code))
        except ValueError:
            message = gettext_noop("Không hiểu tiêu chí phụ “%(code)s”.")
            faults.append(Fault(message, place="tie_breaks", params={"code": str(code)}))
            continue
        if tie_break in found:
            faults.append(
                Fault(
                    gettext_noop("Một tiêu chí phụ được ghi hai lần."),
                    gettext_noop("Hãy bỏ lần ghi sau."),
                    "tie_breaks",
                )
            )
        found.append(tie_break)
    return tuple(found)


def _kinds(value: object, faults: list[Fault]) -> tuple[ExclusionKind, ...]:
    if value is None:
        return tuple(ExclusionKind)
    chosen = {
        read_member(ExclusionKind, code, ExclusionKind.OTHER, "kinds", faults) for code in _listed(value)
    }
    return tuple(kind for kind in ExclusionKind if kind in chosen)


def _clauses(value: object, faults: list[Fault]) -> Mapping[ExclusionKind, str]:
    given: Iterable[tuple[object, object]] = value.items() if isinstance(value, Mapping) else ()
    return {
        read_member(ExclusionKind, code, ExclusionKind.OTHER, "clauses", faults): nfc(str(text))
        for code, text in given
        if nfc(str(text))
    }


def _quotas(value: object, faults: list[Fault]) -> tuple[Quota, ...] | None:
    if value is None:
        return None
    found: list[Quota] = []
    for given in _listed(value):
        try:
            quota = Quota.read(given if isinstance(given, Mapping) else {}, "quotas")
        except Refused as refused:
            faults.extend(refused.faults)
            continue
        if any(known.award == quota.award for known in found):
            faults.append(
                Fault(
                    gettext_noop("Một danh hiệu, hình thức có hai hạn mức."),
                    gettext_noop("Hãy giữ một dòng."),
                    "quotas",
                )
            )
        found.append(quota)
    return tuple(found)
