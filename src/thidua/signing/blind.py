"""Blind signatures by RSA: the signer sees neither what it signs nor, later, which signature was whose.

RFC 9474, suite RSABSSA-SHA384-PSS-Randomized, keys of 2,048 bits. This is the signer's and the verifier's
side; the voter's side (prepare, blind, finalize) runs in the browser. ``cryptography`` makes keys and
verifies; only the bare RSA operation, which it does not offer, is done here, on GMP.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

KEY_BITS = 2048
# RFC 9474 section 5: the prefix of the randomized variants, and the salt of the PSS ones, in bytes.
PREFIX_BYTES = 32
SALT_BYTES = 48
_EXPONENT = 65_537


class CannotSign(ValueError):
    """What was sent is no blinded message of this key, or the operation went wrong."""


def new_key() -> tuple[str, str]:
    """Return a fresh key pair as PEM texts: private (PKCS #8, not encrypted), public."""
    private = rsa.generate_private_key(public_exponent=_EXPONENT, key_size=KEY_BITS)
    return (
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    )


def fingerprint(public_pem: str) -> str:
    """Return the SHA-256 of the key's SubjectPublicKeyInfo (DER) in hex: what a paper calls its ballot by."""
    return hashlib.sha256(spki(public_pem)).hexdigest()


def spki(public_pem: str) -> bytes:
    """Return the public key as SubjectPublicKeyInfo in DER, as browsers import it."""
    return _public(public_pem).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def blind_sign(private_pem: str, blinded: bytes) -> bytes:
    """Sign a blinded message (RFC 9474 section 4.3); the same one always gets the same answer.

    Raises :class:`CannotSign` for a message of the wrong size or range, and when the result does not
    verify: a faulty signature would give the key away.
    """
    numbers = _private(private_pem).private_numbers()
    public = numbers.public_numbers
    size = (public.n.bit_length() + 7) // 8
    if len(blinded) != size:
        raise CannotSign("a blinded message is as long as the key")
    m = int.from_bytes(blinded, "big")
    if not 0 < m < public.n:
        raise CannotSign("the blinded message is out of range")
    s = _rsa_private_operation(numbers, m)
    if gmpy2.powmod(s, public.e, public.n) != m:
        raise CannotSign("signing failure")
    return int(s).to_bytes(size, "big")


def verify(public_pem: str, prefix: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is this key's on the prepared message ``prefix || message``."""
    if len(prefix) != PREFIX_BYTES:
        return False
    try:
        _public(public_pem).verify(
            signature,
            prefix + message,
            padding.PSS(padding.MGF1(hashes.SHA384()), SALT_BYTES),
            hashes.SHA384(),
        )
    except InvalidSignature:
        return False
    return True


def _rsa_private_operation(numbers: rsa.RSAPrivateNumbers, m: int) -> gmpy2.mpz:
    """``m`` to the private exponent by the remainders of the primes, in time that does not tell them.

    Against an asker who measures, ``m`` is also multiplied by a random number first (base blinding), so
    that what the primes meet is nothing the asker chose.
    """
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    r = _unit_of(n)
    hidden = gmpy2.mpz(m) * gmpy2.powmod(r, e, n) % n
    by_p = gmpy2.powmod_sec(hidden % numbers.p, numbers.dmp1, numbers.p)
    by_q = gmpy2.powmod_sec(hidden % numbers.q, numbers.dmq1, numbers.q)
    signed = by_q + numbers.q * ((by_p - by_q) * numbers.iqmp % numbers.p)
    return signed * gmpy2.invert(r, n) % n


def _unit_of(n: int) -> gmpy2.mpz:
    """A random number below ``n`` that has an inverse."""
    while True:
        r = gmpy2.mpz(secrets.randbelow(n - 1) + 1)
        if gmpy2.gcd(r, n) == 1:
            return r


def _private(pem: str) -> rsa.RSAPrivateKey:
    # Not kept: once a ballot is closed its private key is to be found nowhere. Its primes are not tested
    # again each time: this module made them, and what it signs is verified before it is given out.
    key = load_pem_private_key(pem.encode(), password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise CannotSign("not an RSA key")
    return key


@lru_cache(maxsize=64)
def _public(pem: str) -> rsa.RSAPublicKey:
    key = load_pem_public_key(pem.encode())
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("not an RSA key")
    return key
