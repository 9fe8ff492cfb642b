"""The manifest: what the pack is, the SHA-256 of each part, and the signature over it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.faults import gettext_noop
from thidua.signing import ed25519

from . import canonical
from .container import MANIFEST, SIGNATURE
from .faults import disagree, unreadable
from .reading import Node

FORMAT = "thidua-result-pack"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Signer:
    """The unit whose key signed, and the key."""

    unit: str
    name: str
    public_key: str

    @property
    def fingerprint(self) -> str:
        """The key as people compare it."""
        return ed25519.fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest says: the year it is of, when and by whom made, and whose key signed."""

    cluster: str
    year: int
    title: str
    made_at: str
    made_by: str
    signer: Signer


def build(manifest: Manifest, parts: Mapping[str, bytes]) -> bytes:
    """Return the manifest's part for ``parts`` (those beside it and its signature)."""
    return canonical.dump(
        {
            "format": FORMAT,
            "version": VERSION,
            "cluster": manifest.cluster,
            "year": manifest.year,
            "title": manifest.title,
            "made_at": manifest.made_at,
            "made_by": manifest.made_by,
            "key": {
                "unit": manifest.signer.unit,
                "name": manifest.signer.name,
                "public": manifest.signer.public_key,
                "fingerprint": manifest.signer.fingerprint,
            },
            "parts": [_listed(name, parts[name]) for name in sorted(parts)],
        }
    )


def signed(manifest: Manifest, parts: Mapping[str, bytes], private_key: bytes) -> dict[str, bytes]:
    """Return every part of a pack: the manifest, its signature by ``private_key``, and ``parts``."""
    written = build(manifest, parts)
    signature = ed25519.sign(private_key, written)
    return {MANIFEST: written, SIGNATURE: signature.encode("ascii"), **parts}


def check_manifest(parts: Mapping[str, bytes]) -> Manifest:
    """Check the manifest's form and signature, and every part's digest against it."""
    for needed in (MANIFEST, SIGNATURE):
        if needed not in parts:
            raise unreadable(gettext_noop("Gói thiếu phần này."), needed)
    given = Node(canonical.load(parts[MANIFEST], MANIFEST), MANIFEST)
    _refuse_other_forms(given.value)
    manifest, listed = _read(given)
    signature = parts[SIGNATURE].decode("ascii", "replace")
    if not ed25519.verify(manifest.signer.public_key, parts[MANIFEST], signature):
        raise disagree(
            SIGNATURE, "", gettext_noop("Chữ ký không phải của khóa nêu trong gói trên bản kê này.")
        )
    _check_parts(listed, parts)
    return manifest


def _read(given: Node) -> tuple[Manifest, list[Node]]:
    said = given.record("format version cluster year title made_at made_by key parts")
    key = said["key"].fields("unit", "name", "public", "fingerprint")
    public = key["public"].digest()
    signer = Signer(key["unit"].code(), key["name"].code(), public)
    if key["fingerprint"].text() != signer.fingerprint:
        raise disagree(
            MANIFEST,
            "key/fingerprint",
            gettext_noop("Dấu vân tay không phải của khóa."),
            key["fingerprint"].value,
            signer.fingerprint,
        )
    manifest = Manifest(
        cluster=said["cluster"].code(),
        year=said["year"].whole(),
        title=said["title"].code(),
        made_at=said["made_at"].moment(),
        made_by=said["made_by"].text(),
        signer=signer,
    )
    return manifest, list(said["parts"])


def _refuse_other_forms(value: Any) -> None:
    """Refuse another kind of file, or a later form of packs, before its fields are looked at."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise unreadable(gettext_noop("Đây không phải gói kết quả."), MANIFEST)
    if value.get("version") != VERSION:
        raise unreadable(
            gettext_noop(
                "Gói theo quy cách số %(version)s, phiên bản phần mềm này chỉ biết quy cách số %(known)s."
            ),
            MANIFEST,
            version=value.get("version"),
            known=VERSION,
        )


def _check_parts(listed: list[Node], parts: Mapping[str, bytes]) -> None:
    names = [row.fields("name", "size", "sha256")["name"].code() for row in listed]
    if names != sorted(set(names)):
        raise disagree(MANIFEST, "parts", gettext_noop("Bản kê có phần trùng hoặc không theo thứ tự."))
    for name in sorted(set(parts) - set(names) - {MANIFEST, SIGNATURE}):
        raise disagree(name, "", gettext_noop("Phần này không có trong bản kê."))
    for row, name in zip(listed, names, strict=True):
        if name not in parts or name in (MANIFEST, SIGNATURE):
            raise disagree(name, "", gettext_noop("Bản kê có phần này, gói thì không."))
        found = _listed(name, parts[name])
        for field in ("size", "sha256"):
            if row.value[field] != found[field]:
                raise disagree(
                    name,
                    "",
                    gettext_noop("Nội dung không đúng với bản kê đã ký."),
                    row.value[field],
                    found[field],
                )


def _listed(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
