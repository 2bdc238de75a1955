"""What hangs on an objection: files of both sides, and its being opened again after the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.models import StoredFile
from selaras.core.owned import AgencyOwned
from selaras.evaluation.models.results import Evaluation, Objection
from selaras.organisation.models import Employee
from selaras.planning.models import through


class ObjectionFile(AgencyOwned):
    """A file that one of the two sides laid before the superior."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=150)
    added_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("objection__evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "stored_file": "may be about a person", "file_name": "may name a person", "added_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "objection", "added_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["objection", "stored_file"], name="objection_file_once"),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose result it is about."""
        return self.objection.evaluation.skp.employee_id


class ObjectionReopening(AgencyOwned):
    """An employee asks to object after the window; the competent official answers, with a reason."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reopenings")
    asked_reason = models.TextField()
    asked_at = models.DateTimeField()
    # Until when one may object again; empty while it is open, and where it was declined.
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "asked_reason": "words of the person", "reason": "words about a person", "decided_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "evaluation", "asked_at", "until", "decided_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["evaluation"], condition=models.Q(decided_at__isnull=True), name="one_open_reopening"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True) | ~models.Q(reason=""),
                name="reopening_with_reason",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Who asks."""
        return self.evaluation.skp.employee_id
