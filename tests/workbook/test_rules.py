"""The regulation's rules, exclusions and the meeting's decisions go out in the workbook and come back."""

from decimal import Decimal

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from tests.review.village import DAY, FLAG, chair
from tests.scoring.conftest import GROUPS
from thidua.clusters.models import ClusterYear
from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import Refused
from thidua.core.quota import DIPLOMA, Quota, QuotaKind, SeatRounding
from thidua.core.ranking_rules import Order, RankingRules, TieBreak, TieBreakKind
from thidua.core.timetable import Stage
from thidua.core.verification import Combination, VerificationMode
from thidua.review import actions as review
from thidua.review.models import MeetingDecision
from thidua.scoring import actions
from thidua.scoring.models import Exclusion
from thidua.scoring.queries import ranking_rules, rules_of
from thidua.workbook import importing
from thidua.workbook.exporting import export_year
from thidua.workbook.tie_breaks import read_tie_breaks, tie_breaks_text
from thidua.workbook.writing import write

from .fresh import cells, empty_the_database

D = Decimal
T, K = TieBreak, TieBreakKind
RULES = RankingRules(
    Order.BALLOT,
    D("80.5"),
    (T(K.GROUP, "II"), T(K.ABOVE_PLAN), T(K.INDICATOR, "lao-dong"), T(K.VOTES)),
    tuple(kind for kind in ExclusionKind if kind is not ExclusionKind.DISUNITY),
    {ExclusionKind.NO_PACT: "khoản 2 Điều 8 Quy chế"},
    (
        Quota(FLAG, QuotaKind.SHARE, rounding=SeatRounding.NEAREST, at_least=2, floor=D(85)),
        Quota(DIPLOMA, QuotaKind.FIXED, number=3),
    ),
)


@pytest.fixture
def ruled(world):
    """A year with rules of its own, an exclusion lifted, one that stands, and a decision of the meeting."""
    secretary = world.actor("secretary", DAY)
    actions.save_rubric(secretary, world.year, name="Thang điểm", places=2, groups=GROUPS)
    actions.save_scoring_rules(
        secretary,
        world.year,
        verified_by=VerificationMode.INSPECTION,
        scorers=2,
        combination=Combination.MEDIAN,
        appeal_days=7,
        answer_days=3,
        ranking=RULES,
    )
    lifted = actions.record_exclusion(
        secretary, world.year, world.units["b"], kind=ExclusionKind.OTHER, document="Công văn số 1"
    )
    actions.lift_exclusion(world.actor("secretary", DAY, 10), lifted, reason="Ghi nhầm")
    actions.record_exclusion(
        world.actor("secretary", DAY, 11),
        world.year,
        world.units["b"],
        kind=ExclusionKind.CORRUPTION,
        document="Kết luận số 2",
    )
    year = world.at(Stage.REVIEW)
    review.decide_award(chair(world), year, world.units["a"], award=FLAG, reason="Đăng cai")
    review.decide_award(chair(world), year, world.units["c"], award="", reason="Xin thôi")
    passed = [stage for stage in Stage if stage.order < Stage.REVIEW.order]
    year.stage_terms.filter(stage__in=passed).update(completed_on=F("due"))
    return world


def test_all_of_it_goes_out_and_comes_back_the_same(ruled):
    content = write(export_year(ruled.year))
    empty_the_database()
    importing.accept(ruled.actor("operator", "2017-12-01"), content)
    year = ClusterYear.objects.get(year=2017)
    assert cells(write(export_year(year))) == cells(content)
    rules = rules_of(year)
    assert ranking_rules(year) == RULES
    assert (rules.verified_by, rules.scorers, rules.combination) == ("inspection", 2, "median")
    assert (rules.appeal_days, rules.answer_days) == (7, 3)
    standing = Exclusion.objects.get(lifted_at=None)
    assert (standing.kind, standing.document) == ("corruption", "Kết luận số 2")
    assert Exclusion.objects.exclude(lifted_at=None).get().lifting_reason == "Ghi nhầm"
    assert dict(MeetingDecision.objects.values_list("unit__code", "award")) == {"so-a": FLAG, "so-c": ""}


def test_taken_in_again_it_changes_nothing(ruled):
    content = write(export_year(ruled.year))
    prepared = importing.prepare(ruled.actor("operator", "2017-12-01"), content)
    assert not prepared.faults
    assert prepared.is_empty


def test_a_year_without_rules_exports_none(world):
    book = export_year(world.year)
    assert [book[key] for key in ("scoring_rules", "exclusion_kinds", "quotas")] == [[], [], []]


@pytest.mark.parametrize(
    ("sheet", "column", "value", "told"),
    [
        ("scoring_rules", "tie_breaks", "theo cảm tình", "Không hiểu tiêu chí phụ"),
        ("quotas", "share", "4/3", "Tỷ lệ “4/3” không hợp lệ"),
        ("meeting_decisions", "reason", None, ""),
    ],
)
def test_what_is_wrong_is_told_at_its_row(ruled, sheet, column, value, told):
    book = export_year(ruled.year)
    first, *rest = book[sheet]
    book[sheet] = [type(first)(0, {**first.values, column: value}), *rest]
    prepared = importing.prepare(ruled.actor("operator", "2017-12-01"), write(book))
    faults = [fault for fault in prepared.faults if told in str(fault.as_fault())]
    assert faults
    assert ranking_rules(ruled.year) == RULES


def test_the_secretary_changes_rules_by_workbook_only_before_the_review(ruled):
    book = export_year(ruled.year)
    (row,) = book["scoring_rules"]
    book["scoring_rules"] = [type(row)(0, {**row.values, "appeal_days": 9})]
    secretary = ruled.actor("secretary", DAY)
    assert importing.prepare(secretary, write(book), ruled.year).faults
    book["year"] = export_year(ruled.at(Stage.VERIFICATION))["year"]
    importing.accept(secretary, write(book), ruled.year)
    assert rules_of(ruled.year).appeal_days == 9
    assert ranking_rules(ruled.year) == RULES


ties = st.lists(
    st.sampled_from([T(K.GROUPS), T(K.GROUP, "II"), T(K.ABOVE_PLAN), T(K.INDICATOR, "ld-1"), T(K.VOTES)]),
    unique=True,
).map(tuple)


@given(ties)
def test_tie_breaks_are_read_as_they_are_written(drawn):
    assert read_tie_breaks(tie_breaks_text(drawn)) == drawn


def test_tie_breaks_are_read_however_they_are_typed():
    assert read_tie_breaks(" NHÓM III ;so phieu; Chi so ld") == (
        T(K.GROUP, "III"),
        T(K.VOTES),
        T(K.INDICATOR, "ld"),
    )
    with pytest.raises(Refused):
        read_tie_breaks("nhóm")
