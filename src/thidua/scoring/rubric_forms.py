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
    CriterionKind,
    NoneHeld,
    Parameters,
    RubricCriterion,
)
from thidua.pledges.models import Target

from .models import Criterion, CriterionGroup, Rubric

_HELP = {
    "points_each": _(
        "Tham gia hoạt động chung: để trống thì tính theo tỷ lệ chương trình chung đã tham gia."
    ),
    "floor": _("Đạt dưới mức này thì không có điểm."),
    "bonus_per_percent": _("Cộng thêm khi vượt chỉ tiêu; để trống nếu không cộng."),
}


class RubricNameForm(VersionedForm):
    """The rubric's name and rounding."""

    name = forms.CharField(label=_("Tên thang điểm"), max_length=200)
    places = forms.TypedChoiceField(
        label=_("Làm tròn điểm"),
        coerce=int,
        choices=[(2, _("hai chữ số")), (1, _("một chữ số")), (0, _("điểm nguyên"))],
    )

    def __init__(self, rubric: Rubric | None, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": rubric.version if rubric else 0,
            "name": rubric.name if rubric else "",
            "places": rubric.places if rubric else 2,
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
        for name in ("points_each", "floor", "bonus_per_percent", "bonus_cap", "per_late"):
            self.fields[name] = NumberField(
                label=_(PARAMETER_LABELS[name]), required=False, help_text=_HELP.get(name, "")
            )

    def parameter_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields that only some kinds need, each part with the classes of those kinds."""
        return [
            ("for-count for-participation", [self["points_each"]]),
            (
                "for-target",
                [self["target"], self["floor"], self["bonus_per_percent"], self["bonus_cap"]],
            ),
            ("for-lateness", [self["per_late"], self["per_day"]]),
            ("for-participation", [self["none_held"]]),
        ]

    def common_fields(self) -> list[forms.BoundField]:
        """The fields every criterion has, the kind last."""
        return [self[name] for name in ("code", "name", "max_points", "position", "guidance", "kind")]

    def criterion(self) -> RubricCriterion:
        """The criterion entered. Raises :class:`Refused` for parameters its kind cannot take."""
        data = self.cleaned_data
        kind = CriterionKind(data["kind"])
        given = {name: data.get(name) for name in KIND_PARAMETERS[kind]}
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
    }
