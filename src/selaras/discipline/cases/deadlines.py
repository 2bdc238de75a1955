"""Deadlines of a case in working days of the place: holidays of the nation, the city and the own office."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import StepNotPossible
from selaras.discipline.calendars import local_holidays
from selaras.discipline.days import places_of
from selaras.discipline.models import DisciplineCase, Level
from selaras.organisation.choices import ruleset_for
from selaras_rules import RulesError, Ruleset
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.findings import Finding
from selaras_rules.procedure import CaseDeadline, PunishingOfficial, case_deadline
from selaras_rules.remedies import Remedy, RemedyWindow, remedy_for, remedy_window
from selaras_rules.working_days import LocalHolidays

# The longest deadline, 65 working days, ends within this time.
_FAR = timedelta(days=200)


class NoDeadline(StepNotPossible):
    """A deadline can't be counted, because holidays of that year are not known (409)."""

    code = "no_deadline"
    default_remedy = _(
        "Langkah ini tidak tersimpan: tanpa daftar libur, tenggatnya bisa salah dan merugikan pegawai. "
        "Mintalah admin kota memperbarui Selaras, lalu ulangi."
    )


def deadline_of(case: DisciplineCase, kind: CaseDeadline, start: date, on: date) -> Finding[date]:
    """The last day of a step that counts from `start`. Raises `NoDeadline`."""
    try:
        return case_deadline(kind, start, ruleset_for(case.agency, on), local=_local(case, start))
    except RulesError as error:
        raise NoDeadline(str(error)) from error


def remedy_of(case: DisciplineCase, as_what: PunishingOfficial, on: date) -> Finding[Remedy]:
    """Which remedy stands open against the decision of the case."""
    level = DisciplineLevel(case.imposed_level or Level.LIGHT)
    return remedy_for(level, as_what, ruleset_for(case.agency, on), is_dismissal=case.is_dismissal)


def window_of(case: DisciplineCase, remedy: Remedy, received_on: date, on: date) -> Finding[RemedyWindow]:
    """Until when to contest. Raises `NoDeadline`."""
    ruleset: Ruleset = ruleset_for(case.agency, on)
    decided_on = case.decided_on or received_on
    try:
        return remedy_window(
            remedy, decided_on, ruleset, received_on=received_on, local=_local(case, decided_on)
        )
    except RulesError as error:
        raise NoDeadline(str(error)) from error


def _local(case: DisciplineCase, start: date) -> LocalHolidays:
    return local_holidays(places_of(case.employee), start, start + _FAR)
