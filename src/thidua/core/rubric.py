"""A rubric as frozen values: groups, criteria, the figures each kind needs; ``core.points`` applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from .faults import Fault, Refused, gettext_noop
from .vietnamese import number, parse_number


class CriterionKind(StrEnum):
    """How a criterion gives its points."""

    JUDGED = "judged"
    YES_NO = "yes_no"
    COUNT = "count"
    TARGET = "target"
    LATENESS = "lateness"
    PARTICIPATION = "participation"
    SHARE = "share"
    MEDALS = "medals"
    INDICATOR = "indicator"
    BONUS = "bonus"
    PENALTY = "penalty"

    @property
    def label(self) -> str:
        """The Vietnamese name (a message id)."""
        return _KIND_LABELS[self]

    @property
    def is_computed(self) -> bool:
        """Whether points follow from recorded facts alone, so that nothing is entered."""
        return self in (CriterionKind.LATENESS, CriterionKind.PARTICIPATION)

    @property
    def is_extra(self) -> bool:
        """Whether it stands outside the rubric's maximum: a bonus or a penalty, which may be left blank."""
        return self in (CriterionKind.BONUS, CriterionKind.PENALTY)


_KIND_LABELS = {
    CriterionKind.JUDGED: gettext_noop("Chấm trong khoảng"),
    CriterionKind.YES_NO: gettext_noop("Có hoặc không"),
    CriterionKind.COUNT: gettext_noop("Số lượng nhân điểm"),
    CriterionKind.TARGET: gettext_noop("Kết quả so với giao ước"),
    CriterionKind.LATENESS: gettext_noop("Trừ theo báo cáo nộp muộn"),
    CriterionKind.PARTICIPATION: gettext_noop("Tham gia hoạt động chung"),
    CriterionKind.SHARE: gettext_noop("Theo tỷ lệ phần trăm"),
    CriterionKind.MEDALS: gettext_noop("Huy chương đã báo cáo"),
    CriterionKind.INDICATOR: gettext_noop("Chỉ số đã báo cáo"),
    CriterionKind.BONUS: gettext_noop("Điểm thưởng"),
    CriterionKind.PENALTY: gettext_noop("Điểm trừ"),
}


class NoneHeld(StrEnum):
    """What participation gives when the cluster held nothing to take part in."""

    FULL = "full"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _NONE_HELD_LABELS[self]


_NONE_HELD_LABELS = {
    NoneHeld.FULL: gettext_noop("Đủ điểm tối đa"),
    NoneHeld.NOTHING: gettext_noop("Không có điểm"),
}


class Rounding(StrEnum):
    """How points are brought to the rubric's number of decimals."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _ROUNDING_LABELS[self]


_ROUNDING_LABELS = {
    Rounding.HALF_UP: gettext_noop("Làm tròn, nửa lấy lên"),
    Rounding.HALF_EVEN: gettext_noop("Làm tròn, nửa lấy số chẵn"),
    Rounding.DOWN: gettext_noop("Bỏ phần lẻ"),
}

_K = CriterionKind
# Which parameters a kind has; those marked True must be given.
KIND_PARAMETERS: dict[CriterionKind, dict[str, bool]] = {
    _K.JUDGED: {},
    _K.YES_NO: {},
    _K.COUNT: {"points_each": True},
    _K.TARGET: {"floor": False, "bonus_per_percent": False, "bonus_cap": False},
    _K.LATENESS: {"per_late": True, "per_day": False},
    _K.PARTICIPATION: {"points_each": False, "none_held": False},
    _K.BONUS: {},
    _K.PENALTY: {},
}
PARAMETER_LABELS = {
    "points_each": gettext_noop("Điểm mỗi lần (việc)"),
    "floor": gettext_noop("Mức sàn (%)"),
    "bonus_per_percent": gettext_noop("Điểm cộng mỗi % vượt"),
    "bonus_cap": gettext_noop("Điểm cộng tối đa"),
    "per_late": gettext_noop("Điểm trừ mỗi lần muộn"),
    "per_day": gettext_noop("Trừ theo số ngày muộn"),
    "none_held": gettext_noop("Khi cụm không tổ chức hoạt động"),
}
# Each below this, and at most three decimals: what is stored keeps it exactly.
MOST_POINTS = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The figures a kind of criterion needs; those of other kinds keep their neutral value.

    ``floor`` is a percentage of the pledge, under which a target gives nothing; beyond the pledge each
    percent adds ``bonus_per_percent``, up to ``bonus_cap``. ``per_late`` is taken off for each late report
    (``per_day``: for each day late). Participation gives ``points_each`` an activity, or without it the
    share of the cluster's joint programmes joined; ``none_held`` says what it gives when there were none:
    by default all points, since no unit can join what the cluster did not hold.
    """

    points_each: Decimal | None = None
    floor: Decimal = Decimal(0)
    bonus_per_percent: Decimal = Decimal(0)
    bonus_cap: Decimal = Decimal(0)
    per_late: Decimal | None = None
    per_day: bool = False
    none_held: NoneHeld = NoneHeld.FULL

    @classmethod
    def read(cls, kind: CriterionKind, given: Mapping[str, object], place: str = "") -> Parameters:
        """Read the parameters of ``kind`` from plain values (numbers also as text, the Vietnamese way).

        Raises :class:`Refused` with a fault for each unknown, missing or unreadable one, at the place
        ``<place>:<parameter>``.
        """
        known = KIND_PARAMETERS[kind]
        read: dict[str, object] = {}
        faults = [_unknown(name, kind, place) for name in given if name not in known]
        for name, is_needed in known.items():
            value = given.get(name)
            if value is None or value == "":
                if is_needed:
                    faults.append(_fault(place, name, gettext_noop("Thiếu tham số “%(parameter)s”.")))
                continue
            try:
                read[name] = _READERS[name](value)
            except ValueError:
                faults.append(
                    _fault(
                        place,
                        name,
                        gettext_noop("Tham số “%(parameter)s” không nhận giá trị “%(given)s”."),
                        given=str(value),
                    )
                )
        if faults:
            raise Refused(*faults)
        return cls(**read)  # type: ignore[arg-type]

    def as_mapping(self) -> dict[str, str | bool]:
        """Return what differs from the neutral values, as plain values that :meth:`read` takes back."""
        neutral = Parameters()
        return {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != getattr(neutral, field.name)
        }


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One criterion: ``max_points`` it can give (or, a penalty, take), by the rule of its ``kind``."""

    code: str
    name: str
    kind: CriterionKind
    max_points: Decimal
    parameters: Parameters = Parameters()
    target_code: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class RubricGroup:
    """A group of criteria (I, II, III…)."""

    code: str
    name: str
    criteria: tuple[RubricCriterion, ...] = ()

    @property
    def max_points(self) -> Decimal:
        """The most the group gives without bonuses and penalties."""
        return sum((c.max_points for c in self.criteria if not c.kind.is_extra), Decimal(0))

    @property
    def is_extra(self) -> bool:
        """Whether it holds bonuses and penalties only, and so has no maximum."""
        return bool(self.criteria) and all(criterion.kind.is_extra for criterion in self.criteria)

    @property
    def gives_beyond(self) -> bool:
        """Whether a criterion in it adds points above its maximum to who goes beyond the pledge."""
        return any(
            criterion.parameters.bonus_per_percent and criterion.parameters.bonus_cap
            for criterion in self.criteria
        )


def criteria_of(groups: Iterable[RubricGroup]) -> list[RubricCriterion]:
    """Return every criterion in the rubric's order."""
    return [criterion for group in groups for criterion in group.criteria]


def maximum(groups: Iterable[RubricGroup]) -> Decimal:
    """Return the most the rubric gives without bonuses and penalties."""
    return sum((group.max_points for group in groups), Decimal(0))


def _fault(place: str, name: str, cause: str, **params: object) -> Fault:
    return Fault(cause, place=f"{place}:{name}", params={"parameter": PARAMETER_LABELS[name], **params})


def _unknown(name: str, kind: CriterionKind, place: str) -> Fault:
    return Fault(
        gettext_noop("Cách chấm “%(kind)s” không có tham số “%(parameter)s”."),
        place=f"{place}:{name}",
        params={"kind": kind.label, "parameter": PARAMETER_LABELS.get(name, name)},
    )


def _number(value: object) -> Decimal:
    if isinstance(value, bool):
        raise ValueError(value)
    figure = value if isinstance(value, Decimal) else parse_number(str(value))
    if not figure.is_finite() or not 0 <= figure < MOST_POINTS or figure != round(figure, 3):
        raise ValueError(value)
    return figure


def _positive(value: object) -> Decimal:
    figure = _number(value)
    if figure == 0:
        raise ValueError(value)
    return figure


def _percentage(value: object) -> Decimal:
    figure = _number(value)
    if figure > 100:
        raise ValueError(value)
    return figure


def _truth(value: object) -> bool:
    if value in (True, "true", "1", 1):
        return True
    if value in (False, "false", "0", 0):
        return False
    raise ValueError(value)


def _none_held(value: object) -> NoneHeld:
    return NoneHeld(str(value))


_READERS: dict[str, Callable[[object], object]] = {
    "points_each": _positive,
    "floor": _percentage,
    "bonus_per_percent": _number,
    "bonus_cap": _number,
    "per_late": _positive,
    "per_day": _truth,
    "none_held": _none_held,
}


def _plain(value: object) -> str | bool:
    if isinstance(value, bool):
        return value
    return number(value) if isinstance(value, Decimal) else str(value)
