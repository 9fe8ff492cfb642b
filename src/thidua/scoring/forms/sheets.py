"""The two forms of a score sheet: the unit's side and the verifier's, a field for each cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.faults import show_in
from thidua.accounts.number_field import NumberField
from thidua.accounts.versioned_form import VersionedForm
from thidua.core import vietnamese
from thidua.core.faults import Fault, Refused
from thidua.core.rubric import CriterionKind, RubricCriterion

from ..actions import EVIDENCE_FILES
from ..queries.sheet_page import SheetPage, SheetRow

SCORE, VERIFY, CROSS = "score", "verify", "cross"
YES_NO = [("", "–"), ("1", _("Có")), ("0", _("Không"))]


class GridForm(VersionedForm):
    """Fields by criterion: ``<cell>:<criterion code>``; ``version`` is that of the sheet shown."""

    # Which field of a cell a fault speaks of, by the end of its place.
    cells: dict[str, str] = {}
    # Which side of the sheet it fills.
    side = ""

    def __init__(self, page: SheetPage, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        super().__init__(*args, **kwargs)
        self.page = page
        self.is_stale = False
        self.newer: dict[str, str] = {}
        self.initial["version"] = page.version
        for row in page.rows:
            self.add_row(row)

    def add_row(self, row: SheetRow) -> None:
        """Add the fields of one criterion."""
        raise NotImplementedError

    def row_fields(self, row: SheetRow) -> dict[str, forms.BoundField]:
        """The bound fields of one criterion, by cell."""
        code = row.criterion.code
        return {
            cell: self[f"{cell}:{code}"] for cell in self.cells.values() if f"{cell}:{code}" in self.fields
        }

    def row_newer(self, row: SheetRow) -> dict[str, str]:
        """By cell, what somebody else has saved meanwhile and saving again would write over."""
        code = row.criterion.code
        return {
            cell: self.newer[name] for cell in self.cells.values() if (name := f"{cell}:{code}") in self.newer
        }

    def entry_of(self, row: SheetRow) -> tuple[Decimal | None, str]:
        """What was entered for one criterion: a figure, and what is said of it."""
        raise NotImplementedError

    def entries(self) -> dict[str, tuple[Decimal | None, str]]:
        """What was entered, by criterion code."""
        return {row.criterion.code: self.entry_of(row) for row in self.page.rows}

    def good_entries(self) -> dict[str, tuple[Decimal | None, str]]:
        """The same of the rows without a fault: what a save in the background takes."""
        faulty = {name.partition(":")[2] for name in self.errors}
        return {
            row.criterion.code: self.entry_of(row)
            for row in self.page.rows
            if row.criterion.code not in faulty
        }

    def compare(self) -> None:
        """After :class:`Stale`: note each cell whose stored value, on the sheet as it is now, is another."""
        self.is_stale = True
        for row in self.page.rows:
            for cell, field in self.row_fields(row).items():
                stored, typed = self.initial.get(field.name), field.data
                if cell != "file" and not _is_same(field.field, stored, typed):
                    self.newer[field.name] = _in_words(row.criterion, cell, stored)
                    field.field.widget.attrs["aria-describedby"] = f"{field.auto_id}_newer"

    def show(self, refused: Refused, version: int | None = None) -> None:
        """Put each fault at its cell, else at the head of the form."""
        show_in(self, type(refused)(*(self._placed(fault) for fault in refused.faults)), version)

    def _placed(self, fault: Fault) -> Fault:
        code, _colon, part = fault.place.rpartition(":")
        if part in self.cells and code:
            return replace(fault, place=f"{self.cells[part]}:{code}")
        return replace(fault, place=f"{self.cells['']}:{fault.place}")


class SelfScoreForm(GridForm):
    """What the unit enters: a figure where the criterion takes one, a note, a file of evidence."""

    cells = {"": "entry", "note": "note", "file": "file"}
    side = SCORE

    def add_row(self, row: SheetRow) -> None:
        """A figure unless all follows from the facts; note and file always."""
        code = row.criterion.code
        if row.takes_entry:
            self.fields[f"entry:{code}"] = figure_field(
                row.criterion, gettext("Tự chấm %(code)s") % {"code": code}
            )
            self.initial[f"entry:{code}"] = initial_figure(
                row.criterion, row.line.self_entry if row.line else None
            )
        self.fields[f"note:{code}"] = forms.CharField(
            label=gettext("Thuyết minh %(code)s") % {"code": code},
            required=False,
            widget=forms.Textarea(attrs={"rows": 1}),
        )
        self.initial[f"note:{code}"] = row.line.self_note if row.line else ""
        self.fields[f"file:{code}"] = forms.FileField(
            label=gettext("Thêm minh chứng %(code)s") % {"code": code},
            required=False,
            widget=forms.FileInput(attrs={"accept": ",".join(EVIDENCE_FILES)}),
        )

    def entry_of(self, row: SheetRow) -> tuple[Decimal | None, str]:
        """Entry and note; an entry that is not asked for stays as it is stored."""
        code = row.criterion.code
        stored = row.line.self_entry if row.line else None
        entry = self.cleaned_data[f"entry:{code}"] if row.takes_entry else stored
        return entry, self.cleaned_data[f"note:{code}"]

    def uploads(self) -> Iterable[tuple[str, Any]]:
        """The files chosen, each with its criterion's code."""
        for row in self.page.rows:
            if chosen := self.cleaned_data.get(f"file:{row.criterion.code}"):
                yield row.criterion.code, chosen


class VerificationForm(GridForm):
    """What the verifier enters: another figure where the unit's does not hold, and why."""

    cells = {"": "entry", "reason": "reason"}
    side = VERIFY

    def add_row(self, row: SheetRow) -> None:
        """A figure (for a computed criterion, the points) and a reason."""
        code = row.criterion.code
        self.fields[f"entry:{code}"] = figure_field(
            row.criterion, gettext("Thẩm định %(code)s") % {"code": code}
        )
        self.initial[f"entry:{code}"] = initial_figure(
            row.criterion, row.line.verified_entry if row.line else None
        )
        self.fields[f"reason:{code}"] = forms.CharField(
            label=gettext("Lý do chênh lệch %(code)s") % {"code": code},
            required=False,
            widget=forms.Textarea(attrs={"rows": 1}),
        )
        self.initial[f"reason:{code}"] = row.line.difference_reason if row.line else ""

    def entry_of(self, row: SheetRow) -> tuple[Decimal | None, str]:
        """Figure and reason."""
        code = row.criterion.code
        return self.cleaned_data[f"entry:{code}"], self.cleaned_data[f"reason:{code}"]


def figure_field(criterion: RubricCriterion, label: str) -> forms.Field:
    """A field for an entry of the criterion's kind."""
    if criterion.kind is CriterionKind.YES_NO:
        return forms.TypedChoiceField(
            label=label, required=False, choices=YES_NO, coerce=Decimal, empty_value=None
        )
    return NumberField(label=label, required=False)


def _is_same(field: forms.Field, stored: Any, typed: Any) -> bool:
    """Whether what is typed says the same as what is stored, however it is written."""
    try:
        heard = field.clean(typed)
    except forms.ValidationError:
        return False
    if isinstance(field, NumberField):
        return bool(heard == stored)
    return _lines(stored) == _lines(typed)


def _lines(text: Any) -> list[str]:
    """The lines of a text, whichever way they end; none when there is nothing."""
    return str(text or "").strip().splitlines()


def _in_words(criterion: RubricCriterion, cell: str, stored: Any) -> str:
    if stored in (None, ""):
        return gettext("(để trống)")
    if cell == "entry" and criterion.kind is CriterionKind.YES_NO:
        return gettext("Có") if stored == "1" else gettext("Không")
    return vietnamese.number(stored) if isinstance(stored, Decimal) else str(stored)


def initial_figure(criterion: RubricCriterion, figure: Decimal | None) -> Any:
    """A stored figure as its field begins with it."""
    if figure is None or criterion.kind is not CriterionKind.YES_NO:
        return figure
    return "1" if figure else "0"
