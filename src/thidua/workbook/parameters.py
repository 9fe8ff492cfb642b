"""The parameters of a criterion as a person writes them in one cell: ``Điểm trừ mỗi lần muộn=2``."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.faults import Refused, gettext_noop
from thidua.core.rubric import PARAMETER_LABELS, BandMeasure, CriterionKind, NoneHeld, Parameters
from thidua.core.vietnamese import search_key

_NAMES = {search_key(label): name for name, label in PARAMETER_LABELS.items()} | {
    search_key(name): name for name in PARAMETER_LABELS
}
_TRUTH = {"co": "true", "khong": "false"}
# The words a cell may hold instead of what is stored, by parameter.
_WORDS: dict[str, dict[str, str]] = {
    "per_day": _TRUTH,
    "needs_evidence": _TRUTH,
    "none_held": {search_key(choice.label): choice.value for choice in NoneHeld},
    "bands_in": {search_key(choice.label): choice.value for choice in BandMeasure},
}


def parameters_text(kind: CriterionKind, stored: Mapping[str, object]) -> str:
    """Write the parameters that differ from the neutral ones."""
    parts = Parameters.read(kind, stored).as_mapping()
    return "; ".join(f"{PARAMETER_LABELS[name]}={_word(name, value)}" for name, value in parts.items())


def read_parameters(kind: CriterionKind, text: str) -> Parameters:
    """Read what :func:`parameters_text` writes; raises :class:`Refused`."""
    given: dict[str, object] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = part.rpartition("=")
        code = _NAMES.get(search_key(name))
        if not equals or code is None:
            raise Refused.because(
                gettext_noop("Không hiểu tham số “%(part)s”."),
                gettext_noop("Hãy ghi dạng tên=số, ví dụ: %(example)s=2."),
                part=part[:80],
                example=PARAMETER_LABELS["per_late"],
            )
        given[code] = _WORDS.get(code, {}).get(search_key(value), value.strip())
    return Parameters.read(kind, given)


def _word(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if name == "none_held":
        return NoneHeld(str(value)).label
    return BandMeasure(str(value)).label if name == "bands_in" else str(value)
