"""``thidua law graph``, ``page`` and ``diff``: a law pack drawn, printed, and held against another."""

from __future__ import annotations

import argparse
import json
import shutil
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.core.faults import Refused, gettext_noop
from thidua.core.law.facts import SubjectKind

if TYPE_CHECKING:
    from thidua.core.law.compare import Change, Comparison
    from thidua.core.law.compare_lines import Line
    from thidua.core.law.compare_words import Told
    from thidua.core.law.pack import LawPack

# Lines are broken to the terminal's width, within these bounds.
_NARROWEST, _WIDEST, _USUAL = 60, 110, (100, 24)


def commands(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the group ``law``."""
    graph = group.add_parser("graph", help="vẽ bậc thang khen thưởng của một gói quy định")
    _which(graph)
    graph.add_argument(
        "--kind",
        choices=[kind.value for kind in SubjectKind],
        default=SubjectKind.PERSON.value,
        help="đối tượng: cá nhân (person, mặc định), tập thể (collective), hộ gia đình (household)",
    )
    graph.add_argument("--out", type=Path, required=True, help="tệp .svg sẽ ghi")
    page = group.add_parser("page", help="in một gói quy định: bậc thang, điều kiện, căn cứ")
    _which(page)
    page.add_argument("--out", type=Path, required=True, help="tệp .docx hoặc .pdf sẽ ghi")
    diff = group.add_parser("diff", help="so sánh hai gói quy định, chỉ nêu chỗ khác nhau")
    diff.add_argument("old", metavar="CŨ", help="mã gói quy định, ví dụ V2018")
    diff.add_argument("new", metavar="MỚI", help="mã gói quy định, ví dụ V2024")
    diff.add_argument("--json", action="store_true", help="in JSON, đủ từng dòng")


def _which(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--pack", metavar="MÃ", default="", help="gói quy định")
    which.add_argument(
        "--on", metavar="NGÀY", default="", help="gói áp dụng cho ngày này (mặc định: hôm nay)"
    )
    parser.add_argument(
        "--organisation", metavar="MÃ", default="", help="tham số của tổ chức: mã, hoặc tệp .yaml"
    )


def graph(given: argparse.Namespace) -> int:
    """Draw the ladder of a pack for one kind of subject."""
    from thidua.law.graph import ladder_svg

    _ending(given.out, ".svg")
    _write(given.out, ladder_svg(_pack(given), SubjectKind(given.kind)).encode())
    return 0


def page(given: argparse.Namespace) -> int:
    """Print a pack as Word or PDF, by the ending of the file's name."""
    from thidua.documents import pdf, word
    from thidua.documents.law_ladder import law_page
    from thidua.documents.paper import Head

    render = {".docx": word.render, ".pdf": pdf.render}[_ending(given.out, ".docx", ".pdf")]
    paper = law_page(_pack(given), head=Head("", "Phần mềm Thi Đua"), stamp="Tài liệu tra cứu")
    _write(given.out, render(paper))
    return 0


def diff(given: argparse.Namespace) -> int:
    """Print what differs between two packs."""
    from thidua.core.law.compare import compare
    from thidua.core.law.compare_words import told
    from thidua.law import packs

    comparison = compare(packs.pack(given.old), packs.pack(given.new))
    if given.json:
        print(json.dumps(_as_json(comparison), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_laid_out(told(comparison))))
    return 0


def _pack(given: argparse.Namespace) -> LawPack:
    from thidua.law import asked

    return asked.pack_for(asked.day(given.on) if given.on else date.today(), given.pack, given.organisation)


def _ending(out: Path, *endings: str) -> str:
    """The ending of a file's name. Raises :class:`Refused` when it is none of ``endings``."""
    if out.suffix.lower() in endings:
        return out.suffix.lower()
    raise Refused.because(
        gettext_noop("Không ghi được tệp loại “%(name)s”."),
        gettext_noop("Đặt tên tệp kết thúc bằng %(endings)s."),
        "out",
        name=out.name,
        endings=" hoặc ".join(endings),
    )


def _write(out: Path, content: bytes) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    print(out)


# --- a comparison in the terminal --------------------------------------------------------------------


def _laid_out(lines: list[Told]) -> Iterator[str]:
    """Broken to the width of the terminal, what belongs together drawn in alike."""
    width = min(max(shutil.get_terminal_size(_USUAL).columns, _NARROWEST), _WIDEST)
    for index, line in enumerate(lines):
        if index and not line.depth:
            yield ""
        opening = "  " * line.depth + (f"{line.mark} " if line.mark else "")
        yield textwrap.fill(
            line.text,
            width,
            initial_indent=opening,
            subsequent_indent=" " * len(opening) + ("" if line.mark else "  "),
            break_on_hyphens=False,
            break_long_words=False,
        )


def _as_json(comparison: Comparison) -> dict[str, object]:
    return {
        "old": comparison.old.id,
        "new": comparison.new.id,
        "added": [award.code for award in comparison.added],
        "dropped": [award.code for award in comparison.dropped],
        "changed": [
            {
                "award": award.new.code,
                "name": award.new.name.vi,
                "changes": [_change(change) for change in award.changes],
            }
            for award in comparison.awards
        ],
        "general": [_change(change) for change in comparison.general],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "part": change.key.part,
        "id": change.key.id,
        "kind": change.key.kind,
        "change": "added" if change.old is None else "dropped" if change.new is None else "changed",
        "content": change.is_content,
        "moved": change.has_moved,
        "old": change.old and _line(change.old),
        "new": change.new and _line(change.new),
    }


def _line(line: Line) -> dict[str, object]:
    from thidua.core.law.words import put

    return {
        "text": put(line.words),
        "cite": line.cite,
        "confirmation": line.confirmation,
        "role": line.role,
    }
