"""What a paper of a secret ballot says, byte for byte, so that anybody can check its signature and count it.

A message is canonical JSON (keys sorted, no spaces, UTF-8 in NFC)::

    {"ballot":"<hex>","choices":{"<unit code>":"agree|disagree|abstain",…},"code":"7K3M-…"}
    {"ballot":"<hex>","code":"7K3M-…","order":["<unit code>",…]}

``ballot`` is the fingerprint of the ballot's public key, so that a paper counts in its own ballot alone;
``code`` is the receipt code, 80 random bits, known to the voter only until the list is published.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .ballot import Choice

# Crockford's base 32: no I, L, O, U to be misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = re.compile(f"[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{3}}")
# A quotation mark within a string of JSON is escaped, so this is found where the key stands and nowhere else.
_CODE_WITHIN = re.compile(f'"code":"({_CODE.pattern})"'.encode())
_CODE_BITS = 80


class Unreadable(ValueError):
    """A message that is no paper of this ballot; ``str()`` says why, for logs and tests, not for voters."""


@dataclass(frozen=True, slots=True)
class SecretVote:
    """What a paper says: choices by unit code, or an order of unit codes, best first."""

    code: str
    choices: Mapping[str, Choice] | None = None
    order: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class CastPaper:
    """A paper in the urn: the message and the ballot's signature on ``prefix || message``.

    Papers from before blind signatures, or from a workbook without them, have empty prefix and signature.
    """

    message: bytes
    prefix: bytes = b""
    signature: bytes = b""

    @property
    def is_signed(self) -> bool:
        """Whether there is a signature to check."""
        return bool(self.signature)


def new_code() -> str:
    """Draw a receipt code from the system's random source."""
    return written_code(secrets.randbits(_CODE_BITS))


def written_code(drawn: int) -> str:
    """80 bits as a receipt code: sixteen characters of base 32 in groups of four."""
    letters = "".join(ALPHABET[drawn >> shift & 31] for shift in range(_CODE_BITS - 5, -1, -5))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def encode(ballot: str, vote: SecretVote) -> bytes:
    """Write the canonical message of ``vote`` in the ballot with this fingerprint."""
    said: dict[str, object] = {"ballot": ballot, "code": vote.code}
    if vote.order is not None:
        said["order"] = list(vote.order)
    else:
        said["choices"] = {code: Choice(choice).value for code, choice in (vote.choices or {}).items()}
    return canonical(said)


def decode(message: bytes, ballot: str | None = None) -> SecretVote:
    """Read a canonical message; raise :class:`Unreadable` for any other byte string.

    With ``ballot`` given, a paper of another ballot is unreadable too.
    """
    try:
        said = json.loads(message.decode())
        is_canonical = canonical(said) == message
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    if not isinstance(said, dict) or not is_canonical:
        raise Unreadable("not canonical")
    body = set(said) - {"ballot", "code"}
    if body not in ({"choices"}, {"order"}) or not all(
        isinstance(said.get(k), str) for k in ("ballot", "code")
    ):
        raise Unreadable("wrong keys")
    if ballot is not None and said["ballot"] != ballot:
        raise Unreadable("of another ballot")
    if not _CODE.fullmatch(said["code"]):
        raise Unreadable("wrong receipt code")
    if "order" in said:
        return SecretVote(said["code"], order=_order(said["order"]))
    return SecretVote(said["code"], choices=_choices(said["choices"]))


def write_urn(papers: Iterable[CastPaper]) -> str:
    """Write the papers as the urn's text, ordered by receipt code: nothing tells which came when."""
    ordered = sorted(papers, key=lambda paper: (code_of(paper), paper.message))
    return canonical(
        [
            {
                "message": paper.message.decode(),
                "prefix": paper.prefix.hex(),
                "signature": paper.signature.hex(),
            }
            for paper in ordered
        ]
    ).decode()


def read_urn(text: str) -> list[CastPaper]:
    """Read an urn's text; raises ValueError when it is none."""
    items = json.loads(text)
    if not isinstance(items, list):
        raise ValueError("not an urn's text")
    try:
        return [
            CastPaper(
                item["message"].encode(), bytes.fromhex(item["prefix"]), bytes.fromhex(item["signature"])
            )
            for item in items
        ]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not an urn's text") from error


def code_of(paper: CastPaper) -> str:
    """The paper's receipt code, found without reading the rest; empty when there is none."""
    found = _CODE_WITHIN.search(paper.message)
    return found.group(1).decode() if found else ""


def fits(vote: SecretVote, candidates: Collection[str], *, ordered: bool) -> bool:
    """Whether the paper answers for exactly the candidates, in the form the ballot asks for.

    An order of nobody is a blank paper: it may be cast, and counts as invalid.
    """
    if ordered:
        return vote.order is not None and set(vote.order) in (set(candidates), set())
    return vote.choices is not None and set(vote.choices) == set(candidates)


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, in NFC and UTF-8: one text for one value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def digest(text: str | bytes) -> str:
    """SHA-256 in hex: the seal of what was cast."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _choices(said: object) -> dict[str, Choice]:
    if not isinstance(said, dict):
        raise Unreadable("choices are no object")
    try:
        return {code: Choice(choice) for code, choice in said.items()}
    except ValueError as error:
        raise Unreadable("unknown choice") from error


def _order(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(code, str) for code in said):
        raise Unreadable("order is no list")
    if len(set(said)) != len(said):
        raise Unreadable("a unit twice")
    return tuple(said)
