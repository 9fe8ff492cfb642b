"""``thidua law``: verdicts for a population or for one subject, and the packs they rest on. No Django.

Exit codes: 0 done, 2 bad input (each fault with its line on stderr, nothing written).
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.core.faults import Refused

from . import law_books

if TYPE_CHECKING:
    from thidua.law.file_faults import FileFaults

# Where each command lives: imported when it is called, so that none waits for what it does not use.
_COMMANDS = {
    "screen": "law_screen",
    "explain": "law_explain",
    "awards": "law_lists",
    "packs": "law_lists",
    "check": "law_check",
    **dict.fromkeys(("graph", "page", "diff"), "law_books"),
}
BAD_INPUT = 2
STOPPED = 130


def commands(parser: argparse.ArgumentParser) -> None:
    """Add the commands of the group."""
    group = parser.add_subparsers(dest="command", required=True, metavar="VIỆC")
    _screen(group.add_parser("screen", help="xét cả tập hợp: đọc tệp sự kiện, ghi tệp kết quả"))
    _explain(
        group.add_parser("explain", help="giải thích cho một đối tượng: từng điều kiện, căn cứ, năm sớm nhất")
    )
    _awards(group.add_parser("awards", help="các danh hiệu, hình thức khen thưởng của một gói quy định"))
    packs = group.add_parser("packs", help="các gói quy định và thời gian áp dụng")
    packs.add_argument("--json", action="store_true", help="in JSON")
    check = group.add_parser("check", help="soát một tệp gói quy định hoặc tham số của tổ chức")
    check.add_argument("file", type=Path, help="tệp .yaml")
    law_books.commands(group)


def _screen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "facts",
        type=Path,
        nargs="+",
        help="tệp sự kiện .csv, .xlsx, .parquet, hoặc thư mục các phần .parquet",
    )
    parser.add_argument(
        "--award", required=True, help="mã danh hiệu, hình thức; nhiều mã cách nhau dấu phẩy; hoặc all"
    )
    _question(parser)
    parser.add_argument("--out", type=Path, required=True, help="tệp kết quả .csv, .xlsx hoặc .parquet")
    parser.add_argument(
        "--reasons",
        choices=("full", "flagged", "brief", "none"),
        default="full",
        help="lý do: đầy đủ (full, mặc định); đầy đủ khi đủ điều kiện hoặc cần người quyết định, còn lại "
        "tóm tắt (flagged); không kèm minh chứng (brief); không ghi (none)",
    )
    _reading(parser)
    spread = parser.add_mutually_exclusive_group()
    spread.add_argument("--workers", type=int, default=1, help="số tiến trình trên máy này (mặc định 1)")
    spread.add_argument("--dask", metavar="ĐỊA_CHỈ", default="", help="chia việc cho cụm Dask ở địa chỉ này")
    parser.add_argument(
        "--progress", action="store_true", help="luôn hiện thanh tiến độ (mặc định: chỉ khi có màn hình)"
    )


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "facts", type=Path, help="tệp sự kiện .csv, .xlsx, .parquet, hoặc thư mục các phần .parquet"
    )
    parser.add_argument("--subject", required=True, help="mã đối tượng trong tệp")
    parser.add_argument("--award", required=True, help="mã danh hiệu, hình thức khen thưởng")
    _question(parser)
    parser.add_argument(
        "--considered-on",
        metavar="NGÀY",
        default="",
        help="ngày xét, khi đã sang gói quy định sau: áp dụng văn bản có lợi hơn",
    )
    _reading(parser)
    parser.add_argument("--all", action="store_true", help="kể cả các diện khen chưa ai đề nghị")
    parser.add_argument("--json", action="store_true", help="in JSON")


def _question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar="NGÀY", required=True, help="ngày nhận hồ sơ: 2025-12-31 hoặc 31/12/2025"
    )
    _pack(parser)
    parser.add_argument(
        "--organisation", metavar="MÃ", default="", help="tham số của tổ chức: mã, hoặc tệp .yaml"
    )


def _pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", metavar="MÃ", default="", help="gói quy định (mặc định: theo ngày)")


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--take-good",
        action="store_true",
        help="bỏ các dòng có lỗi; đối tượng của chúng thành cần người quyết định (lich_su)",
    )
    parser.add_argument("--ignore-later", action="store_true", help="bỏ qua sự kiện của các năm sau ngày xét")


def _awards(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    _pack(which)  # type: ignore[arg-type]
    which.add_argument("--on", metavar="NGÀY", default="", help="gói áp dụng cho ngày này")
    parser.add_argument(
        "--organisation", metavar="MÃ", default="", help="tham số của tổ chức: mã, hoặc tệp .yaml"
    )
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(given: argparse.Namespace) -> int:
    """Run the command that was called."""
    module = import_module(f".{_COMMANDS[given.command]}", __package__)
    command: Callable[[argparse.Namespace], int] = getattr(module, given.command)
    try:
        status = command(given)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _print_nowhere()
        return 0
    except Refused as refused:
        return _ended(BAD_INPUT, partial(tell, refused))
    except OSError as error:
        return _ended(BAD_INPUT, partial(print, f"• {in_words(error)}", file=sys.stderr))
    except KeyboardInterrupt:
        return _ended(STOPPED, partial(print, "Đã dừng.", file=sys.stderr))


def _ended(status: int, tell_why: Callable[[], object]) -> int:
    """Tell why it ended; the status is the same when nobody reads that to the end."""
    try:
        tell_why()
        sys.stderr.flush()
    except BrokenPipeError:
        _print_nowhere()
    return status


def _print_nowhere() -> None:
    """Who read the output has seen enough: what is still waiting to be printed must not fail at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def in_words(error: OSError) -> str:
    """What the system says in English, with the file it is about."""
    if error.errno not in _SYSTEM_WORDS:
        return f"Không đọc hoặc ghi được tệp: {error}"
    return _SYSTEM_WORDS[error.errno].format(error.filename)


_SYSTEM_WORDS = {
    errno.ENOENT: "Không có tệp hoặc thư mục “{}”. Kiểm tra lại đường dẫn.",
    errno.EISDIR: "“{}” là thư mục, không phải tệp. Ghi đường dẫn tới một tệp.",
    errno.ENOTDIR: "“{}”: một phần của đường dẫn là tệp, không phải thư mục. Kiểm tra lại đường dẫn.",
    errno.EEXIST: "“{}” là tệp, không phải thư mục. Kiểm tra lại đường dẫn.",
    errno.EACCES: "Không có quyền đọc hoặc ghi “{}”. Kiểm tra quyền của tệp và thư mục.",
    errno.EPERM: "Không có quyền đọc hoặc ghi “{}”. Kiểm tra quyền của tệp và thư mục.",
    errno.EROFS: "Ổ đĩa chỉ cho đọc, không ghi được “{}”. Chọn nơi khác.",
    errno.ENOSPC: "Ổ đĩa đã đầy nên không ghi được. Giải phóng chỗ trống rồi chạy lại.",
}


def tell(refused: Refused) -> None:
    """Print what was refused and why; of a file each fault with its line."""
    from thidua.law.file_faults import BadFile

    if not isinstance(refused, BadFile):
        for fault in refused.faults:
            print(f"• {fault}", file=sys.stderr)
        return
    for file in refused.files:
        tell_file(file)
    print("Chưa ghi gì.", file=sys.stderr)


def tell_file(file: FileFaults) -> None:
    """Print the faults of one file: the first of them, and how many more there are."""
    print(f"{file.heading}:", file=sys.stderr)
    for found in file.first:
        print(f"• {found}", file=sys.stderr)
    if file.not_told:
        print(f"… và còn {file.not_told} chỗ khác.", file=sys.stderr)
