"""Adding, captioning and removing the pictures of an article."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import require_standing
from thidua.clusters.files import digest, forget
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append

from ..models import Article, Picture
from ..pictures import prepare


@transaction.atomic
def add_picture(
    actor: Actor,
    article: Article,
    upload: File[bytes],
    *,
    caption: str,
    alt: str,
    credit: str = "",
    position: int = 0,
) -> Picture:
    """Add a picture, redrawn from its pixels: no camera data or place survives.

    Under an import a picture of the same file name is replaced.
    """
    _require_editor(actor)
    words = _words(caption, alt, credit)
    prepared = prepare(upload)
    stem = PurePath(str(upload.name)).stem[:180]
    picture = None
    if actor.for_all_units:
        picture = article.pictures.filter(file_name=f"{stem}.jpg").first()
    if picture:
        _forget_files(picture)
    picture = picture or Picture(article=article)
    picture.file_name = f"{stem}.jpg"
    picture.size, picture.sha256 = prepared.full.size, digest(prepared.full)
    picture.width, picture.height = prepared.width, prepared.height
    picture.position = position or picture.position or _last_position(article) + 1
    _write(picture, words)
    picture.file.save("full.jpg", prepared.full, save=False)
    picture.small.save("small.jpg", prepared.small, save=False)
    picture.save()
    append(
        actor,
        "add_picture",
        article,
        after={"file": picture.file_name, **words},
        year_id=article.cluster_year_id,
    )
    return picture


@transaction.atomic
def edit_picture(
    actor: Actor, picture: Picture, *, caption: str, alt: str, credit: str = "", position: int
) -> None:
    """Change a picture's words or its place among the pictures."""
    _require_editor(actor)
    words = _words(caption, alt, credit)
    before = {name: getattr(picture, name) for name in (*words, "position")}
    _write(picture, words)
    picture.position = position
    picture.save(update_fields=[*words, "position"])
    append(
        actor,
        "edit_picture",
        picture.article,
        before=before,
        after={**words, "position": position},
        year_id=picture.article.cluster_year_id,
    )


@transaction.atomic
def remove_picture(actor: Actor, picture: Picture) -> None:
    """Remove a picture and its files."""
    _require_editor(actor)
    article = picture.article
    append(
        actor,
        "remove_picture",
        article,
        before={"file": picture.file_name, "caption": picture.caption},
        year_id=article.cluster_year_id,
    )
    _forget_files(picture)
    picture.delete()


def _require_editor(actor: Actor) -> None:
    if not actor.for_all_units:
        require_standing(actor, Permission.WRITE_NEWS)


def _words(caption: str, alt: str, credit: str) -> dict[str, str]:
    words = {"caption": nfc(caption), "alt": nfc(alt), "credit": nfc(credit)}
    faults = []
    if not words["caption"]:
        faults.append(Fault(gettext_noop("Hãy ghi chú thích ảnh."), place="caption"))
    if not words["alt"]:
        faults.append(
            Fault(
                gettext_noop("Hãy tả ảnh cho người không nhìn thấy."),
                gettext_noop("Một câu: ai, làm gì, ở đâu."),
                "alt",
            )
        )
    limits = {"caption": 300, "alt": 300, "credit": 120}
    faults += [
        Fault(gettext_noop("Không được dài quá %(limit)s ký tự."), place=name, params={"limit": limit})
        for name, limit in limits.items()
        if len(words[name]) > limit
    ]
    refuse_if_any(faults)
    return words


def _write(picture: Picture, words: dict[str, str]) -> None:
    for name, value in words.items():
        setattr(picture, name, value)


def _last_position(article: Article) -> int:
    return max(article.pictures.values_list("position", flat=True), default=0)


def _forget_files(picture: Picture) -> None:
    """Delete the files once the change is sure."""
    for stored in (picture.file, picture.small):
        forget(stored)
