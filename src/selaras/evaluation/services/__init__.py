"""What people do with evaluations: open, rate, fix, receive, add a view, object, explain, decide."""

from selaras.evaluation.services.finalise import finalise
from selaras.evaluation.services.objection import (
    ObjectionRuling,
    decide_objection,
    explain_objection,
    raise_objection,
)
from selaras.evaluation.services.organisation import set_organisation_predikat
from selaras.evaluation.services.rating import Ratings, open_evaluation, rate, renew_version
from selaras.evaluation.services.receipt import add_own_view, receive

__all__ = [
    "ObjectionRuling",
    "Ratings",
    "add_own_view",
    "decide_objection",
    "explain_objection",
    "finalise",
    "open_evaluation",
    "raise_objection",
    "rate",
    "receive",
    "renew_version",
    "set_organisation_predikat",
]
