"""What the pages of the pact and of registrations show, and what a year owes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.clusters.ties import Tie
from thidua.core.award import AWARDS, Award
from thidua.core.faults import gettext_noop
from thidua.core.timetable import Obligation, Progress, Stage

from .models import AgreedFigure, Pact, Registration, Signature, Target


@dataclass(frozen=True, slots=True)
class UnitPledge:
    """A unit's row of the pact: a figure or None for each target in order, and its signature."""

    unit: Unit
    figures: tuple[Decimal | None, ...]
    signature: Signature | None

    @property
    def agreed(self) -> int:
        """For how many targets there is a figure."""
        return sum(figure is not None for figure in self.figures)

    @property
    def is_complete(self) -> bool:
        """Whether there is a figure for every target."""
        return self.agreed == len(self.figures)


@dataclass(frozen=True, slots=True)
class PactTable:
    """The pact as it stands: text (or None), targets, every unit's figures and signatures."""

    pact: Pact | None
    targets: list[Target]
    rows: list[UnitPledge]

    @property
    def signed(self) -> int:
        """How many units have signed."""
        return sum(row.signature is not None for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the text that was signed; empty before the first signature."""
        return next((row.signature.text_sha256 for row in self.rows if row.signature), "")

    def row_of(self, unit: Unit | None) -> UnitPledge | None:
        """The row of ``unit``, when it is a member."""
        return next((row for row in self.rows if row.unit == unit), None)


def pact_table(year: ClusterYear) -> PactTable:
    """Return the year's pact with every member unit's part in it."""
    pact = Pact.objects.filter(cluster_year=year).first()
    targets = list(year.targets.all())
    figures = agreed_figures(year)
    signatures = {signature.unit_id: signature for signature in pact.signatures.all()} if pact else {}
    rows = [
        UnitPledge(
            unit,
            tuple(figures.get((target.code, unit.pk)) for target in targets),
            signatures.get(unit.pk),
        )
        for unit in members(year)
    ]
    return PactTable(pact, targets, rows)


def agreed_figures(year: ClusterYear) -> dict[tuple[str, int], Decimal]:
    """Return every agreed figure of the year by target code and unit id."""
    return {
        (code, unit_id): value
        for code, unit_id, value in AgreedFigure.objects.filter(target__cluster_year=year).values_list(
            "target__code", "unit_id", "value"
        )
    }


def signed_units(year: ClusterYear) -> set[int]:
    """Return the ids of the units that have signed the year's pact."""
    return set(Signature.objects.filter(pact__cluster_year=year).order_by().values_list("unit", flat=True))


def registered_units(year: ClusterYear) -> set[int]:
    """Return the ids of the units that have registered for anything this year."""
    return set(year.registrations.order_by().values_list("unit", flat=True))


@dataclass(frozen=True, slots=True)
class UnitRegistrations:
    """A unit's row of the table of registrations: one or None for each award shown."""

    unit: Unit
    registrations: tuple[Registration | None, ...]

    @property
    def made(self) -> int:
        """For how many titles and forms the unit has registered."""
        return sum(registration is not None for registration in self.registrations)


@dataclass(frozen=True, slots=True)
class RegistrationTable:
    """Units × the awards somebody has registered for, and how many of each in all."""

    awards: list[Award]
    rows: list[UnitRegistrations]
    totals: list[int]


def registration_table(year: ClusterYear) -> RegistrationTable:
    """Return who strives for what this year."""
    made = {(row.unit_id, row.award): row for row in year.registrations.all()}
    awards = [award for award in AWARDS.values() if any(code == award.code for _, code in made)]
    rows = [
        UnitRegistrations(unit, tuple(made.get((unit.pk, award.code)) for award in awards))
        for unit in members(year)
    ]
    totals = [
        sum(registration.quantity for (_, code), registration in made.items() if code == award.code)
        for award in awards
    ]
    return RegistrationTable(awards, rows, totals)


def owed_in_pledges(year: ClusterYear) -> Iterable[Obligation]:
    """Text and targets to begin the year; then figures, signature and registration of each unit."""
    table = pact_table(year)
    dues = stage_dues(year)
    link = year.url("pact")
    for code, what, done, page in (
        ("pact", gettext_noop("Soạn nội dung giao ước thi đua"), table.pact is not None, "edit_pact"),
        ("targets", gettext_noop("Đưa chỉ tiêu vào giao ước"), bool(table.targets), "add_target"),
    ):
        yield Obligation(
            code=code,
            stage=Stage.PREPARATION,
            what=what,
            unit_id=None,
            role=Role.SECRETARY,
            due=dues.get(Stage.PREPARATION),
            progress=Progress.DONE if done else Progress.NOT_STARTED,
            link=link if done else year.url(page),
            read_link=link,
        )
    due = dues.get(Stage.PLEDGING)
    registered: dict[int, Registration] = {}
    for registration in year.registrations.order_by("-registered_at"):
        registered[registration.unit_id] = registration
    for row in table.rows:
        yield Obligation(
            code="figures",
            stage=Stage.PLEDGING,
            what=gettext_noop("Nhập số giao ước của %(unit)s"),
            params=(("unit", row.unit.short_name),),
            unit_id=row.unit.pk,
            role=Role.SPECIALIST,
            due=due,
            progress=_figures_progress(row),
            link=year.url("agree_figures", row.unit.code),
            read_link=link,
        )
        signature = row.signature
        yield Obligation(
            code="signature",
            stage=Stage.PLEDGING,
            what=gettext_noop("Ký giao ước thi đua của %(unit)s"),
            params=(("unit", row.unit.short_name),),
            unit_id=row.unit.pk,
            role=Role.UNIT_HEAD,
            due=due,
            progress=Progress.DONE if signature else Progress.NOT_STARTED,
            done_on=timezone.localdate(signature.signed_at) if signature else None,
            link=link,
            read_link=link,
        )
        first = registered.get(row.unit.pk)
        yield Obligation(
            code="registration",
            stage=Stage.PLEDGING,
            what=gettext_noop("Đăng ký danh hiệu, hình thức khen thưởng của %(unit)s"),
            params=(("unit", row.unit.short_name),),
            unit_id=row.unit.pk,
            role=Role.SPECIALIST,
            due=due,
            progress=Progress.DONE if first else Progress.NOT_STARTED,
            done_on=timezone.localdate(first.registered_at) if first else None,
            link=year.url("register_titles", row.unit.code),
            read_link=year.url("register_titles", row.unit.code),
        )


def ties_in_pledges(year: ClusterYear) -> Iterable[Tie]:
    """Units that signed the pact, agreed figures or registered."""
    for what, rows in (
        (gettext_noop("đã ký giao ước"), Signature.objects.filter(pact__cluster_year=year)),
        (gettext_noop("đã thống nhất mức chỉ tiêu"), AgreedFigure.objects.filter(target__cluster_year=year)),
        (gettext_noop("đã đăng ký thi đua"), year.registrations),
    ):
        for unit_id in rows.order_by().values_list("unit", flat=True).distinct():
            yield Tie(unit_id, what)


def _figures_progress(row: UnitPledge) -> Progress:
    if row.agreed and row.is_complete:
        return Progress.DONE
    return Progress.IN_PROGRESS if row.agreed else Progress.NOT_STARTED
