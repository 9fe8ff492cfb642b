"""Reports, figures, medals, the rubric and score sheets as rows."""

from __future__ import annotations

from collections import defaultdict

from thidua.clusters.models import ClusterYear
from thidua.core.rubric import CriterionKind
from thidua.reporting.models import Figure, MedalCount, Report, ReportSection, Submission
from thidua.scoring.models import Criterion, ScoreLine, ScoreSheet
from thidua.sheets.values import Book, Row

from ..parameters import parameters_text
from .tables import plain, table


def export(year: ClusterYear) -> Book:
    """Rows of the sheets Chế độ báo cáo to Chấm điểm."""
    return {
        "duties": table(year.duties.all(), code="code", kind="kind", name="name", due="due"),
        "reports": _reports(year),
        "sections": table(
            ReportSection.objects.filter(report__duty__cluster_year=year).exclude(text=""),
            duty="report__duty__code",
            unit="report__unit__code",
            kind="kind",
            text="text",
        ),
        "indicators": table(
            year.indicators.all(),
            code="code",
            name="name",
            field="field",
            measure="measure",
            target="target__code",
            position="position",
        ),
        "figures": table(
            Figure.objects.filter(report__duty__cluster_year=year),
            duty="report__duty__code",
            unit="report__unit__code",
            indicator="indicator__code",
            value="value",
        ),
        "medals": table(
            MedalCount.objects.filter(report__duty__cluster_year=year),
            duty="report__duty__code",
            unit="report__unit__code",
            competition="competition",
            level="level",
            gold="gold",
            silver="silver",
            bronze="bronze",
        ),
        "rubric": _rubric(year),
        "sheets": table(
            ScoreSheet.objects.filter(cluster_year=year),
            unit="unit__code",
            state="state",
            submitted_at="submitted_at",
            verified_at="verified_at",
            returned_at="returned_at",
            return_reason="return_reason",
        ),
        "scores": _scores(year),
    }


def _reports(year: ClusterYear) -> list[Row]:
    rounds: dict[int, list[Submission]] = defaultdict(list)
    for turn in Submission.objects.filter(report__duty__cluster_year=year).order_by("submitted_at", "pk"):
        rounds[turn.report_id].append(turn)
    rows = []
    for report in Report.objects.filter(duty__cluster_year=year).select_related("duty", "unit"):
        frame = {"duty": report.duty.code, "unit": report.unit.code, "state": report.state}
        if not rounds[report.pk]:
            rows.append(Row(0, {**frame, "round": 0}))
        for number, turn in enumerate(rounds[report.pk], start=1):
            rows.append(
                Row(
                    0,
                    {
                        **frame,
                        "round": number,
                        "submitted_at": plain(turn.submitted_at),
                        "returned_at": plain(turn.returned_at),
                        "return_reason": plain(turn.return_reason),
                        "redo_due": turn.redo_due,
                        "accepted_at": plain(turn.accepted_at),
                    },
                )
            )
    return rows


def _rubric(year: ClusterYear) -> list[Row]:
    criteria = Criterion.objects.filter(group__rubric__cluster_year=year).select_related("group", "target")
    return [
        Row(
            0,
            {
                "group_code": plain(criterion.group.code),
                "group_name": plain(criterion.group.name),
                "code": plain(criterion.code),
                "name": plain(criterion.name),
                "kind": criterion.kind,
                "max_points": plain(criterion.max_points),
                "parameters": parameters_text(CriterionKind(criterion.kind), criterion.parameters) or None,
                "target": criterion.target.code if criterion.target else None,
                "guidance": plain(criterion.guidance),
            },
        )
        for criterion in criteria.order_by("group__position", "group__pk", "position", "pk")
    ]


def _scores(year: ClusterYear) -> list[Row]:
    """Lines that say something: one with nothing entered is only a place on the form."""
    rows = table(
        ScoreLine.objects.filter(sheet__cluster_year=year),
        unit="sheet__unit__code",
        criterion="criterion__code",
        self_entry="self_entry",
        self_note="self_note",
        verified_entry="verified_entry",
        difference_reason="difference_reason",
        agreed_entry="agreed_entry",
        agreed_reason="agreed_reason",
    )
    said = (
        "self_entry",
        "self_note",
        "verified_entry",
        "difference_reason",
        "agreed_entry",
        "agreed_reason",
    )
    return [row for row in rows if any(row[key] is not None for key in said)]
