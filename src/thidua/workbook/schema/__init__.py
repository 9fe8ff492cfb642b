"""The sheets of a cluster year's workbook, as data: reading, writing, checking and the template follow it."""

from __future__ import annotations

from thidua.core.vietnamese import search_key

from ..columns import Sheet
from .frame import FRAME, MOVEMENTS, PLEDGES
from .reports import REPORTING, SCORING
from .review import NEWS, REVIEW

# Raised when a sheet or column changes its meaning; a file of a later form is refused.
FORM = 1

SHEETS: tuple[Sheet, ...] = FRAME + MOVEMENTS + PLEDGES + REPORTING + SCORING + REVIEW + NEWS
BY_KEY = {sheet.key: sheet for sheet in SHEETS}
BY_NAME = {search_key(sheet.name): sheet for sheet in SHEETS}

GUIDE = "Hướng dẫn"
LISTS = "Danh mục"
FILES = "Tệp kèm theo"
# Sheets that people read and the import leaves aside.
ASIDE = {search_key(name) for name in (GUIDE, LISTS, FILES, "Ghi chú")}
