"""The only writers of reporting."""

from .drafts import save_draft
from .duties import remove_duty, remove_indicator, save_duty, save_indicator
from .reminders import remind
from .rounds import accept_report, ask_approval, return_report, submit_report

__all__ = [
    "accept_report",
    "ask_approval",
    "remind",
    "remove_duty",
    "remove_indicator",
    "return_report",
    "save_draft",
    "save_duty",
    "save_indicator",
    "submit_report",
]
