"""The only writers of cross-scoring: what one unit puts against the figures on another's sheet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.moments import moment_words
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import Unit
from thidua.core.faults import Refused, gettext_noop, refuse_if_any
from thidua.core.points import Facts
from thidua.core.rubric import RubricCriterion
from thidua.core.timetable import Stage
from thidua.core.vietnamese import nfc_lines
from thidua.journal.actions import append
from thidua.journal.stale import refuse_stale

from ..facts import facts_by_unit
from ..models import CrossScore, CrossSheet, ScoreLine, ScoreSheet
from ..verifiers import require_verifier, verifying_in
from .differing import Figures, figure_faults, own_figure, unexplained
from .open_sheet import Rule, criteria_in, person


@transaction.atomic
def save_cross_scores(
    actor: Actor, sheet: ScoreSheet, scorer: Unit, entries: Figures, version: int | None = None
) -> CrossSheet:
    """Write the figures the unit ``scorer`` puts in the place of the sheet's own, each with its reason.

    A figure equal to the unit's own counts as no difference. Criteria not named stay as they are. The first
    save begins the scoring (a form made before that carries version 0).
    """
    cross = _to_score(actor, sheet, scorer)
    refuse_stale(version, cross.version, cross if cross.pk else None)
    _require_unfinished(actor, cross)
    criteria = criteria_in(cross.sheet.cluster_year)
    wanted = _differing(actor, cross.sheet, criteria, entries)
    stood = _stored(cross)
    changed = {code: figure for code, figure in wanted.items() if stood.get(code) != figure}
    if changed or not cross.pk:
        cross.version += 1
        cross.edited_by, cross.edited_at = person(actor), actor.at
        cross.save()
        for code, figure in changed.items():
            _write(cross, criteria[code], figure)
        before = {code: stood.get(code) for code in changed}
        _append(actor, "save_cross_scores", cross, before=before, after=changed)
    return cross


@transaction.atomic
def finish_cross_scores(actor: Actor, sheet: ScoreSheet, scorer: Unit) -> CrossSheet:
    """Declare the scoring done; where nothing was put, the unit agrees with the sheet's own figures."""
    cross = _to_score(actor, sheet, scorer)
    _require_unfinished(actor, cross)
    if not cross.pk:
        cross.version, cross.edited_by = 1, person(actor)
    cross.finished_at = actor.at
    cross.save()
    _append(actor, "finish_cross_scores", cross, after={"differences": len(_stored(cross))})
    return cross


@transaction.atomic
def reopen_cross_scores(actor: Actor, sheet: ScoreSheet, scorer: Unit, *, reason: str) -> CrossSheet:
    """Let a unit that has finished score again, for a reason; who verifies the sheet may."""
    lock_year(sheet.cluster_year)
    require_verifier(actor, sheet.cluster_year, sheet.unit_id)
    cross = _open(actor, sheet, scorer)
    if cross.finished_at is None:
        raise Refused.because(gettext_noop("%(unit)s chưa chấm chéo xong."), unit=scorer.short_name)
    if not reason.strip():
        raise Refused.because(gettext_noop("Hãy ghi lý do."), place="reason")
    cross.finished_at = None
    cross.save()
    _append(actor, "reopen_cross_scores", cross, reason=reason.strip())
    return cross


def _to_score(actor: Actor, sheet: ScoreSheet, scorer: Unit) -> CrossSheet:
    """The scoring as it stands now (a new one unsaved), its year locked, once the actor may write it."""
    lock_year(sheet.cluster_year)
    require(actor, Permission.CROSS_SCORE, sheet.cluster_year, scorer)
    return _open(actor, sheet, scorer)


def _open(actor: Actor, sheet: ScoreSheet, scorer: Unit) -> CrossSheet:
    joined = ScoreSheet.objects.select_related("cluster_year__cluster", "cluster_year__chair", "unit")
    sheet = joined.get(pk=sheet.pk)
    year = sheet.cluster_year
    require_stage(actor, year, Stage.VERIFICATION)
    is_assigned = scorer.pk in verifying_in(year).scored_by.get(sheet.unit_id, ())
    if scorer.pk == sheet.unit_id or not (is_assigned or actor.for_all_units):
        raise Refused.because(
            gettext_noop("%(scorer)s không được phân công chấm chéo phiếu của %(unit)s."),
            gettext_noop("Hãy xem bảng phân công ở trang Chấm chéo."),
            scorer=scorer.short_name,
            unit=sheet.unit.short_name,
        )
    if not actor.for_all_units:
        _require_lying_open(sheet)
    found = CrossSheet.objects.filter(sheet=sheet, scorer=scorer).first()
    cross = found or CrossSheet(scorer=scorer, edited_at=actor.at)
    cross.sheet = sheet
    return cross


def _require_lying_open(sheet: ScoreSheet) -> None:
    if sheet.is_verified:
        raise Refused.because(
            gettext_noop("Phiếu đã thẩm định xong lúc %(when)s."), when=moment_words(sheet.verified_at)
        )
    if not sheet.is_handed_in:
        raise Refused.because(
            gettext_noop("Đơn vị chưa nộp phiếu nên chưa chấm chéo được."),
            gettext_noop("Hãy chờ đơn vị nộp phiếu."),
        )


def _require_unfinished(actor: Actor, cross: CrossSheet) -> None:
    if cross.finished_at is not None and not actor.for_all_units:
        raise Refused.because(
            gettext_noop("Đơn vị bạn đã chấm chéo xong phiếu này lúc %(when)s."),
            gettext_noop("Nếu cần sửa, hãy đề nghị thư ký cụm mở lại."),
            when=moment_words(cross.finished_at),
        )


def _differing(
    actor: Actor, sheet: ScoreSheet, criteria: Mapping[str, Rule], entries: Figures
) -> dict[str, tuple[Decimal, str] | None]:
    """By criterion code, the figure and reason that differ from the unit's own; None where none does."""
    values = {code: rule.value for code, rule in criteria.items()}
    faults = figure_faults(values, entries)
    facts = facts_by_unit(sheet.cluster_year, [sheet.unit], actor.today)[sheet.unit_id]
    own = {
        line.criterion.code: line.self_entry
        for line in ScoreLine.objects.filter(sheet=sheet).select_related("criterion")
    }
    wanted: dict[str, tuple[Decimal, str] | None] = {}
    for code, (entry, reason) in entries.items():
        if code not in values:
            continue
        if entry is None or entry == _own(values[code], sheet, own.get(code), facts):
            wanted[code] = None
            continue
        wanted[code] = entry, nfc_lines(reason)
        if not wanted[code][1]:  # type: ignore[index]
            faults.append(unexplained(code))
    refuse_if_any(faults)
    return wanted


def _own(
    criterion: RubricCriterion, sheet: ScoreSheet, entry: Decimal | None, facts: Facts
) -> Decimal | None:
    return own_figure(criterion, sheet.cluster_year.rubric.precision, entry, facts)


def _stored(cross: CrossSheet) -> dict[str, tuple[Decimal, str]]:
    if not cross.pk:
        return {}
    scores = CrossScore.objects.filter(cross_sheet=cross).select_related("criterion")
    return {score.criterion.code: (score.entry, score.reason) for score in scores}


def _write(cross: CrossSheet, rule: Rule, figure: tuple[Decimal, str] | None) -> None:
    scores = CrossScore.objects.filter(cross_sheet=cross, criterion=rule.row)
    if figure is None:
        scores.delete()
        return
    score = scores.first() or CrossScore(cross_sheet=cross, criterion=rule.row)
    score.entry, score.reason = figure
    score.save()


def _append(actor: Actor, action: str, cross: CrossSheet, **kept: Any) -> None:
    append(actor, action, cross, year_id=cross.sheet.cluster_year_id, unit_id=cross.scorer_id, **kept)
