"""A form: the sheets that a kind of workbook has, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import search_key

from .columns import Sheet

GUIDE = "Hướng dẫn"
LISTS = "Danh mục"
FILES = "Tệp kèm theo"
# Sheets that people read and reading leaves aside; of the attached files it only counts the rows.
ASIDE = frozenset(search_key(name) for name in (GUIDE, LISTS, "Ghi chú"))


@dataclass(frozen=True)
class Form:
    """The sheets of a kind of workbook; ``foreign`` says that a file is none of it (a message id).

    ``title`` is the file's own title, ``guide`` the guide's and ``steps`` its lines (message ids).
    """

    sheets: tuple[Sheet, ...]
    title: str
    guide: str
    steps: Sequence[str]
    foreign: str
    foreign_mend: str = gettext_noop("Hãy tải sổ mẫu, chép số liệu vào đúng trang và cột rồi tải lên.")

    @cached_property
    def by_key(self) -> dict[str, Sheet]:
        """Sheets by key."""
        return {sheet.key: sheet for sheet in self.sheets}

    @cached_property
    def by_name(self) -> dict[str, Sheet]:
        """Sheets by folded name."""
        return {search_key(sheet.name): sheet for sheet in self.sheets}
