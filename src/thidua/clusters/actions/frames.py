"""Writing clusters and opening their years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.accounts.standing import require_standing
from thidua.accounts.validation import field_faults
from thidua.core.faults import Fault, NotPermitted, gettext_noop, refuse_if_any
from thidua.core.timetable import Stage, usual_due
from thidua.core.vietnamese import nfc, nfc_lines
from thidua.journal.actions import append

from ..access import unit_of
from ..models import Cluster, ClusterKind, ClusterYear, Membership, StageTerm, Unit
from .dues import due_faults


@transaction.atomic
def create_cluster(
    actor: Actor, *, code: str, kind: ClusterKind, name: str, awarding_authority: Unit
) -> Cluster:
    """Make a cluster under its awarding authority."""
    require_overseer(actor, awarding_authority)
    cluster = Cluster(code=code, kind=kind, name=nfc(name), awarding_authority=awarding_authority)
    faults = field_faults(cluster)
    if Cluster.objects.filter(code=code).exists():
        faults.append(
            Fault(
                gettext_noop("Mã cụm “%(code)s” đã có."),
                gettext_noop("Hãy chọn mã khác."),
                "code",
                {"code": code},
            )
        )
    refuse_if_any(faults)
    cluster.save()
    append(
        actor,
        "create_cluster",
        cluster,
        after={"name": cluster.name, "kind": kind, "awarding_authority": awarding_authority.name},
    )
    return cluster


@transaction.atomic
def open_year(
    actor: Actor,
    cluster: Cluster,
    year: int,
    *,
    members: Iterable[Unit],
    chair: Unit,
    deputy: Unit | None = None,
    dues: Mapping[Stage, date] | None = None,
    regulation: str = "",
    is_demonstration: bool = False,
    by_hand_over: bool = False,
) -> ClusterYear:
    """Open a year of ``cluster`` in its first stage, with members, chair and due days.

    The hand-over of the year before opens the next by itself (``by_hand_over``, checked there);
    otherwise the awarding authority or the operator opens it.
    """
    if not by_hand_over:
        require_overseer(actor, cluster.awarding_authority)
    listed = list(members)
    all_dues = {stage: (dues or {}).get(stage) or usual_due(year, stage) for stage in Stage}
    faults = list(frame_faults(listed, chair, deputy))
    if ClusterYear.objects.filter(cluster=cluster, year=year).exists():
        faults.append(Fault(gettext_noop("Năm %(year)s của cụm đã có."), place="year", params={"year": year}))
    if not (actor.for_all_units or by_hand_over):
        faults += due_faults(all_dues, year)
    refuse_if_any(faults)
    opened = ClusterYear.objects.create(
        cluster=cluster,
        year=year,
        chair=chair,
        deputy=deputy,
        regulation=nfc_lines(regulation),
        is_demonstration=is_demonstration,
    )
    Membership.objects.bulk_create(
        Membership(cluster_year=opened, unit=unit, position=index)
        for index, unit in enumerate(listed, start=1)
    )
    StageTerm.objects.bulk_create(
        StageTerm(cluster_year=opened, stage=stage, due=due) for stage, due in all_dues.items()
    )
    append(
        actor,
        "open_year",
        opened,
        year_id=opened.pk,
        after={
            "chair": chair.short_name,
            "deputy": deputy.short_name if deputy else "",
            "members": [unit.short_name for unit in listed],
        },
    )
    return opened


def require_overseer(actor: Actor, authority: Unit) -> None:
    """The operator frames any cluster; the people of an awarding authority only those under it."""
    if actor.for_all_units:
        return
    require_standing(actor, Permission.CREATE_CLUSTER)
    if actor.user.standing_role is Role.AUTHORITY and unit_of(actor.user, actor.today) != authority:
        raise NotPermitted.because(gettext_noop("Cụm này thuộc cơ quan quản lý khác."))


def frame_faults(listed: list[Unit], chair: Unit, deputy: Unit | None) -> Iterable[Fault]:
    """Chair and deputy are two of the members, of whom there are two at least."""
    if chair not in listed:
        yield Fault(gettext_noop("Cụm trưởng phải là một đơn vị thành viên."), place="chair")
    if deputy is not None and (deputy not in listed or deputy == chair):
        yield Fault(gettext_noop("Cụm phó phải là một đơn vị thành viên khác cụm trưởng."), place="deputy")
    if len(set(listed)) < 2:
        yield Fault(gettext_noop("Cụm phải có ít nhất hai đơn vị thành viên."), place="members")
