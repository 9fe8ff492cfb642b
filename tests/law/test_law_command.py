"""``thidua law`` as scripts call it: what it prints, what it writes, with which status it ends."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import unicodedata

import polars as pl
import pytest

from tests.law.sample_pack import OVERLAY, PACK
from tests.law.tables import FORMATS, GOOD, write
from thidua import cli
from thidua.core.law.pack import Judged, leaves
from thidua.law import judgements, packs, spread

ON = ["--on", "2025-12-31"]


@pytest.fixture
def facts(tmp_path):
    return str(write(tmp_path / "facts.csv", GOOD))


def run(*arguments):
    """Call the command; its exit status."""
    try:
        return cli.main(["law", *map(str, arguments)])
    except SystemExit as left:
        return left.code


def verdicts(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["subject"], row["award"]): row for row in csv.DictReader(file)}


# --- screen ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("into", FORMATS)
@pytest.mark.parametrize("of", FORMATS)
def test_screen_reads_and_writes_each_format(tmp_path, capsys, of, into):
    out = tmp_path / f"out.{into}"
    assert run("screen", write(tmp_path / f"facts.{of}", GOOD), "--award", "all", *ON, "--out", out) == 0
    told = capsys.readouterr()
    assert out.exists()
    assert told.out.startswith(f"{out}: 4 đối tượng, ")
    assert told.err == ""


def test_screen_says_what_the_law_says(tmp_path, facts):
    out = tmp_path / "out.csv"
    awards = "chien_si_thi_dua_co_so,co_thi_dua_bo_tinh"
    assert run("screen", facts, "--award", awards, *ON, "--out", out) == 0
    rows = verdicts(out)
    mine = rows["001", "chien_si_thi_dua_co_so"]
    assert (mine["on"], mine["pack"]) == ("2025-12-31", "V2025")
    assert rows["001", "co_thi_dua_bo_tinh"]["verdict"] == "not_eligible"
    assert rows["001", "co_thi_dua_bo_tinh"]["failed"] == "doi_tuong"
    reasons = json.loads(mine["reasons"])
    assert {"id", "met", "cite", "evidence"} == set(reasons[0])
    by_id = {reason["id"]: reason for reason in reasons}
    assert by_id["CSTDCS-02b"]["met"] is True
    assert by_id["CSTDCS-02b"]["evidence"] == [
        {"year": 2025, "fact": "initiative", "value": "co_so", "ref": "QĐ 5"}
    ]
    assert "Điều 23" in by_id["CSTDCS-02b"]["cite"]


@pytest.mark.parametrize("day", ["2025-12-31", "31/12/2025"])
def test_the_pack_is_chosen_by_the_day_in_either_form_or_by_name(tmp_path, facts, day):
    out = tmp_path / "out.csv"
    assert run("screen", facts, "--award", "giay_khen", "--on", day, "--out", out) == 0
    assert {row["pack"] for row in verdicts(out).values()} == {"V2025"}
    assert run("screen", facts, "--award", "giay_khen", "--on", day, "--pack", "v2026", "--out", out) == 0
    assert {row["pack"] for row in verdicts(out).values()} == {"V2026"}


def test_the_parameters_of_an_organisation_are_laid_on_the_pack(tmp_path, facts):
    asked = ["screen", facts, "--award", "all", *ON, "--out", tmp_path / "out.csv"]
    assert run(*asked, "--organisation", "bo_vhttdl") == 0
    laid = verdicts(tmp_path / "out.csv")
    assert run(*asked) == 0
    assert verdicts(tmp_path / "out.csv") != laid


def test_bad_rows_are_told_by_line_on_stderr_with_status_2_and_nothing_written(tmp_path, capsys):
    bad = [*GOOD, ("x", "nguoi", "2024", "grade", "tot", "", ""), ("y", "person", "24", "grade", "?", "", "")]
    facts, out = write(tmp_path / "facts.csv", bad), tmp_path / "out.csv"
    assert run("screen", facts, "--award", "all", *ON, "--out", out) == 2
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[0] == "facts.csv: 3 chỗ cần sửa:"
    assert [line.split(":")[0] for line in lines[1:4]] == [
        "• dòng 14, cột kind",
        "• dòng 15, cột value",
        "• dòng 15, cột year",
    ]
    assert lines[4] == "Chưa ghi gì."
    assert not out.exists()


def test_two_hundred_faults_are_printed_and_the_rest_counted(tmp_path, capsys):
    bad = [(f"s{number}", "person", "2024", "grade", "?", "", "") for number in range(1234)]
    assert (
        run("screen", write(tmp_path / "f.csv", bad), "--award", "all", *ON, "--out", tmp_path / "o.csv") == 2
    )
    told = capsys.readouterr().err
    assert told.count("• ") == 200
    assert "1234 chỗ cần sửa" in told
    assert "còn 1034 chỗ khác" in told


def test_contradictions_are_bad_input_with_their_lines(tmp_path, capsys):
    rows = [*GOOD, ("001", "person", "2023", "grade", "xuat_sac", "", "")]
    assert (
        run("screen", write(tmp_path / "f.csv", rows), "--award", "all", *ON, "--out", tmp_path / "o.csv")
        == 2
    )
    assert "• dòng 2 và 14, cột value: Năm 2023 có hai giá trị trái nhau" in capsys.readouterr().err


def test_good_rows_are_taken_on_purpose_and_what_was_left_out_is_told(tmp_path, capsys):
    rows = [*GOOD, ("001", "person", "2022", "grade", "?", "", "")]
    facts, out = write(tmp_path / "f.csv", rows), tmp_path / "out.csv"
    assert run("screen", facts, "--award", "giay_khen", *ON, "--out", out, "--take-good") == 0
    told = capsys.readouterr().err
    assert "dòng 14, cột value" in told
    assert "Đã bỏ 1 dòng có lỗi" in told
    assert verdicts(out)["001", "giay_khen"]["failed"] == "lich_su"
    assert verdicts(out)["to-3", "giay_khen"]["failed"] != "lich_su"


def test_facts_of_later_years_are_faults_or_left_out_on_purpose(tmp_path, facts, capsys):
    asked = ["screen", facts, "--award", "all", "--on", "2024-12-31", "--out", tmp_path / "out.csv"]
    assert run(*asked) == 2
    assert "ở sau ngày xét 31/12/2024" in capsys.readouterr().err
    assert run(*asked, "--ignore-later") == 0
    assert "bỏ qua 7 sự kiện" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--award", "chien_si_thi_dua_coso"], "Có phải là: chien_si_thi_dua_co_so"),
        (["--award", "giay_khen,xyz"], "Không có danh hiệu, hình thức khen thưởng mã “xyz”"),
        (["--award", ","], "Không có danh hiệu"),
        (["--award", "giay_khen", "--on", "hôm nay"], "“hôm nay” không phải là ngày"),
        (["--award", "giay_khen", "--on", "31/02/2025"], "không phải là ngày"),
        (["--award", "giay_khen", "--on", "1999-01-01"], "Không có gói quy định nào cho ngày 01/01/1999"),
        (["--award", "giay_khen", "--pack", "V1999"], "Không có gói quy định “V1999”"),
        (["--award", "giay_khen", "--organisation", "bo_khac"], "bo_khac"),
        (["--award", "giay_khen", "--workers", "0"], "Số tiến trình phải từ 1"),
        (["--award", "giay_khen", "--out", "x.doc"], ".csv, .xlsx hoặc .parquet"),
    ],
)
def test_wrong_questions_end_with_status_2_and_a_mend(tmp_path, facts, capsys, arguments, words):
    out = tmp_path / "out.csv"
    given = ["screen", facts, *ON, "--out", out, *arguments]
    assert run(*given) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_a_judgement_on_a_condition_nobody_has_is_told_with_its_line_and_what_was_meant(tmp_path, capsys):
    rows = [
        *GOOD,
        ("001", "person", "2025", "judged", "LDTT-2:true", "", ""),
        ("x", "person", "2025", "judged", "LDTT-2:false", "", ""),
        ("x", "person", "2025", "judged", "LDTT-02:true", "", ""),
        ("x", "person", "2025", "judged", "C-09:true", "", ""),
        ("x", "person", "2025", "judged", "QQQ:true", "", ""),
    ]
    facts = write(tmp_path / "f.csv", rows)
    assert run("screen", facts, "--award", "all", *ON, "--out", tmp_path / "o.csv") == 0
    notices = capsys.readouterr().err.splitlines()
    assert notices[0].startswith(
        "f.csv, dòng 14 và 1 dòng khác: không gói quy định nào có điều kiện “LDTT-2”"
    )
    assert "Có phải là: LDTT-0" in notices[0]
    assert [notice.split(":")[0] for notice in notices[1:]] == ["f.csv, dòng 17", "f.csv, dòng 18"]
    assert explained(str(facts)) == 0
    assert capsys.readouterr().err.splitlines() == notices


def test_questions_of_every_pack_and_overlay_may_be_judged():
    ids = judgements._shipped()
    for pack in packs.load_packs().values():
        for award in pack.awards.values():
            asked = (leaf for tree in award.standards.values() for leaf in leaves(tree))
            assert {leaf.id for leaf in asked if isinstance(leaf.predicate, Judged)} <= ids
    assert {"CSTDB-02", "CSTDB-03", "BKVH-02", "HCLD3-24g"} <= ids
    assert not {"C-09", "BKTT", "BKTT-02"} & ids


def test_a_judgement_on_a_line_that_only_gathers_others_is_told_with_its_parts(tmp_path, capsys):
    facts = write(tmp_path / "f.csv", [("x", "person", "2025", "judged", "HCLD3-01:true", "", "")])
    assert run("screen", facts, "--award", "all", *ON, "--out", tmp_path / "o.csv") == 0
    told = capsys.readouterr().err
    assert "HCLD3-01”" in told
    assert "HCLD3-01a" in told or "HCLD3-01b" in told


def test_all_among_other_codes_is_all(tmp_path, facts):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    assert run("screen", facts, "--award", "all", *ON, "--out", one) == 0
    assert run("screen", facts, "--award", "giay_khen, all", *ON, "--out", two) == 0
    assert one.read_bytes() == two.read_bytes()


def test_what_the_system_refuses_is_told_in_vietnamese(tmp_path, facts, capsys):
    (tmp_path / "tep").write_text("x")
    for arguments, words in (
        (["check", tmp_path / "khong-co.yaml"], f"Không có tệp hoặc thư mục “{tmp_path / 'khong-co.yaml'}”"),
        (["check", tmp_path], "là thư mục, không phải tệp"),
        (["screen", facts, "--award", "all", *ON, "--out", tmp_path], "là thư mục, không phải tệp"),
        (
            ["screen", facts, "--award", "giay_khen", *ON, "--out", tmp_path / "tep" / "o.csv"],
            "không phải thư mục",
        ),
    ):
        assert run(*arguments) == 2
        told = capsys.readouterr().err
        assert words in told
        assert "Errno" not in told


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_of_few_letters_gets_question_marks_not_a_traceback(facts, encoding):
    asked = ["explain", facts, "--subject", "001", "--award", "giay_khen", *ON]
    for arguments in (["packs"], asked, ["--help"]):
        told = _called(arguments, stdout=subprocess.PIPE, encoding=encoding)
        assert told.returncode == 0, told.stderr
        assert b"?" in told.stdout
        assert b"Traceback" not in told.stderr


def test_many_faults_end_with_status_2_though_nobody_reads_them(tmp_path):
    bad = [(f"s{number}", "person", "2024", "grade", "?", "", "") for number in range(500)]
    facts = write(tmp_path / "f.csv", bad)
    reading, writing = os.pipe()
    os.close(reading)
    asked = ["screen", facts, "--award", "all", *ON, "--out", tmp_path / "o.csv"]
    try:
        assert _called(asked, stdout=writing, stderr=writing).returncode == 2
        assert _called(["packs"], stdout=writing, stderr=subprocess.PIPE).stderr == b""
    finally:
        os.close(writing)


def test_a_request_to_end_leaves_no_unfinished_file(tmp_path):
    rows = [(f"s{number}", *row[1:]) for number in range(3000) for row in GOOD[:5]]
    facts = write(tmp_path / "f.csv", rows)
    asked = ["screen", facts, "--award", "all", *ON, "--out", tmp_path / "out.csv"]
    code = (
        "import sys, os, signal; from thidua import cli; from thidua.law import verdict_file; "
        "verdict_file._WRITERS['.csv'] = lambda path, *_: "
        "(path.write_text('x'), os.kill(os.getpid(), signal.SIGTERM), signal.pause()); "
        "sys.exit(cli.main(['law', *sys.argv[1:]]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, *map(str, asked), "--reasons", "none"], capture_output=True, timeout=60
    )
    assert told.returncode == 143, told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["f.csv"]


def _called(arguments, encoding="utf-8", stderr=subprocess.PIPE, **streams):
    """Call the command in a process of its own."""
    code = "import sys; from thidua import cli; sys.exit(cli.main(['law', *sys.argv[1:]]))"
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    given = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(given, env=environment, timeout=60, stderr=stderr, **streams)


def test_files_that_cannot_be_read_end_with_status_2(tmp_path, capsys):
    for name in ("khong-co.csv", "x.txt", "hong.parquet", "hong.xlsx"):
        if name.startswith(("hong", "x")):
            (tmp_path / name).write_bytes(b"hong")
        given = ["screen", tmp_path / name, "--award", "all", *ON, "--out", tmp_path / "out.csv"]
        assert run(*given) == 2
        told = capsys.readouterr().err
        assert name in told
        assert "Traceback" not in told
    assert not (tmp_path / "out.csv").exists()


def test_a_command_called_wrongly_ends_with_status_2(capsys):
    assert run("screen") == 2
    assert "gọi lệnh chưa đúng" in capsys.readouterr().err


def test_the_facts_are_never_written_over(tmp_path, facts, capsys):
    before = (tmp_path / "facts.csv").read_bytes()
    assert run("screen", facts, "--award", "all", *ON, "--out", facts) == 2
    assert "trùng với tệp sự kiện" in capsys.readouterr().err
    assert (tmp_path / "facts.csv").read_bytes() == before


def test_a_file_of_a_heading_alone_gives_an_empty_verdict_file(tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert run("screen", write(tmp_path / "f.csv", []), "--award", "all", *ON, "--out", out) == 0
    assert verdicts(out) == {}
    assert "0 đối tượng, 0 kết quả" in capsys.readouterr().out


def test_parts_are_spread_over_processes_with_the_same_bytes(tmp_path, capsys):
    parts = tmp_path / "parts"
    parts.mkdir()
    for number in range(3):
        write(parts / f"{number}.parquet", [(f"{number}-{row[0]}", *row[1:]) for row in GOOD])
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    assert run("screen", parts, "--award", "all", *ON, "--out", one) == 0
    assert run("screen", parts, "--award", "all", *ON, "--out", two, "--workers", 2) == 0
    assert one.read_bytes() == two.read_bytes()
    assert pl.read_parquet(one)["subject"].n_unique() == 12
    files = sorted(parts.iterdir())
    assert run("screen", *files, "--award", "all", *ON, "--out", two) == 0
    assert one.read_bytes() == two.read_bytes()


def test_without_dask_the_command_says_how_to_get_it(tmp_path, facts, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    given = [
        "screen",
        facts,
        "--award",
        "all",
        *ON,
        "--out",
        tmp_path / "out.csv",
        "--dask",
        "tcp://127.0.0.1:1",
    ]
    assert run(*given) == 2
    assert "pip install distributed" in capsys.readouterr().err
    assert spread.__name__ == "thidua.law.spread"


def test_progress_is_shown_on_stderr_when_asked_for(tmp_path, facts, capsys):
    given = ["screen", facts, "--award", "all", *ON, "--out", tmp_path / "out.csv"]
    assert run(*given, "--progress") == 0
    assert "100%" in capsys.readouterr().err
    assert run(*given) == 0
    assert capsys.readouterr().err == ""


# --- explain -----------------------------------------------------------------------------------------


def explained(facts, *more, award="chien_si_thi_dua_co_so", subject="001"):
    return run("explain", facts, "--subject", subject, "--award", award, *(more or ON))


def test_explain_prints_the_tree_with_signs_citations_and_papers(facts, capsys):
    assert explained(facts) == 0
    told = capsys.readouterr().out
    assert told.startswith("001: Chiến sĩ thi đua cơ sở\nHồ sơ nhận ngày 31/12/2025, gói quy định V2025")
    assert "✓ CSTDCS-02b  Năm 2025 có sáng kiến được công nhận ở phạm vi cơ sở" in told
    assert "(2025: QĐ 5)" in told
    assert "✗ " in told
    assert "? " in told
    assert "Điều 23 L2022" in told


def test_explain_tells_for_not_yet_the_earliest_year_and_what_has_to_happen(facts, capsys):
    assert explained(facts, *ON, award="bang_khen_thu_tuong") == 0
    told = capsys.readouterr().out
    assert "Kết luận: Chưa đủ điều kiện (vướng trước hết: BKTT-02)" in told
    way = told.split("Sớm nhất: năm ")[1]
    assert int(way[:4]) > 2025
    assert "– Năm" in way
    assert explained(facts, *ON, award="bang_khen_thu_tuong", subject="Nguyễn Văn B") == 0


def test_grounds_nobody_claims_are_named_in_one_line_and_told_on_demand(facts, capsys):
    assert explained(facts, *ON, award="bang_khen_thu_tuong") == 0
    lines = capsys.readouterr().out.splitlines()
    (folded,) = (line for line in lines if "Các diện khác chưa ai đề nghị: " in line)
    assert folded.startswith("  ✗ Các diện khác chưa ai đề nghị: BKTT-01, ")
    assert not any(line.strip().startswith("✗ BKTT-01 ") for line in lines)
    assert explained(facts, *ON, "--all", award="bang_khen_thu_tuong") == 0
    every = capsys.readouterr().out.splitlines()
    assert len([line for line in every if line.strip().startswith("✗ BKTT-01 ")]) == 1
    assert not any("chưa ai đề nghị: " in line for line in every)
    assert set(lines) - set(every) == {folded}
    told = []
    for more in ([], ["--all"]):
        assert explained(facts, *ON, "--json", *more, award="bang_khen_thu_tuong") == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert '"VDV-01"' in told[0]


def test_a_claimed_ground_is_told_and_the_others_folded(tmp_path, capsys):
    rows = [*GOOD, ("001", "person", "2025", "judged", "BKTT-01:true", "", "BB 2")]
    facts = write(tmp_path / "f.csv", rows)
    assert explained(facts, *ON, award="bang_khen_thu_tuong") == 0
    told = capsys.readouterr().out
    assert "✓ BKTT-01  " in told
    assert "BKTT-01" not in told.split("chưa ai đề nghị: ")[1].splitlines()[0]


def test_explain_tells_which_texts_were_compared_on_the_day_of_consideration(facts, capsys):
    later = ["--considered-on", "2026-11-01"]
    assert explained(facts, *ON, *later, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["considered_on"], told["asked_under"]) == ("2026-11-01", ["V2025", "V2026"])
    assert told["pack"] in told["asked_under"]
    assert explained(facts, *ON, "--considered-on", "2026-02-01", "--json") == 0
    assert json.loads(capsys.readouterr().out)["asked_under"] == ["V2025"]
    assert explained(facts, *ON, *later) == 0
    assert "Xét ngày 01/11/2026, đã đối chiếu các gói: V2025, V2026" in capsys.readouterr().out
    assert explained(facts, *ON, "--considered-on", "2025-12-30") == 2
    assert "Ngày xét 30/12/2025 ở trước ngày nhận hồ sơ 31/12/2025" in capsys.readouterr().err


def test_a_subject_is_found_in_whatever_form_of_unicode_it_is_typed(facts, capsys):
    for form in ("NFC", "NFD"):
        assert explained(facts, subject=unicodedata.normalize(form, "Nguyễn Văn B")) == 0
        assert capsys.readouterr().out.startswith("Nguyễn Văn B: ")


def test_explain_for_machines_is_one_object_with_reasons_in_reading_order(facts, capsys):
    assert explained(facts, *ON, "--json", award="bang_khen_thu_tuong") == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"subject", "award", "on", "pack", "verdict", "failed", "reasons", "earliest"}
    assert (told["subject"], told["award"], told["on"]) == ("001", "bang_khen_thu_tuong", "2025-12-31")
    assert (told["pack"], told["verdict"], told["failed"]) == ("V2025", "not_eligible", "BKTT-02")
    assert set(told["reasons"][0]) == {"id", "met", "cite", "confirmation", "text", "evidence"}
    ids = [reason["id"] for reason in told["reasons"]]
    assert ids.index("C-05") < ids.index("BKTT") < ids.index("BKTT-02") < ids.index("BKTT-02b")
    run_of_years = next(reason for reason in told["reasons"] if reason["id"] == "BKTT-02b")
    assert run_of_years["evidence"][0] == {"year": 2023, "fact": "grade", "value": "tot", "ref": "QĐ 1"}
    assert told["earliest"]["year"] > 2025
    assert {"years", "text"} <= set(told["earliest"]["needs"][0])


def test_explain_and_screen_say_the_same(tmp_path, facts, capsys):
    out = tmp_path / "out.csv"
    assert run("screen", facts, "--award", "all", *ON, "--out", out) == 0
    for (subject, award), row in list(verdicts(out).items())[::7]:
        capsys.readouterr()
        assert explained(facts, *ON, "--json", award=award, subject=subject) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["verdict"], told["failed"]) == (row["verdict"], row["failed"])
        assert [(reason["id"], reason["met"], reason["cite"]) for reason in told["reasons"]] == [
            (reason["id"], reason["met"], reason["cite"]) for reason in json.loads(row["reasons"])
        ]


def test_explain_takes_the_later_text_where_it_is_more_favourable(tmp_path, capsys):
    # Two grades of excellence make the first limb of the amended article 23 without the title of the old one.
    rows = [
        ("a", "person", "2025", "grade", "xuat_sac", "", ""),
        ("a", "person", "2026", "grade", "xuat_sac", "", ""),
    ]
    facts = write(tmp_path / "f.csv", rows)
    received = ["--on", "2026-09-15", "--json"]
    assert explained(facts, *received, subject="a") == 0
    own = json.loads(capsys.readouterr().out)
    assert explained(facts, *received, "--considered-on", "2026-12-01", subject="a") == 0
    found = json.loads(capsys.readouterr().out)
    favour = ["not_eligible", "undetermined", "eligible"]
    assert own["pack"] == "V2025"
    assert favour.index(found["verdict"]) >= favour.index(own["verdict"])
    assert (found["pack"] == "V2026") == (found["verdict"] != own["verdict"])


def test_a_history_that_contradicts_itself_is_explained_as_such(tmp_path, capsys):
    rows = [*GOOD, ("001", "person", "2023", "grade", "xuat_sac", "", "")]
    assert explained(write(tmp_path / "f.csv", rows)) == 0
    told = capsys.readouterr().out
    assert "Kết luận: Cần người quyết định (vướng trước hết: lich_su)" in told
    assert "hai giá trị trái nhau" in told


def test_explain_of_good_rows_says_that_the_history_is_not_known(tmp_path, capsys):
    rows = [*GOOD, ("001", "person", "2022", "grade", "?", "", "")]
    facts = write(tmp_path / "f.csv", rows)
    assert explained(facts) == 2
    assert "dòng 14" in capsys.readouterr().err
    assert explained(facts, *ON, "--take-good", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["failed"]) == ("undetermined", "lich_su")


def test_a_subject_is_looked_for_in_all_parts_of_a_folder(tmp_path, capsys):
    for number in range(3):
        write(tmp_path / f"{number}.parquet", [(f"{number}-{row[0]}", *row[1:]) for row in GOOD])
    assert explained(tmp_path, subject="2-001") == 0
    assert capsys.readouterr().out.startswith("2-001: Chiến sĩ thi đua cơ sở")
    assert explained(tmp_path, subject="3-001") == 2
    assert "-001" in capsys.readouterr().err.split("Có phải là:")[1]


def test_a_subject_or_award_that_is_not_there_ends_with_status_2(facts, capsys):
    assert explained(facts, *ON, subject="Nguyễn Văn C") == 2
    assert "Có phải là: Nguyễn Văn B" in capsys.readouterr().err
    assert explained(facts, *ON, award="giay_khen,lao_dong_tien_tien") == 2
    assert "một danh hiệu, hình thức mỗi lần" in capsys.readouterr().err


# --- lists and check ---------------------------------------------------------------------------------


def test_awards_and_packs_are_listed(capsys):
    assert run("awards", "--pack", "V2025") == 0
    assert "chien_si_thi_dua_co_so" in capsys.readouterr().out
    assert run("awards", "--on", "31/12/2025", "--json") == 0
    listed = {award["code"]: award for award in json.loads(capsys.readouterr().out)}
    assert set(listed) == set(packs.pack("V2025").awards)
    flag = listed["co_thi_dua_bo_tinh"]
    assert flag["kinds"] == ["collective"]
    assert flag["name"]["en"]
    assert flag["confers"]["who"]
    assert run("packs") == 0
    assert "V2025  01/07/2025 – 30/09/2026" in capsys.readouterr().out
    assert run("packs", "--json") == 0
    assert [pack["id"] for pack in json.loads(capsys.readouterr().out)] == list(packs.load_packs())


def test_check_tells_that_a_pack_is_well_or_each_fault_with_its_line(tmp_path, capsys):
    file = tmp_path / "v1.yaml"
    file.write_text(PACK, encoding="utf-8")
    assert run("check", file) == 0
    assert "đúng" in capsys.readouterr().out
    file.write_text(
        PACK.replace("family: title", "family: tilte").replace("years: 2}", "years: x}"), encoding="utf-8"
    )
    assert run("check", file) == 2
    told = capsys.readouterr()
    assert told.out == ""
    lines = [
        number
        for number, line in enumerate(PACK.splitlines(), 1)
        if "family: title" in line or "years: 2}" in line
    ]
    assert all(f"v1.yaml, dòng {line}" in told.err for line in lines)


def test_check_reads_a_pack_on_the_one_it_extends_and_the_overlay_of_an_organisation(tmp_path, capsys):
    file = tmp_path / "f.yaml"
    file.write_text(
        'id: V9\nname: {vi: "Sau", en: "After"}\nsince: 2030-01-01\nextends: V2026\n', encoding="utf-8"
    )
    assert run("check", file) == 0
    assert f"{len(packs.pack('V2026').awards)} danh hiệu" in capsys.readouterr().out
    file.write_text(
        'id: V2024\nname: {vi: "Nó", en: "It"}\nsince: 2030-01-01\nextends: V2024\n', encoding="utf-8"
    )
    assert run("check", file) == 2
    assert "f.yaml, dòng 4" in (words := capsys.readouterr().err)
    assert "kế thừa chính nó" in words
    file.write_text(OVERLAY.replace("V1", "V2025"), encoding="utf-8")
    assert run("check", file) == 2
    assert "f.yaml, dòng" in capsys.readouterr().err
    assert run("check", tmp_path / "khong-co.yaml") == 2
    assert "khong-co.yaml" in capsys.readouterr().err


def test_the_law_is_asked_without_django(tmp_path, facts):
    script = (
        "import sys; from thidua import cli; "
        f"status = cli.main(['law', 'screen', {facts!r}, '--award', 'all', '--on', '2025-12-31', "
        f"'--out', {str(tmp_path / 'o.csv')!r}]); "
        "print(status, 'django' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "0 False"
