"""The rubric and the scoring rules in a pack, as the values the rules of core work with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.faults import Refused, gettext_noop
from thidua.core.points import Precision
from thidua.core.ranking import RankingRules
from thidua.core.rubric import (
    CriterionKind,
    Parameters,
    Rounding,
    RubricCriterion,
    RubricGroup,
    criteria_of,
    maximum,
)
from thidua.core.verification import Combination, VerificationMode
from thidua.core.vietnamese import number as number_text

from .comparing import expect
from .faults import disagree
from .part_names import RUBRIC, RULES
from .reading import Node

_MOST_CRITERIA = 1_000
# A share as regulations write it; anything longer would only take time to read.
_SHARE = re.compile(r"[0-9]{1,6}(/[0-9]{1,6}|%)")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the sheets are scored by: the rubric, its precision, and the regulation of the year."""

    groups: tuple[RubricGroup, ...]
    precision: Precision
    combination: Combination
    verified_by: VerificationMode
    ranking: RankingRules
    codes: tuple[str, ...]
    criteria: Mapping[str, RubricCriterion]


def check_rules(rubric: Node, rules: Node) -> Rules:
    """Read rubric and rules; the rubric's maxima are added up again."""
    said = rubric.record("name places rounding source version maximum groups versions")
    groups = tuple(_group(group) for group in said["groups"])
    criteria = criteria_of(groups)
    codes = tuple(criterion.code for criterion in criteria)
    if len(codes) > _MOST_CRITERIA:
        raise disagree(RUBRIC, "groups", gettext_noop("Thang điểm có quá nhiều tiêu chí."), len(codes))
    if len(set(codes)) != len(codes):
        raise disagree(RUBRIC, "groups", gettext_noop("Hai tiêu chí trùng mã."))
    _same(said["maximum"], maximum(groups), gettext_noop("Điểm tối đa của thang điểm không đúng."))
    said["name"].code()
    said["source"].text()
    _check_versions(said["versions"], rubric.value, said["version"].whole())
    verification, ranking = _rules(rules)
    return Rules(
        groups=groups,
        precision=Precision(said["places"].whole(), said["rounding"].one_of(Rounding)),
        combination=verification[1],
        verified_by=verification[0],
        ranking=ranking,
        codes=codes,
        criteria={criterion.code: criterion for criterion in criteria},
    )


def _group(given: Node) -> RubricGroup:
    said = given.fields("code", "name", "maximum", "criteria")
    group = RubricGroup(
        said["code"].code(), said["name"].code(), tuple(_criterion(row) for row in said["criteria"])
    )
    _same(said["maximum"], group.max_points, gettext_noop("Điểm tối đa của nhóm không đúng."))
    return group


def _criterion(given: Node) -> RubricCriterion:
    said = given.record("code name kind max_points parameters target guidance")
    kind = said["kind"].one_of(CriterionKind)
    code = said["code"].code()
    parameters = {name: node.value for name, node in said["parameters"].members().items()}
    try:
        read = Parameters.read(kind, parameters, code)
    except Refused as refused:
        raise disagree(RUBRIC, said["parameters"].path, str(refused.faults[0])) from refused
    if read.as_mapping() != parameters:
        raise disagree(
            RUBRIC, said["parameters"].path, gettext_noop("Tham số của tiêu chí không viết theo dạng chuẩn.")
        )
    return RubricCriterion(
        code=code,
        name=said["name"].code(),
        kind=kind,
        max_points=said["max_points"].decimal(),
        parameters=read,
        target_code=said["target"].text(),
        guidance=said["guidance"].text(),
    )


def _check_versions(given: Node, current: Mapping[str, Any], version: int) -> None:
    """The versions are numbered upwards; the last one is the rubric as it stands, which says its number.

    A rubric from before versions were kept has none.
    """
    last, content = 0, None
    for row in given:
        said = row.record("number saved_by saved_at reason content")
        number = said["number"].whole()
        if number <= last:
            raise disagree(RUBRIC, row.path, gettext_noop("Các phiên bản không theo thứ tự."), number)
        said["saved_by"].text()
        said["saved_at"].moment()
        said["reason"].text()
        _check_content(said["content"])
        last, content = number, said["content"]
    if content is not None:
        if last != version:
            raise disagree(RUBRIC, "version", gettext_noop("Thiếu phiên bản sau cùng."), version, last)
        cause = gettext_noop("Thang điểm khác với phiên bản sau cùng.")
        expect(content, _content(current, content.value), f"versions · {last}", cause)


def _check_content(given: Node) -> None:
    """A version's content has every field; its values are compared as a whole."""
    for group in given.record("name places rounding source groups")["groups"]:
        for criterion in group.fields("code", "name", "criteria")["criteria"]:
            said = criterion.record("code name kind max_points parameters target guidance")
            said["code"].code()
            said["target"].text()


def _content(current: Mapping[str, Any], version: Any) -> dict[str, Any]:
    """The rubric as its versions keep it. A target taken away later leaves its criterion without one."""
    targets = _targets(version)
    return {
        **{name: current[name] for name in ("name", "places", "rounding", "source")},
        "groups": [
            {
                "code": group["code"],
                "name": group["name"],
                "criteria": [
                    {
                        **row,
                        "max_points": number_text(Decimal(row["max_points"])),
                        "target": row["target"] or targets.get(row["code"], ""),
                    }
                    for row in group["criteria"]
                ],
            }
            for group in current["groups"]
        ],
    }


def _targets(version: Any) -> dict[str, str]:
    return {row["code"]: row["target"] for group in version["groups"] for row in group["criteria"]}


def _rules(given: Node) -> tuple[tuple[VerificationMode, Combination], RankingRules]:
    said = given.record("verified_by scorers combination appeal_days answer_days ranking")
    for name in ("scorers", "appeal_days", "answer_days"):
        said[name].whole()
    plain = {name: node.value for name, node in said["ranking"].members().items()}
    _check_shares(plain.get("quotas"))
    try:
        ranking = RankingRules.read(plain)
    except Refused as refused:
        raise disagree(RULES, "ranking", str(refused.faults[0])) from refused
    if ranking.as_mapping() != plain:
        raise disagree(RULES, "ranking", gettext_noop("Quy tắc xếp hạng không viết theo dạng chuẩn."))
    return (said["verified_by"].one_of(VerificationMode), said["combination"].one_of(Combination)), ranking


def _check_shares(quotas: Any) -> None:
    for quota in quotas if isinstance(quotas, list) else ():
        share = quota.get("share") if isinstance(quota, dict) else None
        if not isinstance(share, str) or not _SHARE.fullmatch(share):
            raise disagree(RULES, "ranking/quotas", gettext_noop("Tỷ lệ không viết đúng dạng."), share)


def _same(node: Node, should: object, cause: str) -> None:
    if node.decimal() != should:
        raise disagree(node.part, node.path, cause, node.value, should)
