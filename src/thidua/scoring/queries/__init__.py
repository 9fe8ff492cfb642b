"""The readers of scoring: the rubric, the score table of a year, its ranking."""

from .crossing import ScoredUnit, Scoring, awaited_scorers, cross_rota, cross_scores
from .ranking import RankedUnit, ranked_units
from .rubric import criterion_value, has_rubric_before, rubric_groups, rubric_of
from .scores import ScoreTable, UnitScores
from .table import lines_of, ranking, score_table, tried_scores, unit_scores

__all__ = [
    "RankedUnit",
    "ScoreTable",
    "ScoredUnit",
    "Scoring",
    "UnitScores",
    "awaited_scorers",
    "criterion_value",
    "cross_rota",
    "cross_scores",
    "has_rubric_before",
    "lines_of",
    "ranked_units",
    "ranking",
    "rubric_groups",
    "rubric_of",
    "score_table",
    "tried_scores",
    "unit_scores",
]
