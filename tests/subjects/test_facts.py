"""Facts are written whole, contradict nothing, and are struck rather than deleted."""

from datetime import date

import pytest

from tests.subjects.conftest import told
from thidua.core.faults import NotPermitted, Refused
from thidua.core.law.facts import Fact, FactKind
from thidua.journal.models import Entry
from thidua.subjects import actions, queries
from thidua.subjects.models import YearFact


def texts(refused) -> str:
    return "\n".join(str(fault) for fault in refused.value.faults)


def test_facts_are_kept_with_who_entered_them_and_when(world, make, tell):
    person = make()
    rows = tell(person, (2016, "grade", "tot", "QĐ 1"), (2016, "title", "chien_si_thi_dua_co_so", "QĐ 2"))
    assert {row.entered_by for row in rows} == {world.people["specialist_b"]}
    assert rows[0].entered_at == world.actor("specialist_b").at
    entry = Entry.objects.get(action="record_facts")
    assert "2016 · Xếp loại: hoàn thành tốt nhiệm vụ · QĐ 1" in entry.after["facts"]


def test_all_faults_are_told_and_nothing_is_written(make, tell):
    with pytest.raises(Refused) as refused:
        tell(make(), (2016, "grade", "tot"), (2016, "title", "khong_co"), (1890, "grade", "tot"))
    assert len(refused.value.faults) == 2
    assert not YearFact.objects.exists()


@pytest.mark.parametrize(
    ("fact", "place"),
    [
        (told(2018, "grade", "tot"), "year"),
        (told(2016, "grade", "gioi"), "value"),
        (told(2016, "grade"), "value"),
        (told(2016, "title", "danh_hieu_bia"), "value"),
        (told(2016, "award", "giay_khen:bia"), "value"),
        (told(2016, "cluster_rank", "1", "QĐ 5"), "ref"),
        (told(2016, "share", "ldtt:3"), "value"),
        (Fact(2016, FactKind.GRADE, "tot", until=date(2017, 1, 1)), "until"),
        (Fact(2016, FactKind.DISCIPLINE, "khien_trach", until=date(2015, 1, 1)), "until"),
        (told(2016, "under_review", "x" * 201), "value"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_at_its_field(world, make, fact, place):
    with pytest.raises(Refused) as refused:
        actions.record_facts(world.actor("specialist_b"), make(), [fact])
    assert [fault.place for fault in refused.value.faults] == [place]


def test_two_grades_in_a_year_are_refused_in_words(make, tell):
    person = make()
    tell(person, (2016, "grade", "tot"))
    with pytest.raises(Refused) as refused:
        tell(person, (2016, "grade", "xuat_sac"))
    assert "hoàn thành xuất sắc nhiệm vụ" in texts(refused)
    assert "xuat_sac" not in texts(refused)


def test_a_fact_before_birth_is_refused(make, tell):
    with pytest.raises(Refused) as refused:
        tell(make(born=1990), (1989, "grade", "tot"))
    assert "trước năm sinh" in texts(refused)


def test_a_contradiction_that_was_there_before_stops_no_other_fact(world, make, tell):
    person = make()
    tell(person, (2016, "grade", "tot"))
    YearFact.objects.create(
        subject=person,
        year=2016,
        kind="grade",
        value="xuat_sac",
        entered_by=world.people["head_b"],
        entered_at=world.actor("head_b").at,
    )
    assert tell(person, (2015, "grade", "tot"))


def test_the_same_fact_is_not_told_twice(make, tell):
    person = make()
    tell(person, (2016, "initiative", "co_so", "QĐ 1"))
    with pytest.raises(Refused):
        tell(person, (2016, "initiative", "co_so", "QĐ 1"))
    with pytest.raises(Refused):
        tell(person, (2015, "initiative", "co_so", "QĐ 9"), (2015, "initiative", "co_so", "QĐ 9"))
    assert tell(person, (2016, "initiative", "co_so", "QĐ 2")), "another paper is another initiative"


def test_a_struck_fact_stays_with_its_reason_and_counts_no_more(world, make, tell):
    person = make()
    [row] = tell(person, (2016, "grade", "tot", "QĐ 1"))
    actions.strike_fact(world.actor("head_b"), row, reason="Ghi nhầm người")
    row.refresh_from_db()
    assert (row.strike_reason, row.struck_by) == ("Ghi nhầm người", world.people["head_b"])
    assert queries.history(person, date(2017, 12, 31)).facts == ()
    assert Entry.objects.get(action="strike_fact").reason == "Ghi nhầm người"
    assert tell(person, (2016, "grade", "xuat_sac", "QĐ 1"))
    with pytest.raises(Refused):
        actions.strike_fact(world.actor("head_b"), row, reason="Lần nữa")


def test_striking_needs_a_reason(world, make, tell):
    [row] = tell(make(), (2016, "grade", "tot"))
    with pytest.raises(Refused):
        actions.strike_fact(world.actor("head_b"), row, reason="  ")


def test_an_inspection_is_ended_with_its_day(world, make, tell):
    person = make()
    [row] = tell(person, (2016, "under_review", "thanh tra đột xuất"))
    actions.end_fact(world.actor("specialist_b"), row, until=date(2017, 2, 1))
    [fact] = queries.history(person, date(2017, 12, 31)).facts
    assert fact.until == date(2017, 2, 1)
    with pytest.raises(Refused):
        actions.end_fact(world.actor("specialist_b"), row, until=date(2015, 2, 1))


def test_only_what_is_under_way_can_be_ended(world, make, tell):
    [row] = tell(make(), (2016, "grade", "tot"))
    with pytest.raises(Refused):
        actions.end_fact(world.actor("specialist_b"), row, until=date(2017, 2, 1))


@pytest.mark.parametrize("who", ["specialist_a", "stranger", "inspector", "operator", "editor"])
def test_others_write_strike_and_end_nothing(world, make, tell, who):
    person = make()
    [row] = tell(person, (2016, "discipline", "khien_trach"))
    for act in (
        lambda: actions.record_facts(world.actor(who), person, [told(2015, "grade", "tot")]),
        lambda: actions.strike_fact(world.actor(who), row, reason="Không thích"),
        lambda: actions.end_fact(world.actor(who), row, until=date(2017, 2, 1)),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_decision_on_a_condition_is_found_again(make, tell):
    person = make()
    [row] = tell(person, (2016, "judged", "BKTT-01:true", "BB 2"))
    assert queries.judged_fact(person, 2016, "BKTT-01") == row
    assert queries.judged_fact(person, 2015, "BKTT-01") is None
    assert queries.judged_fact(person, 2016, "BKTT-02") is None
