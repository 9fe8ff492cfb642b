"""Who a subject is: made once, changed by its own unit, found without accents."""

import unicodedata

import pytest

from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.law.facts import SubjectKind
from thidua.journal.models import Entry
from thidua.subjects import actions, queries
from thidua.subjects.access import reach
from thidua.subjects.models import Subject


def places(refused) -> list[str]:
    return [fault.place for fault in refused.value.faults]


def test_a_new_subject_gets_a_code_of_its_unit_and_an_entry_in_the_journal(world, make):
    first, second = make(), make("Lê Văn Khác")
    assert [first.code, second.code] == ["so-b-cn-001", "so-b-cn-002"]
    entry = Entry.objects.get(action="save_subject", subject_id=str(first.pk))
    assert entry.after["name"] == "Trần Thị Mẫu"
    assert entry.unit_id == world.units["b"].pk


def test_codes_run_on_apart_for_each_kind(make):
    assert make("Phòng Một", kind="collective").code == "so-b-tt-001"
    assert make("Hộ ông Hai", kind="household").code == "so-b-hgd-001"


def test_a_code_in_use_is_refused(make):
    make(code="CB-1")
    with pytest.raises(Refused) as refused:
        make("Người khác", code="CB-1")
    assert places(refused) == ["code"]


@pytest.mark.parametrize("code", ["CB 1", "CB,1", "CB;1"])
def test_a_code_is_one_word(make, code):
    with pytest.raises(Refused) as refused:
        make(code=code)
    assert places(refused) == ["code"]


@pytest.mark.parametrize("born", [1899, 2018])
def test_a_birth_in_no_likely_year_is_refused(make, born):
    with pytest.raises(Refused) as refused:
        make(born=born)
    assert places(refused) == ["born"]


def test_a_birth_after_what_is_told_already_is_refused(world, make, tell):
    person = make(born=1980)
    tell(person, (2010, "grade", "tot"))
    with pytest.raises(Refused) as refused:
        actions.save_subject(
            world.actor("specialist_b"),
            person,
            kind=SubjectKind.PERSON,
            name=person.name,
            unit=person.unit,
            born=2011,
        )
    assert places(refused) == ["born"]


def test_only_a_collective_is_a_unit_itself_and_only_one(world, make):
    unit = make("Sở Minh họa B", kind="collective", is_unit=True)
    assert world.units["b"].as_subject == unit
    with pytest.raises(Refused) as refused:
        make("Sở B ghi lại", kind="collective", is_unit=True)
    assert places(refused) == ["is_unit"]
    with pytest.raises(Refused) as refused:
        make("Một người", is_unit=True)
    assert "is_unit" in places(refused)


def test_text_in_an_old_font_is_refused(make):
    with pytest.raises(Refused) as refused:
        make("NguyÔn V¨n Tr­êng, Phßng V¨n hãa")
    assert places(refused) == ["name"]


def test_a_change_on_top_of_anothers_names_who_was_first(world, make):
    person = make()
    change = {"kind": SubjectKind.PERSON, "unit": person.unit, "version": person.version}
    actions.save_subject(world.actor("head_b"), person, name="Trần Thị Mẫu Một", **change)
    with pytest.raises(Stale) as refused:
        actions.save_subject(world.actor("specialist_b"), person, name="Trần Thị Mẫu Hai", **change)
    assert refused.value.faults[0].params["who"] == "Người head_b"
    person.refresh_from_db()
    assert person.name == "Trần Thị Mẫu Một"


def test_saving_what_is_there_already_writes_nothing(world, make):
    person = make()
    before = Entry.objects.count()
    actions.save_subject(
        world.actor("specialist_b"), person, kind=SubjectKind.PERSON, name=person.name, unit=person.unit
    )
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["specialist_a", "head_c", "stranger", "inspector", "operator", "editor"])
def test_another_units_people_and_mere_readers_change_nothing(world, make, who):
    person = make()
    with pytest.raises(NotPermitted):
        actions.save_subject(
            world.actor(who), person, kind=SubjectKind.PERSON, name="Tên khác", unit=person.unit
        )
    with pytest.raises(NotPermitted):
        actions.save_subject(
            world.actor(who), kind=SubjectKind.PERSON, name="Người mới", unit=world.units["b"]
        )


def test_nobody_is_pushed_into_a_unit_the_actor_does_not_reach(world, make):
    person = make()
    move = {"kind": SubjectKind.PERSON, "name": person.name, "unit": world.units["a"]}
    with pytest.raises(NotPermitted):
        actions.save_subject(world.actor("specialist_b"), person, **move)
    actions.save_subject(world.actor("authority"), person, **move)
    person.refresh_from_db()
    assert person.unit == world.units["a"]


def test_names_and_codes_are_found_without_accents(world, make):
    make("Đặng Thị Ngọc Ánh", code="CB-77")
    make("Nguyễn Văn Bình")
    within = reach(world.people["specialist_b"], "read_subjects", world.actor("specialist_b").today)

    def names(sought: str) -> list[str]:
        return [subject.name for subject in queries.found(within, sought)]

    assert names("dang thi ngoc anh") == ["Đặng Thị Ngọc Ánh"]
    assert names("ÁNH") == ["Đặng Thị Ngọc Ánh"]
    assert names("cb-77") == ["Đặng Thị Ngọc Ánh"]
    assert names("không ai") == []


def test_people_stand_by_given_name_in_vietnamese_order(make):
    for name in ("Trần Văn Ước", "Lê Thị Ánh", "Phạm Đức", "Nguyễn An (minh hoạ)", "Bùi Dung", "Vũ Ân"):
        make(name)
    assert [subject.name for subject in Subject.objects.all()] == [
        "Nguyễn An (minh hoạ)",
        "Lê Thị Ánh",
        "Vũ Ân",
        "Bùi Dung",
        "Phạm Đức",
        "Trần Văn Ước",
    ]


def test_a_code_typed_in_another_form_of_unicode_is_the_same_code(make):
    assert make(code=unicodedata.normalize("NFD", "Cán-bộ-1")).code == "Cán-bộ-1"
    with pytest.raises(Refused):
        make("Người khác", code="Cán-bộ-1")
