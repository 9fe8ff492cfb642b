"""What a pack is written from: the year's results as the pages show them, each read once."""

from __future__ import annotations

from functools import cached_property

from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members
from thidua.core.faults import Refused, gettext_noop
from thidua.journal.models import Entry
from thidua.review.models import Ballot
from thidua.review.queries import BallotResult, YearResult, outcomes, year_result
from thidua.scoring.models import Rubric, ScoringRules
from thidua.scoring.queries import ScoreTable, rubric_of, rules_of, score_table

# Taking something out changes nothing of the year, so it does not count among what the year rests on.
NOT_COUNTED = ("export_year", "make_pack")


class Source:
    """A year and its results; ``unit`` gives a member by id, by the name it bore that year."""

    def __init__(self, year: ClusterYear) -> None:
        self.year = year
        self.members = members(year)
        self.units = {unit.pk: unit for unit in self.members}
        self.codes = {unit.pk: unit.code for unit in self.members}

    def unit(self, unit: Unit | int) -> Unit:
        """The member as it was called that year."""
        unit_id = unit.pk if isinstance(unit, Unit) else unit
        return self.units[unit_id]

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric; there is nothing to pack without one."""
        found = rubric_of(self.year)
        if found is None:
            raise Refused.because(
                gettext_noop("Năm này chưa có thang điểm nên chưa có kết quả để lập gói."),
                gettext_noop("Hãy lập thang điểm, chấm điểm và thẩm định trước."),
            )
        return found

    @cached_property
    def table(self) -> ScoreTable:
        """The score table; drafts are left out. The day is the due day, so that a pack does not age."""
        _ = self.rubric
        found = score_table(self.year, told=True)
        assert found is not None  # noqa: S101 — there is a rubric
        return found

    @cached_property
    def ballots(self) -> list[BallotResult]:
        """The counts of the closed ballots, in the order in which they were opened."""
        return outcomes(self.year)

    @cached_property
    def result(self) -> YearResult:
        """Order, awards and decisions."""
        found = year_result(self.year, table=self.table, results=self.ballots)
        assert found is not None  # noqa: S101 — there is a table
        return found

    @cached_property
    def rules(self) -> ScoringRules:
        """What the regulation says."""
        return rules_of(self.year)

    @cached_property
    def entries(self) -> list[Entry]:
        """The year's journal, oldest first."""
        entries = Entry.objects.filter(year_id=self.year.pk).exclude(action__in=NOT_COUNTED)
        return list(entries.order_by("pk"))

    @cached_property
    def ballot_numbers(self) -> dict[int, int]:
        """The number of each ballot in the pack, by its id."""
        return {result.ballot.pk: number for number, result in enumerate(self.ballots, start=1)}

    def has_open_ballot(self) -> bool:
        """Whether votes are still taken."""
        return Ballot.objects.filter(meeting__cluster_year=self.year, closed_at=None).exists()
