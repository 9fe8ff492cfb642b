"""The only writers of signatures under the pact."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.accounts.validation import field_faults
from thidua.clusters.access import current_appointment, lock_year, require, require_stage
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Refused, gettext_noop, refuse_if_any
from thidua.core.pledge import figures_version as version_of
from thidua.core.pledge import fingerprint
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc
from thidua.journal.actions import append
from thidua.journal.stale import READ_AGAIN, refuse_stale

from .freeze import faults_against_signing, figures_of, pact_of, refuse_unless_member
from .models import Signature


@transaction.atomic
def sign_pact(
    actor: Actor,
    year: ClusterYear,
    unit: Unit,
    *,
    signer_name: str = "",
    signer_position: str = "",
    version: int | None = None,
    figures_version: str | None = None,
) -> Signature:
    """Sign the pact for ``unit``: its text and the unit's figures are frozen from here on.

    ``version`` (of the pact) and ``figures_version`` are those of the page on which the head read what is
    signed. Name and position are the acting head's; an import gives those of the head who signed on paper,
    and signs again in place of an earlier import.
    """
    lock_year(year)
    require(actor, Permission.SIGN_PACT, year, unit)
    require_stage(actor, year, Stage.PLEDGING)
    pact = pact_of(year)
    refuse_unless_member(year, unit)
    figures = figures_of(year, unit)
    refuse_if_any(faults_against_signing(pact, year.targets.all(), figures))
    if pact is None:  # pragma: no cover - refused above; said for the type checker
        raise AssertionError
    signed = pact.signatures.filter(unit=unit).first()
    if signed and not actor.for_all_units:
        raise Refused.because(
            gettext_noop("%(unit)s đã ký giao ước lúc %(when)s."),
            unit=unit.short_name,
            when=moment_words(signed.signed_at),
        )
    refuse_stale(version, pact.version, pact, mend=READ_AGAIN)
    refuse_stale(
        figures_version,
        version_of(figures),
        mend=READ_AGAIN,
        action="agree_figures",
        year_id=year.pk,
        unit_id=unit.pk,
    )
    signature = signed or Signature(pact=pact, unit=unit)
    appointment = None if actor.for_all_units else current_appointment(actor.user, actor.today)
    signature.signed_by = None if actor.for_all_units else actor.user
    signature.signer_name = nfc(signer_name) or actor.user.full_name
    signature.signer_position = nfc(signer_position) or (appointment.position if appointment else "")
    signature.signed_at = actor.at
    signature.text_sha256 = fingerprint(pact.text)
    refuse_if_any(field_faults(signature))
    signature.save()
    append(
        actor,
        "sign_pact",
        signature,
        after={
            "signer_name": signature.signer_name,
            "signer_position": signature.signer_position,
            "signed_at": signature.signed_at,
            "text_sha256": signature.text_sha256,
            "figures": figures,
        },
        year_id=year.pk,
        unit_id=unit.pk,
    )
    return signature


@transaction.atomic
def reopen_pact(actor: Actor, year: ClusterYear, *, reason: str) -> None:
    """Remove every signature so that text, targets and figures may change; the journal keeps them."""
    lock_year(year)
    require(actor, Permission.REOPEN_PACT, year)
    require_stage(actor, year, Stage.PLEDGING)
    pact = pact_of(year)
    signatures = list(pact.signatures.select_related("unit")) if pact else []
    if pact is None or not signatures:
        raise Refused.because(gettext_noop("Giao ước chưa có chữ ký nào, không cần mở lại."))
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do mở lại giao ước."), place="reason")
    before = [
        {
            "unit": signature.unit.short_name,
            "signer_name": signature.signer_name,
            "signed_at": signature.signed_at,
            "text_sha256": signature.text_sha256,
        }
        for signature in signatures
    ]
    pact.signatures.all().delete()
    pact.version += 1
    pact.save(update_fields=["version"])
    append(
        actor,
        "reopen_pact",
        pact,
        before={"signatures": before},
        after={"signatures": []},
        year_id=year.pk,
        reason=nfc(reason),
    )
