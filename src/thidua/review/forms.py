"""Forms of meetings, ballots, proposals and the hand-over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.date_field import DayField
from thidua.accounts.speaking import say
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.ballot import Base, Choice, Question, agrees_too_often, choose_one
from thidua.core.vietnamese import number

from . import queries
from .models import Ballot, Meeting

# What an election paper may say besides a candidate's id.
NOBODY, BLANK = "nobody", "blank"

_THRESHOLDS = [
    (50, _("Trên 50%")),
    (67, _("Từ 2/3 trở lên")),
    (75, _("Từ 75% trở lên")),
    (80, _("Từ 80% trở lên")),
    (90, _("Từ 90% trở lên")),
    (100, _("100%")),
]
_QUORUMS = [(50, _("Từ 50% trở lên")), (67, _("Từ 2/3 trở lên")), (75, "75%"), (80, "80%"), (100, "100%")]


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
        _list_members(self.fields["attending"], year)


class OpenBallotForm(forms.Form):
    """What is voted on, who stands, how it is counted; fields an election does not need are left out."""

    award = forms.ChoiceField(
        label=_("Danh hiệu, hình thức suy tôn"),
        choices=[
            ("", _("(chọn)")),
            *((a.code, _(a.name)) for a in AWARDS.values() if a.subject is SubjectKind.COLLECTIVE),
        ],
    )
    seats = forms.IntegerField(label=_("Số đơn vị được chọn"), min_value=1, max_value=99, initial=1)
    candidates = UnitsField(
        label=_("Đơn vị được đưa ra bỏ phiếu, theo xếp hạng hiện tại"), queryset=Unit.objects.none()
    )
    is_secret = forms.TypedChoiceField(
        label=_("Cách bỏ phiếu"),
        choices=[
            ("open", _("Công khai")),
            ("secret", _("Kín")),
        ],
        coerce=lambda chosen: chosen == "secret",
    )
    threshold_percent = forms.TypedChoiceField(label=_("Tỷ lệ cần đạt"), choices=_THRESHOLDS, coerce=int)
    base = forms.ChoiceField(
        label=_("Tỷ lệ tính trên"),
        choices=choices(Base),
        initial=Base.PRESENT,
        help_text=_("Số có mặt là số đơn vị đã bỏ phiếu."),
    )
    quorum_percent = forms.TypedChoiceField(
        label=_("Túc số (số đơn vị phải bỏ phiếu)"), choices=_QUORUMS, coerce=int, initial=67
    )

    def __init__(self, year: ClusterYear, question: Question, data: Any = None) -> None:
        super().__init__(data)
        if question is not Question.AWARD:
            del self.fields["award"], self.fields["seats"]
        ranked = queries.members_by_rank(year)
        self.places = {unit.pk: place for place, (unit, _standing) in enumerate(ranked)}
        field: Any = self.fields["candidates"]
        _list_members(field, year)
        field.choices = [(unit.pk, _candidate_words(unit, standing)) for unit, standing in ranked]
        self.fields["is_secret"].help_text = say(
            "Công khai: sau khi khép lại, cụm thấy đơn vị nào bỏ thế nào. Kín: không ai thấy."
        )
        # Those the regulations leave out of the review may still be voted into an office.
        for_award = question is Question.AWARD
        field.initial = [unit.pk for unit, standing in ranked if not (for_award and standing.is_excluded)]

    def settings(self) -> dict[str, Any]:
        """The values for ``open_ballot``, candidates best ranked first."""
        listed = sorted(self.cleaned_data["candidates"], key=lambda unit: self.places[unit.pk])
        return {**self.cleaned_data, "candidates": listed, "base": Base(self.cleaned_data["base"])}


class PaperForm(forms.Form):
    """A ballot paper: a choice for each candidate, or one candidate of several (an election)."""

    def __init__(self, ballot: Ballot, data: Any = None) -> None:
        super().__init__(data)
        self.units = [candidate.unit for candidate in ballot.candidates.all()]
        self.seats = ballot.seats
        self.chooses_one = chooses_one(ballot)
        if self.chooses_one:
            self.fields["chosen"] = forms.ChoiceField(
                label=_("Chọn một đơn vị"), choices=_election_choices(self.units), widget=forms.RadioSelect
            )
            return
        for unit in self.units:
            self.fields[f"unit_{unit.pk}"] = forms.ChoiceField(
                label=unit.name,
                choices=choices(Choice),
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Hãy chọn một ý kiến cho %(unit)s.") % {"unit": unit.short_name}
                },
            )

    def clean(self) -> dict[str, Any]:
        """A paper agrees to no more units than may be chosen."""
        data = super().clean() or {}
        if not self.errors and not self.chooses_one and agrees_too_often(self.choices(), self.seats):
            message = _now("Chỉ được đồng ý với nhiều nhất %(seats)s đơn vị; phiếu đang đồng ý nhiều hơn.")
            self.add_error(None, message % {"seats": self.seats})
        return data

    def choices(self) -> dict[int, Choice]:
        """The paper by unit id."""
        if self.chooses_one:
            return _elected_paper(self.units, self.cleaned_data["chosen"])
        return {unit.pk: Choice(self.cleaned_data[f"unit_{unit.pk}"]) for unit in self.units}

    def answers(self) -> list[tuple[str, str]]:
        """What was marked, in words, to look over before confirming."""
        return [
            (str(field.label), str(dict(field.choices)[self.cleaned_data[name]]))  # type: ignore[attr-defined]
            for name, field in self.fields.items()
        ]


class HandsForm(forms.Form):
    """A show of hands: a row for each unit that has not voted, a cell for each candidate.

    A row left wholly empty is a unit that was absent.
    """

    def __init__(self, ballot: Ballot, data: Any = None) -> None:
        super().__init__(data)
        self.units = [candidate.unit for candidate in ballot.candidates.all()]
        self.voters = [elector.unit for elector in ballot.electors.all() if not elector.has_voted]
        self.chooses_one = chooses_one(ballot)
        absent = ("", _("(vắng)"))
        for voter in self.voters:
            if self.chooses_one:
                self.fields[f"v{voter.pk}"] = forms.ChoiceField(
                    label=_("%(voter)s chọn") % {"voter": voter.short_name},
                    choices=[absent, *_election_choices(self.units)],
                    required=False,
                )
                continue
            for unit in self.units:
                self.fields[f"v{voter.pk}_{unit.pk}"] = forms.ChoiceField(
                    label=_("%(voter)s về %(unit)s") % {"voter": voter.short_name, "unit": unit.short_name},
                    choices=[absent, *choices(Choice)],
                    required=False,
                )

    def rows(self) -> list[tuple[Unit, list[forms.BoundField]]]:
        """Each voter with its cells."""
        if self.chooses_one:
            return [(voter, [self[f"v{voter.pk}"]]) for voter in self.voters]
        return [(voter, [self[f"v{voter.pk}_{unit.pk}"] for unit in self.units]) for voter in self.voters]

    def clean(self) -> dict[str, Any]:
        """A unit that is present says something of every candidate."""
        data = super().clean() or {}
        if self.chooses_one:
            return data
        for voter in self.voters:
            names = [f"v{voter.pk}_{unit.pk}" for unit in self.units]
            empty = [name for name in names if not data.get(name)]
            if empty and len(empty) < len(names):
                message = _now("%(unit)s còn thiếu ý kiến; để trống cả hàng nếu đơn vị vắng.")
                self.add_error(empty[0], message % {"unit": voter.short_name})
        return data

    def votes(self) -> dict[int, dict[int, Choice]]:
        """The paper of each unit present, by its id."""
        found: dict[int, dict[int, Choice]] = {}
        for voter in self.voters:
            if self.chooses_one:
                if chosen := self.cleaned_data[f"v{voter.pk}"]:
                    found[voter.pk] = _elected_paper(self.units, chosen)
                continue
            marks = {unit.pk: self.cleaned_data[f"v{voter.pk}_{unit.pk}"] for unit in self.units}
            if any(marks.values()):
                found[voter.pk] = {unit_id: Choice(mark) for unit_id, mark in marks.items()}
        return found


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
        _list_members(self.fields["unit"], year)


class HandOverForm(forms.Form):
    """The day the flag passes."""

    handed_on = DayField(label=_("Ngày bàn giao"), placeholder="17/11/2017")
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def chooses_one(ballot: Ballot) -> bool:
    """Whether the paper picks one of several candidates, instead of judging each."""
    return ballot.question != Question.AWARD and len(ballot.candidates.all()) > 1


def _election_choices(units: list[Unit]) -> list[tuple[str, Any]]:
    return [
        *((str(unit.pk), unit.name) for unit in units),
        (NOBODY, _("Không chọn đơn vị nào")),
        (BLANK, _("Phiếu trắng (không có ý kiến)")),
    ]


def _elected_paper(units: list[Unit], chosen: str) -> dict[int, Choice]:
    if chosen == BLANK:
        return {unit.pk: Choice.ABSTAIN for unit in units}
    return choose_one([unit.pk for unit in units], None if chosen == NOBODY else int(chosen))


def _candidate_words(unit: Unit, standing: queries.Standing) -> str:
    if standing.is_excluded:
        return _now("%(unit)s (không xét thi đua, lý do ở trang Xếp hạng)") % {"unit": unit.short_name}
    if standing.rank is None or standing.points is None:
        return unit.short_name
    return _now("%(unit)s (hạng %(rank)s, %(points)s điểm)") % {
        "unit": unit.short_name,
        "rank": standing.rank,
        "points": number(standing.points),
    }


def _list_members(field: Any, year: ClusterYear) -> None:
    field.queryset = Unit.objects.filter(memberships__cluster_year=year).order_by("memberships__position")
