"""The forms in which votes are marked: one unit's paper, and the grid for a show of hands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.accounts.choices import choices
from thidua.clusters.models import Unit
from thidua.core.ballot import Choice, Question, agrees_too_often, choose, choose_one
from thidua.core.ballot import PaperForm as Form

from . import queries
from .models import Ballot

# What a paper that chooses may say besides candidates' ids.
NOBODY, BLANK = "nobody", "blank"

Vote = Mapping[int, Choice] | tuple[int, ...]


class PaperForm(forms.Form):
    """A ballot paper, as its ballot asks: each candidate answered, some or one chosen, or all in order.

    ``voter`` is left out of what is asked where nobody may vote on itself.
    """

    def __init__(self, ballot: Ballot, data: Any = None, *, voter: Unit | None = None) -> None:
        super().__init__(data)
        self.units = asked_of(ballot, voter.pk if voter else None)
        self.seats = ballot.seats
        self.most_agreed = queries.settings_of(ballot, 0).most_agreed
        self.chooses_one = chooses_one(ballot)
        self.chooses = not self.chooses_one and ballot.form == Form.CHOOSE
        self.orders = ballot.form == Form.PREFERENCE
        if self.chooses_one:
            self.fields["chosen"] = forms.ChoiceField(
                label=_("Chọn một đơn vị"), choices=_election_choices(self.units), widget=forms.RadioSelect
            )
        elif self.chooses:
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=_("Chọn nhiều nhất %(seats)s đơn vị") % {"seats": ballot.seats},
                choices=[
                    *((str(unit.pk), unit.name) for unit in self.units),
                    (NOBODY, _("Không chọn đơn vị nào")),
                ],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Hãy chọn đơn vị, hoặc “Không chọn đơn vị nào”.")},
            )
        else:
            for unit in self.units:
                self.fields[f"unit_{unit.pk}"] = self._place(unit) if self.orders else self._answer(unit)

    def _answer(self, unit: Unit) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=unit.name,
            choices=choices(Choice),
            widget=forms.RadioSelect,
            error_messages={"required": _("Hãy chọn một ý kiến cho %(unit)s.") % {"unit": unit.short_name}},
        )

    def _place(self, unit: Unit) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=unit.name,
            choices=[("", _("(thứ tự)")), *_places(self.units)],
            error_messages={"required": _("Hãy ghi thứ tự của %(unit)s.") % {"unit": unit.short_name}},
        )

    def clean(self) -> dict[str, Any]:
        """A paper agrees to no more units than may be chosen; an order gives each place once."""
        data = super().clean() or {}
        if self.errors or self.chooses_one:
            return data
        if self.orders:
            _check_order(self, [f"unit_{unit.pk}" for unit in self.units])
            return data
        if self.chooses and NOBODY in data["chosen"] and len(data["chosen"]) > 1:
            self.add_error("chosen", _now("Đã chọn đơn vị thì không chọn “Không chọn đơn vị nào”."))
            return data
        vote = self.choices()
        if not isinstance(vote, tuple) and agrees_too_often(vote, self.most_agreed):
            message = _now("Chỉ được đồng ý với nhiều nhất %(seats)s đơn vị; phiếu đang đồng ý nhiều hơn.")
            self.add_error(None, message % {"seats": self.seats})
        return data

    def choices(self) -> Vote:
        """The paper by unit id: choices, or an order."""
        ids = [unit.pk for unit in self.units]
        if self.chooses_one:
            return _elected_paper(self.units, self.cleaned_data["chosen"])
        if self.chooses:
            return choose(ids, [int(chosen) for chosen in self.cleaned_data["chosen"] if chosen != NOBODY])
        marks = {unit_id: self.cleaned_data[f"unit_{unit_id}"] for unit_id in ids}
        return _order(marks) if self.orders else {unit_id: Choice(mark) for unit_id, mark in marks.items()}

    def answers(self) -> list[tuple[str, str]]:
        """What was marked, in words, to look over before confirming."""
        if self.chooses:
            chosen = set(self.cleaned_data["chosen"])
            words = {True: _now("Chọn"), False: _now("Không chọn")}
            return [(unit.name, words[str(unit.pk) in chosen]) for unit in self.units]
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
        self.ballot = ballot
        self.units = [candidate.unit for candidate in ballot.candidates.all()]
        self.voters = [elector.unit for elector in ballot.electors.all() if not elector.has_voted]
        self.chooses_one = chooses_one(ballot)
        self.orders = ballot.form == Form.PREFERENCE
        for voter in self.voters:
            if self.chooses_one:
                self.fields[f"v{voter.pk}"] = forms.ChoiceField(
                    label=_("%(voter)s chọn") % {"voter": voter.short_name},
                    choices=[_ABSENT, *_election_choices(asked_of(ballot, voter.pk))],
                    required=False,
                )
                continue
            for unit in asked_of(ballot, voter.pk):
                self.fields[f"v{voter.pk}_{unit.pk}"] = forms.ChoiceField(
                    label=_("%(voter)s về %(unit)s") % {"voter": voter.short_name, "unit": unit.short_name},
                    choices=[_ABSENT, *self._answers()],
                    required=False,
                )

    def _answers(self) -> list[tuple[str, Any]]:
        if self.orders:
            return _places(self.units)
        if self.ballot.form == Form.CHOOSE and not self.chooses_one:
            return [(Choice.AGREE.value, _("Chọn")), (Choice.DISAGREE.value, _("Không chọn"))]
        return list(choices(Choice))

    def rows(self) -> list[tuple[Unit, list[forms.BoundField | None]]]:
        """Each voter with its cells; None where it is not asked about itself."""
        if self.chooses_one:
            return [(voter, [self[f"v{voter.pk}"]]) for voter in self.voters]
        return [
            (
                voter,
                [
                    self[name] if (name := f"v{voter.pk}_{unit.pk}") in self.fields else None
                    for unit in self.units
                ],
            )
            for voter in self.voters
        ]

    def clean(self) -> dict[str, Any]:
        """A unit that is present says something of every candidate."""
        data = super().clean() or {}
        if self.chooses_one:
            return data
        for voter in self.voters:
            names = [f"v{voter.pk}_{unit.pk}" for unit in asked_of(self.ballot, voter.pk)]
            empty = [name for name in names if not data.get(name)]
            if empty and len(empty) < len(names):
                message = _now("%(unit)s còn thiếu ý kiến; để trống cả hàng nếu đơn vị vắng.")
                self.add_error(empty[0], message % {"unit": voter.short_name})
            elif not empty and self.orders:
                _check_order(self, names, voter.short_name)
        return data

    def votes(self) -> dict[int, Vote]:
        """The paper of each unit present, by its id."""
        found: dict[int, Vote] = {}
        for voter in self.voters:
            units = asked_of(self.ballot, voter.pk)
            if self.chooses_one:
                if chosen := self.cleaned_data[f"v{voter.pk}"]:
                    found[voter.pk] = _elected_paper(units, chosen)
                continue
            marks = {unit.pk: self.cleaned_data[f"v{voter.pk}_{unit.pk}"] for unit in units}
            if any(marks.values()):
                found[voter.pk] = (
                    _order(marks)
                    if self.orders
                    else {unit_id: Choice(mark) for unit_id, mark in marks.items()}
                )
        return found


def chooses_one(ballot: Ballot) -> bool:
    """Whether the paper picks one of several candidates, instead of judging each."""
    return ballot.question != Question.AWARD and len(ballot.candidates.all()) > 1


def asked_of(ballot: Ballot, voter_id: int | None) -> list[Unit]:
    """The candidates a voter is asked about: not its own unit where nobody may vote on itself."""
    units = [candidate.unit for candidate in ballot.candidates.all()]
    return [unit for unit in units if ballot.may_vote_on_self or unit.pk != voter_id]


_ABSENT = ("", _("(vắng)"))


def _places(units: list[Unit]) -> list[tuple[str, Any]]:
    return [(str(place), str(place)) for place in range(1, len(units) + 1)]


def _order(marks: Mapping[int, str]) -> tuple[int, ...]:
    return tuple(sorted(marks, key=lambda unit_id: int(marks[unit_id])))


def _check_order(form: forms.Form, names: list[str], voter: str = "") -> None:
    """Every place given once; the fault stands at the first that is given again."""
    given: set[str] = set()
    for name in names:
        place = form.cleaned_data[name]
        if place in given:
            message = _now("Thứ tự %(place)s được ghi hai lần.") % {"place": place}
            form.add_error(name, f"{voter}: {message}" if voter else message)
            return
        given.add(place)


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
