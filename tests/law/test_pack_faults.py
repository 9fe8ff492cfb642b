"""However a pack is spoilt, it is read or refused, with lines of the file: never anything else."""

import re
from dataclasses import replace
from functools import cache
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.faults import Refused
from thidua.core.law.located import Items, Table, Text
from thidua.core.law.pack import LawPack
from thidua.core.law.schema import extends_of, lay_over, read_overlay_head, read_pack
from thidua.law import packs
from thidua.law.yaml_tree import read_yaml

from .sample_pack import OVERLAY, PACK

ROOM = resources.files("thidua.core.law") / "packs"


@cache
def pack_files():
    """Every shipped pack and the sample, by name."""
    shipped = {entry.name: entry.read_bytes() for entry in ROOM.iterdir() if entry.name.endswith(".yaml")}
    return {"sample.yaml": PACK.encode(), **dict(sorted(shipped.items()))}


@cache
def overlay_files():
    room = ROOM / "overlays"
    entries = room.iterdir() if room.is_dir() else ()
    shipped = {entry.name: entry.read_bytes() for entry in entries if entry.name.endswith(".yaml")}
    return {"bo_thu.yaml": OVERLAY.encode(), **dict(sorted(shipped.items()))}


@cache
def pack_under(file):
    """A pack an overlay may lie on."""
    name = read_overlay_head(tree_of(file), file=file).over[0]
    return read_pack(tree_of("sample.yaml"), file="sample.yaml") if name == "V1" else packs.pack(name)


@cache
def tree_of(file):
    return read_yaml({**pack_files(), **overlay_files()}[file], file=file)


def count(node):
    """How many nodes there are."""
    children = [child for _, child in node.entries] if isinstance(node, Table) else getattr(node, "items", ())
    return 1 + sum(count(child) for child in children)


def changed(node, number, change):
    """The tree with the node of a number, in reading order, changed; and the numbers left to go."""
    if number == 0:
        return change(node), -1
    number -= 1
    if isinstance(node, Text):
        return node, number
    pairs = node.entries if isinstance(node, Table) else [(None, child) for child in node.items]
    new = []
    for key, child in pairs:
        if number >= 0:
            child, number = changed(child, number, change)
        new.append((key, child))
    if isinstance(node, Table):
        return replace(node, entries=tuple(new)), number
    return replace(node, items=tuple(child for _, child in new)), number


@st.composite
def changes(draw):
    """A change of one node: drop, misspell or repeat something in it, or make it something else."""
    kind = draw(st.sampled_from(["drop", "misspell", "repeat", "text", "list", "table", "blank"]))
    which = draw(st.integers(0, 30))
    word = draw(
        st.sampled_from(["", "x", "0", "-1", "9999999999", "true", "2025-02-30", "L1", "danh_hieu", "%s"])
    )

    def change(node):
        if kind == "text":
            return Text(word, node.line)
        if kind == "list":
            return Items((node,) if which % 2 else (), node.line)
        if kind == "table":
            return Table(((Text(word, node.line), node),) if which % 2 else (), node.line)
        return _within(node, kind, which)

    return change


def _within(node, kind, which):
    if isinstance(node, Text):
        spoilt = {"drop": "", "misspell": node.value[1:], "repeat": node.value * 2, "blank": " "}
        return replace(node, value=spoilt[kind])
    field = "entries" if isinstance(node, Table) else "items"
    members = list(getattr(node, field))
    if not members:
        return node
    at = which % len(members)
    if kind == "misspell" and isinstance(node, Table):
        key, value = members[at]
        members[at] = (replace(key, value=key.value + "x"), value)
    elif kind == "repeat" and isinstance(node, Items):
        members.append(members[at])
    else:
        del members[at]
    return replace(node, **{field: tuple(members)})


def holds(reading, file, data):
    """Whether reading gives a pack, or refuses with lines of the file."""
    try:
        return isinstance(reading(), LawPack)
    except Refused as refused:
        for fault in refused.faults:
            assert str(fault), "a fault can be told"
            assert fault.mend
            line = re.fullmatch(re.escape(file) + r", dòng (\d+)", fault.place)
            assert line, fault.place
            assert 1 <= int(line[1]) <= len(data.splitlines()), fault
        return bool(refused.faults)


@given(st.data())
@settings(max_examples=150)
def test_a_spoilt_pack_is_read_or_refused_with_lines_of_its_file(data):
    file = data.draw(st.sampled_from(list(pack_files())))
    tree = tree_of(file)
    spoilt, _ = changed(tree, data.draw(st.integers(0, count(tree) - 1)), data.draw(changes()))
    base = packs.load_packs().get(extends_of(tree))
    assert holds(lambda: read_pack(spoilt, file=file, base=base), file, pack_files()[file])


@given(st.data())
@settings(max_examples=60)
def test_a_pack_spoilt_in_its_letters_is_read_or_refused_with_lines_of_its_file(data):
    file = data.draw(st.sampled_from(list(pack_files())))
    text = pack_files()[file].decode()
    at = data.draw(st.integers(0, len(text) - 1))
    until = at + data.draw(st.integers(0, 3))
    spoilt = text[:at] + data.draw(
        st.sampled_from(["", "\n", "\t", ":", "[", "}", '"', "#", "*", "\x07", "- "])
    )
    spoilt = (spoilt + text[until:]).encode()
    base = packs.load_packs().get(extends_of(tree_of(file)))
    assert holds(lambda: read_pack(read_yaml(spoilt, file=file), file=file, base=base), file, spoilt + b"\n")


@given(st.data())
@settings(max_examples=60)
def test_a_spoilt_overlay_is_laid_or_refused_with_lines_of_its_file(data):
    file = data.draw(st.sampled_from(list(overlay_files())))
    tree = tree_of(file)
    pack = pack_under(file)
    spoilt, _ = changed(tree, data.draw(st.integers(0, count(tree) - 1)), data.draw(changes()))
    assert holds(lambda: lay_over(pack, spoilt, file=file), file, overlay_files()[file])


def test_the_sample_is_sound_and_a_change_does_change_it():
    tree = tree_of("sample.yaml")
    assert holds(lambda: read_pack(tree, file="sample.yaml"), "sample.yaml", PACK.encode())
    for number in (0, 7, count(tree) - 1):
        spoilt, left = changed(tree, number, lambda node: Text("?", node.line))
        assert left == -1
        assert spoilt != tree
    with pytest.raises(Refused):
        read_pack(changed(tree, 1, lambda node: Items((), node.line))[0], file="sample.yaml")
