"""Why a unit stands where it stands, told in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .faults import gettext_noop
from .ranking import NOT_VOTED_ON, Measure, MeasureKind, Ranked, measures
from .ranking_rules import Order, RankingRules
from .vietnamese import number
from .words import Words

_PLACE = gettext_noop("Hạng %(rank)s với %(points)s điểm")


def standing_words(
    ranked: Sequence[Ranked],
    rules: RankingRules,
    names: Mapping[int, str],
    groups: Sequence[str] = (),
    places: int | None = None,
) -> dict[int, tuple[Words, ...]]:
    """Return why each ranked unit (by key) stands there; nothing of those excluded.

    ``ranked`` is as ``rank`` returned it, ``names`` are the units', ``groups`` the rubric's group codes,
    ``places`` the decimals with which points are written.
    """
    listed = [row for row in ranked if row.rank is not None]
    compared = measures(rules, [row.entrant for row in ranked], groups)
    teller = _Teller(compared, rules, names, groups, places)
    found = {}
    for place, row in enumerate(listed):
        sharing = [other for other in listed if other.rank == row.rank and other is not row]
        before = next((other for other in reversed(listed[:place]) if other.rank != row.rank), None)
        after = next((other for other in listed[place + 1 :] if other.rank != row.rank), None)
        sentences = [teller.place(row)]
        if sharing:
            sentences.append(teller.shared(sharing))
        for other in (before, after):
            if other is not None and (why := teller.against(row, other)):
                sentences.append(why)
        found[row.entrant.key] = tuple(sentences)
    return found


def beyond_points(told: Sequence[Words]) -> tuple[Words, ...]:
    """Return what is told of a place beside its rank and its points."""
    return tuple(words for words in told if words.message != _PLACE)


class _Teller:
    """Tells places in words, by the comparisons that made them."""

    def __init__(
        self,
        compared: tuple[Measure, ...],
        rules: RankingRules,
        names: Mapping[int, str],
        groups: Sequence[str],
        places: int | None,
    ) -> None:
        self._compared, self._rules = compared, rules
        self._names, self._groups, self._places = names, groups, places

    def place(self, row: Ranked) -> Words:
        figures = (("rank", number(row.rank or 0)), ("points", number(row.entrant.total, self._places)))
        if self._rules.order is not Order.BALLOT or row.entrant.votes[:1] in ((), (NOT_VOTED_ON,)):
            return Words(_PLACE, figures)
        if row.entrant.votes[0] < 0:
            return Words(
                gettext_noop("Hạng %(rank)s với tổng thứ tự %(sum)s trên các phiếu, %(points)s điểm"),
                (*figures, ("sum", number(-row.entrant.votes[0]))),
            )
        return Words(
            gettext_noop("Hạng %(rank)s với %(votes)s phiếu đồng ý, %(points)s điểm"),
            (*figures, ("votes", number(row.entrant.votes[0]))),
        )

    def shared(self, sharing: Sequence[Ranked]) -> Words:
        names = ", ".join(self._names[other.entrant.key] for other in sharing)
        return Words(
            gettext_noop("đồng hạng với %(units)s vì bằng nhau ở mọi tiêu chí xếp hạng"), (("units", names),)
        )

    def against(self, row: Ranked, other: Ranked) -> Words | None:
        """What decided against a neighbour; None where the first comparison did: it goes without saying."""
        mine, theirs = row.entrant, other.entrant
        decided = next(m for m in self._compared if m.of(mine) != m.of(theirs))
        if decided == self._compared[0] and decided.kind is MeasureKind.TOTAL:
            return None
        is_above = decided.of(mine) > decided.of(theirs)
        if decided.kind is MeasureKind.FLOOR:
            if is_above:
                return None
            message = gettext_noop("xếp sau các đơn vị đạt mức sàn %(floor)s điểm")
            return Words(message, (("floor", number(decided.floor or 0, self._places)),))
        if decided.kind is MeasureKind.VOTES and self._rules.order is Order.BALLOT and decided.index == 0:
            return None
        return Words(
            gettext_noop("xếp trên %(unit)s nhờ %(what)s: %(mine)s so với %(theirs)s")
            if is_above
            else gettext_noop("xếp dưới %(unit)s vì %(what)s: %(mine)s so với %(theirs)s"),
            (
                ("unit", self._names[theirs.key]),
                ("what", self._what(decided, _is_by_places(decided, row, other))),
                ("mine", self._figure(decided, row)),
                ("theirs", self._figure(decided, other)),
            ),
        )

    def _what(self, measure: Measure, by_places: bool) -> Words:
        match measure.kind:
            case MeasureKind.GROUP:
                code = (
                    self._groups[measure.index]
                    if measure.index < len(self._groups)
                    else number(measure.index + 1)
                )
                return Words(gettext_noop("điểm nhóm %(name)s"), (("name", code),))
            case MeasureKind.ABOVE_PLAN:
                return Words(gettext_noop("số chỉ tiêu vượt kế hoạch"))
            case MeasureKind.INDICATOR:
                return Words(gettext_noop("chỉ số “%(name)s” đã báo cáo"), (("name", measure.name),))
            case MeasureKind.VOTES if by_places:
                return Words(
                    gettext_noop("tổng thứ tự trên phiếu ở lượt %(round)s (nhỏ hơn đứng trên)"),
                    (("round", number(measure.index + 1)),),
                )
            case MeasureKind.VOTES:
                if measure.index:
                    return Words(
                        gettext_noop("số phiếu đồng ý ở lượt %(round)s"),
                        (("round", number(measure.index + 1)),),
                    )
                return Words(gettext_noop("số phiếu đồng ý của hội nghị"))
            case _:
                return Words(gettext_noop("tổng điểm"))

    def _figure(self, measure: Measure, row: Ranked) -> str | Words:
        figure = measure.of(row.entrant)
        if measure.kind is MeasureKind.VOTES and figure == NOT_VOTED_ON:
            return Words(gettext_noop("không được đưa ra bỏ phiếu"))
        if measure.kind is MeasureKind.VOTES:
            return number(abs(figure))
        is_points = measure.kind in (MeasureKind.GROUP, MeasureKind.TOTAL)
        return number(figure, self._places if is_points else None)


def _is_by_places(measure: Measure, *rows: Ranked) -> bool:
    """Whether the papers of the round put the candidates in order."""
    return any(NOT_VOTED_ON < measure.of(row.entrant) < 0 for row in rows)


def order_words(rules: RankingRules, titles: Mapping[str, str] | None = None) -> Words:
    """Return the order and its tie-breaks in a sentence; ``titles`` name the indicators by code."""
    floor = "" if rules.floor is None else number(rules.floor)
    if rules.order is Order.POINTS:
        first = Words(gettext_noop("Xếp theo tổng điểm"))
    elif floor:
        first = Words(
            gettext_noop("Các đơn vị đạt từ %(floor)s điểm xếp theo số phiếu đồng ý, rồi theo tổng điểm"),
            (("floor", floor),),
        )
    else:
        first = Words(gettext_noop("Xếp theo số phiếu đồng ý, rồi theo tổng điểm"))
    steps = [tie_break.words((titles or {}).get(tie_break.name, "")) for tie_break in rules.tie_breaks]
    more = [
        Words(
            gettext_noop("bằng nhau thì xét %(what)s") if place == 0 else gettext_noop("rồi %(what)s"),
            (("what", step),),
        )
        for place, step in enumerate(steps)
    ]
    last = Words(gettext_noop("vẫn bằng thì đồng hạng") if steps else gettext_noop("bằng nhau thì đồng hạng"))
    return Words(first.message, first.params, (*more, last))
