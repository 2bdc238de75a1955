"""Papers in archives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import Bookkeeping
from selaras.jobs.models import Job


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
