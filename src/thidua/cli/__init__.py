"""The ``thidua`` command: years in and out, result packs, the demonstration, users, the law, the server.

Exit codes: 0 done, 1 refused or faulty, 2 wrongly called (``thidua law``, ``thidua verify``: bad input, too).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import law, verify


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    _print_in_any_encoding()
    given = _parser().parse_args(arguments)
    if given.group == "law":
        # Reads and writes files only: no database, so nothing of Django.
        return law.run(given)
    if given.group == "verify":
        # A pack is checked from its bytes alone.
        return verify.run(given)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    import django

    django.setup()
    from . import run

    return run.run(given)


def _print_in_any_encoding() -> None:
    """Print “?” for letters the terminal or pipe does not have, rather than fail at the first."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="thidua", description="Năm công tác của cụm, khối thi đua.")
    groups = parser.add_subparsers(dest="group", required=True, metavar="LỆNH")
    _year_commands(groups.add_parser("year", help="nhập, xuất, in, xem một năm"))
    _demo_commands(groups.add_parser("demo", help="dữ liệu minh hoạ"))
    _user_commands(groups.add_parser("user", help="tài khoản"))
    law.commands(groups.add_parser("law", help="điều kiện khen thưởng theo luật: xét, giải thích, tra cứu"))
    verify.options(groups.add_parser("verify", help="kiểm tra một gói kết quả, không cần cơ sở dữ liệu"))
    serve = groups.add_parser("serve", help="chạy máy chủ web và tiến trình việc nền")
    serve.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    serve.add_argument("--workers", type=int, default=2, help="số tiến trình web (mặc định 2)")
    return parser


def _year_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="VIỆC")
    take_in = commands.add_parser("import", help="xem trước một sổ Excel; thêm --accept để nhập")
    take_in.add_argument("file", type=Path, help="tệp .xlsx")
    take_in.add_argument("--accept", action="store_true", help="nhập thật, không chỉ xem trước")
    take_in.add_argument("--as", dest="username", default="", help="tên đăng nhập của người nhập")
    take_in.add_argument("--pictures", type=Path, help="thư mục ảnh (mặc định: pictures cạnh sổ)")
    out = commands.add_parser("export", help="xuất một năm thành sổ Excel")
    _which_year(out)
    out.add_argument("--out", type=Path, required=True, help="tệp .xlsx sẽ ghi")
    out.add_argument("--as", dest="username", default="", help="tên đăng nhập của người xuất")
    empty = commands.add_parser("template", help="ghi sổ mẫu trống")
    empty.add_argument("--out", type=Path, required=True, help="tệp .xlsx sẽ ghi")
    report = commands.add_parser("report", help="in các văn bản của năm: Word, PDF, Excel")
    _which_year(report)
    report.add_argument("--out", type=Path, required=True, help="thư mục sẽ ghi")
    pack = commands.add_parser("pack", help="lập gói kết quả có chữ ký, ai cũng kiểm tra được")
    _which_year(pack)
    pack.add_argument("--out", type=Path, required=True, help="tệp .zip sẽ ghi")
    pack.add_argument("--as", dest="username", default="", help="tên đăng nhập của người lập")
    _which_year(commands.add_parser("status", help="giai đoạn, hạn, việc còn thiếu, báo cáo muộn"))


def _which_year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cluster", help="mã cụm")
    parser.add_argument("year", type=int, help="năm")


def _demo_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="VIỆC")
    load = commands.add_parser("load", help="nạp hai năm minh hoạ và tài khoản minh hoạ")
    load.add_argument("--reset", action="store_true", help="xoá dữ liệu minh hoạ cũ rồi nạp lại")


def _user_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="VIỆC")
    create = commands.add_parser("create", help="tạo tài khoản và in mật khẩu đầu tiên")
    create.add_argument("username", help="tên đăng nhập")
    create.add_argument("--name", required=True, help="họ và tên")
    create.add_argument("--role", required=True, help="vai trò, ví dụ specialist, unit_head, operator")
    create.add_argument("--unit", default="", help="mã đơn vị làm việc")
    create.add_argument("--position", default="", help="chức vụ")
    create.add_argument("--email", default="", help="thư điện tử")
    create.add_argument("--as", dest="as_username", default="", help="tên đăng nhập của người tạo")


class _Parser(argparse.ArgumentParser):
    """Says in Vietnamese that it was wrongly called."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print the usage and leave with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: gọi lệnh chưa đúng ({message}). Xem thêm: {self.prog} --help\n")
