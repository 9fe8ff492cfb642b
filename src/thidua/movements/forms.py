"""Forms of the movements pages. They read and check what is typed; ``actions`` write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.accounts.versioned_form import VersionedModelForm
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.unit_choices import offer_units

from .models import Directive, JointActivity, Movement, MovementPart


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DirectiveForm(VersionedModelForm):
    """A directive and, if at hand, its text."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_("PDF hoặc DOCX, không quá 20 MB. Tệp mới thay tệp cũ."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )

    class Meta:
        model = Directive
        fields = ["number", "issued_on", "issuer", "abstract"]
        field_classes = {"issued_on": DayField}
        widgets = {"abstract": _lines(3)}


class MovementForm(VersionedModelForm):
    """A movement as launched."""

    def __init__(self, year: ClusterYear, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["directive"]
        chosen.queryset = year.directives.all()
        chosen.empty_label = _("(không có)")

    class Meta:
        model = Movement
        fields = [
            "name",
            "launched_by",
            "level",
            "kind",
            "directive",
            "starts_on",
            "ends_on",
            "targets",
            "criteria",
        ]
        field_classes = {"starts_on": DayField, "ends_on": DayField}
        widgets = {"targets": _lines(4), "criteria": _lines(4)}


class PartForm(VersionedModelForm):
    """A unit's part in a movement; ``version`` 0 says that nothing was recorded yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", 0)

    class Meta:
        model = MovementPart
        fields = ["activities", "results"]
        widgets = {"activities": _lines(6), "results": _lines(4)}


class ActivityForm(VersionedModelForm):
    """A joint programme or exchange, hosted by one of ``hosts``, joined by members of the year."""

    def __init__(self, hosts: list[Unit], units: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["host"]
        offer_units(chosen, Unit.objects.filter(pk__in=[unit.pk for unit in hosts]))
        if len(hosts) == 1:
            chosen.empty_label = None
        offer_units(self.fields["participants"], Unit.objects.filter(pk__in=[unit.pk for unit in units]))

    class Meta:
        model = JointActivity
        fields = ["kind", "name", "field", "held_on", "place", "host", "participants", "summary"]
        labels = {"participants": _("Đơn vị tham gia")}
        field_classes = {"held_on": DayField}
        widgets = {
            "participants": forms.CheckboxSelectMultiple,
            "summary": _lines(4),
        }
