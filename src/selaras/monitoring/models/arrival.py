"""What was written before it arrived: on a device without connection, or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models import Skp, through


class Way(models.TextChoices):
    """How something was written down before it came here."""

    DEVICE = "device", _("di perangkat tanpa sambungan")
    PAPER = "paper", _("di formulir kertas")


class Arrival(AgencyOwned):
    """Something written before it arrived: both days stay readable, and the later one alone counts (C-23, C-25).

    `device_at` is what the clock of the device showed; `clock_off` says by how many seconds that clock was ahead of
    ours when the entry was sent. `written_on` is the day it was written by our clock, or the day on the paper.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="arrivals")
    way = models.CharField(max_length=6, choices=Way.choices)
    about_type = models.CharField(max_length=20)
    about_id = models.UUIDField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    device_at = models.DateTimeField(null=True)
    clock_off = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    arrived_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "written_by": "who", "written_on": "when", "device_at": "when", "reason": "words of the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "way", "about_type", "about_id", "clock_off", "arrived_at"}
    )

    class Meta:
        indexes = (models.Index(fields=["about_id"], name="arrival_about"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(way="device", device_at__isnull=False, clock_off__isnull=False)
                | models.Q(way="paper") & ~models.Q(reason=""),
                name="arrival_says_its_way",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose work it is about."""
        return self.skp.employee_id

    @property
    def is_clock_off(self) -> bool:
        """Whether the clock of the device was wrong by more than ten minutes."""
        return self.clock_off is not None and abs(self.clock_off) > 600
