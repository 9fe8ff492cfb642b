"""The registry through which rooms to the right add their pages to those of subjects.

Who is eligible is asked from a subject's page, but answered by a capability that stands to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from thidua.accounts.permissions import Permission

from .models import Subject


@dataclass(frozen=True, slots=True)
class Link:
    """A page that others add: its url name, words, icon, and the permission it needs.

    ``of_subject``: the address takes the subject's id; otherwise it stands on the list of subjects.
    """

    page: str
    words: str | Promise
    icon: str
    permission: Permission = Permission.READ_SUBJECTS
    of_subject: bool = True

    def address(self, subject: Subject | None = None) -> str:
        """Where it leads, for ``subject`` when it is of one."""
        return reverse(self.page, args=[subject.pk] if self.of_subject and subject else [])


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as a page shows it."""

    address: str
    words: str | Promise
    icon: str


_links: list[Link] = []


def register(link: Link) -> None:
    """Add a link; called once by a capability's ``AppConfig.ready``."""
    if link not in _links:
        _links.append(link)


def links_of(subject: Subject, may: Sequence[Permission]) -> list[Shown]:
    """Return the links on the page of ``subject`` to one who has the permissions ``may``."""
    return [
        Shown(link.address(subject), link.words, link.icon)
        for link in _links
        if link.of_subject and link.permission in may
    ]


def links_of_list(may: Sequence[Permission]) -> list[Shown]:
    """Return the links on the list of subjects."""
    return [
        Shown(link.address(), link.words, link.icon)
        for link in _links
        if not link.of_subject and link.permission in may
    ]
