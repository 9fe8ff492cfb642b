"""The score sheets: every line with its figures, words, files; who wrote what and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.core.points import Points
from thidua.core.rubric import RubricCriterion, criteria_of
from thidua.journal.models import Entry
from thidua.journal.queries import OF_DRAFTS
from thidua.scoring.models import Appeal, CrossScore, CrossSheet, Evidence, LineComment, ScoreSheet
from thidua.scoring.queries import UnitScores, counted_crosses

from ..checking import facts as recorded
from ..checking.sheets import SHEET_TYPE
from .journal import about, entry_row
from .source import Source
from .values import figure, moment, named, person


def sheets_part(source: Source) -> list[dict[str, Any]]:
    """Every member's sheet in the cluster's order; of one not handed in nothing but the facts."""
    beside = _Beside(source)
    return [_sheet(source, row, beside) for row in source.table.units]


class _Beside:
    """What stands beside the lines of all sheets, each read once, by sheet id."""

    def __init__(self, source: Source) -> None:
        read = [row.sheet for row in source.table.units if row.sheet]
        sheets = [sheet.pk for sheet in read]
        self.evidence: defaultdict[int, list[Evidence]] = defaultdict(list)
        for file in Evidence.objects.filter(line__sheet__in=sheets).select_related("line", "added_by"):
            self.evidence[file.line_id].append(file)
        self.comments = LineComment.objects.filter(sheet__in=sheets).select_related(
            "criterion", "author", "unit"
        )
        self.appeals = Appeal.objects.filter(sheet__in=sheets).select_related(
            "criterion", "unit", "raised_by", "answered_by"
        )
        self.crossed = counted_crosses(source.year, read)
        self.scores: defaultdict[int, dict[str, CrossScore]] = defaultdict(dict)
        counted = [cross.pk for crosses in self.crossed.values() for cross in crosses]
        for score in CrossScore.objects.filter(cross_sheet__in=counted).select_related("criterion"):
            self.scores[score.cross_sheet_id][score.criterion.code] = score


def _sheet(source: Source, row: UnitScores, beside: _Beside) -> dict[str, Any]:
    head: dict[str, Any] = {**named(row.unit), "facts": recorded.written(row.facts)}
    sheet = row.sheet
    if sheet is None:
        empty: dict[str, Any] = dict.fromkeys(
            ("sheet", "state", "submitted_at", "verified_at", "edited_by", "edited_at", "totals")
        )
        lists = ("crossed", "lines", "groups", "comments", "appeals", "history")
        return {**head, **empty, **{name: [] for name in lists}}
    crossed = beside.crossed.get(sheet.pk, [])
    return {
        **head,
        "sheet": str(sheet.pk),
        "state": sheet.state,
        "submitted_at": moment(sheet.submitted_at),
        "verified_at": moment(sheet.verified_at),
        "edited_by": person(sheet.edited_by),
        "edited_at": moment(sheet.edited_at),
        "crossed": [_scorer(source, cross) for cross in crossed],
        "lines": [_line(row, criterion, crossed, beside) for criterion in criteria_of(source.table.groups)],
        "groups": [
            {"code": group.code, "self": figure(own), "verified": figure(verified), "agreed": figure(agreed)}
            for group, own, verified, agreed in zip(
                source.table.groups,
                row.self_by_group,
                row.verified_by_group,
                row.agreed_by_group,
                strict=True,
            )
        ],
        "totals": {
            "self": figure(sum(row.self_by_group, Decimal(0))),
            "verified": figure(sum(row.verified_by_group, Decimal(0))),
            "agreed": figure(sum(row.agreed_by_group, Decimal(0))),
        },
        "comments": [_comment(source, one) for one in beside.comments if one.sheet_id == sheet.pk],
        "appeals": [_appeal(source, one) for one in beside.appeals if one.sheet_id == sheet.pk],
        "history": [
            entry_row(source, entry, is_withheld=_is_of_draft(entry, sheet))
            for entry in about(source.entries, SHEET_TYPE, sheet.pk)
        ],
    }


def _is_of_draft(entry: Entry, sheet: ScoreSheet) -> bool:
    """Whether the unit wrote it before it first handed the sheet in: its own, like any draft."""
    return entry.action in OF_DRAFTS and (sheet.submitted_at is None or entry.at < sheet.submitted_at)


def _line(
    row: UnitScores, criterion: RubricCriterion, crossed: Sequence[CrossSheet], beside: _Beside
) -> dict[str, Any]:
    code = criterion.code
    line = row.lines.get(code)
    return {
        "criterion": code,
        "name": criterion.name,
        "self": _standpoint(
            row.self_points[code], line and line.self_entry, note=line.self_note if line else ""
        ),
        "verified": _standpoint(
            row.verified_points[code],
            line and line.verified_entry,
            reason=line.difference_reason if line else "",
        ),
        "agreed": _standpoint(
            row.agreed_points[code], line and line.agreed_entry, reason=line.agreed_reason if line else ""
        ),
        "crossed": [_cross_score(cross, beside.scores[cross.pk].get(code)) for cross in crossed],
        "evidence": [_file(file) for file in (beside.evidence[line.pk] if line else ())],
    }


def _standpoint(points: Points, entry: Any, **words: str) -> dict[str, Any]:
    return {"entry": figure(entry), **words, "points": figure(points.value), "words": str(points.words)}


def _cross_score(cross: CrossSheet, score: CrossScore | None) -> dict[str, Any]:
    return {
        "unit": cross.scorer.code,
        "entry": figure(score.entry) if score else None,
        "reason": score.reason if score else "",
    }


def _scorer(source: Source, cross: CrossSheet) -> dict[str, Any]:
    return {
        **named(source.unit(cross.scorer_id)),
        "by": person(cross.edited_by),
        "at": moment(cross.edited_at),
        "finished_at": moment(cross.finished_at),
    }


def _file(file: Evidence) -> dict[str, Any]:
    return {
        "name": file.file_name,
        "size": file.size,
        "sha256": file.sha256,
        "added_by": person(file.added_by),
        "added_at": moment(file.added_at),
    }


def _comment(source: Source, one: LineComment) -> dict[str, Any]:
    return {
        "criterion": one.criterion.code,
        "unit": source.codes.get(one.unit_id or 0),
        "by": person(one.author),
        "at": moment(one.at),
        "text": one.text,
    }


def _appeal(source: Source, one: Appeal) -> Mapping[str, Any]:
    return {
        **named(source.unit(one.unit_id)),
        "criterion": one.criterion.code,
        "by": person(one.raised_by),
        "at": moment(one.raised_at),
        "wanted": figure(one.wanted_entry),
        "grounds": one.grounds,
        "answer_by": one.answer_by.isoformat(),
        "state": one.state,
        "answer": one.answer,
        "answered_by": person(one.answered_by),
        "answered_at": moment(one.answered_at),
    }
