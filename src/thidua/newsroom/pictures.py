"""Pictures handed in are redrawn from their pixels, at most 1600 wide or high.

That drops camera data and place (EXIF, GPS), stops files that only look like pictures, and keeps pages light.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

from thidua.clusters.files import IMAGES, check_upload
from thidua.core.faults import Refused, gettext_noop

MAX_BYTES = 15 * 1024 * 1024
# A small file can unfold into gigabytes of pixels; a 48-megapixel camera is still served.
MAX_PIXELS = 50_000_000
FULL_EDGE = 1600
SMALL_EDGE = 640
_FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready to store: JPEG at full and small size; width and height of the full one."""

    full: ContentFile[bytes]
    small: ContentFile[bytes]
    width: int
    height: int


def prepare(upload: File[bytes]) -> Prepared:
    """Check and redraw ``upload``. Raises :class:`Refused` when it is not a picture we can take."""
    check_upload(upload, IMAGES, MAX_BYTES)
    upload.seek(0)
    try:
        with Image.open(upload, formats=_FORMATS) as opened:
            _refuse_huge(opened)
            opened.draft("RGB", (FULL_EDGE, FULL_EDGE))
            picture = _on_white(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused.because(
            gettext_noop("Không đọc được ảnh “%(name)s”."),
            gettext_noop("Hãy mở ảnh bằng phần mềm xem ảnh, lưu lại thành JPEG rồi tải lại."),
            place="file",
            name=str(upload.name),
        ) from error
    picture.thumbnail((FULL_EDGE, FULL_EDGE), Image.Resampling.LANCZOS)
    small = picture.copy()
    small.thumbnail((SMALL_EDGE, SMALL_EDGE), Image.Resampling.LANCZOS)
    return Prepared(_jpeg(picture, "full.jpg"), _jpeg(small, "small.jpg"), *picture.size)


def _refuse_huge(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise Refused.because(
            gettext_noop("Ảnh có %(width)s × %(height)s điểm, quá lớn."),
            gettext_noop("Hãy thu nhỏ ảnh còn khoảng 1600 điểm chiều ngang rồi tải lại."),
            place="file",
            width=width,
            height=height,
        )


def _on_white(picture: Image.Image) -> Image.Image:
    """Flatten transparency onto white paper; any colour mode becomes RGB."""
    if picture.mode == "RGB":
        return picture.copy()
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")


def _jpeg(picture: Image.Image, name: str) -> ContentFile[bytes]:
    buffer = io.BytesIO()
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    bare.save(buffer, "JPEG", quality=82, optimize=True, progressive=True)
    return ContentFile(buffer.getvalue(), name=name)
