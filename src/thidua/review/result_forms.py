"""Forms of the result: what the meeting decides otherwise, and what is only tried."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.faults import fault_text
from thidua.accounts.number_field import NumberField
from thidua.clusters.models import ClusterYear
from thidua.core.award import AWARDS
from thidua.core.points import entry_faults
from thidua.core.quota import Quota, QuotaKind
from thidua.core.ranking_rules import Order, RankingRules, TieBreak
from thidua.core.rubric import criteria_of
from thidua.scoring.forms.rules import COLLECTIVE_AWARDS, tie_break_choices
from thidua.scoring.queries import ScoreTable

from .what_if import Changes, Figure

FIGURES, TIE_BREAKS = 4, 3


class DecisionForm(forms.Form):
    """The award the meeting gives a unit instead of the computed one, and why."""

    award = forms.ChoiceField(
        label=_("Hội nghị quyết định"),
        choices=[("", _("(không có danh hiệu, hình thức nào)")), *COLLECTIVE_AWARDS],
        required=False,
    )
    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Được in cạnh kết quả xếp hạng."),
    )


class WhatIfForm(forms.Form):
    """What to try: figures, units out or back, the order, the seats. Empty parts stay as they are."""

    def __init__(
        self, year: ClusterYear, table: ScoreTable, quotas: tuple[Quota, ...], data: Any = None
    ) -> None:
        super().__init__(data)
        self._table, self._quotas = table, quotas
        self._criteria = {criterion.code: criterion for criterion in criteria_of(table.groups)}
        self._add_figures()
        self._add_units()
        self._add_rules(year)

    def figure_rows(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """The fields of each figure to try, and whether the row is in use; the first always is."""
        rows = []
        for place in range(1, FIGURES + 1):
            fields = [self[f"{part}_{place}"] for part in ("unit", "criterion", "figure")]
            rows.append((place, fields, place == 1 or any(field.value() for field in fields)))
        return rows

    def unit_fields(self) -> list[forms.BoundField]:
        """Who is left out or taken back."""
        return [self[name] for name in ("out", "back") if name in self.fields]

    def rule_fields(self) -> list[forms.BoundField]:
        """The order and its tie-breaks."""
        return [self["order"], *(self[f"tie_{place}"] for place in range(1, TIE_BREAKS + 1))]

    def seat_fields(self) -> list[forms.BoundField]:
        """A number for each quota."""
        return [self[f"seats_{quota.award}"] for quota in self._quotas]

    def clean(self) -> dict[str, Any]:
        """Each figure needs its unit and criterion, and must be one a verifier could put."""
        data = super().clean() or {}
        for place in range(1, FIGURES + 1):
            given = {part: data.get(f"{part}_{place}") for part in ("unit", "criterion", "figure")}
            if given["figure"] is None:
                continue
            if not given["unit"] or not given["criterion"]:
                self.add_error(
                    f"figure_{place}", _now("Hãy chọn đơn vị và tiêu chí cho số này, hoặc xóa số.")
                )
                continue
            criterion = self._criteria[given["criterion"]]
            for fault in entry_faults(criterion, given["figure"], verified=True):
                self.add_error(f"figure_{place}", fault_text(fault))
        return data

    def changes(self) -> Changes:
        """What is tried."""
        data = self.cleaned_data
        figures = tuple(
            Figure(int(data[f"unit_{place}"]), data[f"criterion_{place}"], data[f"figure_{place}"])
            for place in range(1, FIGURES + 1)
            if data.get(f"figure_{place}") is not None
        )
        seats = {
            quota.award: data[f"seats_{quota.award}"]
            for quota in self._quotas
            if data.get(f"seats_{quota.award}") is not None
        }
        return Changes(
            figures,
            frozenset(int(unit) for unit in data.get("out", ())),
            frozenset(int(unit) for unit in data.get("back", ())),
            self._rules(data),
            seats,
        )

    def _rules(self, data: dict[str, Any]) -> RankingRules | None:
        stands = self._table.rules
        order = Order(data["order"]) if data.get("order") else stands.order
        codes = [data[f"tie_{place}"] for place in range(1, TIE_BREAKS + 1) if data.get(f"tie_{place}")]
        ties = tuple(TieBreak.of(code) for code in dict.fromkeys(codes)) or stands.tie_breaks
        if (order, ties) == (stands.order, stands.tie_breaks):
            return None
        return RankingRules(order, stands.floor, ties, stands.kinds, stands.clauses, stands.quotas)

    def _add_figures(self) -> None:
        units = [
            ("", _("(đơn vị)")),
            *((str(row.unit.pk), row.unit.short_name) for row in self._table.units if row.is_handed_in),
        ]
        criteria: list[Any] = [("", _("(tiêu chí)"))]
        for group in self._table.groups:
            listed = [(one.code, f"{one.code} {one.name}"[:90]) for one in group.criteria]
            criteria.append((f"{group.code}. {group.name}"[:90], listed))
        for place in range(1, FIGURES + 1):
            self.fields[f"unit_{place}"] = forms.ChoiceField(label=_("Đơn vị"), choices=units, required=False)
            self.fields[f"criterion_{place}"] = forms.ChoiceField(
                label=_("Tiêu chí"), choices=criteria, required=False
            )
            self.fields[f"figure_{place}"] = NumberField(label=_("Số thử"), required=False)

    def _add_units(self) -> None:
        stand = [(str(row.unit.pk), row.unit.short_name) for row in self._table.units if not row.excluded_for]
        gone = [(str(row.unit.pk), row.unit.short_name) for row in self._table.units if row.excluded_for]
        for name, label, listed in (
            ("out", _("Thử không xét"), stand),
            ("back", _("Thử xét lại"), gone),
        ):
            if listed:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label, choices=listed, required=False, widget=forms.CheckboxSelectMultiple
                )

    def _add_rules(self, year: ClusterYear) -> None:
        as_is = ("", _("(như quy tắc đang dùng)"))
        self.fields["order"] = forms.ChoiceField(
            label=_("Xếp hạng"), choices=[as_is, *choices(Order)], required=False
        )
        ties = tie_break_choices(year, self._table.rules)
        for place in range(1, TIE_BREAKS + 1):
            self.fields[f"tie_{place}"] = forms.ChoiceField(
                label=_("Bằng điểm thì xét") if place == 1 else _("rồi xét"),
                choices=[as_is if place == 1 else ("", _("(không xét thêm)")), *ties],
                required=False,
            )
        for quota in self._quotas:
            number = quota.seats(len(self._table.units))
            stands = _("còn lại") if quota.kind is QuotaKind.REST else str(number)
            self.fields[f"seats_{quota.award}"] = forms.IntegerField(
                label=_("Số suất: %(award)s") % {"award": _(AWARDS[quota.award].name)},
                min_value=0,
                max_value=99,
                required=False,
                help_text=_("Đang là: %(stands)s.") % {"stands": stands},
            )
