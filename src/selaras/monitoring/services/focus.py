"""«Fokus saya minggu ini»: three things at most, chosen by the person, for one week, for nobody else's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput
from selaras.monitoring.events import FOCUS_CHOSEN, FOCUS_FORGOTTEN
from selaras.monitoring.models import WeeklyFocus
from selaras.organisation.models import Agency
from selaras.planning.models import Skp

MOST = 3


@dataclass(frozen=True, slots=True)
class FocusPoint:
    """What somebody may look at in a week: a step, an indicator, a feedback to answer, a colleague's question."""

    kind: str
    about_id: UUID
    text: str

    @property
    def key(self) -> str:
        """The same as one word, for a form."""
        return f"{self.kind}:{self.about_id}"


def week_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def choose_focus(skp: Skp, *, by: Actor, on: date, points: Sequence[FocusPoint]) -> list[WeeklyFocus]:
    """Take these as the focus of this week, in this order, instead of what was chosen before; none is fine too.

    What is left of earlier weeks is deleted. Raises `InvalidInput` for more than three.
    """
    require(by, Permission.CHOOSE_FOCUS, skp)
    if len(points) > MOST:
        problem = _("Pilih paling banyak tiga. Yang lain tetap ada dan tidak hilang.")
        raise InvalidInput(problem, fields={"points": problem})
    rows = [_row(by, week_of(on), place, point) for place, point in enumerate(points, start=1)]
    with recording(FOCUS_CHOSEN, by=by, about=skp, number=len(rows)):
        WeeklyFocus.objects.filter(employee_id=person_of(by), week__lte=week_of(on)).delete()
        WeeklyFocus.objects.bulk_create(rows)
    return rows


def forget_old_focus(agency: Agency, *, on: date) -> int:
    """Delete what people chose for weeks that are over; how many lines it was."""
    over = WeeklyFocus.objects.filter(agency=agency, week__lt=week_of(on))
    number = over.count()
    if number:
        with recording(FOCUS_FORGOTTEN, by=SYSTEM, about=agency, number=number):
            over.delete()
    return number


def _row(by: Actor, week: date, place: int, point: FocusPoint) -> WeeklyFocus:
    return WeeklyFocus(
        agency_id=by.agency_id, employee_id=person_of(by), week=week, place=place, kind=point.kind,
        about_id=point.about_id, text=point.text[:200], chosen_at=clock.now(),
    )  # fmt: skip
