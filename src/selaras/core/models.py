"""Tables of the ground layer: audit chain, decisions, stored files, notices, pages of the person's own drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from selaras.core.errors import ProgrammingError
from selaras.core.keys import new_key
from selaras.core.owned import AgencyManager, AgencyOwned, AuditedQuerySet
from selaras.core.scoping import EVERYWHERE, current_scope


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are only ever added; database triggers say the same."""

    def update(self, **kwargs: Any) -> int:
        raise ProgrammingError(f"{self.model.__name__} is append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ProgrammingError(f"{self.model.__name__} is append-only")


class AppendOnlyManager(models.Manager.from_queryset(AppendOnlyQuerySet)):  # type: ignore[misc]
    """Scoped like all agency data."""

    def get_queryset(self) -> models.QuerySet[Any]:
        scope = current_scope()
        rows = super().get_queryset()
        return rows if scope is EVERYWHERE else rows.filter(agency_id=scope)


class AuditEvent(models.Model):
    """One recorded act. No foreign keys: the row outlives what it is about."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency_id = models.UUIDField()
    subject_id = models.UUIDField()
    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    about_type = models.CharField(max_length=60)
    about_id = models.UUIDField()
    body = models.TextField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    PERSONAL: ClassVar[Mapping[str, str]] = {
        "subject_id": "whose chain it is",
        "actor_id": "who did it",
        "actor_name": "who did it",
        "body": "old and new values, reasons",
        "about_id": "may be a person",
    }
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency_id", "stream", "seq", "at", "kind", "about_type", "prev", "hash"}
    )

    objects = AppendOnlyManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stream", "seq"], name="audit_one_row_per_place"),)
        indexes = (
            models.Index(fields=["about_id"], name="audit_about"),
            models.Index(fields=["agency_id", "at"], name="audit_agency_at"),
        )


class DecisionRecord(models.Model):
    """What was decided, why, under which law, from which inputs. Never updated; a later row supersedes it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    about_type = models.CharField(max_length=60)
    about_id = models.UUIDField()
    value = models.CharField(max_length=60)
    findings = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    law_day = models.DateField()
    inputs = models.JSONField()
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    supersedes_id = models.UUIDField(null=True, unique=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {
        "subject_id": "whom it is about",
        "value": "the result",
        "findings": "the reasons",
        "inputs": "ratings and evidence",
        "decided_by_id": "who decided",
        "decided_by_name": "who decided",
        "about_id": "the evaluation",
    }
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency_id", "kind", "about_type", "fingerprint", "law_day", "decided_at", "supersedes_id"}
    )

    objects = AppendOnlyManager()

    class Meta:
        indexes = (models.Index(fields=["about_id", "decided_at"], name="decision_about"),)


class StoredFile(AgencyOwned):
    """A file, kept once per agency under its SHA-256."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=8)
    stored_at = models.DateTimeField()

    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "sha256", "size", "content_type", "extension", "stored_at"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "sha256"], name="file_once_per_agency"),)

    @property
    def storage_name(self) -> str:
        """Where the bytes lie below the storage's root."""
        return f"{self.agency_id}/{self.sha256[:2]}/{self.sha256}.{self.extension}"


class Heartbeat(models.Model):
    """The moment this installation was last seen at work; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    at = models.DateTimeField()

    PERSONAL: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "at"})


class Notice(models.Model):
    """A sentence for one person, with the page where the matter is dealt with."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency_id = models.UUIDField()
    recipient_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=400)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {
        "recipient_id": "to whom",
        "text": "what it is about",
        "url": "the page",
    }
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency_id", "kind", "created_at", "read_at"})

    objects = models.Manager.from_queryset(models.QuerySet)()

    class Meta:
        indexes = (
            models.Index(fields=["recipient_id", "read_at", "-created_at"], name="notice_of_recipient"),
        )


class SentForm(models.Model):
    """The key of a form that has been carried out, so that a second click does nothing twice."""

    id = models.UUIDField(primary_key=True, editable=False)
    account_id = models.UUIDField()
    at = models.DateTimeField()
    location = models.CharField(max_length=300)

    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "at", "location"})
    PERSONAL: ClassVar[Mapping[str, str]] = {"account_id": "who sent it"}


__all__ = [
    "AgencyManager",
    "AuditEvent",
    "AuditedQuerySet",
    "DecisionRecord",
    "Notice",
    "SentForm",
    "StoredFile",
]
