"""The only writers of accounts."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.vietnamese import nfc

from . import throttle
from .actor import Actor
from .models import User
from .permissions import Permission
from .roles import STANDING_ROLES, Role
from .signals import account_changed
from .standing import require_standing
from .validation import field_faults


@transaction.atomic
def create_user(
    actor: Actor, *, username: str, full_name: str, role: Role, email: str = "", password: str = ""
) -> tuple[User, str]:
    """Make an account and return it with its first password (made up when none is given)."""
    require_standing(actor, Permission.MANAGE_USERS)
    if role not in STANDING_ROLES:
        raise Refused.because(
            gettext_noop("Vai trò này theo năm của cụm, không giao trực tiếp."), place="role"
        )
    if User.objects.filter(username__iexact=username).exists():
        raise Refused.because(
            gettext_noop("Tên đăng nhập “%(username)s” đã có người dùng."),
            gettext_noop("Hãy chọn tên khác."),
            place="username",
            username=username,
        )
    user = User(username=username.lower(), full_name=nfc(full_name), role=role, email=email)
    secret = password or secrets.token_urlsafe(12)
    user.set_password(secret)
    refuse_if_any(field_faults(user))
    user.save()
    _announce(actor, "create_user", user, None, {"username": user.username, "role": role.value})
    return user, secret


@transaction.atomic
def create_first_operator(
    *, username: str, full_name: str, at: datetime, email: str = "", password: str = ""
) -> tuple[User, str]:
    """Make the account that makes the others, from the terminal of a machine that has no operator yet."""
    if User.objects.filter(role=Role.OPERATOR).exists():
        raise Refused.because(gettext_noop("Đã có quản trị hệ thống."))
    user = User(username=username.lower(), full_name=nfc(full_name), role=Role.OPERATOR, email=email)
    secret = password or secrets.token_urlsafe(12)
    user.set_password(secret)
    refuse_if_any(field_faults(user))
    user.save()
    actor = Actor(user, at)
    _announce(actor, "create_user", user, None, {"username": user.username, "role": Role.OPERATOR.value})
    return user, secret


@transaction.atomic
def change_password(actor: Actor, *, old: str, new: str) -> None:
    """Change one's own password; the old one must be known and the new one strong enough."""
    user = actor.user
    if not user.check_password(old):
        raise Refused.because(gettext_noop("Mật khẩu hiện tại không đúng."), place="old")
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refused(*(Fault(message, place="new") for message in error.messages)) from error
    user.set_password(new)
    user.save(update_fields=["password"])
    _announce(actor, "change_password", user, None, None)


@transaction.atomic
def reset_password(actor: Actor, user: User) -> str:
    """Give ``user`` a new made-up password and return it, to be told in person; a throttled name opens."""
    require_standing(actor, Permission.MANAGE_USERS)
    secret = secrets.token_urlsafe(12)
    user.set_password(secret)
    user.save(update_fields=["password"])
    throttle.lift(user.username)
    _announce(actor, "reset_password", user, None, None)
    return secret


@transaction.atomic
def set_active(actor: Actor, user: User, *, active: bool) -> None:
    """Open or close an account; a closed one is signed out at its next request."""
    require_standing(actor, Permission.MANAGE_USERS)
    if user.pk == actor.user.pk:
        raise Refused.because(gettext_noop("Bạn không thể tự khóa tài khoản của mình."))
    before = user.is_active
    user.is_active = active
    user.save(update_fields=["is_active"])
    _announce(actor, "set_active", user, {"is_active": before}, {"is_active": active})


def _announce(actor: Actor, action: str, user: User, before: object, after: object) -> None:
    account_changed.send(sender=User, actor=actor, action=action, subject=user, before=before, after=after)
