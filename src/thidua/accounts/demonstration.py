"""The demonstration's made-up logins: one for each role, all with one printed password."""

from __future__ import annotations

from .roles import Role

PASSWORD = "thidua-2018"  # noqa: S105 - printed, for the demonstration only
LOGINS = (
    (Role.CHAIR, "cumtruong"),
    (Role.SECRETARY, "thuky"),
    (Role.UNIT_HEAD, "lanhdao.namdinh"),
    (Role.SPECIALIST, "chuyenvien.namdinh"),
    (Role.AUTHORITY, "bo"),
    (Role.EDITOR, "bientap"),
    (Role.INSPECTOR, "thanhtra"),
    (Role.OPERATOR, "quantri"),
)
