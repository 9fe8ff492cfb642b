"""The packs that come with the program, and an organisation's overlays: found, read once, chosen by date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.law.located import Node
from thidua.core.law.pack import LawPack
from thidua.core.law.schema import OverlayHead, extends_of, lay_over, read_overlay_head, read_pack
from thidua.core.law.transition import governing

from .yaml_tree import read_yaml

_ENDING = ".yaml"


@cache
def load_packs() -> Mapping[str, LawPack]:
    """Every pack by id, in the order of dates. Raises :class:`Refused` with the faults of all files."""
    return MappingProxyType(read_packs(_texts(_room())))


def pack(name: str) -> LawPack:
    """The pack of an id, in capitals or not. Raises :class:`Refused` naming the ids there are."""
    by_id = {one.id.casefold(): one for one in load_packs().values()}
    if name.strip().casefold() not in by_id:
        raise Refused.because(
            gettext_noop("Không có gói quy định “%(name)s”."),
            gettext_noop("Chọn một trong: %(names)s."),
            "pack",
            name=name,
            names=", ".join(load_packs()),
        )
    return by_id[name.strip().casefold()]


def pack_on(day: date) -> LawPack:
    """The pack in force on a day. Raises :class:`Refused` with the periods there are when none is."""
    return governing(load_packs().values(), day)


def overlays() -> Mapping[str, OverlayHead]:
    """The overlays that come with the program, by id: whose each is and which packs it may lie on."""
    return MappingProxyType({head.id: head for head, _, _ in _overlays().values()})


def overlay_ids() -> tuple[str, ...]:
    """The ids of the overlays that come with the program."""
    return tuple(overlays())


def with_overlay(one: LawPack, overlay: str | Path) -> LawPack:
    """Lay an overlay on a pack: one that comes with the program by id, or any file by its path.

    Raises :class:`Refused` naming the ids when it is neither, and with its faults when it cannot lie there.
    """
    shipped = _overlays().get(str(overlay).casefold()) if isinstance(overlay, str) else None
    if shipped:
        _, tree, file = shipped
        return lay_over(one, tree, file=file)
    path = Path(overlay)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused.because(
            gettext_noop("Không có tham số của tổ chức hay tệp nào tên “%(name)s”."),
            gettext_noop("Ghi đường dẫn tới tệp đọc được, hoặc một trong: %(names)s."),
            "overlay",
            name=str(overlay),
            names=", ".join(overlay_ids()),
        ) from error
    return lay_over(one, read_yaml(data, file=path.name), file=path.name)


@cache
def _overlays() -> Mapping[str, tuple[OverlayHead, Node, str]]:
    found = {}
    for file, data in _texts(_room() / "overlays").items():
        tree = read_yaml(data, file=file)
        head = read_overlay_head(tree, file=file)
        found[head.id.casefold()] = (head, tree, file)
    return found


def read_packs(files: Mapping[str, bytes]) -> dict[str, LawPack]:
    """Read packs from the bytes of files by name; in the order of dates, by id.

    A pack that another extends is read first. Raises :class:`Refused` with the faults of all files.
    """
    faults: list[Fault] = []
    waiting = _trees(files, faults)
    packs: dict[str, LawPack] = {}
    while waiting:
        ready = [file for file, tree in waiting.items() if extends_of(tree) in ("", *packs)]
        # When none is ready, the pack they extend is at fault itself, or is not there, which is told.
        for file in ready or list(waiting):
            tree = waiting.pop(file)
            if ready or not faults:
                _read_one(file, tree, packs, faults)
    if faults:
        raise Refused(*faults)
    return dict(sorted(packs.items(), key=lambda item: item[1].since))


def _trees(files: Mapping[str, bytes], faults: list[Fault]) -> dict[str, Node]:
    trees = {}
    for file, data in sorted(files.items()):
        try:
            trees[file] = read_yaml(data, file=file)
        except Refused as refusal:
            faults += refusal.faults
    return trees


def _read_one(file: str, tree: Node, packs: dict[str, LawPack], faults: list[Fault]) -> None:
    try:
        one = read_pack(tree, file=file, base=packs.get(extends_of(tree)))
    except Refused as refusal:
        faults += refusal.faults
        return
    if one.id in packs:
        faults.append(
            Fault(
                gettext_noop("Hai gói cùng mang mã %(id)s."),
                gettext_noop("Đặt mã khác cho một gói."),
                f"{file}, dòng 1",
                {"id": one.id},
            )
        )
    packs.setdefault(one.id, one)


def _room() -> Traversable:
    return resources.files("thidua.core.law") / "packs"


def _texts(room: Traversable) -> dict[str, bytes]:
    entries: Iterable[Traversable] = room.iterdir() if room.is_dir() else ()
    return {
        entry.name: entry.read_bytes()
        for entry in entries
        if entry.is_file() and entry.name.endswith(_ENDING)
    }
