"""From when on somebody counts as late with the plan of the year: never because of the system, nor of a leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from selaras.authorization import Actor
from selaras.discipline.selectors import away_until
from selaras.organisation.models import Agency, SystemOutage
from selaras.organisation.outages import moved_by
from selaras.planning.models import Skp
from selaras_rules import Ruleset, SkpDue, skp_due

AFTER_LEAVE = timedelta(days=7)


def due_of_year(
    actor: Actor, agency: Agency, skp: Skp | None, on: date, ruleset: Ruleset, outages: Sequence[SystemOutage]
) -> SkpDue:
    """The days of January as they hold for one person. One query where the plan seems late, else none.

    An outage of the last day moves it (C-21); who was on leave on it has a week after coming back (C-19).
    """
    due = skp_due(on.year, ruleset).value
    day = moved_by(due.due, outages, agency, ruleset)
    is_open = skp is None or skp.version == 0
    if on > day and is_open and (back := away_until(actor.employee_id, day)) is not None:
        day = max(day, back + AFTER_LEAVE)
    return replace(due, due=day)
