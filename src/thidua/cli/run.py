"""From the parsed arguments to the command, and from its refusals to words and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from django.db import DatabaseError
from django.utils.translation import override

from thidua.accounts.faults import fault_text
from thidua.core.faults import Refused

from . import packs, years
from .demo import load
from .server import serve
from .users import create

_COMMANDS: dict[tuple[str, str], Callable[[argparse.Namespace], int]] = {
    ("year", "import"): years.take_in,
    ("year", "export"): years.export,
    ("year", "template"): years.template,
    ("year", "report"): years.report,
    ("year", "status"): years.status,
    ("year", "pack"): packs.pack,
    ("demo", "load"): load,
    ("user", "create"): create,
    ("serve", ""): serve,
}


def run(given: argparse.Namespace) -> int:
    """Run the command that was called."""
    command = _COMMANDS[given.group, getattr(given, "command", "")]
    with override("vi"):
        try:
            return command(given)
        except Refused as refused:
            for fault in refused.faults:
                print(f"• {fault.place + ': ' if fault.place else ''}{fault_text(fault)}", file=sys.stderr)
        except DatabaseError as error:
            print(
                f"Không dùng được cơ sở dữ liệu ({error}).\nNếu mới cài, hãy chạy: thidua serve",
                file=sys.stderr,
            )
        except OSError as error:
            print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
    return 1
