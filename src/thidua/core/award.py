"""The titles and forms a cluster year deals with, by code; the law's conditions come with law packs.

Names: Law on Emulation and Commendation 2022, art. 19-26, 72-75; see GLOSSARY for the codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .faults import gettext_noop


class Family(StrEnum):
    """Danh hiệu thi đua (title) or hình thức khen thưởng (form)."""

    TITLE = "title"
    FORM = "form"


class SubjectKind(StrEnum):
    """Whom an award is for."""

    PERSON = "person"
    COLLECTIVE = "collective"

    @property
    def label(self) -> str:
        """The Vietnamese word (a message id)."""
        return _SUBJECT_LABELS[self]


_SUBJECT_LABELS = {
    SubjectKind.PERSON: gettext_noop("Cá nhân"),
    SubjectKind.COLLECTIVE: gettext_noop("Tập thể"),
}


@dataclass(frozen=True, slots=True)
class Award:
    """One title or form: ``code``, Vietnamese ``name`` (a message id), family and subject."""

    code: str
    name: str
    family: Family
    subject: SubjectKind


_T, _F = Family.TITLE, Family.FORM
_P, _C = SubjectKind.PERSON, SubjectKind.COLLECTIVE

AWARDS = {
    award.code: award
    for award in (
        Award("lao_dong_tien_tien", gettext_noop("Lao động tiên tiến"), _T, _P),
        Award("chien_si_thi_dua_co_so", gettext_noop("Chiến sĩ thi đua cơ sở"), _T, _P),
        Award("chien_si_thi_dua_bo_tinh", gettext_noop("Chiến sĩ thi đua cấp Bộ, tỉnh"), _T, _P),
        Award("tap_the_lao_dong_tien_tien", gettext_noop("Tập thể lao động tiên tiến"), _T, _C),
        Award("tap_the_lao_dong_xuat_sac", gettext_noop("Tập thể lao động xuất sắc"), _T, _C),
        Award("co_thi_dua_bo_tinh", gettext_noop("Cờ thi đua của Bộ, tỉnh"), _T, _C),
        Award("co_thi_dua_chinh_phu", gettext_noop("Cờ thi đua của Chính phủ"), _T, _C),
        Award("bang_khen_bo_tinh", gettext_noop("Bằng khen của Bộ, tỉnh"), _F, _C),
        Award("bang_khen_thu_tuong", gettext_noop("Bằng khen của Thủ tướng Chính phủ"), _F, _C),
        Award("huan_chuong_lao_dong_hang_ba", gettext_noop("Huân chương Lao động hạng Ba"), _F, _C),
        Award("huan_chuong_lao_dong_hang_nhi", gettext_noop("Huân chương Lao động hạng Nhì"), _F, _C),
        Award("huan_chuong_lao_dong_hang_nhat", gettext_noop("Huân chương Lao động hạng Nhất"), _F, _C),
        Award("giay_khen", gettext_noop("Giấy khen"), _F, _P),
    )
}
