"""Writing inspection groups and what units scored of each other."""

from __future__ import annotations

from thidua.accounts.models import User
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.scoring import actions
from thidua.scoring.models import InspectionGroup, ScoreSheet
from thidua.sheets.values import Row

from .job import Job, Locate, there


def write_groups(job: Job) -> None:
    """Sheet Tổ kiểm tra; a group is known by its name."""
    there_already = {group.name: group for group in InspectionGroup.objects.filter(cluster_year=job.year)}
    for row in job.to_write("inspection_groups"):
        with job.writing("inspection_groups", row, _locate_group(row)):
            actions.save_inspection_group(
                job.actor,
                job.year,
                name=row.text("name"),
                people=_people(row),
                units=[job.units[code] for code in row.several("units")],
                group=there_already.get(row.text("name")),
            )


def write_cross_scores(job: Job) -> None:
    """Sheets Chấm chéo and Điểm chấm chéo."""
    sheets = {
        sheet.unit.code: sheet
        for sheet in ScoreSheet.objects.filter(cluster_year=job.year).select_related("cluster_year", "unit")
    }
    to_write = {_pair(row) for key in ("cross_sheets", "cross_scores") for row in job.to_write(key)}
    frames = {_pair(row): row for row in [*job.existing.get("cross_sheets", []), *job.rows("cross_sheets")]}
    for pair in sorted(to_write):
        lines = [row for row in job.to_write("cross_scores") if _pair(row) == pair]
        frame = frames.get(pair)
        if frame is None:
            job.reading.note(
                "cross_scores",
                lines[0].number,
                "scorer",
                gettext_noop("Lượt chấm này chưa có dòng ở trang “Chấm chéo”."),
                gettext_noop("Hãy thêm một dòng ghi đơn vị được chấm và đơn vị chấm."),
            )
            continue
        with job.writing("cross_sheets", frame, _locate_score(lines)):
            _write(job, there(sheets.get(pair[0])), frame, lines)


def _write(job: Job, sheet: ScoreSheet, frame: Row, lines: list[Row]) -> None:
    scorer, finished_at = job.unit(frame, "scorer"), frame.moment("finished_at")
    entries = {row.text("criterion"): (row.figure("entry"), row.text("reason")) for row in lines}
    actions.save_cross_scores(job.at(finished_at), sheet, scorer, entries)
    if finished_at and frame in job.to_write("cross_sheets"):
        actions.finish_cross_scores(job.at(finished_at), sheet, scorer)


def _pair(row: Row) -> tuple[str, str]:
    return row.text("unit"), row.text("scorer")


def _people(row: Row) -> list[User]:
    wanted = [name for part in row.text("inspectors").split(";") if (name := part.strip())]
    found = {user.username: user for user in User.objects.filter(username__in=wanted)}
    missing = [name for name in wanted if name not in found]
    if missing:
        raise Refused.because(
            gettext_noop("Không có tài khoản “%(username)s”."),
            gettext_noop("Hãy ghi đúng tên đăng nhập, hoặc tạo tài khoản trước."),
            place="people",
            username=", ".join(missing),
        )
    return [found[name] for name in wanted]


def _locate_group(row: Row) -> Locate:
    def at(fault: Fault) -> tuple[str, int, str]:
        return "inspection_groups", row.number, "inspectors" if fault.place == "people" else fault.place

    return at


def _locate_score(lines: list[Row]) -> Locate:
    by_code = {row.text("criterion"): row for row in lines}

    def at(fault: Fault) -> tuple[str, int, str] | None:
        code, _colon, part = fault.place.rpartition(":")
        row = by_code.get(code or part)
        return ("cross_scores", row.number, "reason" if code else "entry") if row else None

    return at
