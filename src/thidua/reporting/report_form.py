"""The form in which a unit writes its report: text by parts, figures by indicator, medals by competition.

Its fields are ``section_<kind>``, ``figure_<code>`` and ``medal_<row>_<field>``; blank rows of medals are
offered below the written ones, more on demand, so that nothing here needs JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.faults import show_in
from thidua.accounts.number_field import NumberField
from thidua.accounts.posted import whole
from thidua.core.faults import Fault, Refused, Stale
from thidua.core.reporting import MOST_MEDAL_ROWS, MedalRow

from .models import CompetitionLevel, SectionKind
from .queries import PledgedFigures, ReportContents

BLANK_ROWS = 3
_COLUMNS = {
    "competition": _("Giải đấu"),
    "level": _("Cấp"),
    "gold": _("Vàng"),
    "silver": _("Bạc"),
    "bronze": _("Đồng"),
}
_ROW_FIELDS = tuple(_COLUMNS)


@dataclass(frozen=True, slots=True)
class FigureField:
    """An indicator's input with what it is judged beside."""

    beside: PledgedFigures
    field: BoundField


class MedalCountField(NumberField):
    """A whole number of medals; empty is none."""

    def __init__(self, **kwargs: Any) -> None:
        digits = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=digits, **kwargs)

    def clean(self, value: Any) -> int:
        """Return the number typed, refusing fractions."""
        typed: Decimal | None = super().clean(value)
        if typed is None:
            return 0
        if typed != typed.to_integral_value():
            raise forms.ValidationError(_("Số huy chương phải là số nguyên."), code="whole")
        return int(typed)


class ReportForm(forms.Form):
    """Made from the stored report (:meth:`of`), from what came in, or with more blank rows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    medal_rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, beside: list[PledgedFigures], *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beside = beside
        self.is_stale = False
        self.rows = min(rows, MOST_MEDAL_ROWS)
        self.initial["medal_rows"] = self.rows
        for kind in SectionKind:
            self.fields[f"section_{kind.value}"] = forms.CharField(
                label=kind.label,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        for line in beside:
            self.fields[f"figure_{line.indicator.code}"] = NumberField(
                label=line.indicator.name, required=False
            )
        for row in range(self.rows):
            self._add_medal_row(row)

    @classmethod
    def of(cls, contents: ReportContents, beside: list[PledgedFigures], version: int) -> ReportForm:
        """The form of a report as it is stored."""
        initial: dict[str, Any] = {"version": version}
        initial |= {f"section_{kind.value}": text for kind, text in contents.sections}
        initial |= {f"figure_{line.indicator.code}": line.value for line in contents.figures}
        for row, medals in enumerate(contents.medals):
            initial |= {f"medal_{row}_{name}": getattr(medals, name) for name in _ROW_FIELDS}
        return cls(beside, initial=initial, rows=len(contents.medals) + BLANK_ROWS)

    @classmethod
    def posted(cls, data: Mapping[str, Any], beside: list[PledgedFigures]) -> ReportForm:
        """The form as it came in."""
        return cls(beside, data, rows=_count(data))

    @classmethod
    def longer(cls, data: Mapping[str, Any], beside: list[PledgedFigures]) -> ReportForm:
        """What came in, with more blank rows of medals and nothing judged yet."""
        typed = {name: data[name] for name in data if name != "medal_rows"}
        return cls(beside, initial=typed, rows=_count(data) + BLANK_ROWS)

    def section_fields(self) -> list[BoundField]:
        """Inputs of the text."""
        return [self[f"section_{kind.value}"] for kind in SectionKind]

    def figure_fields(self) -> list[FigureField]:
        """Inputs of the figures."""
        return [FigureField(line, self[f"figure_{line.indicator.code}"]) for line in self.beside]

    def medal_fields(self) -> list[list[BoundField]]:
        """Inputs of the medals, a list for each row."""
        return [[self[f"medal_{row}_{name}"] for name in _ROW_FIELDS] for row in range(self.rows)]

    def values(self) -> dict[str, Any]:
        """What ``save_draft`` takes."""
        cleaned = self.cleaned_data
        return {
            "sections": {kind.value: cleaned[f"section_{kind.value}"] for kind in SectionKind},
            "figures": {
                line.indicator.code: cleaned[f"figure_{line.indicator.code}"] for line in self.beside
            },
            "medals": [self._row(number) for number in self._written_rows()],
            "version": cleaned["version"],
        }

    def show(self, refused: Refused, version: int) -> None:
        """Put the action's faults at their fields; rows of medals are counted there without the blanks."""
        written = self._written_rows()
        self.is_stale = isinstance(refused, Stale)
        kind = Stale if isinstance(refused, Stale) else Refused
        show_in(self, kind(*(_on_form(fault, written) for fault in refused.faults)), version)

    def _add_medal_row(self, row: int) -> None:
        made: dict[str, forms.Field] = {
            "competition": forms.CharField(required=False, max_length=200),
            "level": forms.ChoiceField(
                choices=CompetitionLevel.choices, initial=CompetitionLevel.NATIONAL, required=False
            ),
        }
        made |= {colour: MedalCountField(required=False) for colour in ("gold", "silver", "bronze")}
        place = gettext("Huy chương, dòng %(row)s") % {"row": row + 1}
        for name, field in made.items():
            # The words over the column stand beside the input where the table is stacked (phones).
            field.column = _COLUMNS[name]  # type: ignore[attr-defined]
            field.label = f"{place}: {_COLUMNS[name]}"
            self.fields[f"medal_{row}_{name}"] = field

    def _written_rows(self) -> list[int]:
        """Rows in which a competition or a medal is written."""
        names = ("competition", "gold", "silver", "bronze")
        return [
            row
            for row in range(self.rows)
            if any(self.cleaned_data.get(f"medal_{row}_{name}") for name in names)
        ]

    def _row(self, row: int) -> MedalRow:
        cleaned = {name: self.cleaned_data[f"medal_{row}_{name}"] for name in _ROW_FIELDS}
        return MedalRow(**{**cleaned, "level": cleaned["level"] or CompetitionLevel.NATIONAL.value})


def _count(data: Mapping[str, Any]) -> int:
    return min(whole(str(data.get("medal_rows", "")), BLANK_ROWS), MOST_MEDAL_ROWS)


def _on_form(fault: Fault, written: list[int]) -> Fault:
    """The fault at its place on the form, where blank rows are counted too."""
    params = dict(fault.params)
    if fault.place.startswith("medal_"):
        _, row, name = fault.place.split("_")
        if "row" in params:
            params["row"] = written[int(str(params["row"])) - 1] + 1
        return Fault(fault.cause, fault.mend, f"medal_{written[int(row)]}_{name}", params)
    return fault
