"""The faults of one file, each with its line, gathered while reading goes on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from thidua.core.faults import Fault, Refused, gettext_noop

from .located import Text


class Faults:
    """The faults found in one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[tuple[int, Fault]] = []

    def at(self, line: int, cause: str, mend: str, **params: object) -> None:
        """Note a fault of a line."""
        fault = Fault(cause, mend, f"{self.file}, dòng {line}", params)
        if (line, fault) not in self._found:
            self._found.append((line, fault))

    def claim(self, name: str, line: int, taken: dict[str, int]) -> None:
        """Note that ``name`` is used on ``line``; a fault when it already is (line 0: in the text below).

        Blank names, whose fault is told already, are let be.
        """
        if not name:
            return
        if name not in taken:
            taken[name] = line
        elif taken[name]:
            self.at(
                line,
                gettext_noop("Mã “%(name)s” đã dùng ở dòng %(first)s."),
                gettext_noop("Đặt mã khác, hoặc bỏ một trong hai."),
                name=name,
                first=taken[name],
            )
        else:
            self.at(
                line,
                gettext_noop("Mã “%(name)s” đã có trong gói."),
                gettext_noop("Đặt mã khác; muốn thay điều kiện của gói thì ghi vào “figures”."),
                name=name,
            )

    def refuse_if_any(self) -> None:
        """Raise :class:`Refused` with all faults in the order of lines, when there are some."""
        if self._found:
            raise Refused(*(fault for _, fault in sorted(self._found, key=lambda found: found[0])))


def choices(names: Iterable[str]) -> str:
    """``a, b, c``: what may be written."""
    return ", ".join(names)


def tell_unknown(faults: Faults, key: Text, known: tuple[str, ...]) -> None:
    """Note a name that means nothing here, with the one it may have been meant for."""
    near = difflib.get_close_matches(key.value, known, n=1)
    if near:
        faults.at(
            key.line,
            gettext_noop("Không có mục “%(name)s” ở đây."),
            gettext_noop("Có phải là “%(near)s”?"),
            name=key.value,
            near=near[0],
        )
    else:
        faults.at(
            key.line,
            gettext_noop("Không có mục “%(name)s” ở đây."),
            gettext_noop("Các mục dùng được: %(names)s."),
            name=key.value,
            names=choices(known),
        )
