"""The only writers of subjects, their facts, merges and files."""

from .facts import end_fact, record_facts, strike_fact
from .merges import consent_merge, refuse_merge, request_merge, undo_merge
from .subjects import save_subject

__all__ = [
    "consent_merge",
    "end_fact",
    "record_facts",
    "refuse_merge",
    "request_merge",
    "save_subject",
    "strike_fact",
    "undo_merge",
]
