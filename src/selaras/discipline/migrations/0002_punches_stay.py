"""The databases themselves refuse to change or delete a punch."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "discipline_punch"
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION selaras_append_only()
"""


def add_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    statement = SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL
    for verb in ("UPDATE", "DELETE"):
        editor.execute(statement.format(table=TABLE, verb=verb))


def drop_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    on = "" if editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for verb in ("UPDATE", "DELETE"):
        editor.execute(f"DROP TRIGGER {TABLE}_no_{verb}{on}")


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_initial"), ("core", "0003_append_only")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
