"""YAML into a located tree. Every scalar is text as written: what it must be is for the schema to say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.reader import ReaderError

from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.law.located import Items, Node, Table, Text

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(data: bytes, *, file: str) -> Node:
    """Read one YAML document.

    Raises :class:`Refused` with the line when it is not UTF-8 or not YAML, and with every name told twice
    in one table. Anchors and aliases are refused: what a line says stands on the line.
    """
    reading = _Reading(file, _decoded(data, file))
    tree = reading.tree()
    if reading.faults:
        raise Refused(*reading.faults)
    return tree


def _decoded(data: bytes, file: str) -> str:
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused(
            _fault(
                file,
                line,
                gettext_noop("Tệp không phải là văn bản UTF-8."),
                gettext_noop("Lưu tệp lại với bảng mã UTF-8."),
            )
        ) from error


class _Reading:
    """One pass over the parser's events."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = max(1, len(text.splitlines()))
        self.faults: list[Fault] = []
        self._events: Iterator[Any] = iter(())

    def tree(self) -> Node:
        try:
            self._events = yaml.parse(self.text, Loader=_LOADER)
            return self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._syntax(mark.line if mark else 0, error.problem or error.context or "") from error
        except ReaderError as error:
            before = self.text.encode()[: error.position]
            raise self._syntax(before.count(b"\n"), str(error.reason)) from error
        except RecursionError as error:
            raise self._syntax(0, "nesting too deep") from error

    def _document(self) -> Node:
        found: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise Refused(
                        self._fault(
                            event.start_mark.line if event.start_mark else 0,
                            gettext_noop("Tệp có hơn một văn bản YAML."),
                            gettext_noop("Bỏ dòng “---” ở giữa tệp."),
                        )
                    )
                found = self._node(next(self._events))
        return found if found is not None else Text("", 1)

    def _node(self, event: Any) -> Node:
        """The part that begins with an event."""
        line = self._line(event.start_mark.line)
        if isinstance(event, yaml.ScalarEvent):
            return Text(event.value, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._members()), line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(line)
        raise Refused(
            self._fault(
                event.start_mark.line,
                gettext_noop("Tệp dùng bí danh (*%(name)s)."),
                gettext_noop("Ghi lại nội dung đầy đủ ở dòng này."),
                name=event.anchor,
            )
        )

    def _members(self) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event)

    def _table(self, line: int) -> Table:
        entries: dict[str, tuple[Text, Node]] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event)
            value = self._node(next(self._events))
            if not isinstance(key, Text):
                self.faults.append(
                    self._fault(
                        key.line - 1,
                        gettext_noop("Tên mục phải là một từ."),
                        gettext_noop("Xem lại dấu ngoặc và dấu hai chấm."),
                    )
                )
            elif key.value in entries:
                self._tell_twice(key, entries[key.value][0])
            else:
                entries[key.value] = (key, value)
        return Table(tuple(entries.values()), line)

    def _tell_twice(self, key: Text, first: Text) -> None:
        self.faults.append(
            self._fault(
                key.line - 1,
                gettext_noop("Mục “%(name)s” đã có ở dòng %(first)s."),
                gettext_noop("Bỏ một trong hai."),
                name=key.value,
                first=first.line,
            )
        )

    def _line(self, from_zero: int) -> int:
        """A line from 1, inside the file: the parser puts the end of a file after its last line."""
        return min(from_zero + 1, self.lines)

    def _syntax(self, from_zero: int, problem: str) -> Refused:
        return Refused(
            self._fault(
                from_zero,
                gettext_noop("Không đúng cú pháp YAML: %(problem)s."),
                gettext_noop("Xem lại thụt đầu dòng, dấu hai chấm, ngoặc và nháy ở dòng này hoặc dòng trên."),
                problem=problem,
            )
        )

    def _fault(self, from_zero: int, cause: str, mend: str, **params: object) -> Fault:
        return _fault(self.file, self._line(from_zero), cause, mend, **params)


def _fault(file: str, line: int, cause: str, mend: str, **params: object) -> Fault:
    return Fault(cause, mend, f"{file}, dòng {line}", params)
