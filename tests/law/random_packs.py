"""Hypothesis strategies for packs with random standards, so that no shape of a rule is met untested."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from thidua.core.award import Family
from thidua.core.law import pack as law
from thidua.core.law.facts import COUNTS, Grade, RankLevel, Scope, SubjectKind, Way

SEEN = law.Basis(law.Citation("L", "1"), law.Confirmation.SEEN)
OPEN = law.Basis(law.Citation("L", "2"), law.Confirmation.OPEN)
TITLES, FORMS = ("danh_hieu_nam", "danh_hieu_bo", "danh_hieu_nuoc"), ("bang_khen", "huan_chuong")
CODES = (*TITLES, *FORMS)
CONDITIONS = tuple(f"{letter}-{number}" for letter in "ABC" for number in range(1, 9))
_CYCLES = {"danh_hieu_nuoc": law.Cycle.RECORD, "bang_khen": law.Cycle.RECORD, "huan_chuong": law.Cycle.RECORD}
_STATE = ("danh_hieu_nuoc", "huan_chuong")

bases = st.sampled_from([SEEN, SEEN, SEEN, OPEN])
marks = st.one_of(
    st.builds(law.GradeMark, st.sampled_from(Grade)),
    st.builds(law.TitleMark, st.sampled_from(TITLES)),
    st.builds(law.AwardMark, st.sampled_from(FORMS)),
    st.builds(law.InitiativeMark, st.sampled_from(Scope)),
    st.builds(law.ScienceMark, st.sampled_from(Scope)),
)
some_marks = st.lists(marks, min_size=1, max_size=3).map(tuple)
afters = st.sampled_from(["", "", "", *CODES])
runs = st.builds(
    law.Run, some_marks, st.integers(1, 6), st.sampled_from([1, 1, 1, 2, 3]), st.integers(0, 1), afters
)
counts = st.builds(
    law.Count, some_marks, st.integers(1, 5), st.just(""), st.sampled_from([0, 0, 1, 2, 5]), afters
)
shares = st.one_of(
    st.builds(
        law.Share, st.sampled_from(["ldtt", "hoan_thanh"]), st.sampled_from([0.5, 0.7, 1.0]), st.booleans()
    ),
    st.builds(law.Share, st.just("ldtt"), st.just(0.5), st.just(False), st.just(True)),
    st.builds(
        law.Share,
        st.sampled_from([f"count:{name}" for name in COUNTS]),
        st.sampled_from([0.0, 1.0]),
        at_most=st.booleans(),
    ),
)
judged = st.sampled_from([law.Judged("?"), law.Judged("?", claimed=True), law.Judged("?", presumed=True)])
_leaves = st.one_of(
    runs,
    runs,
    counts,
    counts,
    st.builds(law.InYear, some_marks),
    st.builds(law.Held, st.sampled_from(CODES)),
    shares,
    st.builds(law.Rank, st.sampled_from(RankLevel), st.integers(1, 3)),
    st.just(law.ExceedsTargets()),
    judged,
    judged,
)


class _Naming:
    """Gives nodes of one standard their ids."""

    def __init__(self, ids):
        self.ids, self.runs = iter(ids), []

    def next(self):
        return next(self.ids, None)


@st.composite
def _condition(draw, naming, depth, meets):
    id_ = naming.next()
    if id_ is None or depth == 0 or not draw(st.integers(0, 2)):
        return draw(_leaf(naming, id_ or "Z-9", meets))
    shape = draw(st.sampled_from(["all", "all", "any", "any", "none", "at_least", "readings"]))
    few = 2 if shape == "readings" else draw(st.sampled_from([0, 1, 1, 1, 1])) if shape != "at_least" else 1
    children = tuple(draw(_condition(naming, depth - 1, meets)) for _ in range(draw(st.integers(few, 3))))
    match shape:
        case "all":
            return law.AllOf(id_, children)
        case "any":
            return law.AnyOf(id_, children)
        case "none":
            return law.NoneOf(id_, children)
        case "at_least":
            return law.AtLeast(id_, draw(st.integers(1, len(children))), children)
    return law.Readings(id_, children)


@st.composite
def _leaf(draw, naming, id_, meets):
    kinds = [_leaves, _leaves]
    if meets:
        kinds.append(st.builds(law.Meets, st.sampled_from(meets)))
    simple = [run for run in naming.runs if run.predicate.every == 1 and run.predicate.slack == 0]
    if simple:
        within = st.sampled_from([run.id for run in simple])
        kinds.append(st.builds(law.Count, some_marks, st.integers(1, 4), within, st.just(0), afters))
    leaf = law.Leaf(id_, draw(st.one_of(kinds)), draw(bases))
    if isinstance(leaf.predicate, law.Run):
        naming.runs.append(leaf)
    return leaf


@st.composite
def _standards(draw, letter, meets):
    # A pack may ask that another award is met only of those that award is for.
    both = [SubjectKind.PERSON, SubjectKind.COLLECTIVE]
    kinds = both if not meets else draw(st.sampled_from([both, both[:1]]))
    ids = [id_ for id_ in CONDITIONS if id_.startswith(letter)]
    return {kind: draw(_condition(_Naming(ids), 3, meets)) for kind in kinds}


def _award(code, order, standards):
    family = Family.TITLE if code in TITLES else Family.FORM
    level = law.Level.STATE if code in _STATE else law.Level.MINISTRY
    name, who = law.Name(code, code), law.Authority("?", SEEN)
    cycle = _CYCLES.get(code, law.Cycle.YEARLY)
    return law.LawAward(code, name, code, family, cycle, level, order, who, None, standards)


def pack_asking(condition, code="huan_chuong", kinds=(SubjectKind.PERSON,), bars=()):
    """A pack in which ``code`` asks for one condition, and all other awards for a person's judgement."""
    anything = {SubjectKind.PERSON: law.Leaf("B-8", law.Judged("?"), SEEN)}
    awards = {one: _award(one, order, anything) for order, one in enumerate(CODES)}
    awards[code] = _award(code, CODES.index(code), dict.fromkeys(kinds, condition))
    return law.LawPack("P", law.Name("P", "P"), date(2000, 1, 1), None, {}, tuple(bars), awards, ())


@st.composite
def packs(draw):
    """A pack of five awards; the later ones may ask that the first is met."""
    awards = {}
    for order, code in enumerate(CODES):
        letter = "ABCBC"[order]
        awards[code] = _award(code, order, draw(_standards(letter, CODES[:1] if order else ())))
    bars = [
        law.Bar("C-05", law.BarKind.UNDER_REVIEW, draw(bases)),
        law.Bar("C-06", law.BarKind.DISCIPLINE, draw(bases)),
        law.Bar("C-02", law.BarKind.ONCE, draw(bases)),
        law.Bar("C-04", law.BarKind.WAYS, SEEN, (Way.DOT_XUAT, Way.CHUYEN_DE)),
        law.Bar(
            "C-09", law.BarKind.ONE_STATE_AWARD, draw(bases), draw(st.sampled_from([(), (Way.CONG_HIEN,)]))
        ),
    ]
    chosen = tuple(bar for bar in draw(st.permutations(bars)) if draw(st.integers(0, 6)))
    return law.LawPack("P", law.Name("P", "P"), date(2000, 1, 1), None, {}, chosen, awards, ())
