"""Criteria, facts and entries drawn at random, every kind with parameters its faults allow."""

from decimal import Decimal

from hypothesis import strategies as st

from thidua.core.points import Entries, Facts, Joined, MedalsWon, TargetResult
from thidua.core.rubric import (
    KIND_PARAMETERS,
    Band,
    BandMeasure,
    CriterionKind,
    NoneHeld,
    Parameters,
    Precision,
    Rounding,
    RubricCriterion,
    RubricGroup,
)
from thidua.core.rubric_faults import rubric_faults

D = Decimal
K = CriterionKind

figures = st.decimals(min_value=0, max_value=1000, places=3)
counts = st.integers(min_value=0, max_value=30)
precisions = st.builds(Precision, st.integers(0, 2), st.sampled_from(Rounding))


def _some(most: str | int, places: int, least: str | int = 0) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=least, max_value=most, places=places)


@st.composite
def bands(draw: st.DrawFn, most: Decimal) -> tuple[Band, ...]:
    """One to four bands that begin at different figures and never give fewer points than the one below."""
    starts = draw(st.lists(_some(200, 1), min_size=1, max_size=4, unique=True))
    gives = draw(st.lists(_some(1, 3), min_size=len(starts), max_size=len(starts)))
    return tuple(
        Band(start, (most * given).quantize(D("0.001")))
        for start, given in zip(sorted(starts), sorted(gives), strict=True)
    )


@st.composite
def criteria(
    draw: st.DrawFn, code: str = "1.1", kinds: tuple[CriterionKind, ...] = tuple(K)
) -> RubricCriterion:
    """A criterion without faults; the indicator is ``khach``, the target ``di-tich``."""
    kind = draw(st.sampled_from(kinds))
    most = draw(_some(100, 2, "0.01"))
    known = KIND_PARAMETERS[kind]
    given: dict[str, object] = {}
    by_bands = "bands" in known and draw(st.booleans())
    if by_bands:
        given["bands_in"] = draw(st.sampled_from(BandMeasure))
        given["bands"] = draw(bands(most if given["bands_in"] is BandMeasure.POINTS else D(100)))
    if "floor" in known and not by_bands:
        given["floor"] = draw(_some(70, 1))
    if "points_each" in known and not (by_bands and kind is K.INDICATOR):
        each = _some(20, 3, "0.001")
        given["points_each"] = draw(st.none() | each if kind is K.PARTICIPATION else each)
    choices = {
        "full_at": _some(100, 1, 70),
        "bonus_per_percent": _some(2, 2),
        "bonus_cap": _some(10, 2),
        "per_late": _some(5, 3, "0.001"),
        "per_day": st.booleans(),
        "none_held": st.sampled_from(NoneHeld),
        "per_gold": _some(9, 2, "0.01"),
        "per_silver": _some(5, 2),
        "per_bronze": _some(3, 2),
        "per_units": _some(500, 3, "0.001"),
        "min_points": st.just(D(0)) | st.just(most / 4),
        "indicator_code": st.just("khach"),
    }
    given |= {name: draw(choice) for name, choice in choices.items() if name in known}
    drawn = RubricCriterion(code, "Tiêu chí", kind, most, Parameters(**given), target_code="di-tich")
    assert not rubric_faults("Thang", Precision(2), [RubricGroup("I", "Một", (drawn,))])
    return drawn


@st.composite
def facts_of_a_unit(draw: st.DrawFn) -> Facts:
    """What may be recorded of a unit."""
    held = draw(counts)
    joined = draw(st.integers(min_value=0, max_value=held))
    agreed, reported = draw(st.none() | figures), draw(st.none() | figures)
    medals = draw(st.tuples(counts, counts, counts))
    return Facts(
        targets={"di-tich": TargetResult(agreed, reported, draw(st.booleans()))},
        late=draw(counts),
        days_late=draw(counts),
        missing=draw(st.integers(0, 2)),
        programmes=Joined(held, joined),
        activities=Joined(held, joined),
        medals=MedalsWon(*medals),
        indicators=draw(st.just({}) | st.builds(lambda figure: {"khach": figure}, figures)),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entries:
    """Figures put for one line by any of those who may."""
    maybe = st.none() | figures
    crossed = draw(st.lists(maybe, max_size=4))
    return Entries(draw(maybe), draw(maybe), draw(maybe), tuple(crossed))
