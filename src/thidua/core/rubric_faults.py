"""What may be wrong with a rubric as a whole: names, codes told twice, figures that do not fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from .faults import Fault, gettext_noop
from .rubric import (
    MOST_POINTS,
    BandMeasure,
    CriterionKind,
    Precision,
    RubricCriterion,
    RubricGroup,
    criteria_of,
)
from .vietnamese import number

_PLACES = (0, 1, 2)


def rubric_faults(name: str, precision: Precision, groups: Sequence[RubricGroup]) -> list[Fault]:
    """Return what is wrong with a rubric: at ``name``, ``places``, ``<group code>:<field>``, or
    ``<criterion code>:<field>``.
    """
    faults = []
    if not name.strip():
        faults.append(Fault(gettext_noop("Hãy ghi tên thang điểm."), place="name"))
    if precision.places not in _PLACES:
        faults.append(Fault(gettext_noop("Điểm được làm tròn tới 0, 1 hoặc 2 chữ số."), place="places"))
    for group in groups:
        faults += _named(group.code, group.name)
        for criterion in group.criteria:
            faults += _named(criterion.code, criterion.name)
            faults += _point_faults(criterion, precision.places) + _parameter_faults(criterion)
    faults += _repeated([group.code for group in groups], gettext_noop("Số nhóm “%(code)s” bị trùng."))
    codes = [criterion.code for criterion in criteria_of(groups)]
    return faults + _repeated(codes, gettext_noop("Mã tiêu chí “%(code)s” bị trùng."))


def _named(code: str, name: str) -> list[Fault]:
    faults = []
    if not code.strip():
        faults.append(Fault(gettext_noop("Hãy ghi số hoặc mã."), place=":code"))
    if not name.strip():
        faults.append(Fault(gettext_noop("Hãy ghi tên."), place=f"{code}:name"))
    return faults


def _parameter_faults(criterion: RubricCriterion) -> list[Fault]:
    """Figures that each may stand but do not fit together."""
    given = criterion.parameters
    kind = criterion.kind
    faults = []

    def wrong(name: str, cause: str, mend: str = "", **params: str) -> None:
        faults.append(Fault(cause, mend, f"{criterion.code}:{name}", {"code": criterion.code, **params}))

    if given.min_points > criterion.max_points:
        wrong("min_points", gettext_noop("Tiêu chí “%(code)s”: điểm tối thiểu lớn hơn điểm tối đa."))
    if kind is CriterionKind.SHARE and given.floor > given.full_at:
        wrong("floor", gettext_noop("Tiêu chí “%(code)s”: mức sàn cao hơn mức đủ điểm."))
    if kind is CriterionKind.MEDALS and not (given.per_gold or given.per_silver or given.per_bronze):
        wrong("per_gold", gettext_noop("Tiêu chí “%(code)s”: hãy ghi điểm cho ít nhất một loại huy chương."))
    if kind is CriterionKind.INDICATOR and given.points_each is None and not given.bands:
        wrong("points_each", gettext_noop("Tiêu chí “%(code)s”: hãy ghi điểm mỗi lần hoặc các bậc điểm."))
    if given.bands and (given.floor or (kind is CriterionKind.INDICATOR and given.points_each is not None)):
        wrong(
            "bands",
            gettext_noop("Tiêu chí “%(code)s”: đã tính theo bậc thì không dùng mức sàn hay điểm mỗi lần."),
            gettext_noop("Hãy bỏ một trong hai."),
        )
    return faults + _band_faults(criterion)


def _band_faults(criterion: RubricCriterion) -> list[Fault]:
    """Bands begin at different figures, never give fewer points than the one below, nor more than all."""
    given = criterion.parameters
    in_percent = given.bands_in is BandMeasure.PERCENT
    most = Decimal(100) if in_percent else criterion.max_points
    causes = []
    for below, above in pairwise(given.bands):
        if below.start == above.start:
            causes.append((gettext_noop("Tiêu chí “%(code)s”: bậc từ %(start)s ghi hai lần."), above))
        elif below.gives > above.gives:
            cause = gettext_noop("Tiêu chí “%(code)s”: bậc từ %(start)s ít điểm hơn bậc dưới nó.")
            causes.append((cause, above))
    causes += [
        (gettext_noop("Tiêu chí “%(code)s”: bậc từ %(start)s cho hơn %(most)s."), band)
        for band in given.bands
        if band.gives > most
    ]
    shown = f"{number(most)}%" if in_percent else number(most)
    return [
        Fault(
            cause,
            gettext_noop("Đạt cao hơn phải được điểm bằng hoặc hơn, không quá điểm tối đa."),
            f"{criterion.code}:bands",
            {"code": criterion.code, "start": number(band.start), "most": shown},
        )
        for cause, band in causes
    ]


def _point_faults(criterion: RubricCriterion, places: int) -> list[Fault]:
    points = criterion.max_points
    if not 0 < points < MOST_POINTS:
        return [
            Fault(
                gettext_noop("Điểm tối đa của tiêu chí “%(code)s” phải lớn hơn 0 và nhỏ hơn 10.000."),
                place=f"{criterion.code}:max_points",
                params={"code": criterion.code},
            )
        ]
    if places in _PLACES and points != round(points, places):
        return [
            Fault(
                gettext_noop("Điểm tối đa của tiêu chí “%(code)s” có nhiều chữ số hơn mức làm tròn."),
                place=f"{criterion.code}:max_points",
                params={"code": criterion.code},
            )
        ]
    return []


def _repeated(codes: list[str], cause: str) -> list[Fault]:
    return [
        Fault(cause, gettext_noop("Mỗi mã chỉ dùng một lần."), place=f"{code}:code", params={"code": code})
        for code, times in Counter(codes).items()
        if times > 1
    ]
