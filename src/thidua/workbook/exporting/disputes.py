"""Appeals and remarks about score lines as rows."""

from __future__ import annotations

from thidua.clusters.models import ClusterYear
from thidua.scoring.models import Appeal, LineComment
from thidua.sheets.values import Book

from .tables import table


def export(year: ClusterYear) -> Book:
    """Rows of the sheets Kiến nghị điểm and Ý kiến về điểm."""
    return {
        "appeals": table(
            Appeal.objects.filter(sheet__cluster_year=year),
            unit="sheet__unit__code",
            criterion="criterion__code",
            appellant="unit__code",
            raised_at="raised_at",
            wanted_entry="wanted_entry",
            grounds="grounds",
            answer_by="answer_by",
            state="state",
            answer="answer",
            answered_at="answered_at",
        ),
        "line_comments": table(
            LineComment.objects.filter(sheet__cluster_year=year).exclude(unit=None),
            unit="sheet__unit__code",
            criterion="criterion__code",
            by="unit__code",
            at="at",
            text="text",
        ),
    }
