"""Which unit a cell names: by its code, or by a name it bears or bore."""

from __future__ import annotations

from thidua.clusters.models import Unit, UnitName
from thidua.core.faults import gettext_noop
from thidua.core.vietnamese import search_key
from thidua.sheets.reading import Reading
from thidua.sheets.values import Row

from ..access import Reach
from ..book import DATA
from ..models import Subject


class Units:
    """The units a file may name; ``own`` is meant by an empty cell. Read in three queries.

    ``as_subjects`` are those that a collective stands for already.
    """

    def __init__(self, reach: Reach, own: Unit | None) -> None:
        self.reach = reach
        self.own = own
        self.as_subjects = set(Subject.objects.exclude(is_unit=None).values_list("is_unit_id", flat=True))
        self.by_id = {unit.pk: unit for unit in Unit.objects.all()}
        borne = UnitName.objects.order_by("since").values_list("unit_id", "name", "short_name")
        called: dict[str, set[int]] = {}
        for pk, name, short_name in borne:
            for word in (name, short_name):
                called.setdefault(search_key(word), set()).add(pk)
        for unit in self.by_id.values():
            for word in (unit.name, unit.short_name):
                called.setdefault(search_key(word), set()).add(unit.pk)
        # A code names one unit only, whatever others may be called.
        self.called = called | {search_key(unit.code): {unit.pk} for unit in self.by_id.values()}

    def told(self, row: Row, reading: Reading) -> Unit | None:
        """Return the unit that ``row`` names; None for an empty cell, and for a bad one, which is noted."""
        name = row.text("unit")
        if not name:
            return None
        meant = self.called.get(search_key(name), set())
        within = [pk for pk in meant if self.reach.covers(pk)]
        if len(within) == 1:
            return self.by_id[within[0]]
        if within:
            reading.note(
                DATA,
                row.number,
                "unit",
                gettext_noop("Có nhiều đơn vị tên “%(name)s”."),
                gettext_noop("Hãy ghi mã đơn vị."),
                name=name[:60],
            )
        elif meant:
            reading.note(
                DATA,
                row.number,
                "unit",
                gettext_noop("Bạn không có quyền ghi đối tượng của “%(name)s”."),
                gettext_noop("Hãy bỏ dòng này, hoặc nhờ đơn vị đó nhập."),
                name=name[:60],
            )
        else:
            self._note_unknown(row, name, reading)
        return None

    def _note_unknown(self, row: Row, name: str, reading: Reading) -> None:
        within = [unit.short_name for pk, unit in self.by_id.items() if self.reach.covers(pk)]
        near = reading.nearest(name, within, "units")
        reading.note(
            DATA,
            row.number,
            "unit",
            gettext_noop("Không có đơn vị “%(name)s”."),
            gettext_noop("Có phải là “%(near)s”?")
            if near
            else gettext_noop("Hãy ghi mã hoặc tên gọn của đơn vị."),
            name=name[:60],
            near=near,
        )
