"""Judgements on conditions nobody asks: a person's decision that would be lost without a word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache

import numpy as np

from thidua.core.law.facts import FactKind, parse_judged
from thidua.core.law.pack import Condition, Judged, LawPack, Leaf, Readings

from . import packs
from .facts_file import Facts

# Ids told of a file: one with more was written for something else.
_MOST = 20


def unknown_judgements(facts: Facts, pack: LawPack) -> tuple[str, ...]:
    """Tell of each condition judged in a file that no judgement decides, in any pack: its first line."""
    judged = {
        number: parse_judged(sort.value)[0]
        for number, sort in enumerate(facts.columns.sorts)
        if sort.kind is FactKind.JUDGED
    }
    unknown = {number: condition for number, condition in judged.items() if condition not in ids_of(pack)}
    if unknown:
        # The other packs and overlays are read only where it comes to them.
        groups = _groups(pack)
        unknown = {
            number: condition
            for number, condition in unknown.items()
            if condition in groups or condition not in _shipped()
        }
    rows: dict[str, list[int]] = {}
    for number, condition in unknown.items():
        rows.setdefault(condition, []).extend(np.flatnonzero(facts.columns.sort == number).tolist())
    told = sorted((min(of_it), len(of_it), condition) for condition, of_it in rows.items())
    notices = [
        _notice(facts, int(facts.lines[row]), many, condition, pack) for row, many, condition in told[:_MOST]
    ]
    if len(told) > _MOST:
        notices.append(f"{facts.faults.file}: và còn {len(told) - _MOST} mã điều kiện khác không có.")
    return tuple(notices)


def _notice(facts: Facts, line: int, many: int, condition: str, pack: LawPack) -> str:
    others = f" và {many - 1} dòng khác" if many > 1 else ""
    near = difflib.get_close_matches(condition, sorted(ids_of(pack)), n=3, cutoff=0.6)
    meant = f" Có phải là: {', '.join(near)}?" if near else ""
    return (
        f"{facts.faults.file}, dòng {line}{others}: không gói quy định nào có điều kiện “{condition}” "
        f"do người kết luận, kết luận này không được dùng.{meant}"
    )


def ids_of(pack: LawPack) -> frozenset[str]:
    """The ids of the conditions of a pack that a person's judgement decides."""
    return frozenset(
        condition
        for award in pack.awards.values()
        for standard in award.standards.values()
        for condition in _decided(standard)
    )


def _decided(condition: Condition) -> Iterator[str]:
    """Questions, lines in doubt and texts of several readings, under ``condition``."""
    if isinstance(condition, Leaf):
        if isinstance(condition.predicate, Judged) or not condition.basis.confirmation.is_confirmed:
            yield condition.id
        return
    if isinstance(condition, Readings):
        yield condition.id
    for child in condition.of:
        yield from _decided(child)


def _groups(pack: LawPack) -> frozenset[str]:
    """The ids of conditions that only gather others, which are judged one by one."""
    standards = (standard for award in pack.awards.values() for standard in award.standards.values())
    return frozenset(group for standard in standards for group in _gathering(standard))


def _gathering(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Leaf):
        return
    yield condition.id
    for child in condition.of:
        yield from _gathering(child)


@cache
def _shipped() -> frozenset[str]:
    """The ids of every pack that comes with the program, alone and with each overlay that may lie on it."""
    every = packs.load_packs()
    laid = (
        packs.with_overlay(every[name], head.id)
        for head in packs.overlays().values()
        for name in head.over
        if name in every
    )
    return frozenset(condition for one in (*every.values(), *laid) for condition in ids_of(one))
