"""What a user may do by the standing role alone, outside any cluster year."""

from __future__ import annotations

from thidua.core.faults import NotPermitted, gettext_noop

from .actor import Actor
from .models import User
from .permissions import GRANTS, Permission


def standing_may(user: User, permission: Permission) -> bool:
    """Whether the user's standing role grants ``permission``."""
    return bool(user.pk and user.is_active and user.standing_role in GRANTS[permission])


def require_standing(actor: Actor, permission: Permission) -> None:
    """Raise :class:`NotPermitted` unless the actor's standing role grants ``permission``."""
    if not standing_may(actor.user, permission):
        raise NotPermitted.because(gettext_noop("Bạn không có quyền làm việc này."))
