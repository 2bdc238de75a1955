"""The SKP of a person with its RHK and IKI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.indicators.measures import Aspect, Direction, Pattern, Perspective
from selaras.indicators.models import Indicator
from selaras.organisation.models import Employee, Unit
from selaras.planning.models.goals import Goal, ServiceStandard

OF_SKP: Mapping[str, str] = {
    "employee": "employee_id",
    "pejabat_penilai": "pejabat_penilai_id",
    "atasan_pejabat_penilai": "atasan_pejabat_penilai_id",
    "opd": "opd_id",
    "unit": "unit_id",
}


def through(path: str) -> Mapping[str, str]:
    """The authorization facts of a row that hangs on an SKP: `through("rhk__skp")`."""
    return {fact: f"{path}__{field}" for fact, field in OF_SKP.items()}


class SkpKind(models.TextChoices):
    """Two forms: leaders take results from the agreement of their unit, others from the matrix."""

    JPT = "jpt", _("JPT / pimpinan unit mandiri")
    JA_JF = "ja_jf", _("JA / JF / pelaksana")


class Approach(models.TextChoices):
    """How measures are told (PermenPANRB 6/2022 Pasal 9 ayat (3))."""

    QUANTITATIVE = "kuantitatif", _("Kuantitatif")
    QUALITATIVE = "kualitatif", _("Kualitatif")


class Skp(AgencyOwned):
    """The plan of one person for one stretch of a year. It stays open: `version` counts the agreements."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="skp_list")
    year = models.PositiveSmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    kind = models.CharField(max_length=10, choices=SkpKind.choices)
    approach = models.CharField(max_length=12, choices=Approach.choices, default=Approach.QUANTITATIVE)
    status = models.CharField(max_length=12, default="draft")
    version = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position_title = models.CharField(max_length=200)
    pejabat_penilai = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    atasan_pejabat_penilai = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )
    submitted_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    criteria_acknowledged_at = models.DateTimeField(null=True)
    # After a move within the year: the plan of the post before, which ends the day before this one starts.
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="continued_by", null=True, blank=True
    )
    reopen_reason = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    # Hints that the author has considered, by their lasting codes: they stay aside until they are called back.
    considered_hints = models.JSONField(default=list, blank=True)
    # Raised by one with every save: two tabs can't overwrite each other.
    revision = models.PositiveIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = OF_SKP
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose plan", "pejabat_penilai": "who", "atasan_pejabat_penilai": "who",
        "position_title": "service record", "reopen_reason": "words of the person",
        "return_reason": "words about the person's plan",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "year", "period_start", "period_end", "kind", "approach", "status", "version", "unit",
            "opd", "submitted_at", "agreed_at", "criteria_acknowledged_at", "considered_hints",
            "revision", "continues",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["employee", "period_start"], name="one_skp_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(period_end__gte=models.F("period_start")), name="skp_ends_after_start"
            ),
        )
        indexes = (
            # Answers «how many plans are agreed, how many wait» of a whole city without a look at the rows.
            models.Index(
                fields=["agency", "year", "status", "version", "employee"], name="skp_counts_of_year"
            ),
            models.Index(fields=["pejabat_penilai", "year", "status"], name="skp_of_penilai"),
            models.Index(fields=["opd", "year"], name="skp_of_opd"),
        )


class SkpVersion(AgencyOwned):
    """What was agreed, frozen as it was: the evaluation refers to it, and it stays printable."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    # On what the right to agree rested when it was not the pejabat penilai in person: kind, whose, order number.
    authority = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    code = models.CharField(max_length=20, unique=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "content": "the plan", "agreed_by": "who", "authority": "who, order number", "reason": "words of the person"
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "number", "content_hash", "agreed_at", "code"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["skp", "number"], name="skp_version_once"),)

    @property
    def employee_id(self) -> UUID:
        """Whose plan it is."""
        return self.skp.employee_id


class RhkKind(models.TextChoices):
    """High and low priority, as the form prints them."""

    UTAMA = "utama", _("Utama")
    TAMBAHAN = "tambahan", _("Tambahan")


class Beneficiary(models.TextChoices):
    """Who feels it when a result is reached (K-37)."""

    CITIZENS = "warga", _("Warga atau pengguna layanan")
    OTHER_UNIT = "unit_lain", _("Unit atau perangkat daerah lain")
    INSIDE = "dalam", _("Ke dalam: unit sendiri")


class RencanaHasilKerja(AgencyOwned):
    """A planned result (RHK). It supports a result of the leader, or a goal of the city."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="rhk_list")
    kind = models.CharField(max_length=10, choices=RhkKind.choices, default=RhkKind.UTAMA)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=500)
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="children", null=True, blank=True
    )
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="rhk_list", null=True, blank=True)
    assigned_by = models.CharField(max_length=200, blank=True)
    beneficiary = models.CharField(max_length=200, blank=True)
    beneficiary_kind = models.CharField(max_length=10, choices=Beneficiary.choices, blank=True)
    # A result that was agreed once is never deleted: a later version leaves it out.
    is_active = models.BooleanField(default=True)
    # Copied from last year and not looked at since.
    is_carried_over = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": "the plan",
        "assigned_by": "who",
        "beneficiary": "the plan",
    }
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "skp", "kind", "order", "parent", "goal", "is_active", "is_carried_over", "revision",
            "beneficiary_kind",
        }
    )  # fmt: skip

    class Meta:
        ordering = ("kind", "order", "id")

    @property
    def employee_id(self) -> UUID:
        """Whose result it is."""
        return self.skp.employee_id


class Iki(AgencyOwned):
    """An individual indicator: what is measured, in which unit, from which source, how much is expected."""

    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="iki_list")
    order = models.PositiveSmallIntegerField(default=0)
    aspect = models.CharField(max_length=12, choices=Aspect.choices, blank=True)
    perspective = models.CharField(max_length=20, choices=Perspective.choices, blank=True)
    text = models.CharField(max_length=400)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_max = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_text = models.CharField(max_length=300, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    data_source = models.CharField(max_length=200, blank=True)
    standard = models.ForeignKey(
        ServiceStandard, on_delete=models.PROTECT, related_name="iki_list", null=True, blank=True
    )
    direction = models.CharField(max_length=20, choices=Direction.choices, default=Direction.MORE)
    pattern = models.CharField(max_length=12, choices=Pattern.choices, default=Pattern.COUNT)
    release_month = models.PositiveSmallIntegerField(null=True, blank=True)
    # What each rating would require, in words the person knows before the period starts (P-09).
    above_text = models.CharField(max_length=300, blank=True)
    expected_text = models.CharField(max_length=300, blank=True)
    below_text = models.CharField(max_length=300, blank=True)
    # Set high on purpose; who judges sees it.
    is_stretch = models.BooleanField(default=False)
    # From which indicator of the library, in which of its versions, the words were taken.
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="iki_list", null=True, blank=True
    )
    indicator_version = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_carried_over = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": "the plan", "target": "the plan", "target_max": "the plan", "target_text": "the plan",
        "baseline": "the plan", "data_source": "the plan", "above_text": "the plan", "expected_text": "the plan",
        "below_text": "the plan",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "rhk", "order", "aspect", "perspective", "unit_of_measure", "direction", "pattern",
            "standard", "release_month",
            "is_stretch", "indicator", "indicator_version", "is_active", "is_carried_over", "revision",
        }
    )  # fmt: skip

    class Meta:
        ordering = ("order", "id")

    @property
    def employee_id(self) -> UUID:
        """Whose indicator it is."""
        return self.rhk.skp.employee_id


class BehaviourExpectation(AgencyOwned):
    """The leader's own expectation for one value of the behaviour set."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="behaviour_expectations")
    value_code = models.CharField(max_length=40)
    text = models.CharField(max_length=500)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"text": "the plan"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "value_code"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["skp", "value_code"], name="one_expectation_a_value"),)


class LampiranBlock(models.TextChoices):
    """The three lists of the lampiran (format A.1.8)."""

    RESOURCES = "sumber_daya", _("Dukungan sumber daya")
    ACCOUNTABILITY = "pertanggungjawaban", _("Skema pertanggungjawaban")
    CONSEQUENCES = "konsekuensi", _("Konsekuensi")


class LampiranItem(AgencyOwned):
    """One line of the lampiran."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="lampiran_items")
    block = models.CharField(max_length=20, choices=LampiranBlock.choices)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=500)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"text": "the plan"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "block", "order"})

    class Meta:
        ordering = ("block", "order", "id")


class SkpComment(AgencyOwned):
    """Words exchanged while the plan is agreed; they stay with it."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="comments")
    rhk = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.SET_NULL, related_name="comments", null=True, blank=True
    )
    iki = models.ForeignKey(Iki, on_delete=models.SET_NULL, related_name="comments", null=True, blank=True)
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"author": "who", "text": "words"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "rhk", "iki", "written_at"})
