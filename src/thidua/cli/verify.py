"""``thidua verify``: whether a result pack holds together and whose key signed it. No database, no Django.

Exit codes: 0 everything agrees, 1 something does not, 2 no result pack or wrongly called.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from thidua.core.vietnamese import number
from thidua.resultpack.checking.check import Report, check
from thidua.resultpack.checking.container import MAX_BYTES
from thidua.signing.ed25519 import fingerprint_in

from . import law

AGREES, DISAGREES, UNREADABLE = 0, 1, 2
# A file that names a key is a line of text, or PEM.
_LONGEST_KEY = 10_000


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("file", type=Path, help="gói kết quả .zip")
    parser.add_argument(
        "--key",
        metavar="VÂN_TAY|TỆP",
        default="",
        help="dấu vân tay của khóa phải ký gói, hoặc tệp khóa công khai (.pem)",
    )


def run(given: argparse.Namespace) -> int:
    """Check the pack and tell what was found."""
    began = time.perf_counter()
    try:
        wanted = _wanted(given.key)
        content = _read(given.file)
    except OSError as error:
        return _refuse(law.in_words(error))
    except ValueError as error:
        return _refuse(str(error))
    report = check(content, wanted)
    _tell(report, given.file, time.perf_counter() - began)
    if report.is_valid:
        return AGREES
    return DISAGREES if report.is_pack else UNREADABLE


def _wanted(key: str) -> str | None:
    """The fingerprint that ``--key`` gives, as such or in a file; ValueError when it gives none."""
    if not key:
        return None
    found = fingerprint_in(key)
    if found is None and (path := Path(key)).is_file():
        with path.open("rb") as file:
            found = fingerprint_in(file.read(_LONGEST_KEY).decode("utf-8", "replace"))
    if found is None:
        raise ValueError(
            f"“{key}” không phải dấu vân tay của khóa, cũng không phải tệp khóa công khai. "
            "Dấu vân tay gồm tám nhóm bốn chữ, ví dụ ABCD-EFGH-…"
        )
    return found


def _read(path: Path) -> bytes:
    """The file's bytes; no more than a pack may have, whatever its size."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _tell(report: Report, path: Path, seconds: float) -> None:
    if report.manifest is not None:
        print(f"{report.manifest.title} · lập lúc {report.manifest.made_at}")
    for step in report.steps:
        print(f"  ✓ {number(step.count)} {step.what}")
    if report.disagreement is not None:
        words = "Không khớp" if report.is_pack else "Không đọc được"
        print(f"✗ {words}: {report.disagreement}", file=sys.stderr)
    _tell_key(report)
    taken = f"{number(round(seconds, 2))} giây"
    if report.is_valid:
        print(f"{path.name}: gói đúng, mọi phần khớp nhau ({taken}).")
    else:
        print(f"{path.name}: gói KHÔNG dùng làm căn cứ được ({taken}).", file=sys.stderr)


def _tell_key(report: Report) -> None:
    """Whose key signed: by itself a pack proves only that this key did."""
    if report.manifest is None:
        return
    signer = report.manifest.signer
    print(f"Người ký: {signer.name} ({signer.unit})")
    print(f"Dấu vân tay của khóa: {signer.fingerprint}")
    if report.key_agrees is None:
        print(
            "Chưa đối chiếu khóa: hãy so dấu vân tay với dấu vân tay đơn vị công bố, hoặc thêm --key.",
        )
    elif report.key_agrees:
        print("Đúng khóa đã nêu.")


def _refuse(words: str) -> int:
    print(f"• {words}", file=sys.stderr)
    return UNREADABLE
