"""Rosters: when somebody who works in shifts is expected, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.spreadsheets import Line
from selaras.discipline.feeds.people import NIP, day_of, people_of, person_in, time_of
from selaras.discipline.models import Shift
from selaras.intake.cells import count_of, text_of
from selaras.intake.kinds import Column, Fact, FeedKind, Key, Refusal, Stored
from selaras.intake.models import FeedRun, FeedSource
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


class Shifts(FeedKind):
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
        self.people = people_of(source)
        self.nips: dict[UUID, str] = {pk: nip for nip, pk in self.people.items()}
        self.ruleset = ruleset_for(source.agency, on)

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One shift a row; a night shift ends on the next day by itself."""
        person = person_in(self.people, self.cell(line, "nip"))
        day = day_of(self.cell(line, "day"))
        if not isinstance(person, UUID):
            return [self._refused(line, NIP, str(person))]
        if day is None:
            return [self._refused(line, DAY, _("Bukan tanggal. Tulis misalnya 2026-03-02."))]
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
            return self._refused(line, START if start is None else END, text)
        if pause is None:
            return self._refused(line, PAUSE, _("Tulis istirahat dalam menit."))
        try:
            plan_shift(day, start, end, pause, self.ruleset)
        except RulesError as error:
            return self._refused(line, END, str(error))
        return start, end, pause

    def _refused(self, line: Line, column: Column, message: str) -> Refusal:
        return Refusal(line.number, str(column.label), text_of(self.cell(line, column.name)), message)

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
