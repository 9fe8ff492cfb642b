"""Files that users hand in: checked by content, kept under random names, served with safe headers."""

from __future__ import annotations

import hashlib
import re
import uuid
import zipfile
from functools import partial
from pathlib import PurePath
from typing import IO

from django.core.files.base import File
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from thidua.core.faults import Refused, gettext_noop

MAX_BYTES = 20 * 1024 * 1024

IMAGES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
PAPERS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPENING_BYTES = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
# How near its end a PDF bears its closing mark, in bytes.
_END_OF_PDF = 2048
_LONGEST_NAME = 200
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_OFFICE_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def random_name(_instance: models.Model, filename: str) -> str:
    """Return a storage name that tells nothing and collides with nothing."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}{PurePath(filename).suffix.lower()}"


class StoredFile(models.Model):
    """What is kept of a handed-in file beside its bytes."""

    file = models.FileField(_("tệp"), upload_to=random_name, max_length=120)
    file_name = models.CharField(_("tên tệp"), max_length=200)
    size = models.PositiveIntegerField(_("dung lượng"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


def check_upload(
    upload: File[bytes], allowed: dict[str, str], max_bytes: int = MAX_BYTES
) -> dict[str, object]:
    """Check ``upload`` by its content and return the fields of a :class:`StoredFile` for it.

    ``allowed`` maps extensions to content types. Raises :class:`Refused` when the file is empty, too
    large, of a kind not allowed, or not what its name says.
    """
    name = safe_name(str(upload.name))
    suffix = PurePath(name).suffix.lower()
    size = upload.size or 0
    if suffix not in allowed:
        raise Refused.because(
            gettext_noop("Tệp “%(name)s” không thuộc loại được nhận."),
            gettext_noop("Hãy chọn tệp: %(kinds)s."),
            place="file",
            name=name,
            kinds=", ".join(sorted(allowed)),
        )
    if not 0 < size <= max_bytes:
        raise Refused.because(
            gettext_noop("Tệp “%(name)s” rỗng hoặc lớn hơn %(limit)s MB."),
            gettext_noop("Hãy nén hoặc chia nhỏ tệp rồi tải lại."),
            place="file",
            name=name,
            limit=max_bytes // (1024 * 1024),
        )
    if not _is_what_it_says(upload, suffix):
        raise Refused.because(
            gettext_noop("Nội dung tệp “%(name)s” không đúng với đuôi tệp."),
            gettext_noop("Hãy mở tệp bằng phần mềm gốc, lưu lại đúng định dạng rồi tải lại."),
            place="file",
            name=name,
        )
    if suffix == ".pdf" and not _has_pdf_end(upload):
        raise Refused.because(
            gettext_noop("Tệp “%(name)s” thiếu phần cuối, có thể bị cắt khi sao chép hoặc tải về."),
            gettext_noop("Hãy mở tệp xem đủ trang không, lưu lại từ bản gốc rồi tải lại."),
            place="file",
            name=name,
        )
    return {"file": upload, "file_name": name, "size": size, "sha256": digest(upload)}


def safe_name(given: str) -> str:
    """Return a file's name as it may be shown and saved anywhere: no folders, no forbidden signs."""
    path = PurePath(given.replace("\\", "/"))
    stem, suffix = (" ".join(_FORBIDDEN.sub(" ", part).split()) for part in (path.stem, path.suffix))
    return f"{stem.strip('. ')[: _LONGEST_NAME - len(suffix)] or 'tep'}{suffix}"[-_LONGEST_NAME:]


def digest(upload: IO[bytes] | File[bytes]) -> str:
    """Return the SHA-256 of the file as hex, leaving it rewound."""
    upload.seek(0)
    value = hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]
    upload.seek(0)
    return value


def forget(stored: FieldFile) -> None:
    """Delete the bytes of ``stored`` once the change that forgets it holds."""
    if stored.name:
        transaction.on_commit(partial(stored.storage.delete, stored.name))


def serve(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """Answer with the file; as a download unless ``inline`` (pictures)."""
    suffix = PurePath(stored.file_name).suffix.lower()
    response = FileResponse(
        stored.file.open("rb"), content_type={**PAPERS, **IMAGES}.get(suffix, "application/octet-stream")
    )
    response["Content-Disposition"] = content_disposition_header(not inline, stored.file_name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _is_what_it_says(upload: File[bytes], suffix: str) -> bool:
    upload.seek(0)
    head = upload.read(4096)
    upload.seek(0)
    if not head.startswith(_OPENING_BYTES[suffix]):
        return False
    if suffix in (".docx", ".xlsx"):
        return _OFFICE_PART[suffix] in _zip_names(upload)
    return True


def _has_pdf_end(upload: File[bytes]) -> bool:
    """Whether the mark that ends a PDF stands near its end; a file cut off has none."""
    upload.seek(max((upload.size or 0) - _END_OF_PDF, 0))
    end = upload.read(_END_OF_PDF)
    upload.seek(0)
    return b"%%EOF" in end


def _zip_names(upload: File[bytes]) -> set[str]:
    try:
        with zipfile.ZipFile(upload) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # Also a name in no encoding (a ValueError), a version nobody knows, an offset outside the file.
        return set()
    finally:
        upload.seek(0)
