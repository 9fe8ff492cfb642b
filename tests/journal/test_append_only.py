"""Nothing in the journal is ever changed or removed: neither through the model nor by the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from thidua.journal.actions import append
from thidua.journal.models import Entry


@pytest.fixture
def entry(world):
    return append(world.actor("head_a"), "edit_year", world.year, after={"name": "x"}, year_id=world.year.pk)


def test_the_model_refuses(entry):
    entry.reason = "sửa"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


@pytest.mark.parametrize(
    "act",
    [
        lambda: Entry.objects.update(reason="sửa"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([*Entry.objects.all()], ["action"]),
        lambda: connection.cursor().execute("UPDATE journal_entry SET reason = 'x'"),
        lambda: connection.cursor().execute("DELETE FROM journal_entry"),
    ],
    ids=["update", "delete", "bulk_update", "sql_update", "sql_delete"],
)
def test_the_database_refuses(entry, act):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        act()
    kept = Entry.objects.get()
    assert (kept.reason, kept.action) == ("", "edit_year")


def test_whoever_acted_is_kept_by_name(entry, world):
    assert entry.actor_name == "Người head_a"
    assert entry.subject == str(world.year)
    assert entry.at == world.actor("head_a").at
