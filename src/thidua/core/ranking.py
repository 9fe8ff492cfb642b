"""The order of a cluster's units by their points, and who is left out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .faults import gettext_noop
from .rule_words import Words


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


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit to be ranked: its ``key``, the total, and the groups' points in the rubric's order.

    ``key`` also orders those who share a rank when listed (their place in the cluster's own list).
    """

    key: int
    total: Decimal
    by_group: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking; ``rank`` is None for a unit excluded from it."""

    entrant: Entrant
    rank: int | None


def rank(entrants: Iterable[Entrant], excluded: Collection[int] = ()) -> list[Ranked]:
    """Return the entrants best first: by total, then by the groups' points in order, then sharing a rank.

    Two who share first are followed by the third (1, 1, 3). Those whose key is ``excluded`` (by the
    cluster's regulation) come last, unranked. The order in which they are given does not matter.
    """
    listed = sorted(entrants, key=lambda entrant: (_best_first(entrant), entrant.key))
    ranked: list[Ranked] = []
    for entrant in listed:
        if entrant.key in excluded:
            continue
        before = ranked[-1] if ranked else None
        shares = before is not None and _best_first(before.entrant) == _best_first(entrant)
        ranked.append(Ranked(entrant, before.rank if before and shares else len(ranked) + 1))
    return ranked + [Ranked(entrant, None) for entrant in listed if entrant.key in excluded]


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit did of that without which the regulations of clusters leave it out of the review.

    ``unsent`` names the reports that are overdue and never came; one sent back for mending did come.
    """

    has_signed: bool
    has_registered: bool
    has_sheet: bool
    unsent: tuple[str, ...] = ()


def exclusions(parts: Mapping[int, Part]) -> dict[int, tuple[Words, ...]]:
    """Return why each unit (by key) is left out of the ranking; those that are in it do not appear.

    "Không xét thi đua đối với đơn vị không ký giao ước, không đăng ký, không gửi báo cáo, không nộp phiếu
    chấm điểm." What no unit of the cluster did is held against none: the cluster does not keep it here.
    """
    signs = any(part.has_signed for part in parts.values())
    registers = any(part.has_registered for part in parts.values())
    scores = any(part.has_sheet for part in parts.values())
    sent_by_none = set.intersection(*(set(part.unsent) for part in parts.values())) if parts else set()
    found = {}
    for key, part in parts.items():
        reasons = [
            *([Words(gettext_noop("Không ký giao ước thi đua"))] if signs and not part.has_signed else []),
            *(
                [Words(gettext_noop("Không đăng ký danh hiệu, hình thức khen thưởng"))]
                if registers and not part.has_registered
                else []
            ),
            *(
                Words(gettext_noop("Không gửi “%(report)s”"), (("report", name),))
                for name in part.unsent
                if name not in sent_by_none
            ),
            *([Words(gettext_noop("Không nộp phiếu chấm điểm"))] if scores and not part.has_sheet else []),
        ]
        if reasons:
            found[key] = tuple(reasons)
    return found


def _best_first(entrant: Entrant) -> tuple[Decimal, ...]:
    """Sort key by which the most points come first."""
    return (-entrant.total, *(-points for points in entrant.by_group))
