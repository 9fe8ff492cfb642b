"""What would have to happen, in plain Vietnamese."""

from __future__ import annotations

from thidua.core.faults import gettext_noop

from .earliest import Need
from .facts import FactKind, Grade, RankLevel, Scope, parse_judged, parse_share
from .pack import (
    AwardMark,
    ExceedsTargets,
    GradeMark,
    InitiativeMark,
    Judged,
    LawPack,
    Mark,
    Rank,
    ScienceMark,
    Share,
    TitleMark,
    leaves,
)
from .words import Words, mark_words, predicate_words, say, years_told


def need_words(need: Need, pack: LawPack) -> Words:
    """Say a need as a whole sentence without a full stop: what, and in which years."""
    years = years_told(need.years)
    if need.times > 1:
        return say(
            gettext_noop("Năm %(years)s: %(what)s, mỗi năm %(times)s lần"),
            years=years,
            what=_what(need, pack),
            times=need.times,
        )
    return say(gettext_noop("Năm %(years)s: %(what)s"), years=years, what=_what(need, pack))


def _what(need: Need, pack: LawPack) -> Words:
    match need.kind:
        case FactKind.JUDGED:
            return say(
                gettext_noop("người có thẩm quyền kết luận đạt: %(question)s"),
                question=_question(parse_judged(need.value)[0], pack),
            )
        case FactKind.SHARE:
            name, figure = parse_share(need.value)
            return predicate_words(Share(name, figure), pack, need.years[-1])
        case FactKind.CLUSTER_RANK:
            return predicate_words(Rank(RankLevel.BO_TINH, int(need.value)), pack, need.years[-1])
        case FactKind.EXCEEDS_TARGETS:
            return predicate_words(ExceedsTargets(), pack, need.years[-1])
    return mark_words(_mark(need), pack)


def _mark(need: Need) -> Mark:
    match need.kind:
        case FactKind.GRADE:
            return GradeMark(Grade(need.value))
        case FactKind.TITLE:
            return TitleMark(need.value)
        case FactKind.INITIATIVE:
            return InitiativeMark(Scope(need.value))
        case FactKind.SCIENCE:
            return ScienceMark(Scope(need.value))
    return AwardMark(need.value)


def _question(id_: str, pack: LawPack) -> str:
    """The question of the qualitative condition ``id_``; the id where the pack does not ask it."""
    for award in pack.awards.values():
        for standard in award.standards.values():
            for leaf in leaves(standard):
                if leaf.id == id_ and isinstance(leaf.predicate, Judged):
                    return leaf.predicate.question
    return id_
