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


def kinship_obstacle(by: Actor, employee_id: UUID) -> Text | None:
    """Why this person may not decide about an employee, or None where they are not related. One query."""
    rows = Kinship.objects.filter(official_id=by.employee_id, employee_id=employee_id, ended_at=None)
    return why_no_relative() if rows.exists() else None


def why_no_relative() -> Text:
    """Why a relative may not decide."""
    return _("Ada hubungan keluarga antara Anda dan pegawai ini, jadi Anda tidak memutuskan tentangnya.")


def require_unrelated(by: Actor, employee_id: UUID) -> None:
    """Raises `StepNotPossible` for a relative, with what can be done. One query."""
    obstacle = kinship_obstacle(by, employee_id)
    if obstacle is not None:
        raise StepNotPossible(
            obstacle,
            remedy=_(
                "Admin menunjuk pejabat lain dengan perintah tertulis (Plt/Plh). Isian yang sudah ada tetap tersimpan."
            ),
        )
