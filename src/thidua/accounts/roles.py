"""The roles of the field. A user has one standing role; a cluster year may add another.

``SECRETARY`` and ``CHAIR`` are never given to a user as such: they follow from the cluster year
(its named secretary; the head of its chair unit), so they pass on with the hand-over.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person comes to the system as."""

    SPECIALIST = "specialist", _("Chuyên viên đơn vị")
    UNIT_HEAD = "unit_head", _("Lãnh đạo đơn vị")
    SECRETARY = "secretary", _("Thư ký cụm")
    CHAIR = "chair", _("Cụm trưởng")
    AUTHORITY = "authority", _("Cơ quan quản lý")
    EDITOR = "editor", _("Biên tập viên")
    INSPECTOR = "inspector", _("Thanh tra")
    OPERATOR = "operator", _("Quản trị hệ thống")


STANDING_ROLES = (
    Role.SPECIALIST,
    Role.UNIT_HEAD,
    Role.AUTHORITY,
    Role.EDITOR,
    Role.INSPECTOR,
    Role.OPERATOR,
)

# Whose holders work in a unit.
OF_A_UNIT = (Role.SPECIALIST, Role.UNIT_HEAD, Role.AUTHORITY)
# Those of member units; what they may do follows from the cluster year.
OF_A_MEMBER = (Role.SPECIALIST, Role.UNIT_HEAD)
# Those of no unit, held in every cluster year alike.
OF_EVERY_YEAR = (Role.EDITOR, Role.INSPECTOR, Role.OPERATOR)
