"""Corrections of a day: the person asks with a reason, an official with a name decides; punches stay as they are."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock, notices
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.workflow import advance
from selaras.discipline import events
from selaras.discipline.models import Correction, CorrectionStatus
from selaras.discipline.workflow import CORRECTION
from selaras.organisation.models import Employee
from selaras_rules.periods import date_label

# Older days belong to a year that is evaluated; a correction would come too late for it.
LONGEST_AGO = timedelta(days=366)


def ask_correction(
    employee: Employee, *, by: Actor, on: date, day: date, claim: str, reason: str
) -> Correction:
    """Say what a day really was. Raises `InvalidInput` for a day to come, one long past, or one asked for already."""
    require(by, Permission.CORRECT_ATTENDANCE, employee)
    correction = Correction(
        agency_id=employee.agency_id, employee=employee, day=day, claim=claim, reason=reason.strip(),
        asked_at=clock.now(),
    )  # fmt: skip
    _refuse_odd_day(employee, day, on)
    with recording(events.CORRECTION_ASKED, by=by, about=correction, because=correction.reason) as record:
        record.note(day=day, claim=claim)
        correction.save(force_insert=True)
        text = _("%(name)s meminta koreksi presensi %(day)s.")
        notices.tell(
            employee.pejabat_penilai_id, "attendance",
            text % {"name": employee.full_name, "day": date_label(day)},
            agency_id=employee.agency_id, url=reverse("discipline:correction", args=[correction.pk]),
        )  # fmt: skip
    return correction


def approve_correction(correction: Correction, *, by: Actor, on: date, reason: str = "") -> Correction:
    """From now on the day counts as the person says. Raises `StepNotPossible` once it is decided."""
    return _decide(correction, "approve_correction", by, reason.strip())


def refuse_correction(correction: Correction, *, by: Actor, on: date, reason: str) -> Correction:
    """The day stays as it is read, with a reason the person can read. Raises `InvalidInput` without one."""
    if not reason.strip():
        raise InvalidInput(fields={"reason": _("Tulis alasannya; pegawai membacanya.")})
    return _decide(correction, "refuse_correction", by, reason.strip())


def withdraw_correction(correction: Correction, *, by: Actor, on: date) -> Correction:
    """The person takes the request back."""
    require(by, Permission.CORRECT_ATTENDANCE, correction)
    with recording(events.CORRECTION_WITHDRAWN, by=by, about=correction, day=correction.day):
        advance(CORRECTION, correction, "withdraw_correction")
    return correction


def _decide(correction: Correction, step: str, by: Actor, reason: str) -> Correction:
    require(by, Permission.DECIDE_ATTENDANCE, correction)
    transition = CORRECTION.transition(step)
    with recording(events.CORRECTION_DECIDED, by=by, about=correction, because=reason) as record:
        record.note(day=correction.day, old=correction.status, new=transition.target)
        advance(
            CORRECTION, correction, step, decided_by_id=by.employee_id, decided_at=clock.now(),
            decision_reason=reason,
        )  # fmt: skip
        told = {
            "day": date_label(correction.day), "name": by.name,
            "state": str(CORRECTION.states[transition.target]).casefold(),
        }  # fmt: skip
        notices.tell(
            correction.employee_id, "attendance", _("Koreksi presensi %(day)s oleh %(name)s: %(state)s.") % told,
            agency_id=correction.agency_id,
            url=reverse("discipline:day", args=[correction.employee_id, correction.day.isoformat()]),
        )  # fmt: skip
    return correction


def _refuse_odd_day(employee: Employee, day: date, on: date) -> None:
    if day > on:
        raise InvalidInput(_("Hari ini belum tiba, jadi belum ada yang dapat dikoreksi."))
    if day < on - LONGEST_AGO:
        raise InvalidInput(
            _("Hari ini sudah lebih dari satu tahun lalu. Hubungi admin OPD bila masih diperlukan.")
        )
    if Correction.objects.filter(employee=employee, day=day, status=CorrectionStatus.ASKED).exists():
        raise InvalidInput(_("Koreksi hari ini sudah Anda minta dan menunggu keputusan."))
