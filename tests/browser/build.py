"""Make a server's database, before the server starts: python -m tests.browser.build village|furnished|secret_ballot.

Runs as its own process, with THIDUA_DATA naming the server's folder. What it wrote there for the tests:
``addresses.json``, for the furnished cluster, every page as ``[name, address, those who may open it]``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django


def village() -> None:
    """The small cluster with its year just opened and nothing done in it, not even a secretary named."""
    from tests.world import World

    year = World.make().year
    year.secretary = None
    year.save()


def secret_ballot() -> None:
    """The small cluster at its review, with a secret ballot open over three candidates."""
    from tests.review.village import a_ballot
    from tests.world import World

    a_ballot(World.make(), is_secret=True, seats=1)


def furnished() -> None:
    """The small cluster with one of everything in it."""
    from tests.furnished import furnish
    from tests.pages.test_every_page_by_role import PAGES, address, patterns
    from tests.world import World

    found = furnish(World.make())
    pages = [
        [name, address(name, route, found), sorted(PAGES[name])]
        for name, route, _ in patterns()
        if PAGES.get(name)
    ]
    (Path(os.environ["THIDUA_DATA"]) / "addresses.json").write_text(json.dumps(pages))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    {"village": village, "furnished": furnished, "secret_ballot": secret_ballot}[sys.argv[1]]()
