"""The voter's side of RFC 9474 in Python, for tests and measures: voters themselves use their browser.

Prepare, Blind and Finalize of RSABSSA-SHA384-PSS-Randomized, written from the RFC's text. Nothing here
needs to be fast or to run in constant time.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from math import gcd

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from thidua.core import secret_paper
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.signing import blind

_HASH_BYTES = 48


@dataclass(frozen=True)
class Blinded:
    """A message ready to be signed unseen, and what unblinds the signature."""

    message: bytes
    prefix: bytes
    blinded: bytes
    inverse: int


def prepare_and_blind(
    public_pem: str,
    message: bytes,
    *,
    prefix: bytes | None = None,
    salt: bytes | None = None,
    r: int | None = None,
) -> Blinded:
    """Blind ``message``; the random parts may be given, to compare with published vectors."""
    n, e = _numbers(public_pem)
    prefix = secrets.token_bytes(blind.PREFIX_BYTES) if prefix is None else prefix
    salt = secrets.token_bytes(blind.SALT_BYTES) if salt is None else salt
    m = int.from_bytes(_pss_encode(prefix + message, n.bit_length() - 1, salt), "big")
    while r is None or gcd(r, n) != 1:
        r = secrets.randbelow(n - 1) + 1
    z = m * pow(r, e, n) % n
    return Blinded(message, prefix, z.to_bytes(_size(n), "big"), pow(r, -1, n))


def finalize(public_pem: str, blinded: Blinded, blind_signature: bytes) -> bytes:
    """Unblind the answer and verify it; ValueError when the signer cheated."""
    n, _ = _numbers(public_pem)
    signature = (int.from_bytes(blind_signature, "big") * blinded.inverse % n).to_bytes(_size(n), "big")
    if not blind.verify(public_pem, blinded.prefix, blinded.message, signature):
        raise ValueError("invalid signature")
    return signature


def a_signed_paper(public_pem: str, private_pem: str, vote: SecretVote) -> CastPaper:
    """A whole paper, as if the signer and the voter had met."""
    blinded = prepare_and_blind(public_pem, secret_paper.encode(blind.fingerprint(public_pem), vote))
    answer = blind.blind_sign(private_pem, blinded.blinded)
    return CastPaper(blinded.message, blinded.prefix, finalize(public_pem, blinded, answer))


def _pss_encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017 section 9.1.1, with SHA-384 and MGF1."""
    length = (bits + 7) // 8
    hashed = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - _HASH_BYTES - 2) + b"\x01" + salt
    mask = b"".join(
        hashlib.sha384(hashed + count.to_bytes(4, "big")).digest()
        for count in range(-(-len(block) // _HASH_BYTES))
    )
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=False))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + hashed + b"\xbc"


def _numbers(public_pem: str) -> tuple[int, int]:
    key = load_pem_public_key(public_pem.encode())
    assert isinstance(key, rsa.RSAPublicKey)
    return key.public_numbers().n, key.public_numbers().e


def _size(n: int) -> int:
    return (n.bit_length() + 7) // 8
