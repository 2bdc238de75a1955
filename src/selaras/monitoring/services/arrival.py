"""What was written before it arrived: on a device without connection, or on paper while nothing else worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from selaras.authorization import Actor, person_of
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.monitoring.events import ENTRY_ARRIVED
from selaras.monitoring.models import Arrival, Evidence, Feedback, Realisation, Way
from selaras.planning.models import Skp
from selaras_rules import date_label

Entered = Realisation | Evidence | Feedback


@dataclass(frozen=True, slots=True)
class DeviceTime:
    """What the clock of a device showed when something was written, and when it was sent."""

    written: datetime
    sent: datetime


def arrived_from_device(row: Entered, *, by: Actor, on: date, skp: Skp, time: DeviceTime) -> Arrival:
    """Keep both times of an entry that waited on a device. The clock of the device moves nothing: `on` stays our day.

    A clock that is wrong shows by the moment of sending, so the day of writing is told right all the same.
    """
    now = clock.now()
    off = round((time.sent - now).total_seconds())
    # Nothing is written after it arrived, whatever a clock that was put right in between says.
    written = min(time.written - timedelta(seconds=off), now)
    arrival = Arrival(
        way=Way.DEVICE,
        written_on=clock.local(written, skp.agency).date(),
        device_at=time.written,
        clock_off=off,
    )
    return _note(arrival, row, by, skp)


def arrived_on_paper(
    row: Entered, *, by: Actor, on: date, skp: Skp, written_on: date, reason: str
) -> Arrival:
    """Keep the day on the paper beside the day of entry, with the reason (C-23).

    Raises `InvalidInput` for a day to come, a day before the SKP, or without a reason.
    """
    check_paper(skp, on=on, written_on=written_on, reason=reason)
    return _note(Arrival(way=Way.PAPER, written_on=written_on, reason=reason), row, by, skp)


def check_paper(skp: Skp, *, on: date, written_on: date, reason: str) -> None:
    """Raises `InvalidInput` where the day on the paper can't be, or nothing says why there was paper."""
    fields = {}
    if written_on > on:
        fields["written_on"] = _("Tanggal pada kertas tidak boleh di masa depan.")
    elif written_on < skp.period_start:
        fields["written_on"] = _(
            "Tanggal pada kertas tidak boleh sebelum SKP ini mulai berlaku (%(day)s)."
        ) % {"day": date_label(skp.period_start)}
    if not reason.strip():
        fields["reason"] = _("Tulis mengapa dicatat di kertas, misalnya: «listrik padam 3 hari».")
    if fields:
        raise InvalidInput(fields=fields)


def _note(arrival: Arrival, row: Entered, by: Actor, skp: Skp) -> Arrival:
    arrival.agency_id, arrival.skp, arrival.written_by_id = skp.agency_id, skp, person_of(by)
    arrival.about_type, arrival.about_id = type(row).__name__, row.pk
    arrival.arrived_at = clock.now()
    facts = {"way": str(Way(arrival.way).label), "written_on": arrival.written_on, "what": arrival.about_type}
    with recording(ENTRY_ARRIVED, by=by, about=arrival, because=arrival.reason, **facts):
        arrival.save()
    return arrival
