"""A database as on a fresh installation, and a workbook's cells to compare."""

from django.apps import apps
from django.db import connection

from thidua.accounts.models import User
from thidua.workbook.reading import read


def cells(content: bytes) -> dict[str, list[dict]]:
    book = read(content).book
    return {key: [dict(row.values) for row in rows] for key, rows in book.items()}


def empty_the_database() -> None:
    """Empty the database of everything but people, as a fresh installation is."""
    tables = [
        m._meta.db_table
        for m in apps.get_models(include_auto_created=True)
        if m.__module__.startswith("thidua.") and m is not User and m._meta.app_label not in ("journal",)
    ]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
