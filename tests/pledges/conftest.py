"""Pacts in the field's words."""

from decimal import Decimal

import pytest

from tests.world import World
from thidua.core.timetable import Field, Stage
from thidua.pledges import actions

MEDALS = {
    "code": "huy-chuong",
    "name": "Huy chương tại các giải quốc gia, quốc tế",
    "field": Field.SPORTS,
    "measure": "huy chương",
    "direction": "tang",
    "position": 1,
}
FAMILIES = {
    "code": "gia-dinh-van-hoa",
    "name": "Tỷ lệ gia đình văn hóa",
    "field": Field.FAMILY,
    "measure": "%",
    "direction": "tang",
    "position": 2,
}
TEXT = "Chúng tôi giao ước:\n1. Hoàn thành mọi chỉ tiêu."


@pytest.fixture
def drafted(world) -> World:
    """A year whose pact has text and two targets."""
    actor = world.actor("secretary", "2017-03-01")
    actions.save_pact(actor, world.year, text=TEXT)
    actions.save_target(actor, world.year, **MEDALS)
    actions.save_target(actor, world.year, **FAMILIES)
    return world


def agree(world: World, code: str, medals: str = "200", families: str = "88.5") -> None:
    """Unit ``code`` agrees both figures."""
    actions.agree_figures(
        world.actor(f"specialist_{code}", "2017-03-16"),
        world.year,
        world.units[code],
        {"huy-chuong": Decimal(medals), "gia-dinh-van-hoa": Decimal(families)},
    )


@pytest.fixture
def a_signed_unit(drafted) -> World:
    """The pledging stage, in which unit b has agreed its figures and signed."""
    drafted.at(Stage.PLEDGING)
    agree(drafted, "b")
    actions.sign_pact(drafted.actor("head_b", "2017-03-20"), drafted.year, drafted.units["b"])
    return drafted
