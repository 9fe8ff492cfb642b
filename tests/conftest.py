"""Fixtures in the field's words."""

import pytest

from tests.world import World


@pytest.fixture
def world(db) -> World:
    """A small cluster of three departments, with people in every role, its year just opened."""
    return World.make()
