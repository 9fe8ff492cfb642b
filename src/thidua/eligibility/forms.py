"""Forms of the eligibility pages: what is asked, what a person decides, how a list is narrowed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.date_field import DayField
from thidua.clusters.models import Unit
from thidua.clusters.unit_choices import offer_units
from thidua.core.law.facts import SubjectKind
from thidua.core.law.verdict import Verdict
from thidua.law.packs import load_packs, overlays
from thidua.subjects.access import Reach

from .queries.screenings import NEAR
from .speaking import spoken


def overlay_choices() -> list[tuple[str, Any]]:
    """The organisations whose own figures may be laid on the law, and none."""
    return [("", _("Chỉ quy định chung")), *((head.id, head.organisation) for head in overlays().values())]


class AskedForm(forms.Form):
    """The day the dossier is received, and whose own figures are laid on the law; sent by GET."""

    ngay = DayField(label=_("Ngày nhận hồ sơ"), required=False, help_text=_("Chọn quy định áp dụng."))
    to_chuc = forms.ChoiceField(label=_("Quy định riêng của tổ chức"), required=False)

    def __init__(self, today: date, data: Any = None) -> None:
        given = {"ngay": f"{today:%d/%m/%Y}", "to_chuc": settings.LAW_OVERLAY}
        given |= {name: data[name] for name in given if data is not None and name in data}
        super().__init__(given)
        self.today = today
        self.fields["to_chuc"].choices = overlay_choices()  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def day(self) -> date:
        """The day asked about; today while the field holds none."""
        return self.cleaned_data.get("ngay") or self.today

    @property
    def overlay(self) -> str:
        """The overlay asked for; blank while the field holds none."""
        return str(self.cleaned_data.get("to_chuc") or "")


class DecisionForm(forms.Form):
    """Whether a condition is met, and the paper it rests on."""

    is_met = forms.TypedChoiceField(
        label=_("Kết luận"),
        choices=[("true", _("Đạt")), ("false", _("Không đạt"))],
        widget=forms.RadioSelect,
        coerce=lambda chosen: chosen == "true",
    )
    ref = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Số, ngày của văn bản hoặc biên bản, hoặc lý do kết luận."),
    )


class ScreeningForm(forms.Form):
    """Which unit, under which law, which awards, whom."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị"),
        queryset=Unit.objects.none(),
        empty_label=_("(chọn)"),
        help_text=_("Gồm cả các đơn vị trực thuộc."),
    )
    ngay = DayField(label=_("Ngày nhận hồ sơ"), help_text=_("Chọn quy định áp dụng."))
    to_chuc = forms.ChoiceField(label=_("Quy định riêng của tổ chức"), required=False)
    kinds = forms.TypedMultipleChoiceField(
        label=_("Loại đối tượng"),
        choices=choices(SubjectKind),
        coerce=SubjectKind,
        widget=forms.CheckboxSelectMultiple,
    )
    awards = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn là rà soát tất cả."),
    )

    def __init__(self, within: Reach, today: date, own: Unit | None, data: Any = None) -> None:
        initial = {
            "unit": own.pk if own else None,
            "ngay": today,
            "to_chuc": settings.LAW_OVERLAY,
            "kinds": [kind.value for kind in SubjectKind],
        }
        super().__init__(data, initial=initial)
        offer_units(self.fields["unit"], within.units())
        self.fields["to_chuc"].choices = overlay_choices()  # type: ignore[attr-defined]
        self.fields["awards"].choices = award_choices()  # type: ignore[attr-defined]


def award_choices() -> list[tuple[str, str]]:
    """Every award that any pack knows, by code, named as the latest pack has it."""
    named: dict[str, tuple[int, str]] = {}
    for pack in load_packs().values():
        named |= {award.code: (award.order, spoken(award.name)) for award in pack.awards.values()}
    return [(code, name) for code, (_order, name) in sorted(named.items(), key=lambda entry: entry[1][0])]


class NarrowRowsForm(forms.Form):
    """Which rows of a screening are shown; sent by GET."""

    verdict = forms.ChoiceField(
        label=_("Kết quả"),
        required=False,
        choices=[("", _("(tất cả)")), *choices(Verdict), (NEAR, _("Chỉ thiếu một điều kiện"))],
    )
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    q = forms.CharField(label=_("Họ tên, mã"), required=False, max_length=100)

    def __init__(self, awards: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["award"].choices = [("", _("(tất cả)")), *awards]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What the rows are narrowed by; a value that is none narrows nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        return {
            "verdict": data.get("verdict", ""),
            "award": data.get("award", ""),
            "words": data.get("q", ""),
        }


class RoadmapForm(forms.Form):
    """Whose roadmap, from which day; sent by GET, so that what is not given is what is usual."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("(chọn)"), required=False
    )
    kind = forms.ChoiceField(label=_("Loại đối tượng"), choices=choices(SubjectKind), required=False)
    ngay = DayField(label=_("Tính từ ngày"), required=False)
    to_chuc = forms.ChoiceField(label=_("Quy định riêng của tổ chức"), required=False)
    q = forms.CharField(label=_("Họ tên"), required=False, max_length=100)

    def __init__(self, within: Reach, today: date, own: Unit | None, data: Any) -> None:
        given = {
            "unit": str(own.pk) if own and within.covers(own) else "",
            "kind": SubjectKind.PERSON.value,
            "ngay": f"{today:%d/%m/%Y}",
            "to_chuc": settings.LAW_OVERLAY,
            "q": "",
        }
        super().__init__(given | {name: data[name] for name in given if name in data})
        self.today = today
        offer_units(self.fields["unit"], within.units())
        self.fields["to_chuc"].choices = overlay_choices()  # type: ignore[attr-defined]

    @property
    def chosen_unit(self) -> Unit | None:
        """The unit chosen."""
        return self.cleaned_data.get("unit")

    @property
    def chosen_kind(self) -> str:
        """The kind of subjects shown."""
        return str(self.cleaned_data.get("kind") or SubjectKind.PERSON.value)

    @property
    def day(self) -> date:
        """The day looked ahead from."""
        return self.cleaned_data.get("ngay") or self.today

    @property
    def overlay(self) -> str:
        """The overlay asked for, or blank."""
        return str(self.cleaned_data.get("to_chuc") or "")
