"""Of the feedback given before: the words of the pejabat penilai are told from those of others."""

from typing import Any

from django.db import migrations, models


def name_the_leaders(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("monitoring", "Feedback").objects
    rows.filter(author_id=models.F("skp__pejabat_penilai_id")).update(voice="leader")


class Migration(migrations.Migration):
    dependencies = (("monitoring", "0003_growth"),)
    operations = (migrations.RunPython(name_the_leaders, migrations.RunPython.noop),)
