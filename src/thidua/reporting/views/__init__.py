"""Pages of reporting."""

from .duties import duties, edit_duty, edit_indicator, remove_duty, remove_indicator
from .overview import remind, reports
from .unit_report import (
    accept_report,
    ask_approval,
    autosave,
    check_report,
    edit_report,
    report,
    return_report,
    submit_report,
)
from .year_results import results

__all__ = [
    "accept_report",
    "ask_approval",
    "autosave",
    "check_report",
    "duties",
    "edit_duty",
    "edit_indicator",
    "edit_report",
    "remind",
    "remove_duty",
    "remove_indicator",
    "report",
    "reports",
    "results",
    "return_report",
    "submit_report",
]
