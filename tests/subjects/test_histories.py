"""Histories as the rules take them: what counts, in order, in few queries however many there are."""

from datetime import date

import pytest

from thidua.core.law.facts import Fact, FactKind, SubjectKind
from thidua.subjects import actions, queries
from thidua.subjects.models import Subject, YearFact

ON = date(2016, 12, 31)


def test_a_history_holds_birth_and_the_facts_up_to_the_year_asked(make, tell):
    person = make(born=1980, code="CB-1")
    rows = tell(person, (2015, "grade", "tot", "QĐ 1"), (2017, "grade", "tot"))
    [history] = queries.histories([person], ON)
    assert (history.subject, history.kind) == ("CB-1", SubjectKind.PERSON)
    assert history.facts == (
        Fact(1980, FactKind.BORN),
        Fact(2015, FactKind.GRADE, "tot", ref="QĐ 1", line=rows[0].pk),
    )


def test_histories_follow_the_order_asked_for(make):
    people = [make(name, code=name[-1]) for name in ("Người C", "Người A", "Người B")]
    assert [history.subject for history in queries.histories(people, ON)] == ["C", "A", "B"]
    assert [history.subject for history in queries.histories(people[0].unit, ON)] == ["A", "B", "C"]


def test_a_units_histories_leave_out_those_merged_away(world, make, tell):
    one, other = make(code="1"), make(code="2")
    tell(other, (2014, "grade", "tot"))
    request = actions.request_merge(world.actor("specialist_b"), one, other, reason="Ghi hai lần")
    actions.consent_merge(world.actor("head_b"), request)
    [history] = queries.histories(world.units["b"], ON)
    assert (history.subject, [fact.year for fact in history.facts]) == ("1", [2014])


@pytest.mark.parametrize("number", [3, 60])
def test_three_queries_for_few_and_for_many(world, number, django_assert_num_queries):
    Subject.objects.bulk_create(_people(world, number))
    people = list(Subject.objects.all())
    YearFact.objects.bulk_create(
        YearFact(
            subject=person,
            year=year,
            kind="grade",
            value="tot",
            entered_by=world.people["head_b"],
            entered_at=world.actor("head_b").at,
        )
        for person in people
        for year in range(2007, 2017)
    )
    with django_assert_num_queries(3):
        found = queries.histories(Subject.objects.standing(), ON)
    assert len(found) == number
    assert {len(history.facts) for history in found} == {10}


@pytest.mark.parametrize("number", [3, 60])
def test_the_search_for_doubles_does_not_grow_with_the_subjects(world, number, django_assert_num_queries):
    from thidua.subjects.access import Reach

    Subject.objects.bulk_create(_people(world, number))
    with django_assert_num_queries(2):
        queries.possible_doubles(Reach(everywhere=True))


def _people(world, number: int) -> list[Subject]:
    people = [
        Subject(code=f"P-{place}", kind="person", name="Người Trùng Tên", unit=world.units["b"])
        for place in range(number)
    ]
    for person in people:
        person.derive_keys()
    return people


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ({"born": 1980, "unit": "a"}, {"born": 1980, "unit": "b"}, True),
        ({"born": None, "unit": "b"}, {"born": 1980, "unit": "b"}, True),
        ({"born": 1975, "unit": "b"}, {"born": 1980, "unit": "b"}, False),
        ({"born": None, "unit": "a"}, {"born": 1980, "unit": "b"}, False),
        ({"born": None, "unit": "a"}, {"born": None, "unit": "b"}, False),
    ],
)
def test_who_may_be_one(world, make, one, other, are_one):
    from thidua.subjects.access import Reach

    make("Lê Thị Hồng Ánh", **one)
    make("LÊ THỊ HỒNG ÁNH", **other)
    make("Lê Thị Hồng Anh", kind="collective")
    assert bool(queries.possible_doubles(Reach(everywhere=True))) is are_one
