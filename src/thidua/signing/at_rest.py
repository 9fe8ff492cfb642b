"""Private keys at rest: sealed under a key derived from the site's secret, so that a copy of the database
alone signs nothing.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class CannotOpen(Exception):
    """The sealed text was sealed under another secret, for another purpose, or was altered."""


def seal(secret: str, purpose: str, plain: bytes) -> str:
    """Return ``plain`` encrypted under ``secret`` for ``purpose`` (ChaCha20-Poly1305, HKDF-SHA256)."""
    nonce = os.urandom(_NONCE)
    sealed = _cipher(secret, purpose).encrypt(nonce, plain, purpose.encode())
    return base64.b64encode(nonce + sealed).decode("ascii")


def unseal(secret: str, purpose: str, sealed: str) -> bytes:
    """Return what :func:`seal` was given. Raises :class:`CannotOpen`."""
    try:
        content = base64.b64decode(sealed, validate=True)
        return _cipher(secret, purpose).decrypt(content[:_NONCE], content[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError, binascii.Error) as error:
        raise CannotOpen from error


def _cipher(secret: str, purpose: str) -> ChaCha20Poly1305:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"thidua/" + purpose.encode())
    return ChaCha20Poly1305(derived.derive(secret.encode()))
