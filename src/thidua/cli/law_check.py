"""``thidua law check``: whether a pack file or an organisation's overlay can be read."""

from __future__ import annotations

import argparse

from thidua.core.faults import Fault, Refused
from thidua.core.law.located import Node, Table
from thidua.core.law.schema import extends_of, lay_over, read_overlay_head, read_pack
from thidua.law import packs
from thidua.law.yaml_tree import read_yaml


def check(given: argparse.Namespace) -> int:
    """Read the file, and lay an overlay on every pack it is for; refuse it with each fault and its line."""
    file = given.file.name
    tree = read_yaml(given.file.read_bytes(), file=file)
    print(f"{given.file}: đúng. {_overlay(tree, file) if _is_overlay(tree) else _pack(tree, file)}")
    return 0


def _is_overlay(tree: Node) -> bool:
    return isinstance(tree, Table) and (tree.get("over") is not None or tree.get("organisation") is not None)


def _pack(tree: Node, file: str) -> str:
    base = extends_of(tree)
    pack = read_pack(tree, file=file, base=packs.load_packs().get(base))
    return f"Gói quy định {pack.id}: {len(pack.awards)} danh hiệu, hình thức khen thưởng."


def _overlay(tree: Node, file: str) -> str:
    head = read_overlay_head(tree, file=file)
    faults: dict[str, Fault] = {}
    for pack in head.over:
        try:
            lay_over(packs.pack(pack), tree, file=file)
        except Refused as refused:
            faults |= {str(fault): fault for fault in refused.faults}
    if faults:
        raise Refused(*faults.values())
    return f"Tham số của {head.organisation} đặt lên {', '.join(head.over)}."
