"""From when on somebody counts as late with the plan of the year: never because of the system, nor of a leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from selaras.authorization import Actor
from selaras.discipline.selectors import away_until
from selaras.organisation.outages import Outages
from selaras.planning.models import Skp
from selaras_rules import SkpDue, skp_due

AFTER_LEAVE = timedelta(days=7)


def due_of_year(actor: Actor, skp: Skp | None, outages: Outages) -> SkpDue:
    """The days of January as they hold for one person today. One query where the plan seems late, else none.

    An outage of the last day moves it (C-21); who was on leave on it has a week after coming back (C-19).
    """
    due = skp_due(outages.on.year, outages.ruleset).value
    day = outages.moved(due.due)
    is_open = skp is None or skp.version == 0
    if outages.on > day and is_open and (back := away_until(actor.employee_id, day)) is not None:
        day = max(day, back + AFTER_LEAVE)
    return replace(due, due=day)
