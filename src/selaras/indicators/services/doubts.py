"""«Tidak relevan»: everybody may say once about an indicator, with a reason, that it doesn't fit the work."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.indicators import events
from selaras.indicators.models import Indicator, RelevanceNote
from selaras.organisation.models import Employee

LONGEST = 1000


def doubt_indicator(indicator: Indicator, *, reason: str, by: Actor, on: date) -> RelevanceNote:
    """Say why an indicator doesn't fit one's work; a second note of the same person replaces the reason."""
    require(by, Permission.DOUBT_INDICATOR, indicator)
    words = reason.strip()
    if not words:
        raise InvalidInput(
            fields={"reason": _("Tulis alasannya. Tanpa alasan, tidak ada yang dapat diperbaiki.")}
        )
    if len(words) > LONGEST:
        raise InvalidInput(fields={"reason": _("Paling banyak %(limit)d huruf.") % {"limit": LONGEST}})
    note = RelevanceNote.objects.filter(indicator=indicator, employee_id=by.employee_id).first()
    if note is None:
        note = RelevanceNote(agency_id=indicator.agency_id, indicator=indicator)
        note.employee = Employee.objects.get(pk=by.employee_id)
    note.reason, note.noted_at = words, clock.now()
    try:
        with transaction.atomic(), recording(
            events.RELEVANCE_DOUBTED, by=by, about=note, code=indicator.code
        ):  # fmt: skip
            note.save()
    except IntegrityError as error:
        raise StepNotPossible(_("Catatan Anda untuk indikator ini baru saja tersimpan.")) from error
    return note


def withdraw_doubt(indicator: Indicator, *, by: Actor, on: date) -> None:
    """Take one's own note back; without a note nothing happens."""
    require(by, Permission.DOUBT_INDICATOR, indicator)
    note = RelevanceNote.objects.filter(indicator=indicator, employee_id=by.employee_id).first()
    if note is not None:
        with recording(events.DOUBT_WITHDRAWN, by=by, about=note, code=indicator.code):
            RelevanceNote.objects.filter(pk=note.pk).delete()
