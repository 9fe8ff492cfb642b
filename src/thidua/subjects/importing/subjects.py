"""From the rows of a file to its subjects: who is meant, whether they are there already, who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.accounts.actor import Actor
from thidua.clusters.models import Unit
from thidua.core.faults import Fault, gettext_noop
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.core.vietnamese import nfc, search_key
from thidua.sheets.reading import Reading
from thidua.sheets.values import Row

from ..actions.subjects import free_codes, subject_faults
from ..book import DATA, OF_SUBJECT
from ..models import Subject
from ..queries.histories import chunks
from .plan import SubjectPlan
from .units import Units


@dataclass(slots=True)
class Job:
    """An import under way: who imports, what was read, which units may be named."""

    actor: Actor
    reading: Reading
    units: Units
    lock: bool = False

    def has_fault(self, row: int, key: str) -> bool:
        """Whether something is wrong with this cell already, so that it need not be asked for."""
        column = self.reading.places.get(DATA, {}).get(key, 0)
        return column > 0 and any((f.row, f.column) == (row, column) for f in self.reading.faults)

    def note(self, row: int, key: str, cause: str, mend: str = "", **params: object) -> None:
        """Note a fault at a cell of the data sheet."""
        self.reading.note(DATA, row, key, cause, mend, **params)

    def note_all(self, faults: Iterable[Fault], row: int, plan: SubjectPlan | None = None) -> None:
        """Note rule faults, each at the cell of its place (of ``plan``: in the row that tells it)."""
        for fault in faults:
            where = plan.row_of(fault.place) if plan else row
            key = "subject" if fault.place == "code" else fault.place
            self.note(where, key, fault.cause, fault.mend, **fault.params)


def gather(rows: Iterable[Row], job: Job) -> list[SubjectPlan]:
    """Put the rows of one subject together, and note what they tell differently of it."""
    plans: dict[tuple[object, ...], SubjectPlan] = {}
    for row in rows:
        told = _told(row, job)
        code = row.text("subject")
        # Without a code, the rows of one name in one unit are one subject's.
        key = (code,) if code else (search_key(str(told.get("name", ""))), told.get("unit", job.units.own))
        plan = plans.setdefault(key, SubjectPlan(row.number, code))
        plan.rows.append(row.number)
        for name, value in told.items():
            first, at = plan.told.setdefault(name, (value, row.number))
            if _folded(first) != _folded(value):
                job.note(
                    row.number,
                    name,
                    gettext_noop("Khác với dòng %(first)s của cùng đối tượng."),
                    gettext_noop("Hãy ghi giống nhau hoặc để trống; nếu là đối tượng khác thì đặt mã khác."),
                    first=at,
                )
    return list(plans.values())


def resolve(plans: Iterable[SubjectPlan], job: Job) -> None:
    """Find who is there already; the others become new subjects. Notes what is wrong with either."""
    listed = list(plans)
    there = _known([plan.code for plan in listed if plan.code], job)
    made_up = _Codes({plan.code for plan in listed})
    for plan in listed:
        found = there.get(plan.code) if plan.code else None
        if found is None:
            _make(plan, job, made_up)
        elif _may_change(plan, found, job):
            plan.subject, plan.is_new = found, False
            _change(plan, found, job)


def _told(row: Row, job: Job) -> dict[str, object]:
    """What a row says of its subject; an empty cell says nothing."""
    told: dict[str, object] = {key: row[key] for key in OF_SUBJECT if key != "unit" and row[key]}
    for key in ("name", "position"):
        if key in told:
            told[key] = nfc(str(told[key]))
    if unit := job.units.told(row, job.reading):
        told["unit"] = unit
    if row["fact"] == FactKind.BORN and row["year"]:
        told.setdefault("born", row["year"])
    return told


def _folded(value: object) -> object:
    """What is compared: names without accents and case told in two ways are still one name."""
    if isinstance(value, Unit):
        return value.pk
    return nfc(value) if isinstance(value, str) else value


def _known(codes: list[str], job: Job) -> dict[str, Subject]:
    subjects = Subject.objects.select_related("unit", "merged_into")
    if job.lock:
        subjects = subjects.select_for_update(of=("self",))
    return {subject.code: subject for chunk in chunks(codes) for subject in subjects.filter(code__in=chunk)}


def _may_change(plan: SubjectPlan, found: Subject, job: Job) -> bool:
    if not job.units.reach.covers(found.unit_id):
        job.note(
            plan.number,
            "subject",
            gettext_noop("Mã “%(code)s” đang dùng cho một đối tượng ngoài phạm vi của bạn."),
            gettext_noop("Nếu là người mới, hãy đặt mã khác hoặc để trống."),
            code=plan.code,
        )
        return False
    if found.merged_into is not None:
        job.note(
            plan.number,
            "subject",
            gettext_noop("Mã “%(code)s” đã gộp vào %(kept)s."),
            gettext_noop("Hãy ghi mã của đối tượng đó."),
            code=plan.code,
            kept=str(found.merged_into),
        )
        return False
    if (kind := plan.value("kind")) and kind != found.kind:
        job.note(
            plan.row_of("kind"),
            "kind",
            gettext_noop("Mã “%(code)s” trong hệ thống là %(kind)s."),
            gettext_noop("Hãy kiểm tra lại mã; loại đối tượng không đổi được."),
            code=plan.code,
            kind=found.subject_kind.label,
        )
        return False
    return True


def _change(plan: SubjectPlan, found: Subject, job: Job) -> None:
    for key in ("name", "unit", "born", "gender", "position"):
        value = plan.value(key)
        if key == "gender" and found.subject_kind is not SubjectKind.PERSON:
            continue
        if value is not None and value != getattr(found, key):
            plan.changed[key] = getattr(found, key)
            setattr(found, key, value)
    if plan.changed:
        found.derive_keys()
        job.note_all(subject_faults(found, job.actor.today), plan.number, plan)


class _Codes:
    """Makes codes up that neither the database nor the file has."""

    def __init__(self, told: set[str]) -> None:
        self._told = told
        self._free: dict[tuple[int, str], Iterator[str]] = {}

    def next(self, unit: Unit, kind: SubjectKind) -> str:
        """The next free code of a kind of subject of ``unit``."""
        codes = self._free.setdefault((unit.pk, kind), free_codes(unit, kind))
        return next(code for code in codes if code not in self._told)


def _make(plan: SubjectPlan, job: Job, made_up: _Codes) -> None:
    unit = plan.unit or job.units.own
    if not _is_whole(plan, unit, job) or unit is None:
        return
    kind = SubjectKind(str(plan.value("kind")))
    if not plan.code:
        plan.code = made_up.next(unit, kind)
    subject = Subject(
        code=plan.code,
        kind=kind.value,
        name=str(plan.value("name")),
        unit=unit,
        born=born if isinstance(born := plan.value("born"), int) else None,
        gender=str(plan.value("gender") or "") if kind is SubjectKind.PERSON else "",
        position=str(plan.value("position") or ""),
    )
    if kind is SubjectKind.COLLECTIVE and plan.code == unit.code and unit.pk not in job.units.as_subjects:
        subject.is_unit = unit
    subject.derive_keys()
    job.note_all(subject_faults(subject, job.actor.today), plan.number, plan)
    plan.subject = subject


def _is_whole(plan: SubjectPlan, unit: Unit | None, job: Job) -> bool:
    """Whether the file says who a new subject is; a cell that could not be read is noted already."""
    missing = [key for key in ("kind", "name") if plan.value(key) is None]
    if unit is None:
        missing.append("unit")
    for key in missing:
        if any(job.has_fault(row, key) for row in plan.rows):
            continue
        job.note(
            plan.number,
            key,
            gettext_noop("Đối tượng mới chưa ghi “%(title)s”."),
            gettext_noop("Hãy ghi vào ô này, hoặc kiểm tra lại mã."),
            title=job.reading.form.by_key[DATA].by_key[key].name,
        )
    return not missing
