"""Whether the person at the screen is a relative of whom a decision is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.errors import StepNotPossible, Text
from selaras.evaluation.models import Kinship


def kinship_between(official: Any, employee: Any) -> QuerySet[Kinship]:
    """That two are declared relatives; each a person, or a column of the question around it."""
    return Kinship.objects.filter(official_id=official, employee_id=employee, ended_at=None)


def relatives_of(by: Actor) -> set[UUID]:
    """The employees who are related to this person. One query."""
    rows = Kinship.objects.filter(official_id=by.employee_id, ended_at=None)
    return set(rows.values_list("employee_id", flat=True))


def officials_related_to(employee_id: UUID) -> set[UUID]:
    """The officials who are related to this person. One query."""
    rows = Kinship.objects.filter(employee_id=employee_id, ended_at=None)
    return set(rows.values_list("official_id", flat=True))


def kinship_obstacle(by: Actor, employee_id: UUID) -> Text | None:
    """Why this person may not decide about an employee, or None where they are not related. One query."""
    return why_no_relative() if kinship_between(by.employee_id, employee_id).exists() else None


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
