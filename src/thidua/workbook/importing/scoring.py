"""Writing the rubric and the units' score sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from thidua.clusters.models import Unit
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.rubric import CriterionKind, Parameters, Rounding, RubricCriterion, RubricGroup
from thidua.scoring import actions
from thidua.scoring.models import ScoreSheet, SheetState
from thidua.sheets.values import Row

from ..parameters import read_parameters
from .job import Job, Locate, there

# What stands over the rubric's criteria, in the sheet Năm.
RUBRIC_HEAD = ("rubric_name", "rubric_places", "rubric_rounding", "rubric_source")
Entries = dict[str, tuple[Decimal | None, str]]


def write_rubric(job: Job) -> None:
    """Sheet Thang điểm, with the name and rounding that stand in Năm."""
    rows = job.rows_and_kept("rubric")
    frame = job.rows("year")[0]
    if not job.rows("rubric") or (job.plans["rubric"].is_empty and not _frame_changed(job)):
        return
    by_code = {row.text("code"): row for row in rows}

    def locate(fault: Fault) -> tuple[str, int, str] | None:
        code, _, name = fault.place.partition(":")
        if code in by_code:
            return "rubric", by_code[code].number, name
        if f"rubric_{fault.place}" in RUBRIC_HEAD:
            return "year", frame.number, f"rubric_{fault.place}"
        return None

    groups: dict[tuple[str, str], list[RubricCriterion]] = defaultdict(list)
    for row in rows:
        group = row.text("group_code"), row.text("group_name")
        groups[group].append(_criterion(job, row))
    with job.writing("rubric", rows[0], locate):
        actions.save_rubric(
            job.actor,
            job.year,
            name=frame.text("rubric_name") or _no_name(),
            places=frame.whole("rubric_places"),
            rounding=Rounding(rounding) if (rounding := frame.text("rubric_rounding")) else None,
            source=frame.text("rubric_source") or None,
            groups=tuple(RubricGroup(code, name, tuple(found)) for (code, name), found in groups.items()),
        )


def _frame_changed(job: Job) -> bool:
    was = job.existing.get("year", [])
    now = job.rows("year")[0]
    return not was or any((now[key] or None) != (was[0][key] or None) for key in RUBRIC_HEAD)


def _no_name() -> str:
    raise Refused.because(
        gettext_noop("Chưa ghi tên thang điểm."),
        gettext_noop("Hãy ghi ở cột “Tên thang điểm” của trang “Năm”."),
        place="name",
    )


def _criterion(job: Job, row: Row) -> RubricCriterion:
    kind = CriterionKind(row.text("kind"))
    parameters = Parameters()
    try:
        parameters = read_parameters(kind, row.text("parameters"))
    except Refused as refused:
        for fault in refused.faults:
            job.reading.note("rubric", row.number, "parameters", fault.cause, fault.mend, **fault.params)
    return RubricCriterion(
        code=row.text("code"),
        name=row.text("name"),
        kind=kind,
        max_points=row.figure("max_points") or Decimal(0),
        parameters=parameters,
        target_code=row.text("target"),
        guidance=row.text("guidance"),
    )


def write_sheets(job: Job) -> None:
    """Sheets Phiếu chấm and Chấm điểm."""
    touched = {row.text("unit") for key in ("sheets", "scores") for row in job.to_write(key)}
    for code in sorted(touched):
        state = next((row for row in job.rows("sheets") if row.text("unit") == code), None)
        lines = [row for row in job.rows("scores") if row.text("unit") == code]
        state = state or next(
            (row for row in job.existing.get("sheets", []) if row.text("unit") == code), None
        )
        if state is None:
            job.reading.note(
                "scores",
                lines[0].number,
                "unit",
                gettext_noop("Đơn vị này chưa có dòng ở trang “Phiếu chấm”."),
                gettext_noop("Hãy thêm một dòng ghi tình trạng phiếu."),
            )
            continue
        _write_sheet(job, job.units[code], state, lines)


def _write_sheet(job: Job, unit: Unit, state: Row, lines: list[Row]) -> None:
    by_code = {row.text("criterion"): row for row in lines}

    def locate(key: str) -> object:
        def at(fault: Fault) -> tuple[str, int, str] | None:
            code = fault.place.partition(":")[0].removeprefix("entry_").removeprefix("note_")
            row = by_code.get(code)
            return ("scores", row.number, key) if row else None

        return at

    before = {
        row.text("criterion"): row for row in job.existing.get("scores", []) if row["unit"] == unit.code
    }
    own = _differing(by_code, before, "self_entry", "self_note")
    is_new_state = any(row.text("unit") == unit.code for row in job.to_write("sheets"))
    submitted_at, wanted = state.moment("submitted_at"), state.text("state")
    if own or is_new_state:
        with job.writing("sheets", state, locate("self_entry")):  # type: ignore[arg-type]
            sheet = actions.save_self_scores(job.at(submitted_at), job.year, unit, own)
            _hand_in(job, sheet, state)
    verified = _differing(by_code, before, "verified_entry", "difference_reason")
    sheet_now = ScoreSheet.objects.filter(cluster_year=job.year, unit=unit).first()
    with job.writing("sheets", state, locate("verified_entry")):  # type: ignore[arg-type]
        if verified:
            actions.save_verification(job.at(state.moment("verified_at")), there(sheet_now), verified)
        if wanted == SheetState.VERIFIED and (own or is_new_state):
            actions.finish_verification(job.at(state.moment("verified_at")), there(sheet_now))
    for code, (figure, reason) in _differing(by_code, before, "agreed_entry", "agreed_reason").items():
        with job.writing("scores", by_code[code], _locate_agreed(by_code[code])):
            actions.settle_line(job.actor, there(sheet_now), code, figure, reason=reason)


def _locate_agreed(row: Row) -> Locate:
    def at(fault: Fault) -> tuple[str, int, str]:
        return "scores", row.number, "agreed_reason" if fault.place == "reason" else "agreed_entry"

    return at


def _differing(by_code: Mapping[str, Row], before: Mapping[str, Row], entry: str, note: str) -> Entries:
    """One side's entries and notes, of the criteria where they are not what stands there already."""
    found = {}
    for code, row in by_code.items():
        was = before.get(code, Row(0, {}))
        written = (row.figure(entry), row.text(note))
        if written != (was.figure(entry), was.text(note)):
            found[code] = written
    return found


def _hand_in(job: Job, sheet: ScoreSheet, state: Row) -> None:
    wanted = state.text("state")
    returned_at = state.moment("returned_at")
    submitted_at = state.moment("submitted_at")
    if returned_at:
        actions.submit_sheet(job.at(submitted_at or returned_at), sheet)
        actions.return_sheet(job.at(returned_at), sheet, reason=state.text("return_reason"))
    if wanted == SheetState.AWAITING:
        actions.ask_sheet_approval(job.at(submitted_at), sheet)
    if wanted in (SheetState.SUBMITTED, SheetState.VERIFIED):
        actions.submit_sheet(job.at(submitted_at), sheet)
