"""The ZIP file of a pack in its one canonical form: the same parts always give the same bytes.

Nothing is compressed; names are plain ASCII; every time is 1/1/1980 00:00; there are no extra fields,
comments, attributes or gaps; the manifest and its signature come first, then the parts by name. A file is
read by these rules alone and must come out byte for byte when its parts are written again.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping

from thidua.core.faults import gettext_noop

from .faults import unreadable

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
# The whole file and the number of its parts: what is larger is no pack.
MAX_BYTES = 128 * 1024 * 1024
_MOST_PARTS = 200
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?\.[a-z0-9]{2,5}")
_LONGEST_NAME = 100

# Version needed, flags, method, time, date (1/1/1980), CRC-32, sizes, lengths of name and extra field.
_LOCAL = struct.Struct("<4s5H3I2H")
# Made by, then as above; comment, disk, attributes, offset of the local header.
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _DAY = 20, 0x0021


def write(parts: Mapping[str, bytes]) -> bytes:
    """Return the file that holds ``parts`` by name."""
    bodies, directory, offset = [], [], 0
    for name in sorted(parts, key=_place):
        content, named = parts[name], name.encode("ascii")
        checked, size = zlib.crc32(content), len(content)
        local = _LOCAL.pack(_LOCAL_MARK, _VERSION, 0, 0, 0, _DAY, checked, size, size, len(named), 0)
        central = _CENTRAL.pack(
            _CENTRAL_MARK,
            _VERSION,
            _VERSION,
            0,
            0,
            0,
            _DAY,
            checked,
            size,
            size,
            len(named),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        bodies += [local, named, content]
        directory += [central, named]
        offset += len(local) + len(named) + size
    listed = b"".join(directory)
    end = _END.pack(_END_MARK, 0, 0, len(parts), len(parts), len(listed), offset, 0)
    return b"".join([*bodies, listed, end])


def read(content: bytes) -> dict[str, bytes]:
    """Return the parts of a pack's file by name. Raises :class:`Unreadable` for anything not canonical."""
    if len(content) > MAX_BYTES:
        raise unreadable(gettext_noop("Tệp lớn hơn %(limit)s MB."), limit=MAX_BYTES // (1024 * 1024))
    if not content.startswith(_LOCAL_MARK):
        raise unreadable(gettext_noop("Đây không phải tệp zip của gói kết quả."))
    parts: dict[str, bytes] = {}
    offset = 0
    while content[offset : offset + 4] == _LOCAL_MARK:
        offset = _read_part(content, offset, parts)
    if write(parts) != content:
        raise unreadable(
            gettext_noop(
                "Tệp zip không còn đúng từng byte như khi lập: bị cắt, được nén lại, hoặc bị sửa ở phần vỏ."
            )
        )
    return parts


def _read_part(content: bytes, offset: int, parts: dict[str, bytes]) -> int:
    """Read the part whose header stands at ``offset`` into ``parts``; return where it ends."""
    begin = offset + _LOCAL.size
    if begin > len(content):
        raise _cut_off()
    header: tuple[int, ...] = _LOCAL.unpack_from(content, offset)[2:]
    flags, method, _, _, checked, size, full_size, name_length, extra = header
    name = content[begin : begin + name_length].decode("ascii", "replace")
    if method or flags or extra or size != full_size:
        raise unreadable(gettext_noop("Tệp zip đã được nén lại hoặc lập bằng phần mềm khác."))
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        raise unreadable(gettext_noop("Tên phần “%(name)s” không được nhận."), name=name[:_LONGEST_NAME])
    if name in parts:
        raise unreadable(gettext_noop("Phần này có hai lần trong gói."), name)
    if len(parts) >= _MOST_PARTS:
        raise unreadable(gettext_noop("Gói có quá nhiều phần."))
    begin += name_length
    part = content[begin : begin + size]
    if len(part) != size:
        raise _cut_off()
    if zlib.crc32(part) != checked:
        raise unreadable(
            gettext_noop("Nội dung phần này đã bị sửa hoặc hỏng (sai mã CRC của tệp zip)."), name
        )
    parts[name] = part
    return begin + size


def _cut_off() -> Exception:
    return unreadable(gettext_noop("Tệp thiếu phần cuối, có thể bị cắt khi sao chép hoặc tải về."))


def _place(name: str) -> tuple[int, str]:
    return ({MANIFEST: 0, SIGNATURE: 1}.get(name, 2), name)
