"""TPP: the regulation, the count of a month that is asked for, and people released for payroll."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.consequences import events
from selaras.consequences.counting import KIND, key_of, regulation_of
from selaras.consequences.models import TppCorrection, TppMonth, TppRegulation, TppShare
from selaras.consequences.punished import cases_that_cut
from selaras.consequences.tpp_changes import corrections_that_leave
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import Message, tell_each
from selaras.discipline.models import CountedDay, CountedFor
from selaras.discipline.punishments import days_to_hold
from selaras.discipline.services import hold_days, not_held
from selaras.jobs.models import Job
from selaras.jobs.services import Wanted, request_job
from selaras.organisation.models import Agency
from selaras_rules import Period


def record_tpp_regulation(
    agency: Agency, *, number: str, title: str, effective: date, by: Actor, on: date
) -> TppRegulation:
    """Name the regulation of the region under which months are counted from a day on.

    Raises `InvalidInput` without a number, or for a second one on the same day.
    """
    require(by, Permission.MANAGE_TPP, agency)
    if not number.strip():
        raise InvalidInput(fields={"number": _("Tulis nomor peraturannya, misalnya Perwali 12/2026.")})
    row = TppRegulation(
        agency=agency, number=number.strip(), title=title.strip(), effective=effective,
        recorded_by_id=by.employee_id, recorded_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic(), recording(events.TPP_REGULATION, by=by, about=agency, number=row.number):
            row.save()
    except IntegrityError as error:
        raise InvalidInput(
            fields={"effective": _("Sudah ada peraturan yang berlaku mulai hari itu.")}
        ) from error
    return row


def request_tpp_count(agency: Agency, month: Period, *, by: Actor, on: date) -> Job:
    """Ask for the count of a month, or find the one under way: who was released stays, a difference is a correction.

    Raises `StepNotPossible` before the month is over, or without a regulation in force.
    """
    require(by, Permission.MANAGE_TPP, agency)
    if month.end >= on:
        raise StepNotPossible(_("%(month)s belum berakhir.") % {"month": month.label})
    regulation_of(month)
    title = _("Hitung TPP %(month)s") % {"month": month.label}
    return request_job(agency, Wanted(KIND, key_of(month), title, {"month": month.code}), by=by)


def release_tpp_month(agency: Agency, month: Period, *, by: Actor, on: date) -> int:
    """Hand over everybody who is ready, and corrections that are due; gaps hold up nobody (C-18).

    A correction that a law made leaves only once it was confirmed.
    From now on these percentages never change. The days they were cut for are held, so that nothing else cuts them.
    Raises `StepNotPossible` when nobody is ready, or while the month is being counted.
    """
    require(by, Permission.MANAGE_TPP, agency)
    moment = clock.now()
    ready = TppShare.objects.filter(tpp_month__month=month.start, gap="", released_at=None)
    due = corrections_that_leave(month)
    with recording(events.TPP_RELEASED, by=by, about=agency, month=month.label) as rec:
        _require_counted(month)
        rows = list(ready.only("employee_id", "inputs", "agency_id"))
        fixes = list(due.only("employee_id", "inputs", "agency_id"))
        corrections = due.update(released_at=moment, due_month=month.start)
        if not rows and not corrections:
            raise StepNotPossible(
                _("Tidak ada pegawai baru yang siap pada %(month)s.") % {"month": month.label}
            )
        hold_days(
            _held(rows, fixes),
            remedy=_("Tidak ada yang dilepas. Hitung ulang bulan ini, lalu lepaskan lagi."),
        )
        released = ready.update(released_at=moment)
        if released != len(rows):
            raise ChangedMeanwhile()
        rec.note(people=released, corrections=corrections)
        _tell(agency, rows, month)
    return released


def _require_counted(month: Period) -> None:
    """Nothing of a month leaves while a count is under way; a count that begins waits for us."""
    row = TppMonth.objects.select_for_update().filter(month=month.start).first()
    if row is not None and row.is_being_counted:
        raise StepNotPossible(
            _("%(month)s sedang dihitung; sebagian angkanya masih dari hitungan sebelumnya.")
            % {"month": month.label},
            remedy=_("Tidak ada yang dilepas. Tunggu hitungannya selesai, atau lanjutkan bila terhenti."),
        )


def _held(rows: Sequence[TppShare], fixes: Sequence[TppCorrection]) -> list[CountedDay]:
    """The days behind what leaves now, each once: what attendance cut, and what the punishments rest on.

    Where a correction cuts a day whose punishment leaves with it, the next count gives the punishment's cut back.
    """
    days = [*days_to_hold(cases_that_cut([*rows, *fixes])), *not_held(_cut_days(fixes)), *_cut_days(rows)]
    return list({(day.employee_id, day.day): day for day in days}.values())


def _cut_days(rows: Sequence[TppShare | TppCorrection]) -> list[CountedDay]:
    return [
        CountedDay(
            agency_id=row.agency_id, employee_id=row.employee_id, day=date.fromisoformat(day[0]),
            counted_for=CountedFor.CUT,
        )
        for row in rows
        for day in row.inputs.get("dates", ())
    ]  # fmt: skip


def _tell(agency: Agency, rows: Sequence[TppShare], month: Period) -> None:
    text = _("Persentase TPP %(month)s Anda sudah dihitung. Anda dapat membaca sebabnya.") % {
        "month": month.label
    }
    people = [row.employee_id for row in rows]
    url = reverse("consequences:tpp_mine")
    tell_each([Message(people, "consequences", text, url)], agency_id=agency.pk)
