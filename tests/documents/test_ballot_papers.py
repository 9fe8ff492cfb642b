"""The papers of a ballot, read back: minutes of the count, ballot papers, the list to sign, the tally sheet."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from tests.documents import sample
from tests.documents.test_layout import texts
from thidua.core.ballot import PaperForm
from thidua.documents import pdf, word
from thidua.documents.count_minutes import CountValues, count_minutes
from thidua.documents.minutes import minutes
from thidua.documents.paper import Paper
from thidua.documents.paper_vote import PaperVoteValues, ballot_papers, elector_list, tally_sheet

TELLERS = ("Nguyễn Văn An, Phó Giám đốc Sở", "Trần Thị Bình", "Lê Văn Cường")
BALLOT = replace(
    sample.minutes().ballots[0],
    way="Bỏ phiếu kín, bằng phiếu giấy",
    asked="Cách ghi phiếu: đồng ý, không đồng ý hoặc không có ý kiến từng đơn vị.",
    is_on_paper=True,
    valid=7,
    invalid=1,
    tellers=TELLERS,
    closed="16:20 17/11/2017",
    sealed="ab" * 32,
    challenges=("Phạm Thị Dung (Hải Dương), lúc 17:00 17/11/2017: đếm lại. Kết quả: khớp",),
)
COUNT = CountValues(
    sample.CLUSTER,
    False,
    2017,
    "Hội nghị tổng kết, bình xét",
    date(2017, 11, 17),
    "thành phố Vĩnh Yên",
    "Đồng chí Trần Ngọc Oanh, Giám đốc Sở",
    BALLOT,
)
VOTE = PaperVoteValues(
    cluster=sample.CLUSTER,
    is_bloc=False,
    year=2017,
    meeting="Hội nghị tổng kết, bình xét",
    held_on=date(2017, 11, 17),
    question="Suy tôn đề nghị tặng: Cờ thi đua của Bộ, tỉnh",
    is_election=False,
    form=PaperForm.PER_ITEM,
    seats=2,
    candidates=sample.SHORT[:3],
    electors=sample.SHORT,
    invalid="đồng ý quá 2 đơn vị",
)


def read_word(paper: Paper) -> str:
    return "\n".join(texts(docx.Document(BytesIO(word.render(paper)))))


def pages_of(paper: Paper) -> list[str]:
    printed = subprocess.run(
        [shutil.which("pdftotext") or "pdftotext", "-layout", "-", "-"],
        input=pdf.render(paper),
        capture_output=True,
        check=True,
    ).stdout.decode()
    return printed.removesuffix("\f").split("\f")


def read_pdf(paper: Paper) -> str:
    return "\n".join(pages_of(paper))


@pytest.mark.parametrize("read", [read_word, read_pdf])
def test_the_minutes_of_a_count_tell_all_of_it(read):
    found = " ".join(read(count_minutes(COUNT, head=sample.HEAD)).split())
    for words in (
        "BIÊN BẢN KIỂM PHIẾU",
        "Trưởng ban: Nguyễn Văn An, Phó Giám đốc Sở.",
        "Ủy viên: Trần Thị Bình.",
        "Bỏ phiếu kín, bằng phiếu giấy.",
        "Cách ghi phiếu: đồng ý",
        "trúng khi đạt trên 50%",
        "Số phiếu phát ra: 08 (88,89%).",
        "Số phiếu thu về: 08.",
        "Số phiếu hợp lệ: 07 (87,5%).",
        "Số phiếu không hợp lệ: 01 (12,5%).",
        "Ninh Bình (100%) và Hà Nam (87,5%).",
        "Phạm Thị Dung (Hải Dương)",
        "abababababababab abababababababab",
    ):
        assert words in found
    assert "Vĩnh Phúc, ngày" not in found


def test_every_teller_and_the_chair_sign_the_count():
    found = read_word(count_minutes(COUNT, head=sample.HEAD))
    places = [
        found.rindex(name) for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Trần Ngọc Oanh")
    ]
    assert places == sorted(places)
    alone = read_word(count_minutes(replace(COUNT, ballot=replace(BALLOT, tellers=())), head=sample.HEAD))
    assert "NGƯỜI KIỂM PHIẾU" in alone


def test_orders_are_printed_by_their_sums():
    rows = tuple(replace(row, places=number) for number, row in enumerate(BALLOT.candidates, start=11))
    ordered = replace(BALLOT, is_ordered=True, candidates=rows)
    for paper in (
        count_minutes(replace(COUNT, ballot=ordered), head=sample.HEAD),
        minutes(replace(sample.minutes(), ballots=(ordered,)), head=sample.HEAD),
    ):
        table = next(t for t in docx.Document(BytesIO(word.render(paper))).tables if len(t.columns) == 6)
        assert [cell.text for cell in table.rows[0].cells][2:4] == ["Tổng thứ tự", "Trong số được chọn"]
        assert [cell.text for cell in table.rows[1].cells][2:4] == ["11", "8"]


def test_minutes_tell_what_lay_before_the_meeting_who_was_chosen_and_leave_the_hours_to_the_pen():
    values = replace(sample.minutes(), presented=("Kiến nghị về điểm: 03.",), ballots=(BALLOT,))
    found = " ".join(read_word(minutes(values, head=sample.HEAD)).split())
    assert "Kiến nghị về điểm: 03." in found
    assert (
        "IV. KẾT QUẢ BÌNH XÉT, SUY TÔN - Suy tôn đề nghị tặng: Cờ thi đua của Bộ, tỉnh: Ninh Bình và Hà Nam."
        in found
    )
    assert "Bắt đầu vào hồi giờ ngày 17 tháng 11 năm 2017." in found
    assert "kết thúc vào hồi giờ cùng ngày" in found
    assert "Yêu cầu kiểm lại: Phạm Thị Dung" in found


@pytest.mark.parametrize("read", [read_word, read_pdf])
def test_there_is_a_ballot_paper_for_each_elector_and_none_can_be_told_from_another(read):
    found = read(ballot_papers(VOTE, head=sample.HEAD))
    assert found.count("PHIẾU LẤY Ý KIẾN SUY TÔN") == 9
    assert found.count("□") == 9 * 3 * 3
    assert found.count("(đóng dấu treo)") == 9
    # Nothing besides what is said nine times: no name, number or page number.
    for piece in {line.strip() for line in found.replace("□", "").split("\n")}:
        assert not piece or found.count(piece) % 9 == 0, piece
    assert "Hội nghị tổng kết, bình xét, ngày 17/11/2017" in found
    assert "Phiếu không hợp lệ: đồng ý quá 2 đơn vị." in found


def test_several_ballot_papers_stand_on_a_sheet_and_none_is_broken():
    paper = ballot_papers(VOTE, head=sample.HEAD)
    pages = pages_of(paper)
    assert 2 <= len(pages) <= 5
    for page in pages:
        assert page.count("PHIẾU LẤY Ý KIẾN") == page.count("Phiếu không hợp lệ")
    rows = [table.rows[0]._tr.xml for table in docx.Document(BytesIO(word.render(paper))).tables]
    assert len(rows) == 9
    assert all("cantSplit" in row for row in rows)


@pytest.mark.parametrize(
    ("changes", "title", "column", "boxes"),
    [
        ({"form": PaperForm.CHOOSE}, "PHIẾU SUY TÔN", "Chọn", 3),
        ({"form": PaperForm.PREFERENCE}, "PHIẾU SUY TÔN", "Thứ tự", 0),
        ({"form": PaperForm.CHOOSE, "is_election": True, "seats": 1}, "PHIẾU BẦU", "Chọn", 3),
    ],
)
def test_each_form_of_paper_asks_in_its_way(changes, title, column, boxes):
    found = read_word(ballot_papers(replace(VOTE, electors=("một",), **changes), head=sample.HEAD)).split(
        "\n"
    )
    assert title in found
    assert column in found
    assert found.count("□") == boxes


def test_the_list_has_a_row_to_sign_for_every_elector():
    table = docx.Document(
        BytesIO(word.render(elector_list(VOTE, head=sample.HEAD, place="Vĩnh Phúc")))
    ).tables[1]
    assert [row.cells[1].text for row in table.rows[1:]] == list(sample.SHORT)
    assert all(row.height.mm > 10 for row in table.rows[1:])


def test_the_tally_sheet_has_room_for_each_candidate_and_the_totals():
    document = docx.Document(BytesIO(word.render(tally_sheet(VOTE, head=sample.HEAD, place="Vĩnh Phúc"))))
    found = "\n".join(texts(document))
    assert "phát ra" in found
    assert "Người kiểm phiếu" in found
    table = document.tables[1]
    assert [cell.text for cell in table.rows[0].cells][2:4] == ["Đồng ý", "Cộng"]
    assert len(table.rows) == 4
