"""What a check found, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from .checking.check import Report


@dataclass(frozen=True, slots=True)
class Told:
    """A report as its page shows it."""

    is_valid: bool
    is_pack: bool
    title: str
    made_at: datetime | None
    made_by: str
    steps: tuple[tuple[int, str], ...]
    where: str = ""
    cause: str = ""
    said: str = ""
    should: str = ""


def told(report: Report) -> Told:
    """Return ``report`` in words."""
    manifest, found = report.manifest, report.disagreement
    steps = tuple((step.count, _(step.what)) for step in report.steps)
    cause = _(found.cause) if found else ""
    return Told(
        is_valid=report.is_valid,
        is_pack=report.is_pack,
        title=manifest.title if manifest else "",
        made_at=datetime.fromisoformat(manifest.made_at) if manifest else None,
        made_by=manifest.made_by if manifest else "",
        steps=steps,
        where=found.where if found else "",
        cause=cause % found.params if found and found.params else cause,
        said=found.said if found else "",
        should=found.should if found else "",
    )
