"""The units' signatures, their fingerprints, and private keys at rest."""

from __future__ import annotations

import pytest

from thidua.signing import at_rest, ed25519

# RFC 8032, section 7.1, test 2.
PRIVATE = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)

# The public key of the same section's test 1.
OTHERS = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_the_signature_is_that_of_rfc_8032():
    assert ed25519.public_of(PRIVATE) == PUBLIC
    assert ed25519.sign(PRIVATE, b"\x72") == SIGNATURE
    assert ed25519.verify(PUBLIC, b"\x72", SIGNATURE)


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [
        (PUBLIC, b"\x73", SIGNATURE),
        (PUBLIC, b"\x72", SIGNATURE[:-1] + "1"),
        (PUBLIC, b"\x72", SIGNATURE.upper()),
        (PUBLIC, b"\x72", ""),
        (PUBLIC[:-2], b"\x72", SIGNATURE),
        ("đ" * 64, b"\x72", SIGNATURE),
        (OTHERS, b"\x72", SIGNATURE),
    ],
)
def test_anything_else_is_no_signature(public, message, signature):
    assert not ed25519.verify(public, message, signature)


def test_a_fingerprint_is_found_in_whatever_names_the_key():
    mark = ed25519.fingerprint(PUBLIC)
    assert len(mark) == 39
    for text in (mark, mark.lower(), mark.replace("-", " "), PUBLIC.upper(), ed25519.pem(PUBLIC)):
        assert ed25519.fingerprint_in(f" {text}\n") == mark


@pytest.mark.parametrize("text", ["", "ABCD", "-----BEGIN PUBLIC KEY-----\nđ\n", "0" * 63, "1" * 32])
def test_what_names_no_key_gives_none(text):
    assert ed25519.fingerprint_in(text) is None


def test_a_sealed_key_opens_under_its_secret_and_purpose_only():
    sealed = at_rest.seal("bí mật", "unit-key", PRIVATE)
    assert PRIVATE.hex() not in sealed
    assert at_rest.unseal("bí mật", "unit-key", sealed) == PRIVATE
    for secret, purpose, text in (
        ("khác", "unit-key", sealed),
        ("bí mật", "other", sealed),
        ("bí mật", "unit-key", "A" + sealed[1:] if sealed[0] != "A" else "B" + sealed[1:]),
        ("bí mật", "unit-key", "không phải base64"),
        ("bí mật", "unit-key", ""),
    ):
        with pytest.raises(at_rest.CannotOpen):
            at_rest.unseal(secret, purpose, text)


def test_sealing_twice_does_not_give_the_same_text():
    assert at_rest.seal("s", "p", PRIVATE) != at_rest.seal("s", "p", PRIVATE)
