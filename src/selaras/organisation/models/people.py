"""Who works: a person of an agency with post, status and superiors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.core.planner import Known
from selaras.organisation.models.units import Position, Unit


class EmployeeKind(models.TextChoices):
    """Kinds of ASN, and the official without NIP who leads them."""

    PNS = "pns", _("PNS")
    CPNS = "cpns", _("CPNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_paruh_waktu", _("PPPK paruh waktu")
    STATE_OFFICIAL = "pejabat_negara", _("Pejabat negara")


class LegalStatus(models.TextChoices):
    """Kedudukan hukum: only «aktif» and «tugas belajar» work under an SKP."""

    ACTIVE = "aktif", _("Aktif")
    STUDY = "tugas_belajar", _("Tugas belajar")
    CLTN = "cltn", _("Cuti di luar tanggungan negara")
    MPP = "mpp", _("Masa persiapan pensiun")
    SUSPENDED = "pemberhentian_sementara", _("Pemberhentian sementara")
    ENDED = "berhenti", _("Tidak lagi bekerja")


WITHOUT_SKP = frozenset({LegalStatus.CLTN, LegalStatus.MPP, LegalStatus.SUSPENDED, LegalStatus.ENDED})


def reasons_without_skp() -> tuple[Q, Q]:
    """Of people: why they write no SKP, by their state or by their kind. Each has an index of its own."""
    return (
        Q(legal_status__in=[Known(status.value) for status in sorted(WITHOUT_SKP)]),
        Q(kind=Known(EmployeeKind.STATE_OFFICIAL.value)),
    )


def without_skp() -> Q:
    """Of people: those who write no SKP; the same as `Employee.needs_skp`, told as a condition."""
    by_state, by_kind = reasons_without_skp()
    return by_state | by_kind


# The authorization facts of a row that belongs to an employee.
THROUGH_EMPLOYEE: Mapping[str, str] = {
    "employee": "employee_id",
    "pejabat_penilai": "employee__pejabat_penilai_id",
    "atasan_pejabat_penilai": "employee__atasan_pejabat_penilai_id",
    "opd": "employee__unit__opd_id",
}


class Employee(AgencyOwned):
    """A person in the service of the agency, with the post held now and the superior in force."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="employee", null=True, blank=True
    )
    nip = models.CharField(max_length=18, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=150)
    title_before = models.CharField(max_length=60, blank=True)
    title_after = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=EmployeeKind.choices)
    legal_status = models.CharField(max_length=30, choices=LegalStatus.choices, default=LegalStatus.ACTIVE)
    golongan = models.CharField(max_length=10, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    email = models.EmailField(blank=True)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="holders", null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employees", null=True)
    pejabat_penilai = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="rated_employees", null=True, blank=True
    )
    atasan_pejabat_penilai = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # True where a person decided who the superior is; the tree does not overrule it.
    superior_is_fixed = models.BooleanField(default=False)
    # Whom the last staff list named where the tree says somebody else; a decision goes before it.
    listed_superior = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    # Demonstration data only: the task under which the person stands on the sign-in page.
    demo_label = models.CharField(max_length=80, blank=True)
    demo_order = models.PositiveSmallIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "id",
        "pejabat_penilai": "pejabat_penilai_id",
        "atasan_pejabat_penilai": "atasan_pejabat_penilai_id",
        "opd": "unit__opd_id",
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "account": "login",
        "nip": "number",
        "source_id": "number in the national system",
        "name": "name",
        "title_before": "name",
        "title_after": "name",
        "kind": "kind of service",
        "legal_status": "service record",
        "golongan": "service record",
        "birth_date": "birth",
        "sex": "sex",
        "email": "address",
        "position": "service record",
        "unit": "service record",
        "pejabat_penilai": "service record",
        "atasan_pejabat_penilai": "service record",
        "listed_superior": "service record",
    }
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "superior_is_fixed", "demo_label", "demo_order"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "nip"], name="employee_nip_once", condition=~models.Q(nip="")
            ),
            models.CheckConstraint(
                condition=~models.Q(pejabat_penilai=models.F("id")), name="employee_not_own_pejabat_penilai"
            ),
        )
        indexes = (
            models.Index(fields=["agency", "name"], name="employee_by_name"),
            models.Index(fields=["agency", "legal_status"], name="employee_by_status"),
            models.Index(fields=["agency", "kind"], name="employee_by_kind"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def audit_subject_id(self) -> UUID:
        """Events about a person stand in the person's own chain."""
        return self.pk

    @property
    def full_name(self) -> str:
        """Name with titles, as on official papers."""
        front = f"{self.title_before} " if self.title_before else ""
        back = f", {self.title_after}" if self.title_after else ""
        return f"{front}{self.name}{back}"

    @property
    def needs_skp(self) -> bool:
        """False for those the law exempts (PermenPANRB 6/2022, lampiran II.C.8) and for state officials."""
        return self.legal_status not in WITHOUT_SKP and self.kind != EmployeeKind.STATE_OFFICIAL
