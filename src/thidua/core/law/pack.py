"""The values a law pack is read into: instruments, awards, conditions, bars, quotas, money. All frozen.

A condition is a tree of :class:`AllOf`, :class:`AnyOf`, :class:`NoneOf`, :class:`AtLeast` and
:class:`Readings` over a small closed set of leaves (:data:`Leaf`). What a leaf means is told in its
docstring, once; :mod:`.explain` reads it over facts and :mod:`.screen` over bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.core.award import Family
from thidua.core.faults import gettext_noop

from .facts import FactKind, Grade, RankLevel, Scope, SubjectKind, Way


class Confirmation(StrEnum):
    """How well a line of law is known. What is not confirmed never decides a verdict."""

    SEEN = "seen"
    """The text was seen."""
    KNOWN = "known"
    """Known with high confidence."""
    SECONDARY = "secondary"
    """Seen, in a secondary source."""
    CARRIED = "carried"
    """Carried over from the text before an amendment, not yet held against the consolidated text."""
    OPEN = "open"
    """Not confirmed."""
    OLD = "old"
    """Seen, in an instrument that has expired."""
    LOW = "low"
    """Known with low confidence."""

    @property
    def is_confirmed(self) -> bool:
        """Whether a verdict may rest on it."""
        return self not in (Confirmation.OPEN, Confirmation.OLD, Confirmation.LOW)

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _CONFIRMATION_LABELS[self]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument: ``instrument`` is the pack's short name, the rest as the law counts.

    ``str()`` gives ``điểm b khoản 1 Điều 73 L2022``.
    """

    instrument: str
    article: str = ""
    clause: str = ""
    point: str = ""

    def __str__(self) -> str:
        parts = [
            f"điểm {self.point}" if self.point else "",
            f"khoản {self.clause}" if self.clause else "",
            f"Điều {self.article}" if self.article else "",
            self.instrument,
        ]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a line holds: its citation, how well it is known, and a note on the source or the doubt."""

    cite: Citation
    confirmation: Confirmation
    note: str = ""
    line: int = field(default=0, compare=False)
    """Line of ``file``, so that a reader can open it."""
    file: str = field(default="", compare=False)
    """Name of the file the line stands in: a pack may extend another, and an overlay lie on it."""


# --- what marks a year -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GradeMark:
    """The subject's grade of the year is ``at_least``."""

    at_least: Grade


@dataclass(frozen=True, slots=True)
class TitleMark:
    """The title ``code`` was won for the year, on a ground that counts."""

    code: str


@dataclass(frozen=True, slots=True)
class AwardMark:
    """The form ``code`` was decided in the year, on a ground that counts."""

    code: str


@dataclass(frozen=True, slots=True)
class InitiativeMark:
    """An initiative recognised in the year with effect of ``scope`` or wider."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class ScienceMark:
    """A science work accepted in the year with effect of ``scope`` or wider."""

    scope: Scope


Mark = GradeMark | TitleMark | AwardMark | InitiativeMark | ScienceMark


# --- leaves ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InYear:
    """One of ``of`` marks the year considered (for a yearly title: the year it is for)."""

    of: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The subject already has ``award`` (title or form), on a ground that counts, decided by the day asked.

    One that served for an earlier conferment of the award asked for does not serve again (C-02).
    """

    award: str


@dataclass(frozen=True, slots=True)
class Run:
    """Each of the last ``years`` years up to the proposal is marked by one of ``of``.

    ``every`` 3 steps by three years: the last, the third before it, and so on. ``slack`` 1 lets the run
    end a year earlier. ``after`` names a held award: only years after its earliest conferment count.
    """

    of: tuple[Mark, ...]
    years: int
    every: int = 1
    slack: int = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """At least ``at_least`` marks of ``of`` (several initiatives of a year each count, up to two).

    ``within`` is the id of a :class:`Run` with ``every`` 1 and ``slack`` 0 in the same award: the unbroken
    years of that run, however long. Otherwise ``last`` years up to the proposal; 0 means all years that
    count. ``after`` as in :class:`Run`.
    """

    of: tuple[Mark, ...]
    at_least: int
    within: str = ""
    last: int = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """In the year considered the ``of`` figure (``ldtt``, ``hoan_thanh``, ``count:cstd_co_so``…) is enough.

    ``above`` asks for strictly more than ``figure``; ``at_most`` for no more than it.
    """

    of: str
    figure: float
    above: bool = False
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """In the year considered the collective's rank in a cluster of ``level`` is ``at_most``."""

    level: RankLevel
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class ExceedsTargets:
    """The targets and tasks of the year considered were exceeded."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A person decides (``judged`` facts of the year considered or of the year of the proposal).

    Undecided is unknown; but a ``claimed`` condition, one ground of commendation among several, is not met
    until somebody finds that it is: nobody is proposed on a ground nobody claims. A ``presumed`` one, a
    choice that proposing itself makes, is met until somebody decides that it is not.
    """

    question: str
    claimed: bool = False
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Meets:
    """The standard of another ``award`` (its conditions, not its bars) is met in the same year."""

    award: str


Predicate = InYear | Held | Run | Count | Share | Rank | ExceedsTargets | Judged | Meets


@dataclass(frozen=True, slots=True)
class Leaf:
    """A predicate with its id (as in the reference: ``BKTT-02a``) and basis.

    When the basis is not confirmed the leaf is unknown, whatever the facts; a ``judged`` fact on its id is
    a person's answer and settles it, save for a :class:`Judged` leaf, whose standard itself is in doubt:
    there "true" stays unknown and "false" is unmet.
    """

    id: str
    predicate: Predicate
    basis: Basis


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of ``of`` is met."""

    id: str
    of: tuple[Condition, ...]
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of ``of`` is met."""

    id: str
    of: tuple[Condition, ...]
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of ``of`` is met."""

    id: str
    of: tuple[Condition, ...]
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``n`` of ``of`` are met."""

    id: str
    n: int
    of: tuple[Condition, ...]
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """The law is one of ``of``, not known which: the value they agree on, else unknown.

    An empty :class:`AllOf` is the reading "there is no such condition". Leaves inside are read as if
    confirmed; a ``judged`` fact on this id settles it.
    """

    id: str
    of: tuple[Condition, ...]
    basis: Basis | None = None


Condition = Leaf | AllOf | AnyOf | NoneOf | AtLeast | Readings


# --- bars, quotas, money, procedure ------------------------------------------------------------------


class BarKind(StrEnum):
    """The closed set of what bars a proposal or a fact."""

    UNDER_REVIEW = "under_review"
    """C-05: not while discipline is considered, or inspection, audit, complaint is open."""
    DISCIPLINE = "discipline"
    """C-05, C-06: not while it runs; years count from the first whole year after it ended."""
    ONCE = "once"
    """C-02: a year rewarded by the same award does not count for it again."""
    WAYS = "ways"
    """C-04: awards given on these grounds do not count for a merit award."""
    ONE_STATE_AWARD = "one_state_award"
    """C-09: one state-level award a year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the pack, with its id (``C-05``) and basis.

    ``ways``: for :attr:`BarKind.WAYS` the grounds that do not count, for :attr:`BarKind.ONE_STATE_AWARD`
    those excepted.
    """

    id: str
    kind: BarKind
    basis: Basis
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """At most ``percent`` of a pool: the subjects of the unit (or round) that have ``pool`` that year.

    ``minimum`` is granted however small the pool (Procuracy: at least 1). Fractions are dropped.
    """

    id: str
    pool: str
    percent: Decimal
    basis: Basis
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Bonus money: ``figure`` times the base wage in force when the decision is signed."""

    figure: Decimal
    basis: Basis
    is_ceiling: bool = False


@dataclass(frozen=True, slots=True)
class BaseWage:
    """Mức lương cơ sở in đồng a month, from a day on."""

    since: date
    dong: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Step:
    """What happens after eligibility, told and not computed: a council's vote, a public notice."""

    id: str
    words: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Authority:
    """Who confers or proposes, and where the law says so."""

    who: str
    basis: Basis


class Cycle(StrEnum):
    """Whether an award is for one year's work or for a record up to the proposal."""

    YEARLY = "yearly"
    RECORD = "record"


class Level(StrEnum):
    """Who confers: the base unit, the ministry or province, the State."""

    UNIT = "unit"
    MINISTRY = "ministry"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Vietnamese and English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class LawAward:
    """A title or form as a pack knows it. ``standards`` has a tree for each kind of subject it is for.

    ``order`` rises along the ladder: what is won earlier in a career stands lower.
    """

    code: str
    name: Name
    short: str
    family: Family
    cycle: Cycle
    level: Level
    order: int
    confers: Authority
    proposes: Authority | None
    standards: Mapping[SubjectKind, Condition]
    steps: tuple[Step, ...] = ()
    quotas: tuple[Quota, ...] = ()
    bonus: Mapping[SubjectKind, Coefficient] = field(default_factory=dict)

    @property
    def fact_kind(self) -> FactKind:
        """The kind of fact that tells it was won."""
        return FactKind.TITLE if self.family is Family.TITLE else FactKind.AWARD


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular: short name, number, title, dates in force (``until`` the last day)."""

    code: str
    number: str
    title: str
    signed: date | None
    since: date | None
    until: date | None
    confirmation: Confirmation
    source: str = ""


@dataclass(frozen=True, slots=True)
class LawPack:
    """The law of a period: ``since`` to ``until`` inclusive (None while it is in force).

    ``transition`` tells that a dossier received under the pack before may take this one when it is more
    favourable, with its basis. ``overlays`` names the organisations' overlays laid on it.
    """

    id: str
    name: Name
    since: date
    until: date | None
    instruments: Mapping[str, Instrument]
    bars: tuple[Bar, ...]
    awards: Mapping[str, LawAward]
    base_wages: tuple[BaseWage, ...]
    rounding: Basis | None = None
    transition: Basis | None = None
    notes: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def award(self, code: str) -> LawAward:
        """The award of a code. Raises :class:`KeyError` when the pack has none."""
        return self.awards[code]


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything under it, in reading order."""
    yield condition
    if not isinstance(condition, Leaf):
        for child in condition.of:
            yield from walk(child)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf of a tree, in reading order."""
    return (one for one in walk(condition) if isinstance(one, Leaf))


def is_by_claim_only(condition: Condition) -> bool:
    """Whether no way leads to it but a ground of commendation that somebody has to claim."""
    match condition:
        case Leaf(predicate=Judged(claimed=True)):
            return True
        case AnyOf(of=of):
            return all(is_by_claim_only(child) for child in of)
        case AllOf(of=of):
            return any(is_by_claim_only(child) for child in of)
    return False


_CONFIRMATION_LABELS = {
    Confirmation.SEEN: gettext_noop("đã xem văn bản"),
    Confirmation.KNOWN: gettext_noop("biết chắc"),
    Confirmation.SECONDARY: gettext_noop("theo nguồn thứ cấp"),
    Confirmation.CARRIED: gettext_noop("giữ theo văn bản trước, chưa đối chiếu văn bản hợp nhất"),
    Confirmation.OPEN: gettext_noop("chưa xác nhận"),
    Confirmation.OLD: gettext_noop("theo văn bản đã hết hiệu lực"),
    Confirmation.LOW: gettext_noop("chưa chắc"),
}
