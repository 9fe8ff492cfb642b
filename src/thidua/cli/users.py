"""``thidua user``: accounts, the first operator's among them."""

from __future__ import annotations

import argparse

from django.db import transaction

from thidua.accounts import actions
from thidua.accounts.models import User
from thidua.accounts.roles import STANDING_ROLES, Role
from thidua.clusters.actions import appoint
from thidua.clusters.models import Unit
from thidua.core.faults import Refused, gettext_noop
from thidua.site import clock

from .database import bring_up_to_date
from .people import acting


def create(given: argparse.Namespace) -> int:
    """Make an account and print its first password."""
    bring_up_to_date()
    if given.role not in [role.value for role in STANDING_ROLES]:
        raise Refused.because(
            gettext_noop("Không có vai trò “%(role)s”."),
            gettext_noop("Các vai trò: %(roles)s."),
            role=given.role,
            roles=", ".join(role.value for role in STANDING_ROLES),
        )
    role = Role(given.role)
    if role is Role.OPERATOR and not User.objects.filter(role=Role.OPERATOR).exists():
        _, secret = actions.create_first_operator(
            username=given.username, full_name=given.name, email=given.email, at=clock.now()
        )
    else:
        secret = _create(given, role)
    print(f"Đã tạo tài khoản {given.username.lower()}. Mật khẩu đầu tiên: {secret}")
    print("Hãy đổi mật khẩu sau lần đăng nhập đầu.")
    return 0


@transaction.atomic
def _create(given: argparse.Namespace, role: Role) -> str:
    actor = acting(given.as_username)
    user, secret = actions.create_user(
        actor, username=given.username, full_name=given.name, role=role, email=given.email
    )
    if given.unit:
        unit = Unit.objects.filter(code=given.unit).first()
        if unit is None:
            raise Refused.because(gettext_noop("Không có đơn vị mã “%(code)s”."), code=given.unit)
        appoint(actor, user, unit, since=actor.today, position=given.position)
    return secret
