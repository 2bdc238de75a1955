"""Where a test looks for what was planted: the person at a place of a post, and their plan."""

from __future__ import annotations

from selaras.organisation.models import Agency, Employee
from selaras.planning.models import Skp


def of(agency: Agency, unit: str, post: str, place: int = 0) -> Employee:
    """The person at a place of a post in a unit."""
    rows = Employee.objects.filter(agency=agency, unit__name__contains=unit, position__title__startswith=post)
    found: Employee = rows.order_by("id")[place]
    return found


def plan_of(employee: Employee, year: int = 2026) -> Skp:
    """The plan of a year; of two the later."""
    found: Skp = (
        Skp.objects.select_related("agency", "employee")
        .filter(employee=employee, year=year)
        .latest("period_start")
    )
    return found
