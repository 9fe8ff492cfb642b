"""What the grid is told while somebody works in it: points of what is typed, saves, who else is there."""

import random
import re
from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.scoring.conftest import sheet_of
from tests.scoring.every_kind import every_kind
from tests.scoring.test_cross_scoring import crossed, score
from tests.scoring.test_pages import TYPED, send, sheet_url
from thidua.core.points import self_points
from thidua.core.rubric import CriterionKind, criteria_of
from thidua.core.timetable import Stage
from thidua.core.vietnamese import number, shown_number
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.actions import presence
from thidua.scoring.models import Evidence, ScoreLine, ScoreSheet, SheetEditor
from thidua.scoring.queries import rubric_groups, rubric_of, score_table
from thidua.scoring.sealed_ground import seal, unseal
from thidua.scoring.tried_sheet import ground_of

D = Decimal


def points_url(world, code="b"):
    return world.year.url("sheet_points", world.units[code].code)


def facts_on(page):
    return re.search(r'name="facts" value="([^"]+)"', page)[1]


def tried(world, who, code="b", side="score", **typed):
    """What the grid is told of typed cells, by the facts its page carries."""
    client = world.client(who)
    facts = facts_on(client.get(sheet_url(world, code)).content.decode())
    answer = client.post(points_url(world, code), {"side": side, "facts": facts, **typed})
    assert answer.status_code == 200
    return answer.json()


def autosave(world, who, code="b", **data):
    data = {"side": "score", "version": "0", **TYPED, **data}
    return world.client(who).post(sheet_url(world, code), data, headers={"Accept": "application/json"})


# --- points of what is typed ---


def test_typed_figures_are_scored_and_nothing_is_written(with_rubric):
    answer = tried(with_rubric, "specialist_b", **{"entry:1.1": "35,5", "entry:1.2": "4", "entry:2.1": "1"})
    points = {place: told[0] for place, told in answer["points"].items()}
    assert (points["own-0"], points["own-1"], points["own-2"]) == ("35,5", "10", "10")
    assert points["group-own-0"] == "45,5"
    assert points["total-own"] == points["total-own-head"] == "85,5"
    assert "2,5" in answer["points"]["own-1"][1]
    assert not ScoreSheet.objects.exists()
    assert not ScoreLine.objects.exists()


def test_a_cell_that_is_no_figure_counts_as_nothing_until_it_is_one(with_rubric):
    answer = tried(with_rubric, "specialist_b", **{"entry:1.1": "ba mươi", "entry:1.2": "2,5"})
    assert answer["points"]["own-0"] == ["–", ""]
    assert answer["points"]["own-1"] == ["–", ""]  # no part of a count
    assert answer["points"]["group-own-0"] == ["0", ""]


def test_the_verifiers_side_is_scored_over_the_units_own(all_handed_in):
    answer = tried(all_handed_in, "secretary", side="verify", **{"entry:1.1": "30", "entry:2.2": "4"})
    points = {place: told[0] for place, told in answer["points"].items()}
    assert (points["own-0"], points["verified-0"], points["verified-3"]) == ("35", "30", "4")
    assert points["total-own"] == "86"
    assert points["total-verified"] == "75"
    assert answer["differs"] == [0, 3]
    assert not ScoreLine.objects.exclude(verified_entry=None).exists()


def test_only_who_may_write_a_side_is_told_its_points(with_rubric, hand_in):
    world = with_rubric
    for who, side in (
        ("specialist_c", "score"), ("secretary", "score"), ("inspector", "score"), ("head_b", "verify"),
        ("head_b", "nothing"),
    ):  # fmt: skip
        assert world.client(who).post(points_url(world), {"side": side}).status_code == 403
    assert world.client("head_b").post(points_url(world), {"side": "score"}).status_code == 200
    assert world.client("head_b").get(points_url(world)).status_code == 405
    hand_in("b")
    assert world.client("head_b").post(points_url(world), {"side": "score"}).status_code == 403


def test_what_a_page_carries_is_good_for_its_reader_its_sheet_and_its_side_alone(with_rubric):
    world = with_rubric
    b, head = world.units["b"], world.people["head_b"]
    ground = ground_of(world.year, b, None, "score", world.actor("head_b").today)
    sealed = seal(head, world.year, b, ground)
    again = unseal(sealed, head, world.year, b.code, "score")
    assert (again.facts, again.rubric.precision) == (ground.facts, ground.rubric.precision)
    assert unseal(sealed, world.people["head_c"], world.year, b.code, "score") is None
    assert unseal(sealed, head, world.year, world.units["a"].code, "score") is None
    assert unseal(sealed, head, world.year, b.code, "verify") is None
    for who, status in (("head_b", 200), ("head_c", 403)):
        for given in (sealed, sealed[:-1], "made up", ""):
            answer = world.client(who).post(points_url(world), {"side": "score", "facts": given})
            assert answer.status_code == status
            assert status == 403 or answer.json()["points"]["own-3"][0] == "10"


def test_a_keystroke_asks_the_database_little_and_no_more_with_more_criteria(with_rubric):
    world = with_rubric
    client = world.client("specialist_b")
    facts = facts_on(client.get(sheet_url(world)).content.decode())

    def count(**typed):
        with CaptureQueriesContext(connection) as queries:
            client.post(points_url(world), {"side": "score", "facts": facts, **typed})
        return len(queries)

    assert count() == count(**TYPED) <= 6


def test_random_entries_of_every_kind_score_the_same_in_the_grid_the_core_and_once_saved(world):
    every_kind(world)
    chance = random.Random(20171110)
    groups = rubric_groups(rubric_of(world.year))
    for _ in range(12):
        entries = {c.code: _figure(c, chance) for c in criteria_of(groups)}
        answer = tried(
            world, "specialist_b",
            **{f"entry:{code}": "" if figure is None else number(figure) for code, figure in entries.items()},
        )  # fmt: skip
        saved = {code: (figure, "") for code, figure in entries.items()}
        actions.save_self_scores(world.actor("specialist_b"), world.year, world.units["b"], saved)
        # The page is of today: so are the facts it counts lateness by.
        table = score_table(world.year, timezone.localdate(), drafts_of=[world.units["b"].pk])
        row = next(row for row in table.units if row.unit == world.units["b"])
        for index, criterion in enumerate(criteria_of(groups)):
            told = answer["points"][f"own-{index}"][0]
            by_core = self_points(criterion, table.precision, entries[criterion.code], row.facts).value
            assert told == shown_number(by_core) == shown_number(row.self_points[criterion.code].value)
        assert answer["points"]["total-own"][0] == shown_number(row.self_total)


def _figure(criterion, chance):
    # What unit b pledged and reported for 1.1 leaves nothing to enter.
    if criterion.kind.is_computed or criterion.code == "1.1" or chance.random() < 0.15:
        return None
    if criterion.kind is CriterionKind.YES_NO:
        return D(chance.randint(0, 1))
    if criterion.kind is CriterionKind.COUNT:
        return D(chance.randint(0, 30))
    if criterion.kind in (CriterionKind.SHARE, CriterionKind.TARGET):
        return D(chance.randint(0, 100_000)) / 1000
    least = criterion.parameters.min_points
    return D(chance.randint(int(least * 1000), int(criterion.max_points * 1000))) / 1000


def test_a_scoring_unit_is_told_the_points_of_its_figures_over_the_units_own(all_handed_in):
    world = crossed(all_handed_in)
    score(world, "b", "c", k1_1=(D(20), "Thiếu"))
    sheet = sheet_of(world.year, world.units["b"])
    actions.save_verification(world.actor("secretary"), sheet, {"1.2": (D(1), "Đếm lại")})
    client = world.client("specialist_c")
    page = client.get(world.year.url("cross_sheet", "so-b", "so-c")).content.decode()
    typed = {"side": "cross", "facts": facts_on(page), "entry:1.1": "30", "entry:2.2": "4", "entry:1.2": ""}
    answer = client.post(points_url(world), typed).json()
    points = {place: told[0] for place, told in answer["points"].items()}
    assert (points["verified-0"], points["verified-1"], points["verified-3"]) == ("30", "10", "4")
    assert points["total-verified"] == "75"
    assert answer["differs"] == [0, 3]
    assert world.client("specialist_a").post(points_url(world), typed).status_code == 403
    assert client.post(points_url(world), typed | {"facts": ""}).status_code == 403


# --- saving in the background ---


def test_a_save_in_the_background_answers_with_points_and_version(with_rubric):
    world = with_rubric
    answer = autosave(world, "specialist_b").json()
    assert (answer["saved"], answer["version"], answer["faults"]) == (True, 1, {})
    assert re.fullmatch(r"Đã lưu lúc \d\d:\d\d", answer["said"])
    assert answer["points"]["own-0"] == ["35,5", ""]
    assert sheet_of(world.year, world.units["b"]).lines.get(criterion__code="1.1").self_entry == D("35.5")


def test_a_fault_in_one_cell_keeps_only_its_row_from_being_saved(with_rubric):
    world = with_rubric
    answer = autosave(world, "specialist_b", **{"entry:1.1": "ba mươi", "entry:1.2": "2,5"}).json()
    assert answer["saved"]
    assert set(answer["faults"]) == {"entry:1.1", "entry:1.2"}
    assert "không phải là số" in answer["faults"]["entry:1.1"]
    assert "số nguyên" in answer["faults"]["entry:1.2"]
    assert answer["said"].endswith("trừ 2 ô cần sửa.")
    lines = sheet_of(world.year, world.units["b"]).lines
    assert [line.criterion.code for line in lines.exclude(self_entry=None)] == ["2.1"]


def test_after_anothers_save_nothing_is_written_and_theirs_is_told_cell_by_cell(with_rubric):
    world = with_rubric
    autosave(world, "specialist_b", **{"entry:1.1": "32,5"})
    answer = autosave(world, "head_b", **{"entry:1.1": "30"}).json()
    assert (answer["saved"], answer["stale"], answer["version"]) == (False, True, 1)
    assert "Người specialist_b đã lưu lúc" in answer["said"]
    assert answer["newer"] == {"entry:1.1": "Người khác vừa ghi: 32,5"}
    assert sheet_of(world.year, world.units["b"]).lines.get(criterion__code="1.1").self_entry == D("32.5")


def test_the_verifiers_side_saves_itself_too_and_waits_for_the_reason(all_handed_in):
    world = all_handed_in
    sheet = {"side": "verify", "version": "1", "entry:1.1": "30", "entry:1.2": "3", "reason:1.2": "Đếm lại"}
    send_it = {"headers": {"Accept": "application/json"}}
    answer = world.client("secretary").post(sheet_url(world), sheet, **send_it).json()
    assert answer["saved"]
    assert set(answer["faults"]) == {"reason:1.1"}
    lines = sheet_of(world.year, world.units["b"]).lines
    assert lines.get(criterion__code="1.1").verified_entry is None
    assert lines.get(criterion__code="1.2").verified_entry == 3
    sheet |= {"version": str(answer["version"]), "reason:1.1": "Thiếu minh chứng"}
    again = world.client("secretary").post(sheet_url(world), sheet, **send_it).json()
    assert again["faults"] == {}
    assert again["points"]["verified-0"][0] == "30"


def test_a_file_comes_with_the_save_and_is_listed_in_the_answer(with_rubric):
    world = with_rubric
    good = SimpleUploadedFile("biên bản.pdf", b"%PDF-1.7 that %%EOF")
    bad = SimpleUploadedFile("gia.pdf", b"khong phai")
    answer = autosave(world, "specialist_b", **{"file:1.1": good, "file:1.2": bad}).json()
    assert answer["saved"]
    assert set(answer["faults"]) == {"file:1.2"}
    assert "biên bản.pdf" in answer["files"]["evidence-0"]
    assert answer["version"] == sheet_of(world.year, world.units["b"]).version == 2
    assert Evidence.objects.count() == 1


def test_when_it_is_not_the_time_the_save_says_so_and_writes_nothing(with_rubric):
    world = with_rubric
    world.at(Stage.REVIEW)
    answer = autosave(world, "specialist_b").json()
    assert not answer["saved"]
    assert "không làm được ở giai đoạn" in answer["said"]
    assert not ScoreSheet.objects.exists()


def test_nobody_elses_sheet_is_saved_in_the_background(with_rubric):
    assert autosave(with_rubric, "specialist_c").status_code == 403


# --- who else has it open ---


def here(world, who, **more):
    return world.client(who).post(
        world.year.url("sheet_presence", world.units["b"].code), {"version": "0", **more}
    )


def test_two_who_have_a_sheet_open_are_told_of_each_other_until_one_leaves(with_rubric):
    world = with_rubric
    assert here(world, "specialist_b").json()["others"] == ""
    assert here(world, "head_b").json()["others"] == "Người specialist_b cũng đang mở phiếu này để sửa."
    assert "Người head_b" in here(world, "specialist_b").json()["others"]
    here(world, "head_b", left="1")
    assert here(world, "specialist_b").json()["others"] == ""
    assert not Entry.objects.filter(subject_type="scoring.SheetEditor").exists()


def test_a_page_silent_for_a_minute_is_closed(with_rubric):
    world = with_rubric
    unit, actor, other = world.units["b"], world.actor("head_b"), world.actor("specialist_b")
    presence.keep_open(other, world.year, unit)
    almost = actor.acting_at(other.at + presence.GONE - timedelta(seconds=1))
    assert len(presence.keep_open(almost, world.year, unit)) == 1
    assert presence.keep_open(actor.acting_at(other.at + presence.GONE), world.year, unit) == []
    assert SheetEditor.objects.count() == 1


def test_the_page_learns_that_another_has_saved(with_rubric):
    world = with_rubric
    autosave(world, "specialist_b")
    assert "Người specialist_b đã lưu phiếu lúc" in here(world, "head_b").json()["newer"]
    assert here(world, "head_b", version="1").json()["newer"] == ""


def test_readers_leave_no_trace(with_rubric, hand_in):
    world = with_rubric
    hand_in("b")
    assert here(world, "inspector").status_code == 403
    assert here(world, "head_b").status_code == 403
    world.client("inspector").get(sheet_url(world))
    assert not SheetEditor.objects.exists()


def test_a_sheet_on_the_heads_desk_does_not_save_itself(with_rubric):
    world = with_rubric
    send(world, "specialist_b", then="ask")
    page = world.client("specialist_b").get(sheet_url(world)).content.decode()
    assert "data-points" in page
    assert "data-autosave" not in page
