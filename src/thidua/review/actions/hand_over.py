"""The rotating flag passes on: next year opens, this one closes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.actions import close_year, open_year
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.core.ballot import Question
from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage, a_year_on
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append

from .. import queries
from ..models import HandOver


@transaction.atomic
def hand_over(actor: Actor, year: ClusterYear, *, handed_on: date, note: str = "") -> ClusterYear:
    """Hand the flag to the elected chair, open next year with it, close this year; return next year.

    Next year has the same members and regulation, and the same due days a year on. The chair may have been
    elected again. Recorded again by an import, it corrects the day and the note.
    """
    lock_year(year)
    require(actor, Permission.HAND_OVER, year)
    require_stage(actor, year, Stage.HAND_OVER)
    done = HandOver.objects.filter(cluster_year=year).first()
    if done is not None:
        return _corrected(actor, done, handed_on, note)
    new_chair = queries.elected(year, Question.CHAIR)
    refuse_if_any(_faults(actor, year, new_chair, handed_on))
    assert new_chair is not None  # noqa: S101 - a fault otherwise
    following = _next_year(actor, year, new_chair)
    done = HandOver.objects.create(
        cluster_year=year,
        next_year=following,
        from_unit=year.chair,
        to_unit=new_chair,
        handed_on=handed_on,
        note=nfc_lines(note),
    )
    append(
        actor,
        "hand_over",
        done,
        after={"from": year.chair.short_name, "to": new_chair.short_name, "handed_on": handed_on},
        year_id=year.pk,
        unit_id=new_chair.pk,
    )
    close_year(actor, year, on=handed_on)
    return following


def _faults(actor: Actor, year: ClusterYear, new_chair: Unit | None, handed_on: date) -> list[Fault]:
    faults = []
    if new_chair is None:
        faults.append(
            Fault(
                gettext_noop("Chưa bầu được cụm trưởng năm sau."),
                gettext_noop("Hãy quay lại giai đoạn bình xét để bầu."),
            )
        )
    if handed_on.year < year.year:
        faults.append(Fault(gettext_noop("Ngày bàn giao sớm hơn năm công tác."), place="handed_on"))
    elif handed_on > actor.today and not actor.for_all_units:
        faults.append(Fault(gettext_noop("Ngày bàn giao chưa tới."), place="handed_on"))
    return faults


def _next_year(actor: Actor, year: ClusterYear, new_chair: Unit) -> ClusterYear:
    """Open next year, or take it when it is there already with the elected chair."""
    there = ClusterYear.objects.filter(cluster=year.cluster, year=year.year + 1).first()
    if there is None:
        return open_year(
            actor,
            year.cluster,
            year.year + 1,
            members=members(year),
            chair=new_chair,
            deputy=queries.elected(year, Question.DEPUTY),
            dues={stage: a_year_on(due) for stage, due in stage_dues(year).items()},
            regulation=year.regulation,
            is_demonstration=year.is_demonstration,
            by_hand_over=True,
        )
    if there.chair_id != new_chair.pk:
        raise Refused.because(
            gettext_noop(
                "Năm %(year)s đã mở với cụm trưởng là %(chair)s, khác đơn vị được bầu (%(elected)s)."
            ),
            gettext_noop("Hãy báo cơ quan quản lý."),
            year=there.year,
            chair=there.chair.short_name,
            elected=new_chair.short_name,
        )
    return there


def _corrected(actor: Actor, done: HandOver, handed_on: date, note: str) -> ClusterYear:
    if not actor.for_all_units:
        raise Refused.because(gettext_noop("Đã bàn giao."))
    before = {"handed_on": done.handed_on, "note": done.note}
    after = {"handed_on": handed_on, "note": nfc_lines(note)}
    if before != after:
        done.handed_on, done.note = handed_on, nfc_lines(note)
        done.save(update_fields=["handed_on", "note"])
        append(actor, "hand_over", done, before=before, after=after, year_id=done.cluster_year_id)
    return done.next_year
