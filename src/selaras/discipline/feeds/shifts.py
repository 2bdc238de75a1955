"""Rosters: when somebody who works in shifts is expected, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.spreadsheets import Cell, Line
from selaras.discipline.models import Shift
from selaras.discipline.reading.moments import seconds_of
from selaras.intake.cells import count_of, text_of
from selaras.intake.days import day_since
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.people import NIP, PeopleKind
from selaras.organisation.choices import ruleset_for
from selaras_rules import RulesError
from selaras_rules.periods import date_label
from selaras_rules.working_time import plan_shift

DAY = Column("day", gettext_lazy("Tanggal"), ("tanggal", "tgl", "hari"))
START = Column("starts_at", gettext_lazy("Mulai"), ("mulai", "jam mulai", "jam masuk", "masuk"))
END = Column("ends_at", gettext_lazy("Selesai"), ("selesai", "jam selesai", "jam pulang", "pulang"))
PAUSE = Column(
    "break_minutes", gettext_lazy("Istirahat (menit)"), ("istirahat", "istirahat menit"), is_required=False
)


class Shifts(PeopleKind):
    """One row a person and day; a row without times is a free day of the roster."""

    code = "attendance_shifts"
    label = gettext_lazy("Presensi: jadwal giliran")
    why = gettext_lazy(
        "Supaya perawat, penjaga, dan petugas lain yang bergiliran dibaca menurut gilirannya, bukan jam kantor."
    )
    permission = Permission.RUN_FEEDS
    model = Shift
    columns = (NIP, DAY, START, END, PAUSE)

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        self.ruleset = ruleset_for(source.agency, on)

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One shift a row; a night shift ends on the next day by itself."""
        person, day = self.person(line), day_since(self.cell(line, "day"))
        if isinstance(person, Refusal):
            return [person]
        if day is None:
            return [self.refused(line, DAY, _("Bukan tanggal. Tulis misalnya 2026-03-02."))]
        times = self._times(line, day)
        return [times] if isinstance(times, Refusal) else [Fact(line.number, (person, day), times)]

    def _times(self, line: Line, day: date) -> tuple[time | None, time | None, int] | Refusal:
        start, end = time_of(self.cell(line, "starts_at")), time_of(self.cell(line, "ends_at"))
        told = [text_of(self.cell(line, name)) for name in ("starts_at", "ends_at")]
        pause = count_of(self.cell(line, "break_minutes") or 0)
        if not any(told):
            return None, None, 0
        if start is None or end is None:
            text = _(
                "Tulis jam mulai dan jam selesai, misalnya 21.00 dan 07.00; kosongkan keduanya untuk hari libur."
            )
            return self.refused(line, START if start is None else END, text)
        if pause is None:
            return self.refused(line, PAUSE, _("Tulis istirahat dalam menit."))
        try:
            plan_shift(day, start, end, pause, self.ruleset)
        except RulesError as error:
            return self.refused(line, END, str(error))
        return start, end, pause

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Shifts in force in these days; one query."""
        days = [fact.key[1] for fact in facts]
        wanted = {fact.key for fact in facts}
        rows = Shift.objects.filter(
            run__source=self.source, is_current=True, day__gte=min(days), day__lte=max(days)
        )
        values = rows.values_list("pk", "employee_id", "day", "starts_at", "ends_at", "break_minutes")
        return {
            (person, day): Stored(pk, tuple(times))
            for pk, person, day, *times in values
            if (person, day) in wanted
        }

    def row(self, fact: Fact, run: FeedRun) -> Shift:
        """The shift to be stored."""
        (person, day), (start, end, pause) = fact.key, fact.value
        return Shift(
            agency_id=run.agency_id, run=run, line=fact.line, employee_id=person, day=day, starts_at=start,
            ends_at=end, break_minutes=pause,
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«NIP 1992…, 2 Maret 2026»."""
        person, day = fact.key
        return _("NIP %(nip)s, %(day)s") % {"nip": self.nips[person], "day": date_label(day)}

    def value_words(self, value: Key) -> str:
        """«21.00–07.00»."""
        start, end, _pause = value
        return _("libur giliran") if start is None else f"{start:%H.%M}–{end:%H.%M}"


def time_of(cell: Cell) -> time | None:
    """A time of day as a cell of a spreadsheet or «07.30»; None for anything else."""
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    second = seconds_of(text_of(cell))
    return None if second is None else time(second // 3600, second // 60 % 60)
