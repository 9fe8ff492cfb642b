"""What may be wrong with a rubric as a whole: names, codes told twice, maxima out of range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .faults import Fault, gettext_noop
from .rubric import MOST_POINTS, RubricCriterion, RubricGroup, criteria_of


def rubric_faults(name: str, places: int, groups: Sequence[RubricGroup]) -> list[Fault]:
    """Return what is wrong with a rubric: at ``name``, ``places``, ``<group code>:<field>``, or
    ``<criterion code>:<field>``.
    """
    faults = []
    if not name.strip():
        faults.append(Fault(gettext_noop("Hãy ghi tên thang điểm."), place="name"))
    if places not in (0, 1, 2):
        faults.append(Fault(gettext_noop("Điểm được làm tròn tới 0, 1 hoặc 2 chữ số."), place="places"))
    for group in groups:
        faults += _named(group.code, group.name)
        for criterion in group.criteria:
            faults += _named(criterion.code, criterion.name) + _point_faults(criterion, places)
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
    if places in (0, 1, 2) and points != round(points, places):
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
