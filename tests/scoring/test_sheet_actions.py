"""A unit scores itself, its head hands in; the sheet is then closed until it is sent back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.scoring.conftest import ALL
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.models import Evidence, SheetState

D = Decimal
PDF = b"%PDF-1.4 minh chung %%EOF"


@pytest.fixture
def scored(with_rubric):
    world = with_rubric
    return actions.save_self_scores(
        world.actor("specialist_b", "2017-10-10"), world.year, world.units["b"], ALL
    )


def upload(name="anh.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_a_unit_writes_its_own_sheet_only(with_rubric):
    world = with_rubric
    for who in ("specialist_c", "secretary", "authority", "inspector"):
        with pytest.raises(NotPermitted):
            actions.save_self_scores(world.actor(who), world.year, world.units["b"], ALL)


def test_scoring_waits_for_its_stage(with_rubric):
    year = with_rubric.at(Stage.RUNNING)
    with pytest.raises(Refused, match="giai đoạn"):
        actions.save_self_scores(with_rubric.actor("specialist_b"), year, with_rubric.units["b"], ALL)


def test_every_wrong_entry_is_named_and_nothing_written(with_rubric):
    world = with_rubric
    wrong = {"1.1": (D(41), ""), "2.1": (D(3), ""), "2.2": (D(1), ""), "9.9": (D(1), "")}
    with pytest.raises(Refused) as refused:
        actions.save_self_scores(world.actor("specialist_b"), world.year, world.units["b"], wrong)
    assert [fault.place for fault in refused.value.faults] == ["1.1", "2.1", "2.2", "9.9"]
    assert not world.year.score_sheets.exists()


def test_a_save_on_top_of_an_older_state_is_refused_and_says_who_saved(with_rubric, scored):
    world = with_rubric
    with pytest.raises(Stale, match="Người specialist_b"):
        actions.save_self_scores(
            world.actor("head_b"), world.year, world.units["b"], {"1.1": (D(1), "")}, version=0
        )


def test_only_what_changed_is_journalled(with_rubric, scored):
    world = with_rubric
    unit = world.units["b"]
    actions.save_self_scores(world.actor("head_b"), world.year, unit, {**ALL, "1.1": (D(30), "Ít hơn")})
    entry = Entry.objects.filter(action="save_self_scores").first()
    assert entry.before == {"1.1": ["35.000", "Đạt khá"]}
    assert entry.after == {"1.1": ["30", "Ít hơn"]}
    again = actions.save_self_scores(world.actor("head_b"), world.year, unit, {"1.1": (D(30), "Ít hơn")})
    assert again.version == 2


def test_an_incomplete_sheet_is_not_handed_in(with_rubric):
    world = with_rubric
    sheet = actions.save_self_scores(
        world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D(1), "")}
    )
    with pytest.raises(Refused) as refused:
        actions.ask_sheet_approval(world.actor("specialist_b"), sheet)
    assert [fault.place for fault in refused.value.faults] == ["1.2", "2.1"]


def test_the_head_approves_and_hands_in_once(with_rubric, scored):
    world = with_rubric
    actions.ask_sheet_approval(world.actor("specialist_b", "2017-10-11"), scored)
    with pytest.raises(NotPermitted):
        actions.submit_sheet(world.actor("specialist_b"), scored)
    actions.submit_sheet(world.actor("head_b", "2017-10-12", 10), scored)
    scored.refresh_from_db()
    assert scored.state == SheetState.SUBMITTED
    with pytest.raises(Refused, match="10:00 12/10/2017"):
        actions.submit_sheet(world.actor("head_b"), scored)
    with pytest.raises(Refused, match="đã nộp lúc"):
        actions.save_self_scores(world.actor("head_b"), world.year, world.units["b"], ALL)


def test_a_change_by_the_specialist_takes_the_sheet_off_the_heads_desk(with_rubric, scored):
    world = with_rubric
    unit = world.units["b"]
    actions.ask_sheet_approval(world.actor("specialist_b"), scored)
    kept = actions.save_self_scores(world.actor("head_b"), world.year, unit, {"1.1": (D(31), "")})
    assert kept.state == SheetState.AWAITING
    changed = actions.save_self_scores(world.actor("specialist_b"), world.year, unit, {"1.1": (D(32), "")})
    assert changed.state == SheetState.DRAFT


def test_the_head_sends_it_back_to_the_specialist(with_rubric, scored):
    world = with_rubric
    actions.ask_sheet_approval(world.actor("specialist_b"), scored)
    with pytest.raises(NotPermitted):
        actions.return_sheet(world.actor("secretary"), scored, reason="Chưa đúng")
    actions.return_sheet(world.actor("head_b"), scored, reason="Xem lại 1.1")
    scored.refresh_from_db()
    assert (scored.state, scored.return_reason) == (SheetState.DRAFT, "Xem lại 1.1")


def test_evidence_is_checked_kept_once_and_removed(with_rubric, django_capture_on_commit_callbacks):
    world = with_rubric
    actor, unit = world.actor("specialist_b"), world.units["b"]
    evidence = actions.add_evidence(actor, world.year, unit, "1.1", upload())
    assert len(evidence.sha256) == 64
    assert evidence.line.sheet.version == 1
    with pytest.raises(Refused, match="đã có trong minh chứng"):
        actions.add_evidence(actor, world.year, unit, "1.1", upload("khac.pdf"))
    with pytest.raises(Refused, match="không đúng với đuôi"):
        actions.add_evidence(actor, world.year, unit, "1.1", upload("gia.pdf", b"khong phai pdf"))
    with pytest.raises(Refused, match="không thuộc loại"):
        actions.add_evidence(actor, world.year, unit, "1.1", upload("ma.exe", b"MZ"))
    storage, name = evidence.file.storage, evidence.file.name
    with pytest.raises(NotPermitted):
        actions.remove_evidence(world.actor("specialist_c"), evidence)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_evidence(actor, evidence)
    assert not Evidence.objects.exists()
    assert not storage.exists(name)
    assert Entry.objects.get(action="remove_evidence").before["file"] == "anh.pdf"


def test_an_import_records_a_past_sheet_whatever_the_stage(with_rubric):
    world = with_rubric
    year = world.at(Stage.HAND_OVER)
    importer = replace(world.actor("operator", "2017-10-30"), for_all_units=True)
    for _time in range(2):
        sheet = actions.save_self_scores(importer, year, world.units["b"], {"1.1": (D(35), "")})
        actions.submit_sheet(importer, sheet)
        actions.save_verification(importer, sheet, {"1.1": (D(34), "Thiếu minh chứng")})
        actions.finish_verification(importer, sheet)
    sheet.refresh_from_db()
    assert sheet.state == SheetState.VERIFIED
    assert sheet.lines.get().verified_entry == 34


def test_evidence_changed_by_the_specialist_takes_the_sheet_off_the_heads_desk(with_rubric):
    world = with_rubric
    specialist, unit = world.actor("specialist_b", "2017-10-20"), world.units["b"]
    sheet = actions.save_self_scores(specialist, world.year, unit, ALL)
    actions.ask_sheet_approval(specialist, sheet)
    given = actions.add_evidence(
        specialist, world.year, unit, "1.1", ContentFile(b"%PDF-1.4 x %%EOF", "a.pdf")
    )
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version) == (SheetState.DRAFT, 2)
    actions.ask_sheet_approval(specialist, sheet)
    actions.remove_evidence(specialist, Evidence.objects.get(pk=given.pk))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version) == (SheetState.DRAFT, 3)
    actions.ask_sheet_approval(specialist, sheet)
    actions.add_evidence(
        world.actor("head_b", "2017-10-20"),
        world.year,
        unit,
        "1.1",
        ContentFile(b"%PDF-1.4 y %%EOF", "b.pdf"),
    )
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version) == (SheetState.AWAITING, 4)
