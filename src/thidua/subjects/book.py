"""The one sheet in which subjects and their facts go in and out: a fact a row, as FACTS files have it.

Headings are Vietnamese or the names FACTS gives them; cells hold words or codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext, override

from thidua.clusters.models import Unit
from thidua.core.faults import gettext_noop
from thidua.core.law.facts import FactKind, SubjectKind
from thidua.sheets.columns import Column, Kind, Sheet, choice, day, text
from thidua.sheets.form import Form

from .checking import LONGEST_WORDS
from .models import Gender
from .words import LEVELS, value_words, values_of

DATA = "data"
# What is told once of a subject and may be repeated on each of its rows.
OF_SUBJECT = ("kind", "name", "unit", "born", "gender", "position")
# What the list of a kind without one suggests.
_SUGGESTED = {
    FactKind.UNDER_REVIEW: (
        gettext_noop("đang thanh tra"),
        gettext_noop("đang giải quyết khiếu nại, tố cáo"),
    ),
    FactKind.CLUSTER_RANK: ("1", "2", "3"),
    FactKind.SHARE: ("ldtt:0.7", "hoan_thanh:1", "count:cstd_co_so:1", "count:ky_luat_canh_cao:0"),
}


def spoken(units: Iterable[Unit] = ()) -> Form:
    """Return the form in Vietnamese; ``units`` are those to choose from in an empty file."""
    return _form(tuple(_columns(units)))


def coded() -> Form:
    """Return the form with FACTS's own headings and codes, as ``thidua law`` reads it."""
    return _form(
        tuple(
            replace(
                column,
                name=column.key,
                also=(),
                choices={code: code for code in column.choices},
                lists_by=None,
            )
            for column in _columns(())
        )
    )


def _form(columns: tuple[Column, ...]) -> Form:
    return Form(
        (
            Sheet(
                DATA,
                "Dữ liệu",
                (),
                columns,
                help=gettext_noop("Mỗi dòng một sự kiện của một năm; họ tên, đơn vị ghi lại ở từng dòng."),
            ),
        ),
        title="Đối tượng khen thưởng",
        guide=gettext_noop("Danh sách đối tượng khen thưởng và thành tích từng năm"),
        steps=(
            gettext_noop(
                "Mỗi dòng ghi một sự kiện của một năm. Người có ba sự kiện thì có ba dòng cùng mã; "
                "người chưa có sự kiện nào thì một dòng, để trống các cột từ “Năm” trở đi."
            ),
            gettext_noop(
                "Mã do đơn vị đặt và không đổi. Để trống mã thì hệ thống tự đặt cho người mới; "
                "người đã có trong hệ thống phải ghi đúng mã."
            ),
            gettext_noop(
                "Chọn “Nội dung” trước, danh sách ở cột “Giá trị” đổi theo. Loại hình khen thưởng ghi trong "
                "ngoặc khi không phải công trạng, ví dụ: Giấy khen (đột xuất)."
            ),
            gettext_noop(
                "Thứ hạng trong cụm: cột “Giá trị” ghi số, cột “Căn cứ” ghi cấp tổ chức cụm "
                "(Bộ, ban, ngành, tỉnh hoặc Trung ương)."
            ),
            gettext_noop("“Đến ngày” chỉ ghi cho kỷ luật và việc xem xét, thanh tra đã kết thúc."),
            gettext_noop("Ô trống không xoá gì: dữ liệu đang có được giữ nguyên."),
        ),
        foreign=gettext_noop("Tệp này là sổ Excel nhưng không theo mẫu danh sách đối tượng khen thưởng."),
    )


def _columns(units: Iterable[Unit]) -> Iterable[Column]:
    return (
        _also(text("subject", "Mã", longest=60, width=18, help=_CODE_HELP), "Mã đối tượng", "Mã số"),
        _also(choice("kind", "Loại đối tượng", SubjectKind, required=False, width=14), "Loại"),
        _also(
            text("name", "Họ tên, tên gọi", longest=200, width=28), "Họ và tên", "Họ tên", "Tên gọi", "Tên"
        ),
        Column(
            "unit",
            "Đơn vị",
            Kind.UNIT,
            choices={unit.code: unit.short_name for unit in units},
            help=gettext_noop("Mã hoặc tên gọn của đơn vị. Để trống là đơn vị của người nhập."),
            width=16,
            also=("unit",),
        ),
        _also(_year("born", "Năm sinh, thành lập"), "Năm sinh", "Năm thành lập"),
        _also(_year("year", "Năm")),
        _also(choice("fact", "Nội dung", FactKind, required=False, width=26), "Sự kiện"),
        replace(
            _also(text("value", "Giá trị", longest=LONGEST_WORDS, width=36)),
            lists_by=("fact", _lists()),
        ),
        _also(day("until", "Đến ngày")),
        _also(
            text("ref", "Căn cứ", longest=LONGEST_WORDS, width=26, help=_REF_HELP),
            "Số quyết định",
            "Số văn bản",
        ),
        _also(
            Column("gender", "Giới tính", Kind.CHOICE, choices=_vietnamese(dict(Gender.choices)), width=10),
        ),
        _also(text("position", "Chức danh, chức vụ", longest=120, width=24), "Chức vụ", "Chức danh"),
    )


def _year(key: str, name: str) -> Column:
    return Column(key, name, Kind.INT, minimum=Decimal(1900), maximum=Decimal(2100), width=11)


_CODE_HELP = gettext_noop("Không đổi về sau. Người mới để trống cũng được.")
_REF_HELP = gettext_noop("Số quyết định, văn bản chứng minh. Với thứ hạng: cấp tổ chức cụm.")


def _also(column: Column, *headings: str) -> Column:
    return replace(column, also=(column.key, *headings))


def _vietnamese(words: dict[str, object]) -> dict[str, str]:
    with override("vi"):
        return {code: str(word) for code, word in words.items()}


def _lists() -> dict[str, tuple[str, ...]]:
    """The words to choose from by the words of the kind; what has no list suggests how it is written."""
    with override("vi"):
        return {
            gettext(kind.label): tuple(value_words(kind, value) for value in values_of(kind))
            or tuple(
                value_words(kind, value) if kind is FactKind.SHARE else gettext(value)
                for value in _SUGGESTED.get(kind, ())
            )
            for kind in FactKind
        }


def ref_words(kind: FactKind, ref: str) -> str:
    """Return what stands in the column of papers: for a rank the words of its level."""
    with override("vi"):
        return gettext(LEVELS[ref]) if kind is FactKind.CLUSTER_RANK and ref in LEVELS else ref  # type: ignore[index]
