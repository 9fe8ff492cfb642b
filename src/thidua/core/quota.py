"""How many units of a cluster may be given an award: a number, a share of the members, or the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from .award import AWARDS
from .faults import Fault, Refused, gettext_noop
from .vietnamese import number, parse_number
from .words import Words

FLAG, DIPLOMA = "co_thi_dua_bo_tinh", "bang_khen_bo_tinh"
_MOST = 99
E = TypeVar("E", bound=StrEnum)


class QuotaKind(StrEnum):
    """How the number of an award is found."""

    FIXED = "fixed"
    SHARE = "share"
    REST = "rest"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    QuotaKind.FIXED: gettext_noop("Số cố định"),
    QuotaKind.SHARE: gettext_noop("Tỷ lệ trên số đơn vị"),
    QuotaKind.REST: gettext_noop("Các đơn vị còn lại"),
}


class SeatRounding(StrEnum):
    """How a share of the members becomes a whole number."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _ROUNDING_LABELS[self]


_ROUNDING_LABELS = {
    SeatRounding.DOWN: gettext_noop("làm tròn xuống"),
    SeatRounding.NEAREST: gettext_noop("làm tròn đến số gần nhất"),
    SeatRounding.UP: gettext_noop("làm tròn lên"),
}


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of an award: ``number`` when fixed, else a ``share`` of the members, ``at_least`` so many.

    A unit below the ``floor`` of points is not given it.
    """

    award: str
    kind: QuotaKind = QuotaKind.REST
    number: int = 0
    share: Fraction = Fraction(1, 3)
    rounding: SeatRounding = SeatRounding.UP
    at_least: int = 0
    floor: Decimal | None = None

    def seats(self, members: int) -> int:
        """How many may be given among ``members`` units; the rest is everybody."""
        if self.kind is QuotaKind.FIXED:
            return min(self.number, members)
        if self.kind is QuotaKind.REST:
            return members
        exact = self.share * members
        whole = {
            SeatRounding.DOWN: int(exact),
            SeatRounding.NEAREST: int(exact + Fraction(1, 2)),
            SeatRounding.UP: -int(-exact // 1),
        }[self.rounding]
        return min(max(whole, self.at_least), members)

    def words(self, members: int) -> Words:
        """How the number was found, as papers say it."""
        if self.kind is QuotaKind.FIXED:
            return Words(gettext_noop("quy chế ấn định %(number)s suất"), (("number", number(self.number)),))
        if self.kind is QuotaKind.REST:
            return Words(gettext_noop("dành cho các đơn vị còn lại"))
        figures = (
            ("share", share_text(self.share)),
            ("members", number(members)),
            ("rounding", Words(self.rounding.label)),
            ("least", number(self.at_least)),
        )
        if self.seats(members) == self.at_least and self.share * members < self.at_least:
            return Words(
                gettext_noop("%(share)s của %(members)s đơn vị, %(rounding)s, ít nhất %(least)s"), figures
            )
        return Words(gettext_noop("%(share)s của %(members)s đơn vị, %(rounding)s"), figures)

    def as_mapping(self) -> dict[str, object]:
        """The quota as plain values to store."""
        return {
            "award": self.award,
            "kind": self.kind.value,
            "number": self.number,
            "share": share_text(self.share),
            "rounding": self.rounding.value,
            "at_least": self.at_least,
            "floor": None if self.floor is None else str(self.floor),
        }

    @classmethod
    def read(cls, given: Mapping[str, object], place: str = "") -> Quota:
        """Read what :meth:`as_mapping` wrote, or a person; raises :class:`Refused` with every fault.

        Without a ``place`` each fault stands at the field it speaks of.
        """
        faults: list[Fault] = []
        award = str(given.get("award") or "")
        if award not in AWARDS:
            faults.append(
                Fault(
                    gettext_noop("Không có danh hiệu, hình thức “%(award)s”."),
                    place=place or "award",
                    params={"award": award},
                )
            )
        kind = read_member(QuotaKind, given.get("kind"), QuotaKind.REST, place or "kind", faults)
        rounding = read_member(
            SeatRounding, given.get("rounding"), SeatRounding.UP, place or "rounding", faults
        )
        quota = cls(
            award,
            kind,
            _whole(given.get("number"), place or "number", faults),
            _share(given.get("share"), place or "share", faults),
            rounding,
            _whole(given.get("at_least"), place or "at_least", faults),
            read_floor(given.get("floor"), place or "floor", faults),
        )
        if kind is QuotaKind.FIXED and not quota.number and not faults:
            faults.append(
                Fault(
                    gettext_noop("Hạn mức theo số cố định phải ghi số suất."),
                    gettext_noop("Hãy ghi từ 1 trở lên, hoặc bỏ dòng này."),
                    place or "number",
                )
            )
        if faults:
            raise Refused(*faults)
        return quota


def default_quotas(kind: str) -> tuple[Quota, ...]:
    """What a cluster of ``kind`` (cum, khoi) gives where its regulation says nothing else.

    A cụm: flags for a third of the members, rounded up, and the ministry's diploma for the rest. That gave
    3 of 9 in the Red River Delta in 2017 and 3 of 7 (and 4 diplomas) in the northern midlands in 2022. A
    khối: one flag, and the diploma for the rest.
    """
    if kind == "khoi":
        return (Quota(FLAG, QuotaKind.FIXED, number=1), Quota(DIPLOMA))
    return (Quota(FLAG, QuotaKind.SHARE, at_least=1), Quota(DIPLOMA))


def share_text(share: Fraction) -> str:
    """A share as regulations write it: ``1/3``, else ``30%`` where the percentage is whole."""
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"


def read_floor(value: object, place: str, faults: list[Fault]) -> Decimal | None:
    """Read a floor of points, noting what is wrong with it."""
    if value is None or value == "":
        return None
    try:
        floor = value if isinstance(value, Decimal) else _decimal(str(value))
    except (ValueError, ArithmeticError):
        floor = Decimal(-1)
    if not (floor.is_finite() and 0 <= floor < 100_000):
        faults.append(
            Fault(
                gettext_noop("Mức điểm sàn “%(value)s” không hợp lệ."),
                gettext_noop("Hãy nhập số từ 0 trở lên, ví dụ 80 hoặc 850."),
                place,
                {"value": str(value)},
            )
        )
        return None
    return floor


def _decimal(text: str) -> Decimal:
    """Stored figures are plain (``80.5``), typed ones Vietnamese (``80,5``)."""
    return parse_number(text) if "," in text else Decimal(text)


def _share(value: object, place: str, faults: list[Fault]) -> Fraction:
    if value is None or value == "":
        return Fraction(1, 3)
    text = str(value).replace(" ", "").replace(",", ".")
    try:
        share = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        faults.append(
            Fault(
                gettext_noop("Tỷ lệ “%(value)s” không hợp lệ."),
                gettext_noop("Hãy ghi phân số hoặc phần trăm, ví dụ 1/3 hoặc 30%%."),
                place,
                {"value": str(value)},
            )
        )
        return Fraction(1, 3)
    return share


def _whole(value: object, place: str, faults: list[Fault]) -> int:
    if value is None or value == "":
        return 0
    text = str(value).strip()
    if not text.isdecimal() or int(text) > _MOST:
        faults.append(
            Fault(
                gettext_noop("Số suất “%(value)s” không hợp lệ."),
                gettext_noop("Hãy nhập số nguyên từ 0 đến 99."),
                place,
                {"value": text},
            )
        )
        return 0
    return int(text)


def read_member(kinds: type[E], value: object, default: E, place: str, faults: list[Fault]) -> E:
    """Read a member of an enumeration by its value, noting one that is unknown."""
    if value is None or value == "":
        return default
    try:
        return kinds(str(value))
    except ValueError:
        faults.append(
            Fault(
                gettext_noop("Không hiểu “%(value)s” trong quy tắc xếp hạng."),
                place=place,
                params={"value": str(value)},
            )
        )
        return default
