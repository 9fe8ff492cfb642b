"""From a cell as Excel holds it to a value of its column: one function a kind, each says how to mend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.old_encodings import old_encoding
from thidua.core.vietnamese import parse_number, search_key, short_date

from .columns import Column, Kind
from .nearest import nearest
from .values import Value, tidy

# Excel counts days from here (its own 1900 error included); the bounds are 1945 and 2100.
_EPOCH = datetime(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 16438, 73415
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_WORDS_DAY = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?::(\d{2})(?:\.\d+)?)?\s*")
_YES = {"co", "x", "dung", "yes", "true", "1", "v"}
_NO = {"khong", "sai", "no", "false", "0"}
_CONTROL = {code: None for code in range(32) if chr(code) not in "\n\t"}


def clean_text(value: str) -> str:
    """Text as it is kept: composed, one kind of line end, no control characters, ends trimmed."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)
    return unicodedata.normalize("NFC", lines).strip()


def cell_value(raw: object, column: Column) -> Value:
    """Return the value of ``raw`` for ``column``; None for an empty cell. Raises :class:`Refused`."""
    text = as_text(raw)
    if text == "":
        return None
    if isinstance(raw, str) and (encoding := old_encoding(text)):
        raise Refused.because(
            gettext_noop("Chữ trong ô gõ bằng phông chữ cũ %(encoding)s, không phải Unicode."),
            gettext_noop("Hãy chuyển mã sang Unicode (ví dụ bằng Unikey, Ctrl+Shift+F6) rồi dán lại."),
            encoding=encoding.value,
        )
    return _READERS[column.kind](raw, text, column)


def as_text(raw: object) -> str:
    """What a person sees in a cell."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if isinstance(raw, float):
        if not isfinite(raw):
            return str(raw)
        return f"{int(raw)}" if raw.is_integer() and abs(raw) < 1e15 else f"{Decimal(repr(raw)):f}"
    if isinstance(raw, datetime):
        return f"{raw:%H:%M} {short_date(raw)}"
    if isinstance(raw, date):
        return short_date(raw)
    return clean_text(str(raw))


def _text(raw: object, text: str, column: Column) -> str:
    if column.max_length and len(text) > column.max_length:
        raise Refused.because(
            gettext_noop("Dài %(length)s ký tự, quá %(limit)s ký tự."),
            gettext_noop("Hãy viết gọn lại."),
            length=len(text),
            limit=column.max_length,
        )
    # Only long texts have lines; a name broken by Alt+Enter is one name.
    return text if column.max_length is None else " ".join(text.split())


def _number(raw: object, text: str, column: Column) -> Decimal:
    try:
        value = Decimal(repr(raw)) if isinstance(raw, float) else parse_number(text)
        if isinstance(raw, bool | date | datetime | time) or not value.is_finite():
            raise ValueError(text)
    except ValueError:
        raise Refused.because(
            gettext_noop("“%(text)s” không phải là số."),
            gettext_noop("Hãy ghi số, ví dụ 1.440 hoặc 95,5."),
            text=text[:60],
        ) from None
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refused.because(
            gettext_noop("Số %(text)s ngoài khoảng cho phép (%(low)s đến %(high)s)."),
            gettext_noop("Hãy kiểm tra lại số liệu."),
            text=text[:40],
            low=low if low is not None else "–∞",
            high=high if high is not None else "∞",
        )
    return value


def _whole(raw: object, text: str, column: Column) -> int:
    value = _number(raw, text, column)
    if value != value.to_integral_value():
        raise Refused.because(
            gettext_noop("“%(text)s” không phải số nguyên."),
            gettext_noop("Hãy ghi số nguyên."),
            text=text[:60],
        )
    return int(value)


def _figure(raw: object, text: str, column: Column) -> Decimal:
    value = _number(raw, text, column)
    if value != (rounded := round(value, 3)):
        # A spreadsheet's own arithmetic leaves 0.30000000000000004: that is not a person's digit.
        if isinstance(raw, float) and abs(value - rounded) < Decimal("1e-6"):
            return tidy(rounded)
        raise Refused.because(
            gettext_noop("Số chỉ được có tối đa ba chữ số sau dấu phẩy."),
            gettext_noop("Hãy làm tròn rồi nhập lại."),
        )
    return tidy(value)


def _day(raw: object, text: str, column: Column) -> date:
    return _moment(raw, text, column).date()


def _moment(raw: object, text: str, column: Column) -> datetime:
    if isinstance(raw, datetime):
        found: datetime | None = (raw + timedelta(microseconds=500_000)).replace(microsecond=0)
    elif isinstance(raw, date):
        found = datetime.combine(raw, time())
    elif isinstance(raw, float | int) and not isinstance(raw, bool):
        in_range = _FIRST_SERIAL <= raw <= _LAST_SERIAL
        found = _EPOCH + timedelta(seconds=round(raw * 86_400)) if in_range else None
    else:
        found = _typed_moment(text)
    if found is None or not 1945 <= found.year <= 2100:
        raise _no_day(text)
    return found


def _typed_moment(text: str) -> datetime | None:
    compact = text.strip().replace("T", " ")
    if re.fullmatch(r"\d{5}(\.\d+)?", compact) and _FIRST_SERIAL <= float(compact) <= _LAST_SERIAL:
        return _EPOCH + timedelta(seconds=round(float(compact) * 86_400))
    hour = minute = second = 0
    clock = _CLOCK.search(compact)
    if clock:
        hour, minute, second = (int(part or 0) for part in clock.groups())
        compact = (compact[: clock.start()] + compact[clock.end() :]).strip(" ,;-")
    spoken = search_key(compact)
    if match := _ISO_DAY.fullmatch(spoken):
        year, month, day = match.groups()
    elif match := _DAY.fullmatch(spoken) or _WORDS_DAY.fullmatch(spoken):
        day, month, year = match.groups()
    else:
        return None
    try:
        return datetime(int(year), int(month), int(day), hour, minute, second)
    except ValueError:
        return None


def _no_day(text: str) -> Refused:
    mend = gettext_noop("Hãy ghi ngày/tháng/năm, ví dụ 17/11/2017.")
    if _SHORT_YEAR.search(text) and not re.search(r"\d{4}", text):
        mend = gettext_noop("Hãy ghi đủ bốn chữ số của năm, ví dụ 17/11/2017.")
    return Refused.because(gettext_noop("“%(text)s” không phải là ngày."), mend, text=text[:60])


def _yes_no(raw: object, text: str, column: Column) -> bool:
    word = search_key(text)
    if word in _YES or word in _NO:
        return word in _YES
    raise Refused.because(
        gettext_noop("“%(text)s” không phải là có hoặc không."),
        gettext_noop("Hãy ghi “có” hoặc “không”."),
        text=text[:60],
    )


def _choice(raw: object, text: str, column: Column) -> str:
    if (stored := column.by_word.get(search_key(text))) is not None:
        return stored
    words = list(column.choices.values())
    near = nearest(text, words)
    raise Refused(
        Fault(
            gettext_noop("“%(text)s” không có trong danh sách của cột này."),
            gettext_noop("Có phải là “%(near)s”?")
            if near
            else gettext_noop("Hãy chọn một trong: %(words)s."),
            params={"text": text[:60], "near": near, "words": "; ".join(words)},
        )
    )


def _code(raw: object, text: str, column: Column) -> str:
    return " ".join(text.split())


def _codes(raw: object, text: str, column: Column) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(p.split()) for p in re.split(r"[;,\n]", text)) if part)


_READERS: dict[Kind, Callable[[object, str, Column], Value]] = {
    Kind.TEXT: _text,
    Kind.INT: _whole,
    Kind.DECIMAL: _figure,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.BOOL: _yes_no,
    Kind.CHOICE: _choice,
    Kind.UNIT: _code,
    Kind.UNITS: _codes,
    Kind.REFERENCE: _code,
}
