"""Forms of the rubric's editor."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.number_field import NumberField
from thidua.accounts.versioned_form import VersionedForm
from thidua.clusters.models import ClusterYear
from thidua.core.rubric import (
    KIND_PARAMETERS,
    PARAMETER_LABELS,
    BandMeasure,
    CriterionKind,
    NoneHeld,
    Parameters,
    Rounding,
    RubricCriterion,
)
from thidua.core.rubric_parameters import BAND_MARK
from thidua.pledges.models import Target
from thidua.reporting.models import Indicator

from ..models import Criterion, CriterionGroup, Rubric

_HELP = {
    "points_each": _(
        "Tham gia hoạt động chung: để trống thì tính theo tỷ lệ chương trình chung đã tham gia. Chỉ số: để "
        "trống khi chấm theo bậc."
    ),
    "per_units": _("Ví dụ 1.000: cứ 1.000 được số điểm trên. Để trống: mỗi đơn vị tính."),
    "min_points": _("Điểm thấp nhất được chấm; để trống là 0."),
    "full_at": _("Ví dụ 80: từ 80 % trở lên được đủ điểm. Để trống: 100 %."),
    "floor": _("Đạt dưới mức này thì không có điểm."),
    "bands": _(
        "Mỗi dòng một bậc: mức đạt rồi số điểm. Ví dụ “70: 50” là từ 70 trở lên được 50; dưới bậc đầu không "
        "có điểm. Để trống: tính theo tỷ lệ."
    ),
    "needs_evidence": _("Số tự chấm lớn hơn 0 phải kèm tệp minh chứng thì mới nộp được phiếu."),
    "bonus_per_percent": _("Cộng thêm khi vượt chỉ tiêu; để trống nếu không cộng."),
}

_NUMBERS = (
    "points_each",
    "per_units",
    "min_points",
    "full_at",
    "floor",
    "bonus_per_percent",
    "bonus_cap",
    "per_late",
    "per_gold",
    "per_silver",
    "per_bronze",
)
# The fields of parameters in the order they are shown, each part with the classes of the kinds it is for.
_SHOWN_FOR = (
    ("for-target", ("target",)),
    ("for-indicator", ("indicator_code",)),
    ("for-count for-participation for-indicator", ("points_each",)),
    ("for-indicator", ("per_units",)),
    ("for-share", ("full_at",)),
    ("for-target for-share", ("floor",)),
    ("for-target for-share for-indicator", ("bands", "bands_in")),
    ("for-target", ("bonus_per_percent", "bonus_cap")),
    ("for-medals", ("per_gold", "per_silver", "per_bronze")),
    ("for-lateness", ("per_late", "per_day")),
    ("for-participation", ("none_held",)),
    ("for-judged", ("min_points",)),
    (
        "for-judged for-yes_no for-count for-target for-share for-bonus for-penalty",
        ("needs_evidence",),
    ),
)


class RubricNameForm(VersionedForm):
    """The rubric's name and rounding."""

    name = forms.CharField(label=_("Tên thang điểm"), max_length=200)
    places = forms.TypedChoiceField(
        label=_("Làm tròn điểm"),
        coerce=int,
        choices=[(2, _("hai chữ số")), (1, _("một chữ số")), (0, _("điểm nguyên"))],
    )
    rounding = forms.TypedChoiceField(label=_("Cách làm tròn"), coerce=Rounding, choices=choices(Rounding))

    def __init__(self, rubric: Rubric | None, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": rubric.version if rubric else 0,
            "name": rubric.name if rubric else "",
            "places": rubric.places if rubric else 2,
            "rounding": rubric.rounding if rubric else Rounding.HALF_UP,
        }
        super().__init__(*args, **kwargs)


class GroupForm(VersionedForm):
    """A group's number, name and place."""

    code = forms.CharField(label=_("Số"), max_length=10, help_text=_("Ví dụ: I, II, III"))
    name = forms.CharField(label=_("Nhóm tiêu chí"), max_length=300)
    position = forms.IntegerField(label=_("Thứ tự"), min_value=1, required=False)

    def __init__(self, rubric: Rubric, group: CriterionGroup | None, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": rubric.version}
        if group:
            kwargs["initial"] |= {"code": group.code, "name": group.name, "position": group.position}
        super().__init__(*args, **kwargs)


class CriterionForm(VersionedForm):
    """A criterion: what it is, how it gives points, and the figures that way needs."""

    code = forms.CharField(label=_("Mã"), max_length=20, help_text=_("Ví dụ: 1.1"))
    name = forms.CharField(label=_("Tiêu chí"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    max_points = NumberField(label=_("Điểm tối đa"))
    position = forms.IntegerField(label=_("Thứ tự trong nhóm"), min_value=1, required=False)
    guidance = forms.CharField(
        label=_("Hướng dẫn chấm"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(label=_("Cách chấm"), choices=choices(CriterionKind))
    target = forms.ModelChoiceField(
        label=_("Chỉ tiêu giao ước"),
        queryset=Target.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("(không gắn: đơn vị nhập tỷ lệ % đạt kế hoạch)"),
    )
    indicator_code = forms.ModelChoiceField(
        label=_(PARAMETER_LABELS["indicator_code"]),
        queryset=Indicator.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("(chọn chỉ số)"),
    )
    bands = forms.CharField(
        label=_(PARAMETER_LABELS["bands"]),
        required=False,
        help_text=_HELP["bands"],
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "70: 50\n90: 80\n100: 100"}),
    )
    bands_in = forms.ChoiceField(
        label=_(PARAMETER_LABELS["bands_in"]), choices=choices(BandMeasure), required=False
    )
    needs_evidence = forms.BooleanField(
        label=_(PARAMETER_LABELS["needs_evidence"]), required=False, help_text=_HELP["needs_evidence"]
    )
    none_held = forms.ChoiceField(
        label=_(PARAMETER_LABELS["none_held"]), choices=choices(NoneHeld), required=False
    )
    per_day = forms.BooleanField(label=_(PARAMETER_LABELS["per_day"]), required=False)

    def __init__(
        self, year: ClusterYear, rubric: Rubric, criterion: Criterion | None, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"version": rubric.version, **(_initial(criterion) if criterion else {})}
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = Target.objects.filter(cluster_year=year)  # type: ignore[attr-defined]
        indicators = Indicator.objects.filter(cluster_year=year)
        self.fields["indicator_code"].queryset = indicators  # type: ignore[attr-defined]
        for name in _NUMBERS:
            self.fields[name] = NumberField(
                label=_(PARAMETER_LABELS[name]), required=False, help_text=_HELP.get(name, "")
            )

    def parameter_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields that only some kinds need, each part with the classes of those kinds."""
        return [(kinds, [self[name] for name in names]) for kinds, names in _SHOWN_FOR]

    def common_fields(self) -> list[forms.BoundField]:
        """The fields every criterion has, the kind last."""
        return [self[name] for name in ("code", "name", "max_points", "position", "guidance", "kind")]

    def clean(self) -> dict[str, Any]:
        """An indicator is chosen where the points follow from one."""
        data = super().clean() or {}
        if data.get("kind") == CriterionKind.INDICATOR and not data.get("indicator_code"):
            self.add_error("indicator_code", _("Hãy chọn chỉ số mà các đơn vị báo cáo."))
        return data

    def criterion(self) -> RubricCriterion:
        """The criterion entered. Raises :class:`Refused` for parameters its kind cannot take."""
        data = self.cleaned_data
        kind = CriterionKind(data["kind"])
        given = {name: data.get(name) for name in KIND_PARAMETERS[kind]}
        if (indicator := given.get("indicator_code")) is not None:
            given["indicator_code"] = indicator.code
        target = data["target"] if kind is CriterionKind.TARGET else None
        return RubricCriterion(
            code=data["code"],
            name=data["name"],
            kind=kind,
            max_points=data["max_points"] or Decimal(0),
            parameters=Parameters.read(kind, given, data["code"]),
            target_code=target.code if target else "",
            guidance=data["guidance"],
        )


def _initial(criterion: Criterion) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "kind": criterion.kind,
        "max_points": criterion.max_points,
        "position": criterion.position,
        "guidance": criterion.guidance,
        "target": criterion.target.code if criterion.target else None,
        **criterion.parameters,
        "bands": "\n".join(
            band.strip() for band in str(criterion.parameters.get("bands", "")).split(BAND_MARK)
        ),
    }
