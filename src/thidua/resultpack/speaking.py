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
    head = (
        (manifest.title, datetime.fromisoformat(manifest.made_at), manifest.made_by)
        if manifest
        else ("", None, "")
    )
    if found is None:
        return Told(True, True, *head, steps)
    cause = _(found.cause)
    return Told(
        False,
        report.is_pack,
        *head,
        steps,
        where=found.where,
        cause=cause % found.params if found.params else cause,
        said=found.said,
        should=found.should,
    )
