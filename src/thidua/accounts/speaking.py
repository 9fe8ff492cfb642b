"""Saying a message of the cluster in view: of a cụm, or of a khối."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext

from thidua.core.kind_words import words_in
from thidua.core.words import Words

from .roles import Role

# The roles held by the year, whose names follow the kind of the cluster.
_OF_A_YEAR = {Role.CHAIR: "Cụm trưởng", Role.SECRETARY: "Thư ký cụm"}
_kind: ContextVar[str] = ContextVar("kind of the cluster in view", default="")


@contextmanager
def speaking_of(kind: str) -> Iterator[None]:
    """Within it, :func:`say` speaks of a cluster of ``kind``, as translation speaks the active language."""
    before = _kind.set(kind)
    try:
        yield
    finally:
        _kind.reset(before)


def say(message: str, kind: str | None = None) -> str:
    """Return ``message`` (an id that speaks of a cụm) for the cluster in view, in the active language."""
    return gettext(words_in(_kind.get() if kind is None else kind, message))


def role_words(role: Role, kind: str | None = None) -> str:
    """Return the name of ``role`` in the cluster in view, or in one of ``kind``."""
    return say(_OF_A_YEAR[role], kind) if role in _OF_A_YEAR else str(role.label)


def rule_sentence(words: Words) -> str:
    """Return a rule's sentence with its figures, in the active language; nothing for no words."""
    return words.said(say) if words.message else ""
