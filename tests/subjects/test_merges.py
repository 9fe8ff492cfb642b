"""Two that are one are joined only with the consent of those who hold the other, and can be parted again."""

from datetime import date

import pytest

from thidua.core.faults import NotPermitted, Refused
from thidua.core.law.facts import FactKind
from thidua.journal.models import Entry
from thidua.subjects import actions, queries
from thidua.subjects.models import MergeRequest, MergeState, Subject, YearFact

ON = date(2017, 12, 31)


@pytest.fixture
def moved(make, tell):
    """A person who worked in unit a until 2014 and works in unit b since."""
    here, before = make(born=1980), make(unit="a", born=1980)
    tell(here, (2015, "grade", "tot"), (2016, "grade", "xuat_sac"))
    tell(before, (2013, "grade", "tot"), (2014, "title", "lao_dong_tien_tien"))
    return here, before


def ask(world, kept, merged, who="specialist_b") -> MergeRequest:
    return actions.request_merge(world.actor(who), kept, merged, reason="Chuyển công tác tháng 1/2015")


def years(subject) -> list[int]:
    return [fact.year for fact in queries.history(subject, ON).facts if fact.kind is not FactKind.BORN]


def test_nothing_is_joined_before_the_holder_of_the_other_agrees(world, moved):
    here, before = moved
    request = ask(world, here, before)
    assert request.asked_of == world.units["a"]
    assert years(here) == [2015, 2016]
    actions.consent_merge(world.actor("head_a"), request)
    assert years(here) == [2013, 2014, 2015, 2016]


def test_merging_moves_no_fact_and_parting_gives_each_its_own(world, moved):
    here, before = moved
    owners = dict(YearFact.objects.values_list("pk", "subject_id"))
    request = ask(world, here, before)
    actions.consent_merge(world.actor("head_a"), request)
    assert dict(YearFact.objects.values_list("pk", "subject_id")) == owners
    actions.undo_merge(world.actor("specialist_a"), request, reason="Là hai người cùng tên")
    assert years(here) == [2015, 2016]
    assert years(Subject.objects.get(pk=before.pk)) == [2013, 2014]
    request.refresh_from_db()
    assert (request.merge_state, request.undo_reason) == (MergeState.UNDONE, "Là hai người cùng tên")


def test_the_other_way_round_the_same_unit_is_asked(world, moved):
    here, before = moved
    assert ask(world, before, here).asked_of == world.units["a"]


@pytest.mark.parametrize("who", ["specialist_b", "head_b", "head_c", "authority", "inspector", "operator"])
def test_nobody_else_may_answer(world, moved, who):
    request = ask(world, *moved)
    with pytest.raises(NotPermitted):
        actions.consent_merge(world.actor(who), request)
    with pytest.raises(NotPermitted):
        actions.refuse_merge(world.actor(who), request, reason="Không")
    request.refresh_from_db()
    assert request.merge_state is MergeState.ASKED


def test_within_one_unit_another_person_than_the_asker_answers(world, make):
    one, other = make(born=1980), make(born=1980)
    request = ask(world, one, other)
    with pytest.raises(NotPermitted):
        actions.consent_merge(world.actor("specialist_b"), request)
    actions.consent_merge(world.actor("head_b"), request)
    other.refresh_from_db()
    assert other.merged_into == one


def test_only_those_who_hold_one_of_the_two_may_ask(world, moved):
    for who in ("head_c", "stranger", "inspector", "operator", "editor"):
        with pytest.raises(NotPermitted):
            ask(world, *moved, who=who)
    assert ask(world, *moved, who="authority")


def test_a_refusal_needs_a_reason_and_is_final(world, moved):
    request = ask(world, *moved)
    with pytest.raises(Refused):
        actions.refuse_merge(world.actor("head_a"), request, reason=" ")
    actions.refuse_merge(world.actor("head_a"), request, reason="Khác ngày sinh")
    with pytest.raises(Refused):
        actions.consent_merge(world.actor("head_a"), request)
    assert years(moved[0]) == [2015, 2016]


def test_a_refused_pair_is_not_proposed_again_but_may_be_asked_anew(world, moved):
    request = ask(world, *moved)
    actions.refuse_merge(world.actor("head_a"), request, reason="Chưa đủ giấy tờ")
    from thidua.subjects.access import reach

    assert queries.possible_doubles(reach(world.people["head_b"], "merge_subjects", ON)) == []
    assert ask(world, *moved)


def test_one_request_at_a_time_for_a_pair(world, moved):
    here, before = moved
    ask(world, here, before)
    with pytest.raises(Refused):
        ask(world, before, here)


def test_what_cannot_be_one_is_refused(world, make):
    person, hall = make(), make("Trần Thị Mẫu", kind="collective")
    unit = make("Sở Minh họa B", kind="collective", is_unit=True)
    for kept, merged in ((person, person), (person, hall), (hall, unit)):
        with pytest.raises(Refused):
            ask(world, kept, merged)
    assert ask(world, unit, hall), "the unit itself stays"


def test_one_that_is_merged_is_not_merged_again(world, make, moved):
    here, before = moved
    actions.consent_merge(world.actor("head_a"), ask(world, here, before))
    third = make(born=1980)
    with pytest.raises(Refused):
        ask(world, third, before)


def test_a_second_consent_finds_what_the_first_has_done(world, make, moved):
    here, before = moved
    third = make(born=1980)
    first, second = ask(world, here, before), ask(world, third, before)
    actions.consent_merge(world.actor("head_a"), first)
    with pytest.raises(Refused):
        actions.consent_merge(world.actor("head_a"), second)
    before.refresh_from_db()
    assert before.merged_into == here


def test_merges_of_merges_are_read_through_to_the_last(world, make, tell, moved):
    here, before = moved
    actions.consent_merge(world.actor("head_a"), ask(world, here, before))
    newest = make(unit="c", born=1980)
    tell(newest, (2017, "grade", "tot"))
    request = ask(world, newest, here, who="specialist_c")
    assert request.asked_of == world.units["b"]
    actions.consent_merge(world.actor("head_b"), request)
    assert years(newest) == [2013, 2014, 2015, 2016, 2017]


def test_a_merged_one_is_written_at_its_survivor_only(world, make, tell, moved):
    here, before = moved
    row = before.facts.get(year=2013)
    actions.consent_merge(world.actor("head_a"), ask(world, here, before))
    before.refresh_from_db()
    with pytest.raises(Refused):
        tell(before, (2012, "grade", "tot"))
    with pytest.raises(NotPermitted):
        actions.strike_fact(world.actor("specialist_a"), row, reason="Ghi nhầm")
    actions.strike_fact(world.actor("specialist_b"), row, reason="Ghi nhầm")
    assert years(here) == [2014, 2015, 2016]


def test_the_survivor_is_not_told_again_what_the_merged_one_tells(world, tell, moved):
    here, before = moved
    actions.consent_merge(world.actor("head_a"), ask(world, here, before))
    with pytest.raises(Refused):
        tell(here, (2013, "grade", "tot"))
    with pytest.raises(Refused):
        tell(here, (2013, "grade", "xuat_sac"))


def test_whoever_answers_is_shown_what_would_contradict(world, make, tell):
    here, before = make(born=1980), make(unit="a", born=1981)
    tell(here, (2015, "grade", "tot"))
    tell(before, (2015, "grade", "hoan_thanh"))
    request = ask(world, here, before)
    seen = queries.side_by_side(request, world.people["head_a"], ON)
    told = " ".join(str(clash.fault) for clash in seen.conflicts)
    assert "1980" in told and "1981" in told
    assert "hoàn thành tốt nhiệm vụ" in told


def test_the_asker_sees_the_others_facts_only_once_they_are_one(world, moved):
    request = ask(world, *moved)
    asker, holder = world.people["specialist_b"], world.people["head_a"]
    assert queries.side_by_side(request, asker, ON).merged.years is None
    assert queries.side_by_side(request, asker, ON).kept.years
    assert queries.side_by_side(request, holder, ON).kept.years, "the asker offers their own"
    assert queries.side_by_side(request, holder, ON).merged.years


def test_each_step_is_in_the_journal_of_both(world, moved):
    here, before = moved
    request = ask(world, here, before)
    actions.consent_merge(world.actor("head_a"), request)
    actions.undo_merge(world.actor("head_b"), request, reason="Nhầm")
    for action in ("request_merge", "consent_merge", "undo_merge"):
        entries = Entry.objects.filter(action=action)
        assert {entry.subject_id for entry in entries} == {str(here.pk), str(before.pk)}
        assert {entry.unit_id for entry in entries} == {here.unit_id, before.unit_id}


@pytest.mark.parametrize("who", ["head_c", "stranger", "inspector", "operator", "editor"])
def test_strangers_part_nothing(world, moved, who):
    request = ask(world, *moved)
    actions.consent_merge(world.actor("head_a"), request)
    with pytest.raises(NotPermitted):
        actions.undo_merge(world.actor(who), request, reason="Phá")


def test_what_is_not_merged_cannot_be_parted(world, moved):
    request = ask(world, *moved)
    with pytest.raises(NotPermitted):
        actions.undo_merge(world.actor("head_b"), request, reason="Nhầm")
