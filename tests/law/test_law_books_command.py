"""``thidua law graph``, ``page`` and ``diff`` as they are called in the terminal."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import docx
import pytest

from tests.documents.test_layout import texts
from tests.law.books import books
from thidua.cli import main
from thidua.core.faults import Refused
from thidua.core.law.facts import SubjectKind
from thidua.law.graph import ladder_svg


def call(*arguments: object) -> int:
    return main(["law", *map(str, arguments)])


def test_graph_draws_the_kind_that_was_asked_for(tmp_path, capsys):
    out = tmp_path / "new folder" / "ladder.svg"
    assert call("graph", "--pack", "v2025", "--kind", "collective", "--out", out) == 0
    assert capsys.readouterr().out == f"{out}\n"
    title = ET.fromstring(out.read_text()).findtext("{http://www.w3.org/2000/svg}title")
    assert title == "Bậc thang khen thưởng đối với tập thể"


def test_graph_takes_the_pack_in_force_on_a_day(tmp_path):
    out = tmp_path / "ladder.svg"
    assert call("graph", "--on", "31/12/2017", "--out", out) == 0
    assert "(V2014)" in out.read_text()


def test_an_organisations_parameters_are_laid_on(tmp_path):
    assert call("page", "--pack", "V2025", "--out", tmp_path / "plain.docx") == 0
    assert call("page", "--pack", "V2025", "--organisation", "bo_vhttdl", "--out", tmp_path / "own.docx") == 0
    assert "bo_vhttdl" in "".join(texts(docx.Document(str(tmp_path / "own.docx"))))
    assert "bo_vhttdl" not in "".join(texts(docx.Document(str(tmp_path / "plain.docx"))))


def test_page_is_word_or_pdf_by_the_files_ending(tmp_path):
    assert call("page", "--pack", "V2025", "--out", tmp_path / "book.docx") == 0
    assert "BẬC THANG KHEN THƯỞNG" in texts(docx.Document(str(tmp_path / "book.docx")))
    assert call("page", "--pack", "V2025", "--out", tmp_path / "book.PDF") == 0
    assert (tmp_path / "book.PDF").read_bytes().startswith(b"%PDF-")


def test_diff_prints_what_differs(capsys):
    assert call("diff", "V2025", "v2026") == 0
    found = capsys.readouterr().out
    assert found.startswith("So sánh V2025 (")
    assert "+ CSTDCS-11" in found
    assert max(map(len, found.splitlines())) <= 110


def test_diff_for_machines_has_every_line_that_differs(capsys):
    assert call("diff", "V2025", "V2026", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["old"], found["new"], found["added"], found["dropped"]) == ("V2025", "V2026", [], [])
    award = next(one for one in found["changed"] if one["award"] == "chien_si_thi_dua_co_so")
    change = next(one for one in award["changes"] if one["id"] == "CSTDCS-11a")
    assert change["change"] == "added" and change["content"] and change["old"] is None
    assert change["new"] == {
        "text": "Năm đang xét được xếp loại hoàn thành xuất sắc nhiệm vụ",
        "cite": change["new"]["cite"],
        "confirmation": "open",
        "role": "one_reading",
    }
    carried = [c for one in found["changed"] for c in one["changes"] if not c["content"]]
    assert len(carried) > 100
    assert any(one["part"] == "instrument" and one["id"] == "L2026" for one in found["general"])


def test_diff_of_a_pack_with_itself_says_so(capsys):
    assert call("diff", "V2025", "V2025") == 0
    assert "Hai gói quy định giống nhau." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("graph", "--pack", "V1", "--out", "x.svg"), "Chọn một trong: V2014"),
        (("graph", "--on", "31/12/1999", "--out", "x.svg"), "Không có gói quy định nào cho ngày 31/12/1999"),
        (("graph", "--on", "hôm nay", "--out", "x.svg"), "không phải là ngày"),
        (("graph", "--pack", "V2025", "--out", "x.png"), "Đặt tên tệp kết thúc bằng .svg."),
        (("page", "--pack", "V2025", "--out", "x.doc"), "kết thúc bằng .docx hoặc .pdf."),
        (("diff", "V2025", "V1"), "Không có gói quy định “V1”"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert call("graph", "--pack", "V2025", "--out", tmp_path / "file" / "x.svg") == 2
    assert "là tệp, không phải thư mục" in capsys.readouterr().err


def test_a_pack_and_a_day_together_are_wrongly_called(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        call("graph", "--pack", "V2025", "--on", "2025-12-31", "--out", tmp_path / "x.svg")
    assert left.value.code == 2


def test_a_kind_without_awards_has_no_drawing():
    earlier, _ = books()
    awards = {code: award for code, award in earlier.awards.items() if code != "giay_khen"}
    with pytest.raises(Refused, match="Hộ gia đình"):
        ladder_svg(replace(earlier, awards=awards), SubjectKind.HOUSEHOLD)


@pytest.mark.parametrize(("columns", "most"), [("70", 70), ("20", 60), ("400", 110)])
def test_lines_are_broken_to_the_terminal(columns, most, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", columns)
    assert call("diff", "V2018", "V2024") == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= most


def test_nothing_of_django_is_set_up_and_nothing_is_loaded_before_it_is_called():
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from thidua.cli import main; code = main(['law', 'diff', 'V2024', 'V2025']); "
            "assert code == 0; loaded = {'django', 'typst', 'docx', 'polars'} & set(sys.modules); "
            "assert not loaded, loaded",
        ],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
