"""The frame of the year, its movements and its pledges as rows."""

from __future__ import annotations

from datetime import date

from thidua.clusters.models import ClusterYear, Unit, UnitName
from thidua.movements.models import MovementPart
from thidua.pledges.models import AgreedFigure, Pact, Registration, Signature, Target
from thidua.sheets.values import Book, Row

from .. import schema
from .tables import codes, lines, plain, table


def export(year: ClusterYear) -> Book:
    """Rows of the sheets Năm to Đăng ký."""
    units = _units(year)
    places = {row.text("code"): place for place, row in enumerate(units)}
    pact = Pact.objects.filter(cluster_year=year).first()
    return {
        "year": [_year(year)],
        "units": units,
        "stages": table(year.stage_terms.all(), stage="stage", due="due", completed_on="completed_on"),
        "regulation": lines(year.regulation),
        **_movements(year, places),
        "pact": lines(pact.text if pact else ""),
        "targets": table(
            Target.objects.filter(cluster_year=year),
            code="code",
            name="name",
            field="field",
            measure="measure",
            direction="direction",
            position="position",
        ),
        "agreed": table(
            AgreedFigure.objects.filter(target__cluster_year=year),
            target="target__code",
            unit="unit__code",
            value="value",
        ),
        "signatures": table(
            Signature.objects.filter(pact__cluster_year=year),
            unit="unit__code",
            signer_name="signer_name",
            signer_position="signer_position",
            signed_at="signed_at",
        ),
        "registrations": table(
            Registration.objects.filter(cluster_year=year),
            unit="unit__code",
            award="award",
            quantity="quantity",
            note="note",
            registered_at="registered_at",
        ),
    }


def _year(year: ClusterYear) -> Row:
    cluster = year.cluster
    authority = cluster.awarding_authority
    rubric = getattr(year, "rubric", None)
    return Row(
        0,
        {
            "cluster_code": cluster.code,
            "cluster_name": plain(cluster.name),
            "cluster_kind": cluster.kind,
            "year": year.year,
            "authority_code": authority.code,
            "authority_name": plain(authority.name),
            "authority_short": plain(authority.short_name),
            "authority_kind": authority.kind,
            "stage": year.stage,
            "chair": year.chair.code,
            "deputy": year.deputy.code if year.deputy else None,
            "rubric_name": plain(rubric.name) if rubric else None,
            "rubric_places": rubric.places if rubric else 0,
            "rubric_rounding": rubric.rounding if rubric else None,
            "rubric_source": plain(rubric.source) if rubric else None,
            "closed_on": year.closed_on,
            "is_demonstration": year.is_demonstration,
            "form": schema.FORM,
        },
    )


def _units(year: ClusterYear) -> list[Row]:
    """Members in the cluster's order, by the names they bore that year."""
    names: dict[int, UnitName] = {}
    for borne in UnitName.objects.filter(unit__cluster_years=year, since__lte=date(year.year, 12, 31)):
        names[borne.unit_id] = borne
    rows = []
    for member in year.memberships.select_related("unit").order_by("position", "unit__code"):
        name: Unit | UnitName = names.get(member.unit_id) or member.unit
        rows.append(
            Row(
                0,
                {
                    "code": member.unit.code,
                    "name": plain(name.name),
                    "short_name": plain(name.short_name),
                    "kind": member.unit.kind,
                    "place": plain(member.unit.place),
                },
            )
        )
    return rows


def _movements(year: ClusterYear, places: dict[str, int]) -> Book:
    activities = []
    for activity in year.activities.select_related("host").prefetch_related("participants"):
        activities.append(
            Row(
                0,
                {
                    "kind": activity.kind,
                    "name": plain(activity.name),
                    "field": activity.field,
                    "held_on": activity.held_on,
                    "place": plain(activity.place),
                    "host": activity.host.code,
                    "participants": codes((unit.code for unit in activity.participants.all()), places),
                    "summary": plain(activity.summary),
                },
            )
        )
    return {
        "directives": table(
            year.directives.all(),
            number="number",
            issued_on="issued_on",
            issuer="issuer",
            abstract="abstract",
        ),
        "movements": table(
            year.movements.all(),
            name="name",
            launched_by="launched_by",
            level="level",
            kind="kind",
            starts_on="starts_on",
            ends_on="ends_on",
            targets="targets",
            criteria="criteria",
            directive="directive__number",
        ),
        "parts": table(
            MovementPart.objects.filter(movement__cluster_year=year),
            movement="movement__name",
            unit="unit__code",
            activities="activities",
            results="results",
            recorded_on="recorded_on",
        ),
        "activities": activities,
    }
