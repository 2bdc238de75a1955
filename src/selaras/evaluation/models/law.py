"""Results that a law with effect on their period, published later, reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models.results import PREDIKAT, RATINGS, Evaluation
from selaras.organisation.models import Employee
from selaras.planning.models import through


class LawCorrection(AgencyOwned):
    """The result of one person after a law that reaches back, decided by somebody with a name; never changed.

    Decision and printout of before stay readable and are superseded: the new printout carries `code`.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="law_corrections")
    old_rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS)
    old_predikat = models.CharField(max_length=20, choices=PREDIKAT)
    rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS)
    rating_perilaku_kerja = models.CharField(max_length=10, choices=RATINGS)
    predikat = models.CharField(max_length=20, choices=PREDIKAT)
    # Which law or choice reaches back, in the words of who decided.
    reason = models.TextField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    code = models.CharField(max_length=20, unique=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "old_rating_hasil_kerja": "result", "old_predikat": "result", "rating_hasil_kerja": "result",
        "rating_perilaku_kerja": "result", "predikat": "result", "decided_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "evaluation", "reason", "decided_at", "code"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="law_correction_with_reason"),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose result it is."""
        return self.evaluation.skp.employee_id
