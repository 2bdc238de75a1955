"""Base classes of all tables: who owns the row, and that every write is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from selaras.core.errors import ProgrammingError
from selaras.core.keys import new_key
from selaras.core.open_recording import require_recording
from selaras.core.scoping import EVERYWHERE, current_scope


class AuditedQuerySet(models.QuerySet[Any]):
    """Bulk writes are refused outside `recording(...)`."""

    def update(self, **kwargs: Any) -> int:
        require_recording(self.model)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_recording(self.model)
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        require_recording(self.model)
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        require_recording(self.model)
        return super().bulk_update(*args, **kwargs)


class AgencyManager(models.Manager.from_queryset(AuditedQuerySet)):  # type: ignore[misc]
    """Sees only the rows of the agency in scope; raises `NoAgencyScope` outside one."""

    def get_queryset(self) -> models.QuerySet[Any]:
        scope = current_scope()
        rows = super().get_queryset()
        return rows if scope is EVERYWHERE else rows.filter(agency_id=scope)


class KeyedModel(models.Model):
    """A row with a time-ordered key."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class AuditedModel(KeyedModel):
    """A row that is written only inside `recording(...)`."""

    # Each field a person can be recognised by, or that says something about a person; the rest is "harmless".
    PERSONAL: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_recording(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_recording(type(self))
        return super().delete(*args, **kwargs)


class AgencyOwned(AuditedModel):
    """A row that belongs to one agency. A child of another agency's parent is refused."""

    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")

    objects = AgencyManager()

    # How this row stands to people, for `selaras.authorization`: relation name → lookup path.
    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_foreign_parent()
        super().save(*args, **kwargs)

    def _refuse_foreign_parent(self) -> None:
        for field in self._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.is_cached(self):
                parent = getattr(self, field.name)
                owner = getattr(parent, "agency_id", None)
                if owner is not None and owner != self.agency_id:
                    raise ProgrammingError(f"{type(self).__name__}.{field.name} belongs to another agency")


class BookkeepingManager(AgencyManager):
    """Scoped like all agency data; writes need no recording, because they say only how far a machine has come."""

    def get_queryset(self) -> models.QuerySet[Any]:
        scope = current_scope()
        rows: models.QuerySet[Any] = models.QuerySet(self.model, using=self._db)
        return rows if scope is EVERYWHERE else rows.filter(agency_id=scope)


class Bookkeeping(KeyedModel):
    """A row by which a machine remembers how far its work has come. What people ask for is never kept so."""

    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset()

    objects = BookkeepingManager()

    class Meta:
        abstract = True
