"""The work of weeks and days: steps towards a result, a focus of the week, one line a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models import RencanaHasilKerja, Skp, through


class PlannedStep(AgencyOwned):
    """One step of the rencana aksi of an RHK: what is done in which month or quarter."""

    # A draft may still drop its RHK, and the steps with it; what was agreed once stays.
    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(max_length=200)
    # «2026-03» or «2026-TW1»; `due_on` is its last day.
    period = models.CharField(max_length=8)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": "work of the person", "done_on": "work of the person", "note": "words of the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "rhk", "period", "due_on", "written_at"})

    @property
    def employee_id(self) -> UUID:
        """Whose step it is."""
        return self.rhk.skp.employee_id


class FocusKind(models.TextChoices):
    """What a focus points to."""

    STEP = "step", _("Langkah rencana aksi")
    INDICATOR = "indicator", _("Indikator")
    FEEDBACK = "feedback", _("Umpan balik untuk ditanggapi")
    QUESTION = "question", _("Rekan menunggu umpan balik Anda")


class WeeklyFocus(AgencyOwned):
    """One of at most three things a person wants to look at in a week; nobody else reads it.

    `about_id` is the step, indicator, feedback or question it points to. It is shown in its week only and deleted
    afterwards.
    """

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    week = models.DateField()
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=FocusKind.choices)
    about_id = models.UUIDField()
    text = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "kind": "work of the person", "about_id": "work of the person", "text": "work of the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "week", "place", "chosen_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["employee", "week", "place"], name="focus_has_its_place"),
            models.CheckConstraint(condition=models.Q(place__range=(1, 3)), name="focus_of_three"),
        )


class DayLine(AgencyOwned):
    """What somebody did on a day, in one line; only where the agency wants a daily log."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="day_lines")
    rhk = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    day = models.DateField()
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": "work of the person", "rhk": "work of the person", "day": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "written_at"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["skp", "day"], name="one_line_a_day"),)

    @property
    def employee_id(self) -> UUID:
        """Whose day it was."""
        return self.skp.employee_id
