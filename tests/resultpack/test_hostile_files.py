"""Whatever file is handed in is refused in words: never a traceback, never more time or memory than its size."""

from __future__ import annotations

import json
import struct
import time
import zipfile
from io import BytesIO

import pytest

from thidua.resultpack.checking import canonical, container
from thidua.resultpack.checking.check import check
from thidua.resultpack.checking.container import MANIFEST, SIGNATURE

pytestmark = pytest.mark.django_db


def refused(content: bytes) -> str:
    """The words with which a file is refused as no pack at all, within a second."""
    began = time.perf_counter()
    report = check(content)
    assert time.perf_counter() - began < 5
    assert not report.is_valid and not report.is_pack
    return str(report.disagreement)


def zipped(compression: int = zipfile.ZIP_STORED, **parts: bytes) -> bytes:
    """A ZIP file as ordinary tools write it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.4", "không phải".encode() * 100, b"\x00" * 1000])
def test_what_is_no_zip_file(content):
    assert "không phải tệp zip" in refused(content)


def test_any_truncation(a_pack):
    content = a_pack.content
    for length in [
        *range(4, 400, 7),
        len(content) // 2,
        len(content) - 1,
        len(content) - 22,
        len(content) - 60,
    ]:
        assert refused(content[:length])


def test_something_behind_or_before_it(a_pack):
    assert refused(a_pack.content + b"\x00")
    assert refused(b"MZ" + a_pack.content)


def test_a_zip_bomb_is_not_unpacked():
    bomb = zipped(zipfile.ZIP_DEFLATED, **{MANIFEST: b"\x00" * 50_000_000})
    assert len(bomb) < 100_000
    assert "nén lại" in refused(bomb)


def test_an_ordinary_zip_of_the_same_parts_is_not_the_pack(a_pack):
    assert refused(zipped(**{name.replace("/", "__"): part for name, part in a_pack.parts.items()}))


def test_a_file_too_large(monkeypatch, a_pack):
    monkeypatch.setattr(container, "MAX_BYTES", 1000)
    assert "lớn hơn" in refused(a_pack.content)


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd.json",
        "/etc/passwd.json",
        "a/b/c.json",
        "A.json",
        "..json",
        "x" * 120 + ".json",
        "a\\b.json",
        "a .json",
    ],
)
def test_names_that_lead_elsewhere(a_pack, name):
    assert "Tên phần" in refused(container.write({**a_pack.parts, name: b"{}"}))


def test_the_same_part_twice(a_pack):
    one = container.write({"year.json": b"{}\n"})
    body = one[: one.index(b"PK\x01\x02")]
    assert "hai lần" in refused(body + body + one[len(body) :])


def test_too_many_parts():
    parts = {f"p{number}.json": b"" for number in range(300)}
    assert "quá nhiều phần" in refused(container.write(parts))


def test_sizes_that_lie(a_pack):
    content = bytearray(a_pack.content)
    struct.pack_into("<2I", content, 18, 0xFFFFFFFF, 0xFFFFFFFF)
    assert "thiếu phần cuối" in refused(bytes(content))


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe", b"", b"{", b"[" * 200_000, b'{"a":' * 50_000, b'{"a":1,"a":2}\n', b'{"b":1, "a":2}\n', b"1.5\n", b"NaN\n",
        b"Infinity\n", b'"\\ud800"\n', b"9" * 10_000 + b"\n", b'{"format":"thidua-result-pack","version":1}', b"\xef\xbb\xbf{}\n",
    ],
)  # fmt: skip
def test_a_manifest_that_is_no_canonical_json(text):
    assert "manifest.json" in refused(container.write({MANIFEST: text, SIGNATURE: b"0" * 128}))


@pytest.mark.parametrize("value", [[], None, {}, {"format": "other", "version": 1}, "x"])
def test_a_manifest_of_something_else(value):
    words = refused(container.write({MANIFEST: canonical.dump(value), SIGNATURE: b"0" * 128}))
    assert "không phải gói kết quả" in words


def test_a_later_form_of_packs_is_named_as_such(a_pack):
    manifest = json.loads(a_pack.parts[MANIFEST])
    manifest["version"] = 7
    words = refused(container.write({**a_pack.parts, MANIFEST: canonical.dump(manifest)}))
    assert "quy cách số 7" in words


@pytest.mark.parametrize("part", ["sheets.json", "ballots.json", "journal.json"])
@pytest.mark.parametrize("text", [b"[" * 100_000, b"\xff\n", b"[1.5]\n", b"[ ]\n"])
def test_a_signed_part_that_is_no_canonical_json(a_pack, part, text):
    report = check(a_pack.with_parts({part: text}))
    assert not report.is_pack
    assert report.disagreement.part == part


def test_figures_made_to_take_time(a_pack):
    """Exponents, huge keys and many members: refused at once."""
    rules = a_pack.value("rules.json")
    rules["ranking"]["quotas"] = [
        {"award": "giay_khen", "kind": "share", "number": 0, "share": "1e99999999", "rounding": "up",
         "at_least": 0, "floor": None}
    ]  # fmt: skip
    ballots = a_pack.value("ballots.json")
    secret = next(ballot for ballot in ballots if ballot["is_secret"])
    secret["public_key"] = "-----BEGIN PUBLIC KEY-----\n" + "A" * 100_000
    rubric = a_pack.value("rubric.json")
    rubric["places"] = 10**9
    began = time.perf_counter()
    for part, value in (("rules.json", rules), ("ballots.json", ballots), ("rubric.json", rubric)):
        report = check(a_pack.with_parts({part: value}))
        assert not report.is_valid
        assert report.disagreement.part in (part, "sheets.json")
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("moment", ["2017-99-99T99:99:99+00:00", "2017-11-17", "hôm qua", 5])
def test_a_moment_that_never_was(a_pack, moment):
    manifest = {**json.loads(a_pack.parts[MANIFEST]), "made_at": moment}
    report = check(container.write({**a_pack.parts, MANIFEST: canonical.dump(manifest)}))
    assert report.disagreement.place == "made_at"
