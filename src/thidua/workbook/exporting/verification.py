"""Inspection groups and cross-scoring as rows."""

from __future__ import annotations

from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import members
from thidua.scoring.models import CrossScore, CrossSheet, InspectionGroup
from thidua.sheets.values import Book, Row

from .tables import codes, plain, table


def export(year: ClusterYear) -> Book:
    """Rows of the sheets Tổ kiểm tra, Chấm chéo and Điểm chấm chéo."""
    return {
        "inspection_groups": _groups(year),
        "cross_sheets": table(
            CrossSheet.objects.filter(sheet__cluster_year=year),
            unit="sheet__unit__code",
            scorer="scorer__code",
            finished_at="finished_at",
        ),
        "cross_scores": table(
            CrossScore.objects.filter(cross_sheet__sheet__cluster_year=year),
            unit="cross_sheet__sheet__unit__code",
            scorer="cross_sheet__scorer__code",
            criterion="criterion__code",
            entry="entry",
            reason="reason",
        ),
    }


def _groups(year: ClusterYear) -> list[Row]:
    places = {unit.code: place for place, unit in enumerate(members(year))}
    groups = InspectionGroup.objects.filter(cluster_year=year).prefetch_related("inspectors", "units")
    return [
        Row(
            0,
            {
                "name": plain(group.name),
                "inspectors": "; ".join(sorted(user.username for user in group.inspectors.all())),
                "units": codes((unit.code for unit in group.units.all()), places),
            },
        )
        for group in groups
    ]
