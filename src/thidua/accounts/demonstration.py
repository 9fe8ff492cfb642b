"""The demonstration's made-up logins, all with one printed password: one for each role, and who votes."""

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
# The heads of the made-up khối whose secret ballot is open, to try it with several browsers.
VOTERS = ("lanhdao.truong-a", "lanhdao.truong-b", "lanhdao.truong-c")
