"""An outage of the system is recorded, its deadlines move, and everybody is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import SYSTEM, SystemDoer, recording
from selaras.core.errors import InvalidInput
from selaras.core.heartbeat import Silence, was_anybody_served
from selaras.core.notices import Message, tell_each
from selaras.organisation import events
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, Employee, SystemOutage
from selaras.organisation.outages import LOOK_BACK, Outages, let_all_follow_outages, moves, sentence_of

LONGEST = timedelta(days=14)


def record_outage(
    agency: Agency, *, by: Actor, on: date, starts_at: datetime, ends_at: datetime, reason: str
) -> SystemOutage:
    """Say from when until when the system could not be used; where a deadline moves, everybody with a login is told.

    The deadlines of periods move in the same transaction; what the system finds by itself moves them in its own tick.

    Raises `InvalidInput` for a stretch that ends before it starts, has not ended, is long over or longer than two
    weeks, and without a reason.
    """
    require(by, Permission.RECORD_OUTAGE, agency)
    person_of(by)  # whoever says so is named with it
    _check(starts_at, ends_at, reason)
    with transaction.atomic():
        outage = _keep(agency, starts_at, ends_at, reason, by=by, on=on)
        let_all_follow_outages(agency)
    return outage


def record_found_outage(agency: Agency, silence: Silence, on: date) -> SystemOutage | None:
    """Keep a silence that the system found by itself, unless somebody of the agency worked meanwhile.

    Where a deadline moves, everybody with a login is told, as for an outage that a person recorded.
    """
    if was_anybody_served(silence):
        return None
    rows = SystemOutage.objects.filter(agency=agency, starts_at=silence.began_at, recorded_by=None)
    if rows.exists():
        return None
    return _keep(agency, silence.began_at, silence.ended_at, _("ditemukan sistem sendiri"), by=SYSTEM, on=on)


def _keep(
    agency: Agency, starts_at: datetime, ends_at: datetime, reason: str, *, by: Actor | SystemDoer, on: date
) -> SystemOutage:
    outage = SystemOutage(
        agency=agency, starts_at=starts_at, ends_at=ends_at, reason=reason, recorded_by_id=by.employee_id,
        recorded_at=clock.now(),
    )  # fmt: skip
    later = _new_moves(outage, agency, on)
    facts = {"start": starts_at.isoformat(), "end": ends_at.isoformat(), "days": len(later)}
    with recording(events.OUTAGE_RECORDED, by=by, about=agency, because=reason, **facts):
        outage.save(force_insert=True)
        if later:
            _tell_everybody(agency, sentence_of(outage, later, agency))
    return outage


def _new_moves(outage: SystemOutage, agency: Agency, on: date) -> dict[date, date]:
    """The days whose deadlines move, or move further, only because of this outage."""
    ruleset, first = ruleset_for(agency, on), clock.local(outage.starts_at, agency).date()
    known = Outages(agency, ruleset, on=on, since=first)
    later = moves(outage, [*known.rows, outage], agency, ruleset)
    return {day: there for day, there in later.items() if there != known.moved(day)}


def _tell_everybody(agency: Agency, text: str) -> None:
    people = Employee.objects.filter(agency=agency, account__isnull=False).values_list("pk", flat=True)
    message = Message(list(people), "system_outage", text, reverse("organisation:system_outages"))
    tell_each([message], agency_id=agency.pk)


def _check(starts_at: datetime, ends_at: datetime, reason: str) -> None:
    fields, now = {}, clock.now()
    if ends_at <= starts_at:
        fields["ends_at"] = _("Gangguan berakhir setelah dimulai. Periksa jamnya.")
    elif ends_at > now:
        fields["ends_at"] = _("Catat setelah gangguannya selesai.")
    elif ends_at < now - LOOK_BACK:
        fields["ends_at"] = _("Gangguan ini sudah terlalu lama berlalu untuk menggeser tenggat.")
    elif ends_at - starts_at > LONGEST:
        fields["starts_at"] = _("Paling lama dua minggu sekali catat. Periksa tanggalnya.")
    if not reason:
        fields["reason"] = _("Tulis sebabnya; setiap orang dapat membacanya.")
    if fields:
        raise InvalidInput(fields=fields)
