"""The readers of scoring: the rubric, the score table of a year, its ranking."""

from .crossing import ScoredUnit, Scoring, awaited_scorers, cross_rota, cross_scores
from .exclusions import recorded_exclusions
from .ranking import RankedUnit, Votes, placing, ranked_table, ranked_units
from .rubric import criterion_value, has_rubric_before, rubric_groups, rubric_of
from .rules import ranking_rules, rules_of
from .scores import ScoreTable, UnitScores
from .table import lines_of, ranking, score_table, tried_scores, unit_scores

__all__ = [
    "RankedUnit",
    "ScoreTable",
    "ScoredUnit",
    "Scoring",
    "UnitScores",
    "Votes",
    "awaited_scorers",
    "criterion_value",
    "cross_rota",
    "cross_scores",
    "has_rubric_before",
    "lines_of",
    "placing",
    "ranked_table",
    "ranked_units",
    "ranking",
    "ranking_rules",
    "recorded_exclusions",
    "rubric_groups",
    "rubric_of",
    "rules_of",
    "score_table",
    "tried_scores",
    "unit_scores",
]
