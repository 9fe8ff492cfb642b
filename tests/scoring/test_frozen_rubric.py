"""Versions of a rubric; and one that units score by: changed only for a reason, after a look at whom it moves."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.scoring.conftest import GROUPS, TOTAL, sheet_of
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.rubric import Rounding
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.scoring import actions, queries
from thidua.scoring.models import Criterion, Rubric, RubricVersion, ScoreLine
from thidua.scoring.rubric_change import effects_of
from thidua.scoring.rubric_told import differences

D = Decimal
FIRST = GROUPS[0].criteria[0]
WHY = "Hội nghị thống nhất giảm điểm tiêu chí 1.1"


@pytest.fixture
def scored(with_rubric, hand_in):
    """a: 86, b: 84 with 40 in 1.1, c not handed in; the rubric is frozen."""
    hand_in("a")
    hand_in("b", other={"1.1": (D(40), ""), "1.2": (D(1), ""), "3.1": (D(0), "")})
    with_rubric.at(Stage.VERIFICATION)
    return with_rubric


def change(world, most, who="secretary", **more):
    """Give 1.1 another maximum."""
    changed = replace(FIRST, max_points=D(most))
    return actions.save_criterion(world.actor(who), world.year, "I", changed, was="1.1", **more)


def ranks(world):
    return [(row.unit.code, row.rank, row.total) for row in queries.ranking(world.year)]


# --- Versions ---


def test_every_save_keeps_the_whole_rubric(world):
    saved = actions.save_rubric(
        world.actor("secretary"), world.year, name="Thang", places=2, groups=GROUPS, source="Quy chế 2017"
    )
    actions.name_rubric(world.actor("head_a"), world.year, name="Thang mới", places=1, rounding=Rounding.DOWN)
    newer, older = queries.rubric_versions(saved)
    assert (older.number, newer.number) == (1, 2)
    assert newer.saved_by == world.people["head_a"]
    assert newer.content["rounding"] == "down"
    assert newer.content["source"] == older.content["source"] == "Quy chế 2017"
    assert [group["code"] for group in older.content["groups"]] == ["I", "II", "III"]
    assert older.content["groups"][0]["criteria"][1]["parameters"] == {"points_each": "2,5"}


def test_what_was_refused_is_no_version(world):
    with pytest.raises(Refused):
        actions.save_rubric(world.actor("secretary"), world.year, name="", places=2, groups=GROUPS)
    assert not RubricVersion.objects.exists()


def test_differences_tell_what_changed_and_a_new_order(world):
    secretary, year = world.actor("secretary"), world.year
    saved = actions.save_rubric(secretary, year, name="Thang", places=2, groups=GROUPS)
    actions.save_criterion(secretary, year, "I", replace(FIRST, max_points=D(45)), was="1.1", position=2)
    newer, older = queries.rubric_versions(saved)
    told = {
        change.field: (change.before, change.after) for change in differences(older.content, newer.content)
    }
    assert ("40", "45") in told.values()
    assert ("1.1, 1.2, 2.1, 2.2, 2.3, 3.1, 3.2", "1.2, 1.1, 2.1, 2.2, 2.3, 3.1, 3.2") in told.values()
    assert len(told) == 2
    assert differences(older.content, older.content) == []


def test_the_page_of_versions_compares_any_two(world):
    secretary, year = world.actor("secretary"), world.year
    for name in ("Một", "Hai", "Ba"):
        actions.save_rubric(secretary, year, name=name, places=2, groups=GROUPS)
    browser = world.client("head_c")
    latest = browser.get(year.url("rubric_versions")).content.decode()
    assert "Từ phiên bản 2 đến phiên bản 3" in latest
    assert "<del>Hai</del>" in latest
    chosen = browser.get(year.url("rubric_versions") + "?tu=1&den=3").content.decode()
    assert "<del>Một</del>" in chosen
    assert browser.get(year.url("rubric_versions") + "?tu=x&den=99").status_code == 200


def test_the_first_version_alone_is_told_plainly(world):
    actions.save_rubric(world.actor("secretary"), world.year, name="Một", places=2, groups=GROUPS)
    page = world.client("head_c").get(world.year.url("rubric_versions")).content.decode()
    assert 'type="radio"' not in page
    assert "Xem khác nhau" not in page
    told = page.partition('class="changes"')[2]
    assert "<dt>nhóm I</dt>" in told
    assert "<ins>" not in told
    assert "<dd></dd>" not in told


def test_the_queries_of_the_versions_do_not_grow(world, django_assert_max_num_queries):
    for name in ("Một", "Hai", "Ba", "Bốn"):
        actions.save_rubric(world.actor("secretary"), world.year, name=name, places=2, groups=GROUPS)
    browser = world.client("head_c")
    browser.get(world.year.url("rubric_versions"))
    with django_assert_max_num_queries(16):
        browser.get(world.year.url("rubric_versions"))


def test_a_copy_says_which_year_it_is_of(with_rubric):
    from thidua.clusters.models import ClusterYear, Membership

    world = with_rubric
    following = ClusterYear.objects.create(
        cluster=world.year.cluster, year=2018, chair=world.units["a"], secretary=world.people["secretary"]
    )
    for unit in world.units.values():
        Membership.objects.create(cluster_year=following, unit=unit)
    copied = actions.copy_rubric(world.actor("secretary"), following)
    assert copied.source == "Thang điểm 100 (2017)"


# --- Frozen ---


def test_without_a_reason_nothing_changes(scored):
    with pytest.raises(Refused, match="lý do sửa"):
        change(scored, 30)
    assert Criterion.objects.get(code="1.1").max_points == 40


def test_a_look_shows_whom_it_moves_and_keeps_nothing(scored):
    assert ranks(scored) == [("so-a", 1, TOTAL), ("so-b", 2, TOTAL + 5 - D("7.5") - 2), ("so-c", None, None)]
    entries, versions = Entry.objects.count(), RubricVersion.objects.count()
    effects = effects_of(
        scored.actor("secretary"), scored.year, lambda reason: change(scored, 35, reason=reason)
    )
    assert Entry.objects.count() == entries
    assert RubricVersion.objects.count() == versions
    assert Rubric.objects.get().version == 1
    assert Criterion.objects.get(code="1.1").max_points == 40
    a, b, c = effects.units
    assert (a.rank_before, a.rank_after, a.difference) == (1, 1, 0)
    assert (b.total_before, b.total_after) == (D("81.5"), D("76.5"))
    assert (c.rank_before, c.difference) == (None, None)
    assert not effects.moves_anybody
    assert effects.changes_points
    (unfit,) = effects.unfit
    assert (unfit.unit.code, unfit.code, unfit.figure) == ("so-b", "1.1", 40)


def test_a_look_tells_who_changes_places(scored):
    ScoreLine.objects.filter(sheet=sheet_of(scored.year, scored.units["b"]), criterion__code="1.2").update(
        self_entry=D(2)
    )
    assert [code for code, _rank, _total in ranks(scored)] == ["so-a", "so-b", "so-c"]
    effects = effects_of(
        scored.actor("secretary"),
        scored.year,
        lambda reason: actions.save_criterion(
            scored.actor("secretary"),
            scored.year,
            "III",
            replace(GROUPS[2].criteria[0], max_points=D(1)),
            was="3.1",
            reason=reason,
        ),
    )
    assert [(row.unit.code, row.rank_before, row.rank_after) for row in effects.units][:2] == [
        ("so-a", 1, 1),
        ("so-b", 2, 2),
    ]
    assert effects.units[0].difference == -1


def test_what_is_shown_is_what_the_change_does(scored):
    effects = effects_of(
        scored.actor("secretary"), scored.year, lambda reason: change(scored, 20, reason=reason)
    )
    change(scored, 20, reason=WHY, version=1)
    after = {code: (rank, total) for code, rank, total in ranks(scored)}
    assert {row.unit.code: (row.rank_after, row.total_after) for row in effects.units} == after


def test_a_change_for_a_reason_keeps_it_in_journal_and_version(scored):
    change(scored, 30, reason=f" {WHY} ", version=1)
    entry = Entry.objects.filter(action="change_frozen_rubric").get()
    assert entry.reason == WHY
    assert entry.after["1.1"]["max_points"] == "30"
    newest = RubricVersion.objects.first()
    assert (newest.number, newest.reason) == (2, WHY)


def test_it_still_heeds_version_right_and_stage(scored):
    with pytest.raises(Stale):
        change(scored, 30, reason=WHY, version=0)
    with pytest.raises(NotPermitted):
        change(scored, 30, who="head_b", reason=WHY)
    scored.at(Stage.PROPOSAL)
    with pytest.raises(Refused, match="giai đoạn"):
        change(scored, 30, reason=WHY)


def test_a_criterion_that_units_scored_by_stays(scored):
    with pytest.raises(Refused, match="đã có đơn vị chấm"):
        actions.remove_criterion(scored.actor("secretary"), scored.year, "1.1", reason=WHY)
    with pytest.raises(Refused, match="đã có đơn vị chấm"):
        effects_of(
            scored.actor("secretary"),
            scored.year,
            lambda reason: actions.remove_group(scored.actor("secretary"), scored.year, "I", reason=reason),
        )
    assert Criterion.objects.filter(code="1.1").exists()


def test_a_verified_sheet_keeps_its_facts(scored):
    sheet = sheet_of(scored.year, scored.units["a"])
    actions.finish_verification(scored.actor("secretary", "2017-11-05"), sheet)
    sheet.refresh_from_db()
    facts = sheet.facts
    change(scored, 30, reason=WHY)
    sheet.refresh_from_db()
    assert sheet.facts == facts
    assert sheet.is_verified


def test_a_rubric_cannot_be_begun_or_taken_once_scoring_is_open(world):
    world.at(Stage.SELF_SCORING)
    with pytest.raises(Refused, match="giai đoạn"):
        actions.name_rubric(world.actor("secretary"), world.year, name="T", places=2, reason=WHY)
    with pytest.raises(Refused, match="giai đoạn"):
        actions.take_rubric_from_library(world.actor("secretary"), world.year, "thang-100")


# --- Page ---


def posted(criterion, **more):
    return {
        "version": "1",
        "code": "1.1",
        "name": criterion.name,
        "kind": "judged",
        "max_points": "30",
        "position": "1",
        **more,
    }


def test_the_editor_shows_the_effects_then_asks_for_a_reason(scored):
    browser = scored.client("secretary")
    stored = Criterion.objects.get(code="1.1")
    place = scored.year.url("criterion", stored.pk)
    look = browser.post(place, posted(stored)).content.decode()
    assert "xem trước tác động" in look
    assert "không còn hợp lệ" in look
    assert '<input type="hidden" name="max_points" value="30">' in look
    assert Criterion.objects.get(code="1.1").max_points == 40
    unexplained = browser.post(place, posted(stored, confirm="1", reason="")).content.decode()
    assert "Cần sửa:" in unexplained
    assert Criterion.objects.get(code="1.1").max_points == 40
    again = browser.post(place, posted(stored, again="1")).content.decode()
    assert 'value="30"' in again
    assert "xem trước tác động" not in again
    assert browser.post(place, posted(stored, confirm="1", reason=WHY)).status_code == 302
    assert Criterion.objects.get(code="1.1").max_points == 30


def test_a_removal_that_is_refused_says_so_before_asking(scored):
    browser = scored.client("secretary")
    place = scored.year.url("remove_criterion", Criterion.objects.get(code="1.1").pk)
    answer = browser.post(place, {"version": "1"}).content.decode()
    assert "đã có đơn vị chấm" in answer


def test_only_the_chairs_desk_is_offered_the_change(scored):
    own = scored.client("secretary").get(scored.year.url("rubric")).content.decode()
    assert "Mỗi thay đổi phải có lý do" in own
    other = scored.client("head_b").get(scored.year.url("rubric")).content.decode()
    assert "Mỗi thay đổi phải có lý do" not in other
    assert "đã khóa" in other


def test_after_the_year_is_closed_nothing_may_be_changed(scored):
    from datetime import date

    scored.year.closed_on = date(2017, 12, 20)
    scored.year.save()
    with pytest.raises(Refused, match="đã bàn giao"):
        change(scored, 30, reason=WHY)
