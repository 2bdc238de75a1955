"""Closing a year."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.closing import events
from selaras.closing.models import YearClosing
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, StepNotPossible
from selaras.jobs.models import Job
from selaras.jobs.services import Wanted, living_job, request_job
from selaras.organisation.models import Agency, Unit


def close_year(agency: Agency, year: int, opd: Unit | None, *, by: Actor, on: date, site: str) -> YearClosing:
    """Ask for the closing of a year, or for another round of it; while one runs, it is that one.

    Nothing is decided: predikat stay as people decided them. Raises `StepNotPossible` before the year has ended.
    """
    who, moment = person_of(by), clock.now()
    closing = YearClosing.objects.filter(year=year, opd=opd).select_related("job").first() or YearClosing(
        agency=agency, year=year, opd=opd, asked_by_id=who, asked_at=moment
    )
    require(by, Permission.CLOSE_YEAR, closing)
    if on <= date(year, 12, 31):
        raise StepNotPossible(
            _("Tahun %(year)s belum berakhir.") % {"year": year},
            remedy=_("Tidak ada yang berubah. Tahun dapat ditutup mulai 1 Januari berikutnya."),
        )
    key = f"closing:{year}:{opd.pk if opd else ''}"
    if living_job(key) is not None:
        return closing
    closing.asked_by_id, closing.asked_at, closing.round = who, moment, closing.round + 1
    try:
        with (
            transaction.atomic(),
            recording(events.ASKED, by=by, about=closing, year=year, round=closing.round),
        ):
            closing.save()
            closing.job = _job(closing, key, by, site)
            closing.save(update_fields=["job"])
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return closing


def _job(closing: YearClosing, key: str, by: Actor, site: str) -> Job:
    place = closing.opd.name if closing.opd else closing.agency.name
    wanted = Wanted(
        kind="closing",
        key=key,
        title=_("Tutup tahun %(year)s – %(place)s") % {"year": closing.year, "place": place},
        parameters={"closing": str(closing.pk), "site": site},
        opd=closing.opd,
    )
    return request_job(closing.agency, wanted, by=by)
