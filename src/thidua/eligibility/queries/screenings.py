"""What the pages of screenings show: the runs within reach, one run with its rows narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import LawAward, LawPack
from thidua.core.law.verdict import Verdict
from thidua.core.vietnamese import search_key
from thidua.subjects.access import Reach

from ..law_in_force import law_of
from ..models import ScreeningRow, ScreeningRun
from ..speaking import spoken

NEAR = "near"
RUNS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AwardCount:
    """How the subjects asked for an award came out."""

    code: str
    name: str
    eligible: int
    undetermined: int
    not_eligible: int
    near: int

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.eligible + self.undetermined + self.not_eligible

    @property
    def is_telling(self) -> bool:
        """Whether anybody is, may be or nearly is eligible."""
        return bool(self.eligible or self.undetermined or self.near)


@dataclass(frozen=True, slots=True)
class Pool:
    """A quota as the unit stands: how many may be proposed of how many. ``limit`` None: not confirmed."""

    award: str
    pool: str
    percent: Decimal
    year: int
    size: int
    limit: int | None
    eligible: int

    @property
    def is_exceeded(self) -> bool:
        """Whether more are eligible than the quota lets through."""
        return self.limit is not None and self.eligible > self.limit


@dataclass(frozen=True, slots=True)
class RunView:
    """A screening with what its page shows above the rows."""

    run: ScreeningRun
    pack: LawPack | None
    counts: tuple[AwardCount, ...]
    pools: tuple[Pool, ...]
    kinds: tuple[str, ...]
    is_silent: bool

    @property
    def percent(self) -> int:
        """How far it is, in whole percent."""
        return self.run.done * 100 // self.run.total if self.run.total else 0

    @property
    def none_near(self) -> list[AwardCount]:
        """The awards that were asked for and that nobody is near to."""
        return [count for count in self.counts if count.asked and not count.is_telling]


@dataclass(frozen=True, slots=True)
class RowView:
    """A verdict of a run: its subject and award by name, and why."""

    row: ScreeningRow
    award: str
    why: str
    is_near: bool


def runs_within(reach: Reach) -> QuerySet[ScreeningRun]:
    """The screenings of units within reach, the newest first."""
    runs = ScreeningRun.objects.select_related("unit", "asked_by")
    return runs if reach.everywhere else runs.filter(unit_id__in=reach.unit_ids)


def run_view(run: ScreeningRun, now: datetime) -> RunView:
    """What the page of ``run`` shows above its rows; ``now`` is the worker's own clock."""
    pack = law_of(run.pack, run.overlay)
    counted = run.summary.get("counts", {})
    return RunView(
        run=run,
        pack=pack,
        counts=tuple(_count(code, counted.get(code, {}), pack) for code in run.awards),
        pools=tuple(_pool(told, pack) for told in run.summary.get("quotas", ())),
        kinds=tuple(gettext(SubjectKind(kind).label) for kind in run.kinds),
        is_silent=run.is_silent(now),
    )


def narrowed(
    run: ScreeningRun, *, verdict: str = "", award: str = "", words: str = ""
) -> QuerySet[ScreeningRow]:
    """The rows of a run by verdict (or near misses), award, and words in name or code."""
    rows = run.rows.all()
    if verdict == NEAR:
        rows = rows.exclude(missing="")
    elif verdict:
        rows = rows.filter(verdict=verdict)
    if award:
        rows = rows.filter(award=award)
    if key := search_key(words):
        rows = rows.filter(Q(name_key__contains=key) | Q(code__icontains=words.strip()))
    return rows


def row_views(run: ScreeningRun, rows: list[ScreeningRow]) -> list[RowView]:
    """Rows in words; nothing is asked of the database for them."""
    pack = law_of(run.pack, run.overlay)
    conditions = run.summary.get("conditions", {})
    return [
        RowView(row, award_words(row.award, pack), row.why or _why(row, conditions), bool(row.missing))
        for row in rows
    ]


def award_words(code: str, pack: LawPack | None) -> str:
    """An award's name in the pack; its code where that has none."""
    award: LawAward | None = pack.awards.get(code) if pack else None
    return spoken(award.name) if award else code


def _why(row: ScreeningRow, conditions: dict[str, str]) -> str:
    if row.verdict == Verdict.ELIGIBLE:
        return gettext("Đạt mọi điều kiện; còn các bước xét tặng")
    return conditions.get(row.failed, row.failed)


def _count(code: str, counted: dict[str, int], pack: LawPack | None) -> AwardCount:
    return AwardCount(
        code,
        award_words(code, pack),
        eligible=counted.get(Verdict.ELIGIBLE, 0),
        undetermined=counted.get(Verdict.UNDETERMINED, 0),
        not_eligible=counted.get(Verdict.NOT_ELIGIBLE, 0),
        near=counted.get(NEAR, 0),
    )


def _pool(told: dict[str, object], pack: LawPack | None) -> Pool:
    limit = told["limit"]
    return Pool(
        award=award_words(str(told["award"]), pack),
        pool=award_words(str(told["pool"]), pack),
        percent=Decimal(str(told["percent"])),
        year=int(str(told["year"])),
        size=int(str(told["size"])),
        limit=None if limit is None else int(str(limit)),
        eligible=int(str(told["eligible"])),
    )
