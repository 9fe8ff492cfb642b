"""Forms that write facts down: one for each kind of fact, and one for the usual results of a year."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.date_field import DayField
from thidua.accounts.number_field import NumberField
from thidua.core.law.facts import (
    COUNTS,
    DISCIPLINES,
    SHARES,
    Fact,
    FactKind,
    Grade,
    Scope,
    SubjectKind,
    Way,
)

from ..award_names import offered
from ..words import LEVELS

_NONE = ("", _("(không)"))
_CHOOSE = ("", _("(chọn)"))
# Kinds of facts offered for each kind of subject, in the order in which offices speak of a year.
_BOTH = (FactKind.GRADE, FactKind.TITLE, FactKind.AWARD)
_AGAINST = (FactKind.DISCIPLINE, FactKind.UNDER_REVIEW)
OFFERED = {
    SubjectKind.PERSON: (*_BOTH, FactKind.INITIATIVE, FactKind.SCIENCE, *_AGAINST),
    SubjectKind.COLLECTIVE: (
        *_BOTH,
        FactKind.SHARE,
        FactKind.CLUSTER_RANK,
        FactKind.EXCEEDS_TARGETS,
        *_AGAINST,
    ),
    SubjectKind.HOUSEHOLD: (FactKind.TITLE, FactKind.AWARD, *_AGAINST),
}


class FactForm(forms.Form):
    """One fact of one kind; the fields are those that the kind has."""

    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2100, localize=False)
    ref = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        required=False,
        help_text=_("Số, ngày của quyết định hoặc văn bản công nhận, ví dụ: 123/QĐ-SVHTTDL ngày 05/01/2018."),
    )

    def __init__(self, kind: FactKind, subject: SubjectKind, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.kind = kind
        for name, field in _fields(kind, subject).items():
            self.fields[name] = field
        if kind is FactKind.CLUSTER_RANK:
            del self.fields["ref"]
        else:
            self.order_fields([name for name in self.fields if name != "ref"])

    def fact(self) -> Fact:
        """The fact entered."""
        data = self.cleaned_data
        value = data.get("value", "")
        if data.get("way") and data["way"] != Way.CONG_TRANG:
            value = f"{value}:{data['way']}"
        if self.kind is FactKind.SHARE:
            value = f"{value}:{data['figure'].normalize():f}"
        ref = data["level"] if self.kind is FactKind.CLUSTER_RANK else data["ref"]
        return Fact(data["year"], self.kind, str(value), data.get("until"), ref)

    def clean(self) -> dict[str, object]:
        """A share is a percentage of what is counted; a count a whole number."""
        data = super().clean() or {}
        if self.kind is FactKind.SHARE and data.get("value") and data.get("figure") is not None:
            if data["value"] in SHARES:
                data["figure"] /= 100
            if not _is_possible(str(data["value"]), data["figure"]):
                self.add_error("figure", _("Tỷ lệ từ 0 đến 100; số lượng là số nguyên từ 0."))
        return data


def _is_possible(share: str, figure: object) -> bool:
    assert isinstance(figure, Decimal)  # noqa: S101 - a NumberField gives nothing else
    return 0 <= figure <= 1 if share in SHARES else figure >= 0 and figure == int(figure)


class YearForm(forms.Form):
    """The usual results of a year in one go: grade, titles, an initiative; what is left empty is not told."""

    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2100, localize=False)
    grade = forms.ChoiceField(label=_("Xếp loại"), required=False, choices=[_NONE, *choices(Grade)])
    grade_ref = forms.CharField(label=_("Văn bản xếp loại"), max_length=200, required=False)
    titles = forms.MultipleChoiceField(
        label=_("Danh hiệu thi đua đạt trong năm"), required=False, widget=forms.CheckboxSelectMultiple
    )
    titles_ref = forms.CharField(label=_("Quyết định công nhận danh hiệu"), max_length=200, required=False)
    initiative = forms.ChoiceField(
        label=_("Phạm vi của sáng kiến"), required=False, choices=[_NONE, *choices(Scope)]
    )
    initiative_ref = forms.CharField(
        label=_("Quyết định công nhận sáng kiến"), max_length=200, required=False
    )

    def __init__(self, subject: SubjectKind, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["titles"].choices = _awards(FactKind.TITLE, subject)  # type: ignore[attr-defined]
        if subject is not SubjectKind.PERSON:
            del self.fields["initiative"], self.fields["initiative_ref"]

    def facts(self) -> list[Fact]:
        """The facts entered."""
        data = self.cleaned_data
        year, found = data["year"], []
        if data["grade"]:
            found.append(Fact(year, FactKind.GRADE, data["grade"], ref=data["grade_ref"]))
        found += [Fact(year, FactKind.TITLE, code, ref=data["titles_ref"]) for code in data["titles"]]
        if data.get("initiative"):
            found.append(Fact(year, FactKind.INITIATIVE, data["initiative"], ref=data["initiative_ref"]))
        return found

    def clean(self) -> dict[str, object]:
        """Something has to be told of the year."""
        data = super().clean() or {}
        if not self.errors and not self.facts():
            self.add_error(None, _("Chưa ghi gì cho năm này."))
        return data


class EndForm(forms.Form):
    """The day on which a discipline or an inspection ended, or will."""

    until = DayField(label=_("Kết thúc ngày"))


def _fields(kind: FactKind, subject: SubjectKind) -> dict[str, forms.Field]:
    match kind:
        case FactKind.GRADE:
            return {"value": _pick(kind, choices(Grade))}
        case FactKind.TITLE:
            return {"value": _pick(kind, _awards(kind, subject))}
        case FactKind.AWARD:
            return {
                "value": _pick(kind, _awards(kind, subject)),
                "way": forms.ChoiceField(label=_("Loại hình khen thưởng"), choices=choices(Way)),
            }
        case FactKind.INITIATIVE | FactKind.SCIENCE:
            return {
                "value": forms.ChoiceField(
                    label=_("Phạm vi ảnh hưởng được công nhận"), choices=[_CHOOSE, *choices(Scope)]
                )
            }
        case FactKind.DISCIPLINE:
            listed = [(code, _(words)) for code, words in DISCIPLINES.items()]
            return {"value": _pick(kind, listed), "until": _until(_("Hết hiệu lực ngày"))}
        case FactKind.UNDER_REVIEW:
            return {
                "value": forms.CharField(
                    label=_("Đang bị xem xét việc gì"),
                    max_length=200,
                    required=False,
                    help_text=_("Ví dụ: thanh tra theo Quyết định 45/QĐ-TTr; đang giải quyết tố cáo."),
                ),
                "until": _until(_("Kết thúc ngày")),
            }
        case FactKind.CLUSTER_RANK:
            return {
                "value": forms.IntegerField(label=_("Hạng"), min_value=1, max_value=999, localize=False),
                "level": forms.ChoiceField(
                    label=_("Cụm, khối do ai tổ chức"),
                    choices=[_CHOOSE, *((level.value, _(words)) for level, words in LEVELS.items())],
                ),
            }
        case FactKind.SHARE:
            listed = [(code, _(words)) for code, words in SHARES.items()]
            listed += [(f"count:{code}", _(words)) for code, words in COUNTS.items()]
            return {
                "value": _pick(kind, listed),
                "figure": NumberField(label=_("Tỷ lệ (%) hoặc số lượng"), help_text=_("Ví dụ: 72,5 hoặc 3.")),
            }
        case FactKind.EXCEEDS_TARGETS:
            listed = [("true", _("có")), ("false", _("không"))]
            return {"value": _pick(kind, listed)}
    raise ValueError(kind)


def _pick(kind: FactKind, listed: Iterable[tuple[str, object]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=_(kind.label), choices=[_CHOOSE, *listed])


def _until(label: object) -> DayField:
    return DayField(label=label, required=False, help_text=_("Bỏ trống nếu chưa kết thúc."))


def _awards(kind: FactKind, subject: SubjectKind) -> list[tuple[str, str]]:
    return [(award.code, award.words) for award in offered(kind, subject)]
