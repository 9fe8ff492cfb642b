"""Forms that make a cluster and open its years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.speaking import say
from thidua.accounts.versioned_form import VersionedForm
from thidua.core.timetable import Stage, a_year_on, usual_due
from thidua.core.vietnamese import collation_key, slug

from ..models import Cluster, ClusterKind, ClusterYear, Unit
from ..queries import by_name, members, stage_dues
from ..unit_choices import offer_units
from .year import due_fields, dues_of


class ClusterForm(forms.Form):
    """Name, kind and awarding authority of a new cluster."""

    name = forms.CharField(
        label=_("Tên"), max_length=200, help_text=_("Ví dụ: Cụm thi đua các tỉnh Đồng bằng sông Hồng")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=ClusterKind.choices)
    code = forms.SlugField(
        label=_("Mã trong địa chỉ trang"),
        max_length=60,
        required=False,
        help_text=_("Chữ không dấu, nối bằng gạch ngang. Bỏ trống để đặt theo tên."),
    )
    awarding_authority = forms.ModelChoiceField(
        label=_("Cơ quan quản lý"), queryset=Unit.objects.none(), empty_label=_("(chọn cơ quan)")
    )

    def __init__(self, only: Unit | None, *args: object, **kwargs: object) -> None:
        """``only`` is the one authority offered to its own people; None offers every unit."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = Unit.objects.filter(pk=only.pk) if only else Unit.objects.all()
        field = self.fields["awarding_authority"]
        offer_units(field, offered)
        field.initial = only

    def clean(self) -> dict[str, object]:
        """A code left out follows the name."""
        data = super().clean() or {}
        if not data.get("code") and data.get("name") and "code" not in self.errors:
            data["code"] = slug(str(data["name"]))[:60]
        return data


class OpenYearForm(forms.Form):
    """The frame of a year: members, chair, deputy, due days; filled in from the year before."""

    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100, localize=False)
    members = forms.ModelMultipleChoiceField(
        label=_("Đơn vị thành viên"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ModelChoiceField(
        label=_("Cụm trưởng"), queryset=Unit.objects.none(), empty_label=_("(chọn đơn vị)")
    )
    deputy = forms.ModelChoiceField(
        label=_("Cụm phó"), queryset=Unit.objects.none(), required=False, empty_label=_("(chưa có)")
    )
    regulation = forms.CharField(
        label=_("Quy chế hoạt động"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, cluster: Cluster, last: ClusterYear | None, today: date, *args: object, **kwargs: object
    ) -> None:
        year = last.year + 1 if last else today.year
        kwargs["initial"] = {
            "year": year,
            **{f"due_{stage.value}": usual_due(year, stage) for stage in Stage},
            **(_from_last(last) if last else {}),
        }
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        peers = Unit.objects.exclude(pk=cluster.awarding_authority_id)
        for name in ("members", "chair", "deputy"):
            offer_units(self.fields[name], peers)
        _name_offices(self, cluster.kind)
        self.fields |= due_fields()
        self.former = [unit.pk for unit in members(last)] if last else []

    def dues(self) -> dict[Stage, date]:
        """The due days entered, by stage."""
        return dues_of(self)

    def members_in_order(self) -> list[Unit]:
        """The members chosen: those of the year before in their order, then new ones by name."""
        place = {pk: index for index, pk in enumerate(self.former)}
        return sorted(
            self.cleaned_data["members"],
            key=lambda unit: (place.get(unit.pk, len(place)), collation_key(unit.short_name)),
        )


def _name_offices(form: forms.Form, kind: str) -> None:
    """Call chair and deputy as a cụm or a khối calls them."""
    form.fields["chair"].label = say("Cụm trưởng", kind)
    form.fields["deputy"].label = say("Cụm phó", kind)


def _from_last(last: ClusterYear) -> dict[str, object]:
    return {
        "members": members(last),
        "chair": last.deputy,
        "regulation": last.regulation,
        **{f"due_{stage.value}": a_year_on(due) for stage, due in stage_dues(last).items()},
    }


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A unit on the page of the frame: its field, whether it is a member, what ties it to the year."""

    unit: Unit
    field: forms.BoundField
    is_member: bool
    ties: tuple[str, ...]


class ReframeForm(VersionedForm):
    """Who belongs to an open year, and who chairs it.

    Each unit has a field ``member_<pk>`` for its place in the list; empty, it is no member. A unit whose
    place was changed goes before one that had the same place already.
    """

    chair = forms.ModelChoiceField(
        label=_("Cụm trưởng"),
        queryset=Unit.objects.none(),
    )
    deputy = forms.ModelChoiceField(
        label=_("Cụm phó"), queryset=Unit.objects.none(), required=False, empty_label=_("(chưa có)")
    )

    def __init__(self, year: ClusterYear, *args: object, **kwargs: object) -> None:
        former = members(year)
        self.former = {unit.pk: place for place, unit in enumerate(former, start=1)}
        kwargs["initial"] = {
            "version": year.version,
            "chair": year.chair_id,
            "deputy": year.deputy_id,
            **{f"member_{pk}": place for pk, place in self.former.items()},
        }
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        peers = Unit.objects.exclude(pk=year.cluster.awarding_authority_id)
        for name in ("chair", "deputy"):
            offer_units(self.fields[name], peers)
        _name_offices(self, year.cluster.kind)
        self.fields["chair"].help_text = say(
            "Đổi cụm trưởng thì thư ký đang cử thôi việc này; cụm trưởng mới cử thư ký của mình.",
            year.cluster.kind,
        )
        others = by_name(unit for unit in peers if unit.pk not in self.former)
        self.units = {unit.pk: unit for unit in [*former, *others]}
        for unit in self.units.values():
            self.fields[f"member_{unit.pk}"] = forms.IntegerField(
                label=unit.name, required=False, min_value=1, max_value=999, localize=False
            )

    def rows(self, ties: Mapping[int, Sequence[str]]) -> list[MemberRow]:
        """Every unit with its field and what ties it to the year: the members first."""
        return [
            MemberRow(unit, self[f"member_{pk}"], pk in self.former, tuple(ties.get(pk, ())))
            for pk, unit in self.units.items()
        ]

    def members_in_order(self) -> list[Unit]:
        """The units with a place, by it."""
        places = {pk: place for pk in self.units if (place := self.cleaned_data[f"member_{pk}"]) is not None}
        order = {pk: index for index, pk in enumerate(self.units)}
        return [
            self.units[pk]
            for pk in sorted(
                places, key=lambda pk: (places[pk], places[pk] == self.former.get(pk), order[pk])
            )
        ]
