"""The only writers of scoring: rubric, rules, sheets, verification, appeals, exclusions."""

from .appeals import answer_appeal, raise_appeal, settle_line, withdraw_appeal
from .comments import add_comment
from .cross_scoring import finish_cross_scores, reopen_cross_scores, save_cross_scores
from .evidence import EVIDENCE_FILES, add_evidence, remove_evidence
from .exclusions import lift_exclusion, record_exclusion
from .inspections import remove_inspection_group, save_inspection_group
from .rubric import (
    copy_rubric,
    name_rubric,
    remove_criterion,
    remove_group,
    save_criterion,
    save_group,
    save_rubric,
    take_rubric_from_library,
)
from .rules import save_scoring_rules
from .sheets import ask_sheet_approval, save_self_scores, submit_sheet
from .verification import finish_verification, reopen_verification, return_sheet, save_verification

__all__ = [
    "EVIDENCE_FILES",
    "add_comment",
    "add_evidence",
    "answer_appeal",
    "ask_sheet_approval",
    "copy_rubric",
    "finish_cross_scores",
    "finish_verification",
    "lift_exclusion",
    "name_rubric",
    "raise_appeal",
    "record_exclusion",
    "remove_criterion",
    "remove_evidence",
    "remove_group",
    "remove_inspection_group",
    "reopen_cross_scores",
    "reopen_verification",
    "return_sheet",
    "save_criterion",
    "save_cross_scores",
    "save_group",
    "save_inspection_group",
    "save_rubric",
    "save_scoring_rules",
    "save_self_scores",
    "save_verification",
    "settle_line",
    "submit_sheet",
    "take_rubric_from_library",
    "withdraw_appeal",
]
