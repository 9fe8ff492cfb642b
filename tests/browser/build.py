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


def scoring() -> None:
    """The small cluster in verification: unit b's sheet sent back to be mended, unit c's handed in."""
    from tests.scoring.conftest import ALL, GROUPS
    from tests.world import World
    from thidua.core.timetable import Stage
    from thidua.scoring import actions

    world = World.make()
    actions.save_rubric(world.actor("secretary"), world.year, name="Thang điểm 100", places=2, groups=GROUPS)
    world.at(Stage.SELF_SCORING)
    sheets = {}
    for code in "bc":
        unit = world.units[code]
        sheets[code] = actions.save_self_scores(world.actor(f"specialist_{code}"), world.year, unit, ALL)
        actions.submit_sheet(world.actor(f"head_{code}"), sheets[code])
    world.at(Stage.VERIFICATION)
    actions.return_sheet(world.actor("secretary"), sheets["b"], reason="Bổ sung")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    {"village": village, "furnished": furnished, "secret_ballot": secret_ballot, "scoring": scoring}[
        sys.argv[1]
    ]()
