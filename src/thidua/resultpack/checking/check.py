"""Checking a whole pack, step by step, up to the first thing that does not agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from thidua.core.faults import Refused, gettext_noop

from . import canonical, container
from .ballots import Counted, check_ballots
from .faults import Disagreement, Disagrees, Unreadable, disagree, unreadable
from .journal import check_journal
from .manifest import Manifest, check_manifest
from .meetings import check_meetings
from .part_names import (
    AWARDS,
    BALLOTS,
    FOLDER,
    JOURNAL,
    MEETINGS,
    PARTS,
    RANKING,
    RECEIPTS,
    RUBRIC,
    RULES,
    SHEETS,
    YEAR,
)
from .reading import Node
from .rubric import check_rules
from .sheets import check_sheets
from .standing import check_awards, check_ranking
from .year import check_year

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Step:
    """A check that was made: what agreed (a message id), and of how many things."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the steps that agree, the first thing that does not, whose key signed.

    ``is_pack`` is false where the file could not be read as a pack at all. ``key_agrees``: whether the key
    is the one asked for; None where none was.
    """

    steps: tuple[Step, ...]
    disagreement: Disagreement | None = None
    manifest: Manifest | None = None
    is_pack: bool = True
    key_agrees: bool | None = None

    @property
    def is_valid(self) -> bool:
        """Whether everything agrees."""
        return self.disagreement is None


def check(content: bytes, fingerprint: str | None = None) -> Report:
    """Check the bytes of a pack; ``fingerprint`` is that of the key which must have signed it."""
    steps: list[Step] = []
    manifest = None
    try:
        parts = container.read(content)
        steps.append(Step(gettext_noop("phần của gói, tệp còn đúng từng byte"), len(parts)))
        manifest = check_manifest(parts)
        steps.append(
            Step(gettext_noop("mã băm SHA-256 đúng với bản kê đã ký; chữ ký Ed25519 đúng"), len(parts) - 2)
        )
        if fingerprint is not None and manifest.signer.fingerprint != fingerprint:
            raise disagree(
                container.MANIFEST,
                "key/fingerprint",
                gettext_noop("Gói do khóa khác ký."),
                manifest.signer.fingerprint,
                fingerprint,
            )
        _check_contents(parts, manifest, steps)
    except Unreadable as found:
        return Report(tuple(steps), found.disagreement, manifest, is_pack=False)
    except Disagrees as found:
        is_other_key = manifest is not None and fingerprint not in (None, manifest.signer.fingerprint)
        agrees = None if fingerprint is None or manifest is None else not is_other_key
        return Report(tuple(steps), found.disagreement, manifest, key_agrees=agrees)
    return Report(tuple(steps), None, manifest, key_agrees=None if fingerprint is None else True)


def _check_contents(parts: Mapping[str, bytes], manifest: Manifest, steps: list[Step]) -> None:
    """Check the parts one after another, each resting on those before."""
    nodes = _nodes(parts)
    year = _made(YEAR, lambda: check_year(nodes[YEAR], manifest))
    steps.append(Step(gettext_noop("đơn vị thành viên"), len(year.codes)))
    entries = _made(JOURNAL, lambda: check_journal(nodes[JOURNAL]))
    steps.append(Step(gettext_noop("mục nhật ký nối thành chuỗi"), len(entries)))
    rules = _made(RUBRIC, lambda: check_rules(nodes[RUBRIC], nodes[RULES]))
    steps.append(Step(gettext_noop("tiêu chí của thang điểm"), len(rules.codes)))
    scored = _made(SHEETS, lambda: check_sheets(nodes[SHEETS], year, rules, entries))
    lines = sum(sheet.lines for sheet in scored)
    steps.append(Step(gettext_noop("dòng điểm, cùng điểm nhóm và tổng điểm"), lines))
    steps.append(Step(gettext_noop("mã băm minh chứng"), sum(sheet.evidence for sheet in scored)))
    ballots = _made(BALLOTS, lambda: check_ballots(nodes[BALLOTS], nodes[RECEIPTS], year, entries))
    steps += _ballot_steps(ballots)
    found = _made(RANKING, lambda: check_ranking(nodes[RANKING], year, rules, scored, ballots))
    ranked = sum(row.rank is not None for row in found.ranked)
    steps.append(Step(gettext_noop("thứ hạng, cùng lý do không xét"), ranked))
    awards = _made(AWARDS, lambda: check_awards(nodes[AWARDS], year, rules, found, ballots))
    steps.append(Step(gettext_noop("danh hiệu, hình thức theo hạn mức và quyết định của hội nghị"), awards))
    papers = _made(MEETINGS, lambda: check_meetings(nodes[MEETINGS], year, parts, ballots))
    steps.append(Step(gettext_noop("văn bản kèm theo"), papers))


def _ballot_steps(ballots: list[Counted]) -> list[Step]:
    return [
        Step(gettext_noop("cuộc bỏ phiếu kiểm lại"), len(ballots)),
        Step(gettext_noop("phiếu đã đếm lại"), sum(ballot.papers for ballot in ballots)),
        Step(gettext_noop("chữ ký trên phiếu kín"), sum(ballot.signatures for ballot in ballots)),
    ]


def _nodes(parts: Mapping[str, bytes]) -> dict[str, Node]:
    """The parts as values; there is none missing and none that a pack does not have."""
    for name in PARTS:
        if name not in parts:
            raise disagree(name, "", gettext_noop("Gói thiếu phần này."))
    known = {*PARTS, container.MANIFEST, container.SIGNATURE}
    for name in parts:
        if name not in known and not name.startswith(FOLDER):
            raise disagree(name, "", gettext_noop("Quy cách của gói không có phần này."))
    return {name: Node(canonical.load(parts[name], name), name) for name in PARTS}


def _made(part: str, make: Callable[[], _Made]) -> _Made:
    """Run a check; what the rules of core refuse outright is a disagreement in its part."""
    try:
        return make()
    except Refused as refused:
        raise disagree(part, "", str(refused.faults[0])) from refused
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as error:
        raise unreadable(
            gettext_noop("Phần này có giá trị mà quy tắc tính không nhận (%(why)s)."),
            part,
            why=f"{type(error).__name__}: {error}"[:120],
        ) from error
