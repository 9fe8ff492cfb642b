"""The check of nominations: a unit proposed for an award, asked by what is known of it as a collective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from thidua.accounts.faults import fault_text
from thidua.core.faults import Refused
from thidua.core.law.explain import explain
from thidua.core.law.facts import History
from thidua.core.law.verdict import Verdict
from thidua.subjects.models import Subject
from thidua.subjects.queries import histories

from .law_in_force import Law, law_on
from .reasons import why
from .speaking import spoken

Nomination = tuple[int, str]
"""A unit by id, and the code of an award."""


@dataclass(frozen=True, slots=True)
class NominationCheck:
    """What the law says of a nomination on day ``on``; ``verdict`` is None where it could not be asked.

    ``why`` says why the verdict is what it is, or why there is none.
    """

    on: date
    verdict: Verdict | None
    why: str
    failed: str = ""
    pack: str = ""
    award: str = ""
    subject: Subject | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the law is known to allow it."""
        return self.verdict is Verdict.ELIGIBLE

    def as_kept(self) -> dict[str, object]:
        """The check as the journal keeps it."""
        return {
            "on": self.on,
            "verdict": self.verdict.value if self.verdict else "",
            "pack": self.pack,
            "failed": self.failed,
            "why": self.why,
        }


def check_nominations(nominations: Iterable[Nomination], on: date) -> Mapping[Nomination, NominationCheck]:
    """Ask the law of each nomination on day ``on``, in the same number of queries however many there are."""
    asked = list(dict.fromkeys(nominations))
    if not asked:
        return {}
    try:
        law = law_on(on, settings.LAW_OVERLAY)
    except Refused as refused:
        no_law = NominationCheck(on, None, " ".join(fault_text(fault) for fault in refused.faults))
        return dict.fromkeys(asked, no_law)
    subjects = _collectives({unit for unit, _ in asked})
    told = dict(zip(subjects, histories(list(subjects.values()), on), strict=True))
    return {(unit, code): _check(law, code, subjects.get(unit), told.get(unit)) for unit, code in asked}


def kept_of(check: NominationCheck | None) -> dict[str, object]:
    """What a journal entry keeps of the check of its nomination."""
    return {"eligibility": check.as_kept()} if check else {}


def checks_in_office_language(
    nominations: Iterable[Nomination], on: date
) -> Mapping[Nomination, NominationCheck]:
    """The checks in the language the journal is kept in."""
    with translation.override(settings.LANGUAGE_CODE):
        return check_nominations(nominations, on)


def _check(law: Law, code: str, subject: Subject | None, history: History | None) -> NominationCheck:
    if subject is None or history is None:
        text = gettext("Đơn vị chưa có hồ sơ đối tượng tập thể nên chưa kiểm tra được điều kiện")
        return NominationCheck(law.on, None, text, pack=law.pack.id, award=code)
    if code not in law.pack.awards:
        text = gettext("Quy định giai đoạn này không có danh hiệu, hình thức này")
        return NominationCheck(law.on, None, text, pack=law.pack.id, award=code, subject=subject)
    found = explain(history, code, law.on, law.pack)
    return NominationCheck(
        law.on,
        found.verdict,
        spoken(why(found, law.pack, history.kind)),
        found.failed,
        law.pack.id,
        code,
        subject,
    )


def _collectives(units: set[int]) -> dict[int, Subject]:
    """The collective that is each unit; one merged into another is read through that."""
    found = Subject.objects.filter(is_unit__in=units).select_related("merged_into__merged_into")
    return {subject.is_unit_id or 0: _survivor(subject) for subject in found}


def _survivor(subject: Subject) -> Subject:
    return _survivor(subject.merged_into) if subject.merged_into else subject
