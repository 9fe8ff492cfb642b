"""Writing appeals and remarks about score lines."""

from __future__ import annotations

from datetime import datetime

from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.verification import AppealState
from thidua.scoring import actions
from thidua.scoring.models import Appeal, ScoreSheet
from thidua.sheets.values import Row

from ..exporting.tables import plain
from .job import Job, Locate, there

# From a fault's own place to the column it speaks of.
_COLUMNS = {"wanted": "wanted_entry", "outcome": "state"}


def write_disputes(job: Job) -> None:
    """Sheets Kiến nghị điểm and Ý kiến về điểm, each in order of time."""
    sheets = {sheet.unit.code: sheet for sheet in _sheets(job)}
    for row in _in_time(job.to_write("appeals"), "raised_at"):
        with job.writing("appeals", row, _locate(row)):
            _write_appeal(job, row, there(sheets.get(row.text("unit"))))
    for row in _in_time(job.to_write("line_comments"), "at"):
        with job.writing("line_comments", row):
            sheet = there(sheets.get(row.text("unit")))
            at = job.at(row.moment("at"))
            actions.add_comment(at, sheet, row.text("criterion"), row.text("text"), job.unit(row, "by"))


def _in_time(rows: list[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: row.moment(key) or datetime.min)


def _sheets(job: Job) -> list[ScoreSheet]:
    return list(ScoreSheet.objects.filter(cluster_year=job.year).select_related("cluster_year", "unit"))


def _write_appeal(job: Job, row: Row, sheet: ScoreSheet) -> None:
    """Raise the appeal unless it is there, then bring it where the row says it stands."""
    appeal = _found(job, row, sheet)
    if appeal is None:
        appeal = actions.raise_appeal(
            job.at(row.moment("raised_at")),
            sheet,
            job.unit(row, "appellant"),
            row.text("criterion"),
            grounds=row.text("grounds"),
            wanted=row.figure("wanted_entry"),
            answer_by=row.day("answer_by"),
        )
    elif appeal.state != AppealState.OPEN or plain(appeal.grounds) != row["grounds"]:
        raise Refused.because(
            gettext_noop("Kiến nghị này đã có trong hệ thống, sổ chỉ ghi thêm được câu trả lời còn thiếu."),
            gettext_noop("Hãy ghi dòng này lại như trong hệ thống, hoặc bỏ dòng."),
            place="grounds",
        )
    state = AppealState(row.text("state"))
    if state.is_answered:
        at = job.at(row.moment("answered_at") or row.moment("raised_at"))
        actions.answer_appeal(at, appeal, state, answer=row.text("answer"))
    elif state is AppealState.WITHDRAWN:
        actions.withdraw_appeal(job.at(row.moment("raised_at")), appeal)


def _found(job: Job, row: Row, sheet: ScoreSheet) -> Appeal | None:
    """The appeal that the row speaks of, by its line, unit and moment to the second."""
    of_line = Appeal.objects.filter(sheet=sheet, criterion__code=row.text("criterion"))
    of_unit = of_line.filter(unit=job.unit(row, "appellant")).select_related("sheet__cluster_year")
    return next((appeal for appeal in of_unit if plain(appeal.raised_at) == row.moment("raised_at")), None)


def _locate(row: Row) -> Locate:
    def at(fault: Fault) -> tuple[str, int, str]:
        return "appeals", row.number, _COLUMNS.get(fault.place, fault.place)

    return at
