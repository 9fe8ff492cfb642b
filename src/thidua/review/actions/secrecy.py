"""The keys and the seal of a ballot: made when it opens, and at its closing the private key erased.

Called by the actions that open and close; neither asks for rights again.
"""

from __future__ import annotations

import contextlib

from django.db import DatabaseError, connection, transaction

from thidua.core.secret_paper import digest
from thidua.signing import blind

from .. import urn
from ..models import Ballot, Elector, Urn


def prepare_secrecy(ballot: Ballot) -> None:
    """Give a secret ballot that opens its key pair and its empty urn; take them from one that is none.

    To be called within the transaction that opens the ballot or sets it anew; twice does no harm.
    """
    if urn.has_urn(ballot):
        if not ballot.public_key:
            ballot.private_key, ballot.public_key = blind.new_key()
        Urn.objects.get_or_create(ballot=ballot)
    else:
        ballot.private_key = ballot.public_key = ""
        Urn.objects.filter(ballot=ballot).delete()
    ballot.save(update_fields=["public_key", "private_key"])


def seal(ballot: Ballot) -> None:
    """Fix what was cast by its digest, erase the private key and the blinded papers.

    To be called within the closing transaction, once nothing more can be cast. After its commit the
    database is asked to forget the older versions of what was written.
    """
    ballot.sealed = digest(urn.cast_text(ballot))
    ballot.private_key = ""
    ballot.save(update_fields=["sealed", "private_key"])
    if urn.has_urn(ballot):
        Elector.objects.filter(ballot=ballot).update(blinded="")
        transaction.on_commit(forget_old_versions, robust=True)


# How long a cast waits for readers before it leaves earlier urns to the next cast, in milliseconds.
_PATIENCE = 500


def forget_earlier_urns() -> None:
    """Give up what the database's own files still hold of the urn before this vote.

    Without it the write-ahead file would keep every state of the urn beside every signing, in order: a
    single copy of the files, made once before closing, would tell whose each paper is. Where somebody is
    reading it is left to the next vote. Nothing is logged: a line would tell when a paper came.
    """
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f'VACUUM (SKIP_LOCKED) "{Urn._meta.db_table}"')
            return
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def forget_old_versions() -> None:
    """Give up what earlier rows of the urn and of keys left behind in the database's own files.

    SQLite overwrites what is deleted as it goes (``secure_delete``) and here empties its write-ahead file;
    PostgreSQL writes the tables anew. What the file system, a backup, a replica or PostgreSQL's log of
    changes keep is out of reach.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        cursor.execute("SET lock_timeout = '5s'")
        try:
            for model in (Urn, Elector, Ballot):
                cursor.execute(f'VACUUM (FULL) "{model._meta.db_table}"')
        finally:
            cursor.execute("RESET lock_timeout")
