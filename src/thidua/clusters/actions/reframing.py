"""Correcting the frame of a year that is open already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.core.faults import Fault, gettext_noop, refuse_if_any
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from .. import queries, ties
from ..access import forget_kept, lock_year, require_stage
from ..models import ClusterYear, Membership, Unit
from .frames import frame_faults, require_overseer
from .stages import WRITERS


@transaction.atomic
def reframe_year(
    actor: Actor,
    year: ClusterYear,
    *,
    members: Sequence[Unit],
    chair: Unit,
    deputy: Unit | None,
    version: int | None = None,
) -> None:
    """Set who belongs to ``year`` and in which order, and who chairs it, as long as it is not closed.

    A unit that has already done something in the year (``clusters.ties``) stays in it. With another chair
    the secretary is cleared, who comes from the chair unit.
    """
    lock_year(year)
    require_overseer(actor, year.cluster.awarding_authority)
    require_stage(actor, year)
    refuse_stale(version, year.version, year, action__in=WRITERS)
    listed = list(members)
    former = queries.members(year)
    refuse_if_any(
        [
            *frame_faults(listed, chair, deputy),
            *_tied(year, [unit for unit in former if unit not in listed]),
        ]
    )
    if (year.chair, year.deputy, former) == (chair, deputy, listed):
        return
    before = _frame(year, former)
    if chair != year.chair:
        year.secretary = None
    year.chair, year.deputy = chair, deputy
    after = _frame(year, listed)
    year.version += 1
    year.save(update_fields=["chair", "deputy", "secretary", "version"])
    _write_members(year, listed)
    forget_kept(year)
    append(actor, "reframe_year", year, before=before, after=after, year_id=year.pk)


def _tied(year: ClusterYear, leaving: Sequence[Unit]) -> Iterable[Fault]:
    """One fault for each unit that was to leave and has done something in the year."""
    tied = ties.ties_in(year) if leaving else {}
    for unit in leaving:
        for what in tied.get(unit.pk, [])[:1]:
            yield Fault(
                gettext_noop("Không bỏ được %(unit)s: đơn vị %(what)s trong năm này."),
                gettext_noop("Hãy giữ đơn vị trong danh sách."),
                f"member_{unit.pk}",
                {"unit": unit.short_name, "what": what},
            )


def _write_members(year: ClusterYear, listed: Sequence[Unit]) -> None:
    year.memberships.exclude(unit__in=listed).delete()
    for position, unit in enumerate(listed, start=1):
        Membership.objects.update_or_create(cluster_year=year, unit=unit, defaults={"position": position})


def _frame(year: ClusterYear, listed: Sequence[Unit]) -> dict[str, object]:
    return {
        "chair": year.chair.short_name,
        "deputy": year.deputy.short_name if year.deputy else "",
        "secretary": str(year.secretary or ""),
        "members": [unit.short_name for unit in listed],
    }
