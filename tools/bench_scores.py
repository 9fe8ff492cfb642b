"""Recompute and rank many clusters: every line of every sheet scored anew, summed by group, the units ranked.

The same lines are scored beside it by a plain loop over ``core.points.agreed_value``, a call a line, which
is what the score table of one year does less the words.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.points import Entries, Facts, Joined, MedalsWon, TargetResult, agreed_value
from thidua.core.ranking import Entrant, Ranked, rank
from thidua.core.rubric import (
    CriterionKind,
    Parameters,
    Precision,
    RubricCriterion,
    RubricGroup,
    criteria_of,
)
from thidua.core.score_many import ready
from tools.bench_figures import Figure, beside, show, within

CLUSTERS = 1_000
UNITS = 12
CRITERIA = 60
LIMIT_S = 2.0
ROUNDS = 3
TWO = Precision(2)
_K = CriterionKind
# Of sixty criteria so many of each kind, about as the regulations have them.
_KINDS: tuple[tuple[CriterionKind, int, Mapping[str, object]], ...] = (
    (_K.JUDGED, 16, {}),
    (_K.YES_NO, 10, {"needs_evidence": True}),
    (_K.COUNT, 10, {"points_each": "1,5"}),
    (_K.TARGET, 6, {"floor": "70", "bonus_per_percent": "0,5", "bonus_cap": "2"}),
    (_K.TARGET, 3, {"bands": "70: 50 | 80: 75 | 90: 90 | 100: 100"}),
    (_K.SHARE, 3, {"full_at": "80", "floor": "30"}),
    (_K.LATENESS, 2, {"per_late": "2"}),
    (_K.PARTICIPATION, 2, {}),
    (_K.MEDALS, 1, {"per_gold": "5", "per_silver": "3", "per_bronze": "1"}),
    (_K.INDICATOR, 2, {"indicator_code": "khach", "points_each": "0,5", "per_units": "1000"}),
    (_K.BONUS, 3, {}),
    (_K.PENALTY, 2, {}),
)
# Every eighth line carries the verifier's figure, every fortieth an agreed one, every tenth cross scores.
_VERIFIED, _AGREED, _CROSSED = 8, 40, 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is stored of one sheet: the unit's entries in order, lines with other figures, facts."""

    own: tuple[Decimal | None, ...]
    figures: Mapping[int, Entries]
    facts: Facts


Cluster = tuple[tuple[RubricGroup, ...], Sequence[Sheet]]


def main(clusters: int = CLUSTERS) -> None:
    """Score and rank so many clusters and print the figures; the limit is for :data:`CLUSTERS`."""
    stored = clusters_of(clusters)
    lines = clusters * UNITS * CRITERIA
    taken, processor, ranked = _best(lambda: [quick(one) for one in stored])
    plainly, _, same = _best(lambda: [plain(one) for one in stored])
    if ranked != same:
        raise AssertionError("the two ways give different rankings")
    what = f"recompute and rank {clusters:,} clusters x {UNITS} x {CRITERIA}"
    figure = within(what, taken, "s", LIMIT_S)
    if clusters < CLUSTERS:
        print(f"a short run: the limit is for {CLUSTERS:,} clusters")
        figure = Figure(what, taken, "s")
    show(
        [
            figure,
            Figure("processor time of it", processor, "s"),
            Figure("lines a second", lines / taken / 1e6, "million"),
            beside("the same", taken, "s", "a call a line", plainly),
        ],
        "scores",
    )


def clusters_of(number: int) -> list[Cluster]:
    """Return clusters with rubrics of their own maxima and sheets drawn by a fixed seed."""
    drawn = random.Random(2018)
    return [_cluster(drawn) for _ in range(number)]


def quick(cluster: Cluster) -> list[Ranked]:
    """Score one cluster's sheets by a rubric made ready once, and rank its units."""
    groups, sheets = cluster
    scorer = ready(groups, TWO)
    return rank(
        [
            scorer.entrant(key, scorer.points(sheet.own, sheet.facts, sheet.figures))
            for key, sheet in enumerate(sheets)
        ]
    )


def plain(cluster: Cluster) -> list[Ranked]:
    """The same, one call for each line and a sum over each group."""
    groups, sheets = cluster
    criteria = criteria_of(groups)
    entrants = []
    for key, sheet in enumerate(sheets):
        values = {}
        for place, criterion in enumerate(criteria):
            entries = sheet.figures.get(place) or Entries(sheet.own[place])
            values[criterion.code] = agreed_value(criterion, TWO, entries, sheet.facts)
        sums = tuple(sum((values[one.code] for one in group.criteria), Decimal(0)) for group in groups)
        entrants.append(Entrant(key, sum(sums, Decimal(0)), sums))
    return rank(entrants)


def _best(work: Callable[[], object]) -> tuple[float, float, object]:
    """The quickest of some rounds and its processor time, in seconds, and what it gave."""
    times = []
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        given = work()
        times.append((time.perf_counter() - began, time.process_time() - used))
    return *min(times), given


def _cluster(drawn: random.Random) -> Cluster:
    criteria = []
    for kind, many, given in _KINDS:
        for _ in range(many):
            number = len(criteria) + 1
            most = Decimal(drawn.randint(4, 40)) / 2
            parameters = Parameters.read(kind, given)
            criteria.append(
                RubricCriterion(f"{number}", "Tiêu chí", kind, most, parameters, target_code=f"t{number}")
            )
    quarter = CRITERIA // 4
    parts = [tuple(criteria[begun : begun + quarter]) for begun in range(0, CRITERIA, quarter)]
    groups = tuple(RubricGroup(f"{index}", "Nhóm", part) for index, part in enumerate(parts, start=1))
    return groups, [_sheet(drawn, criteria) for _ in range(UNITS)]


def _sheet(drawn: random.Random, criteria: Sequence[RubricCriterion]) -> Sheet:
    own = tuple(_entry(drawn, one) for one in criteria)
    figures = {}
    for place, criterion in enumerate(criteria):
        other = _figure(drawn, criterion)
        if drawn.randrange(_AGREED) == 0:
            figures[place] = Entries(own[place], None, other)
        elif drawn.randrange(_VERIFIED) == 0:
            figures[place] = Entries(own[place], other)
        elif drawn.randrange(_CROSSED) == 0:
            figures[place] = Entries(own[place], crossed=(None, other, None))
    return Sheet(own, figures, _facts(drawn, criteria))


def _entry(drawn: random.Random, criterion: RubricCriterion) -> Decimal | None:
    return None if criterion.kind.is_computed else _figure(drawn, criterion)


def _figure(drawn: random.Random, criterion: RubricCriterion) -> Decimal:
    if criterion.kind is _K.YES_NO:
        return Decimal(drawn.randint(0, 1))
    if criterion.kind is _K.COUNT:
        return Decimal(drawn.randint(0, 12))
    if criterion.kind in (_K.TARGET, _K.SHARE):
        return Decimal(drawn.randint(0, 1000)) / 10
    return Decimal(drawn.randint(0, int(criterion.max_points * 4))) / 4


def _facts(drawn: random.Random, criteria: Iterable[RubricCriterion]) -> Facts:
    return Facts(
        targets={
            one.target_code: TargetResult(Decimal(drawn.randint(50, 900)), Decimal(drawn.randint(20, 999)))
            for one in criteria
            if one.kind is _K.TARGET
        },
        late=drawn.randint(0, 2),
        programmes=Joined(3, drawn.randint(0, 3)),
        medals=MedalsWon(drawn.randint(0, 4), drawn.randint(0, 4), drawn.randint(0, 4)),
        indicators={"khach": Decimal(drawn.randint(0, 30_000))},
    )
