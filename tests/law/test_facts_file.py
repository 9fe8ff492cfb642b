"""Files of facts: three formats that say the same, and every fault with its line."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, datetime

import msoffcrypto
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.histories import histories as any_history
from tests.law.tables import AWARDS, COLUMNS, FORMATS, GOOD, ON, write, write_csv, write_parquet, write_xlsx
from thidua.core.law.columns import columns_of
from thidua.core.law.facts import Fact, FactKind, History, SubjectKind, Way, split_way
from thidua.law.facts_file import histories, read_facts, with_contradictions
from thidua.law.file_faults import BadFile


def told(facts):
    """The histories of a file, lines left out."""
    return [
        (
            history.subject,
            history.kind,
            [(fact.year, fact.kind, fact.value, fact.until, fact.ref) for fact in history.facts],
        )
        for history in histories(facts, range(len(facts.names)))
    ]


def read(path, **asked):
    return read_facts(path, ON, AWARDS, **asked)


def faults_of(path, **asked):
    return [(found.line, found.column, str(found)) for found in read(path, **asked).faults.first]


def refusal(path):
    with pytest.raises(BadFile) as refused:
        read(path)
    return [str(found) for file in refused.value.files for found in file.first]


# --- the same in three formats -----------------------------------------------------------------------


def test_the_three_formats_tell_the_same_histories(tmp_path):
    found = [told(read(write(tmp_path / f"f.{ending}", GOOD))) for ending in FORMATS]
    assert found[0] == found[1] == found[2]
    assert [subject for subject, _, _ in found[0]] == ["001", "Nguyễn Văn B", "to-3", "ho-9"]
    assert found[0][1] == (
        "Nguyễn Văn B",
        SubjectKind.PERSON,
        [
            (2022, FactKind.DISCIPLINE, "khien_trach", date(2023, 3, 1), "QĐ 6"),
            (2024, FactKind.AWARD, "bang_khen_bo_tinh:dot_xuat", None, "QĐ 7"),
        ],
    )


@settings(max_examples=60)
@given(st.lists(any_history([*AWARDS], ["X-01"]), max_size=6))
def test_columns_read_from_a_file_are_those_of_the_histories_in_it(tmp_path_factory, several):
    path = tmp_path_factory.mktemp("facts") / "f.csv"
    several = [History(f"S{number}", one.kind, one.facts) for number, one in enumerate(several)]
    rows = [
        (one.subject, one.kind, str(fact.year), fact.kind, fact.value, str(fact.until or ""), fact.ref)
        for one in several
        for fact in one.facts
    ]
    facts = read_facts(write_csv(path, rows), ON, AWARDS | {"ma_khong_co"})
    assert not facts.faults.total
    with_facts = [one for one in several if one.facts]
    assert facts.names.to_list() == [one.subject for one in with_facts]
    expected = columns_of(with_facts)
    assert _decoded(facts.columns) == _decoded(expected)
    assert [one.facts for one in histories(facts, range(len(facts.names)))] == [
        tuple(Fact(f.year, f.kind, f.value, f.until, f.ref, line) for f, line in _lined(one, with_facts))
        for one in with_facts
    ]


def _lined(one, several):
    """The facts of a history with the lines they stand on."""
    before = sum(len(other.facts) for other in several[: several.index(one)])
    return [(fact, 2 + before + number) for number, fact in enumerate(one.facts)]


def _decoded(columns):
    works = (FactKind.INITIATIVE, FactKind.SCIENCE)
    table = (columns.who, columns.year, columns.sort, columns.until, columns.ref)
    rows = list(zip(*(column.tolist() for column in table), strict=True))
    papers: dict[tuple[int, int], dict[int, int]] = {}
    found = []
    for who, year, sort, until, ref in rows:
        said = columns.sorts[sort]
        # Papers matter only for works of one year: which are the same, not which number they have.
        of_year = papers.setdefault((who, year), {})
        paper = of_year.setdefault(ref, len(of_year)) if said.kind in works else None
        found.append((who, year, said, until, paper))
    return columns.kinds.tolist(), found


def test_subjects_whose_rows_are_scattered_come_in_the_order_they_first_come(tmp_path):
    scattered = [*GOOD[3:], *GOOD[:3]]
    facts = read(write(tmp_path / "f.csv", scattered))
    assert facts.names.to_list() == ["001", "Nguyễn Văn B", "to-3", "ho-9"]
    mixed = [GOOD[8], GOOD[0], GOOD[7], GOOD[1]]
    found = told(read(write(tmp_path / "m.csv", mixed)))
    assert [(subject, len(facts)) for subject, _, facts in found] == [("to-3", 2), ("001", 2)]


def test_works_told_twice_by_one_paper_have_one_number_and_others_another(tmp_path):
    rows = [
        ("a", "person", "2024", "initiative", "co_so", "", "QĐ 1"),
        ("a", "person", "2024", "initiative", "co_so", "", " QĐ 1 "),
        ("a", "person", "2024", "initiative", "co_so", "", "QĐ 2"),
    ]
    one, again, other = read(write(tmp_path / "f.csv", rows)).columns.ref.tolist()
    assert one == again != other


# --- how a table may be written ----------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_may_have_a_bom_semicolons_tabs_and_windows_lines(tmp_path, separator, encoding, end):
    plain = told(read(write(tmp_path / "plain.csv", GOOD)))
    path = write_csv(tmp_path / "f.csv", GOOD, separator=separator, encoding=encoding, end=end)
    assert told(read(path)) == plain


@pytest.mark.parametrize("ending", FORMATS)
def test_columns_stand_in_any_order_and_others_are_passed_over_with_a_notice(tmp_path, ending):
    names = ("Ghi chú", " REF ", "Value", "fact", "year", "kind", "Subject", "until")
    rows = [("x", row[6], row[4], row[3], row[2], row[1], row[0], row[5]) for row in GOOD]
    facts = read(write(tmp_path / f"f.{ending}", rows, names))
    assert told(facts) == told(read(write(tmp_path / f"plain.{ending}", GOOD)))
    assert len(facts.notices) == 1
    assert "Ghi chú" in facts.notices[0]


@pytest.mark.parametrize("ending", FORMATS)
def test_until_and_ref_may_be_missing(tmp_path, ending):
    facts = read(write(tmp_path / f"f.{ending}", [row[:5] for row in GOOD[:5]], COLUMNS[:5]))
    assert not facts.faults.total
    assert [len(rows) for _, _, rows in told(facts)] == [5]


@pytest.mark.parametrize("ending", FORMATS)
def test_missing_and_doubled_columns_are_all_told(tmp_path, ending):
    if ending != "parquet":  # which cannot have a column twice
        words = "; ".join(refusal(write(tmp_path / f"f.{ending}", [], ("subject", "kind", "Kind", "value"))))
        assert "“kind” có hai lần" in words
        assert "dòng 1: Cột" in words
    words = "; ".join(refusal(write(tmp_path / f"g.{ending}", [], ("subject", "kind", "value"))))
    assert "Thiếu cột “year”" in words
    assert "Thiếu cột “fact”" in words


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_with_a_heading_alone_has_no_subjects(tmp_path, ending):
    facts = read(write(tmp_path / f"f.{ending}", []))
    assert facts.names.to_list() == []
    assert facts.columns.subjects == 0
    assert not facts.faults.total


def test_codes_with_zeros_in_front_stay_and_numbers_have_no_point(tmp_path):
    rows = [
        ("001", "person", 2024, "grade", "tot"),
        (7, "person", 2024.0, "grade", "tot"),
        ("007", "person", "2024", "grade", "tot"),
        (12345678901, "person", 2024, "grade", "tot"),
    ]
    facts = read(write_xlsx(tmp_path / "f.xlsx", rows, COLUMNS[:5]))
    assert facts.names.to_list() == ["001", "7", "007", "12345678901"]
    assert not facts.faults.total
    facts = read(write_csv(tmp_path / "f.csv", [("001", "person", "2024", "grade", "tot")], COLUMNS[:5]))
    assert facts.names.to_list() == ["001"]


def test_cells_of_excel_may_be_numbers_truths_and_days(tmp_path):
    rows = [
        ("t", "collective", 2025, "cluster_rank", 2, "", "bo_tinh"),
        ("t", "collective", 2025, "exceeds_targets", True, "", ""),
        ("t", "collective", 2024, "discipline", "canh_cao", date(2025, 3, 1), ""),
        ("t", "collective", 2024, "discipline", "canh_cao", datetime(2025, 4, 1, 0, 0), ""),
    ]
    (found,) = told(read(write_xlsx(tmp_path / "f.xlsx", rows)))
    assert [(value, until) for _, _, value, until, _ in found[2]] == [
        ("2", None),
        ("true", None),
        ("canh_cao", date(2025, 3, 1)),
        ("canh_cao", date(2025, 4, 1)),
    ]


def test_parquet_may_hold_numbers_days_and_categories(tmp_path):
    table = pl.DataFrame(
        {
            "subject": [1.0, 1.0, 2.0],
            "kind": pl.Series(["person", "person", "person"], dtype=pl.Categorical),
            "year": [2024.0, 2025.0, 2025.0],
            "fact": pl.Series(["grade", "discipline", "grade"], dtype=pl.Enum(["grade", "discipline"])),
            "value": ["tot", "khien_trach", "tot"],
            "until": [None, date(2025, 6, 1), None],
        }
    )
    table.write_parquet(tmp_path / "f.parquet")
    facts = read(tmp_path / "f.parquet")
    assert not facts.faults.total
    assert told(facts) == [
        (
            "1",
            SubjectKind.PERSON,
            [
                (2024, FactKind.GRADE, "tot", None, ""),
                (2025, FactKind.DISCIPLINE, "khien_trach", date(2025, 6, 1), ""),
            ],
        ),
        ("2", SubjectKind.PERSON, [(2025, FactKind.GRADE, "tot", None, "")]),
    ]
    moments = table.with_columns(pl.col("until").cast(pl.Datetime("us")))
    moments.write_parquet(tmp_path / "g.parquet")
    assert told(read(tmp_path / "g.parquet")) == told(facts)


@pytest.mark.parametrize("text", ["2025-03-01", "01/03/2025", "1/3/2025", "2025-03-01 00:00:00"])
def test_days_are_written_in_either_way(tmp_path, text):
    row = ("a", "person", "2024", "discipline", "khien_trach", text, "")
    ((_, _, [(*_, until, _)]),) = told(read(write(tmp_path / "f.csv", [row])))
    assert until == date(2025, 3, 1)


def test_decisions_in_capitals_as_spreadsheets_write_them_are_the_same_decisions(tmp_path):
    rows = [
        ("t", "collective", "2025", "exceeds_targets", "TRUE", "", ""),
        ("t", "collective", "2025", "judged", "TTLDXS-02:FALSE", "", ""),
        ("t", "collective", "2025", "judged", "TTLDXS-02:false", "", ""),
    ]
    facts = read(write(tmp_path / "f.csv", rows))
    ((*_, found),) = told(facts)
    assert [value for _, _, value, _, _ in found] == ["true", "TTLDXS-02:false", "TTLDXS-02:false"]
    assert {sort.value for sort in facts.columns.sorts} == {"true", "TTLDXS-02:false"}
    assert not with_contradictions(facts, np.array([0]), ON).faults.total
    assert Fact(2025, FactKind.EXCEEDS_TARGETS, "True").value == "true"


def test_phong_trao_is_another_name_of_the_way_chuyen_de(tmp_path):
    row = ("a", "person", "2024", "award", "giay_khen:phong_trao", "", "")
    facts = read(write(tmp_path / "f.csv", [row]))
    assert not facts.faults.total
    assert split_way(facts.columns.sorts[0].value) == ("giay_khen", Way.CHUYEN_DE)


def test_a_birth_is_a_year_without_a_value(tmp_path):
    rows = [("a", "person", "1990", "born", "", "", ""), ROW]
    facts = read(write(tmp_path / "f.csv", rows))
    assert not facts.faults.total
    assert told(facts)[0][2][0][:2] == (1990, FactKind.BORN)


@pytest.mark.parametrize("ending", FORMATS)
def test_texts_typed_in_another_form_of_unicode_are_the_same_texts(tmp_path, ending):
    composed, decomposed = (unicodedata.normalize(form, "Nguyễn Thị É") for form in ("NFC", "NFD"))
    rows = [
        (composed, "person", "2024", "initiative", "co_so", "", unicodedata.normalize("NFC", "Số 1/QĐ")),
        ("x", "person", "2024", "grade", "tot", "", ""),
        (decomposed, "person", "2024", "initiative", "co_so", "", unicodedata.normalize("NFD", "Số 1/QĐ")),
    ]
    facts = read(write(tmp_path / f"f.{ending}", rows))
    assert facts.names.to_list() == [composed, "x"]
    one, again = facts.columns.ref[facts.columns.who == 0].tolist()
    assert one == again
    assert {fact.ref for fact in next(histories(facts, [0])).facts} == {"Số 1/QĐ"}


def test_lines_that_end_by_a_carriage_return_alone_are_read_and_counted(tmp_path):
    rows = [ROW, ("b", "person", "2024", "grade", "?", "", ""), ("c", *ROW[1:6], "QĐ 1\nngày 2")]
    path = write_csv(tmp_path / "f.csv", rows, end="\r")
    facts = read(path)
    assert [(found.line, found.column) for found in facts.faults.first] == [(3, "value")]
    assert facts.names.to_list() == ["a", "b", "c"]
    path.write_bytes((",".join(COLUMNS) + "\ra,person,2024,grade,tot,,Q").encode() + b"\xd0\r")
    assert "UTF-8" in refusal(path)[0]


# --- faults, by line ---------------------------------------------------------------------------------

ROW = ("a", "person", "2024", "grade", "tot", "", "QĐ 1")
FAULTS = [
    ({"subject": ""}, "subject", "Thiếu mã đối tượng"),
    ({"subject": "  "}, "subject", "Thiếu mã đối tượng"),
    ({"kind": "nguoi"}, "kind", "“nguoi” không có"),
    ({"kind": ""}, "kind", "“” không có"),
    ({"year": "hai nghìn"}, "year", "“hai nghìn”"),
    ({"year": "2024.5"}, "year", "“2024.5”"),
    ({"year": "1899"}, "year", "từ 1900 đến 2100"),
    ({"year": "2101"}, "year", "từ 1900 đến 2100"),
    ({"year": "99999999999999999999"}, "year", "không dùng được"),
    ({"year": ""}, "year", "“”"),
    ({"year": "-2024"}, "year", "“-2024”"),
    ({"fact": "thanh_tich"}, "fact", "“thanh_tich” không có"),
    ({"value": "gioi"}, "value", "“gioi” không dùng được cho grade"),
    ({"fact": "share", "value": "ldtt:1.2"}, "value", "không dùng được cho share"),
    ({"fact": "share", "value": "count:cstd_co_so:inf"}, "value", "không dùng được cho share"),
    ({"fact": "cluster_rank", "value": "²", "ref": "bo_tinh"}, "value", "không dùng được cho cluster_rank"),
    ({"fact": "cluster_rank", "value": "1", "ref": "tinh"}, "ref", "thiếu cấp tổ chức cụm"),
    ({"fact": "cluster_rank", "value": "1", "ref": ""}, "ref", "thiếu cấp tổ chức cụm"),
    ({"fact": "title", "value": "lao_dong_tien_tiem"}, "value", "Có phải là: lao_dong_tien_tien"),
    ({"fact": "award", "value": "huan_chuong_sao_vang"}, "value", "thidua law awards"),
    ({"fact": "award", "value": "giay_khen:bat_ngo"}, "value", "chuyen_de (hoặc phong_trao), cong_hien"),
    ({"fact": "share", "value": "count:ky_luat:2"}, "value", "count:ky_luat_canh_cao"),
    ({"fact": "judged", "value": "TTLDXS-02:YES"}, "value", "TTLDXS-02:true"),
    ({"fact": "exceeds_targets", "value": "co"}, "value", "Ghi true hoặc false"),
    ({"fact": "born", "value": "1990"}, "value", "năm sinh, năm thành lập ghi ở cột year"),
    ({"fact": "discipline", "value": "canh_cao", "until": "mai"}, "until", "“mai” không phải là ngày"),
    ({"fact": "discipline", "value": "canh_cao", "until": "30/02/2025"}, "until", "không phải là ngày"),
    ({"fact": "discipline", "value": "canh_cao", "until": "2023-05-01"}, "until", "trước năm 2024"),
]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(("change", "column", "words"), FAULTS)
def test_a_fault_has_its_line_its_column_and_its_cause(tmp_path, ending, change, column, words):
    spoilt = tuple(change.get(name, value) for name, value in zip(COLUMNS, ROW, strict=True))
    rows = [("b", *ROW[1:]), ("c", *ROW[1:]), spoilt, ("d", *ROW[1:])]
    found = faults_of(write(tmp_path / f"f.{ending}", rows))
    assert [(line, where) for line, where, _ in found] == [(3 if ending == "parquet" else 4, column)]
    assert words in found[0][2]
    assert found[0][2].startswith(f"dòng {found[0][0]}, cột {column}: ")


def test_every_fault_is_told_not_the_first_alone(tmp_path):
    rows = [("", "x", "y", "z", "", "", ""), ROW, ("b", "person", "2024", "grade", "?", "hôm qua", "")]
    found = faults_of(write(tmp_path / "f.csv", rows))
    assert [(line, column) for line, column, _ in found] == [
        (2, "subject"),
        (2, "kind"),
        (2, "fact"),
        (2, "year"),
        (4, "value"),
        (4, "until"),
    ]


def test_a_subject_of_two_kinds_is_told_with_the_line_of_the_first(tmp_path):
    rows = [ROW, ("b", *ROW[1:]), ("a", "collective", "2023", "grade", "tot", "", "")]
    ((line, column, words),) = faults_of(write(tmp_path / "f.csv", rows))
    assert (line, column) == (4, "kind")
    assert "ở dòng 2 là person, ở đây là collective" in words


def test_two_hundred_faults_are_told_and_the_others_counted(tmp_path):
    rows = [(f"s{number}", "nguoi", "2024", "grade", "tot", "", "") for number in range(1000)]
    faults = read(write(tmp_path / "f.csv", rows)).faults
    assert faults.total == 1000
    assert [found.line for found in faults.first] == list(range(2, 202))
    assert faults.not_told == 800


def test_lines_stay_true_after_blank_lines_and_texts_over_several_lines(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text(
        "\nsubject,kind,year,fact,value,until,ref\n"
        'a,person,2024,grade,tot,,"QĐ 1\nngày 2"\n'
        "\n"
        "b,person,2024,grade,?,,\n"
        ",,,,,,\n"
        'c,person,2024,grade,tot,,"Ông ""B"""\n'
        "d,person,2024,grade,!,,\n",
        encoding="utf-8",
    )
    facts = read(path)
    assert [(found.line, found.column) for found in facts.faults.first] == [(6, "value"), (9, "value")]
    assert [rows[0][4] for _, _, rows in told(facts) if rows] == ["QĐ 1\nngày 2", 'Ông "B"']


def test_blank_rows_of_a_sheet_are_no_facts_and_lines_stay_true(tmp_path):
    facts = read(
        write_xlsx(tmp_path / "f.xlsx", [ROW, (), ("", "", "", "", "", "", ""), ("b", "x", *ROW[2:])])
    )
    assert [(found.line, found.column) for found in facts.faults.first] == [(5, "kind")]
    assert facts.names.to_list() == ["a", "b"]


def test_a_row_of_too_many_cells_and_stray_quotes_are_told_by_line(tmp_path):
    path = tmp_path / "f.csv"
    heading = ",".join(COLUMNS)
    path.write_text(f"{heading}\na,person,2024,grade,tot,,QĐ 1, 2 và 3\nb,person,2024,grade,?,,\n")
    found = faults_of(path)
    assert [(line, column) for line, column, _ in found] == [(2, ""), (3, "value")]
    assert "8 ô" in found[0][2]
    path.write_text(f'{heading}\na,person,2024,grade,tot,,x\nb,person,2024,grade,tot,,"QĐ 1\n')
    assert refusal(path) == [
        "dòng 3: Dấu ngoặc kép mở mà không đóng, hoặc có chữ sau dấu đóng. "
        "Bỏ dấu ngoặc kép lẻ; dấu ngoặc kép trong ô viết thành hai dấu liền nhau."
    ]
    path.write_text(f'{heading}\na,person,2024,grade,tot,,QĐ 12" (lần 2)\n')
    assert told(read(path))[0][2][0][4] == 'QĐ 12" (lần 2)'


# --- files that are no tables of ours ----------------------------------------------------------------


def test_a_csv_that_is_not_utf8_is_refused_with_the_first_such_line(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes(
        (",".join(COLUMNS) + "\na,person,2024,grade,tot,,x\n").encode() + b"b,person,2024,grade,tot,,Q\xd0\n"
    )
    (words,) = refusal(path)
    assert words.startswith("dòng 3: ")
    assert "UTF-8" in words
    path.write_bytes(",".join(COLUMNS).encode("utf-16"))
    assert "UTF-8" in refusal(path)[0]


def test_files_that_cannot_be_read_are_refused_in_plain_words(tmp_path):
    assert "Không có tệp này" in refusal(tmp_path / "khong-co.csv")[0]
    for name in ("f.txt", "f", "f.xls"):
        (tmp_path / name).write_text("x")
        assert ".csv, .xlsx hoặc .parquet" in refusal(tmp_path / name)[0]
    for ending in ("xlsx", "parquet"):
        for content in (b"", b"khong phai", b"PK\x03\x04 hong", b"PAR1 hong PAR1"):
            (tmp_path / f"f.{ending}").write_bytes(content)
            assert "hỏng" in refusal(tmp_path / f"f.{ending}")[0]
    (tmp_path / "f.csv").write_bytes(b"")
    assert "Tệp rỗng" in refusal(tmp_path / "f.csv")[0]


def test_a_whole_file_cut_short_is_refused(tmp_path):
    for ending in ("xlsx", "parquet"):
        path = write(tmp_path / f"f.{ending}", GOOD)
        path.write_bytes(path.read_bytes()[:-200])
        assert "hỏng" in refusal(path)[0]


def test_a_workbook_with_a_password_is_refused_as_such(tmp_path):
    plain = write(tmp_path / "plain.xlsx", GOOD)
    locked = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(plain.read_bytes())).encrypt("mat-khau", locked)
    (tmp_path / "f.xlsx").write_bytes(locked.getvalue())
    assert "mật khẩu" in refusal(tmp_path / "f.xlsx")[0]


def test_a_column_that_is_no_text_is_refused(tmp_path):
    pl.DataFrame(
        {"subject": ["a"], "kind": ["person"], "year": [2024], "fact": ["grade"], "value": [["tot"]]}
    ).write_parquet(tmp_path / "f.parquet")
    assert "cột value" in refusal(tmp_path / "f.parquet")[0]


# --- what is left out on purpose ---------------------------------------------------------------------


def test_rows_with_faults_are_left_out_and_spoil_their_subjects_alone(tmp_path):
    rows = [
        ROW,
        ("b", "person", "2024", "grade", "?", "", ""),
        ("b", *ROW[1:]),
        ("", *ROW[1:]),
        ("c", "x", *ROW[2:]),
    ]
    facts = read(write(tmp_path / "f.csv", rows))
    assert facts.names.to_list() == ["a", "b", "c"]
    assert facts.spoiled.tolist() == [False, True, True]
    assert facts.is_kindless.tolist() == [False, False, True]
    assert facts.left_out == 3
    assert [len(rows) for _, _, rows in told(facts)] == [1, 1, 0]
    with pytest.raises(BadFile):
        facts.refuse_faults()


def test_later_years_are_left_out_on_purpose_and_spoil_nobody(tmp_path):
    rows = [
        ROW,
        ("a", "person", "2026", "grade", "tot", "", ""),
        ("b", "person", "2027", "grade", "tot", "", ""),
    ]
    path = write(tmp_path / "f.csv", rows)
    facts = read(path, ignore_later=True)
    assert [(subject, len(rows)) for subject, _, rows in told(facts)] == [("a", 1), ("b", 0)]
    assert not facts.spoiled.any()
    assert "2 sự kiện" in facts.notices[0]
    facts.refuse_faults()
    assert len(told(read(path))[0][2]) == 2


def test_contradictions_are_told_with_both_lines(tmp_path):
    rows = [
        ROW,
        ("b", *ROW[1:]),
        ("a", "person", "2024", "grade", "xuat_sac", "", ""),
        ("b", "person", "2026", "grade", "tot", "", ""),
    ]
    facts = read(write(tmp_path / "f.csv", rows))
    found = with_contradictions(facts, np.array([0, 1]), ON)
    assert [str(fault) for fault in found.faults.first] == [
        "dòng 2 và 4, cột value: Năm 2024 có hai giá trị trái nhau của grade: tot và xuat_sac. "
        "Giữ lại giá trị đúng theo văn bản.",
        "dòng 5, cột year: Năm 2026 ở sau ngày xét 31/12/2025. Sửa năm, hoặc bỏ các sự kiện sau ngày xét.",
    ]
    assert found.spoiled.tolist() == [True, True]


def test_write_parquet_of_the_tests_keeps_text_as_text(tmp_path):
    path = write_parquet(tmp_path / "f.parquet", GOOD)
    assert set(pl.read_parquet_schema(path).values()) == {pl.String()}
