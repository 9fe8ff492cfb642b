"""Taking workbooks out, and handing them in; what they hold is written by ``importing``."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.accounts.standing import require_standing
from thidua.clusters.access import Access, require
from thidua.clusters.files import MAX_BYTES, digest, forget
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.journal.actions import append

from . import importing
from .exporting import attached_files, export_year
from .models import Upload
from .reading import read
from .writing import write

# A workbook left unaccepted is forgotten after so long.
_KEPT = timedelta(days=7)
# Who sees news before it is published, and comments that are held or refused.
_SEE_UNPUBLISHED = frozenset({Role.EDITOR, Role.AUTHORITY, Role.INSPECTOR, Role.OPERATOR})


@transaction.atomic
def keep_upload(actor: Actor, file: File[bytes], into: ClusterYear | None = None) -> Upload:
    """Keep a workbook until its user has seen the preview and accepts it.

    Raises :class:`Refused` at ``file`` when it is no workbook of ours at all; one with faults is kept.
    """
    if into is None:
        require_standing(actor, Permission.CREATE_CLUSTER)
    else:
        require(actor, Permission.IMPORT_YEAR, into)
    if (file.size or 0) > MAX_BYTES:
        raise Refused.because(
            gettext_noop("Tệp lớn hơn %(limit)s MB."),
            gettext_noop("Hãy bỏ ảnh và các trang không cần trong sổ rồi tải lại."),
            place="file",
            limit=MAX_BYTES // (1024 * 1024),
        )
    file.seek(0)
    read(file.read())
    _forget_old(actor)
    return Upload.objects.create(
        user=actor.user,
        cluster_year=into,
        uploaded_at=actor.at,
        file=file,
        file_name=PurePath(str(file.name)).name[-200:],
        size=file.size or 0,
        sha256=digest(file),
    )


@transaction.atomic
def accept_upload(actor: Actor, upload: Upload) -> ClusterYear:
    """Write a kept workbook, once. Raises :class:`importing.Rejected` with its faults, writing nothing."""
    kept = Upload.objects.select_for_update(of=("self",)).select_related("cluster_year").get(pk=upload.pk)
    if kept.user_id != actor.user.pk:
        raise NotPermitted.because(gettext_noop("Sổ này do người khác tải lên."))
    if kept.applied_at is not None:
        raise Refused.because(
            gettext_noop("Sổ này đã nhập lúc %(when)s."),
            gettext_noop("Không cần nhập lại."),
            when=moment_words(kept.applied_at),
        )
    year = importing.accept(actor, content_of(kept), kept.cluster_year, file_name=kept.file_name)
    kept.applied_at, kept.cluster_year = actor.at, year
    kept.save(update_fields=["applied_at", "cluster_year"])
    return year


@transaction.atomic
def take_out(actor: Actor, year: ClusterYear, access: Access | None = None) -> bytes:
    """Write the year's workbook; the journal keeps who took it out, and its SHA-256.

    ``access`` is what its reader may see; without one, at the server's own terminal, nothing is left out.
    """
    if access is None:
        content = write(export_year(year), attached_files(year))
    else:
        members = Unit.objects.filter(memberships__cluster_year=year)
        readable = {unit.code for unit in members if access.may(Permission.READ_DRAFTS, unit)}.__contains__
        with_unpublished = bool(access.roles & _SEE_UNPUBLISHED)
        book = export_year(year, readable, with_unpublished=with_unpublished)
        content = write(book, attached_files(year, readable))
    append(actor, "export_year", year, after={"sha256": sha256(content).hexdigest()}, year_id=year.pk)
    return content


def content_of(upload: Upload) -> bytes:
    """The bytes of a kept workbook."""
    with upload.file.open("rb") as stored:
        return bytes(stored.read())


def _forget_old(actor: Actor) -> None:
    """Forget the user's workbooks that were left unaccepted, and their bytes once the change holds."""
    old = Upload.objects.filter(user=actor.user, applied_at=None, uploaded_at__lt=actor.at - _KEPT)
    for upload in old:
        forget(upload.file)
    old.delete()
