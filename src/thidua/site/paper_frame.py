"""What all papers of a cluster year share: names as they were that year, letterhead, who signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from thidua.accounts.roles import Role
from thidua.clusters.models import Appointment, ClusterKind, ClusterYear, Unit
from thidua.clusters.queries import as_of, members, names_in
from thidua.core.award import AWARDS
from thidua.core.yearend import Member
from thidua.documents.paper import Head, Signer


@dataclass(frozen=True, slots=True)
class Frame:
    """A year as its papers see it. ``as_of`` is the day to which lateness is counted."""

    year: ClusterYear
    units: tuple[Unit, ...]
    names: dict[int, tuple[str, str]]
    as_of: date

    @property
    def is_bloc(self) -> bool:
        """Khối rather than cụm."""
        return self.year.cluster.kind == ClusterKind.KHOI

    @property
    def word(self) -> str:
        """Cụm or Khối."""
        return "Khối" if self.is_bloc else "Cụm"

    @property
    def authority(self) -> str:
        """Whom the papers go to."""
        return self.year.cluster.awarding_authority.name

    @property
    def place(self) -> str:
        """Where the chair unit has its seat."""
        return self.year.chair.place

    @property
    def stamp(self) -> str:
        """The word framed on papers of a demonstration."""
        return "Dữ liệu minh hoạ" if self.year.is_demonstration else ""

    def member(self, unit: Unit) -> Member:
        """The unit by the names it bore that year."""
        name, short_name = self.names.get(unit.pk, (unit.name, unit.short_name))
        return Member(name, short_name)

    def short(self, unit: Unit) -> str:
        """The unit's short name that year."""
        return self.member(unit).short_name

    def award(self, code: str) -> str:
        """An award's name; one "của Bộ, tỉnh" is this authority's own."""
        return AWARDS[code].name.replace("của Bộ, tỉnh", f"của {self.authority}")

    @property
    def head(self) -> Head:
        """The chair unit's letterhead."""
        parent = self.year.chair.parent
        return Head(parent.name if parent else "", self.member(self.year.chair).name)

    def signer(self) -> Signer:
        """The head of the chair unit, who signs as cụm trưởng; without one the name is left open."""
        place = (
            Appointment.objects.in_force(self.as_of)
            .filter(unit=self.year.chair, user__role=Role.UNIT_HEAD, user__is_active=True)
            .select_related("user")
            .order_by("-since")
            .first()
        )
        offices = (f"{self.word} trưởng", place.position if place else "")
        return Signer(tuple(office for office in offices if office), place.user.full_name if place else "")


def frame_of(year: ClusterYear, today: date) -> Frame:
    """Return the frame of ``year``; once closed, nothing gets any later."""
    return Frame(year, tuple(members(year)), _told_apart(names_in(year)), as_of(year, today))


def _told_apart(names: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """Papers call a unit by its short name; where two share one, by the full name."""
    times = Counter(short for _, short in names.values())
    return {key: (name, name if times[short] > 1 else short) for key, (name, short) in names.items()}
