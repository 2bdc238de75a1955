"""The databases themselves refuse to change or delete audit events and decisions."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("core_auditevent", "core_decisionrecord")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION selaras_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION selaras_append_only()
"""


def add_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    statement = SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_FUNCTION, params=None)  # no parameters: the % is for RAISE
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(statement.format(table=table, verb=verb))


def drop_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    on = "" if editor.connection.vendor == "sqlite" else " ON {table}"
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER {table}_no_{verb}" + on.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
