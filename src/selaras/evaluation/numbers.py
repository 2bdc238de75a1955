"""Number, code and day of a paper: the same for the printout and for the page that confirms it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Prefetch, prefetch_related_objects

from selaras.core import clock
from selaras.evaluation.models import Evaluation, LawCorrection, Objection


def number_of(evaluation: Evaluation) -> str:
    """The number under the printout: readable, without telling anything about the person."""
    return f"EK/{evaluation.period}/{code_in_force(evaluation)[-6:]}"


def code_in_force(evaluation: Evaluation) -> str:
    """The code of the newest paper: a decided objection, or a law that reached back, supersedes the older ones."""
    return _newest(evaluation)[1]


def issued_on(evaluation: Evaluation) -> date | None:
    """The day the result in force was fixed, on the agency's calendar."""
    moment = _newest(evaluation)[0]
    return clock.local(moment, evaluation.skp.agency).date() if moment else None


def law_corrections_of(evaluation: Evaluation) -> list[LawCorrection]:
    """What laws that reached back made of this result, the oldest first. One query, none a second time."""
    rows = LawCorrection.objects.select_related("decided_by").order_by("decided_at", "id")
    prefetch_related_objects([evaluation], Prefetch("law_corrections", rows))
    return sorted(evaluation.law_corrections.all(), key=lambda row: (row.decided_at, row.pk))


def _newest(evaluation: Evaluation) -> tuple[datetime | None, str]:
    """When the result in force was decided, and the code of its paper."""
    if evaluation.finalised_at is None:
        return None, evaluation.code
    papers = [(evaluation.finalised_at, evaluation.code)]
    objection: Objection | None = getattr(evaluation, "objection", None)
    if objection is not None and objection.decided_at and objection.code:
        papers.append((objection.decided_at, objection.code))
    papers += [(row.decided_at, row.code) for row in law_corrections_of(evaluation)]
    # Of two at one moment the one further down came later.
    return sorted(papers, key=lambda paper: paper[0])[-1]
