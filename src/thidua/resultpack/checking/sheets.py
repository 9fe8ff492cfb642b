"""The score sheets in a pack: every line, group and total computed again from entries and facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.core.faults import gettext_noop
from thidua.core.points import add_up
from thidua.core.score_facts import Facts, TargetResult
from thidua.core.verification import AppealState

from . import facts as recorded
from .faults import disagree
from .journal import FIELDS, Entries, check_entry
from .lines import STANDPOINT_WORDS, STANDPOINTS, check_lines
from .part_names import SHEETS
from .reading import Node
from .rubric import Rules
from .year import Year

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
            SHEETS,
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
    points, put, evidence = check_lines(said["lines"], place, scorers, year, rules, facts)
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
        raise disagree(SHEETS, f"{unit} · history", cause, numbers, listed)
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
                SHEETS, f"{unit}/{name}", gettext_noop("Đơn vị không nộp phiếu mà gói có nội dung phiếu.")
            )
    for name in ("sheet", "submitted_at", "verified_at", "edited_by", "edited_at", "totals"):
        if said[name].value is not None:
            raise disagree(
                SHEETS, f"{unit}/{name}", gettext_noop("Đơn vị không nộp phiếu mà gói có nội dung phiếu.")
            )


def _check_course(said: Mapping[str, Node], year: Year, rules: Rules) -> None:
    """The form of what happened to the sheet; most of it is free text and times."""
    said["edited_by"].text()
    said["edited_at"].moment()
    said["submitted_at"].moment()
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


def _check_groups(
    given: Node, unit: str, points: Mapping[str, Mapping[str, Decimal]], rules: Rules
) -> dict[str, tuple[Decimal, ...]]:
    sums = {standpoint: add_up(rules.groups, points[standpoint]) for standpoint in STANDPOINTS}
    rows = [row.fields("code", *STANDPOINTS) for row in given]
    codes = [row["code"].text() for row in rows]
    if codes != [group.code for group in rules.groups]:
        raise disagree(
            SHEETS, unit, gettext_noop("Các nhóm tiêu chí không như thang điểm."), ", ".join(codes)
        )
    for standpoint in STANDPOINTS:
        for row, code, should in zip(rows, codes, sums[standpoint], strict=True):
            if row[standpoint].decimal() != should:
                raise disagree(
                    SHEETS,
                    f"{unit} · {code} · {STANDPOINT_WORDS[standpoint]}",
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
                SHEETS,
                f"{unit} · {STANDPOINT_WORDS[standpoint]}",
                gettext_noop("Tổng điểm không phải là tổng các nhóm."),
                said[standpoint].value,
                should,
            )
    return totals


def _same(said: object, should: object, node: Node, place: str, cause: str) -> None:
    if said != should:
        raise disagree(node.part, place, cause, said, should)
