"""What is typed for somebody else waits, and counts nowhere, until its owner confirms it (K-24, C-27)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.models import StoredFile
from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, Skp, through


class Consent(models.TextChoices):
    """How the owner agreed before anything was typed."""

    PRESENT = "present", _("Pemiliknya ada di samping saya dan mendikte")
    PHONE = "phone", _("Pemiliknya menyetujui lewat telepon")
    SIGNED = "signed", _("Ada formulir kertas yang ditandatangani pemiliknya")


class AssistedState(models.TextChoices):
    """Waiting until the owner speaks."""

    WAITING = "waiting", _("Menunggu konfirmasi pemilik")
    CONFIRMED = "confirmed", _("Dikonfirmasi pemilik")
    DECLINED = "declined", _("Ditolak pemilik")


class AssistedEntry(AgencyOwned):
    """A realisation (with `month`) or an evidence, in the words of its owner, typed by a typist."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="assisted_entries")
    iki = models.ForeignKey(Iki, on_delete=models.PROTECT, related_name="+", null=True)
    month = models.PositiveSmallIntegerField(null=True)
    words = models.JSONField()
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    typist = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(max_length=8, choices=Consent.choices)
    entered_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=AssistedState.choices, default=AssistedState.WAITING)
    decided_at = models.DateTimeField(null=True)
    by_code = models.BooleanField(default=False)
    # The realisation or evidence it became.
    result_id = models.UUIDField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "words": "work of the person", "stored_file": "work of the person", "typist": "who",
        "consent": "who said what",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "iki", "month", "entered_at", "state", "decided_at", "by_code", "result_id"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | ~models.Q(state="waiting") & models.Q(decided_at__isnull=False),
                name="assisted_decision_has_its_time",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose work it is."""
        return self.skp.employee_id


class ConfirmationCode(AgencyOwned):
    """One strip of a sheet: confirms one entry, at the screen of the typist, and is used up."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=128)
    issued_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id", "opd": "employee__unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"employee": "who", "digest": "hash", "issued_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "expires_at", "used_at"})
