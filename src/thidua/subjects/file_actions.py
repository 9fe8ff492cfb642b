"""Files of subjects: kept from the preview on, written once, taken out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import File
from django.db import models, transaction

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.clusters.files import digest, forget
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.journal.actions import append
from thidua.sheets.reading import read_form
from thidua.sheets.values import unreadable

from . import importing
from .access import reach
from .book import spoken
from .exporting import export
from .models import ImportFile, Subject

# As much as fifty thousand rows take, with room to spare.
MAX_BYTES = 20 * 1024 * 1024
# A file left unaccepted is forgotten after so long.
_KEPT = timedelta(days=7)


@transaction.atomic
def keep_file(actor: Actor, file: File[bytes]) -> ImportFile:
    """Keep a file until its user has seen the preview and accepts it.

    Raises :class:`Refused` at ``file`` when it is no list of subjects at all; one with faults is kept.
    """
    if reach(actor.user, Permission.EDIT_SUBJECTS, actor.today).is_empty:
        raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))
    if (file.size or 0) > MAX_BYTES:
        raise unreadable(
            gettext_noop("Tệp lớn hơn %(limit)s MB."),
            gettext_noop("Hãy bỏ ảnh và các trang không cần trong sổ rồi tải lại."),
            limit=MAX_BYTES // (1024 * 1024),
        )
    file.seek(0)
    read_form(file.read(), spoken())
    old = ImportFile.objects.filter(user=actor.user, applied_at=None, uploaded_at__lt=actor.at - _KEPT)
    for forgotten in old:
        forget(forgotten.file)
    old.delete()
    return ImportFile.objects.create(
        user=actor.user,
        uploaded_at=actor.at,
        file=file,
        file_name=PurePath(str(file.name)).name[-200:],
        size=file.size or 0,
        sha256=digest(file),
    )


@transaction.atomic
def accept_file(
    actor: Actor, file: ImportFile, *, only_good: bool = False, doubles: Collection[str] = ()
) -> importing.Summary:
    """Write a kept file, once; raises :class:`importing.Rejected` with its faults, writing nothing."""
    kept = ImportFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if kept.user_id != actor.user.pk:
        raise NotPermitted.because(gettext_noop("Tệp này do người khác tải lên."))
    if kept.applied_at is not None:
        raise Refused.because(
            gettext_noop("Tệp này đã nhập lúc %(when)s."),
            gettext_noop("Không cần nhập lại."),
            when=moment_words(kept.applied_at),
        )
    summary = importing.accept(
        actor, content_of(kept), only_good=only_good, doubles=doubles, file_name=kept.file_name
    )
    kept.applied_at = actor.at
    kept.save(update_fields=["applied_at"])
    return summary


@transaction.atomic
def take_out(actor: Actor, subjects: Sequence[Subject], of: models.Model, *, in_codes: bool = False) -> bytes:
    """Write a file of ``subjects``.

    The journal keeps who took it out, ``of`` which unit (or user's whole reach), how many, its SHA-256.
    """
    within = reach(actor.user, Permission.READ_SUBJECTS, actor.today)
    if not all(within.covers(subject.unit_id) for subject in subjects):
        raise NotPermitted.because(gettext_noop("Có đối tượng ngoài phạm vi của bạn."))
    content = export(subjects, in_codes=in_codes)
    append(
        actor,
        "export_subjects",
        of,
        after={"quantity": len(subjects), "sha256": sha256(content).hexdigest()},
    )
    return content


def content_of(file: ImportFile) -> bytes:
    """The bytes of a kept file."""
    with file.file.open("rb") as stored:
        return bytes(stored.read())
