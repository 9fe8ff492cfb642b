"""Verdict files: what stands in them, the same however the work was spread, whole or not at all."""

from __future__ import annotations

import csv
import json
import multiprocessing
import pickle
import signal
import time
from datetime import date

import openpyxl
import polars as pl
import pytest

from tests.law.tables import FORMATS, GOOD, ON, write
from thidua.core.faults import Refused
from thidua.core.law.condition_lines import line_of
from thidua.core.law.explain import explain
from thidua.core.law.verdict import Verdict
from thidua.law import asked as questions
from thidua.law import packs, partition, screening, spread, verdict_file
from thidua.law.facts_file import histories, read_facts
from thidua.law.file_faults import BadFile
from thidua.law.partition import Asked
from thidua.law.reasons import Detail

PACK = packs.pack("V2025")
OUT_COLUMNS = ["subject", "award", "on", "pack", "verdict", "failed", "reasons"]


def asking(award="all", **more):
    codes = questions.awards_of(award, PACK)
    return Asked(PACK, codes, ON, questions.known_awards(PACK), every=award == "all", **more)


@pytest.fixture
def facts(tmp_path):
    return write(tmp_path / "facts.csv", GOOD)


@pytest.fixture
def parts(tmp_path):
    """A population in five parts of Parquet."""
    folder = tmp_path / "parts"
    folder.mkdir()
    for part in range(5):
        rows = [
            (
                f"p{part}-{number}",
                "person",
                str(year),
                "grade",
                ("tot", "xuat_sac")[(number + year) % 2],
                "",
                f"QĐ {year}",
            )
            for number in range(40)
            for year in range(2019, 2026)
        ]
        write(folder / f"{part}.parquet", rows)
    return screening.parts_of([folder])


def rows_of(path):
    """The rows of a verdict file as text."""
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        case ".xlsx":
            heading, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
            named = [dict(zip(heading, row, strict=True)) for row in rows]
            return [
                row | {"on": row["on"].date().isoformat(), "failed": row["failed"] or ""} for row in named
            ]
    return pl.read_parquet(path).cast(pl.String).to_dicts()


# --- what stands in it -------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_a_row_a_subject_and_award_as_they_come_and_are_asked(tmp_path, facts, ending):
    out = tmp_path / f"out.{ending}"
    summary = screening.screen([facts], out, asking("giay_khen,lao_dong_tien_tien"))
    rows = rows_of(out)
    assert list(rows[0]) == OUT_COLUMNS
    assert [(row["subject"], row["award"]) for row in rows] == [
        (subject, code)
        for subject in ("001", "Nguyễn Văn B", "to-3", "ho-9")
        for code in ("giay_khen", "lao_dong_tien_tien")
    ]
    assert {row["on"] for row in rows} == {"2025-12-31"}
    assert {row["pack"] for row in rows} == {"V2025"}
    assert summary.subjects == 4
    assert summary.rows == 8


def test_the_three_formats_hold_the_same(tmp_path, facts):
    for ending in FORMATS:
        screening.screen([facts], tmp_path / f"out.{ending}", asking())
    first, *others = (rows_of(tmp_path / f"out.{ending}") for ending in FORMATS)
    assert others == [first, first]


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        ("BKTT-02a", "BKTT-02"),
        ("COB-01ab", "COB-01"),
        ("BKB-HGD-01c", "BKB-HGD-01"),
        ("BKTT-02", "BKTT-02"),
        ("CSTDCS-V2026", "CSTDCS-V2026"),
        ("lich_su", "lich_su"),
        ("", ""),
    ],
)
def test_parts_of_a_line_are_told_as_the_line(condition, line):
    assert line_of(condition) == line


def test_what_failed_is_a_line_of_the_law_and_the_reasons_tell_the_part(tmp_path, facts):
    out = tmp_path / "out.csv"
    screening.screen([facts], out, asking("bang_khen_thu_tuong"))
    (row,) = (row for row in rows_of(out) if row["subject"] == "001")
    assert (row["verdict"], row["failed"]) == ("not_eligible", "BKTT-02")
    parts = {reason["id"]: reason["met"] for reason in json.loads(row["reasons"])}
    assert parts["BKTT-02a"] is False


@pytest.mark.parametrize("detail", list(Detail))
def test_verdicts_and_what_failed_are_those_of_explain_whatever_is_told_of_why(tmp_path, facts, detail):
    out = tmp_path / "out.parquet"
    screening.screen([facts], out, asking(detail=detail))
    read = read_facts(facts, ON, questions.known_awards(PACK))
    told = {history.subject: history for history in histories(read, range(len(read.names)))}
    for row in rows_of(out):
        explanation = explain(told[row["subject"]], row["award"], ON, PACK)
        assert (row["verdict"], row["failed"]) == (
            explanation.verdict,
            line_of(explanation.failed),
        ), row
        reasons = [
            {
                "id": finding.id,
                "met": finding.met,
                "cite": str(finding.basis.cite) if finding.basis else "",
                "evidence": [
                    {"year": fact.year, "fact": fact.kind, "value": fact.value, "ref": fact.ref}
                    for fact in finding.evidence
                ],
            }
            for finding in explanation.reasons
        ]
        is_full = detail is Detail.FULL or (
            detail is Detail.FLAGGED and explanation.verdict is not Verdict.NOT_ELIGIBLE
        )
        if detail is Detail.NONE:
            reasons = []
        elif not is_full:
            reasons = [reason | {"evidence": []} for reason in reasons]
        assert json.loads(row["reasons"]) == reasons, row


def test_all_asks_of_each_kind_its_own_awards_and_a_named_one_of_everybody(tmp_path, facts):
    out = tmp_path / "out.csv"
    screening.screen([facts], out, asking("all"))
    for subject, kind in (("001", "person"), ("to-3", "collective"), ("ho-9", "household")):
        asked = [row["award"] for row in rows_of(out) if row["subject"] == subject]
        assert asked == [code for code, award in PACK.awards.items() if kind in award.standards]
    screening.screen([facts], out, asking("co_thi_dua_bo_tinh"))
    found = {row["subject"]: (row["verdict"], row["failed"]) for row in rows_of(out)}
    assert found["001"] == ("not_eligible", "doi_tuong")
    assert found["to-3"] != ("not_eligible", "doi_tuong")


@pytest.mark.parametrize("ending", FORMATS)
def test_no_facts_make_an_empty_verdict_file(tmp_path, ending):
    facts, out = write(tmp_path / f"facts.{ending}", []), tmp_path / f"out.{ending}"
    summary = screening.screen([facts], out, asking())
    assert summary.rows == 0
    if ending == "parquet":
        assert pl.read_parquet(out).columns == OUT_COLUMNS
    assert rows_of(out) == []
    if ending == "csv":
        assert out.read_text().strip() == ",".join(OUT_COLUMNS)


def test_histories_that_contradict_themselves_refuse_the_file_or_come_out_unknown(tmp_path):
    rows = [
        *GOOD,
        ("001", "person", "2024", "grade", "tot", "", ""),
        ("x", "person", "2024", "grade", "?", "", ""),
    ]
    facts, out = write(tmp_path / "facts.csv", rows), tmp_path / "out.csv"
    with pytest.raises(BadFile) as refused:
        screening.screen([facts], out, asking())
    assert [(found.against, found.line) for found in refused.value.files[0].first] == [((3,), 14), ((), 15)]
    assert not out.exists()
    summary = screening.screen([facts], out, asking("giay_khen", take_good=True))
    found = {row["subject"]: row for row in rows_of(out)}
    for subject in ("001", "x"):
        assert (found[subject]["verdict"], found[subject]["failed"]) == ("undetermined", "lich_su")
        assert json.loads(found[subject]["reasons"])[0]["id"] == "lich_su"
    assert found["to-3"]["failed"] != "lich_su"
    ((faults, left_out),) = summary.left_out
    assert (faults.total, left_out) == (2, 1)


def test_grades_told_twice_long_ago_are_found_as_well(tmp_path):
    rows = [("001", "person", "1975", "grade", grade, "", "") for grade in ("tot", "xuat_sac")]
    with pytest.raises(BadFile):
        screening.screen([write(tmp_path / "f.csv", rows)], tmp_path / "out.csv", asking())


def test_a_subject_of_no_usable_kind_comes_out_unknown_for_every_award(tmp_path):
    facts = write(tmp_path / "f.csv", [("x", "nguoi", "2024", "grade", "tot", "", ""), *GOOD])
    screening.screen([facts], tmp_path / "out.csv", asking(take_good=True))
    rows = [row for row in rows_of(tmp_path / "out.csv") if row["subject"] == "x"]
    assert [row["award"] for row in rows] == list(PACK.awards)
    assert {(row["verdict"], row["failed"]) for row in rows} == {("undetermined", "lich_su")}


def test_text_that_looks_like_a_formula_stays_text_in_excel(tmp_path):
    facts = write(
        tmp_path / "f.csv", [("=1+1", "person", "2024", "grade", "tot", "", ""), ("007", *GOOD[0][1:])]
    )
    screening.screen([facts], tmp_path / "out.xlsx", asking("giay_khen"))
    assert [row["subject"] for row in rows_of(tmp_path / "out.xlsx")] == ["=1+1", "007"]


def test_more_rows_than_a_sheet_holds_are_refused_before_they_are_worked_out(tmp_path, facts, monkeypatch):
    monkeypatch.setattr(verdict_file, "_SHEET_ROWS", 8)
    monkeypatch.setattr(partition._Answering, "answered", lambda self: pytest.fail("worked out"))
    with pytest.raises(BadFile, match="nhiều hơn 7 dòng"):
        screening.screen([facts], tmp_path / "out.xlsx", asking("giay_khen,lao_dong_tien_tien"))
    assert list(tmp_path.glob("*out*")) == []


def test_parts_that_only_together_are_too_many_rows_for_a_sheet_are_refused(tmp_path, parts, monkeypatch):
    monkeypatch.setattr(verdict_file, "_SHEET_ROWS", 101)
    with pytest.raises(BadFile, match="nhiều hơn 100 dòng"):
        screening.screen(parts, tmp_path / "out.xlsx", asking("giay_khen"))
    assert list(tmp_path.glob("*out*")) == []


def test_reasons_too_long_for_a_cell_of_excel_are_refused_not_cut(tmp_path, facts, monkeypatch):
    monkeypatch.setattr(verdict_file, "_CELL_LETTERS", 100)
    with pytest.raises(Refused, match="--reasons brief"):
        screening.screen([facts], tmp_path / "out.xlsx", asking("giay_khen"))
    assert list(tmp_path.glob("*out*")) == []


def test_a_subject_too_long_for_a_cell_of_excel_is_refused_not_cut(tmp_path):
    facts = write(tmp_path / "f.csv", [("x" * 32_768, *GOOD[0][1:])])
    asked = asking("giay_khen", detail=Detail.NONE)
    with pytest.raises(Refused, match="dài 32768 ký tự"):
        screening.screen([facts], tmp_path / "out.xlsx", asked)
    assert list(tmp_path.glob("*out*")) == []
    assert screening.screen([facts], tmp_path / "out.csv", asked).rows == 1


def test_an_ending_nobody_writes_is_refused(tmp_path, facts):
    with pytest.raises(Refused, match=r"\.csv, \.xlsx hoặc \.parquet"):
        screening.screen([facts], tmp_path / "out.txt", asking("giay_khen"))


# --- however the work was spread ---------------------------------------------------------------------


def test_the_same_bytes_by_one_process_and_by_two(tmp_path, parts):
    for ending in FORMATS:
        asked = asking(detail=Detail.FLAGGED)
        screening.screen(parts, tmp_path / f"here.{ending}", asked)
        screening.screen(parts, tmp_path / f"again.{ending}", asked)
        here = (tmp_path / f"here.{ending}").read_bytes()
        assert (tmp_path / f"again.{ending}").read_bytes() == here
    for workers in (1, 2):
        with spread.processes(workers) as pool:
            for ending in FORMATS:
                out = tmp_path / f"pool.{ending}"
                screening.screen(parts, out, asked, pool, workers)
                assert out.read_bytes() == (tmp_path / f"here.{ending}").read_bytes()


@pytest.mark.server
def test_the_same_bytes_on_a_dask_cluster_of_one_two_and_four(tmp_path, parts):
    distributed = pytest.importorskip("distributed")
    asked = asking(detail=Detail.BRIEF)
    screening.screen(parts, tmp_path / "here.parquet", asked)
    for workers in (1, 2, 4):
        with (
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as cluster,
            spread.dask(cluster.scheduler_address) as executor,
        ):
            screening.screen(parts, tmp_path / "dask.parquet", asked, executor, workers)
        assert (tmp_path / "dask.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()


def test_faults_of_every_part_are_told_whoever_works(tmp_path, parts):
    for number in (1, 3):
        write(parts[number], [("q", "person", "2024", "grade", "?", "", "")])
    for workers in (1, 2):
        with pytest.raises(BadFile) as refused, spread.processes(workers) as pool:
            screening.screen(
                parts, tmp_path / "out.csv", asking("giay_khen"), pool if workers > 1 else None, workers
            )
        assert [(file.file, [found.line for found in file.first]) for file in refused.value.files] == [
            ("1.parquet", [1]),
            ("3.parquet", [1]),
        ]
        assert list(tmp_path.glob("*out*")) == []


def test_a_subject_in_two_parts_is_a_fault(tmp_path, parts):
    write(parts[4], [("p1-3", "person", "2024", "grade", "tot", "", "")])
    with pytest.raises(BadFile, match=r"p1-3 có ở nhiều phần: 1\.parquet, 4\.parquet"):
        screening.screen(parts, tmp_path / "out.csv", asking("giay_khen"))
    assert list(tmp_path.glob("*out*")) == []


def test_a_folder_is_its_parquet_files_by_name_and_an_empty_one_is_refused(tmp_path, parts):
    assert [part.name for part in parts] == [f"{number}.parquet" for number in range(5)]
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadFile, match="không có tệp .parquet"):
        screening.parts_of([tmp_path / "empty"])
    with pytest.raises(BadFile, match="Không có tệp này"):
        screening.parts_of([tmp_path / "khong-co"])


def test_progress_tells_of_all_the_work(tmp_path, parts):
    for detail in Detail:
        done = []
        screening.screen(parts, tmp_path / "out.csv", asking(detail=detail), tick=done.append)
        assert sum(done) == pytest.approx(len(parts))


# --- whole or not at all -----------------------------------------------------------------------------


class Died(Exception):
    """What breaks off the writing."""


@pytest.mark.parametrize("ending", FORMATS)
def test_a_writer_that_fails_leaves_the_file_that_was_there(tmp_path, parts, ending, monkeypatch):
    out = tmp_path / f"out.{ending}"
    screening.screen(parts[:1], out, asking("giay_khen"))
    before = out.read_bytes()
    frames = verdict_file.frames

    def dying(answered, asked):
        yield from frames(answered, asked)
        raise Died

    monkeypatch.setattr(verdict_file, "frames", dying)
    with pytest.raises(Died):
        screening.screen(parts, out, asking("giay_khen"))
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [out.name, "parts"]


@pytest.mark.parametrize("ending", FORMATS)
def test_faults_in_the_facts_come_before_any_file_is_begun(tmp_path, ending, monkeypatch):
    facts = write(tmp_path / "f.csv", [("x", "nguoi", "2024", "grade", "?", "", "")])
    monkeypatch.setitem(verdict_file._WRITERS, f".{ending}", lambda *_: pytest.fail("begun"))
    with pytest.raises(BadFile):
        screening.screen([facts], tmp_path / f"out.{ending}", asking("giay_khen"))
    assert [path.name for path in tmp_path.iterdir()] == ["f.csv"]


def test_a_file_begun_late_by_a_writer_that_failed_does_not_stay(tmp_path, facts, monkeypatch):
    def failing(path, rows, asked):
        path.write_text("subject,award")
        raise Died

    monkeypatch.setitem(verdict_file._WRITERS, ".csv", failing)
    with pytest.raises(Died):
        screening.screen([facts], tmp_path / "out.csv", asking("giay_khen"))
    assert [path.name for path in tmp_path.iterdir()] == ["facts.csv"]


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path, facts):
    (tmp_path / "kho").mkdir()
    link = tmp_path / "out.csv"
    link.symlink_to(tmp_path / "kho" / "that.csv")
    screening.screen([facts], link, asking("giay_khen"))
    assert link.is_symlink()
    assert len(rows_of(tmp_path / "kho" / "that.csv")) == 4


def _write_slowly(parts, out):
    frames = verdict_file.frames

    def slow(answered, asked):
        for frame in frames(answered, asked):
            yield frame
            time.sleep(60)

    verdict_file.frames = slow
    screening.screen(parts, out, asking("giay_khen"))


def test_a_process_killed_while_it_writes_leaves_no_half_file(tmp_path, parts):
    out = tmp_path / "out.csv"
    process = multiprocessing.get_context("spawn").Process(target=_write_slowly, args=(parts, out))
    process.start()
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*unfinished*")) and process.is_alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(tmp_path.glob("*unfinished*"))
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert not out.exists()


def test_a_day_in_the_year_of_the_proposal_is_a_day_in_the_file(tmp_path, facts):
    screening.screen([facts], tmp_path / "out.parquet", asking("giay_khen"))
    assert pl.read_parquet(tmp_path / "out.parquet")["on"].unique().to_list() == [date(2025, 12, 31)]


def test_what_is_asked_is_sent_to_workers_without_what_was_worked_out_on_the_way():
    """Sending goes on in a thread of its own while the writer looks things up on the same object."""
    asked = asking()
    bare = pickle.dumps(asked)
    assert asked.failed_lines
    assert pickle.dumps(asked) == bare
    assert pickle.loads(bare) == asked
