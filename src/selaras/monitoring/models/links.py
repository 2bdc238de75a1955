"""Whether the link of an evidence still answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.monitoring.models.work import Evidence
from selaras.planning.models import through

# One bad day of a server is no news; the second failure in a row is.
MARKED_FROM = 2


class LinkHealth(AgencyOwned):
    """What the address of an evidence said when it was asked last."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="link_health")
    checked_at = models.DateTimeField()
    answer = models.CharField(max_length=8)
    failures = models.PositiveSmallIntegerField(default=0)
    silent_since = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evidence__skp")
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "evidence", "checked_at", "answer", "failures", "silent_since"}
    )

    @property
    def employee_id(self) -> UUID:
        """Whose evidence it is."""
        return self.evidence.skp.employee_id

    @property
    def is_marked(self) -> bool:
        """Whether it failed often enough to be said aloud."""
        return self.failures >= MARKED_FROM
