"""The decree's layout, read back from the Word file."""

import re
import tomllib
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.documents import sample
from thidua.documents import word
from thidua.documents.decree30 import HERE, rules
from thidua.documents.paper import Head, Paper, clean, listed, place_line
from thidua.documents.year_end_report import year_end_report


@pytest.fixture(scope="module")
def report():
    paper = year_end_report(
        sample.year_end(),
        head=sample.HEAD,
        place="Vĩnh Phúc",
        day=date(2017, 4, 7),
        signer=sample.SIGNER,
        scores=sample.scores(),
    )
    return docx.Document(BytesIO(word.render(paper)))


def texts(document):
    """Every paragraph in order of the file, those in tables too."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def test_every_chosen_figure_lies_within_the_bounds_of_the_decree():
    data = tomllib.loads((HERE / "decree30.toml").read_text())
    for side, (least, most) in data["page"]["allowed"].items():
        assert least <= data["page"][side] <= most
    for name, style in data["styles"].items():
        if "allowed" in style:
            least, most = style["allowed"]
            assert least <= style["size"] <= most, name
    assert 1 / 3 <= data["letterhead"]["rule_share"] <= 1 / 2


def test_the_page_is_a4_with_the_margins_of_the_decree(report):
    first = report.sections[0]
    measured = {
        name: round(getattr(first, name).mm)
        for name in (
            "page_width",
            "page_height",
            "top_margin",
            "bottom_margin",
            "left_margin",
            "right_margin",
        )
    }
    assert list(measured.values()) == [210, 297, 20, 20, 30, 15]


def test_annexes_lie_on_their_side_and_count_their_own_pages(report):
    assert len(report.sections) == 3
    for section in report.sections[1:]:
        assert section.page_width > section.page_height
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_page_number_stands_in_the_header_and_not_on_the_first_page(report):
    for section in report.sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        paragraph = section.header.paragraphs[0]
        assert paragraph.style.name == "Số trang"
        assert paragraph.style.paragraph_format.alignment == 1


def test_every_style_is_times_new_roman_in_black_of_its_size(report):
    for style in rules().styles.values():
        made = report.styles[style.name]
        assert made.element.rPr.rFonts.get(qn("w:ascii")) == "Times New Roman"
        assert made.font.size == Pt(style.size)
        assert bool(made.font.bold) == style.bold
        assert bool(made.font.italic) == style.italic


def test_the_cells_stand_in_the_order_of_the_decree(report):
    found = texts(report)
    order = [
        "ỦY BAN NHÂN DÂN TỈNH VĨNH PHÚC",
        "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Vĩnh Phúc, ngày 07 tháng 4 năm 2017",
        "BÁO CÁO",
        "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch",
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "VIII. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2018",
        "Nơi nhận:",
        "CỤM TRƯỞNG",
        "Trần Ngọc Oanh",
        "Phụ lục I",
        "Phụ lục II",
    ]
    places = [found.index(text) for text in order]
    assert places == sorted(places)
    assert any(text.startswith("Số:") and text.endswith("/BC-CTĐ") for text in found)
    assert next(text for text in found if text.endswith("./."))


def test_every_ruled_table_repeats_its_head_and_fixes_its_widths(report):
    ruled = [t for t in report.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(ruled) >= 7
    for table in ruled:
        first = table._tbl.tr_lst[0]
        assert first.trPr.find(qn("w:tblHeader")) is not None
        grid = [int(col.get(qn("w:w"))) for col in table._tbl.tblGrid]
        assert [int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for tc in first.tc_lst] == grid
        assert min(grid) > 500


def test_headings_are_real_headings(report):
    names = {p.style.name for p in report.paragraphs if re.match(r"[IV]+\. ", p.text)}
    assert names == {"Heading 1"}


def test_the_rules_of_the_head_are_borders_as_long_as_the_decree_says(report):
    head = report.tables[0]
    rulings = [p for cell in head.rows[0].cells for p in cell.paragraphs if "pBdr" in p._p.xml]
    lengths = []
    for paragraph, share in zip(rulings, (0.45, 0.55), strict=True):
        inset = paragraph.paragraph_format.left_indent.mm * 2
        lengths.append(165 * share - inset)
    assert 48 <= lengths[1] <= 60  # as long as Tiêu ngữ in 13 pt
    assert 20 <= lengths[0] <= 37


def test_no_underscore_or_underline_stands_for_a_rule(report):
    xml = report.element.body.xml
    assert "___" not in xml
    assert "<w:u " not in xml


def test_days_are_padded_by_the_decree_and_left_open_when_unknown():
    assert place_line("Hà Nội", date(2020, 1, 5), 2020) == "Hà Nội, ngày 05 tháng 01 năm 2020"
    assert re.fullmatch(r"Hà Nội, ngày\s+tháng\s+năm 2020", place_line("Hà Nội", None, 2020))


def test_lists_end_with_semicolons_and_the_last_with_a_full_stop():
    assert listed(("Như trên", "Các đơn vị;", "Lưu: VT.")) == ("Như trên;", "Các đơn vị;", "Lưu: VT.")


def test_what_cannot_be_printed_is_taken_out():
    assert clean("Thu\u0309y\x00\x1b\u202e\n<b>&") == "Thủy <b>&"


def test_several_addressees_stand_each_on_a_line():
    paper = Paper("Báo cáo", "", Head("", "Sở"), (), addressees=("Bộ Nội vụ", "Ban Thi đua"))
    found = texts(docx.Document(BytesIO(word.render(paper))))
    assert found[found.index("Kính gửi:") + 1 :][:2] == ["- Bộ Nội vụ;", "- Ban Thi đua."]
