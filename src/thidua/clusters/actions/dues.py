"""What is wrong with a set of due days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from thidua.core.faults import Fault, gettext_noop
from thidua.core.timetable import Stage


def due_faults(dues: Mapping[Stage, date], year: int) -> Iterable[Fault]:
    """Each stage is due in the cluster's year or the one after, and not before the stage it follows."""
    previous: date | None = None
    for stage in Stage:
        due = dues.get(stage)
        if due is None:
            continue
        if due.year not in (year, year + 1):
            yield Fault(
                gettext_noop("Hạn của giai đoạn “%(stage)s” không nằm trong năm %(year)s."),
                gettext_noop("Hãy kiểm tra lại năm đã gõ."),
                f"due_{stage.value}",
                {"stage": stage.label, "year": year},
            )
        elif previous and due < previous:
            yield Fault(
                gettext_noop("Hạn của giai đoạn “%(stage)s” sớm hơn giai đoạn trước."),
                place=f"due_{stage.value}",
                params={"stage": stage.label},
            )
        previous = due
