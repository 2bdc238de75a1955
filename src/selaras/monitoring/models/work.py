"""Doing and documenting: evidence, realisation, feedback, dialogues, early warnings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.models import StoredFile
from selaras.core.owned import AgencyOwned
from selaras.intake.models import FeedRun
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, RencanaHasilKerja, Skp, through


class EvidenceKind(models.TextChoices):
    """Where the proof lies."""

    FILE = "file", _("Berkas")
    LINK = "link", _("Tautan")


class Evidence(AgencyOwned):
    """One proof, stored once; it may serve several indicators and quarters (complaint C-12)."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="evidence_list")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=5, choices=EvidenceKind.choices)
    stored_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="evidence_list", null=True, blank=True
    )
    file_name = models.CharField(max_length=150, blank=True)
    url = models.URLField(max_length=500, blank=True)
    happened_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    uploaded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    # When the device says the photo was taken or the file written; beside the day of the person and our own clock.
    captured_at = models.DateTimeField(null=True, blank=True)
    # Where the photo was taken, in degrees: only where its owner wants the place to be part of the proof.
    latitude = models.DecimalField(max_digits=7, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "title": "work of the person", "stored_file": "work of the person", "file_name": "may name people",
        "url": "work of the person", "note": "words of the person", "uploaded_by": "who",
        "happened_on": "work of the person", "captured_at": "work of the person",
        "latitude": "where", "longitude": "where",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "kind", "uploaded_at"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="file", stored_file__isnull=False)
                | models.Q(kind="link") & ~models.Q(url=""),
                name="evidence_has_its_proof",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="evidence_place_is_whole",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose work it shows."""
        return self.skp.employee_id


class EvidenceUse(AgencyOwned):
    """One evidence supports one indicator in one quarter."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    iki = models.ForeignKey(Iki, on_delete=models.PROTECT, related_name="evidence_uses")
    quarter = models.PositiveSmallIntegerField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evidence__skp")
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "evidence", "iki", "quarter"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["evidence", "iki", "quarter"], name="evidence_used_once"),
            models.CheckConstraint(condition=models.Q(quarter__range=(1, 4)), name="evidence_use_quarter"),
        )


class Realisation(AgencyOwned):
    """What was reached on one indicator in one month; the pattern of the indicator says how months add up."""

    iki = models.ForeignKey(Iki, on_delete=models.PROTECT, related_name="realisations")
    month = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    narrative = models.CharField(max_length=1000, blank=True)
    # Asked when a target is missed, before any number is judged (P-07).
    cause = models.CharField(max_length=500, blank=True)
    what_would_help = models.CharField(max_length=500, blank=True)
    data_source = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # Written after its month had been evaluated: allowed, and said aloud.
    changed_after_evaluation = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    # Nobody typed the number. Where it came by a delivery, by which.
    is_fed = models.BooleanField(default=False)
    from_run = models.ForeignKey(FeedRun, on_delete=models.PROTECT, related_name="+", null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("iki__rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "value": "result", "narrative": "result", "cause": "words of the person",
        "what_would_help": "words of the person", "data_source": "result", "recorded_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "agency",
            "iki",
            "month",
            "recorded_at",
            "changed_after_evaluation",
            "revision",
            "is_fed",
            "from_run",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["iki", "month"], name="one_realisation_a_month"),
            models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="realisation_month"),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose result it is."""
        return self.iki.rhk.skp.employee_id


class Voice(models.TextChoices):
    """From where somebody saw what they tell: leader, peers, subordinates, service users (PermenPANRB 6/2022, III)."""

    LEADER = "leader", _("Pimpinan")
    PEER = "peer", _("Rekan")
    SUBORDINATE = "subordinate", _("Bawahan")
    SERVICE_USER = "service_user", _("Pengguna layanan")


class Feedback(AgencyOwned):
    """What was seen → its effect → a suggestion; the receiver may answer (K-10)."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="feedback_list")
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="feedback_given")
    rhk = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.PROTECT, related_name="feedback_list", null=True, blank=True
    )
    behaviour_code = models.CharField(max_length=40, blank=True)
    # How the author stood to the receiver on that day; of a service user the author passes on the words.
    voice = models.CharField(max_length=12, choices=Voice.choices, default=Voice.PEER)
    seen = models.TextField()
    effect = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    given_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "author": "who", "seen": "words about a person", "effect": "words about a person",
        "suggestion": "words about a person", "reply": "words of the person", "behaviour_code": "about a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "rhk", "voice", "given_at", "replied_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(reply="", replied_at__isnull=True)
                | ~models.Q(reply="") & models.Q(replied_at__isnull=False),
                name="feedback_reply_has_its_time",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whom it is for."""
        return self.skp.employee_id


class DialogueKind(models.TextChoices):
    """Talks of the year. A warning is dated, names cause and help, and comes before a low rating (K-21)."""

    PLANNING = "perencanaan", _("Dialog perencanaan")
    PROGRESS = "pemantauan", _("Dialog pemantauan")
    EVALUATION = "evaluasi", _("Dialog evaluasi")
    EARLY_WARNING = "peringatan_dini", _("Peringatan dini")


TALKS = (DialogueKind.PLANNING, DialogueKind.PROGRESS, DialogueKind.EVALUATION)


class Medium(models.TextChoices):
    """How people talked (SE Kepala BKN 1/2023 5.b)."""

    FACE_TO_FACE = "tatap_muka", _("Tatap muka")
    PHONE = "telepon", _("Telepon")
    CHAT = "pesan", _("Pesan singkat")
    VIDEO = "video", _("Panggilan video")
    MAIL = "surel", _("Surel")


class Dialogue(AgencyOwned):
    """A recorded talk: each side writes its part, and the summary is agreed by both, or the disagreement is kept.

    `own_side` and `summary` are of the side that wrote it down, `other_side` and `agrees` of the other. The writer may
    word the summary anew once where it was not shared; the first wording stays.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="dialogues")
    kind = models.CharField(max_length=20, choices=DialogueKind.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    held_on = models.DateField()
    summary = models.TextField()
    own_side = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    agreed_help = models.TextField(blank=True)
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    other_side = models.TextField(blank=True)
    # Whether the other side shares the summary; unknown of talks that were confirmed before this was asked.
    agrees = models.BooleanField(null=True)
    earlier_summary = models.TextField(blank=True)
    reworked_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "summary": "words about a person", "cause": "words about a person", "agreed_help": "words about a person",
        "written_by": "who", "other_side": "words of a person", "confirmed_by": "who", "held_on": "when",
        "own_side": "words of a person", "agrees": "words of a person", "earlier_summary": "words about a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "kind", "medium", "written_at", "confirmed_at", "reworked_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="dialogue_who_and_when_together",
            ),
            models.CheckConstraint(
                condition=models.Q(agrees=None) | models.Q(confirmed_at__isnull=False),
                name="dialogue_agreed_when_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(reworked_at=None, earlier_summary="")
                | models.Q(reworked_at__isnull=False) & ~models.Q(earlier_summary=""),
                name="dialogue_first_wording_stays",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whom the talk is about."""
        return self.skp.employee_id


class ClosedPeriod(AgencyOwned):
    """A period of an SKP that was evaluated: what is changed in it afterwards is allowed, and shows."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="closed_periods")
    period = models.CharField(max_length=8)
    closed_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "period", "closed_at"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["skp", "period"], name="period_closed_once"),)

    @property
    def employee_id(self) -> UUID:
        """Whose period it is."""
        return self.skp.employee_id
