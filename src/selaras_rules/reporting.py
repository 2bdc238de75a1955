"""When the results of a year have to be reported."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .findings import Finding
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, day_label, last_working_day


@dataclass(frozen=True, slots=True)
class ReportDue:
    """The due day and the last working day before it, on which to warn."""

    due: date
    warn_on: date


def annual_report_due(
    year: int, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[ReportDue]:
    """When the results of a year are due with the tim penilai kinerja and the PyB: the end of February after it.

    The day stays where it is when it is free. Raises NoHolidayList when the holidays of that year are not known.
    """
    rule = ruleset.law("pelaporan.tahunan")
    month = rule.value["month"]
    due = date(year + 1, month, monthrange(year + 1, month)[1])
    warn_on = last_working_day(due, week=ruleset.choice("working_days.week"), local=local)
    text = f"Hasil penilaian tahun {year} dilaporkan paling lambat {day_label(due)}"
    warning = f"; diingatkan {day_label(warn_on)}." if warn_on != due else "."
    return Finding(ReportDue(due, warn_on), (rule.step(text + warning),))
