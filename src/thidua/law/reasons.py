"""Reasons as JSON: a list of conditions in reading order, each with its citation and what decided it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum

from thidua.core.law.columns import KINDS
from thidua.core.law.explain import HISTORY, Explanation, Finding
from thidua.core.law.facts import Fact
from thidua.core.law.pack import Basis, LawPack
from thidua.core.law.patterns import MET, UNKNOWN, UNMET, Patterns
from thidua.core.law.questions import asked_of

_MET = {UNMET: False, UNKNOWN: None, MET: True}


class Detail(StrEnum):
    """How much is told of why."""

    FULL = "full"
    """Every condition with its evidence (year, fact, value, decision), for every row."""
    FLAGGED = "flagged"
    """As full for who is eligible or undetermined, brief for the rest."""
    BRIEF = "brief"
    """Every condition, without evidence."""
    NONE = "none"
    """An empty list."""


def full(explanation: Explanation) -> str:
    """The reasons of an explanation."""
    return _as_json([_of_finding(finding) for finding in explanation.reasons])


def brief(found: Patterns, code: str, pack: LawPack) -> list[str]:
    """The reasons of each pattern of award ``code``."""
    cites = _cites(code, pack)
    return [
        _as_json(
            [
                _reason(condition, _MET[value], cite, [])
                for condition, cite, value in zip(found.ids, cites, row, strict=True)
                if value in _MET
            ]
        )
        for row in found.table.tolist()
    ]


def unknown_history() -> str:
    """The reasons where facts of the subject were left out, so that nothing can be said."""
    return _as_json([_reason(HISTORY, None, "", [])])


def nothing() -> str:
    """No reasons."""
    return _as_json([])


def cite_of(basis: Basis | None) -> str:
    """The citation, empty where there is none."""
    return str(basis.cite) if basis else ""


def _cites(code: str, pack: LawPack) -> list[str]:
    """The citations of the conditions of an award, in the order of :class:`Patterns`."""
    standards = (asked_of(pack, code, kind) for kind in KINDS)
    walked = (one for standard in standards if standard for one in standard.walk())
    bars = (cite_of(bar.basis) for bar in pack.bars)
    return ["", "", *bars, *(cite_of(one.condition.basis) for one in walked)]


def _of_finding(finding: Finding) -> dict[str, object]:
    evidence = [evidence_of(fact) for fact in finding.evidence]
    return _reason(finding.id, finding.met, cite_of(finding.basis), evidence)


def evidence_of(fact: Fact) -> dict[str, object]:
    """A fact that decided, as it is told for machines."""
    return {"year": fact.year, "fact": fact.kind, "value": fact.value, "ref": fact.ref}


def _reason(
    condition: str, met: bool | None, cite: str, evidence: Sequence[dict[str, object]]
) -> dict[str, object]:
    return {"id": condition, "met": met, "cite": cite, "evidence": list(evidence)}


def _as_json(reasons: list[dict[str, object]]) -> str:
    return json.dumps(reasons, ensure_ascii=False, separators=(",", ":"))
