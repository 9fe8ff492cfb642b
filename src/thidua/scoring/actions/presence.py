"""Who has a sheet open for editing now: the only writers of :class:`SheetEditor`.

No matter of the journal: it says nothing of the sheet, and is forgotten within a minute.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.clusters.models import ClusterYear, Unit

from ..models import SheetEditor

# A page says every EVERY that it is open; one that was silent for GONE is closed.
EVERY = timedelta(seconds=20)
GONE = timedelta(seconds=60)


@transaction.atomic
def keep_open(actor: Actor, year: ClusterYear, unit: Unit) -> list[SheetEditor]:
    """Note that the actor has the sheet of ``unit`` open, and return the others who have, by name."""
    open_now = SheetEditor.objects.filter(cluster_year=year, unit=unit)
    open_now.filter(seen_at__lte=actor.at - GONE).delete()
    open_now.update_or_create(
        user=actor.user, defaults={"seen_at": actor.at}, create_defaults=_new(actor, year, unit)
    )
    others = open_now.exclude(user=actor.user).select_related("user").order_by("user__full_name", "pk")
    return list(others)


def close(actor: Actor, year: ClusterYear, unit: Unit) -> None:
    """Note that the actor has left the sheet of ``unit``."""
    SheetEditor.objects.filter(cluster_year=year, unit=unit, user=actor.user).delete()


def _new(actor: Actor, year: ClusterYear, unit: Unit) -> dict[str, object]:
    return {"cluster_year": year, "unit": unit, "user": actor.user, "seen_at": actor.at}
