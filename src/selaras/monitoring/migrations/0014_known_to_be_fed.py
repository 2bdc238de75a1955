"""Numbers that came by a delivery are known as such; in a migration of its own, after the column is there."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def mark(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("monitoring", "Realisation").objects
    rows.filter(from_run__isnull=False).update(is_fed=True)


class Migration(migrations.Migration):
    dependencies = (("monitoring", "0013_numbers_that_arrive"),)
    operations = (migrations.RunPython(mark, migrations.RunPython.noop),)
