"""The units' keys: Ed25519 (RFC 8032) pairs that sign result packs, and how a key is named to people.

A public key is its 32 bytes in hex. Its fingerprint is for comparing by eye or over the telephone: the
first 160 bits of its SHA-256 in base32, eight groups of four.
"""

from __future__ import annotations

import base64
import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_HEX_KEY = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){7}")
_HEX_SIGNATURE = re.compile(r"[0-9a-f]{128}")


def new_key() -> tuple[bytes, str]:
    """Make a pair: the private key's 32 bytes, the public key in hex."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw().hex()


def public_of(private: bytes) -> str:
    """Return the public key, in hex, of a private one."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def sign(private: bytes, message: bytes) -> str:
    """Return the signature of ``message`` in hex."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message).hex()


def verify(public: str, message: bytes, signature: str) -> bool:
    """Whether ``signature`` over ``message`` is that of the key ``public``; anything malformed is not."""
    if not (is_public_key(public) and _HEX_SIGNATURE.fullmatch(signature)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_public_key(text: str) -> bool:
    """Whether ``text`` is written as a public key is: 64 hex digits."""
    return _HEX_KEY.fullmatch(text) is not None


def fingerprint(public: str) -> str:
    """Return the fingerprint of a public key: ``ABCD-EFGH-…``, eight groups."""
    digest = hashlib.sha256(bytes.fromhex(public)).digest()
    text = base64.b32encode(digest[:20]).decode("ascii")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def pem(public: str) -> str:
    """Return a public key as PEM, for other tools (``openssl pkeyutl``)."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode("ascii")


def fingerprint_in(text: str) -> str | None:
    """Return the fingerprint that ``text`` gives: one written out, a key in hex, or PEM; else None."""
    words = text.strip()
    if "BEGIN PUBLIC KEY" in words:
        return _fingerprint_of_pem(words)
    if is_public_key(words.lower()):
        return fingerprint(words.lower())
    plain = re.sub(r"[\s-]", "", words).upper()
    grouped = "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
    return grouped if _FINGERPRINT.fullmatch(grouped) else None


def _fingerprint_of_pem(text: str) -> str | None:
    try:
        key = serialization.load_pem_public_key(text.encode("ascii", "replace"))
    except ValueError:
        return None
    return fingerprint(key.public_bytes_raw().hex()) if isinstance(key, Ed25519PublicKey) else None
