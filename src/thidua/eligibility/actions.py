"""The only writers of screenings, and of a person's decision on a condition."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.models import Unit
from thidua.core.faults import Fault, NotPermitted, Refused, gettext_noop, refuse_if_any
from thidua.core.law.facts import Fact, FactKind, SubjectKind
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append
from thidua.subjects.access import require_on
from thidua.subjects.actions import record_facts, strike_fact
from thidua.subjects.models import Subject

from .law_in_force import Law
from .models import RunState, ScreeningRun, active_runs
from .queries.decisions import decision_of
from .queries.scope import subjects_of
from .tasks import run_screening


@transaction.atomic
def decide_condition(
    actor: Actor, subject: Subject, award: str, law: Law, condition: str, *, is_met: bool, ref: str
) -> None:
    """Write down a person's decision on a condition of ``award``; one before it is struck, and stays seen.

    Refused when the award has no such condition, when no paper is told, and when it stands already.
    """
    decision = decision_of(subject, award, law, condition)
    if decision is None:
        raise Refused.because(gettext_noop("Điều kiện này không do người kết luận."))
    if not nfc(ref):
        raise Refused.because(gettext_noop("Hãy ghi căn cứ của kết luận."), place="ref")
    value = f"{condition}:{'true' if is_met else 'false'}"
    if decision.standing is not None:
        if (decision.standing.value, decision.standing.ref) == (value, nfc(ref)):
            raise Refused.because(gettext_noop("Kết luận này đã ghi, không có gì thay đổi."))
        strike_fact(actor, decision.standing, reason=f"Kết luận lại theo: {nfc(ref)}")
    record_facts(actor, subject, [Fact(decision.year, FactKind.JUDGED, value, ref=ref)])


@transaction.atomic
def ask_screening(
    actor: Actor, unit: Unit, law: Law, *, awards: Sequence[str], kinds: Sequence[SubjectKind]
) -> ScreeningRun:
    """Ask for a screening of a unit's subjects and of those below it; the worker makes it.

    One at a time for each user: an earlier one still going on is to be ended first.
    """
    require_on(actor, Permission.READ_SUBJECTS, unit)
    faults = []
    if not awards or not set(awards) <= set(law.pack.awards):
        faults.append(Fault(gettext_noop("Hãy chọn ít nhất một danh hiệu, hình thức."), place="awards"))
    if not kinds:
        faults.append(Fault(gettext_noop("Hãy chọn ít nhất một loại đối tượng."), place="kinds"))
    refuse_if_any(faults)
    _refuse_another(actor)
    run = ScreeningRun.objects.create(
        unit=unit,
        asked_by=actor.user,
        asked_at=actor.at,
        heard_at=timezone.now(),
        on=law.on,
        pack=law.pack.id,
        overlay=law.overlay.id if law.overlay else "",
        awards=[code for code in law.pack.awards if code in awards],
        kinds=[kind.value for kind in SubjectKind if kind in kinds],
    )
    run.total = subjects_of(run).count()
    if not run.total:
        raise Refused.because(
            gettext_noop("%(unit)s chưa có đối tượng nào thuộc loại đã chọn."),
            gettext_noop("Hãy nhập đối tượng trước, hoặc chọn đơn vị, loại đối tượng khác."),
            "unit",
            unit=unit.short_name,
        )
    run.save(update_fields=["total"])
    append(actor, "ask_screening", run, after=_words(run, law), unit_id=unit.pk)
    run_screening.enqueue(run.pk)
    return run


@transaction.atomic
def cancel_screening(actor: Actor, run: ScreeningRun) -> None:
    """Stop a screening that waits or runs; what it found so far stays to be seen."""
    require_on(actor, Permission.READ_SUBJECTS, run.unit_id)
    locked = ScreeningRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.asked_by_id != actor.user.pk:
        raise NotPermitted.because(gettext_noop("Chỉ người yêu cầu mới dừng được lượt rà soát này."))
    if not locked.is_active:
        raise Refused.because(gettext_noop("Lượt rà soát này không còn chạy."))
    locked.state, locked.finished_at = RunState.CANCELLED, actor.at
    locked.save(update_fields=["state", "finished_at"])
    append(actor, "cancel_screening", locked, after={"done": locked.done}, unit_id=locked.unit_id)


def _refuse_another(actor: Actor) -> None:
    now = timezone.now()
    for run in active_runs().select_for_update(of=("self",)).filter(asked_by=actor.user):
        if not run.is_silent(now):
            raise Refused.because(
                gettext_noop("Lượt rà soát trước của bạn (%(unit)s) chưa xong."),
                gettext_noop("Hãy chờ lượt đó xong, hoặc mở ra và dừng lại."),
                unit=run.unit.short_name,
            )


def _words(run: ScreeningRun, law: Law) -> dict[str, object]:
    """The request as the journal keeps it."""
    return {
        "on": run.on,
        "pack": run.pack,
        "organisation": law.overlay.organisation if law.overlay else "",
        "awards": [law.pack.award(code).name.vi for code in run.awards],
        "subjects": run.total,
    }
