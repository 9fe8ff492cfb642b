"""The form of the regulation's rules, and that of an exclusion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.faults import fault_text
from thidua.accounts.number_field import NumberField
from thidua.accounts.speaking import rule_sentence
from thidua.accounts.versioned_form import VersionedForm
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.exclusion import RECORDED, ExclusionKind
from thidua.core.faults import Refused
from thidua.core.quota import Quota, QuotaKind, SeatRounding, default_quotas, share_text
from thidua.core.ranking_rules import Order, RankingRules, TieBreak, TieBreakKind
from thidua.core.verification import Combination, VerificationMode
from thidua.reporting.models import Indicator

from ..models import CriterionGroup, ScoringRules

# How many tie-breaks and quotas the form offers.
TIE_BREAKS, QUOTAS = 5, 4
COLLECTIVE_AWARDS = [
    (award.code, _(award.name)) for award in AWARDS.values() if award.subject is SubjectKind.COLLECTIVE
]
_QUOTA_PARTS = ("award", "kind", "number", "share", "rounding", "at_least", "floor")


class ScoringRulesForm(VersionedForm):
    """All of the year's rules; ``reason`` is there once the cluster reviews by them.

    With ``keeps_rota`` who scores whom can only be read: some have finished scoring by it.
    """

    verified_by = forms.ChoiceField(label=_("Ai thẩm định"), choices=choices(VerificationMode))
    scorers = forms.IntegerField(label=_("Số đơn vị chấm chéo mỗi phiếu"), min_value=1, max_value=20)
    combination = forms.ChoiceField(label=_("Gộp điểm chấm chéo"), choices=choices(Combination))
    appeal_days = forms.IntegerField(label=_("Số ngày được kiến nghị"), min_value=1, max_value=60)
    answer_days = forms.IntegerField(label=_("Số ngày phải trả lời kiến nghị"), min_value=1, max_value=60)
    order = forms.ChoiceField(label=_("Xếp hạng"), choices=choices(Order))
    floor = NumberField(
        label=_("Mức điểm sàn"),
        required=False,
        help_text=_("Khi xếp theo phiếu: đơn vị dưới mức này xếp sau. Để trống nếu không có."),
    )

    def __init__(
        self,
        year: ClusterYear,
        rules: ScoringRules,
        data: Any = None,
        *,
        asks_reason: bool = False,
        keeps_rota: bool = False,
    ) -> None:
        ranking = RankingRules.read(rules.ranking)
        self._usual = default_quotas(year.cluster.kind)
        quotas = ranking.quotas_of(year.cluster.kind)
        super().__init__(data, initial=_initial(rules, ranking, quotas))
        ties = [("", _("(không xét thêm)")), *tie_break_choices(year, ranking)]
        for place in range(1, TIE_BREAKS + 1):
            label = _("Bằng điểm thì xét") if place == 1 else _("rồi xét")
            self.fields[f"tie_{place}"] = forms.ChoiceField(label=label, choices=ties, required=False)
        for place, kind in enumerate(ExclusionKind):
            example = _("Ví dụ: khoản 2 Điều 8 Quy chế") if place == 0 else ""
            self.fields[f"on_{kind}"] = forms.BooleanField(label=_(kind.label), required=False)
            self.fields[f"clause_{kind}"] = forms.CharField(
                label=_("Điều khoản của quy chế: %(reason)s") % {"reason": _(kind.label)},
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"placeholder": example}),
            )
        for place in range(1, QUOTAS + 1):
            self.fields |= _quota_fields(place)
        if keeps_rota:
            for name in ("verified_by", "scorers"):
                self.fields[name].disabled = True
            self.fields["verified_by"].help_text = _(
                "Đã có đơn vị chấm chéo xong nên không đổi được ai thẩm định và số đơn vị chấm chéo. "
                "Muốn đổi, hãy mở lại từng phiếu đã chấm chéo xong ở trang Chấm chéo trước."
            )
        if asks_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Lý do sửa"),
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Năm này đã vào giai đoạn bình xét; lý do được giữ trong nhật ký."),
            )

    def verifying(self) -> list[forms.BoundField]:
        """Fields of verification and appeals."""
        return [
            self[name] for name in ("verified_by", "scorers", "combination", "appeal_days", "answer_days")
        ]

    def ordering(self) -> list[forms.BoundField]:
        """Fields of the order."""
        return [self["order"], self["floor"]]

    def tie_breaks(self) -> list[forms.BoundField]:
        """The tie-breaks in their turn."""
        return [self[f"tie_{place}"] for place in range(1, TIE_BREAKS + 1)]

    def leaving_out(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each reason for leaving a unit out, with its clause."""
        return [(self[f"on_{kind}"], self[f"clause_{kind}"]) for kind in ExclusionKind]

    def quota_rows(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """The fields of each quota, and whether it is filled in."""
        rows = []
        for place in range(1, QUOTAS + 1):
            fields = [self[f"quota{place}_{part}"] for part in _QUOTA_PARTS]
            rows.append((place, fields, bool(fields[0].value()) or any(field.errors for field in fields)))
        return rows

    def quota_tables(self) -> list[tuple[bool, list[tuple[int, list[forms.BoundField], bool]]]]:
        """The rows filled in, then those folded away: each part with whether it is folded."""
        rows = self.quota_rows()
        shown = max((place for place, _fields, is_filled in rows if is_filled), default=1)
        return [(folded, part) for folded, part in ((False, rows[:shown]), (True, rows[shown:])) if part]

    def clean(self) -> dict[str, Any]:
        """Read the rules, each fault at its own field."""
        data = super().clean() or {}
        ties: list[str] = []
        for place in range(1, TIE_BREAKS + 1):
            code = data.get(f"tie_{place}") or ""
            if code in ties:
                self.add_error(f"tie_{place}", _now("Tiêu chí phụ này đã chọn ở trên; hãy bỏ lần này."))
            elif code:
                ties.append(code)
        quotas = self._quotas(data)
        kinds = [kind for kind in ExclusionKind if data.get(f"on_{kind}")]
        for kind in kinds:
            if not data.get(f"clause_{kind}") and f"clause_{kind}" not in self.errors:
                cause = _now("Hãy ghi điều khoản của quy chế có lý do này, hoặc bỏ chọn lý do.")
                self.add_error(f"clause_{kind}", cause)
        if self.errors:
            return data
        data["ranking"] = RankingRules(
            Order(data["order"]),
            data["floor"],
            tuple(TieBreak.of(code) for code in ties),
            tuple(kinds),
            {kind: data[f"clause_{kind}"] for kind in ExclusionKind if data[f"clause_{kind}"]},
            None if quotas == self._usual else quotas,
        )
        return data

    def values(self) -> dict[str, Any]:
        """What ``save_scoring_rules`` takes."""
        data = self.cleaned_data
        return {
            "verified_by": VerificationMode(data["verified_by"]),
            "scorers": data["scorers"],
            "combination": Combination(data["combination"]),
            "appeal_days": data["appeal_days"],
            "answer_days": data["answer_days"],
            "ranking": data["ranking"],
            "version": data["version"],
            "reason": data.get("reason", ""),
        }

    def _quotas(self, data: Mapping[str, Any]) -> tuple[Quota, ...]:
        found: list[Quota] = []
        for place in range(1, QUOTAS + 1):
            given = {part: data.get(f"quota{place}_{part}") for part in _QUOTA_PARTS}
            if not given["award"]:
                continue
            try:
                quota = Quota.read(given)
            except Refused as refused:
                for fault in refused.faults:
                    at = fault.place if fault.place in _QUOTA_PARTS else "award"
                    self.add_error(f"quota{place}_{at}", fault_text(fault))
                continue
            if any(known.award == quota.award for known in found):
                self.add_error(
                    f"quota{place}_award",
                    _now("Danh hiệu, hình thức này đã có hạn mức ở trên; hãy bỏ dòng này."),
                )
            found.append(quota)
        return tuple(found)


class ExclusionForm(forms.Form):
    """A unit left out for what the regulation names, and the document that shows it."""

    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("(chọn)"))
    kind = forms.ChoiceField(label=_("Lý do"))
    document = forms.CharField(
        label=_("Căn cứ"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Số, ngày, trích yếu văn bản. Ví dụ: Quyết định kỷ luật số 12/QĐ-UBND ngày 03/8/2017."),
    )

    def __init__(self, year: ClusterYear, rules: RankingRules, data: Any = None) -> None:
        super().__init__(data)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(memberships__cluster_year=year).order_by("memberships__position")
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("(chọn)")), *choices(kind for kind in RECORDED if kind in rules.kinds)]


def _initial(rules: ScoringRules, ranking: RankingRules, quotas: tuple[Quota, ...]) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "version": rules.version,
        "verified_by": rules.verified_by,
        "scorers": rules.scorers,
        "combination": rules.combination,
        "appeal_days": rules.appeal_days,
        "answer_days": rules.answer_days,
        "order": ranking.order,
        "floor": ranking.floor,
    }
    for place, tie_break in enumerate(ranking.tie_breaks, start=1):
        initial[f"tie_{place}"] = tie_break.code
    for kind in ExclusionKind:
        initial[f"on_{kind}"] = kind in ranking.kinds
        initial[f"clause_{kind}"] = ranking.clauses.get(kind, "")
    for place, quota in enumerate(quotas, start=1):
        initial |= {
            f"quota{place}_award": quota.award,
            f"quota{place}_kind": quota.kind,
            f"quota{place}_number": quota.number or None,
            f"quota{place}_share": share_text(quota.share) if quota.kind is QuotaKind.SHARE else "",
            f"quota{place}_rounding": quota.rounding,
            f"quota{place}_at_least": quota.at_least or None,
            f"quota{place}_floor": quota.floor,
        }
    for place in range(len(quotas) + 1, QUOTAS + 1):
        initial |= {f"quota{place}_kind": QuotaKind.FIXED, f"quota{place}_rounding": SeatRounding.UP}
    return initial


def _quota_fields(place: int) -> dict[str, forms.Field]:
    """The fields of a quota; ``column`` heads the table's column, the label names the row too."""
    name = f"quota{place}"
    fields: dict[str, Any] = {
        f"{name}_award": forms.ChoiceField(
            label=_("Danh hiệu, hình thức"), choices=[("", _("(không)")), *COLLECTIVE_AWARDS], required=False
        ),
        f"{name}_kind": forms.ChoiceField(label=_("Cách tính"), choices=choices(QuotaKind), required=False),
        f"{name}_number": forms.IntegerField(label=_("Số suất"), min_value=0, max_value=99, required=False),
        f"{name}_share": forms.CharField(label=_("Tỷ lệ"), max_length=10, required=False),
        f"{name}_rounding": forms.ChoiceField(
            label=_("Làm tròn"), choices=choices(SeatRounding), required=False
        ),
        f"{name}_at_least": forms.IntegerField(label=_("Ít nhất"), min_value=0, max_value=99, required=False),
        f"{name}_floor": NumberField(label=_("Điểm sàn"), required=False),
    }
    for field in fields.values():
        field.column = field.label
        field.label = _("Hạn mức %(place)s: %(column)s") % {"place": place, "column": field.column}
    return fields


def tie_break_choices(year: ClusterYear, ranking: RankingRules) -> list[tuple[str, str]]:
    """Every tie-break of the year's own groups and indicators, and what is stored already."""
    plain = [TieBreak(kind) for kind in TieBreakKind if not kind.is_named]
    groups = CriterionGroup.objects.filter(rubric__cluster_year=year).order_by("position", "pk")
    indicators = Indicator.objects.filter(cluster_year=year).order_by("position", "code")
    listed = [
        *plain,
        *(TieBreak(TieBreakKind.GROUP, code) for code in groups.values_list("code", flat=True)),
        *(TieBreak(TieBreakKind.INDICATOR, code) for code in indicators.values_list("code", flat=True)),
    ]
    names = dict(indicators.values_list("code", "name"))
    known = [*listed, *(one for one in ranking.tie_breaks if one not in listed)]
    return [(one.code, rule_sentence(one.words(names.get(one.name, "")))) for one in known]
