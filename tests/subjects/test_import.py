"""A list handed in: every fault at its cell, doubles proposed, nothing written until it is good or on purpose."""

from datetime import date, datetime

import pytest

from tests.subjects.lists import FACT, FACTS, HEAD, kept, listed, person
from thidua.accounts.actor import Actor
from thidua.clusters.models import Unit, UnitKind, UnitName
from thidua.core.faults import NotPermitted, Refused
from thidua.journal.models import Entry
from thidua.subjects import actions, importing
from thidua.subjects.models import MergeRequest, Subject, YearFact


@pytest.fixture
def bring_in(world):
    def accept(content: bytes, who: str = "specialist_b", **how: object) -> importing.Summary:
        return importing.accept(world.actor(who), content, **how)  # type: ignore[arg-type]

    return accept


@pytest.fixture
def look_at(world):
    def prepare(content: bytes, who: str = "specialist_b") -> importing.Prepared:
        return importing.prepare(world.actor(who), content)

    return prepare


def told(prepared: importing.Prepared) -> dict[str, str]:
    """What is wrong, by cell; what has no cell under its row."""
    return {
        fault.cell or f"dòng {fault.row}": f"{fault.cause_text} {fault.mend_text}"
        for fault in prepared.faults
    }


def test_people_and_their_facts_come_in_with_words(world, bring_in):
    summary = bring_in(
        listed(
            person("CB-1", 2015, "Xếp loại", "hoàn thành tốt nhiệm vụ", None, "QĐ 1", born=1980),
            person("CB-1", 2015, "Danh hiệu thi đua", "Chiến sĩ thi đua cơ sở", None, "QĐ 2", born=1980),
            person("CB-1", 2016, "Hình thức khen thưởng", "Giấy khen (đột xuất)", None, "QĐ 3"),
            person("CB-1", 2016, "Kỷ luật", "Khiển trách", datetime(2017, 3, 1), "QĐ 4"),
            ("P-1", "Tập thể", "Phòng Một", "B", None, 2016, "Thứ hạng trong cụm, khối", 2, None, "Trung ương"),
            ("P-1", "Tập thể", "Phòng Một", "so-b", None, 2016, "Tỷ lệ, số lượng trong tập thể",
             "Tỷ lệ cá nhân đạt Lao động tiên tiến: 72,5%", None, None),
            ("H-1", "Hộ gia đình", "Hộ ông Ba", None, None, None, None, None, None, None),
        )
    )  # fmt: skip
    assert (summary.new, summary.facts, summary.changed) == (3, 6, 0)
    person_ = Subject.objects.get(code="CB-1")
    assert (person_.born, person_.unit) == (1980, world.units["b"])
    assert set(YearFact.objects.values_list("subject__code", "year", "kind", "value", "until", "ref")) == {
        ("CB-1", 2015, "grade", "tot", None, "QĐ 1"),
        ("CB-1", 2015, "title", "chien_si_thi_dua_co_so", None, "QĐ 2"),
        ("CB-1", 2016, "award", "giay_khen:dot_xuat", None, "QĐ 3"),
        ("CB-1", 2016, "discipline", "khien_trach", date(2017, 3, 1), "QĐ 4"),
        ("P-1", 2016, "cluster_rank", "2", None, "trung_uong"),
        ("P-1", 2016, "share", "ldtt:0.725", None, ""),
    }


def test_the_names_and_codes_of_facts_files_are_read_alike(bring_in):
    summary = bring_in(
        listed(
            ("CB-1", "person", "Trần Thị Mẫu", "so-b", 1980, 2015, "grade", "tot", None, "QĐ 1"),
            ("CB-1", "person", None, None, None, 2016, "award", "bang_khen_bo_tinh:dot_xuat", None, "QĐ 2"),
            ("CB-1", "person", None, None, None, 1980, "born", None, None, None),
            heads=FACTS,
            sheet="facts",
            above=2,
        )
    )
    assert (summary.new, summary.facts) == (1, 2)
    assert Subject.objects.get().born == 1980


def test_a_units_code_on_a_collective_makes_it_the_unit_itself(world, bring_in):
    bring_in(listed(("so-b", "Tập thể", "Sở Minh họa B", "so-b", None), heads=HEAD))
    assert Subject.objects.get().is_unit == world.units["b"]


def test_people_without_a_code_get_one_and_their_rows_belong_together(bring_in):
    bring_in(
        listed(
            person("", 2015, "Xếp loại", "hoàn thành tốt nhiệm vụ"),
            person("", 2016, "Xếp loại", "hoàn thành tốt nhiệm vụ", name="TRẦN THỊ MẪU".title()),
            person("", 2016, "Xếp loại", "hoàn thành nhiệm vụ", name="Lê Văn Khác"),
        )
    )
    assert list(Subject.objects.order_by("code").values_list("code", "name")) == [
        ("so-b-cn-001", "Trần Thị Mẫu"),
        ("so-b-cn-002", "Lê Văn Khác"),
    ]
    assert YearFact.objects.filter(subject__code="so-b-cn-001").count() == 2


FAULTY = [
    (person("1", 2015, "Xếp loại", "giỏi"), "H2", "một trong: hoàn thành xuất sắc nhiệm vụ; hoàn thành tốt"),
    (person("1", 2015, "Xếp loại", None), "H2", "Chưa ghi giá trị"),
    (person("1", None, "Xếp loại", "hoàn thành nhiệm vụ"), "F2", "Chưa ghi năm"),
    (person("1", 2018, "Xếp loại", "hoàn thành nhiệm vụ"), "F2", "ngoài khoảng"),
    (person("1", "hai nghìn", "Xếp loại", "hoàn thành nhiệm vụ"), "F2", "không phải là số"),
    (person("1", 2015, None, "hoàn thành nhiệm vụ"), "G2", "chưa ghi “Nội dung”"),
    (person("1", 2015, "Sếp loại", "hoàn thành nhiệm vụ"), "G2", "Có phải là “Xếp loại”"),
    (person("1", 2015, "Xếp loại", "hoàn thành nhiệm vụ", "1/2/2016"), "I2", "Chỉ kỷ luật"),
    (person("1", 2015, "Kỷ luật", "Khiển trách", "hôm qua"), "I2", "không phải là ngày"),
    (person("1", 2015, "Kỷ luật", "Khiển trách", "1/2/2014"), "I2", "trước năm 2015"),
    (person("1", 2015, "Thứ hạng trong cụm, khối", 1, None, "QĐ 5"), "J2", "thiếu cấp"),
    (person("1", 1979, "Xếp loại", "hoàn thành nhiệm vụ", born=1980), "F2", "trước năm sinh"),
    (person("1", unit="Sở Minh họa A"), "D2", "không có quyền"),
    (person("1", unit="Sở Minh hoạ Bê"), "D2", "Không có đơn vị"),
    (person("1", born=1850), "E2", "ngoài khoảng"),
    (person("1", born=2018), "E2", "phải trong khoảng"),
    (person("a b"), "A2", "khoảng trắng"),
    (person("1", name=""), "C2", "chưa ghi “Họ tên, tên gọi”"),
    (("1", None, "Trần Thị Mẫu"), "B2", "chưa ghi “Loại đối tượng”"),
    (("1", "Con người", "Trần Thị Mẫu"), "B2", "không có trong danh sách"),
    (
        person("1", 2015, "Danh hiệu thi đua", "Chiến sĩ thi đua cơ sỡ sở"),
        "H2",
        "Có phải là “Chiến sĩ thi đua cơ sở”",
    ),
    (person("1", 2015, "Kết luận về điều kiện định tính", "tạm được"), "H2", "mã điều kiện"),
]


@pytest.mark.parametrize(("row", "cell", "says"), FAULTY)
def test_a_fault_is_told_at_its_cell_with_how_to_mend_it(look_at, bring_in, row, cell, says):
    content = listed(row)
    faults = told(look_at(content))
    assert list(faults) == [cell]
    assert says in faults[cell]
    with pytest.raises(importing.Rejected):
        bring_in(content)
    assert not Subject.objects.exists()


def test_a_contradiction_is_told_in_both_rows(look_at):
    faults = told(
        look_at(
            listed(
                person("1", 2015, "Xếp loại", "hoàn thành tốt nhiệm vụ"),
                person("1", 2016, "Xếp loại", "hoàn thành tốt nhiệm vụ"),
                person("1", 2015, "Xếp loại", "hoàn thành nhiệm vụ"),
            )
        )
    )
    assert list(faults) == ["H2", "H4"]
    assert "dòng 4" in faults["H2"] and "dòng 2" in faults["H4"]
    assert "hoàn thành tốt nhiệm vụ" in faults["H2"]


def test_a_contradiction_with_what_is_stored_is_told(make, tell, look_at):
    one = make(code="1", born=1980)
    tell(one, (2015, "grade", "tot"))
    faults = told(look_at(listed(person("1", 2015, "Xếp loại", "hoàn thành nhiệm vụ"))))
    assert list(faults) == ["H2"]
    assert "đã có trong hệ thống" in faults["H2"]


def test_rows_of_one_code_that_differ_are_told(look_at):
    faults = told(look_at(listed(person("1", name="Trần Thị Mẫu"), person("1", name="Trần Văn Mẫu"))))
    assert list(faults) == ["C3"]
    assert "dòng 2" in faults["C3"]


def test_a_row_told_twice_is_told(look_at):
    row = person("1", 2015, "Sáng kiến", "cơ sở", None, "QĐ 1")
    faults = told(look_at(listed(row, row)))
    assert list(faults) == ["H3"]
    assert "trùng với dòng 2" in faults["H3"]


def test_what_was_struck_does_not_come_back_by_an_old_file(world, make, tell, look_at):
    [row] = tell(make(code="1"), (2015, "grade", "tot"))
    actions.strike_fact(world.actor("head_b"), row, reason="Ghi nhầm người")
    faults = told(look_at(listed(person("1", 2015, "Xếp loại", "hoàn thành tốt nhiệm vụ"))))
    assert "Ghi nhầm người" in faults["H2"]


def test_anothers_code_a_merged_one_and_another_kind_are_told(world, make, look_at):
    make("Người của a", unit="a", code="A-1")
    kept_one, merged = make(code="B-1"), make(code="B-2")
    request = actions.request_merge(world.actor("specialist_b"), kept_one, merged, reason="Ghi hai lần")
    actions.consent_merge(world.actor("head_b"), request)
    faults = told(
        look_at(
            listed(
                person("A-1", name="Người của a"),
                person("B-2"),
                ("B-1", "Tập thể", "Trần Thị Mẫu"),
            )
        )
    )
    assert "ngoài phạm vi" in faults["A2"]
    assert "Người của a" not in faults["A2"]
    assert "B-1" in faults["A3"]
    assert "Cá nhân" in faults["B4"]


def test_columns_nobody_knows_and_sheets_without_ours_are_told(look_at):
    faults = told(look_at(listed(("1", "Cá nhân", "Trần Thị Mẫu", "12"), heads=(*HEAD[:3], "Lương"))))
    assert "không có trong mẫu" in faults["D1"]
    with pytest.raises(Refused):
        look_at(b"PK\x03\x04 hong")


def test_the_good_rows_are_written_on_purpose_only(look_at, bring_in):
    content = listed(
        person("1", 2015, "Xếp loại", "hoàn thành tốt nhiệm vụ"),
        person("1", 2016, "Xếp loại", "giỏi"),
        person("2", 2015, "Xếp loại", "hoàn thành tốt nhiệm vụ", name="Lê Văn Hai"),
        person("2", 2015, "Xếp loại", "hoàn thành nhiệm vụ", name="Lê Văn Hai"),
        ("3", "Cá nhân", "", None, None, 2015, "Xếp loại", "hoàn thành nhiệm vụ"),
        ("3", None, None, None, None, 2016, "Xếp loại", "hoàn thành nhiệm vụ"),
    )
    prepared = look_at(content)
    assert prepared.may_take_good
    assert (prepared.rows, prepared.good_rows) == (6, 1)
    with pytest.raises(importing.Rejected):
        bring_in(content)
    assert not Subject.objects.exists()
    bring_in(content, only_good=True)
    assert kept() == [
        ("1", "person", "Trần Thị Mẫu", "so-b", None, None, "", "", None),
        ("1", 2015, "grade", "tot", None, "", None),
    ]


def test_a_file_with_a_fault_of_its_own_has_no_good_rows(look_at, bring_in):
    content = listed(("1", "Cá nhân", "Trần Thị Mẫu", "12"), heads=(*HEAD[:3], "Lương"))
    assert not look_at(content).may_take_good
    with pytest.raises(importing.Rejected):
        bring_in(content, only_good=True)
    assert not Subject.objects.exists()


def test_what_a_file_changes_is_changed_and_what_it_leaves_empty_stays(make, tell, bring_in):
    one = make(code="1", born=1980, position="Chuyên viên")
    tell(one, (2015, "under_review", "thanh tra", "QĐ 1"))
    summary = bring_in(
        listed(
            person("1", 2015, "Đang bị xem xét, thanh tra, xác minh", "thanh tra", "15/3/2016", "QĐ 1", name="Trần Thị Mẫu Đơn"),
        )
    )  # fmt: skip
    assert (summary.new, summary.changed, summary.facts, summary.ended) == (0, 1, 0, 1)
    one.refresh_from_db()
    assert (one.name, one.born, one.position, one.version) == ("Trần Thị Mẫu Đơn", 1980, "Chuyên viên", 2)
    assert one.name_key == "tran thi mau don"
    assert YearFact.objects.get().until == date(2016, 3, 15)


def test_who_may_be_there_already_is_proposed_and_never_joined_in_silence(world, make, bring_in, look_at):
    elsewhere = make(unit="a", code="A-1", born=1980)
    here = make("Lê Văn Hai", code="B-1")
    content = listed(person("B-8", born=1980), person("B-9", name="lê văn hai"))
    doubles = look_at(content).doubles
    assert [(double.plan.code, double.other) for double in doubles] == [("B-8", elsewhere), ("B-9", here)]
    bring_in(content)
    assert not Subject.objects.exclude(merged_into=None).exists()
    assert set(MergeRequest.objects.values_list("kept__code", "merged__code", "asked_of__code", "state")) == {
        ("B-8", "A-1", "so-a", "asked"),
        ("B-1", "B-9", "so-b", "asked"),
    }


def test_a_double_unticked_is_not_proposed(make, bring_in, look_at):
    make(unit="a", code="A-1", born=1980)
    make("Lê Văn Hai", code="B-1")
    content = listed(person("B-8", born=1980), person("B-9", name="Lê Văn Hai"))
    first, _ = look_at(content).doubles
    bring_in(content, doubles=[first.key])
    assert list(MergeRequest.objects.values_list("kept__code", flat=True)) == ["B-8"]


def test_two_of_one_name_in_the_file_are_proposed_too(bring_in):
    bring_in(listed(person("1", born=1980), person("2", born=1980), person("3", born=1975)))
    assert list(MergeRequest.objects.values_list("kept__code", "merged__code")) == [("1", "2")]


def test_without_a_code_somebody_of_the_same_unit_and_name_has_to_be_told_apart(make, look_at, bring_in):
    make(code="B-1")
    content = listed(person("", 2015, "Xếp loại", "hoàn thành nhiệm vụ"))
    faults = told(look_at(content))
    assert list(faults) == ["A2"]
    assert "B-1" in faults["A2"]


def test_importing_twice_writes_once(bring_in):
    content = listed(person("1", 2015, "Xếp loại", "hoàn thành nhiệm vụ", born=1980))
    bring_in(content)
    before, entries = kept(), Entry.objects.count()
    assert bring_in(content).is_empty
    assert kept() == before
    assert Entry.objects.count() == entries


def test_the_journal_tells_the_file_and_each_subject(world, bring_in):
    bring_in(listed(person("1", 2015, "Xếp loại", "hoàn thành nhiệm vụ", None, "QĐ 1")), file_name="ds.xlsx")
    of_file = Entry.objects.get(action="import_subjects", subject_type="accounts.User")
    assert (of_file.after["file"], of_file.after["facts"]) == ("ds.xlsx", 1)
    of_one = Entry.objects.get(action="import_subjects", subject_type="subjects.Subject")
    assert "2015 · Xếp loại: hoàn thành nhiệm vụ · QĐ 1" in of_one.after["facts"]
    assert of_one.unit_id == world.units["b"].pk


@pytest.mark.parametrize("who", ["inspector", "operator", "editor"])
def test_those_who_may_not_write_bring_nothing_in(look_at, who):
    with pytest.raises(NotPermitted):
        look_at(listed(person("1")), who)


def test_an_importer_for_all_units_names_the_unit_in_each_row(world):
    importer = Actor(world.people["operator"], world.actor("operator").at, for_all_units=True)
    importing.accept(
        importer, listed(person("1", unit="so-a"), person("2", unit="Sở Minh họa C", name="Lê Hai"))
    )
    assert list(Subject.objects.order_by("code").values_list("unit__code", flat=True)) == ["so-a", "so-c"]
    faults = told(importing.prepare(importer, listed(person("3", name="Ngô Ba"))))
    assert list(faults) == ["D2"]


def test_a_unit_is_found_by_a_name_it_bore_and_told_apart_from_namesakes(world, look_at, bring_in):
    UnitName.objects.create(
        unit=world.units["b"], name="Ty Văn hóa B", short_name="Ty B", since=date(1976, 1, 1)
    )
    bring_in(listed(person("1", unit="ty van hoa b")))
    assert Subject.objects.get().unit == world.units["b"]
    Unit.objects.create(
        code="truong", kind=UnitKind.OTHER, name="Trường B", short_name="B", parent=world.units["b"]
    )
    faults = told(look_at(listed(person("2", unit="B", name="Lê Hai"))))
    assert "nhiều đơn vị" in faults["D2"]


@pytest.mark.parametrize("number", [5, 80])
def test_checking_takes_as_many_queries_for_many_rows_as_for_few(
    world, look_at, number, django_assert_max_num_queries
):
    content = listed(
        *(
            person(f"M-{place}", 2015, "Xếp loại", "hoàn thành nhiệm vụ", name=f"Người số {place}")
            for place in range(number)
        )
    )
    with django_assert_max_num_queries(16):
        assert look_at(content).summary.new == number


def test_the_headings_may_be_called_as_offices_call_them(bring_in):
    bring_in(
        listed(
            ("1", "Cá nhân", "Trần Thị Mẫu", 1980, 2015, "Xếp loại", "hoàn thành nhiệm vụ", "QĐ 1"),
            heads=("Mã số", "Loại", "Họ và tên", "Năm sinh", "Năm", "Sự kiện", "Giá trị", "Số quyết định"),
        )
    )
    assert YearFact.objects.get().ref == "QĐ 1"
    assert FACT[4] == "Căn cứ"
