"""Discipline cases: the file, its steps, the days it rests on, and proposals that somebody laid aside.

The file is secret (Peraturan BKN 6/2022 Pasal 57): only people it names read it, and each reading is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import ProgrammingError
from selaras.core.owned import AgencyOwned
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee


class Ground(models.TextChoices):
    """What a case rests on."""

    ABSENCE = "ketidakhadiran", _("Tidak masuk kerja tanpa keterangan")
    OTHER = "pelanggaran_lain", _("Kewajiban atau larangan lain")


class CaseStatus(models.TextChoices):
    """Where a case stands; the same words as `selaras_rules.procedure.CaseState`."""

    REPORTED = "dilaporkan", _("Dibuka")
    SUMMONED = "dipanggil_pertama", _("Dipanggil pertama kali")
    SUMMONED_AGAIN = "dipanggil_kedua", _("Dipanggil kedua kali")
    EXAMINED = "diperiksa", _("Sudah diperiksa")
    WITHOUT_EXAMINATION = "tanpa_pemeriksaan", _("Tidak hadir pada dua panggilan")
    RECOMMENDED = "direkomendasikan", _("Menunggu keputusan pejabat berwenang")
    IMPOSED = "diputuskan", _("Diputuskan, belum disampaikan")
    DELIVERED = "disampaikan", _("Keputusan sudah diterima")
    SENT = "dikirim", _("Keputusan dikirim")
    CONTESTED = "upaya_administratif", _("Ada upaya administratif")
    IN_EFFECT = "berlaku", _("Berlaku")
    SERVED = "selesai_dijalani", _("Selesai dijalani")
    CORRECTED = "diperbaiki", _("Diperbaiki atas upaya administratif")
    ANNULLED = "dibatalkan", _("Dibatalkan atas upaya administratif")
    UNPROVEN = "tidak_terbukti", _("Tidak terbukti")


class Level(models.TextChoices):
    """How heavy (PP 94/2021 Pasal 8)."""

    LIGHT = "ringan", _("Ringan")
    MEDIUM = "sedang", _("Sedang")
    HEAVY = "berat", _("Berat")


class DisciplineCase(AgencyOwned):
    """One case about one person: who opened it and why, who examines, who may decide, what was decided."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="discipline_cases")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    # For another offence: what happened, and how far it did harm.
    offence = models.TextField(blank=True)
    impact = models.CharField(max_length=12, blank=True)
    act_day = models.DateField()
    # What the rules propose for these facts; empty for a PPPK whose contract rules.
    proposed_step = models.CharField(max_length=4, blank=True)
    suspected_level = models.CharField(max_length=6, choices=Level.choices)
    # Days of absence of the year when the case was opened, as the ladder counts them.
    total_days = models.PositiveSmallIntegerField(default=0)
    by_contract = models.BooleanField(default=False)
    reason = models.TextField()
    coaching = models.TextField()
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    examiner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    # The team's other two parts: who watches over the work, and who looks after personnel (Pasal 29).
    overseer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    personnel_officer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    # The one clerk who may read the file.
    clerk = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    # Who may impose the punishment; known once the examination is reported.
    official = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    status = models.CharField(max_length=20, choices=CaseStatus.choices, default=CaseStatus.REPORTED)
    imposed_step = models.CharField(max_length=4, blank=True)
    imposed_level = models.CharField(max_length=6, choices=Level.choices, blank=True)
    imposed_name = models.CharField(max_length=200, blank=True)
    is_dismissal = models.BooleanField(default=False)
    decree = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    remedy_until = models.DateField(null=True)
    takes_effect_on = models.DateField(null=True)
    # The last act, so that of two people at once one is told.
    changed_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "employee_id",
        "examiner": "examiner_id",
        "overseer": "overseer_id",
        "personnel_officer": "personnel_officer_id",
        "clerk": "clerk_id",
        "official": "official_id",
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "ground": "discipline", "offence": "words about a person", "impact": "discipline",
        "act_day": "when", "proposed_step": "discipline", "suspected_level": "discipline", "total_days": "attendance",
        "by_contract": "kind of service", "reason": "words about a person", "coaching": "words about a person",
        "opened_by": "who", "examiner": "who", "overseer": "who", "personnel_officer": "who", "clerk": "who",
        "official": "who", "status": "discipline", "imposed_step": "discipline", "imposed_level": "discipline",
        "imposed_name": "discipline", "is_dismissal": "discipline", "decree": "names a paper about the person",
        "decided_on": "when", "received_on": "when", "remedy_until": "when", "takes_effect_on": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "opened_at", "changed_at"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(examiner=models.F("employee")), name="case_not_examined_by_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(official=None) | ~models.Q(official=models.F("employee")),
                name="case_not_decided_by_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on=None, imposed_name="")
                | models.Q(decided_on__isnull=False) & ~models.Q(imposed_name=""),
                name="case_decided_with_its_punishment",
            ),
        )
        indexes = (models.Index(fields=["employee", "act_day"], name="case_of_employee"),)

    @property
    def audit_subject_id(self) -> UUID:
        """A file has a chain of its own: who reads a person's chain learns nothing of it."""
        return self.pk

    @property
    def number(self) -> str:
        """How the file is called where its person may not be named."""
        return self.pk.hex[-8:].upper()


class CaseStep(AgencyOwned):
    """One step of a case as it was taken, never changed: days, place, words, numbers of papers."""

    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, related_name="steps")
    name = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    # The day the step counts from: of the letter, of the examination, of the receipt.
    day = models.DateField()
    # When and where somebody has to come.
    meets_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    # The day until which the step had to be taken, by the law.
    due_on = models.DateField(null=True)
    number = models.CharField(max_length=100, blank=True)
    words = models.TextField(blank=True)
    # What the person said.
    statement = models.TextField(blank=True)
    is_signed = models.BooleanField(default=True)
    taken_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        fact: f"case__{path}" for fact, path in DisciplineCase.AUTHORIZATION.items()
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "name": "discipline", "day": "when", "meets_at": "when", "place": "where the person is", "due_on": "when",
        "number": "names a paper about the person", "words": "words about a person",
        "statement": "words of the person", "is_signed": "discipline", "taken_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "case", "order", "taken_at"})

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["case", "order"], name="case_steps_in_order"),)

    @property
    def audit_subject_id(self) -> UUID:
        """It belongs to the file."""
        return self.case_id

    @property
    def appointment(self) -> datetime:
        """When the person has to come. Raises `ProgrammingError` for a step that calls nobody."""
        if self.meets_at is None:
            raise ProgrammingError(f"{self.name} calls nobody")
        return self.meets_at


class CountedFor(models.TextChoices):
    """What a day of absence was held against somebody for."""

    CASE = "perkara", _("dasar perkara disiplin")
    CUT = "potongan", _("potongan tunjangan")


class CountedDay(AgencyOwned):
    """A day of absence held against a person: it carries one case, and money is cut for it once, whoever cuts."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    counted_for = models.CharField(max_length=8, choices=CountedFor.choices)
    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, related_name="days", null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "day": "when", "counted_for": "discipline", "case": "discipline",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["employee", "day", "counted_for"], name="a_day_is_counted_once"),
            models.CheckConstraint(
                condition=~models.Q(counted_for="perkara") | models.Q(case__isnull=False),
                name="a_day_of_a_case_names_it",
            ),
        )


class AbsenceSetAside(AgencyOwned):
    """An official looked at what the rules propose for a year's absence and, with a reason, opened no case."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=4, blank=True)
    # Days counted then; the proposal comes back when the count reaches the next step.
    total_days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "year": "when", "step": "discipline", "total_days": "attendance",
        "reason": "words about a person", "decided_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "decided_at"})

    class Meta:
        indexes = (models.Index(fields=["employee", "year"], name="set_aside_of_year"),)

    @property
    def audit_subject_id(self) -> UUID:
        """Who reads a person's chain learns nothing of a proposal that came to nothing."""
        return self.pk


class AbsenceLook(AgencyOwned):
    """How far the round over the absence of everybody has come that began in `week`; one row an agency.

    The days of thousands of people are read in portions, superior by superior in the order of their keys.
    """

    week = models.DateField()
    # The last superior whose team was looked at in this round; empty before the first.
    after = models.UUIDField(null=True)
    is_done = models.BooleanField(default=False)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "week", "after", "is_done"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency"], name="one_look_an_agency"),)
