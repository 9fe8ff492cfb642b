"""What the pages of subjects, and the rooms to the right, read."""

from .histories import histories, history, origins_of
from .lists import Double, counted, found, last_years, may_be_one, possible_doubles, units_with_subjects
from .pages import judged_fact
from .requests import SideBySide, awaiting, may_answer, may_undo, requests_seen, side_by_side

__all__ = [
    "Double",
    "SideBySide",
    "awaiting",
    "counted",
    "found",
    "histories",
    "history",
    "judged_fact",
    "last_years",
    "may_answer",
    "may_be_one",
    "may_undo",
    "origins_of",
    "possible_doubles",
    "requests_seen",
    "side_by_side",
    "units_with_subjects",
]
