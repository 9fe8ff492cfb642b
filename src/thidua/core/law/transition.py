"""Which pack a dossier is read under, and when it may take a later one that is more favourable.

By the amending law a dossier received for appraisal before it came into force stays under the text before,
unless the new one is more favourable to the subject (law-current.md §1.1, Điều 4 of Luật 06/2026/QH16).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.core.faults import Refused, gettext_noop
from thidua.core.vietnamese import short_date

from .explain import Explanation
from .pack import LawPack
from .verdict import Verdict

# What is better for the subject: a yes, then what a person may still find to be one.
_FAVOUR = (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED, Verdict.ELIGIBLE)


def governing(packs: Iterable[LawPack], received_on: date) -> LawPack:
    """The pack in force on the day the dossier was received for appraisal.

    Raises :class:`Refused` telling the periods there are, when none holds that day.
    """
    known = tuple(packs)
    for pack in known:
        if pack.holds(received_on):
            return pack
    raise Refused.because(
        gettext_noop("Không có gói quy định nào cho ngày %(day)s."),
        gettext_noop("Chọn ngày thuộc một trong các giai đoạn: %(periods)s."),
        "on",
        day=short_date(received_on),
        periods="; ".join(_period(pack) for pack in sorted(known, key=lambda pack: pack.since)),
    )


def more_favourable(packs: Iterable[LawPack], own: LawPack, considered_on: date) -> LawPack | None:
    """The later pack that a dossier under ``own`` may take when considered on ``considered_on``.

    None while ``own`` is still in force on that day, and when the pack in force has no such transition.
    """
    for pack in packs:
        if pack.since > own.since and pack.holds(considered_on):
            return pack if pack.transition else None
    return None


def choose(own: Explanation, newer: Explanation) -> Explanation:
    """The explanation more favourable to the subject; that of its own pack when they are equal.

    Raises :class:`ValueError` when they do not answer the same question.
    """
    if _question(own) != _question(newer):
        raise ValueError((_question(own), _question(newer)))
    return newer if _FAVOUR.index(newer.verdict) > _FAVOUR.index(own.verdict) else own


def _question(explanation: Explanation) -> tuple[str, str, date]:
    return explanation.subject, explanation.award.code, explanation.on


def _period(pack: LawPack) -> str:
    return f"{pack.id} ({short_date(pack.since)} – {short_date(pack.until) if pack.until else 'nay'})"
