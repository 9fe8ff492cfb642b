"""``thidua year pack`` and ``thidua verify``: exit codes, words, and nothing of Django in the checking."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.resultpack.tampering import with_value
from thidua import cli
from thidua.resultpack.checking.check import check
from thidua.signing import ed25519

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack_file(a_pack, tmp_path):
    path = tmp_path / "goi.zip"
    path.write_bytes(a_pack.content)
    return path


def test_a_good_pack_is_told_with_its_key(pack_file, a_pack, capsys):
    assert cli.main(["verify", str(pack_file)]) == 0
    said = capsys.readouterr().out
    assert "gói đúng, mọi phần khớp nhau" in said and "giây" in said
    assert a_pack.fingerprint in said and "Chưa đối chiếu khóa" in said
    assert "✓ 21 dòng điểm" in said and "✓ 12 phiếu đã đếm lại" in said


def test_the_key_is_asked_for_by_fingerprint_or_file(pack_file, a_pack, tmp_path, capsys):
    file = tmp_path / "khoa.pem"
    file.write_text(ed25519.pem(ed25519.public_of(a_pack.private_key)))
    for key in (a_pack.fingerprint, a_pack.fingerprint.lower(), str(file)):
        assert cli.main(["verify", str(pack_file), "--key", key]) == 0
        assert "Đúng khóa đã nêu" in capsys.readouterr().out


def test_another_key_is_exit_code_1(pack_file, capsys):
    other = ed25519.fingerprint(ed25519.new_key()[1])
    assert cli.main(["verify", str(pack_file), "--key", other]) == 1
    assert "Gói do khóa khác ký" in capsys.readouterr().err


def test_what_does_not_agree_is_exit_code_1_with_its_place(a_pack, tmp_path, capsys):
    path = tmp_path / "sua.zip"
    sheets = with_value(a_pack.value("sheets.json"), (1, "lines", 0, "verified", "entry"), "31")
    path.write_bytes(a_pack.with_parts({"sheets.json": sheets}))
    assert cli.main(["verify", str(path)]) == 1
    said = capsys.readouterr().err
    assert "sheets.json · B (so-b) · 1.1 · thẩm định" in said
    assert "trong gói: 30; tính lại: 31" in said


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", "không phải gói".encode()])
def test_what_is_no_pack_is_exit_code_2(content, tmp_path, capsys):
    path = tmp_path / "khac.zip"
    if content is not None:
        path.write_bytes(content)
    assert cli.main(["verify", str(path)]) == 2
    assert capsys.readouterr().err


def test_a_folder_or_a_key_that_is_none_is_exit_code_2(pack_file, tmp_path, capsys):
    assert cli.main(["verify", str(tmp_path)]) == 2
    assert cli.main(["verify", str(pack_file), "--key", "không phải khóa"]) == 2
    assert "dấu vân tay" in capsys.readouterr().err


def test_wrongly_called_is_exit_code_2():
    with pytest.raises(SystemExit) as left:
        cli.main(["verify"])
    assert left.value.code == 2


def test_checking_needs_no_django_no_database_and_no_network(pack_file):
    """In a fresh process in which Django cannot be imported and no socket opened."""
    program = f"""
import sys, socket
sys.modules["django"] = None
def refuse(*args, **kwargs): raise AssertionError("network")
socket.socket = refuse
from thidua import cli
code = cli.main(["verify", {str(pack_file)!r}])
assert not [name for name in sys.modules if name.startswith(("django.", "sqlite3", "psycopg"))]
sys.exit(code)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env={"PYTHONPATH": "src", "THIDUA_DATA": "/nonexistent"}
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "gói đúng" in done.stdout


def test_the_command_writes_a_pack_and_prints_the_key(a_lived_year, tmp_path, capsys):
    path = tmp_path / "new" / "goi.zip"
    assert cli.main(["year", "pack", "cum-thu", "2017", "--out", str(path)]) == 0
    said = capsys.readouterr().out
    report = check(path.read_bytes())
    assert report.is_valid
    assert report.manifest.signer.fingerprint in said and "SHA-256" in said


def test_a_year_that_has_no_result_is_exit_code_1(world, tmp_path, capsys):
    assert cli.main(["year", "pack", "cum-thu", "2017", "--out", str(tmp_path / "x.zip")]) == 1
    assert "giai đoạn bình xét" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()
