"""A small year with one of everything a pack holds."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.resultpack.packs import Packed
from tests.review import village
from tests.scoring.conftest import ALL, GROUPS, sheet_of
from tests.scoring.disputes import answer, appeal_of
from tests.world import World
from thidua.core.ballot import PaperForm
from thidua.core.exclusion import ExclusionKind
from thidua.core.paper_count import Figures
from thidua.core.timetable import Stage
from thidua.pledges.models import Registration
from thidua.resultpack.actions import make_pack
from thidua.resultpack.keys import opened
from thidua.review import actions as review
from thidua.review.models import Ballot, Proposal
from thidua.scoring import actions as scoring
from thidua.scoring.models import Evidence, Exclusion, ScoreLine

D = Decimal
DAY = village.DAY
CASE = "co_thi_dua_bo_tinh"


def lived(world: World) -> World:
    """Score, verify, dispute, vote in every way, decide: the year stands at the review, all counted."""
    _scored(world)
    meeting = village.the_meeting(world)
    _voted(world, meeting)
    _decided(world)
    return world


def packed(world: World) -> Packed:
    """The pack of a year, made by the secretary."""
    made = make_pack(world.actor("secretary", "2017-11-20"), world.year)
    return Packed(made.content, opened(made.key))


def _scored(world: World) -> None:
    year = world.year
    scoring.save_rubric(world.actor("secretary"), year, name="Thang điểm 100", places=2, groups=GROUPS)
    world.at(Stage.SELF_SCORING)
    for code in "abc":
        entries = {**ALL, "1.1": (D(35) - ord(code) % 3, "Đạt khá")}
        actor = world.actor(f"specialist_{code}", "2017-10-20")
        sheet = scoring.save_self_scores(actor, world.year, world.units[code], entries)
        line = ScoreLine.objects.get(sheet=sheet, criterion__code="1.1")
        Evidence.objects.create(
            line=line, file_name=f"minh-chung-{code}.pdf", file="x.pdf", size=8, sha256=code * 64,
            added_at=actor.at, added_by=actor.user,
        )  # fmt: skip
        scoring.submit_sheet(world.actor(f"head_{code}", "2017-10-21"), sheet)
    world.at(Stage.VERIFICATION)
    secretary = world.actor("secretary", "2017-11-08")
    scoring.save_verification(
        secretary, sheet_of(world.year, world.units["b"]), {"1.1": (D(30), "Chưa đủ minh chứng")}
    )
    for code in "abc":
        scoring.finish_verification(secretary, sheet_of(world.year, world.units[code]))
    scoring.add_comment(
        world.actor("specialist_c", "2017-11-09"), sheet_of(world.year, world.units["b"]), "1.1",
        text="Đề nghị nêu rõ minh chứng.",
    )  # fmt: skip
    answer(world, appeal_of(world))


def _voted(world: World, meeting) -> None:
    village.counted(world, village.a_ballot(world, meeting), "AAD", "ADA", "AAN")
    units = list(world.units.values())
    village.counted(
        world,
        village.a_ballot(
            world, meeting, award="bang_khen_bo_tinh", is_secret=True, candidates=units[:2], seats=2
        ),
        "AA", "AD", "DA",
    )  # fmt: skip
    on_paper = village.a_ballot(
        world, meeting, award="bang_khen_thu_tuong", is_on_paper=True, candidates=units[1:], seats=2
    )
    figures = Figures(3, 3, 0, {"so-b": (2, 1, 0), "so-c": (3, 0, 0)})
    for who in ("secretary", "head_a"):
        review.enter_paper_count(world.actor(who, DAY), on_paper, figures)
    review.close_ballot(village.chair(world), on_paper)
    ordered = village.a_ballot(
        world, meeting, award="giay_khen", form=PaperForm.PREFERENCE, seats=1, candidates=units
    )
    for code in "abc":
        order = tuple(unit.pk for unit in units)
        review.cast(world.actor(f"head_{code}", DAY), ordered, world.units[code], order)
    review.close_ballot(village.chair(world), ordered)
    review.challenge(world.actor("head_b", DAY), on_paper, reason="Xin kiểm lại cho chắc.")


def _decided(world: World) -> None:
    year, at = world.year, world.actor("secretary", DAY).at
    Exclusion.objects.create(
        cluster_year=year, unit=world.units["c"], kind=ExclusionKind.DISUNITY, document="CV 5",
        recorded_by=world.people["secretary"], recorded_at=at, lifted_at=at + timedelta(hours=1), lifting_reason="Đã làm rõ",
    )  # fmt: skip
    Exclusion.objects.create(
        cluster_year=year, unit=world.units["c"], kind=ExclusionKind.FALSE_REPORT, document="KL 7",
        recorded_by=world.people["secretary"], recorded_at=at,
    )  # fmt: skip
    for code in "ab":
        Registration.objects.create(
            cluster_year=year, unit=world.units[code], award=CASE, subject="collective",
            registered_at=at - timedelta(days=200),
        )  # fmt: skip
    review.decide_award(
        village.chair(world),
        year,
        world.units["b"],
        award="bang_khen_thu_tuong",
        reason="Hội nghị thống nhất.",
    )
    ballot = review_ballot(world, CASE)
    Proposal.objects.create(
        cluster_year=year, unit=world.units["a"], award=CASE, ballot=ballot, proposed_at=at
    )
    Proposal.objects.create(
        cluster_year=year, unit=world.units["b"], award="giay_khen", reason="Theo hội nghị", proposed_at=at,
        withdrawn_at=at, withdrawal_reason="Đã có bằng khen",
    )  # fmt: skip


def review_ballot(world: World, award: str):
    """The year's ballot on ``award``."""
    return Ballot.objects.get(meeting__cluster_year=world.year, award=award)
