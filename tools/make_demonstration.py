"""Write the demonstration workbooks of ``examples/`` through the program's own writer.

Usage: ``python -m tools.make_demonstration``. The article's text is ``tools/demonstration/article.json``.
"""

from __future__ import annotations

import os
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = Path(__file__).resolve().parent / "demonstration" / "article.json"


def main() -> None:
    """Write both years."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    django.setup()
    from thidua.workbook.writing import write
    from tools.demonstration import year_2017, year_2018

    for year, book in ((2017, year_2017.book(ARTICLE)), (2018, year_2018.book())):
        target = ROOT / "examples" / f"dong-bang-song-hong-{year}.xlsx"
        target.write_bytes(write(book))
        print(f"{target.relative_to(ROOT)}: {sum(len(rows) for rows in book.values())} dòng")


if __name__ == "__main__":
    main()
