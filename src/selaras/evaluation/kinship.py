"""Whether the person at the screen is a relative of whom a decision is about."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.errors import StepNotPossible, Text
from selaras.evaluation.models import Kinship


def relatives_of(by: Actor) -> set[UUID]:
    """The employees who are related to this person. One query."""
    rows = Kinship.objects.filter(official_id=by.employee_id, ended_at=None)
    return set(rows.values_list("employee_id", flat=True))


def is_relative(by: Actor, employee_id: UUID) -> bool:
    """Whether this person is related to an employee. One query."""
    rows = Kinship.objects.filter(official_id=by.employee_id, employee_id=employee_id, ended_at=None)
    return rows.exists()


def words() -> Text:
    """Why a relative may not decide."""
    return _("Ada hubungan keluarga antara Anda dan pegawai ini, jadi Anda tidak memutuskan tentangnya.")


def require_unrelated(by: Actor, employee_id: UUID) -> None:
    """Raises `StepNotPossible` for a relative, with what can be done."""
    if is_relative(by, employee_id):
        raise StepNotPossible(
            words(),
            remedy=_(
                "Admin menunjuk pejabat lain dengan perintah tertulis (Plt/Plh). Isian yang sudah ada tetap tersimpan."
            ),
        )
