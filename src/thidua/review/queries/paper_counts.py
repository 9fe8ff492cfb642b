"""Who counts a vote on paper, and what each may see of the other's count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.accounts.models import User
from thidua.accounts.permissions import Permission
from thidua.clusters.access import access_to
from thidua.core.ballot import PaperForm
from thidua.core.paper_count import Difference, Figures, differences
from thidua.core.vietnamese import search_key

from ..models import Ballot, PaperCount


@dataclass(frozen=True, slots=True)
class CountDifference:
    """A cell on which the two counts differ: the unit (empty: a total), the cell, what each counted."""

    unit: str
    cell: str
    one: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class CountView:
    """The counts of a vote on paper as one reader may see them: figures only once both are in."""

    counts: tuple[PaperCount, ...]
    own: PaperCount | None
    may_enter: bool
    differing: tuple[CountDifference, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether two people counted the same, so that the ballot can be closed."""
        return len(self.counts) == 2 and not self.differing


def teller_names(ballot: Ballot) -> list[str]:
    """The tellers as they were named, one a line (or between semicolons)."""
    return [name.strip() for name in ballot.tellers.replace(";", "\n").splitlines() if name.strip()]


def is_teller(ballot: Ballot, user: User) -> bool:
    """Whether the ballot names the user among its tellers: by full name, at the head of a line."""
    wanted = search_key(user.full_name)
    names = (search_key(name.split(",")[0]) for name in teller_names(ballot))
    return bool(wanted) and wanted in names


def may_count(ballot: Ballot, user: User, today: date) -> bool:
    """Whether the user may enter a count: whoever runs the ballot, or is named its teller.

    The right ``COUNT_PAPERS`` makes it possible to be named; running the ballot needs no naming. The chair
    and the secretary are two, so a cluster that names no tellers can still count twice.
    """
    access = access_to(user, ballot.meeting.cluster_year, today)
    if access.may(Permission.RUN_BALLOT):
        return True
    return access.may(Permission.COUNT_PAPERS) and is_teller(ballot, user)


def count_view(ballot: Ballot, user: User, today: date) -> CountView:
    """Return the counts as ``user`` may see them."""
    counts = tuple(ballot.paper_counts.select_related("teller").order_by("entered_at", "pk"))
    own = next((count for count in counts if count.teller_id == user.pk), None)
    may_enter = ballot.is_open and may_count(ballot, user, today) and (own is not None or len(counts) < 2)
    differing: tuple[CountDifference, ...] = ()
    if len(counts) == 2:
        names = {candidate.unit.code: candidate.unit.short_name for candidate in ballot.candidates.all()}
        one, other = (Figures.read(count.figures) for count in counts)
        differing = tuple(
            _told(difference, names) for difference in differences(one, other, PaperForm(ballot.form))
        )
    return CountView(counts, own, may_enter, differing)


def _told(difference: Difference, names: dict[str, str]) -> CountDifference:
    return CountDifference(
        names.get(difference.code, difference.code), difference.cell, difference.one, difference.other
    )
