"""When the system last was at work; from two beats far apart it sees by itself that it had failed in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from selaras.core import clock
from selaras.core.models import AuditEvent, Heartbeat

# `selaras tick` runs every quarter of an hour; four beats that are missing are no hiccup.
LONGEST_PAUSE = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Silence:
    """From the last beat before to the first after."""

    began_at: datetime
    ended_at: datetime


def silence_before_now() -> Silence | None:
    """The silence that ends now, or None while beats follow each other. One query."""
    last, moment = Heartbeat.objects.filter(pk=1).first(), clock.now()
    if last is None or moment - last.at < LONGEST_PAUSE:
        return None
    return Silence(last.at, moment)


def beat() -> None:
    """Leave the mark of this moment."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": clock.now()})


def was_anybody_served(silence: Silence) -> bool:
    """Whether somebody of the agency in scope wrote anything meanwhile: then only the beats had stopped. One query."""
    rows = AuditEvent.objects.filter(at__gt=silence.began_at, at__lt=silence.ended_at, actor_id__isnull=False)
    return rows.exists()
