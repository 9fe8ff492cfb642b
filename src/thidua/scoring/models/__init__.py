"""What is stored of scoring."""

from .cross_scoring import CrossScore, CrossSheet
from .disputes import Appeal, LineComment
from .rubric import Criterion, CriterionGroup, Rubric, RubricVersion
from .rules import Exclusion, InspectionGroup, ScoringRules
from .sheets import Evidence, ScoreLine, ScoreSheet, SheetEditor, SheetState

__all__ = [
    "Appeal",
    "Criterion",
    "CriterionGroup",
    "CrossScore",
    "CrossSheet",
    "Evidence",
    "Exclusion",
    "InspectionGroup",
    "LineComment",
    "Rubric",
    "RubricVersion",
    "ScoreLine",
    "ScoreSheet",
    "ScoringRules",
    "SheetEditor",
    "SheetState",
]
