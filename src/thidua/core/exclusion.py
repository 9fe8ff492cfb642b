"""For what a cluster's regulation leaves a unit out of the review, and which units that meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .faults import gettext_noop
from .words import Words


class ExclusionKind(StrEnum):
    """For what regulations of clusters leave a unit out of the review."""

    NO_PACT = "no_pact"
    NO_REGISTRATION = "no_registration"
    NO_REPORT = "no_report"
    NO_SHEET = "no_sheet"
    HEAD_DISCIPLINED = "head_disciplined"
    CORRUPTION = "corruption"
    DISUNITY = "disunity"
    FALSE_REPORT = "false_report"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _EXCLUSION_LABELS[self]

    @property
    def is_computed(self) -> bool:
        """Whether it follows from what is recorded; the others somebody records, with the document."""
        return self in _COMPUTED


_EXCLUSION_LABELS = {
    ExclusionKind.NO_PACT: gettext_noop("Không ký giao ước thi đua"),
    ExclusionKind.NO_REGISTRATION: gettext_noop("Không đăng ký danh hiệu, hình thức khen thưởng"),
    ExclusionKind.NO_REPORT: gettext_noop("Không gửi báo cáo"),
    ExclusionKind.NO_SHEET: gettext_noop("Không nộp phiếu chấm điểm"),
    ExclusionKind.HEAD_DISCIPLINED: gettext_noop("Người đứng đầu bị kỷ luật"),
    ExclusionKind.CORRUPTION: gettext_noop("Để xảy ra tham nhũng, lãng phí nghiêm trọng"),
    ExclusionKind.DISUNITY: gettext_noop("Nội bộ mất đoàn kết"),
    ExclusionKind.FALSE_REPORT: gettext_noop("Báo cáo sai sự thật"),
    ExclusionKind.OTHER: gettext_noop("Lý do khác theo quy chế"),
}
_COMPUTED = frozenset(
    {
        ExclusionKind.NO_PACT,
        ExclusionKind.NO_REGISTRATION,
        ExclusionKind.NO_REPORT,
        ExclusionKind.NO_SHEET,
    }
)
RECORDED = tuple(kind for kind in ExclusionKind if not kind.is_computed)


@dataclass(frozen=True, slots=True)
class Excluded:
    """Why a unit is left out: the kind and its words, the ``clause`` of the regulation that says so.

    What somebody recorded has its ``document`` and who recorded it.
    """

    kind: ExclusionKind
    words: Words
    clause: str = ""
    document: str = ""
    recorded_by: str = ""

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit did of that without which the regulations of clusters leave it out of the review.

    ``unsent`` names the reports that are overdue and never came; one sent back for mending did come.
    """

    has_signed: bool
    has_registered: bool
    has_sheet: bool
    unsent: tuple[str, ...] = ()


def exclusions(
    parts: Mapping[int, Part],
    kinds: Collection[ExclusionKind] = tuple(ExclusionKind),
    clauses: Mapping[ExclusionKind, str] | None = None,
) -> dict[int, tuple[Excluded, ...]]:
    """Return why each unit (by key) is left out of the ranking; those that are in it do not appear.

    "Không xét thi đua đối với đơn vị không ký giao ước, không đăng ký, không gửi báo cáo, không nộp phiếu
    chấm điểm." What no unit of the cluster did is held against none: the cluster does not keep it here.
    Only the ``kinds`` the regulation knows count, each under its clause.
    """
    signs = any(part.has_signed for part in parts.values())
    registers = any(part.has_registered for part in parts.values())
    scores = any(part.has_sheet for part in parts.values())
    sent_by_none = set.intersection(*(set(part.unsent) for part in parts.values())) if parts else set()
    found = {}
    for key, part in parts.items():
        unsent = [name for name in part.unsent if name not in sent_by_none]
        reasons = tuple(
            Excluded(kind, words, (clauses or {}).get(kind, ""))
            for kind, words in _reasons(
                no_pact=signs and not part.has_signed,
                no_registration=registers and not part.has_registered,
                no_sheet=scores and not part.has_sheet,
                unsent=unsent,
            )
            if kind in kinds
        )
        if reasons:
            found[key] = reasons
    return found


def _reasons(
    *, no_pact: bool, no_registration: bool, no_sheet: bool, unsent: Iterable[str]
) -> Iterable[tuple[ExclusionKind, Words]]:
    if no_pact:
        yield ExclusionKind.NO_PACT, Words(ExclusionKind.NO_PACT.label)
    if no_registration:
        yield ExclusionKind.NO_REGISTRATION, Words(ExclusionKind.NO_REGISTRATION.label)
    for name in unsent:
        yield ExclusionKind.NO_REPORT, Words(gettext_noop("Không gửi “%(report)s”"), (("report", name),))
    if no_sheet:
        yield ExclusionKind.NO_SHEET, Words(ExclusionKind.NO_SHEET.label)
