"""The daily log, where the agency wants one: a line a day, and nothing has to be copied from it by hand."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.monitoring.events import DAY_DROPPED, DAY_WRITTEN
from selaras.monitoring.models import DayLine
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.planning.models import RencanaHasilKerja, Skp
from selaras_rules import date_label


def wants_day_lines(agency: Agency, on: date) -> bool:
    """Whether the agency has chosen to keep a daily log; most do without."""
    return bool(ruleset_for(agency, on).choice("daily_log.enabled"))


def write_day(
    skp: Skp, *, by: Actor, on: date, day: date, text: str, rhk_id: UUID | None = None
) -> DayLine | None:
    """Write the line of a day, or write it anew; an empty one takes it away (None).

    Raises `StepNotPossible` where the agency keeps no daily log, `InvalidInput` for a day to come or outside the SKP.
    """
    require(by, Permission.RECORD_PROGRESS, skp)
    if not wants_day_lines(skp.agency, on):
        raise StepNotPossible(_("Instansi Anda tidak memakai catatan harian. Realisasi bulanan sudah cukup."))
    _check(skp, on, day, rhk_id)
    row = DayLine.objects.filter(skp=skp, day=day).first()
    if not text:
        _drop(row, by)
        return None
    row = row or DayLine(agency_id=skp.agency_id, skp=skp, day=day)
    facts: dict[str, Any] = {
        "skp": skp.pk,
        "day": date_label(day),
        "new": text,
        **({"old": row.text} if row.text else {}),
    }
    with recording(DAY_WRITTEN, by=by, about=row, **facts):
        row.text, row.rhk_id, row.written_at = text, rhk_id, clock.now()
        row.save()
    return row


def _drop(row: DayLine | None, by: Actor) -> None:
    if row is not None:
        with recording(DAY_DROPPED, by=by, about=row, day=date_label(row.day), old=row.text):
            DayLine.objects.filter(pk=row.pk).delete()


def _check(skp: Skp, on: date, day: date, rhk_id: UUID | None) -> None:
    fields = {}
    if day > on:
        fields["day"] = _("Hari ini belum tiba. Catatan harian hanya untuk hari yang sudah berjalan.")
    elif not skp.period_start <= day <= skp.period_end:
        fields["day"] = _("Hari ini di luar masa SKP.")
    if rhk_id and not RencanaHasilKerja.objects.filter(pk=rhk_id, skp=skp, is_active=True).exists():
        fields["rhk"] = _("Pilih hasil kerja dari SKP ini.")
    if fields:
        raise InvalidInput(fields=fields)
