"""What is taken out comes back unchanged, in words and in codes; the empty file is good to fill in."""

import io
from datetime import date

import openpyxl
import pytest

from tests.subjects.lists import cells, kept
from thidua.core.faults import NotPermitted
from thidua.core.law.facts import Fact, FactKind
from thidua.journal.models import Entry
from thidua.law.facts_file import read_facts
from thidua.subjects import actions, exporting, file_actions, importing
from thidua.subjects.award_names import known_awards
from thidua.subjects.models import Subject, YearFact


@pytest.fixture
def everything(world, make):
    """One of each kind of subject with one of each kind of fact."""
    person = make(code="CB-1", born=1980, gender="nu", position="Chuyên viên")
    make("Người chưa có gì", code="CB-2", born=1990)
    group = make("Sở Minh họa B", kind="collective", code="so-b", is_unit=True)
    household = make("Hộ ông Ba", kind="household")
    for subject, facts in (
        (
            person,
            [
                Fact(2015, FactKind.GRADE, "xuat_sac", ref="QĐ 1"),
                Fact(2015, FactKind.TITLE, "chien_si_thi_dua_co_so", ref="=1+1"),
                Fact(2016, FactKind.AWARD, "bang_khen_bo_tinh:chuyen_de", ref="QĐ 3"),
                Fact(2016, FactKind.INITIATIVE, "co_so", ref="QĐ 4"),
                Fact(2016, FactKind.INITIATIVE, "co_so", ref="QĐ 5"),
                Fact(2016, FactKind.SCIENCE, "bo_tinh", ref="QĐ 6"),
                Fact(2014, FactKind.DISCIPLINE, "canh_cao", date(2015, 6, 30), "QĐ 7"),
                Fact(2017, FactKind.UNDER_REVIEW, "đang giải quyết tố cáo"),
                Fact(2016, FactKind.UNDER_REVIEW),
                Fact(2016, FactKind.JUDGED, "BKTT-01:true", ref="BB 8"),
            ],
        ),
        (
            group,
            [
                Fact(2016, FactKind.CLUSTER_RANK, "1", ref="bo_tinh"),
                Fact(2016, FactKind.SHARE, "ldtt:0.725"),
                Fact(2016, FactKind.SHARE, "count:cstd_co_so:3"),
                Fact(2016, FactKind.EXCEEDS_TARGETS, "true"),
            ],
        ),
        (household, [Fact(2016, FactKind.AWARD, "giay_khen", ref="QĐ 9")]),
    ):
        actions.record_facts(world.actor("specialist_b"), subject, facts)
    return list(Subject.objects.select_related("unit"))


@pytest.mark.parametrize("in_codes", [False, True])
def test_taking_out_and_bringing_in_again_changes_nothing(world, everything, in_codes):
    content = exporting.export(everything, in_codes=in_codes)
    before, entries = kept(), Entry.objects.count()
    prepared = importing.prepare(world.actor("specialist_b"), content)
    assert [str(fault.as_fault()) for fault in prepared.faults] == []
    assert prepared.summary.is_empty
    assert prepared.summary.same == YearFact.objects.count()
    importing.accept(world.actor("specialist_b"), content)
    assert kept() == before
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("in_codes", [False, True])
def test_an_empty_database_gets_it_all_back(world, everything, in_codes):
    content, before = exporting.export(everything, in_codes=in_codes), kept()
    YearFact.objects.all().delete()
    Subject.objects.all().delete()
    importing.accept(world.actor("specialist_b"), content)
    assert kept() == before
    again = exporting.export(list(Subject.objects.select_related("unit")), in_codes=in_codes)
    assert sorted(map(str, cells(again))) == sorted(map(str, cells(content)))


def test_a_merged_one_is_taken_out_under_its_survivor(world, make, tell):
    here, before = make(code="B-1", born=1980), make(code="B-2", born=1980)
    tell(before, (2014, "grade", "tot"))
    request = actions.request_merge(world.actor("specialist_b"), here, before, reason="Ghi hai lần")
    actions.consent_merge(world.actor("head_b"), request)
    content = exporting.export(list(Subject.objects.standing().select_related("unit")))
    assert [row[0] for row in cells(content)[1:]] == ["B-1"]
    assert importing.prepare(world.actor("specialist_b"), content).summary.is_empty


def test_what_was_struck_is_not_taken_out(world, make, tell):
    person = make(code="B-1")
    [row] = tell(person, (2014, "grade", "tot"))
    actions.strike_fact(world.actor("head_b"), row, reason="Nhầm")
    content = exporting.export([person])
    assert [cell for cell in cells(content)[1] if cell] == ["B-1", "Cá nhân", "Trần Thị Mẫu", "B"]


def test_no_code_stands_in_a_file_in_words(everything):
    told = [cell for row in cells(exporting.export(everything)) for cell in row if isinstance(cell, str)]
    assert not [text for text in told if "_" in text]


def test_a_file_in_codes_is_read_by_the_law_command(tmp_path, everything):
    target = tmp_path / "facts.xlsx"
    target.write_bytes(exporting.export(everything, in_codes=True))
    facts = read_facts(target, date(2017, 12, 31), frozenset(known_awards()))
    assert facts.faults.total == 0
    assert facts.columns.subjects == 4


def test_the_empty_file_offers_lists_and_reads_back_empty(world):
    content = exporting.template([world.units["b"]])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[:2] == ["Hướng dẫn", "Dữ liệu"]
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book["Dữ liệu"].data_validations.dataValidation
    }
    assert set(rules) == {"B2", "D2", "G2", "H2", "K2"}
    assert "INDIRECT" in rules["H2"]
    prepared = importing.prepare(world.actor("specialist_b"), content)
    assert (prepared.rows, list(prepared.faults)) == (0, [])


def test_the_list_of_values_follows_the_chosen_content(world):
    book = openpyxl.load_workbook(io.BytesIO(exporting.template([])))
    kinds = [cell.value for cell in _named(book, "data_value_0")]
    place = kinds.index("Xếp loại") + 1
    assert [cell.value for cell in _named(book, f"data_value_{place}")] == [
        "hoàn thành xuất sắc nhiệm vụ",
        "hoàn thành tốt nhiệm vụ",
        "hoàn thành nhiệm vụ",
        "không hoàn thành nhiệm vụ",
    ]


def _named(book, name: str) -> list:
    [(sheet, area)] = book.defined_names[name].destinations
    found = book[sheet][area]
    return [row[0] for row in found] if isinstance(found, tuple) else [found]


def test_only_what_one_reads_is_taken_out_and_the_journal_tells(world, everything):
    with pytest.raises(NotPermitted):
        file_actions.take_out(world.actor("head_a"), everything, world.units["b"])
    file_actions.take_out(world.actor("inspector"), everything, world.units["b"])
    entry = Entry.objects.get(action="export_subjects")
    assert (entry.actor, entry.after["quantity"]) == (world.people["inspector"], 4)
