"""An objection that waits is remembered: whose step it is, and who acts for them, reads so every five days.

In office hours only.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.notices import tell_many
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.kinship import officials_related_to
from selaras.evaluation.models import Objection
from selaras.evaluation.services.objection_support import DAYS_TO_EXPLAIN
from selaras.organisation.models import Agency
from selaras.organisation.office_hours import may_remind
from selaras.organisation.selectors import admins_of, representatives_of

EVERY_DAYS = 5


def send_objection_reminders(agency: Agency) -> int:
    """Remind those whose step it is; how many objections were remembered. Raises `NoHolidayList`."""
    on = clock.today(agency)
    rows = Objection.objects.exclude(status="decided").select_related("evaluation__skp__agency")
    waiting = [row for row in rows if row.reminded_on != on and _is_due(row, on)]
    if not waiting or not may_remind(agency, clock.now()):
        return 0
    return sum(_remind(row, on) for row in waiting)


def _is_due(row: Objection, on: date) -> bool:
    return (on - (row.reminded_on or _since(row))).days >= EVERY_DAYS


def _since(row: Objection) -> date:
    moment = row.raised_at if row.status == "raised" or row.explained_at is None else row.explained_at
    return clock.local(moment, row.evaluation.skp.agency).date()


def _remind(row: Objection, on: date) -> int:
    days = (on - _since(row)).days
    with recording(events.OBJECTION_REMINDED, by=SYSTEM, about=row, period=row.evaluation.span.label):
        # The day in the filter: two ticks at once remind once.
        if not Objection.objects.filter(pk=row.pk, reminded_on=row.reminded_on).update(reminded_on=on):
            return 0
        if row.status == "raised":
            text = _(
                "Keberatan atas hasil %(period)s menunggu penjelasan pejabat penilai sejak %(days)s hari lalu."
            )
        else:
            text = _("Keberatan atas hasil %(period)s menunggu keputusan atasan sejak %(days)s hari lalu.")
        readers, known = _readers(row, on), {"period": row.evaluation.span.label, "days": days}
        if not readers:
            text = _(
                "Keberatan atas hasil %(period)s menunggu sejak %(days)s hari lalu, dan belum ada pejabat yang boleh "
                "menanganinya. Tunjuk Plt/Plh."
            )
            opd = row.evaluation.skp.opd_id
            readers = admins_of([opd], on)[opd]
        tell_many(
            readers, "objection", text % known, agency_id=row.agency_id,
            url=address("evaluation:detail", row.evaluation_id),
        )  # fmt: skip
    return 1


def _readers(row: Objection, on: date) -> list[UUID]:
    """Whose step it is, and who represents them: an absent official alone would leave the objection lying.

    None of them where it is about a relative or the own work; then it is for the admin who names somebody.
    """
    people = _whose_step(row, (on - _since(row)).days)
    acting = representatives_of(people, on)
    everybody = [*people, *(other for person in people for other in acting.get(person, []))]
    employee = row.evaluation.skp.employee_id
    excluded = {employee, *officials_related_to(employee)}
    return [person for person in everybody if person not in excluded]


def _whose_step(row: Objection, days: int) -> list[UUID]:
    skp = row.evaluation.skp
    if row.status == "explained":
        people = [skp.atasan_pejabat_penilai_id]
    elif days > DAYS_TO_EXPLAIN:
        people = [skp.pejabat_penilai_id, skp.atasan_pejabat_penilai_id]
    else:
        people = [skp.pejabat_penilai_id]
    return [person for person in people if person is not None]
