"""Every part of a year's pack, as bytes by name."""

from __future__ import annotations

from typing import Any

from thidua.review.queries import meetings

from .. import enclosures
from ..checking import canonical
from ..checking import part_names as part
from ..checking.meetings import listed
from .ballots import ballots_part, receipts_part
from .journal import journal_part
from .sheets import sheets_part
from .source import Source
from .standing import awards_part, ranking_part
from .values import named
from .year import rubric_part, rules_part, year_part


def parts_of(source: Source) -> dict[str, bytes]:
    """Return all parts but the manifest and its signature; the same year gives the same bytes."""
    papers = {f"{part.FOLDER}{name}": content for name, content in enclosures.enclosed(source.year).items()}
    values: dict[str, Any] = {
        part.YEAR: year_part(source),
        part.RUBRIC: rubric_part(source),
        part.RULES: rules_part(source),
        part.SHEETS: sheets_part(source),
        part.BALLOTS: ballots_part(source),
        part.RECEIPTS: receipts_part(source),
        part.RANKING: ranking_part(source),
        part.AWARDS: awards_part(source),
        part.MEETINGS: {"meetings": _meetings(source), "papers": listed(papers)},
        part.JOURNAL: journal_part(source),
    }
    return {**{name: canonical.dump(value) for name, value in values.items()}, **papers}


def _meetings(source: Source) -> list[dict[str, Any]]:
    return [
        {
            "kind": meeting.kind,
            "held_on": meeting.held_on.isoformat(),
            "place": meeting.place,
            "presided_by": meeting.presided_by,
            "directed_by": meeting.directed_by,
            "attending": [named(unit) for unit in source.members if unit in set(meeting.attending.all())],
            "minutes": meeting.minutes,
        }
        for meeting in meetings(source.year)
    ]
