"""The sample of a period: which fixed results are read, and what the reader sees of them, without names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import Text
from selaras.core.rows import row_of
from selaras.evaluation.law_changes import fixed_results
from selaras.evaluation.masking import masked
from selaras.evaluation.models import SampleCase
from selaras_rules import Period

# What one person can read with care in an hour or two.
SAMPLE_SIZE = 10


def drawn_from(agency_id: UUID, period: str, results: Iterable[UUID]) -> list[UUID]:
    """The sample of these results, in the order of their numbers: always the same for the same results.

    Agency and period are the seed; each result gets a digest with it, and the lowest digests are drawn. So anybody
    can draw it again, and nobody can choose.
    """
    seed = f"{agency_id}:{period}"
    return sorted(results, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())[:SAMPLE_SIZE]


def results_to_draw(span: Period) -> int:
    """How many fixed results a sample could be drawn from; none once it was drawn. Two queries at most."""
    if SampleCase.objects.filter(period=span.code).exists():
        return 0
    return fixed_results(span).count()


def sample_of(by: Actor, span: Period) -> list[SampleCase]:
    """The cases of a period by number, without the own result and those one gave. One query."""
    rows = SampleCase.objects.filter(period=span.code)
    return list(_readable(by, rows).select_related("reviewed_by").order_by("number"))


def sample_case_for(by: Actor, pk: UUID) -> SampleCase:
    """One case with the people in it. Raises `NotFound`. One query."""
    related = ("evaluation__skp__employee", "evaluation__skp__pejabat_penilai", "evaluation__finalised_by")
    rows = SampleCase.objects.filter(pk=pk).select_related(*related, "reviewed_by")
    return row_of(_readable(by, rows))


def _readable(by: Actor, rows: QuerySet[SampleCase]) -> QuerySet[SampleCase]:
    rows = visible(by, Permission.REVIEW_REASONS, rows)
    return rows.exclude(evaluation__finalised_by_id=by.employee_id)


@dataclass(frozen=True, slots=True)
class MaskedReason:
    """One rating with its reason, names taken out."""

    title: Text
    rating: str
    text: str


def reasons_of(case: SampleCase) -> tuple[MaskedReason, ...]:
    """Both ratings with the reasons, without the names of the person and of who rated."""
    evaluation = case.evaluation
    people = (evaluation.skp.employee, evaluation.skp.pejabat_penilai, evaluation.finalised_by)
    names = [person.name for person in people if person is not None]
    return tuple(
        MaskedReason(title, getattr(evaluation, f"rating_{name}"), masked(text, names))
        for name, title in (("hasil_kerja", _("Hasil kerja")), ("perilaku_kerja", _("Perilaku kerja")))
        if (text := getattr(evaluation, f"reason_{name}"))
    )
