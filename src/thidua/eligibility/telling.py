"""An explanation laid out for reading: every condition with its mark, what was found, its facts, its chip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.faults import fault_text
from thidua.core.faults import Fault
from thidua.core.law.contradictions import contradictions
from thidua.core.law.explain import Explanation, Finding
from thidua.core.law.facts import Fact, FactKind, History, SubjectKind, Way, parse_judged, split_way
from thidua.core.law.pack import LawPack
from thidua.core.law.questions import Question
from thidua.subjects.checking import in_words
from thidua.subjects.words import fact_words, level_words

from .citing import Cited, cited
from .conditions import may_be_decided, questions_of
from .speaking import spoken

# Facts are told up to so many a condition; the subject's page has them all.
FACTS_TOLD = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact that decided: its year, what it says, the paper that proves it; ``pk`` of the stored fact."""

    year: int
    text: str
    ref: str
    until: date | None
    pk: int


@dataclass(frozen=True, slots=True)
class Node:
    """One condition of the tree as the page shows it. ``state`` is ``met``, ``unmet`` or ``unknown``."""

    id: str
    state: str
    text: str
    found: str
    cited: Cited | None
    facts: tuple[Shown, ...]
    more_facts: int
    children: tuple[Node, ...]
    may_decide: bool
    is_claim: bool

    @property
    def sign(self) -> str:
        """The mark that tells the state without colour."""
        return _SIGNS[self.state]

    @property
    def words(self) -> object:
        """The state in words."""
        return _STATES[self.state]

    def walk(self) -> Iterator[Node]:
        """This node and those under it."""
        yield self
        for child in self.children:
            yield from child.walk()


_SIGNS = {"met": "✓", "unmet": "✗", "unknown": "?"}
_STATES = {"met": _("đạt"), "unmet": _("chưa đạt"), "unknown": _("chưa rõ")}
_STATE_OF = {True: "met", False: "unmet", None: "unknown"}


def tree(explanation: Explanation, pack: LawPack, kind: SubjectKind) -> tuple[Node, ...]:
    """The findings as nodes, the bars first."""
    questions = questions_of(pack, explanation.award.code, kind)
    nodes = tuple(_node(finding, pack, questions) for finding in explanation.findings)
    if not explanation.contradictions:
        return nodes
    told = (fault_text(in_words(found).fault) for found in explanation.contradictions)
    return tuple(replace(node, text=text) for node, text in zip(nodes, told, strict=True))


def _node(finding: Finding, pack: LawPack, questions: Mapping[str, Question]) -> Node:
    question = questions.get(finding.id)
    told = tuple(shown(finding.evidence[:FACTS_TOLD], pack))
    return Node(
        id=finding.id,
        state=_STATE_OF[finding.met],
        text=spoken(finding.text),
        found=spoken(finding.found),
        cited=cited(finding.basis, pack) if finding.basis else None,
        facts=told,
        more_facts=len(finding.evidence) - len(told),
        children=tuple(_node(child, pack, questions) for child in finding.children),
        may_decide=question is not None and may_be_decided(question),
        is_claim=finding.is_claim,
    )


def shown(facts: Iterable[Fact], pack: LawPack) -> Iterator[Shown]:
    """Facts in words; a rank's paper is the level of its cluster."""
    for fact in facts:
        ref = level_words(fact.ref) if fact.kind is FactKind.CLUSTER_RANK else fact.ref
        yield Shown(fact.year, fact_text(fact, pack), ref, fact.until, fact.line)


def fact_text(fact: Fact, pack: LawPack) -> str:
    """What a fact says: an award by its name in the pack, a decision without the condition's id."""
    if fact.kind is FactKind.JUDGED:
        is_met = parse_judged(fact.value)[1]
        return gettext("Kết luận: đạt") if is_met else gettext("Kết luận: không đạt")
    if fact.kind in (FactKind.TITLE, FactKind.AWARD):
        code, way = split_way(fact.value)
        if code in pack.awards and way is Way.CONG_TRANG:
            return spoken(pack.awards[code].name)
    return fact_words(fact.kind, fact.value)


@dataclass(frozen=True, slots=True)
class ContradictionTold:
    """Facts that cannot all be true, with the stored facts concerned."""

    fault: Fault
    year: int
    facts: tuple[int, ...]


def contradictions_told(history: History, on: date) -> list[ContradictionTold]:
    """What in the history cannot be true on ``on``."""
    return [
        ContradictionTold(found.fault, found.year, tuple(dict.fromkeys(line for line in found.lines if line)))
        for found in map(in_words, contradictions(history, on))
    ]
