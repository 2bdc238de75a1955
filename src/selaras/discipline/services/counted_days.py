"""A day of absence is held against somebody once for each thing: it carries one case, and money is cut for it once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.core.errors import ChangedMeanwhile, Text
from selaras.discipline.models import CountedDay


def not_held(days: Sequence[CountedDay]) -> list[CountedDay]:
    """Those of these days that are not held for the same thing yet; one query at most."""
    if not days:
        return []
    people = {row.employee_id for row in days}
    rows = CountedDay.objects.filter(employee__in=people, counted_for__in={row.counted_for for row in days})
    held = set(rows.values_list("employee_id", "day", "counted_for"))
    return [row for row in days if (row.employee_id, row.day, row.counted_for) not in held]


def hold_days(days: Sequence[CountedDay], *, remedy: Text) -> None:
    """Write down what these days were held for, of any number of people. Call inside a recording.

    Raises `ChangedMeanwhile` with this remedy when one of them was held for the same thing before; none is then held.
    """
    try:
        with transaction.atomic():
            CountedDay.objects.bulk_create(days, batch_size=500)
    except IntegrityError as error:
        text = _(
            "Sebagian hari ini baru saja diperhitungkan pada proses lain. Satu hari tidak dihitung dua kali."
        )
        raise ChangedMeanwhile(text, remedy=remedy) from error
