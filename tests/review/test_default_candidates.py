"""Whom a new ballot proposes to the cluster's chair."""

from tests.review.village import the_meeting
from thidua.core.ballot import Question
from thidua.pledges.models import Registration
from thidua.review.ballot_forms import OpenBallotForm
from thidua.scoring import actions as scoring
from thidua.scoring.queries import ranking

from ..scoring.conftest import GROUPS


def test_units_left_out_of_the_review_are_no_default_candidates_for_an_award(world):
    secretary = world.actor("secretary")
    scoring.save_rubric(secretary, world.year, name="Thang điểm", places=2, groups=GROUPS)
    year = the_meeting(world).cluster_year
    at = secretary.at
    for code in "abc":
        unit = world.units[code]
        year.score_sheets.create(unit=unit, state="submitted", edited_at=at, submitted_at=at)
        if code != "b":
            Registration.objects.create(cluster_year=year, unit=unit, award="giay_khen", registered_at=at)
    assert [row.unit.short_name for row in ranking(year) if row.excluded_for] == ["B"]
    award, office = (
        OpenBallotForm(year, asked).fields["candidates"] for asked in (Question.AWARD, Question.CHAIR)
    )
    assert award.initial == [world.units["a"].pk, world.units["c"].pk]
    assert "không xét thi đua" in dict(award.choices)[world.units["b"].pk]
    assert sorted(office.initial) == sorted(unit.pk for unit in world.units.values())
