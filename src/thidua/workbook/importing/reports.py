"""Writing reporting duties, indicators, reports and their rounds."""

from __future__ import annotations

from thidua.clusters.models import Unit
from thidua.core.faults import Fault, gettext_noop
from thidua.core.reporting import MedalRow
from thidua.pledges.models import Target
from thidua.reporting import actions
from thidua.reporting.models import DutyKind, Report, ReportingDuty, ReportState
from thidua.sheets.values import Row

from .job import Job, there

_CONTENT = ("sections", "figures", "medals")


def write_reports(job: Job) -> None:
    """Sheets Chế độ báo cáo to Huy chương."""
    for row in job.to_write("duties"):
        with job.writing("duties", row):
            actions.save_duty(
                job.actor,
                job.year,
                code=row.text("code"),
                kind=DutyKind(row.text("kind")),
                name=row.text("name"),
                due=there(row.day("due")),
            )
    targets = {target.code: target for target in Target.objects.filter(cluster_year=job.year)}
    for row in job.to_write("indicators"):
        with job.writing("indicators", row):
            actions.save_indicator(
                job.actor,
                job.year,
                code=row.text("code"),
                name=row.text("name"),
                field=row.text("field"),
                measure=row.text("measure"),
                target=there(targets.get(row.text("target"))) if row["target"] else None,
                position=row.whole("position"),
            )
    duties = {duty.code: duty for duty in ReportingDuty.objects.filter(cluster_year=job.year)}
    touched = {
        (row.text("duty"), row.text("unit")) for key in ("reports", *_CONTENT) for row in job.to_write(key)
    }
    for duty, unit in sorted(touched):
        _OneReport(job, duties.get(duty), job.units[unit], duty, unit).write()


class _OneReport:
    """One unit's report for one duty: its text, then its rounds as they took place."""

    def __init__(
        self, job: Job, duty: ReportingDuty | None, unit: Unit, duty_code: str, unit_code: str
    ) -> None:
        self.job, self.duty, self.unit = job, duty, unit
        self._key = (duty_code, unit_code)
        self.turns = sorted(self._mine("reports"), key=lambda row: row.whole("round"))

    def _mine(self, sheet: str) -> list[Row]:
        """The report's rows, those the file does not repeat included."""
        rows = self.job.rows_and_kept(sheet)
        return [row for row in rows if (row.text("duty"), row.text("unit")) == self._key]

    def write(self) -> None:
        """Write it as far as it differs."""
        first = self.turns[0]
        moments = [turn.moment("submitted_at") for turn in self.turns if turn["submitted_at"]]
        with self.job.writing("reports", first, self._locate):
            report = actions.save_draft(
                self.job.at(moments[0] if moments else None),
                there(self.duty),
                self.unit,
                sections={row.text("kind"): row.text("text") for row in self._mine("sections")},
                figures={row.text("indicator"): row.figure("value") for row in self._mine("figures")},
                medals=[_medal_row(row) for row in self._mine("medals")],
            )
            for turn in self.turns:
                self._play(report, turn)
            self._settle(report)

    def _play(self, report: Report, turn: Row) -> None:
        with self.job.writing("reports", turn):
            if submitted := turn.moment("submitted_at"):
                actions.submit_report(self.job.at(submitted), report)
            if returned := turn.moment("returned_at"):
                actions.return_report(
                    self.job.at(returned),
                    report,
                    reason=turn.text("return_reason"),
                    redo_due=there(turn.day("redo_due")),
                )
            if accepted := turn.moment("accepted_at"):
                actions.accept_report(self.job.at(accepted), report)

    def _settle(self, report: Report) -> None:
        """The state follows from the rounds; only one waiting for its head must be told."""
        wanted = self.turns[-1].text("state")
        report.refresh_from_db()
        if wanted == ReportState.AWAITING and report.state != ReportState.AWAITING:
            actions.ask_approval(self.job.actor, report)
            report.refresh_from_db()
        if report.state != wanted:
            self.job.reading.note(
                "reports",
                self.turns[-1].number,
                "state",
                gettext_noop("Theo các lần nộp, báo cáo ở tình trạng “%(state)s”."),
                gettext_noop("Hãy sửa tình trạng hoặc các thời điểm của dòng này."),
                state=ReportState(report.state).label,
            )

    def _locate(self, fault: Fault) -> tuple[str, int, str] | None:
        """Faults of a draft name its field; here each is a row of its own sheet."""
        kind, _, rest = fault.place.partition("_")
        if kind == "figure":
            found = [row for row in self._mine("figures") if row.text("indicator") == rest]
            return ("figures", found[0].number, "value") if found else None
        if kind == "section":
            found = [row for row in self._mine("sections") if row.text("kind") == rest]
            return ("sections", found[0].number, "text") if found else None
        index, _, name = rest.partition("_")
        medals = self._mine("medals")
        if kind == "medal" and index.isdigit() and int(index) < len(medals):
            return "medals", medals[int(index)].number, name
        return None


def _medal_row(row: Row) -> MedalRow:
    return MedalRow(
        row.text("competition"),
        row.text("level"),
        row.whole("gold"),
        row.whole("silver"),
        row.whole("bronze"),
    )
