"""Once a week superiors hear that the rules propose something for their team's absence (PP 94/2021 Pasal 26 and 28).

The year of a person is read day by day, so a city is looked at in portions: each tick takes the next superiors, and a
row says how far the week has come. Who is on leave is left in peace until the next week; nobody is named.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile
from selaras.core.notices import tell_many
from selaras.core.rows import change_row
from selaras.discipline.events import PROPOSALS_REMINDED
from selaras.discipline.models import AbsenceLook
from selaras.discipline.selectors import people_on_leave
from selaras.discipline.years import absence_years
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, Employee, LegalStatus
from selaras.organisation.office_hours import may_remind
from selaras.planning.occasions import weekly_day

# So many people are read in one tick; of 8,000 all within three days of office hours.
PEOPLE_A_TICK = 100
# Days of December are looked at until the middle of January.
LOOKS_BACK = timedelta(days=14)


def send_proposal_reminders(agency: Agency) -> int:
    """Look at the next teams of this week and tell their superiors; returns how many were told.

    Nothing outside working hours of the agency. Of two runs at once one tells. Raises `NoHolidayList`.
    """
    if not may_remind(agency, clock.now()):
        return 0
    on, look = clock.today(agency), AbsenceLook.objects.filter(agency=agency).first()
    this_week = weekly_day(on, week=ruleset_for(agency, on).choice("working_days.week"))
    if look is not None and look.is_done and look.week == this_week:
        return 0
    # A round that a week did not finish goes on in the next one; then that week begins its own.
    week, after = (this_week, None) if look is None or look.is_done else (look.week, look.after)
    superiors = _next_superiors(agency, after)
    if not superiors and week != this_week:
        week, superiors = this_week, _next_superiors(agency, None)
    try:
        return _tell(agency, look, week, superiors, on)
    except (ChangedMeanwhile, IntegrityError):  # another run was faster by a moment; it has told the same
        return 0


def _people(agency: Agency) -> QuerySet[Employee]:
    """Those of whom days are known: the ones who hold a number on a machine."""
    rows: QuerySet[Employee] = Employee.objects.filter(agency=agency, legal_status=LegalStatus.ACTIVE)
    return rows.filter(pejabat_penilai__isnull=False, badges__isnull=False)


def _next_superiors(agency: Agency, after: UUID | None) -> list[UUID]:
    """The superiors that follow, as many as lead about `PEOPLE_A_TICK` people; none at the end. One query."""
    rows = _people(agency) if after is None else _people(agency).filter(pejabat_penilai__gt=after)
    counted = rows.values_list("pejabat_penilai").annotate(people=Count("pk", distinct=True))
    found: list[UUID] = []
    seen = 0
    for superior, people in counted.order_by("pejabat_penilai")[:PEOPLE_A_TICK]:
        if seen >= PEOPLE_A_TICK or superior is None:
            break
        found.append(superior)
        seen += people
    return found


def _tell(agency: Agency, look: AbsenceLook | None, week: date, superiors: list[UUID], on: date) -> int:
    """Read the teams, tell the superiors who are there, and write down how far the week has come."""
    team = list(
        _people(agency).filter(pejabat_penilai__in=superiors).distinct().select_related("position", "unit")
    )
    due = {row.employee.pejabat_penilai_id for row in absence_years(team, agency, _year(on), on).due}
    told = sorted(key for key in due - people_on_leave(on) if key is not None)
    reached = {"week": week, "after": superiors[-1] if superiors else None, "is_done": not superiors}
    with recording(PROPOSALS_REMINDED, by=SYSTEM, about=agency, people=len(team), count=len(told)):
        if look is None:
            AbsenceLook(agency=agency, **reached).save(force_insert=True)
        else:
            change_row(look, {"week": look.week, "after": look.after, "is_done": look.is_done}, reached)
        text = _(
            "Ada usulan dari presensi tim Anda yang menunggu dilihat: bina dahulu, atau putuskan dengan alasan."
        )
        url = f"{reverse('cases:proposals')}?tahun={_year(on)}"
        tell_many(told, "reminder.proposal", text, agency_id=agency.pk, url=url)
    return len(told)


def _year(on: date) -> int:
    return (on - LOOKS_BACK).year
