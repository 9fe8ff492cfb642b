"""Write the demonstration's Excel files of ``examples/`` through the program's own writers.

Usage: ``python -m tools.make_demonstration``. The article's text is ``tools/demonstration/article.json``.
"""

from __future__ import annotations

import os
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = Path(__file__).resolve().parent / "demonstration" / "article.json"


def main() -> None:
    """Write both years of the cụm, the khối that votes, and the list of people and collectives."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    django.setup()
    from thidua.sheets.writing import write_form
    from thidua.subjects.book import spoken
    from thidua.workbook.schema import YEAR
    from tools.demonstration import bloc_2018, subjects_2018, year_2017, year_2018

    for name, form, book in (
        ("dong-bang-song-hong-2017", YEAR, year_2017.book(ARTICLE)),
        ("dong-bang-song-hong-2018", YEAR, year_2018.book()),
        ("khoi-minh-hoa-2018", YEAR, bloc_2018.book()),
        ("doi-tuong-2018", spoken(), subjects_2018.book()),
    ):
        target = ROOT / "examples" / f"{name}.xlsx"
        target.write_bytes(write_form(form, book))
        print(f"{target.relative_to(ROOT)}: {sum(len(rows) for rows in book.values())} dòng")


if __name__ == "__main__":
    main()
