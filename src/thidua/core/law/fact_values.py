"""Whether a value can stand for a fact of its kind, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from thidua.core.faults import Fault, gettext_noop

from .facts import (
    DECISIONS,
    DISCIPLINES,
    WAY_ALIASES,
    FactKind,
    Grade,
    RankLevel,
    Scope,
    Way,
    parse_judged,
    parse_share,
)

_CODE = re.compile(r"[a-z][a-z0-9_]*\Z")
_RANK = re.compile(r"0*[1-9][0-9]{0,5}\Z", re.ASCII)


def value_fault(kind: FactKind, value: str, ref: str = "") -> Fault | None:
    """Say what is wrong with ``value`` as a fact of ``kind``, or None.

    Whether an award code exists is for the pack to say; here only its form is looked at.
    """
    if _VALUE_CHECKS[kind](value):
        if kind is FactKind.CLUSTER_RANK and ref not in set(RankLevel):
            return Fault(
                gettext_noop("Thứ hạng trong cụm thiếu cấp tổ chức cụm."),
                gettext_noop("Cột ref ghi bo_tinh hoặc trung_uong."),
                "ref",
            )
        return None
    return Fault(
        gettext_noop("Giá trị “%(value)s” không dùng được cho %(kind)s."),
        _VALUE_MENDS[kind],
        "value",
        {"value": value, "kind": str(kind)},
    )


def _is_share(value: str) -> bool:
    try:
        parse_share(value)
    except ValueError:
        return False
    return True


def _is_judged(value: str) -> bool:
    try:
        parse_judged(value)
    except ValueError:
        return False
    return True


def _is_award(value: str) -> bool:
    code, colon, way = value.partition(":")
    return bool(_CODE.match(code)) and (not colon or way in set(Way) or way in WAY_ALIASES)


_VALUE_CHECKS: dict[FactKind, Callable[[str], bool]] = {
    FactKind.GRADE: lambda value: value in set(Grade),
    FactKind.TITLE: _is_award,
    FactKind.AWARD: _is_award,
    FactKind.INITIATIVE: lambda value: value in set(Scope),
    FactKind.SCIENCE: lambda value: value in set(Scope),
    FactKind.DISCIPLINE: lambda value: value in DISCIPLINES,
    FactKind.UNDER_REVIEW: lambda value: True,
    FactKind.CLUSTER_RANK: lambda value: bool(_RANK.match(value)),
    FactKind.SHARE: _is_share,
    FactKind.EXCEEDS_TARGETS: lambda value: value.lower() in DECISIONS,
    FactKind.JUDGED: _is_judged,
    FactKind.BORN: lambda value: not value,
}
_DECISION_MEND = gettext_noop("Ghi true hoặc false.")
_VALUE_MENDS = {
    FactKind.GRADE: gettext_noop("Ghi một trong: xuat_sac, tot, hoan_thanh, khong_hoan_thanh."),
    FactKind.TITLE: gettext_noop("Ghi mã danh hiệu, ví dụ chien_si_thi_dua_co_so."),
    FactKind.AWARD: gettext_noop(
        "Ghi mã hình thức khen thưởng, thêm loại hình sau dấu hai chấm khi cần, "
        "ví dụ bang_khen_bo_tinh:dot_xuat. Các loại hình: cong_trang, dot_xuat, chuyen_de (hoặc phong_trao), "
        "cong_hien, nien_han, doi_ngoai."
    ),
    FactKind.INITIATIVE: gettext_noop("Ghi một trong: co_so, bo_tinh, toan_quoc."),
    FactKind.SCIENCE: gettext_noop("Ghi một trong: co_so, bo_tinh, toan_quoc."),
    FactKind.DISCIPLINE: gettext_noop(
        "Ghi một trong: khien_trach, canh_cao, ha_bac_luong, giang_chuc, cach_chuc, buoc_thoi_viec, khai_tru."
    ),
    FactKind.UNDER_REVIEW: "",
    FactKind.CLUSTER_RANK: gettext_noop("Ghi thứ hạng là số nguyên từ 1."),
    FactKind.SHARE: gettext_noop(
        "Ghi như ldtt:0.72, hoan_thanh:1, count:cstd_co_so:2 hoặc count:ky_luat_canh_cao:0."
    ),
    FactKind.EXCEEDS_TARGETS: _DECISION_MEND,
    FactKind.JUDGED: gettext_noop("Ghi mã điều kiện và kết luận, ví dụ TTLDXS-02:true."),
    FactKind.BORN: gettext_noop("Để trống cột value; năm sinh, năm thành lập ghi ở cột year."),
}
