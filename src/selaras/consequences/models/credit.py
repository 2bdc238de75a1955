"""Angka kredit of a JF: where the account begins, what a gate must know besides, and the determinations (PAK)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.intake.models import FeedFact
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee
from selaras_rules.positions import Jenjang

JENJANG = [(jenjang.value, jenjang.label) for jenjang in Jenjang]


class CreditOrigin(models.TextChoices):
    """What an account begins with."""

    PAK = "pak", _("PAK terakhir sebelum Selaras")
    INTEGRATION = "integrasi", _("PAK integrasi")
    FILLING = "pengisian", _("Angka kredit pengisian saat diangkat pertama kali")
    MOVE = "perpindahan", _("Perpindahan dari jabatan lain")
    RISE = "kenaikan", _("Kenaikan pangkat atau jenjang")
    NOTHING = "nol", _("Mulai dari nol pada jenjang ini")


class OpeningValues(models.Model):
    """What both ways of telling a beginning have in common; the newest `counted_from` is in force."""

    jenjang = models.CharField(max_length=20, choices=JENJANG)
    golongan = models.CharField(max_length=10)
    # Where this JF begins, if not at the lowest golongan of its jenjang (II/c, III/b).
    starts_at = models.CharField(max_length=10, blank=True)
    points = models.DecimalField(max_digits=9, decimal_places=3)
    # Conversions count from this day; what came before is inside `points`.
    counted_from = models.DateField()
    rank_since = models.DateField()
    document = models.CharField(max_length=120)

    class Meta:
        abstract = True


_VALUES: Mapping[str, str] = {
    "employee": "whose", "jenjang": "service record", "golongan": "service record", "starts_at": "service record",
    "points": "angka kredit", "counted_from": "service record", "rank_since": "service record",
    "document": "names a paper about the person",
}  # fmt: skip


class CreditOpening(OpeningValues, AgencyOwned):
    """A beginning that an admin typed from a document. Never changed: a newer one takes its place."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="credit_openings")
    origin = models.CharField(max_length=12, choices=CreditOrigin.choices)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {**_VALUES, "recorded_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "origin", "recorded_at"})

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(points__gte=0), name="credit_opening_not_negative"),
        )
        indexes = (models.Index(fields=["employee", "counted_from"], name="credit_opening_of_employee"),)


class ImportedOpening(OpeningValues, FeedFact):
    """A beginning from a list of PAK, with the delivery and line it stood in."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="imported_openings")

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = _VALUES
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee", "counted_from"],
                condition=models.Q(is_current=True),
                name="one_imported_opening_a_day",
            ),
        )
        indexes = (models.Index(fields=["run"], name="imported_opening_of_run"),)


class PromotionFacts(AgencyOwned):
    """What the agency knows about somebody's way up, with its source. Never changed: a newer row takes its place."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="promotion_facts")
    is_sworn_in = models.BooleanField(default=True)
    has_vacancy = models.BooleanField(default=False)
    passed_test_on = models.DateField(null=True)
    is_on_map = models.BooleanField(default=True)
    has_education = models.BooleanField(default=True)
    # Pangkat may rise once without a vacancy above; whether that was used.
    has_risen_without_vacancy = models.BooleanField(default=False)
    # Year → predikat, of years before this application held any.
    earlier_predikat = models.JSONField(default=dict)
    source = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "is_sworn_in": "service record", "passed_test_on": "result of a test",
        "has_education": "service record", "has_risen_without_vacancy": "service record",
        "earlier_predikat": "result", "source": "names a paper about the person", "recorded_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "has_vacancy", "is_on_map", "recorded_at"}
    )

    class Meta:
        indexes = (models.Index(fields=["employee", "recorded_at"], name="promotion_facts_of_employee"),)


class PakGoal(models.TextChoices):
    """For which need the angka kredit is determined."""

    RANK = "pangkat", _("Kenaikan pangkat")
    TIER = "jenjang", _("Kenaikan jenjang")


class Pak(AgencyOwned):
    """A determination of angka kredit (PAK): proposed by the account, decided by the pejabat penilai in person.

    `content` keeps the rows and the gate as they were when it was proposed, so that the paper never changes.
    """

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="pak_list")
    status = models.CharField(max_length=12, default="proposed")
    goal = models.CharField(max_length=10, choices=PakGoal.choices)
    target = models.CharField(max_length=20)
    jenjang = models.CharField(max_length=20, choices=JENJANG)
    golongan = models.CharField(max_length=10)
    counted_until = models.DateField()
    points = models.DecimalField(max_digits=9, decimal_places=3)
    content = models.JSONField()
    proposed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    # The determination that this one takes the place of, after a law that reaches back; that one stays readable.
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replacements", null=True)
    code = models.CharField(max_length=20, unique=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "target": "service record", "jenjang": "service record", "golongan": "service record",
        "points": "angka kredit", "content": "results of the person", "proposed_by": "who", "decided_by": "who",
        "reason": "words about the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "status", "goal", "counted_until", "proposed_at", "decided_at", "replaces", "code"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee", "goal"],
                condition=models.Q(status="proposed", replaces=None),
                name="one_open_pak_a_goal",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~models.Q(status="declined"), name="one_replacement_a_pak"
            ),
            models.CheckConstraint(
                condition=models.Q(status="proposed", decided_at__isnull=True)
                | (~models.Q(status="proposed") & models.Q(decided_at__isnull=False)),
                name="pak_decided_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["agency", "status"], name="pak_by_status"),)
