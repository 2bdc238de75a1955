"""A human says whether devices failed on a day; until then the day counts against nobody."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.workflow import advance
from selaras.discipline import events
from selaras.discipline.models import Outage
from selaras.discipline.workflow import OUTAGE


def excuse_outage(outage: Outage, *, by: Actor, on: date, reason: str) -> Outage:
    """It was an outage: sides that are missing on this day do not count."""
    return _decide(outage, "excuse_outage", by, reason.strip())


def dismiss_outage(outage: Outage, *, by: Actor, on: date, reason: str) -> Outage:
    """It was none: the day is read like any other."""
    return _decide(outage, "dismiss_outage", by, reason.strip())


def _decide(outage: Outage, step: str, by: Actor, reason: str) -> Outage:
    require(by, Permission.RUN_FEEDS, outage)
    if not reason:
        raise InvalidInput(fields={"reason": _("Tulis alasannya; pegawai membacanya.")})
    with recording(events.OUTAGE_DECIDED, by=by, about=outage, because=reason) as record:
        target = OUTAGE.transition(step).target
        record.note(day=outage.day, device=outage.device, old=outage.status, new=target)
        moment = clock.now()
        advance(OUTAGE, outage, step, decided_by_id=by.employee_id, decided_at=moment, decision_reason=reason)
    return outage
