"""What people do with evaluations: open, rate, fix, receive, add a view, object, explain, decide."""

from selaras.evaluation.services.calibration import (
    CalibratedRating,
    NewCalibration,
    change_rating,
    close_calibration,
    open_calibration,
    remark_on_case,
    show_names,
    take_in_comparable,
)
from selaras.evaluation.services.finalise import finalise
from selaras.evaluation.services.objection import (
    ObjectionRuling,
    decide_objection,
    explain_objection,
    raise_objection,
)
from selaras.evaluation.services.organisation import (
    NewRecommendation,
    YearOfOrganisation,
    recommend_for_organisation,
    set_organisation_predikat,
)
from selaras.evaluation.services.rating import Ratings, open_evaluation, rate, renew_version
from selaras.evaluation.services.receipt import add_own_view, receive

__all__ = [
    "CalibratedRating",
    "NewCalibration",
    "NewRecommendation",
    "ObjectionRuling",
    "Ratings",
    "YearOfOrganisation",
    "add_own_view",
    "change_rating",
    "close_calibration",
    "decide_objection",
    "explain_objection",
    "finalise",
    "open_calibration",
    "open_evaluation",
    "raise_objection",
    "rate",
    "receive",
    "recommend_for_organisation",
    "remark_on_case",
    "renew_version",
    "set_organisation_predikat",
    "show_names",
    "take_in_comparable",
]
