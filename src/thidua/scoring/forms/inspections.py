"""The form of an inspection group: who inspects, and whose sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.accounts.versioned_form import VersionedForm
from thidua.clusters.access import member_ids
from thidua.clusters.models import Appointment, ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.vietnamese import person_key

from ..models import InspectionGroup


class InspectionGroupForm(VersionedForm):
    """Name, people of the members and of the awarding authority, units."""

    name = forms.CharField(label=_("Tên tổ"), max_length=200, help_text=_("Ví dụ: Tổ kiểm tra số 1"))
    people = forms.ModelMultipleChoiceField(
        label=_("Người kiểm tra"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không ai kiểm tra phiếu của đơn vị mình đang làm việc."),
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Đơn vị được kiểm tra"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, year: ClusterYear, group: InspectionGroup | None, today: date, *args: Any, **kwargs: Any
    ) -> None:
        if group is not None:
            kwargs["initial"] = {
                "version": group.version,
                "name": group.name,
                "people": [user.pk for user in group.inspectors.all()],
                "units": [unit.pk for unit in group.units.all()],
            }
        super().__init__(*args, **kwargs)
        places = _candidates(year, today)
        named = {place.user_id: f"{place.user.full_name} ({place.unit.short_name})" for place in places}
        people = self.fields["people"]
        people.queryset = User.objects.filter(pk__in=named)  # type: ignore[attr-defined]
        people.choices = list(named.items())  # type: ignore[attr-defined]
        listed = members(year)
        units = self.fields["units"]
        units.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in listed])  # type: ignore[attr-defined]
        units.choices = [(unit.pk, unit.short_name) for unit in listed]  # type: ignore[attr-defined]


def _candidates(year: ClusterYear, today: date) -> list[Appointment]:
    """Where the people work who may inspect: members and the awarding authority, by given name."""
    allowed = {*member_ids(year), year.cluster.awarding_authority_id}
    places = Appointment.objects.in_force(today).filter(unit__in=allowed, user__is_active=True)
    return sorted(places.select_related("user", "unit"), key=lambda place: person_key(place.user.full_name))
