"""Forms of a cluster year: going back, settings."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.date_field import DayField
from thidua.accounts.models import User
from thidua.accounts.speaking import say
from thidua.accounts.versioned_form import VersionedForm
from thidua.core.timetable import Stage

from ..models import Appointment, ClusterYear
from ..queries import stage_dues


def due_fields() -> dict[str, DayField]:
    """A field ``due_<stage>`` for each stage."""
    return {f"due_{stage.value}": DayField(label=_("Hạn: %s") % _(stage.label)) for stage in Stage}


def dues_of(form: forms.Form) -> dict[Stage, date]:
    """The due days entered in ``form``, by stage."""
    return {stage: form.cleaned_data[f"due_{stage.value}"] for stage in Stage}


class ReturnForm(forms.Form):
    """Which stage to go back to (the one just before is offered first), and why."""

    stage = forms.ChoiceField(label=_("Quay lại giai đoạn"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, year: ClusterYear, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (stage.value, _(stage.label))
            for stage in reversed(Stage)
            if stage.order < year.current_stage.order
        ]


class YearSettingsForm(VersionedForm):
    """Secretary, operating regulation, and a due day for each stage (field ``due_<stage>``)."""

    secretary = forms.ModelChoiceField(
        label=_("Thư ký cụm"), queryset=User.objects.none(), required=False, empty_label=_("(chưa cử)")
    )
    regulation = forms.CharField(
        label=_("Quy chế hoạt động"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, year: ClusterYear, today: date, *args: object, **kwargs: object) -> None:
        dues = stage_dues(year)
        kwargs["initial"] = {
            "version": year.version,
            "secretary": year.secretary,
            "regulation": year.regulation,
            **{f"due_{stage}": due for stage, due in dues.items()},
        }
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        in_chair_unit = Appointment.objects.in_force(today).filter(unit=year.chair)
        self.fields["secretary"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            appointments__in=in_chair_unit, is_active=True
        )
        self.fields["secretary"].label = say("Thư ký cụm", year.cluster.kind)
        self.fields |= due_fields()

    def dues(self) -> dict[Stage, date]:
        """The due days entered, by stage."""
        return dues_of(self)
