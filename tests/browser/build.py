"""Make a server's database, before the server starts: python -m tests.browser.build WORLD, one named below.

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


def disputed() -> None:
    """The small cluster in verification, every sheet verified two days before; unit b lost five points."""
    from decimal import Decimal

    from tests.scoring.conftest import ALL, GROUPS
    from tests.world import World
    from thidua.core.ranking_rules import RankingRules
    from thidua.core.timetable import Stage
    from thidua.scoring import actions

    world = World.make()
    secretary = world.actor("secretary", "2017-12-18")
    actions.save_rubric(secretary, world.year, name="Thang điểm 100", places=2, groups=GROUPS)
    # No pact, registration or report in this small world: nobody is left out for that.
    actions.save_scoring_rules(secretary, world.year, ranking=RankingRules(kinds=()))
    world.at(Stage.SELF_SCORING)
    sheets = {}
    for code, judged in (("a", 33), ("b", 35), ("c", 32)):
        entries = {**ALL, "1.1": (Decimal(judged), "Theo kết luận kiểm tra")}
        specialist = world.actor(f"specialist_{code}", "2017-12-11")
        sheets[code] = actions.save_self_scores(specialist, world.year, world.units[code], entries)
        actions.submit_sheet(world.actor(f"head_{code}", "2017-12-12"), sheets[code])
    world.at(Stage.VERIFICATION)
    actions.save_verification(secretary, sheets["b"], {"1.1": (Decimal(30), "Chưa đủ minh chứng")})
    for sheet in sheets.values():
        actions.finish_verification(secretary, sheet)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    worlds = (village, furnished, secret_ballot, scoring, disputed)
    {world.__name__: world for world in worlds}[sys.argv[1]]()
