"""Faults of the rules shown in the reader's language, beside the field they speak of."""

from django import forms

from thidua.core.faults import Fault, Refused, Stale

from .speaking import say


def fault_text(fault: Fault) -> str:
    """Return the fault's cause and mend in the active language."""
    words = " ".join(say(part) for part in (fault.cause, fault.mend) if part)
    if not fault.params:
        return words
    return words % {name: _in_words(value) for name, value in fault.params.items()}


def _in_words(value: object) -> object:
    """A parameter in the active language: a message id, a fault inside a fault, or a plain value."""
    if isinstance(value, Fault):
        return fault_text(value)
    return say(value) if isinstance(value, str) and value else value


def show_in(form: forms.BaseForm, refused: Refused, version: object = None, field: str = "version") -> None:
    """Put each fault at the form's field of that name, else at the head of the form.

    After :class:`Stale` the form's ``field`` carries ``version``, the one now current, so that saving
    again is a choice, and ``is_stale`` tells the page to link to what is stored.
    """
    if version is not None and isinstance(refused, Stale):
        data = form.data.copy()  # type: ignore[attr-defined]
        data[field] = str(version)
        form.data = data
        form.is_stale = True  # type: ignore[attr-defined]
    for fault in refused.faults:
        form.add_error(fault.place if fault.place in form.fields else None, fault_text(fault))
