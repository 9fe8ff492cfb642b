"""The figures each kind of criterion needs, read from plain values and written back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from .criterion_kinds import BandMeasure, CriterionKind, NoneHeld
from .faults import Fault, Refused, gettext_noop
from .vietnamese import number, parse_number

_K = CriterionKind
_BANDS = {"bands": False, "bands_in": False}
_EVIDENCE = {"needs_evidence": False}
# Which parameters a kind has; those marked True must be given.
KIND_PARAMETERS: dict[CriterionKind, dict[str, bool]] = {
    _K.JUDGED: {"min_points": False, **_EVIDENCE},
    _K.YES_NO: {**_EVIDENCE},
    _K.COUNT: {"points_each": True, **_EVIDENCE},
    _K.TARGET: {"floor": False, **_BANDS, "bonus_per_percent": False, "bonus_cap": False, **_EVIDENCE},
    _K.LATENESS: {"per_late": True, "per_day": False},
    _K.PARTICIPATION: {"points_each": False, "none_held": False},
    _K.SHARE: {"full_at": False, "floor": False, **_BANDS, **_EVIDENCE},
    _K.MEDALS: {"per_gold": False, "per_silver": False, "per_bronze": False},
    _K.INDICATOR: {"indicator_code": False, "points_each": False, "per_units": False, **_BANDS},
    _K.BONUS: {**_EVIDENCE},
    _K.PENALTY: {**_EVIDENCE},
}
PARAMETER_LABELS = {
    "points_each": gettext_noop("Điểm mỗi lần (việc)"),
    "per_units": gettext_noop("Số đơn vị tính cho mỗi lần điểm"),
    "indicator_code": gettext_noop("Chỉ số báo cáo"),
    "min_points": gettext_noop("Điểm tối thiểu"),
    "full_at": gettext_noop("Đủ điểm khi đạt (%)"),
    "floor": gettext_noop("Mức sàn (%)"),
    "bands": gettext_noop("Các bậc điểm"),
    "bands_in": gettext_noop("Bậc điểm tính bằng"),
    "bonus_per_percent": gettext_noop("Điểm cộng mỗi % vượt"),
    "bonus_cap": gettext_noop("Điểm cộng tối đa"),
    "per_late": gettext_noop("Điểm trừ mỗi lần muộn"),
    "per_day": gettext_noop("Trừ theo số ngày muộn"),
    "none_held": gettext_noop("Khi cụm không tổ chức hoạt động"),
    "per_gold": gettext_noop("Điểm mỗi huy chương vàng"),
    "per_silver": gettext_noop("Điểm mỗi huy chương bạc"),
    "per_bronze": gettext_noop("Điểm mỗi huy chương đồng"),
    "needs_evidence": gettext_noop("Phải có minh chứng"),
}
# Each below this, and at most three decimals: what is stored keeps it exactly.
MOST_POINTS = Decimal(10_000)
# From what figure a band may begin: what an indicator may report.
_MOST_REACHED = Decimal(10) ** 13
# Between bands written on one line; on several lines a new line does.
BAND_MARK = "|"
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """From ``start`` on (a percentage reached, or an indicator's figure) a criterion gives ``gives``."""

    start: Decimal
    gives: Decimal

    def __str__(self) -> str:
        return f"{number(self.start)}: {number(self.gives)}"


@dataclass(frozen=True, slots=True)
class Parameters:
    """The figures a kind of criterion needs; those of other kinds keep their neutral value.

    ``floor`` is a percentage (of the pledge; of a share) under which nothing is given; a share gives all
    from ``full_at`` on. Beyond the pledge each percent adds ``bonus_per_percent``, up to ``bonus_cap``.
    ``bands``, in rising order, give by steps instead: a percentage of the maximum, or points
    (``bands_in``); nothing below the first. ``per_late`` is taken off for each late report (``per_day``:
    for each day late). Participation gives ``points_each`` an activity, or without it the share of the
    cluster's joint programmes joined; ``none_held`` says what it gives when there were none: by default
    all points, since no unit can join what the cluster did not hold. An indicator gives ``points_each``
    for every ``per_units`` of its figure. A judged entry is at least ``min_points``. Where
    ``needs_evidence`` is set a figure above nought must have a file that proves it.
    """

    points_each: Decimal | None = None
    floor: Decimal = Decimal(0)
    bonus_per_percent: Decimal = Decimal(0)
    bonus_cap: Decimal = Decimal(0)
    per_late: Decimal | None = None
    per_day: bool = False
    none_held: NoneHeld = NoneHeld.FULL
    min_points: Decimal = Decimal(0)
    needs_evidence: bool = False
    full_at: Decimal = _HUNDRED
    bands: tuple[Band, ...] = ()
    bands_in: BandMeasure = BandMeasure.PERCENT
    per_gold: Decimal = Decimal(0)
    per_silver: Decimal = Decimal(0)
    per_bronze: Decimal = Decimal(0)
    indicator_code: str = ""
    per_units: Decimal = Decimal(1)

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
            except ValueError as error:
                faults.append(_unreadable(place, name, value, error))
        if faults:
            raise Refused(*faults)
        return cls(**read)  # type: ignore[arg-type]

    def as_mapping(self) -> dict[str, str | bool]:
        """Return what differs from the neutral values, as plain values that :meth:`read` takes back."""
        return {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != getattr(NEUTRAL, field.name)
        }


# What a kind without figures has.
NEUTRAL = Parameters()


def _unreadable(place: str, name: str, value: object, error: ValueError) -> Fault:
    if name == "bands":
        cause = gettext_noop("Không hiểu bậc điểm “%(given)s”.")
        mend = gettext_noop("Mỗi bậc ghi một dòng, dạng “mức đạt: điểm”, ví dụ “70: 50”.")
        params = {"parameter": PARAMETER_LABELS[name], "given": str(error)[:80]}
        return Fault(cause, mend, f"{place}:{name}", params)
    cause = gettext_noop("Tham số “%(parameter)s” không nhận giá trị “%(given)s”.")
    return _fault(place, name, cause, given=str(value))


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


def _each_units(value: object) -> Decimal:
    figure = value if isinstance(value, Decimal) else parse_number(str(value))
    if not 0 < figure < _MOST_REACHED or figure != round(figure, 3):
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


def _bands_in(value: object) -> BandMeasure:
    return BandMeasure(str(value))


def _full_at(value: object) -> Decimal:
    figure = _percentage(value)
    if figure == 0:
        raise ValueError(value)
    return figure


def _bands(value: object) -> tuple[Band, ...]:
    """Read bands: values, or lines ``70: 50`` (``70% → 50%`` too), in rising order of what is reached."""
    if isinstance(value, tuple):
        return value
    lines = str(value).replace(BAND_MARK, "\n").splitlines()
    bands = [_band(line.strip()) for line in lines if line.strip()]
    return tuple(sorted(bands, key=lambda band: band.start))


def _band(line: str) -> Band:
    start, mark, gives = line.replace("→", ":").replace("%", "").partition(":")
    try:
        begun = parse_number(start)
        if not mark or not 0 <= begun < _MOST_REACHED or begun != round(begun, 3):
            raise ValueError(line)
        return Band(begun, _number(gives))
    except ValueError as error:
        raise ValueError(line) from error


_READERS: dict[str, Callable[[object], object]] = {
    "points_each": _positive,
    "floor": _percentage,
    "bonus_per_percent": _number,
    "bonus_cap": _number,
    "per_late": _positive,
    "per_day": _truth,
    "none_held": _none_held,
    "min_points": _number,
    "needs_evidence": _truth,
    "full_at": _full_at,
    "bands": _bands,
    "bands_in": _bands_in,
    "per_gold": _number,
    "per_silver": _number,
    "per_bronze": _number,
    "indicator_code": str,
    "per_units": _each_units,
}


def _plain(value: object) -> str | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return f" {BAND_MARK} ".join(map(str, value))
    return number(value) if isinstance(value, Decimal) else str(value)
