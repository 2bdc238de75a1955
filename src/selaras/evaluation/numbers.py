"""Number, code and day of a paper: the same for the printout and for the page that confirms it."""

from __future__ import annotations

from datetime import date

from selaras.core import clock
from selaras.evaluation.models import Evaluation, Objection


def number_of(evaluation: Evaluation) -> str:
    """The number under the printout: readable, without telling anything about the person."""
    return f"EK/{evaluation.period}/{code_in_force(evaluation)[-6:]}"


def code_in_force(evaluation: Evaluation) -> str:
    """The code of the newest paper: after a decided objection the old printout is superseded."""
    objection: Objection | None = getattr(evaluation, "objection", None)
    return objection.code if objection is not None and objection.code else evaluation.code


def issued_on(evaluation: Evaluation) -> date | None:
    """The day the result in force was fixed, on the agency's calendar."""
    objection: Objection | None = getattr(evaluation, "objection", None)
    moment = (
        objection.decided_at if objection is not None and objection.decided_at else evaluation.finalised_at
    )
    return clock.local(moment, evaluation.skp.agency).date() if moment else None
