"""Fixtures in the field's words."""

from collections.abc import Callable
from typing import TypeVar

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from tests.kept import Kept
from tests.world import World

Made = TypeVar("Made")

# Machines that judge are shared and slow: a slow example is no fault of the rule under test.
hypothesis.settings.register_profile(
    "shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("shared")


@pytest.fixture(scope="session")
def keep(django_db_setup, django_db_blocker) -> Callable[[Callable[[], Made]], Kept[Made]]:
    """Keep what a function writes to the database, made once in a session, to be written again by tests."""

    def keep(make: Callable[[], Made]) -> Kept[Made]:
        with django_db_blocker.unblock():
            return Kept(make)

    return keep


@pytest.fixture(scope="session")
def kept_world(keep) -> Kept[World]:
    return keep(World.make)


@pytest.fixture
def world(kept_world, db) -> World:
    """A small cluster of three departments, with people in every role, its year just opened."""
    return kept_world.again()


# What a plain `make test` leaves out, and the command that runs it.
LEFT_OUT = {
    "server": "khởi động, giết và dừng cả hệ thống: make test-server",
    "browser": "trình duyệt thật (cần Chromium): make test-browser",
    "office": "đọc lại văn bản qua LibreOffice, poppler: make test-office",
}


def pytest_terminal_summary(terminalreporter, config):
    """Say plainly which tests were left out and how to run them."""
    left_out = [how for mark, how in LEFT_OUT.items() if f"not {mark}" in (config.option.markexpr or "")]
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        left_out.append(
            "trên PostgreSQL: THIDUA_DATABASE_URL=postgresql://postgres@127.0.0.1/postgres make test-postgresql"
        )
    if left_out:
        terminalreporter.section("Chưa chạy ở lần này")
        for how in left_out:
            terminalreporter.line(f"- {how}")


@pytest.fixture(autouse=True)
def fresh_counters():
    """Start each test with an empty cache: throttles and counters do not leak."""
    cache.clear()


@pytest.fixture
def a_flushable_journal(transactional_db):
    """For tests with real transactions: the flush that follows may empty the journal.

    The flush deletes row by row on SQLite, which the journal's trigger rightly forbids.
    """
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS journal_entry_no_delete")
