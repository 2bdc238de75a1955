"""`selaras migrate`: bring the database up to date."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    return None


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    migrate_if_needed(quiet=options.quiet)
    return 0


def migrate_if_needed(*, quiet: bool) -> None:
    """Run what is missing; nothing is asked and nothing printed when nothing is missing."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if not quiet:
        print("Menyiapkan basis data …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
