"""What is known of a subject, one fact a year: the vocabulary, and how values are written.

The same vocabulary is used in the database, in FACTS files and by the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.faults import gettext_noop


class SubjectKind(StrEnum):
    """Whom an award may be for."""

    PERSON = "person"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"

    @property
    def label(self) -> str:
        """The Vietnamese word (a message id)."""
        return _KIND_LABELS[self]


class FactKind(StrEnum):
    """What a fact tells."""

    GRADE = "grade"
    TITLE = "title"
    AWARD = "award"
    INITIATIVE = "initiative"
    SCIENCE = "science"
    DISCIPLINE = "discipline"
    UNDER_REVIEW = "under_review"
    CLUSTER_RANK = "cluster_rank"
    SHARE = "share"
    EXCEEDS_TARGETS = "exceeds_targets"
    JUDGED = "judged"
    BORN = "born"

    @property
    def label(self) -> str:
        """The Vietnamese word (a message id)."""
        return _FACT_LABELS[self]


class Grade(StrEnum):
    """Yearly grade (xếp loại), best first by :attr:`rank`."""

    XUAT_SAC = "xuat_sac"
    TOT = "tot"
    HOAN_THANH = "hoan_thanh"
    KHONG_HOAN_THANH = "khong_hoan_thanh"

    @property
    def rank(self) -> int:
        """3 for the best, 0 for the worst."""
        return 3 - list(Grade).index(self)

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _GRADE_LABELS[self]


class Scope(StrEnum):
    """How far an initiative or a science work has effect; the wider counts for the narrower."""

    CO_SO = "co_so"
    BO_TINH = "bo_tinh"
    TOAN_QUOC = "toan_quoc"

    @property
    def rank(self) -> int:
        """0 for the base unit, 2 for the whole country."""
        return list(Scope).index(self)

    @property
    def label(self) -> str:
        """The Vietnamese words (a message id)."""
        return _SCOPE_LABELS[self]


class Way(StrEnum):
    """Loại hình khen thưởng (art. 8 of the 2022 Law): on what ground an award was given."""

    CONG_TRANG = "cong_trang"
    DOT_XUAT = "dot_xuat"
    CHUYEN_DE = "chuyen_de"
    CONG_HIEN = "cong_hien"
    NIEN_HAN = "nien_han"
    DOI_NGOAI = "doi_ngoai"

    @property
    def label(self) -> str:
        """The Vietnamese word (a message id)."""
        return _WAY_LABELS[self]


class RankLevel(StrEnum):
    """Whose council runs the cluster in which a rank was won."""

    BO_TINH = "bo_tinh"
    TRUNG_UONG = "trung_uong"


# Disciplines by weight, as officials' and party discipline name them; the rules ask only for their dates.
DISCIPLINES = {
    "khien_trach": gettext_noop("Khiển trách"),
    "canh_cao": gettext_noop("Cảnh cáo"),
    "ha_bac_luong": gettext_noop("Hạ bậc lương"),
    "giang_chuc": gettext_noop("Giáng chức"),
    "cach_chuc": gettext_noop("Cách chức"),
    "buoc_thoi_viec": gettext_noop("Buộc thôi việc"),
    "khai_tru": gettext_noop("Khai trừ"),
}
SHARES = {
    "ldtt": gettext_noop("Tỷ lệ cá nhân đạt Lao động tiên tiến"),
    "hoan_thanh": gettext_noop("Tỷ lệ cá nhân hoàn thành nhiệm vụ"),
}
COUNTS = {
    "cstd_co_so": gettext_noop("Số cá nhân đạt Chiến sĩ thi đua cơ sở"),
    "ky_luat_canh_cao": gettext_noop("Số cá nhân bị kỷ luật từ cảnh cáo trở lên"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one year. ``value`` as the vocabulary writes it; ``ref`` the paper that proves it.

    ``line`` is where it stands in a file, 0 when it has no place. A decision in capitals is the same.
    """

    year: int
    kind: FactKind
    value: str = ""
    until: date | None = None
    ref: str = ""
    line: int = 0

    def __post_init__(self) -> None:
        """Keep the value in its one form."""
        if self.kind is FactKind.JUDGED or self.kind is FactKind.EXCEEDS_TARGETS:
            object.__setattr__(self, "value", in_one_form(self.kind, self.value))


@dataclass(frozen=True, slots=True)
class History:
    """A subject with all that is known of it."""

    subject: str
    kind: SubjectKind
    facts: tuple[Fact, ...] = ()

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """The facts of one kind, in the order told."""
        return tuple(fact for fact in self.facts if fact.kind is kind)


# How a decision is written, in small letters.
DECISIONS = {"true": True, "false": False}
# The law names one way by two words: "khen thưởng theo phong trào, chuyên đề".
WAY_ALIASES = {"phong_trao": Way.CHUYEN_DE}


def split_way(value: str) -> tuple[str, Way]:
    """Split ``bang_khen_bo_tinh:dot_xuat`` into code and way; without a colon the way is công trạng.

    ``phong_trao`` is another name of ``chuyen_de``. Raises :class:`ValueError` for a way nobody knows.
    """
    code, _, way = value.partition(":")
    if not way:
        return code, Way.CONG_TRANG
    return code, WAY_ALIASES.get(way) or Way(way)


def in_one_form(kind: FactKind, value: str) -> str:
    """Write ``TRUE`` (as spreadsheets do) as ``true``, in decisions and judgements; the rest as it is."""
    if kind is FactKind.EXCEEDS_TARGETS:
        return value.lower() if value.lower() in DECISIONS else value
    if kind is FactKind.JUDGED:
        condition, colon, decision = value.rpartition(":")
        return f"{condition}{colon}{in_one_form(FactKind.EXCEEDS_TARGETS, decision)}"
    return value


def parse_share(value: str) -> tuple[str, float]:
    """Split ``ldtt:0.72`` into its name and figure, ``count:cstd_co_so:2`` into ``("count:cstd_co_so", 2)``.

    Raises :class:`ValueError` when it is neither a share between 0 and 1 nor a count.
    """
    name, _, figure = value.rpartition(":")
    number = float(figure.replace(",", "."))
    if name in SHARES and 0 <= number <= 1:
        return name, number
    if name.startswith("count:") and name[6:] in COUNTS and number >= 0 and number.is_integer():
        return name, number
    raise ValueError(value)


def parse_judged(value: str) -> tuple[str, bool]:
    """Split ``TTLDXS-02:true`` into the condition's id and the decision.

    Raises :class:`ValueError` when there is no id or no decision.
    """
    condition, _, decision = value.rpartition(":")
    if not condition or decision.lower() not in DECISIONS:
        raise ValueError(value)
    return condition, DECISIONS[decision.lower()]


_KIND_LABELS = {
    SubjectKind.PERSON: gettext_noop("Cá nhân"),
    SubjectKind.COLLECTIVE: gettext_noop("Tập thể"),
    SubjectKind.HOUSEHOLD: gettext_noop("Hộ gia đình"),
}
_FACT_LABELS = {
    FactKind.GRADE: gettext_noop("Xếp loại"),
    FactKind.TITLE: gettext_noop("Danh hiệu thi đua"),
    FactKind.AWARD: gettext_noop("Hình thức khen thưởng"),
    FactKind.INITIATIVE: gettext_noop("Sáng kiến"),
    FactKind.SCIENCE: gettext_noop("Đề tài, công trình khoa học"),
    FactKind.DISCIPLINE: gettext_noop("Kỷ luật"),
    FactKind.UNDER_REVIEW: gettext_noop("Đang bị xem xét, thanh tra, xác minh"),
    FactKind.CLUSTER_RANK: gettext_noop("Thứ hạng trong cụm, khối"),
    FactKind.SHARE: gettext_noop("Tỷ lệ, số lượng trong tập thể"),
    FactKind.EXCEEDS_TARGETS: gettext_noop("Hoàn thành vượt mức chỉ tiêu"),
    FactKind.JUDGED: gettext_noop("Kết luận về điều kiện định tính"),
    FactKind.BORN: gettext_noop("Năm sinh, năm thành lập"),
}
_GRADE_LABELS = {
    Grade.XUAT_SAC: gettext_noop("hoàn thành xuất sắc nhiệm vụ"),
    Grade.TOT: gettext_noop("hoàn thành tốt nhiệm vụ"),
    Grade.HOAN_THANH: gettext_noop("hoàn thành nhiệm vụ"),
    Grade.KHONG_HOAN_THANH: gettext_noop("không hoàn thành nhiệm vụ"),
}
_SCOPE_LABELS = {
    Scope.CO_SO: gettext_noop("cơ sở"),
    Scope.BO_TINH: gettext_noop("Bộ, ban, ngành, tỉnh"),
    Scope.TOAN_QUOC: gettext_noop("toàn quốc"),
}
_WAY_LABELS = {
    Way.CONG_TRANG: gettext_noop("Công trạng"),
    Way.DOT_XUAT: gettext_noop("Đột xuất"),
    Way.CHUYEN_DE: gettext_noop("Phong trào, chuyên đề"),
    Way.CONG_HIEN: gettext_noop("Quá trình cống hiến"),
    Way.NIEN_HAN: gettext_noop("Niên hạn"),
    Way.DOI_NGOAI: gettext_noop("Đối ngoại"),
}
