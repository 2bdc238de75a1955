"""From a staff list to people in units: what would change, and the change itself, in one piece or not at all."""

from selaras.organisation.staff_import.plan import Change, ImportPlan, end_the_gone, plan_import
from selaras.organisation.staff_import.report import KINDS, fingerprint_of, problems_in, report_of
from selaras.organisation.staff_import.writing import write_plan

__all__ = [
    "KINDS",
    "Change",
    "ImportPlan",
    "end_the_gone",
    "fingerprint_of",
    "plan_import",
    "problems_in",
    "report_of",
    "write_plan",
]
