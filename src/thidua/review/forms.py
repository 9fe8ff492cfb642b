"""Forms of meetings, ballots, proposals and the hand-over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.vietnamese import number

from . import queries
from .models import Meeting


class UnitsField(forms.ModelMultipleChoiceField[Unit]):
    """Member units as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The unit's short name."""
        return str(obj.short_name)


class MeetingForm(forms.Form):
    """The record of a meeting; ``version`` tells which record it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label=_("Ngày họp"), placeholder="17/11/2017")
    place = forms.CharField(label=_("Địa điểm"), max_length=200)
    presided_by = forms.CharField(label=_("Chủ trì"), max_length=300, help_text=_("Họ tên, chức vụ, đơn vị."))
    directed_by = forms.CharField(
        label=_("Dự và chỉ đạo"),
        max_length=300,
        required=False,
        help_text=_("Đại diện cơ quan quản lý, nếu có."),
    )
    attending = UnitsField(label=_("Đơn vị có mặt"), queryset=Unit.objects.none(), required=False)
    minutes = forms.CharField(
        label=_("Biên bản"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Nội dung trình bày, ý kiến thảo luận, kết luận. Kết quả bỏ phiếu được ghi riêng."),
    )

    def __init__(self, year: ClusterYear, meeting: Meeting | None, data: Any = None) -> None:
        listed = [unit.pk for unit in members(year)]
        initial: dict[str, Any] = {"version": 0, "attending": listed}
        if meeting is not None:
            initial = {
                "version": meeting.version,
                "held_on": meeting.held_on,
                "place": meeting.place,
                "presided_by": meeting.presided_by,
                "directed_by": meeting.directed_by,
                "attending": [unit.pk for unit in meeting.attending.all()],
                "minutes": meeting.minutes,
            }
        super().__init__(data, initial=initial)
        list_members(self.fields["attending"], year)


class ProposeUnitForm(forms.Form):
    """Which unit, for what, and why against the ballots."""

    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("(chọn)"))
    award = forms.ChoiceField(
        label=_("Danh hiệu, hình thức"),
        choices=[
            ("", _("(chọn)")),
            *((a.code, _(a.name)) for a in AWARDS.values() if a.subject is SubjectKind.COLLECTIVE),
        ],
    )
    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Được in cạnh tên đơn vị trong danh sách đề nghị."),
    )

    def __init__(self, year: ClusterYear, data: Any = None) -> None:
        super().__init__(data)
        list_members(self.fields["unit"], year)


class HandOverForm(forms.Form):
    """The day the flag passes."""

    handed_on = DayField(label=_("Ngày bàn giao"), placeholder="17/11/2017")
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def candidate_words(unit: Unit, standing: queries.Standing) -> str:
    """A unit with its rank and points, to choose by."""
    if standing.is_excluded:
        return _now("%(unit)s (không xét thi đua, lý do ở trang Xếp hạng)") % {"unit": unit.short_name}
    if standing.rank is None or standing.points is None:
        return unit.short_name
    return _now("%(unit)s (hạng %(rank)s, %(points)s điểm)") % {
        "unit": unit.short_name,
        "rank": standing.rank,
        "points": number(standing.points),
    }


def list_members(field: Any, year: ClusterYear) -> None:
    """Let the field choose among the year's members, in their order."""
    field.queryset = Unit.objects.filter(memberships__cluster_year=year).order_by("memberships__position")
