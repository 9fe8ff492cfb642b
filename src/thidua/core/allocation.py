"""Who gets which award by the ranking and the quotas, and why: computed, for the meeting to decide on.

The quotas are filled in their order, each best ranked first, from those who have no award yet. Units that
share a rank at the last places of a quota get none of them: the meeting decides which. They stand for the
next award like everybody below them, so no award is ever given more often than its quota says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .award import AWARDS
from .faults import gettext_noop
from .quota import Quota, QuotaKind
from .ranking import Ranked
from .vietnamese import number
from .words import Words

_NO_QUOTA = Words(gettext_noop("quy chế không đặt hạn mức danh hiệu, hình thức nào"))


@dataclass(frozen=True, slots=True)
class Seats:
    """A quota filled: how many there were, found how, to whom they went, who stand level for what is left.

    ``left`` counts the places that go to nobody by computing: the meeting may give them.
    """

    quota: Quota
    number: int
    words: Words
    given: tuple[int, ...]
    tied: tuple[int, ...]

    @property
    def left(self) -> int:
        """Places not given."""
        return 0 if self.quota.kind is QuotaKind.REST else self.number - len(self.given)


@dataclass(frozen=True, slots=True)
class Awarded:
    """What a unit (``key``) gets by the ranking and the quotas: an award's code, or nothing; and why.

    ``tied_for`` names the award for whose last places it stands level with others.
    """

    key: int
    award: str
    why: tuple[Words, ...]
    tied_for: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Every unit's award by key, and how each quota was filled."""

    by_unit: Mapping[int, Awarded]
    seats: tuple[Seats, ...]

    def given(self, award: str) -> tuple[int, ...]:
        """The units that get ``award``, best first."""
        return next((seats.given for seats in self.seats if seats.quota.award == award), ())

    def seats_of(self, award: str) -> int | None:
        """How many of ``award`` there are; None where no quota speaks of it."""
        return next((seats.number for seats in self.seats if seats.quota.award == award), None)


def allocate(
    ranked: Sequence[Ranked], quotas: Sequence[Quota], members: int, unranked: Sequence[int] = ()
) -> Allocation:
    """Give the awards of ``quotas`` by the ranking among ``members`` units, and say why to every one.

    ``ranked`` as ``rank`` returned it; ``unranked`` are members with no place at all, who handed in no sheet.
    """
    waiting = [row for row in ranked if row.rank is not None]
    told: dict[int, list[Words]] = {row.entrant.key: [] for row in waiting}
    tied_for: dict[int, str] = {}
    awards: dict[int, str] = {}
    filled = []
    for quota in quotas:
        seats = _fill(waiting, quota, members)
        filled.append(seats)
        for row in waiting:
            key = row.entrant.key
            if key in seats.given:
                awards[key] = quota.award
            told[key].append(_why(row, seats))
            if key in seats.tied:
                tied_for.setdefault(key, quota.award)
        waiting = [row for row in waiting if row.entrant.key not in seats.given]
    by_unit = {
        key: Awarded(key, awards.get(key, ""), tuple(why) or (_NO_QUOTA,), tied_for.get(key, ""))
        for key, why in told.items()
    }
    for row in ranked:
        if row.rank is None:
            by_unit[row.entrant.key] = Awarded(
                row.entrant.key, "", (Words(gettext_noop("không xét thi đua theo quy chế")),)
            )
    for key in unranked:
        by_unit.setdefault(
            key, Awarded(key, "", (Words(gettext_noop("chưa có phiếu chấm nên chưa xếp hạng")),))
        )
    return Allocation(by_unit, tuple(filled))


def _fill(waiting: Sequence[Ranked], quota: Quota, members: int) -> Seats:
    number_of = quota.seats(members)
    able = [row for row in waiting if quota.floor is None or row.entrant.total >= quota.floor]
    given = able[:number_of]
    tied: list[Ranked] = []
    if given and len(able) > number_of and able[number_of].rank == given[-1].rank:
        level = given[-1].rank
        given = [row for row in given if row.rank != level]
        tied = [row for row in able if row.rank == level]
    return Seats(
        quota,
        number_of,
        quota.words(members),
        tuple(row.entrant.key for row in given),
        tuple(row.entrant.key for row in tied),
    )


def _why(row: Ranked, seats: Seats) -> Words:
    """Why a unit does, or does not, get an award it stood for."""
    quota, key = seats.quota, row.entrant.key
    figures: tuple[tuple[str, str | Words], ...] = (
        ("award", Words(AWARDS[quota.award].name)),
        ("seats", number(seats.number)),
        ("rank", number(row.rank or 0)),
        ("quota", seats.words),
        ("floor", number(quota.floor or 0)),
        ("left", number(seats.left)),
    )
    if key in seats.given:
        message = (
            gettext_noop("%(award)s: %(quota)s")
            if quota.kind is QuotaKind.REST
            else gettext_noop("%(award)s: hạng %(rank)s, trong %(seats)s suất (%(quota)s)")
        )
    elif key in seats.tied:
        message = gettext_noop(
            "%(award)s: đồng hạng %(rank)s mà chỉ còn %(left)s suất (%(quota)s), hội nghị quyết định"
        )
    elif quota.floor is not None and row.entrant.total < quota.floor:
        message = gettext_noop("%(award)s: không, vì dưới mức sàn %(floor)s điểm")
    elif not seats.number:
        message = gettext_noop("%(award)s: không có suất (%(quota)s)")
    else:
        message = gettext_noop("%(award)s: không, %(seats)s suất đã dành cho hạng cao hơn")
    return Words(message, figures)
