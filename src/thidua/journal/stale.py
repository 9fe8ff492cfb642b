"""Refusing what was typed on top of an older state, with who has saved since and when."""

from __future__ import annotations

from typing import Any

from django.db import models

from thidua.accounts.moments import moment_words
from thidua.core.faults import Stale, gettext_noop

from .models import Entry

# What a form does that carries the current version when it is shown again (``accounts.faults.show_in``).
OVERWRITES = gettext_noop(
    "Những gì bạn nhập vẫn còn trên trang, chưa lưu. Bấm Lưu lần nữa sẽ ghi đè bản đó; hãy đối chiếu trước."
)
READ_AGAIN = gettext_noop("Hãy đọc lại bản mới rồi quyết định.")


def refuse_stale(
    given: int | str | None,
    current: int | str,
    subject: models.Model | None = None,
    *,
    mend: str = OVERWRITES,
    **where: Any,
) -> None:
    """Raise :class:`Stale` when the version a form was made from is no longer the current one.

    ``subject`` (or ``where``, conditions on journal entries) tells which last change to name. An action
    called without a version (``None``) overwrites on purpose. ``mend`` is said of what is no form that is
    saved: signing, handing in.
    """
    if given is None or given == current:
        return
    if subject is not None:
        where |= {"subject_type": subject._meta.label, "subject_id": str(subject.pk)}
    last = Entry.objects.filter(**where).first()
    raise Stale.because(
        gettext_noop("%(who)s đã lưu lúc %(when)s, sau khi bạn mở trang này."),
        mend,
        who=last.actor_name if last else gettext_noop("Người khác"),
        when=moment_words(last.at if last else None),
    )
