"""The forms of whoever runs a ballot: its settings, and the count of a vote on paper."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.accounts.speaking import rule_sentence, say
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.award import AWARDS, SubjectKind
from thidua.core.ballot import Base, PaperForm, Question
from thidua.core.faults import Refused
from thidua.core.paper_count import Figures, cell_words, total_words

from . import queries
from .ballot_rules import BallotRules
from .forms import UnitsField, candidate_words, list_members
from .models import Ballot, PaperCount

_THRESHOLDS = [
    (50, _("Trên 50%")),
    (67, _("Từ 2/3 trở lên")),
    (75, _("Từ 75% trở lên")),
    (80, _("Từ 80% trở lên")),
    (90, _("Từ 90% trở lên")),
    (100, _("100%")),
]
_QUORUMS = [(50, _("Từ 50% trở lên")), (67, _("Từ 2/3 trở lên")), (75, "75%"), (80, "80%"), (100, "100%")]
_MOMENTS = ["%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%H:%M, %d/%m/%Y", "%Y-%m-%dT%H:%M"]


def _one_of(label: Any, words: dict[str, Any], *, on: str, help_text: Any = "") -> forms.TypedChoiceField:
    """A choice of two, of which ``on`` is True; the first is taken when nothing is said."""
    first = next(iter(words))
    unsaid: Any = first == on
    return forms.TypedChoiceField(
        label=label,
        choices=list(words.items()),
        coerce=lambda chosen: chosen == on,
        required=False,
        empty_value=unsaid,
        initial=first,
        help_text=help_text,
    )


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
    is_on_paper = _one_of(
        _("Bỏ phiếu bằng"),
        {"system": _("Hệ thống, hoặc giơ tay"), "paper": _("Phiếu giấy")},
        on="paper",
        help_text=_("Phiếu giấy: in phiếu và danh sách ký nhận; hai người kiểm phiếu nhập riêng số liệu."),
    )
    form = forms.ChoiceField(
        label=_("Cách ghi phiếu"),
        choices=choices(PaperForm),
        required=False,
        initial=PaperForm.PER_ITEM,
        help_text=_("Xếp thứ tự: tổng thứ tự thấp nhất xếp trên; “đồng ý” là được xếp trong số được chọn."),
    )
    limits_agreement = _one_of(
        _("Đồng ý quá số được chọn"),
        {"invalid": _("Phiếu không hợp lệ"), "free": _("Vẫn hợp lệ")},
        on="invalid",
        help_text=_("Dùng khi ghi đồng ý, không đồng ý từng đơn vị."),
    )
    may_vote_on_self = _one_of(
        _("Bỏ phiếu cho đơn vị mình"),
        {"yes": _("Được"), "no": _("Không được")},
        on="yes",
        help_text=_("Chỉ cấm được khi bỏ phiếu công khai trên hệ thống hoặc giơ tay."),
    )
    threshold_percent = forms.TypedChoiceField(label=_("Tỷ lệ cần đạt"), choices=_THRESHOLDS, coerce=int)
    base = forms.ChoiceField(
        label=_("Tỷ lệ tính trên"),
        choices=choices(Base),
        initial=Base.PRESENT,
        help_text=_("Số có mặt là số đơn vị đã bỏ phiếu (phiếu giấy: đã nhận phiếu)."),
    )
    quorum_percent = forms.TypedChoiceField(
        label=_("Túc số (số đơn vị phải bỏ phiếu)"), choices=_QUORUMS, coerce=int, initial=67
    )
    voting_until = forms.DateTimeField(
        label=_("Bỏ phiếu đến (nếu kéo dài nhiều ngày)"),
        required=False,
        input_formats=_MOMENTS,
        widget=forms.DateTimeInput(
            format="%d/%m/%Y %H:%M", attrs={"placeholder": "20/11/2017 17:00", "autocomplete": "off"}
        ),
        error_messages={"invalid": _("Hãy nhập ngày, giờ theo dạng 20/11/2017 17:00.")},
        help_text=_("Để trống: thư ký khép lại khi hội nghị bỏ phiếu xong."),
    )
    electorate = UnitsField(
        label=_("Chỉ những đơn vị này được bỏ phiếu"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Không chọn đơn vị nào thì mọi đơn vị thành viên được bỏ phiếu."),
    )
    electorate_reason = forms.CharField(
        label=_("Lý do không phải mọi đơn vị được bỏ phiếu"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: đơn vị vắng không ủy quyền. Được in cùng kết quả."),
    )
    tellers = forms.CharField(
        label=_("Ban kiểm phiếu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Mỗi người một dòng: họ tên, chức vụ; người đầu là trưởng ban. Ai có tài khoản cùng họ tên thì "
            "nhập được số liệu phiếu giấy."
        ),
    )

    def __init__(self, year: ClusterYear, question: Question, data: Any = None) -> None:
        super().__init__(data)
        if question is not Question.AWARD:
            for name in ("award", "seats", "form", "limits_agreement"):
                del self.fields[name]
        ranked = queries.members_by_rank(year)
        self.places = {unit.pk: place for place, (unit, _standing) in enumerate(ranked)}
        field: Any = self.fields["candidates"]
        list_members(field, year)
        list_members(self.fields["electorate"], year)
        field.choices = [(unit.pk, candidate_words(unit, standing)) for unit, standing in ranked]
        self.fields["is_secret"].help_text = say(
            "Công khai: sau khi khép lại, cụm thấy đơn vị nào bỏ thế nào. Kín: không ai thấy."
        )
        # Those the regulations leave out of the review may still be voted into an office.
        for_award = question is Question.AWARD
        if for_award and (offer := queries.next_offer(year)):
            self._offer(offer)
        field.initial = [unit.pk for unit, standing in ranked if not (for_award and standing.is_excluded)]

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields in the order of deciding: on what, how, by whom, how counted."""
        groups = (
            (_("Nội dung"), ("award", "seats", "candidates")),
            (
                _("Cách bỏ phiếu"),
                ("is_secret", "is_on_paper", "form", "limits_agreement", "may_vote_on_self", "voting_until"),
            ),
            (_("Cách tính"), ("threshold_percent", "base", "quorum_percent")),
            (_("Ai bỏ phiếu, ai kiểm phiếu"), ("electorate", "electorate_reason", "tellers")),
        )
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in groups]

    def _offer(self, offer: queries.Offer) -> None:
        """Fill in what the quotas ask to be voted on next; the meeting may choose otherwise."""
        self.fields["award"].initial = offer.award
        self.fields["seats"].initial = offer.seats
        self.fields["seats"].help_text = _now("Theo hạn mức: %(seats)s (%(why)s).") % {
            "seats": offer.seats,
            "why": rule_sentence(offer.words),
        }

    def rules(self) -> BallotRules:
        """How the ballot is to be voted on and counted; what the page does not ask stays as usual."""
        given = self.cleaned_data
        asked = {each.name: given[each.name] for each in fields(BallotRules) if each.name in given}
        form = PaperForm(given.get("form") or PaperForm.PER_ITEM)
        return BallotRules(**{**asked, "base": Base(given["base"]), "form": form})

    def ranked_candidates(self) -> list[Unit]:
        """Who is voted on, best ranked first."""
        return sorted(self.cleaned_data["candidates"], key=lambda unit: self.places[unit.pk])


class PaperCountForm(forms.Form):
    """What one teller counted: the totals, and a line of cells for each candidate."""

    def __init__(self, ballot: Ballot, own: PaperCount | None, data: Any = None) -> None:
        super().__init__(data)
        self.units = [candidate.unit for candidate in ballot.candidates.all()]
        self.cells = cell_words(PaperForm(ballot.form))
        stored = Figures.read(own.figures) if own is not None else None
        for name, words in total_words().items():
            self.fields[name] = self._number(_(words), getattr(stored, name, None))
        for unit in self.units:
            for place, words in enumerate(self.cells):
                cell = stored.votes[unit.code][place] if stored is not None else None
                label = f"{unit.short_name}: {_(words)}"
                self.fields[self._name(unit, place)] = self._number(label, cell)

    @staticmethod
    def _number(label: Any, initial: int | None) -> forms.IntegerField:
        field = forms.IntegerField(label=label, min_value=0, max_value=99_999, initial=initial)
        field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        return field

    @staticmethod
    def _name(unit: Unit, place: int) -> str:
        return f"votes:{unit.code}:{place}"

    def totals(self) -> list[forms.BoundField]:
        """The cells of the totals."""
        return [self[name] for name in total_words()]

    def rows(self) -> list[tuple[Unit, list[forms.BoundField]]]:
        """Each candidate with its cells."""
        return [
            (unit, [self[self._name(unit, place)] for place in range(len(self.cells))]) for unit in self.units
        ]

    def placed(self, refused: Refused) -> Refused:
        """The faults of the figures at this form's cells: a candidate's at its first."""
        return Refused(
            *(
                replace(fault, place=f"{fault.place}:0") if fault.place.startswith("votes:") else fault
                for fault in refused.faults
            )
        )

    def figures(self) -> Figures:
        """The figures entered."""
        data = self.cleaned_data
        return Figures(
            data["issued"],
            data["collected"],
            data["invalid"],
            {
                unit.code: tuple(data[self._name(unit, place)] for place in range(len(self.cells)))
                for unit in self.units
            },
        )
