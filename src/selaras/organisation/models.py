"""Who and where: agency, tree of units, posts, people, what they are appointed to, who acts for whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.authorization import Role
from selaras.core.owned import AgencyOwned, KeyedModel
from selaras.core.planner import Known


class Agency(KeyedModel):
    """A tenant: a city, later a province or ministry. Its names, colours and clock are settings, never code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    hr_label = models.CharField(max_length=60)
    regional_head_title = models.CharField(max_length=60, default="Wali Kota")
    time_zone = models.CharField(max_length=40)
    colour = models.CharField(max_length=20, default="laut")
    # SHA-256 of the stored file; empty for the mark of Selaras.
    logo = models.CharField(max_length=100, blank=True)
    national_code = models.CharField(max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)
    # The next day on which an acting head begins or ends, so that superiors have to be derived anew.
    lines_due_on = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "code", "name", "place", "hr_label", "regional_head_title", "time_zone", "colour", "logo",
            "national_code", "is_demo", "lines_due_on",
        }
    )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def agency_id(self) -> UUID:
        """An agency is about itself: rights on it are judged like rights on its rows."""
        return self.pk

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}


class Unit(AgencyOwned):
    """A node of the tree. `opd` is the perangkat daerah it belongs to, the unit itself at the top."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    opd = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "parent", "opd", "name", "short_name", "source_id", "is_active"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once"),
            models.UniqueConstraint(
                fields=["agency", "name"], condition=models.Q(parent=None), name="top_unit_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name_with_opd(self) -> str:
        """«Dinas Kesehatan: Puskesmas Contoh»; the name alone of a perangkat daerah itself, or outside of one."""
        return self.name if self.opd is None or self.opd_id == self.pk else f"{self.opd.name}: {self.name}"


class PositionKind(models.TextChoices):
    """The kinds of post of the law."""

    STATE_OFFICIAL = "pejabat_negara", _("Pejabat negara")
    JPT = "jpt", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    JF = "jf", _("Jabatan fungsional")
    PELAKSANA = "pelaksana", _("Pelaksana")


class Position(AgencyOwned):
    """A post in a unit. Class and jenjang belong to the post, not to the person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PositionKind.choices)
    jenjang = models.CharField(max_length=30, blank=True)
    job_class = models.PositiveSmallIntegerField(null=True)
    is_head = models.BooleanField(default=False)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "unit", "title", "kind", "jenjang", "job_class", "is_head"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "title"], name="position_once_per_unit"),)

    def __str__(self) -> str:
        return self.title


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


class AgencyChoice(AgencyOwned):
    """What the agency chose where the law leaves a choice; from a day on, with a reason."""

    key = models.CharField(max_length=60)
    value = models.JSONField()
    effective = models.DateField()
    reason = models.TextField()

    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "key", "value", "effective", "reason"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "key", "effective"], name="choice_once_per_day"),
        )


class CorrectionStatus(models.TextChoices):
    """States of «my superior is wrong»."""

    OPEN = "open", _("Menunggu keputusan")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")


class SuperiorCorrection(AgencyOwned):
    """An employee says that the superior on record is wrong; the OPD admin decides (complaint C-16)."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="superior_corrections")
    recorded_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=CorrectionStatus.choices, default=CorrectionStatus.OPEN)
    decided_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decision_reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id", "opd": "employee__unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "recorded_superior": "who", "proposed_superior": "who", "decided_superior": "who",
        "note": "words of the person", "decision_reason": "words about the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "status", "asked_at", "decided_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(status="open"), name="one_open_correction"
            ),
        )


class StaffImport(AgencyOwned):
    """One staff list that was read: what it would change, and whether it was applied."""

    file_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(
        max_length=10, choices=[("dry_run", _("Diperiksa")), ("applied", _("Diterapkan"))], default="dry_run"
    )
    source = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {"report": "names and numbers of the list", "uploaded_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "file_name", "sha256", "status", "source", "counts", "uploaded_at", "applied_at"}
    )

    @property
    def changed_in_all(self) -> int:
        """How many people who are known already change in any way."""
        return sum(self.counts.get(kind, 0) for kind in ("changed", "moved"))


class SystemOutage(AgencyOwned):
    """A stretch in which this system could not be used: its day is held against nobody (complaint C-21)."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    # Empty where the system found it by itself when it came back.
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    PERSONAL: ClassVar[Mapping[str, str]] = {"recorded_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "starts_at", "ends_at", "reason", "recorded_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="outage_ends_after_its_start"
            ),
        )
