"""``thidua year``: a year in, out, on paper, and how it stands."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext

from thidua.clusters import obligations, queries
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Refused, gettext_noop
from thidua.core.timetable import missing
from thidua.core.vietnamese import short_date
from thidua.documents import pdf, score_excel, word
from thidua.reporting.queries import late_reports
from thidua.sheets.values import CellFault
from thidua.site import clock
from thidua.site.paper_desk import MINUTES, Desk, compose
from thidua.site.paper_frame import frame_of
from thidua.site.templatetags.vietnamese import owed_words
from thidua.workbook import importing
from thidua.workbook.actions import take_out
from thidua.workbook.writing import template as empty_workbook

from .people import acting

_PAPERS = ("bao-cao-tong-ket", "giao-uoc", "bang-diem", "to-trinh", *MINUTES)


def take_in(given: argparse.Namespace) -> int:
    """Preview a workbook; write it with ``--accept``."""
    actor = acting(given.username)
    content = given.file.read_bytes()
    pictures = given.pictures or given.file.parent / "pictures"
    prepared = importing.prepare(actor, content)
    print(prepared.title)
    for planned in prepared.plans.values():
        if not planned.is_empty:
            print(
                f"  {planned.sheet.name:<22} mới {len(planned.new):>5}  thay đổi {len(planned.changed):>5}"
                f"  giữ nguyên {planned.same:>5}"
            )
    if prepared.faults:
        _tell(prepared.faults)
        return 1
    if prepared.is_empty:
        print("Sổ giống hệt dữ liệu đang có, không có gì để nhập.")
        return 0
    if not given.accept:
        print("Sổ không có lỗi. Chưa ghi gì; thêm --accept để nhập.")
        return 0
    try:
        importing.accept(
            actor, content, pictures=pictures if pictures.is_dir() else None, file_name=given.file.name
        )
    except importing.Rejected as rejected:
        _tell(rejected.prepared.faults)
        return 1
    print("Đã nhập.")
    return 0


def export(given: argparse.Namespace) -> int:
    """Write the year's workbook."""
    year = find_year(given)
    put(given.out, take_out(acting(given.username), year))
    return 0


def template(given: argparse.Namespace) -> int:
    """Write the empty workbook."""
    put(given.out, empty_workbook())
    return 0


def report(given: argparse.Namespace) -> int:
    """Write every paper of the year that has anything to print."""
    year = find_year(given)
    desk = Desk(frame_of(year, clock.now().date()))
    given.out.mkdir(parents=True, exist_ok=True)
    stem = f"{year.cluster.code}-{year.year}"
    for code in _PAPERS:
        paper = compose(desk, code)
        if paper is None:
            continue
        put(given.out / f"{code}-{stem}.docx", word.render(paper))
        put(given.out / f"{code}-{stem}.pdf", pdf.render(paper))
    if desk.scores is not None:
        put(given.out / f"bang-diem-{stem}.xlsx", score_excel.render(desk.scores))
    return 0


def status(given: argparse.Namespace) -> int:
    """Print the stage, its due day, what is missing, and the late reports."""
    year = find_year(given)
    today = queries.as_of(year, clock.now().date())
    owed = obligations.owed_in(year)
    names = {unit.pk: unit.short_name for unit in queries.members(year)}
    print(f"{year.cluster.name}, năm {year.year}")
    print(f"Cụm trưởng: {year.chair.name}")
    if year.closed_on:
        print(f"Đã bàn giao ngày {short_date(year.closed_on)}")
    print("\nGiai đoạn          Hạn          Xong         Trễ")
    for step in queries.stage_strip(year, today):
        mark = "▶" if step.is_current else " "
        late = f"{step.late} ngày" if step.late else ""
        print(
            f"{mark} {gettext(step.stage.label):<16} {short_date(step.due):<12} "
            f"{short_date(step.completed_on):<12} {late}"
        )
    still = missing(owed, year.current_stage) if not year.is_closed else []
    print("\nCòn thiếu trước giai đoạn sau:" if still else "\nKhông còn thiếu việc nào của giai đoạn này.")
    for item in still:
        who = names.get(item.unit_id, "Cụm trưởng") if item.unit_id else "Cụm trưởng"
        due = f"hạn {short_date(item.due)}" if item.due else ""
        late_days = item.lateness(today)
        print(f"  {who:<14} {owed_words(item)}  {due}{f', trễ {late_days} ngày' if late_days else ''}")
    late_ones = late_reports(year, today)
    print("\nBáo cáo muộn:" if late_ones else "\nKhông có báo cáo muộn.")
    for entry in late_ones:
        handed = "đã nộp" if entry.submitted_at else "chưa nộp"
        print(f"  {entry.unit.short_name:<14} {entry.duty.name:<36} muộn {entry.days:>3} ngày ({handed})")
    return 0


def find_year(given: argparse.Namespace) -> ClusterYear:
    """Return the year that was asked for; refuse with those there are."""
    year = (
        ClusterYear.objects.select_related("cluster__awarding_authority", "chair", "deputy", "secretary")
        .filter(cluster__code=given.cluster, year=given.year)
        .first()
    )
    if year is None:
        known = ", ".join(
            f"{y.cluster.code} {y.year}" for y in ClusterYear.objects.select_related("cluster")[:20]
        )
        raise Refused.because(
            gettext_noop("Không có năm %(year)s của cụm “%(cluster)s”."),
            gettext_noop("Đang có: %(known)s."),
            year=given.year,
            cluster=given.cluster,
            known=known or "–",
        )
    return year


def put(path: Path, content: bytes) -> None:
    """Write a file and print its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(path)


def _tell(faults: tuple[CellFault, ...]) -> None:
    print(f"\nCó {len(faults)} chỗ cần sửa, chưa có gì được ghi:", file=sys.stderr)
    for fault in faults:
        words = " ".join(part for part in (fault.cause_text, fault.mend_text) if part)
        print(f"• {fault.place_text}: {words}", file=sys.stderr)
