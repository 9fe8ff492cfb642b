"""Users of the system."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from .roles import STANDING_ROLES, Role


class UserManager(BaseUserManager["User"]):
    """Looks users up by sign-in name; accounts are made by ``accounts.actions``."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by sign-in name, whatever its case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person with a sign-in name and one standing role."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    role = models.CharField(
        _("vai trò"), max_length=20, choices=[(role.value, role.label) for role in STANDING_ROLES]
    )
    is_active = models.BooleanField(_("đang hoạt động"), default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def standing_role(self) -> Role:
        """The standing role as an enumeration member."""
        return Role(self.role)
