"""From a staff list to people in units: what would change, and the change itself, in one piece or not at all."""

from selaras.organisation.staff_import.plan import Change, ImportPlan, plan_import
from selaras.organisation.staff_import.writing import write_plan

__all__ = ["Change", "ImportPlan", "plan_import", "write_plan"]
