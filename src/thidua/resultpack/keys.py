"""Making, opening and replacing the units' signing keys: the only writer of :class:`UnitKey`."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.roles import Role
from thidua.clusters.access import unit_of
from thidua.clusters.models import Unit
from thidua.core.faults import NotPermitted, Refused, gettext_noop
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.signing import at_rest, ed25519

from .models import UnitKey

_PURPOSE = "unit-key"


def may_replace_key(actor: Actor, unit: Unit) -> bool:
    """Whether the actor may give ``unit`` a new key: its head (who chairs, where it chairs), the operator."""
    user = actor.user
    if not user.pk or not user.is_active:
        return False
    if user.standing_role is Role.OPERATOR:
        return True
    own = unit_of(user, actor.today)
    return user.standing_role is Role.UNIT_HEAD and own is not None and own.pk == unit.pk


@transaction.atomic
def replace_key(actor: Actor, unit: Unit, *, reason: str) -> UnitKey:
    """Retire the key ``unit`` signs with and make another, for a reason that is published beside it.

    Packs signed before stay valid: the retired key remains listed.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not may_replace_key(actor, unit):
        raise NotPermitted.because(gettext_noop("Bạn không có quyền thay khóa ký của đơn vị này."))
    reason = nfc_lines(reason).strip()
    if not reason:
        raise Refused.because(
            gettext_noop("Chưa nêu lý do thay khóa."),
            gettext_noop("Hãy ghi lý do; lý do được công bố cạnh khóa cũ."),
            place="reason",
        )
    old = UnitKey.objects.filter(unit=unit, retired_at=None).first()
    if old is not None:
        old.retired_at, old.retired_for, old.private_key = actor.at, reason, ""
        old.save(update_fields=["retired_at", "retired_for", "private_key"])
    made = _make(actor, unit)
    append(
        actor,
        "replace_key",
        unit,
        before={"fingerprint": old.fingerprint if old else None},
        after={"fingerprint": made.fingerprint},
        unit_id=unit.pk,
        reason=reason,
    )
    return made


def signing_key(actor: Actor, unit: Unit) -> UnitKey:
    """Return the key ``unit`` signs with, made at its first use; within the caller's transaction."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    key = UnitKey.objects.filter(unit=unit, retired_at=None).first()
    if key is None:
        key = _make(actor, unit)
        append(actor, "make_key", unit, after={"fingerprint": key.fingerprint}, unit_id=unit.pk)
    return key


def opened(key: UnitKey) -> bytes:
    """Return the private key. Raises :class:`Refused` when the site's secret is no longer the same."""
    try:
        private = at_rest.unseal(settings.SECRET_KEY, _PURPOSE, key.private_key)
        if ed25519.public_of(private) == key.public_key:
            return private
    except (at_rest.CannotOpen, ValueError):
        pass
    raise Refused.because(
        gettext_noop(
            "Không mở được khóa ký của %(unit)s: khóa bí mật của hệ thống (THIDUA_SECRET_KEY) "
            "đã đổi hoặc mất."
        ),
        gettext_noop(
            "Khôi phục khóa bí mật cũ, hoặc để lãnh đạo đơn vị hay quản trị hệ thống thay khóa mới "
            "ở trang Khóa ký của các đơn vị."
        ),
        unit=key.unit.short_name,
    )


def _make(actor: Actor, unit: Unit) -> UnitKey:
    private, public = ed25519.new_key()
    sealed = at_rest.seal(settings.SECRET_KEY, _PURPOSE, private)
    return UnitKey.objects.create(unit=unit, public_key=public, private_key=sealed, made_at=actor.at)
