"""The readers of scoring: the rubric, the score table of a year, its ranking."""

from .crossed import SoFar, counted_crosses
from .crossing import ScoredUnit, Scoring, awaited_scorers, cross_rota, cross_scores
from .exclusions import recorded_exclusions
from .ranking import RankedUnit, Votes, placing, ranked_table, ranked_units
from .rubric import criterion_value, has_rubric_before, rubric_groups, rubric_of, rubric_versions
from .rules import indicator_names, ranking_rules, rules_of
from .scores import ScoreTable, UnitScores
from .table import lines_of, ranking, score_table, tried_scores, unit_scores
from .ties import LooseTie, loose_ties, tied_to

__all__ = [
    "LooseTie",
    "RankedUnit",
    "ScoreTable",
    "ScoredUnit",
    "Scoring",
    "SoFar",
    "UnitScores",
    "Votes",
    "awaited_scorers",
    "counted_crosses",
    "criterion_value",
    "cross_rota",
    "cross_scores",
    "has_rubric_before",
    "indicator_names",
    "lines_of",
    "loose_ties",
    "placing",
    "ranked_table",
    "ranked_units",
    "ranking",
    "ranking_rules",
    "recorded_exclusions",
    "rubric_groups",
    "rubric_of",
    "rubric_versions",
    "rules_of",
    "score_table",
    "tied_to",
    "tried_scores",
    "unit_scores",
]
