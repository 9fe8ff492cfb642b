"""The ``thidua`` command: words in Vietnamese, exit codes that scripts can rely on."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db.models import F

from thidua import cli
from thidua.accounts import demonstration as demo
from thidua.accounts.models import User
from thidua.cli import demo as demo_command
from thidua.clusters.models import ClusterYear, Membership
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.reporting.models import ReportingDuty

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SHEET_2017 = str(EXAMPLES / "dong-bang-song-hong-2017.xlsx")


@pytest.fixture
def loaded(db, settings, tmp_path):
    settings.SHOW_DEMO_LOGINS = True
    settings.MEDIA_ROOT = tmp_path
    assert cli.main(["demo", "load"]) == 0


def test_the_demonstration_loads_once_with_a_login_for_each_role(loaded, client, capsys):
    assert cli.main(["demo", "load"]) == 0
    assert "chạy tiếp từ chỗ cũ" in capsys.readouterr().out
    running = ClusterYear.objects.get(cluster__code="dong-bang-song-hong", year=2018)
    assert running.current_stage is Stage.MIDYEAR_REVIEW
    assert running.secretary.username == "thuky"
    assert ClusterYear.objects.get(year=2017).secretary.username == "thuky.vinhphuc"
    for username in (*(name for _, name in demo.LOGINS), *demo.VOTERS):
        assert (
            client.post("/dang-nhap/", {"username": username, "password": demo.PASSWORD}).status_code == 302
        )
        client.post("/dang-xuat/")
    heads = User.objects.filter(role="unit_head")
    assert heads.exclude(username__in=demo.VOTERS).count() == 9
    assert User.objects.filter(username__startswith="chuyenvien.").count() == 9
    assert not User.objects.exclude(full_name__contains="minh hoạ").exists()


def test_status_tells_the_stage_what_is_missing_and_who_is_late(loaded, capsys):
    assert cli.main(["year", "status", "dong-bang-song-hong", "2018"]) == 0
    told = capsys.readouterr().out
    assert "▶ Sơ kết" in told
    assert "Hưng Yên" in told
    assert "chưa nộp" in told


def test_a_unit_that_changed_its_place_between_the_years_has_its_people_once(
    db, settings, tmp_path, monkeypatch
):
    settings.SHOW_DEMO_LOGINS = True
    settings.MEDIA_ROOT = tmp_path
    made = demo_command._people

    def with_other_places(operator):
        Membership.objects.filter(cluster_year__year=2017).update(position=F("position") + 20)
        made(operator)

    monkeypatch.setattr(demo_command, "_people", with_other_places)
    assert cli.main(["demo", "load"]) == 0
    assert User.objects.filter(role="unit_head").count() == 9 + len(demo.VOTERS)


def test_what_a_handed_over_year_never_got_grows_no_later(world, capsys):
    year = world.at(Stage.HAND_OVER)
    ReportingDuty.objects.create(
        cluster_year=year, code="nam", kind="nam", name="Báo cáo năm", due=date(2017, 10, 31)
    )
    ClusterYear.objects.filter(pk=year.pk).update(closed_on=date(2017, 12, 5))
    assert cli.main(["year", "status", "cum-thu", "2017"]) == 0
    assert "muộn  35 ngày (chưa nộp)" in capsys.readouterr().out


def test_papers_and_workbook_are_written(loaded, tmp_path, capsys):
    assert cli.main(["year", "report", "dong-bang-song-hong", "2017", "--out", str(tmp_path / "giay")]) == 0
    written = {path.suffix for path in (tmp_path / "giay").iterdir()}
    assert written == {".docx", ".pdf", ".xlsx"}
    out = tmp_path / "2017.xlsx"
    assert cli.main(["year", "export", "dong-bang-song-hong", "2017", "--out", str(out)]) == 0
    assert cli.main(["year", "import", str(out)]) == 0
    assert "không có gì để nhập" in capsys.readouterr().out
    assert Entry.objects.get(action="export_year").actor.username == "quantri"


def test_import_previews_then_accepts(db, settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path
    assert cli.main(["user", "create", "quantri", "--name", "Quản trị", "--role", "operator"]) == 0
    assert "Mật khẩu đầu tiên" in capsys.readouterr().out
    assert cli.main(["year", "import", SHEET_2017]) == 0
    assert "Chưa ghi gì" in capsys.readouterr().out
    assert not ClusterYear.objects.exists()
    assert cli.main(["year", "import", SHEET_2017, "--accept"]) == 0
    assert ClusterYear.objects.get(year=2017).is_closed
    made = ["user", "create", "chuyenvien", "--name", "Người mới", "--role", "specialist", "--unit", "hanam"]
    assert cli.main(made) == 0


def test_refusals_have_words_and_exit_code_1(db, tmp_path, capsys):
    assert cli.main(["year", "import", SHEET_2017]) == 1
    assert "Chưa có quản trị hệ thống" in capsys.readouterr().err
    assert cli.main(["user", "create", "x", "--name", "X", "--role", "vua"]) == 1
    assert "Không có vai trò" in capsys.readouterr().err
    cli.main(["user", "create", "quantri", "--name", "Quản trị", "--role", "operator"])
    assert cli.main(["year", "status", "khong-co", "2017"]) == 1
    assert "Không có năm 2017" in capsys.readouterr().err
    broken = tmp_path / "so.xlsx"
    broken.write_bytes(b"%PDF")
    assert cli.main(["year", "import", str(tmp_path / "khong-co.xlsx")]) == 1
    assert cli.main(["year", "import", str(broken)]) == 1
    assert cli.main(["year", "import", SHEET_2017, "--as", "ai-do"]) == 1


def test_demonstration_logins_are_shown_in_a_demonstration_only(db, client, settings):
    settings.SHOW_DEMO_LOGINS = True
    assert "chuyenvien.namdinh" in client.get("/dang-nhap/").text
    settings.SHOW_DEMO_LOGINS = False
    page = client.get("/dang-nhap/").text
    assert "chuyenvien.namdinh" not in page
    assert demo.PASSWORD not in page


def test_the_demonstration_is_not_loaded_into_a_real_system(db, settings, capsys):
    settings.SHOW_DEMO_LOGINS = False
    assert cli.main(["demo", "load"]) == 1
    assert "THIDUA_DEMO=1" in capsys.readouterr().err
    assert not User.objects.exists()


def test_the_template_is_written(db, tmp_path):
    assert cli.main(["year", "template", "--out", str(tmp_path / "mau.xlsx")]) == 0
    assert (tmp_path / "mau.xlsx").read_bytes().startswith(b"PK")


def test_a_wrong_call_leaves_with_2():
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "yea"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 2
    assert "gọi lệnh chưa đúng" in done.stderr
