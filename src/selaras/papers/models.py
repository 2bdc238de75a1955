"""Papers in archives, and signatures on papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.models import StoredFile
from selaras.core.owned import AgencyOwned, Bookkeeping
from selaras.jobs.models import Job
from selaras.organisation.models import Employee, Unit
from selaras.planning.models import Skp, through


class PaperForm(models.TextChoices):
    """The official forms about one person that are printed by the thousand."""

    KINERJA = "dokumen", _("Dokumen Evaluasi Kinerja")
    EVALUATION = "evaluasi", _("Formulir evaluasi kinerja")
    SKP = "skp", _("SKP beserta lampiran")


class ArchivedPaper(Bookkeeping):
    """One paper of an archive: listed before the work begins, with its hash once it is typeset.

    The list is fixed when the job begins, so that a job that was killed knows what is left.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="papers")
    number = models.PositiveIntegerField()
    # The evaluation, or the agreed version of an SKP.
    subject_id = models.UUIDField()
    # Where it lies in the archive.
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[Mapping[str, str]] = {"name": "names a person", "subject_id": "whose paper it is"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "job", "number", "sha256", "size"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["job", "number"], name="archived_paper_number_once"),
            models.UniqueConstraint(fields=["job", "subject_id"], name="archived_paper_subject_once"),
        )


class SignatureMethod(models.TextChoices):
    """How a paper was signed."""

    SCAN = "scan", _("Tanda tangan basah, dengan pindaian")
    ELECTRONIC = "electronic", _("Tanda tangan elektronik tersertifikasi")


class PaperSignature(AgencyOwned):
    """A signature on one issued paper, tied to the very bytes that were signed.

    A scan carries all signatures of the printed paper; an electronic one is of one signer, and each signs what the
    one before signed.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=PaperForm.choices)
    # The verification code printed on the paper: the page behind the QR code finds the signatures by it.
    code = models.CharField(max_length=20)
    method = models.CharField(max_length=10, choices=SignatureMethod.choices)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signed_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    service = models.CharField(max_length=60, blank=True)
    certificate = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "signer": "who", "recorded_by": "who", "withdrawn_by": "who", "certificate": "names the signer",
        "withdrawn_because": "words of a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "skp", "form", "code", "method", "document", "signed_file", "recorded_at", "service",
            "withdrawn_at",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "form"],
                condition=models.Q(method="scan", withdrawn_at=None),
                name="one_scan_a_paper",
            ),
            models.UniqueConstraint(
                fields=["code", "form", "signer"],
                condition=models.Q(method="electronic", withdrawn_at=None),
                name="one_signature_a_signer",
            ),
        )
        indexes = (models.Index(fields=["code"], name="signatures_by_code"),)

    @property
    def employee_id(self) -> UUID:
        """Whose paper it is."""
        return self.skp.employee_id


class OrganisationPaper(AgencyOwned):
    """The paper by which the predikat of an organisation was set, with the spread of that day; frozen when issued.

    A newer one of the same organisation and period takes its place.
    """

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    content = models.JSONField()
    code = models.CharField(max_length=20, unique=True)
    issued_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"issued_by": "who", "content": "names who signs"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "opd", "period", "code", "issued_at"})

    class Meta:
        indexes = (models.Index(fields=["opd", "period", "-issued_at"], name="organisation_papers"),)
