"""What the pages of reporting, the scores, the papers and the workbook read."""

from .contents import PledgedFigures, ReportContents, contents, pledged_and_last_year
from .results import (
    Competition,
    FigureCell,
    IndicatorRow,
    MedalTotal,
    Reported,
    competitions,
    medal_table,
    medals_total,
    reported,
    year_figures,
)
from .standing import (
    LateReport,
    ReportCell,
    ReportMatrix,
    cell_of,
    last_round,
    late_reports,
    lateness_by_unit,
    matrix,
    owed_in_reporting,
    rounds_of,
    ties_in_reporting,
)
from .texts import YearTexts, year_texts

__all__ = [
    "Competition",
    "FigureCell",
    "IndicatorRow",
    "LateReport",
    "MedalTotal",
    "PledgedFigures",
    "ReportCell",
    "ReportContents",
    "ReportMatrix",
    "Reported",
    "YearTexts",
    "cell_of",
    "competitions",
    "contents",
    "last_round",
    "late_reports",
    "lateness_by_unit",
    "matrix",
    "medal_table",
    "medals_total",
    "owed_in_reporting",
    "pledged_and_last_year",
    "reported",
    "rounds_of",
    "ties_in_reporting",
    "year_figures",
    "year_texts",
]
