"""Whatever is handed in gets a clear message with its sheet, row and cell; nothing is a traceback."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import docx
import msoffcrypto
import openpyxl
import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from thidua.clusters.files import PAPERS, check_upload
from thidua.core.faults import Refused
from thidua.core.old_encodings import OldEncoding, old_encoding
from thidua.sheets import cells as cells_module
from thidua.sheets import container
from thidua.sheets import reading as reading_module
from thidua.sheets.cells import cell_value
from thidua.sheets.columns import choice, day, figure, moment, text, whole, yes_no
from thidua.sheets.marking import mark
from thidua.sheets.reading import cells_of_file
from thidua.sheets.values import Faults, Row, Unreadable
from thidua.workbook import schema
from thidua.workbook.checking import check
from thidua.workbook.reading import read
from thidua.workbook.writing import template, write

assert msoffcrypto


def book() -> dict[str, list[Row]]:
    """A small sound book."""
    return {
        "year": [
            Row(
                0,
                {
                    "cluster_code": "cum-thu",
                    "cluster_name": "Cụm thử",
                    "cluster_kind": "cum",
                    "year": 2018,
                    "authority_code": "bo",
                    "authority_name": "Bộ",
                    "authority_short": "Bộ",
                    "authority_kind": "bo",
                    "stage": "preparation",
                    "chair": "a",
                    "form": 1,
                },
            )
        ],
        "units": [
            Row(0, {"code": code, "name": f"Sở {code}", "short_name": code.upper(), "kind": "so"})
            for code in "ab"
        ],
        "targets": [
            Row(
                0,
                {
                    "code": "di-tich",
                    "name": "Di tích",
                    "field": "heritage",
                    "measure": "di tích",
                    "direction": "tang",
                    "position": 1,
                },
            )
        ],
        "agreed": [Row(0, {"target": "di-tich", "unit": "a", "value": Decimal(5)})],
    }


def changed(edit) -> bytes:
    """The small book with ``edit`` applied to it in Excel."""
    workbook = openpyxl.load_workbook(io.BytesIO(write(book())))
    edit(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def faults_of(content: bytes) -> list[tuple[str, str, str]]:
    """Sheet, cell and words of each fault."""
    reading = read(content)
    check(reading)
    return [(f.sheet, f.cell, f"{f.cause_text} {f.mend_text}") for f in reading.faults]


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return str(refused.value)


def test_the_small_book_is_sound():
    assert faults_of(write(book())) == []


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "says"),
    [
        ("Số giao ước", "C2", "hai mươi", "không phải là số"),
        ("Số giao ước", "C2", -3, "ngoài khoảng cho phép"),
        ("Số giao ước", "B2", "sở aa", "Không có đơn vị “sở aa”. Có phải là"),
        ("Số giao ước", "A2", "di-tik", "Có phải là “di-tich”?"),
        ("Chỉ tiêu", "C2", "Di sản văn hoá", None),
        ("Chỉ tiêu", "C2", "Di san vat the", "Có phải là “Di sản văn hóa”?"),
        ("Chỉ tiêu", "F2", "một", "không phải là số"),
        ("Chỉ tiêu", "F2", 1.5, "không phải số nguyên"),
        ("Chỉ tiêu", "B2", None, "Chưa ghi “Chỉ tiêu”"),
        ("Chỉ tiêu", "B2", "Céng hßa x· héi chñ nghÜa", "TCVN3"),
        ("Chỉ tiêu", "B2", "Coäng hoøa xaõ hoäi", "VNI"),
        ("Chỉ tiêu", "B2", "x" * 301, "quá 300 ký tự"),
        ("Năm", "J2", "c", "Không có đơn vị"),
        ("Năm", "D2", 3018, "ngoài khoảng"),
    ],
)
def test_a_bad_cell_is_named_with_its_mend(sheet, cell, value, says):
    found = faults_of(changed(lambda workbook: workbook[sheet].__setitem__(cell, value)))
    if says is None:
        assert found == []
        return
    assert [(s, c) for s, c, _ in found] == [(sheet, cell)]
    assert says in found[0][2]


def test_all_faults_are_told_not_the_first_only():
    def edit(workbook):
        workbook["Số giao ước"]["C2"] = "nhiều"
        workbook["Chỉ tiêu"]["C2"] = "?"
        workbook["Năm"]["D2"] = "năm nay"

    assert {(s, c) for s, c, _ in faults_of(changed(edit))} == {
        ("Số giao ước", "C2"),
        ("Chỉ tiêu", "C2"),
        ("Năm", "D2"),
    }


def test_a_row_told_twice_is_named():
    found = faults_of(changed(lambda wb: wb["Số giao ước"].append(["di-tich", "A", 7])))
    assert found == [
        ("Số giao ước", "B3", "Dòng này trùng với dòng 2. Hãy gộp hai dòng hoặc bỏ bớt một dòng.")
    ]


def test_misnamed_sheets_and_columns_are_suggested():
    def edit(workbook):
        workbook["Chỉ tiêu"].title = "Chi tieu nam"
        workbook["Số giao ước"]["C1"] = "Số giao ướt"

    words = " ".join(words for _, _, words in faults_of(changed(edit)))
    assert "Có phải là trang “Chỉ tiêu”?" in words
    assert "Có phải là cột “Số giao ước”?" in words
    assert "Thiếu cột “Số giao ước”" in words


def test_a_title_above_the_table_and_a_note_sheet_are_allowed():
    def edit(workbook):
        workbook["Chỉ tiêu"].insert_rows(1)
        workbook["Chỉ tiêu"]["A1"] = "CHỈ TIÊU NĂM 2018"
        workbook.create_sheet("Ghi chú")["A1"] = "tùy ý"

    assert faults_of(changed(edit)) == []


def test_error_cells_and_formulas_without_a_result_are_named():
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out)
    page = workbook.add_worksheet("Số giao ước")
    for column, title in enumerate(("Chỉ tiêu", "Đơn vị", "Số giao ước")):
        page.write(0, column, title)
    page.write_row(1, 0, ["di-tich", "a"])
    page.write_formula(1, 2, "=B9/0", value="#DIV/0!")
    page.write_row(2, 0, ["di-tich", "b"])
    page.write_formula(2, 2, "=1+1", value="")
    page.write_row(3, 0, ["di-tich", "b"])
    page.write_formula(3, 2, "=1+1", value=2)
    workbook.close()
    found = {(c, w) for s, c, w in faults_of(out.getvalue()) if s == "Số giao ước" and c.startswith("C")}
    assert {c for c, _ in found} == {"C2", "C3"}
    assert any("#DIV/0!" in words for _, words in found)


def test_a_text_that_looks_like_a_formula_stays_text_both_ways():
    sly = book()
    texts = ('=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "Sở & <Phòng>")
    sly["directives"] = [
        Row(0, {"number": f"{n}/CT", "issuer": "Bộ", "abstract": words}) for n, words in enumerate(texts)
    ]
    content = write(sly)
    page = openpyxl.load_workbook(io.BytesIO(content))["Văn bản"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    assert [row.text("abstract") for row in read(content).book["directives"]] == list(texts)


def test_files_that_are_no_workbook_say_what_they_are():
    paper = io.BytesIO()
    docx.Document().save(paper)
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(write(book()))).encrypt("mat-khau", locked)
    foreign = io.BytesIO()
    other = openpyxl.Workbook()
    other.active.title = "Lương"
    other.save(foreign)
    assert "Tệp rỗng" in refusal(b"")
    assert "Word" in refusal(paper.getvalue())
    assert "PDF" in refusal(b"%PDF-1.7 ...")
    assert "mật khẩu" in refusal(locked.getvalue())
    assert "Excel hoặc Word cũ" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "không theo mẫu" in refusal(foreign.getvalue())
    assert "hỏng" in refusal(b"PK\x03\x04 broken")
    assert "hỏng" in refusal("Mã;Tên\n1;2".encode())


def test_an_oversized_file_and_a_zip_bomb_are_refused_before_they_unfold(monkeypatch):
    monkeypatch.setattr(container, "MAX_BYTES", 1000)
    assert "lớn hơn" in refusal(b"PK\x03\x04" + b"0" * 1000)
    monkeypatch.undo()
    monkeypatch.setattr(container, "MAX_UNPACKED", 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 5_000_000)
    assert "quá lớn" in refusal(bomb.getvalue())
    assert "quá lớn" in refusal(_understated(bomb.getvalue()))


def _understated(content: bytes) -> bytes:
    """The same archive stating that its part is ten bytes long."""
    return content.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def test_a_cell_in_the_far_corner_is_refused_without_filling_the_memory():
    assert "dài hơn 50.000 dòng" in refusal(changed(lambda wb: wb["Chỉ tiêu"].__setitem__("XFD1048576", 1)))


def test_a_document_type_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write(book()))) as sound, zipfile.ZipFile(out, "w") as sly:
        for name in sound.namelist():
            data = sound.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbook ", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook ', 1)
            sly.writestr(name, data)
    assert "hỏng" in refusal(out.getvalue())


@pytest.mark.parametrize(
    "raw",
    [
        date(2017, 11, 17),
        datetime(2017, 11, 17),
        43056.0,
        "43056",
        "17/11/2017",
        "17-11-2017",
        "17.11.2017",
        "2017-11-17",
        "ngày 17 tháng 11 năm 2017",
        "17 tháng 11 năm 2017",
        " 17 / 11 / 2017 ",
    ],
)
def test_a_day_is_read_in_every_habit(raw):
    assert cell_value(raw, day("d", "Ngày")) == date(2017, 11, 17)


@pytest.mark.parametrize(
    "raw", ["08:30 17/11/2017", "17/11/2017 8:30", "2017-11-17T08:30", "8h30 17/11/2017", 43056.3541666667]
)
def test_a_moment_is_read_in_every_habit(raw):
    assert cell_value(raw, moment("m", "Lúc")) == datetime(2017, 11, 17, 8, 30)


@pytest.mark.parametrize("raw", ["17/11/17", "31/02/2018", "hôm qua", 5.0, "99999", True])
def test_no_day_is_refused(raw):
    with pytest.raises(Exception, match="không phải là ngày"):
        cell_value(raw, day("d", "Ngày"))


def test_numbers_words_and_choices_are_read_the_vietnamese_way():
    assert cell_value("1.440", whole("n", "Số")) == 1440
    assert cell_value("95,5", figure("n", "Số")) == Decimal("95.5")
    assert cell_value(0.1 + 0.2, figure("n", "Số")) == Decimal("0.3")
    assert cell_value("Có", yes_no("b", "Có")) is True
    assert cell_value("KHÔNG", yes_no("b", "Có")) is False
    kinds = choice("k", "Loại", {"so": "Sở, ban, ngành"})
    assert cell_value("so, ban, nganh", kinds) == cell_value("so", kinds) == "so"
    assert cell_value(34.0, text("t", "Chữ", longest=9)) == "34"


@pytest.mark.parametrize(
    "words", ["Café Müller", "© 2017", "Nike®", "«Toàn dân»", "5×5", "Hà Nam", "São Paulo"]
)
def test_good_text_is_not_taken_for_an_old_encoding(words):
    assert old_encoding(words) is None


@pytest.mark.parametrize(
    ("words", "which"),
    [("§¶ng Céng s¶n ViÖt Nam", OldEncoding.TCVN3), ("Ñoäc laäp, töï do", OldEncoding.VNI)],
)
def test_old_encodings_are_recognised(words, which):
    assert old_encoding(words) is which


@given(st.text())
def test_any_text_is_told_old_or_good_without_failing(words):
    assert old_encoding(words) in (None, *OldEncoding)


_ANY = st.one_of(
    st.text(max_size=40), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.integers(), st.none()
)


@given(_ANY, st.sampled_from([column for sheet in schema.SHEETS for column in sheet.columns]))
def test_any_cell_gives_a_value_or_a_refusal(raw, column):
    from thidua.core.faults import Refused

    try:
        cell_value(raw, column)
    except Refused as refused:
        assert all(str(fault) for fault in refused.faults)


_SOUND = None


def _sound() -> bytes:
    global _SOUND
    _SOUND = _SOUND or write(book())
    return _SOUND


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_file_with_any_bytes_changed_is_read_or_refused(data):
    content = bytearray(_sound())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    _survives(bytes(content))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_sheet_with_any_xml_changed_is_read_or_refused(data):
    """Damage inside the packed parts, which changed bytes seldom reach."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_sound())) as sound:
        parts = {name: bytearray(sound.read(name)) for name in sound.namelist()}
    name = data.draw(
        st.sampled_from(sorted(n for n in parts if n.endswith((".xml", ".rels")) and "theme" not in n))
    )
    part = parts[name]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from(
                [b"9", b"-1", b"<", b"/", b"NaN", b"t", b'"', b"&", b"\xff", b"A1048576", b"e9999"]
            )
        )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part_name, content in parts.items():
            archive.writestr(part_name, bytes(content))
    _survives(out.getvalue())


def test_a_sheet_in_an_unknown_encoding_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_sound())) as sound, zipfile.ZipFile(out, "w") as archive:
        for name in sound.namelist():
            archive.writestr(name, sound.read(name).replace(b'encoding="UTF-8"', b'encoding="U9TF-8"', 1))
    with pytest.raises(Unreadable):
        read(out.getvalue())


def _survives(content: bytes) -> None:
    try:
        reading = read(content)
    except Unreadable:
        return
    check(reading)
    mark(cells_of_file(content), reading.faults)


def test_the_template_reads_as_an_empty_workbook_and_offers_lists():
    content = template()
    reading = read(content)
    assert not any(reading.book.values())
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook.sheetnames[0] == "Hướng dẫn"
    assert workbook["Chỉ tiêu"].freeze_panes == "A2"
    assert workbook["Chỉ tiêu"].data_validations.dataValidation
    assert "Bắt buộc" in workbook["Chỉ tiêu"]["A1"].comment.text


def test_a_refused_file_is_given_back_with_its_bad_cells_marked():
    content = changed(lambda workbook: workbook["Số giao ước"].__setitem__("C2", "nhiều"))
    reading = read(content)
    check(reading)
    marked = openpyxl.load_workbook(io.BytesIO(mark(cells_of_file(content), reading.faults)))
    cell = marked["Số giao ước"]["C2"]
    assert cell.value == "nhiều"
    assert "không phải là số" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFFBEAEA"
    assert marked["Số giao ước"]["A2"].comment is None


def test_a_file_full_of_strange_names_is_told_without_a_search_for_each(monkeypatch):
    searched = []

    def counted(text, names):
        searched.append(text)
        return ""

    monkeypatch.setattr(reading_module, "nearest", counted)
    monkeypatch.setattr(cells_module, "nearest", counted)

    def spoil(workbook):
        for number in range(3000):
            workbook["Số giao ước"].append([f"chi-tieu-{number}", "Sở lạ", 1])
            workbook["Chỉ tiêu"].append([f"ct-{number}", "Chỉ tiêu", "Lĩnh vực lạ", "việc", "Tăng", 1])

    found = faults_of(changed(spoil))
    assert len(found) == Faults.LIMIT
    assert len(searched) <= Faults.LIMIT + reading_module.MOST_SUGGESTIONS
    assert searched.count("Sở lạ") <= 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.replace("dé".encode(), b"d\xff\xfe"),
        lambda content: content[:-5],
        lambda content: b"PK\x03\x04PK\x05\x06" + b"\xff" * 18,
    ],
)
def test_a_damaged_paper_is_refused_not_a_traceback(damage):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/dé.xml", "x")
    with pytest.raises(Refused, match="không đúng với đuôi tệp"):
        check_upload(ContentFile(damage(raw.getvalue()), "van-ban.docx"), PAPERS)
