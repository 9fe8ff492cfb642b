"""What is wrong in a file, by line and column: as many as anybody reads, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.core.faults import Fault, Refused, gettext_noop

# A file full of one mistake is told by its first lines; nobody reads more.
MOST = 200


@dataclass(frozen=True, slots=True)
class LineFault:
    """One fault. ``line`` counts from 1 (0: the whole file), ``column`` as the heading names it.

    ``against``: the lines it is at odds with.
    """

    fault: Fault
    line: int = 0
    column: str = ""
    against: tuple[int, ...] = ()

    @classmethod
    def because(
        cls, cause: str, mend: str = "", *, line: int = 0, column: str = "", **params: object
    ) -> LineFault:
        """Build one from its words."""
        return cls(Fault(cause, mend, column, params), line, column)

    def __str__(self) -> str:
        words = str(Fault(self.fault.cause, self.fault.mend, "", self.fault.params))
        lines = " và ".join(str(line) for line in (*self.against, self.line) if line)
        places = [f"dòng {lines}" if lines else "", f"cột {self.column}" if self.column else ""]
        place = ", ".join(place for place in places if place)
        return f"{place}: {words}" if place else words


@dataclass(frozen=True, slots=True)
class FileFaults:
    """The faults of one file: ``total`` of them (or more, ``at_least``), the first :data:`MOST` kept."""

    file: str
    total: int
    first: tuple[LineFault, ...]
    at_least: bool = False

    @classmethod
    def of(cls, file: str, faults: Iterable[LineFault]) -> FileFaults:
        """Keep the first of ``faults``, in the order of their lines."""
        told = sorted(faults, key=lambda found: found.line)
        return cls(file, len(told), tuple(told[:MOST]))

    @property
    def heading(self) -> str:
        """Which file, and how much there is to mend."""
        many = f"{'ít nhất ' if self.at_least else ''}{self.total} chỗ cần sửa"
        return f"{self.file}: {many}" if self.file else many

    @property
    def not_told(self) -> int:
        """How many faults are not in :attr:`first`."""
        return self.total - len(self.first)

    def with_more(self, faults: Sequence[LineFault], others: int) -> FileFaults:
        """These with ``faults``, and with ``others`` or more that are not put into words."""
        first = sorted((*self.first, *faults), key=lambda found: found.line)[:MOST]
        total = self.total + len(faults) + others
        return FileFaults(self.file, total, tuple(first), self.at_least or others > 0)


class BadFile(Refused):
    """Files that cannot be taken as they are; nothing was written."""

    def __init__(self, *files: FileFaults) -> None:
        self.files = files
        super().__init__(*(found.fault for file in files for found in file.first))

    @classmethod
    def whole(cls, file: str, cause: str, mend: str = "", **params: object) -> BadFile:
        """Refuse a file that cannot be read at all."""
        return cls(FileFaults(file, 1, (LineFault(Fault(cause, mend, "", params)),)))

    def __reduce__(self) -> tuple[type[BadFile], tuple[FileFaults, ...]]:
        # Raised in another process, it travels back with all it knows.
        return type(self), self.files


MISSING = (
    gettext_noop("Không có tệp này."),
    gettext_noop("Kiểm tra lại đường dẫn."),
)
DAMAGED = (
    gettext_noop("Tệp bị hỏng hoặc không đúng định dạng nên không đọc được."),
    gettext_noop("Mở tệp bằng chương trình đã tạo ra nó rồi lưu lại."),
)
