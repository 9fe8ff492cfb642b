"""Jobs of the worker: a screening, portion by portion, so that it can be watched and stopped."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django_tasks import task

from thidua.accounts.faults import fault_text
from thidua.core.faults import Refused
from thidua.core.law.verdict import Verdict
from thidua.core.vietnamese import search_key
from thidua.subjects.models import Subject
from thidua.subjects.queries import histories

from .law_in_force import Law, law_on
from .models import ACTIVE, RunState, ScreeningRow, ScreeningRun
from .pools import Pools
from .queries.scope import subjects_of
from .reasons import failed_words
from .screening import Found, screened
from .speaking import spoken

logger = logging.getLogger(__name__)
# So many subjects at a time: what is done is kept, and the one who asked can stop in between.
PORTION = 500
_KEPT_AT_ONCE = 1000


@task()
def run_screening(run_id: int) -> int:
    """Make the screening; return how many verdicts were kept.

    What goes wrong is written on the run, so that its page tells it, and raised again for the operator.
    """
    run = ScreeningRun.objects.select_related("unit", "asked_by").get(pk=run_id)
    if not _moves(run, RunState.RUNNING, heard_at=timezone.now()):
        return 0
    try:
        with translation.override(settings.LANGUAGE_CODE):
            return _Screening(run).make()
    except Refused as refused:
        _fail(run, " ".join(fault_text(fault) for fault in refused.faults))
        raise
    except Exception as error:
        _fail(run, type(error).__name__)
        logger.exception("Screening %s failed", run.pk)
        raise


class _Screening:
    """A screening under way: what has been counted so far."""

    def __init__(self, run: ScreeningRun) -> None:
        self.run = run
        self.law: Law = law_on(run.on, run.overlay)
        self.awards = [code for code in run.awards if code in self.law.pack.awards]
        self.orders = {code: place for place, code in enumerate(run.awards)}
        self.counts: dict[str, Counter[str]] = {code: Counter() for code in run.awards}
        self.failed: set[str] = set()
        self.pools = Pools(self.law, self.awards)
        self.kept = 0

    def make(self) -> int:
        """Screen portion by portion until all are done or somebody stops it."""
        for portion in _portions(subjects_of(self.run)):
            told = histories(portion, self.run.on)
            self.pools.count(told)
            rows = [self._row(portion[found.place], found) for found in screened(told, self.law, self.awards)]
            if not self._keep(rows, len(portion)):
                return self.kept
        _moves(self.run, RunState.DONE, finished_at=timezone.now())
        return self.kept

    def summary(self) -> dict[str, object]:
        """What is shown above the rows."""
        return {
            "counts": {code: dict(counted) for code, counted in self.counts.items()},
            "quotas": self.pools.told(
                {code: counted[Verdict.ELIGIBLE] for code, counted in self.counts.items()}
            ),
            "conditions": {id_: self._condition(id_) for id_ in sorted(self.failed) if id_},
        }

    def _condition(self, failed: str) -> str:
        return spoken(failed_words(failed, self.law.pack))

    @transaction.atomic
    def _keep(self, rows: Sequence[ScreeningRow], subjects: int) -> bool:
        """Keep one portion together with the counts so far; False when the run has been stopped."""
        self.run.done += subjects
        told = {"done": self.run.done, "heard_at": timezone.now(), "summary": self.summary()}
        if not _moves(self.run, RunState.RUNNING, **told):
            return False
        ScreeningRow.objects.bulk_create(rows, batch_size=_KEPT_AT_ONCE)
        self.kept += len(rows)
        return True

    def _row(self, subject: Subject, found: Found) -> ScreeningRow:
        counted = self.counts[found.award]
        counted[found.verdict] += 1
        counted["near"] += bool(found.missing)
        self.failed |= {found.failed, found.missing}
        return ScreeningRow(
            run=self.run,
            subject=subject,
            code=subject.code,
            name=subject.name,
            name_key=search_key(subject.name)[:220],
            unit_name=subject.unit.short_name,
            kind=subject.kind,
            award=found.award,
            order=self.orders[found.award],
            verdict=found.verdict.value,
            failed=found.failed,
            missing=found.missing,
            why=found.why,
        )


def _portions(subjects: QuerySet[Subject]) -> Iterator[list[Subject]]:
    """The subjects as they are now, a portion at a time, in their order."""
    ids = list(subjects.values_list("pk", flat=True))
    for begin in range(0, len(ids), PORTION):
        yield list(subjects.filter(pk__in=ids[begin : begin + PORTION]))


def _moves(run: ScreeningRun, state: RunState, **fields: object) -> bool:
    """Write on the run unless it has been stopped meanwhile; whether it was written."""
    going_on = ScreeningRun.objects.filter(pk=run.pk, state__in=ACTIVE)
    return bool(going_on.update(state=state, **fields))


def _fail(run: ScreeningRun, fault: str) -> None:
    _moves(run, RunState.FAILED, fault=fault, finished_at=timezone.now())
