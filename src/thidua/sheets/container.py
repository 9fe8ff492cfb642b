"""Looking at a handed-in file before it is opened: what it really is, how large it will become.

The reader keeps each sheet as a dense block, so one cell placed at the far corner would ask for all the
memory there is; and the sizes a zip file states need not be true. So every part is unpacked once here,
up to a limit, and every sheet is walked with a plain XML parser that also notes the cells the reader
would show as empty: errors such as #REF!, and formulas saved without a result.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from thidua.clusters.files import MAX_BYTES
from thidua.core.faults import gettext_noop

from .values import DAMAGED, Unreadable, unreadable

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELLS = 2_000_000
_CHUNK = 1 << 16

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class SheetMap:
    """What the walk through a sheet's XML found: how far it reaches, and cells without a usable value."""

    rows: int = 0
    columns: int = 0
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    unsaved_formulas: list[tuple[int, int]] = field(default_factory=list)


def open_container(content: bytes) -> dict[str, SheetMap]:
    """Check that ``content`` is a harmless .xlsx and return what each sheet holds, by the sheet's name.

    Raises :class:`Unreadable` saying what the file is instead, and what to do.
    """
    _refuse_by_opening(content)
    try:
        parts = _unpack(content)
        if "xl/workbook.xml" not in parts:
            raise _not_a_workbook(parts)
        paths = _sheet_paths(parts)
        return {name: _walk(parts[path]) for name, path in paths.items() if path in parts}
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        LookupError,  # a part written in an encoding that nobody knows
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise unreadable(*DAMAGED) from error


def _refuse_by_opening(content: bytes) -> None:
    if not content:
        raise unreadable(gettext_noop("Tệp rỗng."), gettext_noop("Hãy chọn lại đúng tệp sổ Excel."))
    if len(content) > MAX_BYTES:
        raise unreadable(
            gettext_noop("Tệp lớn hơn %(limit)s MB."),
            gettext_noop("Hãy bỏ ảnh và các trang không cần trong sổ rồi tải lại."),
            limit=MAX_BYTES // (1024 * 1024),
        )
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise unreadable(
                gettext_noop("Tệp được đặt mật khẩu nên không đọc được."),
                gettext_noop("Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ) rồi lưu và tải lại."),
            )
        raise unreadable(
            gettext_noop("Tệp thuộc dạng Excel hoặc Word cũ (.xls, .doc)."),
            gettext_noop("Hãy mở bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lại."),
        )
    if content.startswith(b"%PDF-"):
        raise unreadable(
            gettext_noop("Đây là tệp PDF, không phải sổ Excel."), gettext_noop("Hãy tải lên tệp .xlsx gốc.")
        )
    if not content.startswith(b"PK\x03\x04"):
        raise unreadable(*DAMAGED)


def _not_a_workbook(parts: dict[str, bytes]) -> Unreadable:
    if "word/document.xml" in parts:
        return unreadable(
            gettext_noop("Đây là tệp Word, không phải sổ Excel."), gettext_noop("Hãy tải lên tệp .xlsx.")
        )
    if "content.xml" in parts:
        return unreadable(
            gettext_noop("Đây là tệp OpenDocument."),
            gettext_noop("Hãy lưu thành “Excel 2007-365 (.xlsx)” rồi tải lại."),
        )
    return unreadable(*DAMAGED)


def _unpack(content: bytes) -> dict[str, bytes]:
    """The XML parts of the archive, each really unpacked and counted against the limits."""
    left = MAX_UNPACKED
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_PARTS or len({entry.filename for entry in entries}) != len(entries):
            raise unreadable(*DAMAGED)
        for entry in entries:
            if entry.flag_bits & 1:
                raise unreadable(
                    gettext_noop("Tệp được đặt mật khẩu nên không đọc được."),
                    gettext_noop("Hãy bỏ mật khẩu rồi lưu và tải lại."),
                )
            unpacked = b"".join(_pieces(content, entry, left))
            left -= len(unpacked)
            parts[entry.filename] = unpacked if entry.filename.endswith((".xml", ".rels")) else b""
    return parts


def _pieces(content: bytes, entry: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """Unpack one entry piece by piece, without trusting the size it states."""
    start = entry.header_offset
    header = content[start : start + 30]
    if header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(entry.filename)
    begin = start + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = content[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        if len(packed) > limit:
            raise _too_large()
        yield packed
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise unreadable(*DAMAGED)
    unpacker = zlib.decompressobj(-15)
    done = 0
    waiting = packed
    while not unpacker.eof:
        piece = unpacker.decompress(waiting, _CHUNK)
        waiting = unpacker.unconsumed_tail
        done += len(piece)
        if done > limit:
            raise _too_large()
        if not piece and not waiting:
            raise zipfile.BadZipFile(entry.filename)
        yield piece


def _too_large() -> Unreadable:
    return unreadable(
        gettext_noop("Tệp nén bung ra quá lớn (hơn %(limit)s MB)."),
        gettext_noop("Hãy chép các trang cần nhập sang một sổ mới rồi tải lại."),
        limit=MAX_UNPACKED // (1024 * 1024),
    )


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_args: object) -> None:
        raise ValueError("a workbook has no document type")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: local name, attributes by local name."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: found.append(
        (name.rsplit(" ", 1)[-1], {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()})
    )
    parser.Parse(xml, True)
    return found


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    targets = {
        attributes.get("Id", ""): posixpath.normpath(posixpath.join("xl", attributes.get("Target", "")))
        for name, attributes in _elements(parts.get("xl/_rels/workbook.xml.rels", b""))
        if name == "Relationship"
    }
    paths = {}
    for name, attributes in _elements(parts["xl/workbook.xml"]):
        if name == "sheet":
            # “r:id” and “sheetId” differ by local name; only the former is “id”.
            path = targets.get(attributes.get("id", ""), "")
            paths[attributes.get("name", "")] = path.lstrip("/")
    return paths


class _Walker:
    """Walks a sheet's XML once, cell by cell."""

    def __init__(self) -> None:
        self.found = SheetMap()
        self._row = self._column = 0
        self._type = self._value = ""
        self._has_formula = self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        local = name.rsplit(" ", 1)[-1]
        if local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            _refuse_far(self._row, 0)
        elif local == "c":
            self._row, self._column = _place(attributes.get("r"), self._row, self._column + 1)
            _refuse_far(self._row, self._column)
            self._type, self._value, self._has_formula = attributes.get("t", "n"), "", False
            self.found.rows = max(self.found.rows, self._row)
            self.found.columns = max(self.found.columns, self._column)
        elif local == "f":
            self._has_formula = True
        elif local in ("v", "t"):
            self._in_value = True

    def characters(self, data: str) -> None:
        """Text of an element."""
        if self._in_value:
            self._value += data

    def end(self, name: str) -> None:
        """An element closes."""
        local = name.rsplit(" ", 1)[-1]
        if local in ("v", "t"):
            self._in_value = False
        elif local == "c" and self._type == "e":
            self.found.errors.append((self._row, self._column, self._value[:20]))
        elif local == "c" and self._has_formula and not self._value and self._type != "str":
            self.found.unsaved_formulas.append((self._row, self._column))


def _walk(xml: bytes) -> SheetMap:
    walker = _Walker()
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
    parser.CharacterDataHandler = walker.characters
    parser.Parse(xml, True)
    if walker.found.rows * walker.found.columns > MAX_CELLS:
        raise _too_far()
    return walker.found


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    if reference is None:
        return row, column
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return int(match[2]), number


def _refuse_far(row: int, column: int) -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise _too_far()


def _too_far() -> Unreadable:
    return unreadable(
        gettext_noop("Có trang dài hơn %(rows)s dòng hoặc rộng hơn %(columns)s cột."),
        gettext_noop("Hãy xoá các dòng, cột thừa ở cuối trang (kể cả ô chỉ có định dạng) rồi tải lại."),
        rows=f"{MAX_ROWS:,}".replace(",", "."),
        columns=MAX_COLUMNS,
    )
