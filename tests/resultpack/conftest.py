"""A packed year, made once: what most tests alter are its bytes."""

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.kept import Kept
from tests.resultpack.packs import Packed
from tests.resultpack.year import lived, packed
from tests.world import World


@pytest.fixture(scope="session")
def a_pack(kept_lived_year, django_db_blocker) -> Packed:
    """The pack of a year lived through; nothing of the year stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        made = packed(kept_lived_year.again())
        transaction.set_rollback(True)
    return made


@pytest.fixture(scope="session")
def kept_lived_year(keep) -> Kept[World]:
    return keep(lambda: lived(World.make()))


@pytest.fixture
def a_lived_year(kept_lived_year, db) -> World:
    """The same year, in the database."""
    return kept_lived_year.again()
