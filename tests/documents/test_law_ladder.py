"""A law pack on paper: all of it, with citations, and what is not confirmed marked as such."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.test_layout import texts
from tests.law.books import books
from thidua.core.law.ladder import told_of_any_year
from thidua.core.law.pack import leaves
from thidua.core.law.words import put
from thidua.documents import pdf, word
from thidua.documents.law_ladder import law_page
from thidua.documents.paper import Head
from thidua.law import packs

EARLIER, LATER = books()
HEAD = Head("", "Phần mềm Thi Đua")


def made(pack):
    return docx.Document(BytesIO(word.render(law_page(pack, head=HEAD, stamp="Tài liệu tra cứu"))))


@pytest.fixture(scope="module")
def page():
    return made(EARLIER)


def line(document, start: str) -> str:
    return next(text for text in texts(document) if text.startswith(start))


def row(table, first: str) -> list[str]:
    return next([c.text for c in r.cells] for r in table.rows if r.cells[0].text == first)


def test_it_says_of_which_pack_and_period_it_is_and_that_it_is_no_law(page):
    found = texts(page)
    assert "BẬC THANG KHEN THƯỞNG" in found
    assert any("áp dụng cho hồ sơ nhận từ 01/01/2024 đến 30/09/2026" in text for text in found)
    assert any(
        "gói quy định T2024" in text and "không thay văn bản quy phạm pháp luật" in text for text in found
    )
    assert any("TÀI LIỆU TRA CỨU" in text for text in found)


def test_its_parts_stand_in_order(page):
    headings = [p.text for p in page.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "I. VĂN BẢN",
        "II. QUY ĐỊNH CHUNG",
        "III. BẬC THANG",
        "IV. CẤP CƠ SỞ",
        "V. CẤP BỘ, BAN, NGÀNH, TỈNH",
        "VI. CẤP NHÀ NƯỚC",
        "VII. GHI CHÚ",
    ]
    awards = [p.text for p in page.paragraphs if p.style.name == "Heading 2"]
    assert awards[:3] == [
        "1. Lao động tiên tiến (LĐTT)",
        "2. Chiến sĩ thi đua cơ sở (CSTĐCS)",
        "3. Giấy khen (GK)",
    ]
    assert len(awards) == len(EARLIER.awards)


def test_instruments_have_number_dates_and_confirmation(page):
    table = next(t for t in page.tables if t.rows[0].cells[0].text == "Ký hiệu")
    assert row(table, "ND98") == [
        "ND98",
        "Nghị định quy định chi tiết, số 98/2023/NĐ-CP",
        "31/12/2023",
        "Hiệu lực từ 01/01/2024 đến 30/06/2025",
        "Đã xem văn bản",
    ]


def test_bars_wages_rounding_and_notes_are_told(page):
    assert line(page, "- C-04.").endswith("không tính vào tiêu chuẩn khen công trạng (Điều 4 ND98).")
    assert "[CHƯA XÁC NHẬN, chưa chắc: làm tròn lên 10.000 đồng]" in line(page, "- Làm tròn.")
    wages = next(t for t in page.tables if t.rows[0].cells[0].text == "Từ ngày")
    assert row(wages, "01/07/2024") == ["01/07/2024", "2.340.000", "Điều 3 ND98"]
    assert "- Mẫu hồ sơ ở phụ lục của nghị định." in texts(page)


def test_the_ladder_tells_what_each_award_is_reached_from_who_confers_and_the_money(page):
    table = next(t for t in page.tables if t.rows[0].cells[1].text == "Xét từ")
    assert row(table, "Bằng khen của Thủ tướng Chính phủ") == [
        "Bằng khen của Thủ tướng Chính phủ",
        "CSTĐCS: 3 lần; BK Bộ, tỉnh: đã có",
        "Thủ tướng Chính phủ",
        "8.190.000",
    ]
    assert row(table, "Chiến sĩ thi đua cơ sở")[1] == "LĐTT: đạt tiêu chuẩn, chọn tối đa 15% (?)"
    assert row(table, "Giấy khen")[3] == "702.000 (?)"


def test_households_have_their_own_ladder_and_a_ceiling_is_told(page):
    tables = [t for t in page.tables if t.rows[0].cells[1].text == "Xét từ"]
    assert len(tables) == 2
    assert row(tables[1], "Giấy khen")[3] == "đến 1.404.000 (?)"


def test_conditions_are_lists_within_lists_with_id_and_citation(page):
    assert line(page, "Tiêu chuẩn đối với cá nhân:").endswith("đủ tất cả các điều kiện sau:")
    assert line(page, "- CSTDCS-02.") == "- CSTDCS-02. Một trong các điều kiện sau:"
    assert line(page, "+ CSTDCS-02a.") == (
        "+ CSTDCS-02a. Năm đang xét được xếp loại hoàn thành xuất sắc nhiệm vụ (khoản 1 Điều 23 L2022)."
    )
    insets = {
        p.text.split(".")[0]: p._p.pPr.find(qn("w:ind"))
        for p in page.paragraphs
        if p.text.startswith(("- BKB-04.", "+ BKB-04b.", "• BKB-04b1."))
    }
    lefts = [0 if ind is None else int(ind.get(qn("w:left"))) for ind in insets.values()]
    assert lefts[0] == 0 and 0 < lefts[1] < lefts[2] and lefts[2] == pytest.approx(2 * lefts[1], abs=2)


def test_a_group_stays_with_what_it_opens(page):
    opening = next(p for p in page.paragraphs if p.text.startswith("- CSTDCS-02."))
    assert opening.paragraph_format.keep_with_next


def test_what_is_not_confirmed_is_marked_and_counted(page):
    assert "[CHƯA XÁC NHẬN]" in line(page, "- HCLD3-02c.")
    assert "[CHƯA XÁC NHẬN, theo văn bản đã hết hiệu lực]" in line(page, "Tỷ lệ:")
    everything = [leaf for a in EARLIER.awards.values() for s in a.standards.values() for leaf in leaves(s)]
    unsure = sum(not leaf.basis.confirmation.is_confirmed for leaf in everything)
    assert unsure > 0
    assert line(page, "Lưu ý:").startswith(f"Lưu ý: {unsure} trong {len(everything)} điều kiện")


def test_the_usual_confirmation_is_told_once_and_another_at_its_line(page):
    assert any("Căn cứ không ghi thêm gì là “đã xem văn bản”" in text for text in texts(page))
    assert "(Điều 79 L2022; biết chắc)" in line(page, "Quyết định: Bộ trưởng")
    assert line(page, "- HCLD3-02a.").endswith("(khoản 1 Điều 44 L2022; biết chắc).")


def test_one_standard_for_several_kinds_is_told_once():
    award = EARLIER.award("giay_khen")
    same = dict.fromkeys(award.standards, next(iter(award.standards.values())))
    pack = replace(EARLIER, awards={"giay_khen": replace(award, standards=same)})
    found = texts(made(pack))
    assert "Tiêu chuẩn đối với cá nhân, hộ gia đình: điều kiện sau:" in found
    assert sum(text.startswith("- GK.") for text in found) == 1


def test_a_pack_that_may_serve_older_dossiers_says_so():
    document = made(LATER)
    assert "quy định mới có lợi hơn thì áp dụng quy định mới (Điều 4 L2026" in line(
        document, "- Chuyển tiếp."
    )
    assert any(
        "từ 01/10/2026" in text and "đến" not in text for text in texts(document) if "hồ sơ nhận" in text
    )


def test_an_overlay_is_named():
    assert line(made(replace(EARLIER, overlays=("bo_vhttdl",))), "Đã gộp") == (
        "Đã gộp quy định riêng của cơ quan: bo_vhttdl."
    )


def test_a_pack_without_wages_prints_no_money():
    document = made(replace(EARLIER, base_wages=()))
    table = next(t for t in document.tables if t.rows[0].cells[1].text == "Xét từ")
    assert row(table, "Giấy khen")[3] == "–"


@pytest.mark.parametrize("pack", packs.load_packs().values(), ids=lambda pack: pack.id)
def test_every_condition_of_every_pack_is_on_its_page(pack):
    found = "\n".join(texts(made(pack)))
    for award in pack.awards.values():
        assert award.name.vi in found
        for standard in award.standards.values():
            for leaf in leaves(standard):
                assert f"{leaf.id}. {put(told_of_any_year(leaf, pack))}" in found
                assert str(leaf.basis.cite) in found


@pytest.mark.office
def test_the_pdf_says_the_same():
    paper = law_page(EARLIER, head=HEAD)
    printed = subprocess.run(
        [shutil.which("pdftotext") or "pdftotext", "-layout", "-", "-"],
        input=pdf.render(paper),
        capture_output=True,
        check=True,
    ).stdout.decode()
    flat = " ".join(printed.split())
    for fact in (
        "VI. CẤP NHÀ NƯỚC",
        "- BKTT-02. Đủ tất cả các điều kiện sau:",
        "+ BKTT-02a. Đã được tặng “Bằng khen của Bộ, ban, ngành, tỉnh” (khoản 1 Điều 73 L2022).",
        "8.190.000",
    ):
        assert fact in flat, fact


def test_the_pdf_is_made_and_is_the_same_each_time():
    paper = law_page(EARLIER, head=HEAD)
    assert pdf.render(paper).startswith(b"%PDF-")
    assert pdf.render(paper) == pdf.render(paper)
