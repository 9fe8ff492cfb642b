"""Days as offices and machines write them."""

from __future__ import annotations

import re
from datetime import date

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?\Z"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\Z"),
)


def read_day(text: str) -> date:
    """Read ``2025-12-31`` or ``31/12/2025``.

    Raises :class:`ValueError` for anything else, and for a day the calendar does not have.
    """
    for form in _FORMS:
        if found := form.match(text.strip()):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise ValueError(text)
