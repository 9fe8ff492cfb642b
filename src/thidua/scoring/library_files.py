"""The library of rubrics: a data file each, with its source, read into values and held against a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.core.faults import Fault, Refused, gettext_noop, refuse_if_any
from thidua.core.rubric import (
    CriterionKind,
    Parameters,
    Precision,
    Rounding,
    RubricCriterion,
    RubricGroup,
    maximum,
)
from thidua.core.rubric_faults import rubric_faults
from thidua.core.vietnamese import nfc, nfc_lines, number, parse_number

FOLDER = Path(__file__).parent / "library"
_HEAD = {"name", "source", "about", "total", "places", "rounding", "groups"}
_GROUP = {"code", "name", "criteria"}
_CRITERION = {"code", "name", "kind", "max", "parameters", "target", "guidance"}


@dataclass(frozen=True, slots=True)
class LibraryRubric:
    """A rubric of the library: ``source`` says where each part is from, ``about`` for whom it is."""

    code: str
    name: str
    about: str
    source: str
    precision: Precision
    groups: tuple[RubricGroup, ...]

    @property
    def maximum(self) -> Decimal:
        """The most it gives without bonuses and penalties."""
        return maximum(self.groups)

    @property
    def criteria(self) -> int:
        """How many criteria it has."""
        return sum(len(group.criteria) for group in self.groups)


@cache
def library() -> Mapping[str, LibraryRubric]:
    """Return the library by code (the file's name), in the files' order; read once a process."""
    return {path.stem: read_rubric(path.stem, path.read_bytes()) for path in sorted(FOLDER.glob("*.yaml"))}


def read_rubric(code: str, data: bytes) -> LibraryRubric:
    """Read a library file. Raises :class:`Refused` with every fault, each at ``<file>, dòng <line>``."""
    file = f"{code}.yaml"
    try:
        tree = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused(
            Fault(
                gettext_noop("Tệp không đúng cú pháp YAML (UTF-8)."),
                gettext_noop("Xem lại thụt đầu dòng, dấu hai chấm, ngoặc và nháy ở dòng này hoặc dòng trên."),
                f"{file}, dòng {mark.line + 1 if mark else 1}",
            )
        ) from error
    return _Reader(file).rubric(code, tree)


class _Reader:
    """One file: its tables by key, and the faults met on the way."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[Fault] = []
        self._lines: dict[str, int] = {}

    def rubric(self, code: str, tree: Any) -> LibraryRubric:
        head = self._table(tree, _HEAD, needed=_HEAD - {"about", "places", "rounding"})
        groups = tuple(self._group(node) for node in self._items(head.get("groups")))
        precision = Precision(
            int(self._figure(head.get("places"), "2")),
            self._choice(head.get("rounding"), Rounding, Rounding.HALF_UP),
        )
        name, total = self._text(head.get("name")), self._figure(head.get("total"), "0")
        self._faults += (
            Fault(f.cause, f.mend, self._place(self._lines.get(f.place.partition(":")[0], 1)), f.params)
            for f in rubric_faults(name, precision, groups)
        )
        if not self._faults and maximum(groups) != total:
            self._note(
                head["total"],
                gettext_noop("Các tiêu chí cộng lại được %(sum)s điểm, không phải %(total)s."),
                gettext_noop("Hãy sửa điểm tiêu chí hoặc tổng điểm."),
                sum=number(maximum(groups)),
                total=number(total),
            )
        refuse_if_any(self._faults)
        about, source = self._text(head.get("about")), self._text(head.get("source"))
        return LibraryRubric(code, name, about, source, precision, groups)

    def _group(self, node: Any) -> RubricGroup:
        table = self._table(node, _GROUP, needed=_GROUP)
        code = self._text(table.get("code"))
        self._lines.setdefault(code, _line(node))
        criteria = tuple(self._criterion(each) for each in self._items(table.get("criteria")))
        return RubricGroup(code, self._text(table.get("name")), criteria)

    def _criterion(self, node: Any) -> RubricCriterion:
        table = self._table(node, _CRITERION, needed={"code", "name", "kind", "max"})
        code = self._text(table.get("code"))
        self._lines.setdefault(code, _line(node))
        kind = self._choice(table.get("kind"), CriterionKind, CriterionKind.JUDGED)
        given = {key: self._text(value) for key, value in self._pairs(table.get("parameters"))}
        parameters = Parameters()
        try:
            parameters = Parameters.read(kind, given, code)
        except Refused as refused:
            at = self._place(_line(table.get("parameters") or node))
            self._faults += (Fault(f.cause, f.mend, at, f.params) for f in refused.faults)
        return RubricCriterion(
            code=code,
            name=self._text(table.get("name")),
            kind=kind,
            max_points=self._figure(table.get("max"), "0"),
            parameters=parameters,
            target_code=self._text(table.get("target")),
            guidance=self._text(table.get("guidance")),
        )

    def _table(self, node: Any, known: set[str], needed: set[str]) -> dict[str, Any]:
        """The entries of a table; unknown, repeated and missing ones are noted."""
        found: dict[str, Any] = {}
        for key, value in self._pairs(node):
            if key not in known:
                self._note(value, gettext_noop("Không có mục “%(key)s” ở đây."), key=key)
            found[key] = value
        for key in sorted(needed - set(found)):
            self._note(node, gettext_noop("Thiếu mục “%(key)s”."), key=key)
        return found

    def _pairs(self, node: Any) -> Iterator[tuple[str, Any]]:
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self._note(node, gettext_noop("Chỗ này phải là một bảng “tên: giá trị”."))
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self._note(key, gettext_noop("Mục “%(key)s” ghi hai lần."), key=name)
            seen.add(name)
            yield name, value

    def _items(self, node: Any) -> list[Any]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._note(node, gettext_noop("Chỗ này phải là một danh sách không rỗng."))
            return []
        return list(node.value)

    def _text(self, node: Any) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._note(node, gettext_noop("Chỗ này phải là chữ hoặc số."))
            return ""
        return nfc_lines(node.value) if "\n" in node.value else nfc(node.value)

    def _figure(self, node: Any, otherwise: str) -> Decimal:
        text = self._text(node) or otherwise
        try:
            return parse_number(text)
        except ValueError:
            self._note(node, gettext_noop("“%(given)s” không phải là số."), given=text)
            return Decimal(otherwise)

    def _choice(self, node: Any, choices: Any, otherwise: Any) -> Any:
        text = self._text(node)
        if not text:
            return otherwise
        if text not in list(choices):
            self._note(
                node,
                gettext_noop("Không có lựa chọn “%(given)s”."),
                gettext_noop("Chọn một trong: %(choices)s."),
                given=text,
                choices=", ".join(choices),
            )
            return otherwise
        return choices(text)

    def _note(self, node: Any, cause: str, mend: str = "", **params: object) -> None:
        self._faults.append(Fault(cause, mend, self._place(_line(node)), params))

    def _place(self, line: int) -> str:
        return f"{self._file}, dòng {line}"


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1 if node is not None else 1
