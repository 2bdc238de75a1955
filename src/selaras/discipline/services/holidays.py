"""Days off of a city, an office or a unit: written down with the decision they rest on, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.discipline import events
from selaras.discipline.models import LocalHoliday
from selaras.organisation.models import Agency, Unit


@dataclass(frozen=True, slots=True)
class NewHoliday:
    """A day, its name, the decision it rests on, and where: without a unit the whole city."""

    day: date
    name: str
    basis: str
    unit: Unit | None = None


def add_local_holiday(agency: Agency, *, by: Actor, on: date, new: NewHoliday) -> LocalHoliday:
    """Days and deadlines are read with it from now on, past ones too. Raises `InvalidInput` for a day already there."""
    row = LocalHoliday(
        agency=agency, unit=new.unit, day=new.day, name=new.name.strip(), basis=new.basis.strip()
    )
    require(by, Permission.MANAGE_HOLIDAYS, row)
    try:
        with transaction.atomic(), recording(events.LOCAL_HOLIDAY_SET, by=by, about=row) as record:
            record.note(day=new.day, name=row.name, unit=str(new.unit or agency), basis=row.basis)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise InvalidInput(fields={"day": _("Hari ini sudah tercatat sebagai libur di sana.")}) from error
    return row


def drop_local_holiday(holiday: LocalHoliday, *, by: Actor, on: date) -> None:
    """Take a day off back; what was read with it is read without it from now on."""
    require(by, Permission.MANAGE_HOLIDAYS, holiday)
    with recording(events.LOCAL_HOLIDAY_DROPPED, by=by, about=holiday) as record:
        record.note(day=holiday.day, name=holiday.name)
        LocalHoliday.objects.filter(pk=holiday.pk).delete()
