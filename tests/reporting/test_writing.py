"""A unit writes its report; what two people write at once, and what is wrong, is told."""

from decimal import Decimal

import pytest

from tests.reporting.conftest import day
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.reporting import MedalRow
from thidua.journal.models import Entry
from thidua.reporting import actions
from thidua.reporting.models import Report, ReportState

SILAT = MedalRow("Giải vô địch Pencak Silat", "quoc_gia", 3, 2, 1)


def save(reporting, unit="b", by="specialist_b", **changes):
    what = {"sections": {}, "figures": {}, "medals": ()} | changes
    return actions.save_draft(
        reporting.world.actor(by), reporting.midyear, reporting.world.units[unit], **what
    )


def test_a_specialist_drafts_the_report_of_the_own_unit(reporting):
    report = save(
        reporting,
        sections={"sports": "Tổ chức  giải\r\ntrẻ "},
        figures={"khach": Decimal("1440.5")},
        medals=[SILAT],
    )
    assert report.state == ReportState.DRAFT
    assert report.version == 1
    assert report.sections.get().text == "Tổ chức  giải\ntrẻ"
    assert report.figures.get().value == Decimal("1440.5")
    assert report.medals.get().gold == 3
    assert report.edited_by == reporting.world.people["specialist_b"]


@pytest.mark.parametrize("who", ["specialist_c", "head_a", "secretary", "authority", "inspector", "stranger"])
def test_nobody_writes_another_units_report(reporting, who):
    with pytest.raises(NotPermitted):
        save(reporting, by=who)


def test_what_is_not_named_stays_and_what_is_emptied_goes(reporting):
    save(reporting, sections={"sports": "A", "limits": "B"}, figures={"khach": Decimal(1)}, medals=[SILAT])
    report = save(reporting, sections={"sports": " "}, figures={"khach": None})
    assert dict(report.sections.values_list("kind", "text")) == {"limits": "B"}
    assert not report.figures.exists()
    assert not report.medals.exists()


def test_each_save_is_journalled_with_what_changed(reporting):
    save(reporting, sections={"sports": "A"}, figures={"khach": Decimal("5.50")})
    save(reporting, sections={"sports": "B"}, figures={"khach": Decimal("5.5")})
    entry = Entry.objects.filter(action="save_draft").first()
    assert entry.before == {"section_sports": "A"}
    assert entry.after == {"section_sports": "B"}
    assert entry.unit_id == reporting.world.units["b"].pk


def test_saving_the_same_twice_writes_once(reporting):
    save(reporting, sections={"sports": "A"}, version=0)
    report = save(reporting, sections={"sports": "A"}, version=0)
    assert report.version == 1
    assert Entry.objects.filter(action="save_draft").count() == 1


def test_two_editors_are_told_of_each_other(reporting):
    save(reporting, sections={"sports": "A"})
    save(reporting, by="head_b", sections={"sports": "B"}, version=1)
    with pytest.raises(Stale) as refused:
        save(reporting, sections={"sports": "C"}, version=1)
    assert "Người head_b" in str(refused.value)
    assert "09:00 10/05/2017" in str(refused.value)
    assert Report.objects.get().sections.get().text == "B"


def test_two_who_begin_at_once_are_told_of_each_other(reporting):
    save(reporting, by="head_b", sections={"sports": "A"}, version=0)
    with pytest.raises(Stale):
        save(reporting, sections={"sports": "B"}, version=0)


def test_every_fault_is_told_at_its_place(reporting):
    with pytest.raises(Refused) as refused:
        save(
            reporting,
            sections={"khac": "?"},
            figures={"khach": Decimal(-1), "gia-dinh": Decimal("100.5"), "la": Decimal(1)},
            medals=[SILAT, MedalRow("giải vô địch pencak silat", "xa", 10000)],
        )
    assert {fault.place for fault in refused.value.faults} == {
        "section_khac",
        "figure_khach",
        "figure_gia-dinh",
        "figure_la",
        "medal_1_competition",
        "medal_1_level",
        "medal_1_gold",
    }
    assert not Report.objects.exists()


def test_a_report_handed_in_is_not_edited(reporting):
    reporting.submitted("b")
    with pytest.raises(Refused, match="đã nộp"):
        save(reporting, sections={"sports": "thêm"})


def test_a_returned_report_is_mended_and_stays_returned_until_sent_on(reporting):
    report = reporting.returned("b")
    mended = save(reporting, sections={"family": "Bổ sung"})
    assert mended.pk == report.pk
    assert mended.state == ReportState.RETURNED


def test_a_change_takes_the_report_off_the_heads_desk_unless_the_head_makes_it(reporting):
    report = reporting.draft("b")
    specialist = reporting.world.actor("specialist_b")
    actions.ask_approval(specialist, report)
    assert save(reporting, by="head_b", sections={"sports": "Lãnh đạo sửa"}).state == ReportState.AWAITING
    assert save(reporting, sections={"sports": "Sửa"}).state == ReportState.DRAFT


def test_a_unit_outside_the_year_has_no_report(reporting):
    world = reporting.world
    outside = world.people["stranger"].appointments.get().unit
    with pytest.raises(NotPermitted):
        actions.save_draft(
            world.actor("stranger"), reporting.midyear, outside, sections={}, figures={}, medals=()
        )


def test_a_closed_year_is_read_only(reporting):
    reporting.year.closed_on = day(12, 5)
    reporting.year.save()
    reporting.midyear.cluster_year.refresh_from_db()
    with pytest.raises(Refused, match="đã bàn giao"):
        save(reporting, sections={"sports": "A"})
