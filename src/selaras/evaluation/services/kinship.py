"""Declaring that an employee and an official are related, and ending the declaration."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput
from selaras.core.rows import change_row
from selaras.evaluation import events
from selaras.evaluation.models import Kinship
from selaras.organisation.models import Employee


def declare_kinship(employee: Employee, official: Employee, *, by: Actor, on: date) -> Kinship:
    """Say that these two are related; from now on the official decides nothing about the employee (P-42)."""
    require(by, Permission.DECLARE_KINSHIP, employee)
    if employee.pk == official.pk or official.agency_id != employee.agency_id:
        raise InvalidInput(fields={"official": _("Pilih pejabat lain dari instansi ini.")})
    kinship = Kinship(
        agency_id=employee.agency_id, employee=employee, official=official, declared_by_id=by.employee_id,
        declared_at=clock.now(),
    )  # fmt: skip
    try:
        with (
            transaction.atomic(),
            recording(events.KINSHIP_DECLARED, by=by, about=kinship, official=official.full_name),
        ):
            kinship.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return kinship


def end_kinship(kinship: Kinship, reason: str, *, by: Actor, on: date) -> Kinship:
    """End a declaration that was wrong or no longer holds; admins only, with a reason."""
    require(by, Permission.END_KINSHIP, kinship)
    if not reason.strip():
        raise InvalidInput(fields={"reason": _("Tulis mengapa pernyataan ini diakhiri.")})
    changes = {"ended_at": clock.now(), "ended_by_id": by.employee_id, "end_reason": reason.strip()}
    with recording(events.KINSHIP_ENDED, by=by, about=kinship, because=reason.strip()):
        change_row(kinship, {"ended_at": None}, changes)
    return kinship
