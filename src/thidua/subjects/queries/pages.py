"""What a subject's own page shows: its years as a table, what was struck, who entered what and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.faults import gettext_noop
from thidua.core.law.contradictions import Contradiction, contradictions
from thidua.core.law.facts import FactKind, SubjectKind, parse_judged
from thidua.journal.models import Entry

from ..checking import WITH_END, in_words
from ..condition_words import asked
from ..models import MergeRequest, MergeState, Subject, YearFact, YearFactQuerySet
from ..words import fact_words, level_words, value_words
from .histories import history, origins_of


@dataclass(frozen=True, slots=True)
class Group:
    """A column of the table: its heading (a message id) and the kinds of facts it holds."""

    words: str
    kinds: tuple[FactKind, ...]


_GRADE = Group(gettext_noop("Xếp loại"), (FactKind.GRADE,))
_TITLE = Group(gettext_noop("Danh hiệu"), (FactKind.TITLE,))
_AWARD = Group(gettext_noop("Khen thưởng"), (FactKind.AWARD,))
_WORK = Group(gettext_noop("Sáng kiến, đề tài"), (FactKind.INITIATIVE, FactKind.SCIENCE))
_FIGURES = Group(
    gettext_noop("Tỷ lệ, thứ hạng, chỉ tiêu"),
    (FactKind.SHARE, FactKind.CLUSTER_RANK, FactKind.EXCEEDS_TARGETS),
)
_AGAINST = Group(gettext_noop("Kỷ luật, xem xét"), (FactKind.DISCIPLINE, FactKind.UNDER_REVIEW))
_JUDGED = Group(gettext_noop("Kết luận"), (FactKind.JUDGED,))
# Kinds that share a column, so that each has to be named.
_TOLD_WITH_KIND = (*_WORK.kinds, *_AGAINST.kinds, FactKind.CLUSTER_RANK, FactKind.EXCEEDS_TARGETS)
GROUPS = (_GRADE, _TITLE, _AWARD, _WORK, _FIGURES, _AGAINST, _JUDGED)
# Shown even when nothing of the kind is told; the others only when something is.
_ALWAYS = {
    SubjectKind.PERSON: (_GRADE, _TITLE, _AWARD, _WORK),
    SubjectKind.COLLECTIVE: (_GRADE, _TITLE, _AWARD, _FIGURES),
    SubjectKind.HOUSEHOLD: (_TITLE, _AWARD),
}


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact as it is read: its words, the paper, and whose it was (``origin``) when read through a merge."""

    row: YearFact
    words: str
    ref: str
    origin: Subject | None
    is_open: bool

    @property
    def is_against(self) -> bool:
        """Whether it speaks against a proposal."""
        return self.row.fact_kind in WITH_END


@dataclass(frozen=True, slots=True)
class Cell:
    """The facts of one group in one year."""

    group: Group
    facts: tuple[ToldFact, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the table, its cells in the order of the table's groups."""

    year: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A subject with its years (newest first), what was struck, what contradicts, and what joined it."""

    subject: Subject
    groups: tuple[Group, ...]
    years: tuple[YearRow, ...]
    struck: tuple[ToldFact, ...]
    conflicts: tuple[Contradiction, ...]
    merges: tuple[MergeRequest, ...]
    entries: QuerySet[Entry] = field(default_factory=Entry.objects.none)


def subject_page(subject: Subject, today: date) -> SubjectPage:
    """Return what the page of ``subject`` shows; a fixed number of queries, however many years there are."""
    rows = list(facts_read_through(subject).select_related("subject__unit", "entered_by", "struck_by"))
    standing = [row for row in rows if not row.is_struck]
    groups = _groups(subject, standing)
    clashes = contradictions(history(subject, date.max), today)
    return SubjectPage(
        subject=subject,
        groups=groups,
        years=tuple(_years([told_fact(row, subject) for row in standing], groups)),
        struck=tuple(told_fact(row, subject, with_kind=True) for row in rows if row.is_struck),
        conflicts=tuple(in_words(found) for found in clashes),
        merges=tuple(
            MergeRequest.objects.filter(kept=subject, state=MergeState.DONE).select_related("merged__unit")
        ),
        entries=entries_of(subject),
    )


def facts_read_through(subject: Subject) -> YearFactQuerySet:
    """Return the facts of ``subject`` and of those merged into it, struck ones too, newest year first."""
    return YearFact.objects.filter(subject_id__in=origins_of(subject))


def judged_fact(subject: Subject, year: int, condition: str) -> YearFact | None:
    """Return the standing decision on a qualitative condition for ``year``, or None."""
    decided = facts_read_through(subject).standing().filter(year=year, kind=FactKind.JUDGED)
    return next((row for row in decided if row.value.rpartition(":")[0] == condition), None)


def entries_of(subject: Subject) -> QuerySet[Entry]:
    """Return the journal's entries on ``subject``, newest first."""
    return Entry.objects.filter(subject_type=Subject._meta.label, subject_id=str(subject.pk))


def _groups(subject: Subject, standing: Iterable[YearFact]) -> tuple[Group, ...]:
    told = {row.fact_kind for row in standing}
    always = _ALWAYS[subject.subject_kind]
    return tuple(group for group in GROUPS if group in always or told & set(group.kinds))


def _years(standing: Sequence[ToldFact], groups: tuple[Group, ...]) -> Iterable[YearRow]:
    for year in sorted({fact.row.year for fact in standing}, reverse=True):
        told = [fact for fact in standing if fact.row.year == year]
        yield YearRow(
            year,
            tuple(
                Cell(group, tuple(fact for fact in told if fact.row.fact_kind in group.kinds))
                for group in groups
            ),
        )


def told_fact(row: YearFact, read_by: Subject, *, with_kind: bool = False) -> ToldFact:
    """Return a fact as the page of ``read_by`` tells it; ``with_kind`` where no column tells the kind."""
    kind = row.fact_kind
    if kind is FactKind.JUDGED:
        words = _decision(row)
    elif with_kind or kind in _TOLD_WITH_KIND or not row.value:
        words = fact_words(kind, row.value)
    else:
        words = value_words(kind, row.value)
    return ToldFact(
        row=row,
        words=words,
        ref=level_words(row.ref) if kind is FactKind.CLUSTER_RANK else row.ref,
        origin=None if row.subject_id == read_by.pk else row.subject,
        is_open=kind in WITH_END and row.until is None,
    )


def _decision(row: YearFact) -> str:
    condition, is_met = parse_judged(row.value)
    words = {"question": asked(condition, row.year), "condition": condition}
    if is_met:
        return _("%(question)s (%(condition)s): đạt") % words
    return _("%(question)s (%(condition)s): không đạt") % words
