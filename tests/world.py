"""A small made-up cluster that tests live in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.test import Client

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.clusters.models import (
    Appointment,
    Cluster,
    ClusterKind,
    ClusterYear,
    Membership,
    StageTerm,
    Unit,
    UnitKind,
    UnitName,
)
from thidua.core.timetable import Stage, usual_due

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "Mat-khau-thu-2017"


@dataclass
class World:
    """The cluster, its units by code (``a``, ``b``, ``c``; ``a`` chairs), and people by name.

    People: ``specialist_a`` … ``specialist_c``, ``head_a`` … ``head_c``, ``secretary`` (of unit a),
    ``authority``, ``editor``, ``inspector``, ``operator``; and ``stranger``, the head of a unit outside.
    """

    year: ClusterYear
    units: dict[str, Unit]
    people: dict[str, User] = field(default_factory=dict)

    @classmethod
    def make(cls, year: int = 2017) -> World:
        """Build it directly in the database: the frame tests start from, not what they test."""
        ministry = _unit("bo", UnitKind.MINISTRY, "Bộ Minh họa", "Bộ")
        units = {
            code: _unit(f"so-{code}", UnitKind.DEPARTMENT, f"Sở Minh họa {code.upper()}", code.upper())
            for code in "abc"
        }
        outside = _unit("so-ngoai", UnitKind.DEPARTMENT, "Sở ngoài cụm", "Ngoài")
        cluster = Cluster.objects.create(
            code="cum-thu", kind=ClusterKind.CUM, name="Cụm thi đua thử", awarding_authority=ministry
        )
        opened = ClusterYear.objects.create(
            cluster=cluster, year=year, chair=units["a"], deputy=units["b"], is_demonstration=True
        )
        for position, unit in enumerate(units.values(), start=1):
            Membership.objects.create(cluster_year=opened, unit=unit, position=position)
        for stage in Stage:
            StageTerm.objects.create(cluster_year=opened, stage=stage, due=usual_due(year, stage))
        world = cls(opened, units)
        for code, unit in units.items():
            world._person(f"specialist_{code}", Role.SPECIALIST, unit)
            world._person(f"head_{code}", Role.UNIT_HEAD, unit)
        world._person("secretary", Role.SPECIALIST, units["a"])
        world._person("authority", Role.AUTHORITY, ministry)
        for role in (Role.EDITOR, Role.INSPECTOR, Role.OPERATOR):
            world._person(role.value, role, None)
        world._person("stranger", Role.UNIT_HEAD, outside)
        opened.secretary = world.people["secretary"]
        opened.save()
        return world

    def actor(self, name: str, day: str = "2017-05-10", hour: int = 9) -> Actor:
        """``name`` acting on ``day`` (ISO)."""
        return Actor(
            self.people[name],
            datetime.combine(date.fromisoformat(day), datetime.min.time(), OFFICE).replace(hour=hour),
        )

    def client(self, name: str) -> Client:
        """A browser signed in as ``name``."""
        client = Client()
        client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def at(self, stage: Stage) -> ClusterYear:
        """Put the year straight into ``stage`` and return it fresh."""
        ClusterYear.objects.filter(pk=self.year.pk).update(stage=stage)
        self.year = ClusterYear.objects.select_related(
            "cluster__awarding_authority", "chair", "deputy", "secretary"
        ).get(pk=self.year.pk)
        return self.year

    def _person(self, name: str, role: Role, unit: Unit | None) -> None:
        user = User(username=name, full_name=f"Người {name}", role=role, email=f"{name}@example.vn")
        user.set_password(PASSWORD)
        user.save()
        if unit:
            Appointment.objects.create(user=user, unit=unit, since=date(2015, 1, 1), position=str(role.label))
        self.people[name] = user


def _unit(code: str, kind: UnitKind, name: str, short_name: str) -> Unit:
    unit = Unit.objects.create(code=code, kind=kind, name=name, short_name=short_name, place="Minh họa")
    UnitName.objects.create(unit=unit, name=name, short_name=short_name, since=date(2010, 1, 1))
    return unit
