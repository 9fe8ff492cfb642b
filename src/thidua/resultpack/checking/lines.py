"""The lines of a score sheet in a pack: points computed again from entries and facts, files listed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from thidua.core.faults import gettext_noop
from thidua.core.points import Entries as Figures
from thidua.core.points import Points, agreed_points, entry_faults, self_points, verified_points
from thidua.core.rubric import CriterionKind, RubricCriterion
from thidua.core.score_facts import Facts

from .comparing import expect
from .faults import disagree
from .part_names import SHEETS
from .reading import Node
from .rubric import Rules
from .year import Year

# Whose points a line, a group and a total have.
STANDPOINTS = ("self", "verified", "agreed")
STANDPOINT_WORDS = {
    "self": gettext_noop("tự chấm"),
    "verified": gettext_noop("thẩm định"),
    "agreed": gettext_noop("thống nhất"),
}


def check_lines(
    given: Node, unit: str, scorers: list[str], year: Year, rules: Rules, facts: Facts
) -> tuple[dict[str, dict[str, Decimal]], dict[str, Decimal], int]:
    """Check every line.

    Return the points by standpoint and criterion, the figures put for targets, and the number of files.
    """
    points: dict[str, dict[str, Decimal]] = {standpoint: {} for standpoint in STANDPOINTS}
    put: dict[str, Decimal] = {}
    codes, evidence = [], 0
    for row in given:
        said = row.fields("criterion", "name", *STANDPOINTS, "crossed", "evidence")
        code = said["criterion"].code()
        criterion = rules.criteria.get(code)
        if criterion is None:
            raise disagree(
                SHEETS, f"{unit} · {code}", gettext_noop("Thang điểm không có tiêu chí này."), code
            )
        expect(said["name"], criterion.name, f"{unit} · {code}", gettext_noop("Tên tiêu chí sai."))
        codes.append(code)
        crossed = _crossed(said["crossed"], scorers, year, f"{unit} · {code}")
        place = f"{unit} · {code}"
        entries = _entries(said, crossed)
        for fault in entry_faults(criterion, entries.own):
            raise disagree(SHEETS, place, str(fault), entries.own)
        for standpoint, found in computed(criterion, rules, entries, facts).items():
            _check_points(said[standpoint], found, f"{place} · {STANDPOINT_WORDS[standpoint]}")
            points[standpoint][code] = found.value
        figure = entries.verified if entries.agreed is None else entries.agreed
        if criterion.kind is CriterionKind.TARGET and figure is not None:
            put[criterion.target_code] = figure
        evidence += sum(1 for file in said["evidence"] if _check_file(file))
    if codes != list(rules.codes):
        raise disagree(
            SHEETS, unit, gettext_noop("Phiếu không đủ tiêu chí hoặc không theo thứ tự thang điểm.")
        )
    return points, put, evidence


def _entries(said: Mapping[str, Node], crossed: tuple[Decimal | None, ...]) -> Figures:
    figures: dict[str, Decimal | None] = {}
    for standpoint in STANDPOINTS:
        words = "note" if standpoint == "self" else "reason"
        figure = said[standpoint].fields("entry", words, "points", "words")
        explained = figure[words].text()
        figures[standpoint] = figure["entry"].maybe(Node.decimal)
        if standpoint != "self" and figures[standpoint] is not None and not explained:
            raise figure[words].wrong(
                gettext_noop("Số thẩm định hoặc thống nhất khác số tự chấm mà không có lý do.")
            )
    return Figures(figures["self"], figures["verified"], figures["agreed"], crossed)


def computed(criterion: RubricCriterion, rules: Rules, entries: Figures, facts: Facts) -> dict[str, Points]:
    """Return a line's points from each standpoint."""
    given = (criterion, rules.precision)
    return {
        "self": self_points(*given, entries.own, facts),
        "verified": verified_points(*given, entries, facts, rules.combination),
        "agreed": agreed_points(*given, entries, facts, rules.combination),
    }


def _check_points(given: Node, found: Points, place: str) -> None:
    points, words = Node(given.value["points"], SHEETS, place), given.value["words"]
    if points.decimal() != found.value:
        cause = gettext_noop("Điểm của tiêu chí tính lại không đúng.")
        raise disagree(SHEETS, place, cause, points.value, found.value)
    if words != str(found.words):
        raise disagree(SHEETS, place, gettext_noop("Cách tính của dòng không đúng."), words, found.words)


def _crossed(given: Node, scorers: list[str], year: Year, place: str) -> tuple[Decimal | None, ...]:
    """The figures of the units that finished scoring the sheet, in their order."""
    figures, units = [], []
    for row in given:
        said = row.fields("unit", "entry", "reason")
        units.append(year.member(said["unit"]))
        figures.append(said["entry"].maybe(Node.decimal))
        said["reason"].text()
    if units != scorers:
        raise disagree(
            SHEETS,
            place,
            gettext_noop("Các đơn vị chấm chéo của dòng khác với của phiếu."),
            ", ".join(units),
            ", ".join(scorers),
        )
    return tuple(figures)


def _check_file(given: Node) -> bool:
    said = given.record("name size sha256 added_by added_at")
    said["name"].code()
    said["size"].whole()
    said["sha256"].digest()
    said["added_by"].text()
    said["added_at"].moment()
    return True
