"""The score sheets in a pack: every line, group and total computed again from entries and facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.core.faults import gettext_noop
from thidua.core.points import Entries as Figures
from thidua.core.points import Points, add_up, agreed_points, entry_faults, self_points, verified_points
from thidua.core.rubric import CriterionKind, RubricCriterion
from thidua.core.score_facts import Facts, TargetResult
from thidua.core.verification import AppealState

from . import facts as recorded
from .faults import disagree
from .journal import FIELDS, Entries, check_entry
from .reading import Node
from .rubric import Rules
from .year import Year

PART = "sheets.json"
# Whose points a line, a group and a total have.
STANDPOINTS = ("self", "verified", "agreed")
SHEET_TYPE = "scoring.ScoreSheet"
SUBMITTED, VERIFIED = "submitted", "verified"


@dataclass(frozen=True, slots=True)
class Scored:
    """A member's sheet computed again: the total that ranks and the groups' points; None without a sheet.

    ``above_plan``: how many targets were reached beyond the pledge; ``lines`` and ``evidence`` count.
    """

    unit: str
    total: Decimal | None
    by_group: tuple[Decimal, ...]
    facts: Facts
    above_plan: int = 0
    lines: int = 0
    evidence: int = 0

    @property
    def has_sheet(self) -> bool:
        """Whether the unit handed in a sheet."""
        return self.total is not None


def check_sheets(given: Node, year: Year, rules: Rules, entries: Entries) -> list[Scored]:
    """Check every member's sheet, in the cluster's order."""
    rows = list(given)
    scored = [_check_sheet(row, year, rules, entries) for row in rows]
    if [sheet.unit for sheet in scored] != year.codes:
        raise disagree(
            PART,
            "",
            gettext_noop("Phiếu chấm không đủ hoặc không theo thứ tự thành viên."),
            ", ".join(sheet.unit for sheet in scored),
            ", ".join(year.codes),
        )
    return scored


def _check_sheet(given: Node, year: Year, rules: Rules, entries: Entries) -> Scored:
    said = given.record(
        "unit name sheet state submitted_at verified_at edited_by edited_at facts crossed lines groups "
        "totals comments appeals history"
    )
    unit = year.unit(said)
    place = year.called(unit)
    facts = recorded.read(said["facts"])
    state = said["state"].maybe(Node.text)
    _check_history(said["history"], said["sheet"], place, entries)
    if state is None:
        _refuse_contents(said, place)
        return Scored(unit, None, tuple(Decimal(0) for _ in rules.groups), facts)
    if state not in (SUBMITTED, VERIFIED):
        raise said["state"].wrong()
    _check_course(said, year, rules)
    scorers = [_scorer(row, year) for row in said["crossed"]]
    points, put, evidence = _check_lines(said["lines"], place, scorers, year, rules, facts)
    by_group = _check_groups(said["groups"], place, points, rules)
    totals = _check_totals(said["totals"], place, by_group)
    counted = "agreed" if state == VERIFIED else "self"
    above = above_plan(facts, put if state == VERIFIED else {})
    return Scored(unit, totals[counted], by_group[counted], facts, above, len(rules.codes), evidence)


def above_plan(facts: Facts, put: Mapping[str, Decimal]) -> int:
    """Return how many targets were passed; ``put``, by target, stand in for the figures reported."""
    results = (
        replace(result, reported=put.get(code, result.reported)) for code, result in facts.targets.items()
    )
    return sum(_is_above(result) for result in results)


def _is_above(result: TargetResult) -> bool:
    if result.agreed is None or result.reported is None:
        return False
    return result.reported < result.agreed if result.lower_is_better else result.reported > result.agreed


def _check_history(given: Node, sheet: Node, unit: str, entries: Entries) -> None:
    """The journal's entries about the sheet are about this one, and as the journal's digests say."""
    of_sheet = sheet.maybe(Node.code)
    listed = [number for number, entry in entries.items() if of_sheet and entry.sheet == of_sheet]
    numbers = [entry.fields(*FIELDS, "said")["id"].whole() for entry in given]
    if numbers != listed:
        cause = gettext_noop("Lịch sử của phiếu không đủ các mục trong nhật ký.")
        raise disagree(PART, f"{unit} · history", cause, numbers, listed)
    for entry in given:
        check_entry(entry, entries)
        _same(
            (entry.value["subject_type"], entry.value["subject_id"]),
            (SHEET_TYPE, of_sheet),
            entry,
            f"{unit} · {entry.path}",
            gettext_noop("Mục nhật ký này không phải của phiếu này."),
        )


def _refuse_contents(said: Mapping[str, Node], unit: str) -> None:
    """A unit without a sheet handed in has nothing of one in the pack."""
    for name in ("lines", "groups", "comments", "appeals", "crossed", "history"):
        if list(said[name]):
            raise disagree(
                PART, f"{unit}/{name}", gettext_noop("Đơn vị không nộp phiếu mà gói có nội dung phiếu.")
            )
    for name in ("sheet", "submitted_at", "verified_at", "edited_by", "edited_at", "totals"):
        if said[name].value is not None:
            raise disagree(
                PART, f"{unit}/{name}", gettext_noop("Đơn vị không nộp phiếu mà gói có nội dung phiếu.")
            )


def _check_course(said: Mapping[str, Node], year: Year, rules: Rules) -> None:
    """The form of what happened to the sheet; most of it is free text and times."""
    said["edited_by"].text()
    said["edited_at"].moment()
    said["submitted_at"].maybe(Node.moment)
    is_verified = said["verified_at"].maybe(Node.moment) is not None
    if is_verified != (said["state"].value == VERIFIED):
        raise said["verified_at"].wrong(gettext_noop("Lúc thẩm định không khớp với tình trạng phiếu."))
    for row in said["comments"]:
        comment = row.record("criterion unit by at text")
        _criterion(comment["criterion"], rules)
        comment["unit"].maybe(year.member)
        comment["by"].text()
        comment["at"].moment()
        comment["text"].code()
    for row in said["appeals"]:
        _check_appeal(row, year, rules)


def _criterion(given: Node, rules: Rules) -> None:
    if given.code() not in rules.criteria:
        raise given.wrong(gettext_noop("Thang điểm không có tiêu chí này."))


def _check_appeal(given: Node, year: Year, rules: Rules) -> None:
    said = given.record(
        "criterion unit name by at wanted grounds answer_by state answer answered_by answered_at"
    )
    year.unit(said)
    _criterion(said["criterion"], rules)
    said["by"].text()
    said["at"].moment()
    said["wanted"].maybe(Node.decimal)
    said["grounds"].code()
    said["answer_by"].day()
    state = said["state"].one_of(AppealState)
    said["answered_by"].text()
    is_answered = said["answered_at"].maybe(Node.moment) is not None
    said["answer"].text()
    if is_answered != state.is_answered and state is not AppealState.WITHDRAWN:
        raise said["state"].wrong(gettext_noop("Tình trạng kiến nghị không khớp với việc trả lời."))


def _scorer(given: Node, year: Year) -> str:
    said = given.record("unit name by at finished_at")
    said["by"].text()
    said["at"].moment()
    said["finished_at"].moment()
    return year.unit(said)


def _check_lines(
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
            raise disagree(PART, f"{unit} · {code}", gettext_noop("Thang điểm không có tiêu chí này."), code)
        _same(
            said["name"].value,
            criterion.name,
            said["name"],
            f"{unit} · {code}",
            gettext_noop("Tên tiêu chí sai."),
        )
        codes.append(code)
        crossed = _crossed(said["crossed"], scorers, year, f"{unit} · {code}")
        place = f"{unit} · {code}"
        entries = _entries(said, crossed)
        for fault in entry_faults(criterion, entries.own):
            raise disagree(PART, place, str(fault), entries.own)
        for standpoint, found in computed(criterion, rules, entries, facts).items():
            _check_points(said[standpoint], found, f"{place} · {_STANDPOINT_WORDS[standpoint]}")
            points[standpoint][code] = found.value
        figure = entries.verified if entries.agreed is None else entries.agreed
        if criterion.kind is CriterionKind.TARGET and figure is not None:
            put[criterion.target_code] = figure
        evidence += sum(1 for file in said["evidence"] if _check_file(file))
    if codes != list(rules.codes):
        raise disagree(PART, unit, gettext_noop("Phiếu không đủ tiêu chí hoặc không theo thứ tự thang điểm."))
    return points, put, evidence


_STANDPOINT_WORDS = {
    "self": gettext_noop("tự chấm"),
    "verified": gettext_noop("thẩm định"),
    "agreed": gettext_noop("thống nhất"),
}


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
    points, words = Node(given.value["points"], PART, place), given.value["words"]
    if points.decimal() != found.value:
        cause = gettext_noop("Điểm của tiêu chí tính lại không đúng.")
        raise disagree(PART, place, cause, points.value, found.value)
    if words != str(found.words):
        raise disagree(PART, place, gettext_noop("Cách tính của dòng không đúng."), words, found.words)


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
            PART,
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


def _check_groups(
    given: Node, unit: str, points: Mapping[str, Mapping[str, Decimal]], rules: Rules
) -> dict[str, tuple[Decimal, ...]]:
    sums = {standpoint: add_up(rules.groups, points[standpoint]) for standpoint in STANDPOINTS}
    rows = [row.fields("code", *STANDPOINTS) for row in given]
    codes = [row["code"].text() for row in rows]
    if codes != [group.code for group in rules.groups]:
        raise disagree(PART, unit, gettext_noop("Các nhóm tiêu chí không như thang điểm."), ", ".join(codes))
    for standpoint in STANDPOINTS:
        for row, code, should in zip(rows, codes, sums[standpoint], strict=True):
            if row[standpoint].decimal() != should:
                raise disagree(
                    PART,
                    f"{unit} · {code} · {_STANDPOINT_WORDS[standpoint]}",
                    *(
                        gettext_noop("Điểm của nhóm không phải là tổng các dòng."),
                        row[standpoint].value,
                        should,
                    ),
                )
    return sums


def _check_totals(given: Node, unit: str, by_group: Mapping[str, tuple[Decimal, ...]]) -> dict[str, Decimal]:
    said = given.fields(*STANDPOINTS)
    totals = {standpoint: sum(by_group[standpoint], Decimal(0)) for standpoint in STANDPOINTS}
    for standpoint, should in totals.items():
        if said[standpoint].decimal() != should:
            raise disagree(
                PART,
                f"{unit} · {_STANDPOINT_WORDS[standpoint]}",
                gettext_noop("Tổng điểm không phải là tổng các nhóm."),
                said[standpoint].value,
                should,
            )
    return totals


def _same(said: object, should: object, node: Node, place: str, cause: str) -> None:
    if said != should:
        raise disagree(node.part, place, cause, said, should)
