"""The databases themselves refuse to change or delete a step of a discipline case."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "discipline_casestep"
triggers = import_module("selaras.discipline.migrations.0002_punches_stay")


def add_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    statement = triggers.SQLITE if editor.connection.vendor == "sqlite" else triggers.POSTGRESQL
    for verb in ("UPDATE", "DELETE"):
        editor.execute(statement.format(table=TABLE, verb=verb))


def drop_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    on = "" if editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for verb in ("UPDATE", "DELETE"):
        editor.execute(f"DROP TRIGGER {TABLE}_no_{verb}{on}")


class Migration(migrations.Migration):
    dependencies = [("discipline", "0003_discipline_cases"), ("core", "0003_append_only")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
