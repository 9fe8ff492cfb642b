"""Bringing the database to the form this version needs."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def bring_up_to_date() -> None:
    """Apply the migrations that are missing, saying so."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        print(f"Chuẩn bị cơ sở dữ liệu ({len(missing)} bước)…", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
