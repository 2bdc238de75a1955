"""Questions about companions: whom one accompanies and who has been quiet for long; seen by the companion alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from selaras.authorization import Actor, Permission, visible
from selaras.core.rows import row_of
from selaras.monitoring.models import Companion
from selaras.monitoring.team import TeamLine, lines_of
from selaras.organisation.models import Employee
from selaras.planning.models import Skp

MOST_CHOICES = 80


def accompanied_by(by: Actor, on: date) -> list[TeamLine]:
    """The plans of those whom the actor accompanies, who has been quiet longest first. One query."""
    people = Companion.objects.filter(companion_id=by.employee_id, until=None).values("employee")
    lines = lines_of(Skp.objects.filter(employee__in=people, year=on.year), on)
    return sorted(lines, key=lambda line: -(line.quiet_days or 0))


def companion_of(employee_id: UUID | None) -> Companion | None:
    """Who accompanies somebody now. One query."""
    rows = Companion.objects.filter(employee_id=employee_id, until=None)
    return rows.select_related("companion__position").first()


def with_companions(lines: Sequence[TeamLine]) -> list[tuple[TeamLine, str]]:
    """Each line with the name of the companion of its person, empty where nobody goes along. One query."""
    people = [line.skp.employee_id for line in lines]
    rows = Companion.objects.filter(employee__in=people, until=None).select_related("companion")
    names = {row.employee_id: row.companion.full_name for row in rows}
    return [(line, names.get(line.skp.employee_id, "")) for line in lines]


def employee_to_accompany(by: Actor, pk: UUID) -> Employee:
    """Somebody for whom the actor may name a companion. Raises `NotFound`."""
    rows = Employee.objects.filter(pk=pk).select_related("position", "unit")
    return row_of(visible(by, Permission.NAME_COMPANION, rows))


def companion_choices(employee: Employee) -> list[tuple[str, str]]:
    """Colleagues of the same unit who do not rate the person, by name. One query."""
    raters = [
        pk for pk in (employee.pejabat_penilai_id, employee.atasan_pejabat_penilai_id) if pk is not None
    ]
    rows = Employee.objects.filter(unit_id=employee.unit_id, agency_id=employee.agency_id)
    rows = rows.exclude(pk__in=[employee.pk, *raters]).order_by("name")[:MOST_CHOICES]
    return [(str(row.pk), row.full_name) for row in rows]
