"""Units score each other by the rota: who may, when, what it comes to, and who sees it when."""

from decimal import Decimal

import pytest

from tests.scoring.conftest import TOTAL, sheet_of
from thidua.clusters.access import forget_kept
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Progress, Stage
from thidua.core.verification import Combination, VerificationMode
from thidua.journal.models import Entry
from thidua.scoring import actions, queries
from thidua.scoring.models import CrossScore, CrossSheet, ScoringRules
from thidua.scoring.owed import owed_in_scoring

D = Decimal
DAY = "2017-11-05"


def crossed(world, scorers=2, combination=Combination.MEAN):
    """Let the regulation say that units score each other."""
    ScoringRules.objects.update_or_create(
        cluster_year=world.year,
        defaults={
            "verified_by": VerificationMode.CROSS,
            "scorers": scorers,
            "combination": combination,
        },
    )
    forget_kept(world.year)
    return world


@pytest.fixture
def world_crossed(all_handed_in):
    """Three sheets handed in, each to be scored by the two other units."""
    return crossed(all_handed_in)


def score(world, scored, by, who=None, finish=False, version=None, **entries):
    """``by`` puts figures (criterion code with ``_`` for ``.``) on the sheet of ``scored``."""
    sheet = sheet_of(world.year, world.units[scored])
    actor = world.actor(who or f"specialist_{by}", DAY)
    figures = {code.replace("k", "").replace("_", "."): value for code, value in entries.items()}
    cross = actions.save_cross_scores(actor, sheet, world.units[by], figures, version)
    if finish:
        actions.finish_cross_scores(actor, sheet, world.units[by])
    return cross


def owed(world, code):
    forget_kept(world.year)
    return [one for one in owed_in_scoring(world.year) if one.code == code]


def row_of(world, code):
    table = queries.score_table(world.year)
    return next(row for row in table.units if row.unit.code == f"so-{code}")


def test_the_rota_names_every_other_unit_when_two_of_three_score(world_crossed):
    rota = queries.cross_rota(world_crossed.year)
    assert [(one.unit.code, [s.scorer.code for s in one.scorings]) for one in rota] == [
        ("so-a", ["so-b", "so-c"]),
        ("so-b", ["so-a", "so-c"]),
        ("so-c", ["so-a", "so-b"]),
    ]


def test_a_figure_with_a_reason_is_kept_and_journalled(world_crossed):
    cross = score(world_crossed, "b", "c", k1_1=(D(30), "Thiếu minh chứng"))
    assert (cross.version, cross.edited_by) == (1, world_crossed.people["specialist_c"])
    kept = CrossScore.objects.get()
    assert (kept.entry, kept.reason, kept.criterion.code) == (30, "Thiếu minh chứng", "1.1")
    entry = Entry.objects.filter(action="save_cross_scores").get()
    assert entry.unit_id == world_crossed.units["c"].pk
    assert entry.after == {"1.1": ["30", "Thiếu minh chứng"]}


def test_a_figure_equal_to_the_units_own_is_none(world_crossed):
    score(world_crossed, "b", "c", k1_1=(D(30), "Thiếu"))
    score(world_crossed, "b", "c", k1_1=(D(35), "Như đơn vị"))
    assert not CrossScore.objects.exists()


def test_every_fault_is_named_at_its_place(world_crossed):
    with pytest.raises(Refused) as refused:
        score(world_crossed, "b", "c", k1_1=(D(30), ""), k1_2=(D("1.5"), "Lẻ"), k9_9=(D(1), "Không có"))
    assert {fault.place for fault in refused.value.faults} == {"1.1:reason", "1.2", "9.9"}
    assert not CrossSheet.objects.exists()


@pytest.mark.parametrize("who", ["specialist_a", "secretary", "specialist_b", "authority", "inspector"])
def test_only_the_scoring_units_people_score(world_crossed, who):
    with pytest.raises(NotPermitted):
        score(world_crossed, "b", "c", who=who, k1_1=(D(30), "Thiếu"))


def test_nobody_scores_who_is_not_told_to(all_handed_in):
    crossed(all_handed_in, scorers=1)  # in 2017 a is scored by c, b by a, c by b
    score(all_handed_in, "b", "a")
    with pytest.raises(Refused, match="không được phân công"):
        score(all_handed_in, "b", "c")
    with pytest.raises(Refused, match="không được phân công"):
        score(all_handed_in, "b", "b")


def test_while_the_secretary_verifies_nobody_crosses(all_handed_in):
    with pytest.raises(Refused, match="không được phân công"):
        score(all_handed_in, "b", "c")


def test_it_is_done_in_verification_on_a_sheet_handed_in(with_rubric, hand_in):
    sheet = hand_in("b")
    crossed(with_rubric)
    with pytest.raises(Refused, match="giai đoạn"):
        score(with_rubric, "b", "c")
    with_rubric.at(Stage.VERIFICATION)
    crossed(with_rubric)
    actions.return_sheet(with_rubric.actor("secretary", DAY), sheet, reason="Bổ sung")
    with pytest.raises(Refused, match="chưa nộp phiếu"):
        score(with_rubric, "b", "c")


def test_two_editors_of_one_unit_notice_each_other(world_crossed):
    score(world_crossed, "b", "c", version=0, k1_1=(D(30), "Thiếu"))
    with pytest.raises(Stale):
        score(world_crossed, "b", "c", who="head_c", version=0, k1_1=(D(31), "Khác"))


def test_finished_is_finished_until_the_secretary_opens_it(world_crossed):
    score(world_crossed, "b", "c", finish=True)
    with pytest.raises(Refused, match="đã chấm chéo xong"):
        score(world_crossed, "b", "c", k1_1=(D(30), "Thiếu"))
    sheet, unit = sheet_of(world_crossed.year, world_crossed.units["b"]), world_crossed.units["c"]
    with pytest.raises(NotPermitted):
        actions.reopen_cross_scores(world_crossed.actor("head_c", DAY), sheet, unit, reason="Nhầm")
    with pytest.raises(Refused, match="lý do"):
        actions.reopen_cross_scores(world_crossed.actor("secretary", DAY), sheet, unit, reason=" ")
    actions.reopen_cross_scores(world_crossed.actor("secretary", DAY), sheet, unit, reason="Nhầm")
    score(world_crossed, "b", "c", k1_1=(D(30), "Thiếu"))


@pytest.mark.parametrize(
    ("combination", "expected"), [(Combination.MEAN, "32.5"), (Combination.MEDIAN, "32.5")]
)
def test_finished_points_are_combined_and_silence_agrees(all_handed_in, combination, expected):
    world = crossed(all_handed_in, combination=combination)
    score(world, "b", "c", finish=True, k1_1=(D(30), "Thiếu"))
    score(world, "b", "a", k1_1=(D(10), "Chưa xong nên chưa tính"))
    assert row_of(world, "b").running_total == TOTAL
    actions.save_cross_scores(
        world.actor("specialist_a", DAY),
        sheet_of(world.year, world.units["b"]),
        world.units["a"],
        {"1.1": (None, "")},
    )
    actions.finish_cross_scores(
        world.actor("head_a", DAY), sheet_of(world.year, world.units["b"]), world.units["a"]
    )
    assert row_of(world, "b").running_total == TOTAL - 35 + D(expected)


def test_verification_waits_for_all_or_says_without_whom_and_why(world_crossed):
    sheet = sheet_of(world_crossed.year, world_crossed.units["b"])
    secretary = world_crossed.actor("secretary", DAY)
    score(world_crossed, "b", "c", finish=True)
    with pytest.raises(Refused, match="chưa chấm chéo xong phiếu này: A"):
        actions.finish_verification(secretary, sheet)
    actions.finish_verification(secretary, sheet, reason="Đơn vị A xin rút")
    entry = Entry.objects.filter(action="finish_verification").get()
    assert (entry.reason, entry.after["without"]) == ("Đơn vị A xin rút", ["A"])
    with pytest.raises(Refused, match="đã thẩm định xong"):
        score(world_crossed, "b", "a")


def test_when_all_have_finished_no_reason_is_asked(world_crossed):
    for by in "ac":
        score(world_crossed, "b", by, finish=True)
    actions.finish_verification(
        world_crossed.actor("secretary", DAY), sheet_of(world_crossed.year, world_crossed.units["b"])
    )
    assert sheet_of(world_crossed.year, world_crossed.units["b"]).is_verified


def test_a_sheet_sent_back_is_looked_at_again(world_crossed):
    score(world_crossed, "b", "c", finish=True, k1_1=(D(30), "Thiếu"))
    sheet = sheet_of(world_crossed.year, world_crossed.units["b"])
    actions.return_sheet(world_crossed.actor("secretary", DAY), sheet, reason="Bổ sung")
    cross = CrossSheet.objects.get()
    assert cross.finished_at is None
    assert cross.scores.count() == 1


def test_each_unit_is_told_what_it_still_scores(world_crossed):
    assert {one.unit_id: dict(one.params)["total"] for one in owed(world_crossed, "cross_scores")} == {
        unit.pk: 2 for unit in world_crossed.units.values()
    }
    score(world_crossed, "a", "c", finish=True)
    (of_c,) = [
        one for one in owed(world_crossed, "cross_scores") if one.unit_id == world_crossed.units["c"].pk
    ]
    assert (of_c.progress, dict(of_c.params)["done"], of_c.blocks) == (Progress.IN_PROGRESS, 1, False)
    actions.finish_verification(
        world_crossed.actor("secretary", DAY),
        sheet_of(world_crossed.year, world_crossed.units["b"]),
        reason="Hết hạn",
    )
    (of_c,) = [
        one for one in owed(world_crossed, "cross_scores") if one.unit_id == world_crossed.units["c"].pk
    ]
    assert of_c.progress is Progress.DONE


# --- Pages ---


def place(world, scored, by):
    return world.year.url("cross_sheet", f"so-{scored}", f"so-{by}")


def test_the_table_shows_everybody_who_scores_whom(world_crossed):
    score(world_crossed, "b", "c", finish=True)
    for who in ("specialist_b", "secretary", "authority", "inspector"):
        page = world_crossed.client(who).get(world_crossed.year.url("cross_scoring")).content.decode()
        assert "Đã xong 1/6 lượt chấm" in page
    own = world_crossed.client("specialist_c").get(world_crossed.year.url("cross_scoring")).content.decode()
    assert "Chấm A" in own


def test_without_cross_scoring_the_page_says_who_verifies(all_handed_in):
    page = all_handed_in.client("head_b").get(all_handed_in.year.url("cross_scoring")).content.decode()
    assert "không chấm chéo" in page
    assert "Thư ký cụm thẩm định" in page


def test_figures_are_ones_own_until_finished(world_crossed):
    score(world_crossed, "b", "c", k1_1=(D(30), "Thiếu minh chứng"))

    def readers():
        names = ("specialist_a", "specialist_b", "head_c", "secretary", "authority", "inspector")
        asked = place(world_crossed, "b", "c")
        return {who for who in names if world_crossed.client(who).get(asked).status_code == 200}

    assert readers() == {"head_c", "inspector"}
    score(world_crossed, "b", "c", finish=True)
    # Unit a (the secretary's too) still has to score the same sheet.
    assert readers() == {"head_c", "inspector", "specialist_b", "authority"}
    score(world_crossed, "b", "a", finish=True)
    assert readers() == {
        "specialist_a",
        "specialist_b",
        "head_c",
        "secretary",
        "authority",
        "inspector",
    }


def test_the_grid_saves_keeps_what_was_typed_and_finishes(world_crossed):
    browser = world_crossed.client("specialist_c")
    asked = place(world_crossed, "b", "c")
    assert "Chấm chéo 1.1" in browser.get(asked).content.decode()
    wrong = browser.post(asked, {"version": "0", "entry:1.1": "30", "reason:1.1": ""}).content.decode()
    assert "chưa ghi lý do" in wrong
    assert 'value="30"' in wrong
    good = {"version": "0", "entry:1.1": "30", "reason:1.1": "Thiếu", "then": "finish"}
    assert browser.post(asked, good).status_code == 302
    assert CrossSheet.objects.get().finished_at is not None
    page = browser.get(asked).content.decode()
    assert "Đã chấm xong" in page
    assert "savebar" not in page
    assert browser.post(asked, good).status_code == 200
    assert CrossSheet.objects.get().version == 1


def test_another_may_not_send_the_grid(world_crossed):
    for who in ("specialist_a", "specialist_b", "secretary", "authority"):
        answer = world_crossed.client(who).post(
            place(world_crossed, "b", "c"), {"version": "0", "entry:1.1": "1", "reason:1.1": "x"}
        )
        assert answer.status_code == 403
    assert not CrossSheet.objects.exists()


def test_the_secretary_reopens_and_closes_on_pages(world_crossed):
    score(world_crossed, "b", "c", finish=True)
    browser = world_crossed.client("secretary")
    reopen = world_crossed.year.url("reopen_cross_sheet", "so-b", "so-c")
    assert world_crossed.client("head_c").get(reopen).status_code == 403
    assert browser.get(reopen).status_code == 200
    assert browser.post(reopen, {"reason": "Nhầm cột"}).status_code == 302
    close = world_crossed.year.url("finish_verification", "so-b")
    assert world_crossed.client("head_b").get(close).status_code == 403
    assert "A, C" in browser.get(close).content.decode()
    assert browser.post(close, {"reason": "Hết hạn"}).status_code == 302
    assert sheet_of(world_crossed.year, world_crossed.units["b"]).is_verified


def test_queries_of_the_table_do_not_grow_with_what_is_scored(world_crossed, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = world_crossed.client("specialist_c")
    asked = world_crossed.year.url("cross_scoring")
    browser.get(asked)
    with CaptureQueriesContext(connection) as few:
        browser.get(asked)
    for scored, by in ("ab", "ba", "ca", "bc", "ac"):
        score(world_crossed, scored, by, finish=True)
    with django_assert_num_queries(len(few)):
        browser.get(asked)


def figures_seen(world, who):
    """What the pages of unit b's sheet, the lists and the ranking tell ``who`` while it is verified."""
    browser, year = world.client(who), world.year
    asked = [
        year.url("score_sheet", "so-b"),
        year.url("sheet_compare", "so-b"),
        year.url("score_sources", "so-b"),
        year.url("score_line", "so-b", "1.1"),
        year.url("scores"),
        year.url("ranking"),
        year.url("year_result"),
        year.url("what_if"),
    ]
    return {address: browser.get(address).content.decode() for address in asked}


@pytest.mark.parametrize("who", ["specialist_a", "specialist_b", "specialist_c", "secretary", "authority"])
def test_points_are_combined_for_nobody_before_all_have_finished(world_crossed, who):
    score(world_crossed, "b", "c", finish=True, k1_1=(D("21.5"), "Thiếu"))
    # Combined with a's silence they would be 28,25, alone 21,5; the totals 79,25 and 72,5.
    told = figures_seen(world_crossed, who)
    line = told.pop(world_crossed.year.url("score_line", "so-b", "1.1"))
    for address, page in told.items():
        for figure in ("28,25", "21,5", "79,25", "72,5"):
            assert figure not in page, (address, figure)
    assert "28,25" not in line
    assert "Gộp điểm chấm chéo" not in line
    assert "đã chấm 1/2 đơn vị" in told[world_crossed.year.url("score_sheet", "so-b")]
    score(world_crossed, "b", "a", finish=True)
    told = figures_seen(world_crossed, who)
    sheet = told[world_crossed.year.url("score_sheet", "so-b")]
    assert "28,25" in sheet
    assert "79,25" in sheet
    assert "đơn vị. Điểm chấm chéo" not in sheet
    assert "79,25" in told[world_crossed.year.url("sheet_compare", "so-b")]
    assert "Gộp điểm chấm chéo" in told[world_crossed.year.url("score_line", "so-b", "1.1")]


def test_while_one_still_scores_the_verifier_is_answered_without_the_others_figures(world_crossed):
    score(world_crossed, "b", "c", finish=True, k1_1=(D("21.5"), "Thiếu"))
    browser = world_crossed.client("secretary")
    asked = world_crossed.year.url("sheet_points", "so-b")

    def total():
        return browser.post(asked, {"side": "verify"}).json()["points"]["total-verified"][0]

    assert total() == "86"
    score(world_crossed, "b", "a", finish=True)
    assert total() == "79,25"


def test_a_sheet_closed_without_one_counts_who_finished(world_crossed):
    score(world_crossed, "b", "c", finish=True, k1_1=(D(21), "Thiếu"))
    sheet = sheet_of(world_crossed.year, world_crossed.units["b"])
    secretary = world_crossed.actor("secretary", DAY)
    actions.finish_verification(secretary, sheet, reason="Đơn vị A xin rút")
    assert row_of(world_crossed, "b").agreed_total == TOTAL - 14
    actions.reopen_verification(secretary, sheet, reason="Xem lại")
    assert row_of(world_crossed, "b").running_total == TOTAL


def test_who_is_no_longer_assigned_does_not_count_before_or_after_closing(all_handed_in):
    world = crossed(all_handed_in)
    score(world, "b", "c", finish=True, k1_1=(D(21), "Thiếu"))
    crossed(world, scorers=1)  # in 2017 b is then scored by a alone
    assert row_of(world, "b").waiting_for.assigned == 1
    score(world, "b", "a", finish=True, k1_1=(D(30), "Thiếu"))
    assert row_of(world, "b").running_total == TOTAL - 5
    sheet = sheet_of(world.year, world.units["b"])
    actions.finish_verification(world.actor("secretary", DAY), sheet)
    assert row_of(world, "b").agreed_total == TOTAL - 5
