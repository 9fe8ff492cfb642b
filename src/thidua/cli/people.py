"""Who acts when a command is given in the terminal."""

from __future__ import annotations

from thidua.accounts.actor import Actor
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.core.faults import Refused, gettext_noop
from thidua.site import clock


def acting(username: str = "") -> Actor:
    """The named user, or the only operator, at this moment."""
    if username:
        user = User.objects.filter(username__iexact=username, is_active=True).first()
        if user is None:
            raise Refused.because(gettext_noop("Không có tài khoản “%(username)s”."), username=username)
        return Actor(user, clock.now())
    operators = list(User.objects.filter(role=Role.OPERATOR, is_active=True)[:2])
    if len(operators) == 1:
        return Actor(operators[0], clock.now())
    raise Refused.because(
        gettext_noop("Có nhiều quản trị hệ thống.")
        if operators
        else gettext_noop("Chưa có quản trị hệ thống."),
        gettext_noop("Hãy nêu người thực hiện bằng --as.")
        if operators
        else gettext_noop("Hãy tạo bằng: thidua user create quantri --name “Họ tên” --role operator"),
    )
