"""What the pages of clusters and the home page read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import OF_EVERY_YEAR, Role
from thidua.accounts.standing import standing_may
from thidua.core.faults import gettext_noop
from thidua.core.kind_words import words_in
from thidua.core.timetable import Obligation, Progress, Stage, days_late, days_left
from thidua.core.vietnamese import collation_key, search_key

from .access import unit_of
from .models import Cluster, ClusterYear, Membership, StageTerm, Unit, UnitName


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage on the year's strip: its due day, days left (negative: late), and where it stands."""

    stage: Stage
    due: date | None
    left: int | None
    completed_on: date | None
    late: int
    is_past: bool
    is_current: bool


def members(year: ClusterYear) -> list[Unit]:
    """Return the year's member units in the cluster's own order, read once a request.

    They bear the names of that year (:func:`call_by_names_of`).
    """
    if not hasattr(year, "_member_units"):
        rows = year.memberships.select_related("unit").order_by("position", "unit__code")
        year._member_units = call_by_names_of(year, [row.unit for row in rows])  # type: ignore[attr-defined]
    return list(year._member_units)  # type: ignore[attr-defined]


def call_by_names_of(year: ClusterYear, units: list[Unit]) -> list[Unit]:
    """Let ``units`` bear, in memory only, the names they had at the end of ``year``; return them.

    What is shown of a past year does not change when a unit is renamed later.
    """
    dated = UnitName.objects.filter(unit__in=units, since__lte=date(year.year, 12, 31)).order_by("since")
    borne = {row.unit_id: row for row in dated}
    for unit in units:
        if name := borne.get(unit.pk):
            unit.name, unit.short_name = name.name, name.short_name
    return units


def names_in(year: ClusterYear) -> dict[int, tuple[str, str]]:
    """Return the name and short name that each member bore at the end of ``year``, by unit id."""
    return {unit.pk: (unit.name, unit.short_name) for unit in members(year)}


def as_of(year: ClusterYear, today: date) -> date:
    """Return the day to which lateness in ``year`` is counted: once it is closed nothing gets any later."""
    return min(today, year.closed_on) if year.closed_on else today


def stage_dues(year: ClusterYear) -> dict[Stage, date]:
    """Return the due day of each stage that has one."""
    return {Stage(term.stage): term.due for term in _terms(year)}


def stage_strip(year: ClusterYear, today: date) -> list[StageView]:
    """Return the nine stages in order, as the year's strip shows them."""
    terms = {term.stage: term for term in _terms(year)}
    strip = []
    for stage in Stage:
        term = terms.get(stage)
        is_past = stage.order < year.current_stage.order or year.is_closed
        is_current = stage is year.current_stage and not year.is_closed
        strip.append(
            StageView(
                stage=stage,
                due=term.due if term else None,
                left=days_left(term.due, today) if term and not is_past else None,
                completed_on=term.completed_on if term and is_past else None,
                late=days_late(term.due, term.completed_on, term.completed_on or today)
                if term and ((is_past and term.completed_on) or is_current)
                else 0,
                is_past=is_past,
                is_current=is_current,
            )
        )
    return strip


def years_seen_by(user: User, today: date, *, open_only: bool = False) -> list[ClusterYear]:
    """Return the cluster years a user works in or oversees, newest first."""
    years = _readable(user, today).select_related(
        "cluster__awarding_authority", "chair", "deputy", "secretary"
    )
    return list(years.filter(closed_on=None) if open_only else years)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The years of the same cluster just before and after one, as far as the reader may read them."""

    before: ClusterYear | None
    after: ClusterYear | None


def neighbouring_years(user: User, year: ClusterYear, today: date) -> Neighbours:
    """Return the years of the same cluster before and after ``year`` that the user may read."""
    before = after = None
    for other in _readable(user, today).filter(cluster=year.cluster).exclude(pk=year.pk).order_by("year"):
        other.cluster = year.cluster
        if other.year < year.year:
            before = other
        elif after is None:
            after = other
    return Neighbours(before, after)


def _readable(user: User, today: date) -> QuerySet[ClusterYear]:
    """The years ``access.access_to`` would let the user read, as one query."""
    years = ClusterYear.objects.all()
    if not user.is_active:
        return years.none()
    if user.standing_role in OF_EVERY_YEAR:
        return years
    unit = unit_of(user, today)
    if unit is None:
        return years.none()
    if user.standing_role is Role.AUTHORITY:
        return years.filter(cluster__awarding_authority=unit)
    return years.filter(memberships__unit=unit)


def owed_in_clusters(year: ClusterYear) -> Iterable[Obligation]:
    """What the chair owes to prepare the year: its secretary (members and due days it opened with)."""
    due = stage_dues(year).get(Stage.PREPARATION)
    yield Obligation(
        code="secretary",
        stage=Stage.PREPARATION,
        what=words_in(year.cluster.kind, gettext_noop("Cử thư ký cụm")),
        unit_id=None,
        role=Role.CHAIR,
        due=due,
        progress=Progress.DONE if year.secretary_id else Progress.NOT_STARTED,
        link=year.url("year_settings"),
    )


def _terms(year: ClusterYear) -> list[StageTerm]:
    """The year's stage terms, read once a request."""
    if not hasattr(year, "_stage_terms"):
        year._stage_terms = list(year.stage_terms.all())  # type: ignore[attr-defined]
    return year._stage_terms  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True, slots=True)
class ClusterCard:
    """A cluster with the years of it that the reader may open, newest first."""

    cluster: Cluster
    years: tuple[ClusterYear, ...]
    may_open_year: bool

    @property
    def latest(self) -> ClusterYear | None:
        """The newest year."""
        return self.years[0] if self.years else None


def clusters_seen_by(user: User, today: date, sought: str = "") -> list[ClusterCard]:
    """Return the clusters a user works in or oversees, by name; an overseer sees those without a year too."""
    years: dict[int, list[ClusterYear]] = {}
    for year in _readable(user, today).select_related("cluster", "chair").order_by("-year"):
        years.setdefault(year.cluster_id, []).append(year)
    framed = _framed_by(user, today)
    clusters = {cluster.pk: cluster for cluster in framed}
    clusters |= {same[0].cluster_id: same[0].cluster for same in years.values()}
    mine = {cluster.pk for cluster in framed}
    key = search_key(sought)
    cards = [
        ClusterCard(cluster, tuple(years.get(pk, ())), pk in mine)
        for pk, cluster in clusters.items()
        if key in search_key(cluster.name)
    ]
    return sorted(cards, key=lambda card: (card.cluster.kind, collation_key(card.cluster.name)))


def _framed_by(user: User, today: date) -> list[Cluster]:
    """The clusters whose years the user may open."""
    if not standing_may(user, Permission.CREATE_CLUSTER):
        return []
    if user.standing_role is Role.AUTHORITY:
        return list(Cluster.objects.filter(awarding_authority=unit_of(user, today)))
    return list(Cluster.objects.all())


def units_of_others(user: User, today: date) -> frozenset[int]:
    """Ids of the units that ``user`` may not change: for an authority, those of other authorities' clusters.

    A unit in a cluster of its own as well, or in none yet, it may.
    """
    if user.standing_role is not Role.AUTHORITY:
        return frozenset()
    own = Cluster.objects.filter(awarding_authority=unit_of(user, today))
    others = Cluster.objects.exclude(pk__in=own)
    theirs = Membership.objects.filter(cluster_year__cluster__in=others).values_list("unit_id", flat=True)
    ours = Membership.objects.filter(cluster_year__cluster__in=own).values_list("unit_id", flat=True)
    overseeing = set(others.values_list("awarding_authority_id", flat=True))
    return frozenset((set(theirs) - set(ours)) | overseeing)


def names_on(units: Iterable[Unit]) -> Callable[[Unit, date], str]:
    """Return a reader of the name a unit bore on a day, for ``units``, in one query."""
    borne: dict[int, list[UnitName]] = {}
    for row in UnitName.objects.filter(unit__in=set(units)).order_by("since"):
        borne.setdefault(row.unit_id, []).append(row)

    def name_on(unit: Unit, day: date) -> str:
        return next((row.name for row in reversed(borne.get(unit.pk, [])) if row.since <= day), unit.name)

    return name_on


def _names_of(unit: Unit) -> list[str]:
    borne = [f"{name.name} {name.short_name}" for name in unit.names.all()]
    return [search_key(name) for name in (f"{unit.name} {unit.short_name}", *borne)]


def units_found(sought: str = "") -> list[Unit]:
    """Return the units that bear or bore a name with ``sought`` in it, in Vietnamese order."""
    key = search_key(sought)
    found = [
        unit
        for unit in Unit.objects.prefetch_related("names").select_related("parent")
        if any(key in name for name in _names_of(unit))
    ]
    return sorted(found, key=lambda unit: (unit.kind, collation_key(unit.short_name)))


def by_name(units: Iterable[Unit]) -> list[Unit]:
    """Return ``units`` by short name, in Vietnamese order."""
    return sorted(units, key=lambda unit: collation_key(unit.short_name))
