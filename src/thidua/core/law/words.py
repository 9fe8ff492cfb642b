"""What conditions ask, in plain Vietnamese: message ids with parameters, put into words at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from thidua.core.faults import gettext_noop

from .facts import COUNTS, SHARES, Grade, RankLevel
from .pack import (
    AllOf,
    AnyOf,
    AtLeast,
    AwardMark,
    Condition,
    Count,
    ExceedsTargets,
    GradeMark,
    Held,
    InitiativeMark,
    InYear,
    Judged,
    LawPack,
    Leaf,
    Mark,
    Meets,
    Name,
    NoneOf,
    Predicate,
    Rank,
    Readings,
    Run,
    ScienceMark,
    Share,
    TitleMark,
)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence: ``text`` (a message id) with ``params``, which may be words, names or several words."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)


def put(words: Words, translate: Callable[[str], str] = str, language: str = "vi") -> str:
    """Put ``words`` into a language: ``translate`` turns message ids into text."""

    def told(value: object) -> object:
        match value:
            case Words():
                return put(value, translate, language)
            case Name():
                return value.en if language == "en" else value.vi
            case tuple():
                parts = [str(told(part)) for part in value]
                return translate(gettext_noop(" hoặc ")).join(parts)
        return value

    text = translate(words.text)
    return text % {name: told(value) for name, value in words.params.items()} if words.params else text


def say(text: str, **params: object) -> Words:
    """Make :class:`Words` of a marked message id."""
    return Words(text, params)


def years_told(years: Iterable[int]) -> str:
    """Write years in ranges: ``2018–2020, 2022``."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def percent(share: float) -> str:
    """Write a share as Vietnamese offices do: ``72%``, ``66,7%``."""
    return f"{share * 100:.1f}".removesuffix(".0").replace(".", ",") + "%"


def award_name(pack: LawPack, code: str) -> Name:
    """The award's name in the pack; its code where the pack has none."""
    award = pack.awards.get(code)
    return award.name if award else Name(code, code)


def mark_words(mark: Mark, pack: LawPack) -> Words:
    """What marks a year, as the middle of a sentence."""
    match mark:
        case GradeMark(Grade.XUAT_SAC):
            return say(gettext_noop("được xếp loại hoàn thành xuất sắc nhiệm vụ"))
        case GradeMark(at_least):
            return say(gettext_noop("được xếp loại %(grade)s trở lên"), grade=say(at_least.label))
        case TitleMark(code):
            return say(gettext_noop("đạt danh hiệu “%(award)s”"), award=award_name(pack, code))
        case AwardMark(code):
            return say(gettext_noop("được tặng “%(award)s”"), award=award_name(pack, code))
        case InitiativeMark(scope):
            return say(
                gettext_noop("có sáng kiến được công nhận ở phạm vi %(scope)s"), scope=say(scope.label)
            )
        case ScienceMark(scope):
            return say(
                gettext_noop("có đề tài, công trình khoa học được nghiệm thu ở phạm vi %(scope)s"),
                scope=say(scope.label),
            )


def _marks(of: tuple[Mark, ...], pack: LawPack) -> tuple[Words, ...]:
    return tuple(mark_words(mark, pack) for mark in of)


def condition_words(condition: Condition, pack: LawPack, considered: int) -> Words:
    """What ``condition`` asks, as a whole sentence without a full stop."""
    match condition:
        case Leaf():
            return predicate_words(condition.predicate, pack, considered)
        case AllOf(of=()):
            return say(gettext_noop("Không có điều kiện này"))
        case AllOf():
            return say(gettext_noop("Đủ tất cả các điều kiện sau"))
        case AnyOf():
            return say(gettext_noop("Một trong các điều kiện sau"))
        case NoneOf():
            return say(gettext_noop("Không có điều nào sau đây"))
        case AtLeast(n=n):
            return say(gettext_noop("Ít nhất %(n)s trong các điều kiện sau"), n=n)
        case Readings():
            return say(
                gettext_noop(
                    "Chưa rõ văn bản theo cách nào sau đây; chỉ kết luận khi các cách cho cùng kết quả"
                )
            )


def predicate_words(predicate: Predicate, pack: LawPack, considered: int) -> Words:
    """What a leaf asks."""
    match predicate:
        case InYear(of):
            return say(gettext_noop("Năm %(year)s %(marks)s"), year=considered, marks=_marks(of, pack))
        case Held(award):
            return say(gettext_noop("Đã được tặng “%(award)s”"), award=award_name(pack, award))
        case Run():
            return _run_words(predicate, pack, considered)
        case Count():
            return _count_words(predicate, pack)
        case Share():
            return _share_words(predicate)
        case Rank(level, at_most):
            return _rank_words(level, at_most)
        case ExceedsTargets():
            return say(
                gettext_noop("Năm %(year)s hoàn thành vượt mức các chỉ tiêu thi đua và nhiệm vụ"),
                year=considered,
            )
        case Judged(question):
            # The pack's own text, in Vietnamese as the law is; a lone parameter keeps "%" in it harmless.
            return say("%(question)s", question=question)
        case Meets(award):
            return say(gettext_noop("Đạt tiêu chuẩn của “%(award)s”"), award=award_name(pack, award))


def _run_words(run: Run, pack: LawPack, considered: int) -> Words:
    params: dict[str, object] = {"n": run.years, "marks": _marks(run.of, pack), "year": considered}
    if run.after:
        params["after"] = award_name(pack, run.after)
        text = gettext_noop(
            "Sau khi có “%(after)s”, từ %(n)s năm liên tục trở lên tính đến năm %(year)s %(marks)s"
        )
    elif run.every > 1:
        params["every"] = run.every
        text = gettext_noop("%(n)s lần liên tục %(marks)s, mỗi lần cách nhau %(every)s năm")
    else:
        text = gettext_noop("Từ %(n)s năm liên tục trở lên tính đến năm %(year)s %(marks)s")
    return Words(text, params)


def _count_words(count: Count, pack: LawPack) -> Words:
    params: dict[str, object] = {"n": count.at_least, "marks": _marks(count.of, pack)}
    if count.within:
        return Words(gettext_noop("Trong thời gian liên tục đó có từ %(n)s lần trở lên %(marks)s"), params)
    if count.after:
        params["after"] = award_name(pack, count.after)
        return Words(gettext_noop("Sau khi có “%(after)s”, có từ %(n)s lần trở lên %(marks)s"), params)
    if count.last:
        params["last"] = count.last
        return Words(gettext_noop("Trong %(last)s năm gần nhất có từ %(n)s lần trở lên %(marks)s"), params)
    return Words(gettext_noop("Có từ %(n)s lần trở lên %(marks)s"), params)


def _share_words(share: Share) -> Words:
    is_count = share.of.startswith("count:")
    what = say(COUNTS[share.of[6:]] if is_count else SHARES[share.of])
    figure = f"{share.figure:g}" if is_count else percent(share.figure)
    if share.at_most:
        text = gettext_noop("%(what)s: không quá %(figure)s")
    elif share.above:
        text = gettext_noop("%(what)s: trên %(figure)s")
    else:
        text = gettext_noop("%(what)s: từ %(figure)s trở lên")
    return say(text, what=what, figure=figure)


def _rank_words(level: RankLevel, at_most: int) -> Words:
    led_by = {
        RankLevel.BO_TINH: gettext_noop("Bộ, ban, ngành, tỉnh"),
        RankLevel.TRUNG_UONG: gettext_noop("Hội đồng Thi đua - Khen thưởng Trung ương"),
    }[level]
    if at_most == 1:
        return say(gettext_noop("Dẫn đầu cụm, khối thi đua do %(level)s tổ chức"), level=say(led_by))
    return say(
        gettext_noop("Xếp từ thứ %(n)s trở lên trong cụm, khối thi đua do %(level)s tổ chức"),
        n=at_most,
        level=say(led_by),
    )
