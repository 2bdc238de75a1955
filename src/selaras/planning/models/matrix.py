"""The matriks peran dan hasil: who carries what of a leader's results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models.plan import RencanaHasilKerja, through


class CascadeKind(models.TextChoices):
    """How a member carries the leader's result."""

    DIRECT = "langsung", _("Langsung: hasil yang sama, sebagian target")
    INDIRECT = "tidak_langsung", _("Tidak langsung: hasil antara yang mendukung")


class RoleMatrixCell(AgencyOwned):
    """One cell of the matriks peran dan hasil: what a member contributes to a result of the leader."""

    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="matrix_cells")
    member = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="matrix_cells")
    text = models.CharField(max_length=500)
    cascade = models.CharField(max_length=15, choices=CascadeKind.choices, default=CascadeKind.INDIRECT)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"member": "who", "text": "the plan"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "rhk", "cascade"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rhk", "member"], name="one_cell_a_member"),)
