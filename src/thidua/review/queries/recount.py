"""Counting again what was cast, and holding it against what the journal wrote down at the closing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from thidua.accounts.permissions import Permission
from thidua.clusters.access import Access
from thidua.core.ballot import decide
from thidua.core.faults import gettext_noop
from thidua.core.secret_paper import digest
from thidua.journal.models import Entry

from .. import urn
from ..models import Ballot, Challenge
from .cast import count_record, counted

# Asked of no unit in particular, only rights over the whole year say yes.
_OF_NO_UNIT = 0

_WORDS = {
    "electorate": gettext_noop("Số đơn vị có quyền bỏ phiếu"),
    "present": gettext_noop("Số đơn vị bỏ phiếu"),
    "collected": gettext_noop("Số phiếu thu về"),
    "invalid": gettext_noop("Số phiếu không hợp lệ"),
    "agree": gettext_noop("Đồng ý"),
    "disagree": gettext_noop("Không đồng ý"),
    "abstain": gettext_noop("Không có ý kiến"),
    "sum_of_places": gettext_noop("Tổng thứ tự"),
    "elected": gettext_noop("Trúng"),
}
_SEAL = gettext_noop("Dấu niêm phong (SHA-256) của những gì đã bỏ")
_SIGNATURES = gettext_noop("Số phiếu có chữ ký đúng")
_TELLERS = gettext_noop("Số liệu của hai người kiểm phiếu")
_JOURNAL = gettext_noop("Mục nhật ký ghi lúc khép lại")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something a recount found otherwise: what (a message id, of a unit), recorded and counted again."""

    what: str
    unit: str
    recorded: str
    counted: str

    def as_mapping(self) -> dict[str, str]:
        """As plain values to store."""
        return {"what": self.what, "unit": self.unit, "recorded": self.recorded, "counted": self.counted}

    @property
    def words(self) -> str:
        """The difference in a sentence."""
        what = gettext(self.what)
        named = f"{what} ({self.unit})" if self.unit else what
        return gettext("%(what)s: ghi lúc khép lại %(recorded)s, kiểm lại %(counted)s") % {
            "what": named,
            "recorded": self.recorded or "–",
            "counted": self.counted or "–",
        }


def recount(ballot: Ballot) -> list[Discrepancy]:
    """Count a closed ballot again from what was cast; an empty list: all agrees.

    The seal is computed again, every secret paper's signature is checked, the two tellers' figures are held
    against each other, and every number against the entry the journal made when the ballot was closed.
    """
    found = [*_seal(ballot), *_signatures(ballot), *_tellers(ballot)]
    entry = _closing(ballot)
    if entry is None:
        return [*found, Discrepancy(_JOURNAL, "", "", gettext("không có"))]
    read, settings = counted(ballot)
    candidates = [candidate.unit_id for candidate in ballot.candidates.all()]
    if read.cast > settings.present:
        # More papers than voters decide nothing; the numbers are compared without that.
        recorded = str(entry.get("present", ""))
        return [*found, Discrepancy(_WORDS["collected"], "", recorded, str(read.cast))]
    again = count_record(ballot, decide(read, settings, candidates))
    return [*found, *_compared(entry, again)]


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge as its page and the count minutes show it."""

    challenge: Challenge
    by: str
    found: tuple[str, ...]


def challenges(ballot: Ballot) -> list[ChallengeView]:
    """Return the recounts asked for, oldest first: by whom, in which unit's name, what was found."""
    return [
        ChallengeView(
            made,
            f"{made.raised_by.full_name} ({made.unit.short_name})" if made.unit else made.raised_by.full_name,
            tuple(one.words for one in discrepancies(made.found)),
        )
        for made in _raised(ballot)
    ]


def _raised(ballot: Ballot) -> Iterable[Challenge]:
    """The ballot's challenges, from what was fetched before when it was."""
    if "challenges" in getattr(ballot, "_prefetched_objects_cache", {}):
        return ballot.challenges.all()
    return ballot.challenges.select_related("raised_by", "unit")


def may_challenge(ballot: Ballot, access: Access) -> bool:
    """Whether the reader may ask for a recount: a head whose unit could vote, or one for the year."""
    if access.may(Permission.CHALLENGE, _OF_NO_UNIT):
        return True
    unit = access.unit
    is_elector = unit is not None and any(e.unit_id == unit.pk for e in ballot.electors.all())
    return is_elector and access.may(Permission.CHALLENGE, unit)


def discrepancies(stored: Iterable[Mapping[str, str]]) -> list[Discrepancy]:
    """Read what a challenge stored."""
    return [
        Discrepancy(*(str(one.get(name, "")) for name in ("what", "unit", "recorded", "counted")))
        for one in stored
    ]


def _closing(ballot: Ballot) -> Mapping[str, Any] | None:
    """What the journal wrote down when the ballot was closed."""
    entry = (
        Entry.objects.filter(
            action="close_ballot", subject_type=ballot._meta.label, subject_id=str(ballot.pk)
        )
        .order_by("pk")
        .last()
    )
    return entry.after if entry is not None else None


def _seal(ballot: Ballot) -> list[Discrepancy]:
    """Ballots closed before seals were kept have none."""
    again = digest(urn.cast_text(ballot))
    if not ballot.sealed or ballot.sealed == again:
        return []
    return [Discrepancy(_SEAL, "", ballot.sealed[:16] + "…", again[:16] + "…")]


def _signatures(ballot: Ballot) -> list[Discrepancy]:
    papers = urn.secret_papers(ballot)
    genuine = sum(urn.is_genuine(ballot, paper) for paper in papers)
    if genuine == len(papers):
        return []
    return [Discrepancy(_SIGNATURES, "", str(len(papers)), str(genuine))]


def _tellers(ballot: Ballot) -> list[Discrepancy]:
    if not ballot.is_on_paper:
        return []
    figures = [count.figures for count in ballot.paper_counts.all()]
    if len(figures) == 2 and figures[0] == figures[1]:
        return []
    return [Discrepancy(_TELLERS, "", gettext("giống nhau"), gettext("khác nhau"))]


def _compared(recorded: Mapping[str, Any], again: Mapping[str, Any]) -> Iterable[Discrepancy]:
    """What differs, of what both know: entries of earlier versions hold fewer numbers.

    Units are matched by code, whatever each was called when; differences tell them by their names now.
    Entries that hold no codes are matched by name.
    """
    knows_codes = "codes" in recorded
    # One that is no candidate any more is told by the name of then.
    named = [*recorded.get("codes", {}).items(), *again["codes"].items()]
    names = {code: name for name, code in named}

    def by_code(record: Mapping[str, Any], value: Any) -> Any:
        codes = record["codes"] if knows_codes else {}
        if isinstance(value, Mapping):
            return {codes.get(name, name): figure for name, figure in value.items()}
        return [codes.get(name, name) for name in value] if isinstance(value, (list, tuple)) else value

    for name, words in _WORDS.items():
        if name not in recorded or name not in again:
            continue
        was, now = by_code(recorded, recorded[name]), by_code(again, again[name])
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            for unit in dict.fromkeys((*was, *now)):
                if was.get(unit) != now.get(unit):
                    yield Discrepancy(
                        words, names.get(unit, unit), _told(was.get(unit)), _told(now.get(unit))
                    )
        elif was != now:
            yield Discrepancy(words, "", _told(_named(was, names)), _told(_named(now, names)))
    if recorded.get("sealed", again["sealed"]) != again["sealed"]:
        yield Discrepancy(_SEAL, "", _told(recorded["sealed"])[:16] + "…", _told(again["sealed"])[:16] + "…")


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """Codes of a list as the units' names now."""
    return [names.get(code, code) for code in value] if isinstance(value, list) else value


def _told(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
