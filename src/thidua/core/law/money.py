"""Bonus money of an award: coefficient times the base wage in force on the day the decision is signed.

Coefficients: Decree 152/2025, art. 51 (orders) and 54 (diplomas); before it Decree 98/2023.
Rounding (B-01) is not certain: it is not applied until its basis is confirmed, and both figures are told.
What is paid when one achievement brings several awards (B-02) is not computed: the money is of one award.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from thidua.core.faults import Refused, gettext_noop
from thidua.core.vietnamese import number, short_date

from .facts import SubjectKind
from .pack import BaseWage, Basis, Coefficient, LawPack

ROUNDED_TO = Decimal(10_000)
"""B-01: up to the next ten thousand đồng."""


@dataclass(frozen=True, slots=True)
class Bonus:
    """The money of one conferment: ``dong`` is what is to be paid, or at most where ``is_ceiling``.

    ``rounded`` is the sum as B-01 would round it, ``rounding`` the basis of that rule (None: the pack has
    none); ``dong`` is rounded only when the rule is confirmed.
    """

    dong: int
    coefficient: Decimal
    coefficient_basis: Basis
    base_wage: BaseWage
    is_ceiling: bool
    rounded: int
    rounding: Basis | None

    @property
    def is_rounding_in_doubt(self) -> bool:
        """Whether an unconfirmed rounding would change the sum."""
        return self.rounding is not None and self.rounded != self.dong


def bonus_money(pack: LawPack, code: str, kind: SubjectKind, on: date) -> Bonus:
    """The money that goes with award ``code`` for a ``kind`` of subject, decision signed ``on``.

    ``pack`` is the one in force that day. Raises :class:`KeyError` when the pack has no such award and
    :class:`Refused` when it has no coefficient for the kind, no base wage yet, or does not hold the day.
    """
    award = pack.award(code)
    _refuse_another_time(pack, on)
    coefficient = award.bonus.get(kind)
    if coefficient is None:
        raise Refused.because(
            gettext_noop("“%(award)s” không có mức tiền thưởng cho %(kind)s trong %(pack)s."),
            gettext_noop("Kiểm tra đối tượng và ngày ký quyết định."),
            "award",
            award=award.name.vi,
            kind=kind.label,
            pack=pack.id,
        )
    wage = base_wage(pack, on)
    exact = _exact_dong(coefficient, wage)
    rounded = int((exact / ROUNDED_TO).to_integral_value(ROUND_CEILING) * ROUNDED_TO)
    rounds = pack.rounding is not None and pack.rounding.confirmation.is_confirmed
    return Bonus(
        dong=rounded if rounds else int(exact),
        coefficient=coefficient.figure,
        coefficient_basis=coefficient.basis,
        base_wage=wage,
        is_ceiling=coefficient.is_ceiling,
        rounded=rounded,
        rounding=pack.rounding,
    )


def base_wage(pack: LawPack, on: date) -> BaseWage:
    """The base wage in force ``on``. Raises :class:`Refused` when the pack's first begins later."""
    begun = [wage for wage in pack.base_wages if wage.since <= on]
    if not begun:
        raise Refused.because(
            gettext_noop("%(pack)s chưa có mức lương cơ sở áp dụng vào ngày %(day)s."),
            gettext_noop("Bổ sung mức lương cơ sở vào gói quy định."),
            "on",
            pack=pack.id,
            day=short_date(on),
        )
    return max(begun, key=lambda wage: wage.since)


def _refuse_another_time(pack: LawPack, on: date) -> None:
    if pack.holds(on):
        return
    raise Refused.because(
        gettext_noop("%(pack)s không có hiệu lực vào ngày ký quyết định %(day)s."),
        gettext_noop("Chọn gói quy định có hiệu lực vào ngày ký."),
        "on",
        pack=pack.id,
        day=short_date(on),
    )


def _exact_dong(coefficient: Coefficient, wage: BaseWage) -> Decimal:
    exact = coefficient.figure * wage.dong
    if exact != int(exact):
        raise Refused.because(
            gettext_noop("Hệ số %(coefficient)s nhân %(wage)s đồng không ra số đồng chẵn."),
            gettext_noop("Kiểm tra hệ số trong gói quy định."),
            "bonus",
            coefficient=number(coefficient.figure),
            wage=number(wage.dong),
        )
    return exact
