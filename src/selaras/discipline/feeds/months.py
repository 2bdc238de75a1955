"""Monthly spreadsheets that other systems add up: NAMA, NIP, TK, TL1 … PSW4 in minutes. Shown beside, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.errors import InvalidInput, Text
from selaras.core.spreadsheets import Line
from selaras.discipline.feeds.punches import month_span
from selaras.discipline.models import MonthSummary
from selaras.intake.cells import count_of
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.people import NIP, PeopleKind

ABSENT = Column("absent_days", gettext_lazy("TK (hari)"), ("tk", "tanpa keterangan", "alpa"))
BANDS = tuple(
    Column(band.casefold(), band, (band.casefold(),), is_required=False)
    for band in ("TL1", "TL2", "TL3", "TL4", "PSW1", "PSW2", "PSW3", "PSW4")
)
MOST_MINUTES = 31 * 24 * 60


class MonthSummaries(PeopleKind):
    """One row a person, of the month that is told with the file."""

    code = "attendance_months"
    label = gettext_lazy("Presensi: rekap bulanan")
    why = gettext_lazy(
        "Bila tap tidak tersedia, rekap bulanan dari aplikasi lain ditampilkan dengan nama sumbernya. Rekap tidak "
        "dijumlahkan dengan tap."
    )
    why_month: ClassVar[Text] = gettext_lazy("Bulan yang direkap, misalnya 03/2026.")
    permission = Permission.RUN_FEEDS
    model = MonthSummary
    columns = (NIP, ABSENT, *BANDS)

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        span = month_span(given.get("period", ""))
        if span is None or span[0] > on:
            raise InvalidInput(
                fields={"period": _("Tulis bulan yang direkap; bulan yang belum tiba ditolak.")}
            )
        self.month = span[0]
        self.days = span[1].day

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One person's month."""
        person = self.person(line)
        if isinstance(person, Refusal):
            return [person]
        absent = count_of(self.cell(line, "absent_days") or 0)
        if absent is None or absent > self.days:
            return [self.refused(line, ABSENT, _("Jumlah hari tidak mungkin untuk bulan ini."))]
        minutes = {}
        for band in BANDS:
            found = count_of(self.cell(line, band.name) or 0)
            if found is None or found > MOST_MINUTES:
                return [self.refused(line, band, _("Tulis menit sebagai bilangan bulat."))]
            if found:
                minutes[band.name.upper()] = found
        return [Fact(line.number, (person, self.month), (absent, tuple(sorted(minutes.items()))))]

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Summaries of the month in force from this source; one query."""
        rows = MonthSummary.objects.filter(run__source=self.source, is_current=True, month=self.month)
        return {
            (person, self.month): Stored(pk, (absent, tuple(sorted(minutes.items()))))
            for pk, person, absent, minutes in rows.values_list("pk", "employee_id", "absent_days", "minutes")
        }

    def row(self, fact: Fact, run: FeedRun) -> MonthSummary:
        """The summary to be stored."""
        (person, month), (absent, minutes) = fact.key, fact.value
        return MonthSummary(
            agency_id=run.agency_id, run=run, line=fact.line, employee_id=person, month=month, absent_days=absent,
            minutes=dict(minutes),
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«NIP 1992…»."""
        return _("NIP %(nip)s") % {"nip": self.nips[fact.key[0]]}

    def value_words(self, value: Key) -> str:
        """«1 hari TK; TL1 20 menit»."""
        absent, minutes = value
        days = _("%(days)s hari tanpa keterangan") % {"days": absent}
        return "; ".join([days, *(f"{band} {count}" for band, count in minutes)])
