"""Reading the laws, decrees and circulars a pack or overlay cites."""

from __future__ import annotations

from collections.abc import Mapping

from .located import Node
from .pack import Confirmation, Instrument
from .schema_faults import Faults
from .schema_fields import Fields


def read_instruments(fields: Fields, below: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The instruments of a file over those of the pack below, by short name."""
    found = [_read_instrument(node, fields.faults) for node in fields.items("instruments")]
    fields.claim_each("instruments", (instrument.code for instrument in found))
    own = {instrument.code: instrument for instrument in found}
    return {**below, **own}


def _read_instrument(node: Node, faults: Faults) -> Instrument:
    fields = Fields(
        node, faults, ("code", "number", "title", "confirmation"), ("signed", "since", "until", "source")
    )
    since, until = fields.period()
    return Instrument(
        fields.code("code"),
        fields.text("number"),
        fields.text("title"),
        fields.optional_day("signed"),
        since,
        until,
        fields.choice("confirmation", Confirmation),
        fields.optional_text("source"),
    )
