"""What every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.accounts.speaking import role_words
from thidua.accounts.standing import standing_may
from thidua.clusters.access import Access
from thidua.clusters.queries import neighbouring_years

from .menu import year_menu

# The pages under "Đối tượng khen thưởng" in the masthead, by their address.
SUBJECTS = "/doi-tuong/"
# The pages under "Quản trị" in the masthead, by url name.
ADMINISTRATION = frozenset(
    {
        "administration",
        "users",
        "create_user",
        "user",
        "units",
        "create_unit",
        "unit",
        "create_cluster",
        "system_journal",
    }
)

# The pages under "Điều kiện khen thưởng" and under "Quy định" in the masthead.
ELIGIBILITY = frozenset({"screenings", "screening", "roadmap"})
LAW_BOOK = frozenset({"law_book", "law_pack", "law_instrument", "law_changes"})


def frame(request: HttpRequest) -> dict[str, Any]:
    """The cluster year in view, its menu and neighbours, the reader's roles, the demonstration's day."""
    year = getattr(request, "cluster_year", None)
    access = getattr(request, "access", None)
    here = request.resolver_match.url_name if request.resolver_match else ""
    context = {
        "year": year,
        "access": access,
        "year_menu": year_menu(year, access) if year and access else [],
        "roles_held": roles_held(access) if access else [],
        "may_administer": _may_administer(request),
        "in_administration": here in ADMINISTRATION,
        "may_write_news": _may_write_news(request),
        "in_eligibility": here in ELIGIBILITY,
        "in_law_book": here in LAW_BOOK,
        "may_read_subjects": _may_read_subjects(request),
        "in_subjects": request.path.startswith(SUBJECTS),
        "today": request.now.date() if hasattr(request, "now") else None,
        "demonstration_day": settings.TODAY,
    }
    if year and access and access.roles:
        # Read only by pages that show the year's menu.
        user, today = request.actor.user, request.actor.today  # type: ignore[attr-defined]
        context["neighbours"] = SimpleLazyObject(lambda: neighbouring_years(user, year, today))
    return context


def roles_held(access: Access) -> list[str]:
    """The labels of the roles held in the year, the farthest-reaching first."""
    order = (Role.CHAIR, Role.SECRETARY, *Role)
    return [role_words(role) for role in dict.fromkeys(order) if role in access.roles]


def _may_administer(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return standing_may(user, Permission.MANAGE_USERS) or standing_may(user, Permission.CREATE_CLUSTER)


def _may_write_news(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and standing_may(user, Permission.WRITE_NEWS))


def _may_read_subjects(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and standing_may(user, Permission.READ_SUBJECTS))
