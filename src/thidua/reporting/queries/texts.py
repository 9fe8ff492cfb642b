"""What units wrote in the reports they handed in, part by part; nothing of drafts or returned reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members

from ..models import DutyKind, SectionKind
from .results import handed_in_results

# These speak of the year as a whole, so a mid-year report does not stand in for the year-end one.
_OF_THE_YEAR = (SectionKind.LIMITS, SectionKind.DIRECTIONS, SectionKind.SUGGESTIONS)


@dataclass(frozen=True, slots=True)
class YearTexts:
    """Texts by part, members in the cluster's order; ``reported`` are the units with a report handed in."""

    by_kind: Mapping[SectionKind, tuple[tuple[Unit, str], ...]]
    reported: tuple[Unit, ...]


def year_texts(year: ClusterYear) -> YearTexts:
    """Return each unit's text for each part, from the report that counts (the year-end one first)."""
    texts: dict[tuple[int, str], str] = {}
    handed_in: set[int] = set()
    for report in handed_in_results(year, "sections"):
        handed_in.add(report.unit_id)
        for section in report.sections.all():
            is_late_enough = report.duty.kind == DutyKind.YEAREND or section.kind not in _OF_THE_YEAR
            if section.text.strip() and is_late_enough:
                texts.setdefault((report.unit_id, section.kind), section.text)
    units = members(year)
    return YearTexts(
        {
            kind: tuple((u, texts[u.pk, kind.value]) for u in units if (u.pk, kind.value) in texts)
            for kind in SectionKind
        },
        tuple(unit for unit in units if unit.pk in handed_in),
    )
