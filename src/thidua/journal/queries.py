"""Reading the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.core.vietnamese import collation_key, person_key

from .differences import Change, changes
from .models import Entry
from .words import action_words

# What these wrote is a unit's own until it is handed in, or a vote: shown only to those who may read drafts.
OF_DRAFTS = frozenset(
    {
        "save_draft",
        "save_self_scores",
        "add_evidence",
        "remove_evidence",
        "ask_approval",
        "ask_sheet_approval",
        "cast",
    }
)
# What these wrote is an editor's own until it is published.
OF_NEWS = frozenset({"save_article", "add_picture", "edit_picture", "remove_picture"})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as its page shows it: the action in words, and what changed unless that is withheld."""

    entry: Entry
    action: str
    changes: tuple[Change, ...]
    is_withheld: bool
    is_recorded_later: bool


def entries_of_year(year_id: int) -> QuerySet[Entry]:
    """The entries of a cluster year, newest first."""
    return Entry.objects.filter(year_id=year_id)


def entries_outside_years() -> QuerySet[Entry]:
    """The entries of accounts, units, clusters and news: of no cluster year, newest first."""
    return Entry.objects.filter(year_id=None)


def actions_among(entries: QuerySet[Entry]) -> list[tuple[str, str]]:
    """The actions that occur, with their words, as choices."""
    codes = entries.order_by().values_list("action", flat=True).distinct()
    return sorted(((code, action_words(code)) for code in codes), key=lambda pair: collation_key(pair[1]))


def people_among(entries: QuerySet[Entry]) -> list[tuple[str, str]]:
    """The people who acted, as choices, by given name."""
    acted = User.objects.filter(pk__in=entries.order_by().values("actor_id")).only("full_name", "username")
    return [
        (str(user.pk), f"{user.full_name} ({user.username})")
        for user in sorted(acted, key=lambda user: person_key(user.full_name))
    ]


def narrowed(
    entries: QuerySet[Entry], *, unit: str = "", action: str = "", person: str = ""
) -> QuerySet[Entry]:
    """The entries of one unit, action or person (ids as the form gives them)."""
    if unit.isdecimal():
        entries = entries.filter(unit_id=int(unit))
    if action:
        entries = entries.filter(action=action)
    if person.isdecimal():
        entries = entries.filter(actor_id=int(person))
    return entries


def lines(entries: Iterable[Entry], may_read: Callable[[Entry], bool]) -> list[Line]:
    """The entries as lines; ``may_read`` says whether what an entry of a draft holds may be shown."""
    shown = []
    for entry in entries:
        withheld = entry.action in OF_DRAFTS | OF_NEWS and not may_read(entry)
        shown.append(
            Line(
                entry=entry,
                action=action_words(entry.action),
                changes=() if withheld else tuple(changes(entry.before, entry.after, entry.subject_type)),
                is_withheld=withheld,
                is_recorded_later=abs((entry.recorded_at - entry.at).total_seconds()) > 3600,
            )
        )
    return shown
