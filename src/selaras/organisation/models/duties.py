"""What people are appointed to, for whom they act, and which role they hold in Selaras."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.authorization import Role
from selaras.core.owned import AgencyOwned
from selaras.organisation.models.people import Employee
from selaras.organisation.models.units import Position, Unit


class AssignmentKind(models.TextChoices):
    """How somebody holds a post."""

    DEFINITIF = "definitif", _("Definitif")
    PLT = "plt", _("Plt")
    PLH = "plh", _("Plh")


class Assignment(AgencyOwned):
    """Somebody held or holds a post between two days. Acting heads (Plt, Plh) stand here beside their own post."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=AssignmentKind.choices, default=AssignmentKind.DEFINITIF)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    order_number = models.CharField(max_length=100, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id", "opd": "position__unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "position": "service record", "kind": "service record", "start": "service record",
        "end": "service record", "order_number": "service record",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency"})

    class Meta:
        indexes = (models.Index(fields=["position", "end"], name="assignment_of_position"),)


class Delegation(AgencyOwned):
    """One official acts for another between two days, on a written order."""

    from_employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations_given")
    to_employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations_held")
    kind = models.CharField(max_length=10, choices=AssignmentKind.choices, default=AssignmentKind.PLH)
    start = models.DateField()
    end = models.DateField()
    order_number = models.CharField(max_length=100)
    # The first day on which it no longer holds, if it was ended before its time.
    revoked_on = models.DateField(null=True, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "to_employee_id",
        "opd": "from_employee__unit__opd_id",
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "from_employee": "who", "to_employee": "who", "kind": "service record", "start": "service record",
        "end": "service record", "order_number": "service record", "revoked_on": "service record",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(from_employee=models.F("to_employee")), name="delegation_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="delegation_ends_after_start"
            ),
        )


class RoleAssignment(AgencyOwned):
    """A role beside the post: admin of an OPD or of the city, inspector, regional head."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "role": "task", "opd": "task", "start": "task", "end": "task",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency"})
