"""Gather the texts to translate into ``locale/en``'s catalogue; compile it and ``locale/vi``'s.

The Vietnamese one holds only what Django itself says, retold by hand.

The result depends on the texts alone (no dates, no places), so that CI can compare it.
"""

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import call_command

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "thidua"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
DJANGO_RETOLD = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"

# The machine form carries a day; the same one always, so that the same texts give the same file.
SAME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> int:
    """Renew the catalogue; return 1 when a text has no English words yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.test_settings")
    django.setup()
    os.chdir(PACKAGE)
    call_command("makemessages", locale=["en"], no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
    text = CATALOGUE.read_text()
    CATALOGUE.write_text(re.sub(r'^"POT-Creation-Date:.*\n', "", text, flags=re.MULTILINE))
    catalogue = compiled(CATALOGUE, "en")
    compiled(DJANGO_RETOLD, "vi")
    untranslated = [m.id for m in catalogue if m.id and (m.fuzzy or not m.string or m.string == ("", ""))]
    for message in untranslated:
        print("chưa dịch:", message, file=sys.stderr)
    print(f"{len(catalogue)} texts, {len(untranslated)} without English words")
    return 1 if untranslated else 0


def compiled(path: Path, language: str) -> Catalog:
    """Write the catalogue's machine form beside it and return it."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    catalogue.creation_date = catalogue.revision_date = SAME_DAY
    with path.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
    return catalogue


if __name__ == "__main__":
    sys.exit(main())
