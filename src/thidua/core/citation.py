"""How papers cite a directive: its kind, number, day, issuer and what it is about."""

from __future__ import annotations

import re
from datetime import date

from .vietnamese import nfc

# The symbols by which a number tells its kind (Decree 30/2020, Annex III; Party papers use the same).
_KIND_BY_SYMBOL = {
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "QĐ": "Quyết định",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KH": "Kế hoạch",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "CĐ": "Công điện",
    "CV": "Công văn",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
}
# Longer names first, so that "Bộ luật" is not taken for another kind.
_KINDS = sorted({*_KIND_BY_SYMBOL.values(), "Bộ luật", "Luật", "Pháp lệnh", "Lệnh"}, key=len, reverse=True)
# Abstracts that a sentence takes in without a colon: "… của Chính phủ quy định chi tiết …".
_RUNS_ON = re.compile(r"(Về|Quy định|Hướng dẫn|Ban hành|Phê duyệt|Sửa đổi|Triển khai|Phát động)\b")
_ABOUT = re.compile(r"^v/v\b:?\s*", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"^số\s*(:|\s)\s*", re.IGNORECASE)
_UNKNOWN = "Văn bản"


def citation(number: str, issued_on: date | None, issuer: str, abstract: str) -> str:
    """Cite a directive: ``Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục đổi mới …``.

    The symbol in the number tells the kind. A number that is a name itself ("Nghị quyết Đại hội XII") is
    not called anything more, and a name told again in full as the abstract is told once.
    """
    number, issuer = bare_number(number), nfc(issuer)
    about = _ABOUT.sub("Về việc ", nfc(abstract)).rstrip(" .;,")
    named = _kind_told(about)
    if not number[:1].isdigit():
        # A name; where the abstract begins with the same kind of paper, it is the name in full.
        name = about if named and named == _kind_told(number) else number
    elif kind := kind_of(number):
        name = f"{kind} số {number}"
        if named == kind:
            about = _capital(about[len(kind) :].lstrip(" :-–"))
    elif named:
        name = f"{about} số {number}"
    else:
        name = f"{_UNKNOWN} số {number}"
    told = name.startswith(about)
    day = f" ngày {cited_day(issued_on)}" if issued_on else ""
    by = f" của {issuer}" if issuer and issuer.casefold() not in name.casefold() else ""
    return f"{name}{day}{by}{'' if told else _joined(about)}"


def bare_number(number: str) -> str:
    """Return a paper's number without the word "Số" before it, which whoever shows it writes."""
    return _NUMBER_WORD.sub("", nfc(number))


def kind_of(number: str) -> str:
    """Return the kind of paper that the symbol in ``number`` stands for; empty when it tells none."""
    parts = re.split(r"[/\-–.\s]+", nfc(number))
    return next((_KIND_BY_SYMBOL[part] for part in parts[1:] if part in _KIND_BY_SYMBOL), "")


def cited_day(day: date) -> str:
    """Write a day as papers cite it: ``07/4/2014``, ``28/01/2016`` (only months 1 and 2 take a nought)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _kind_told(text: str) -> str:
    """The kind of paper with whose name ``text`` begins, or an empty text."""
    folded = text.casefold()
    return next((kind for kind in _KINDS if re.match(rf"{kind.casefold()}\b", folded)), "")


def _joined(about: str) -> str:
    if not about:
        return ""
    return f" {about[0].lower()}{about[1:]}" if _RUNS_ON.match(about) else f": {about}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
