"""Service counts: unit, month, service, number (K-16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.spreadsheets import Line
from selaras.intake.cells import count_of, month_of, text_of
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.kinds import FeedKind
from selaras.intake.models import FeedRun, FeedSource, ServiceCount
from selaras.intake.unit_names import UnitNames
from selaras.organisation.models import Unit
from selaras_rules.numbers import written
from selaras_rules.periods import MONTH_NAMES

UNIT = Column(
    "unit", gettext_lazy("Unit"),
    ("unit", "unit kerja", "nama unit", "puskesmas", "nama puskesmas", "sekolah", "kelurahan", "faskes", "opd"),
)  # fmt: skip
MONTH = Column(
    "period", gettext_lazy("Bulan"),
    ("period", "periode", "bulan", "bulan layanan", "tanggal", "masa", "month"),
)  # fmt: skip
SERVICE = Column(
    "service", gettext_lazy("Layanan"),
    ("service", "layanan", "jenis layanan", "nama layanan", "pelayanan", "jenis pelayanan", "poli"),
)  # fmt: skip
COUNT = Column(
    "count", gettext_lazy("Jumlah"),
    ("count", "jumlah", "jumlah layanan", "jml", "jumlah kunjungan", "kunjungan", "total", "banyaknya"),
)  # fmt: skip


class ServiceCounts(FeedKind):
    """Rows of a register that was counted by month; only units of the source's own OPD are known here."""

    code = "service_counts"
    label = gettext_lazy("Jumlah layanan")
    why = gettext_lazy(
        "Angka yang sudah dicatat sistem pelayanan tidak diketik lagi: jumlahnya menjadi realisasi indikator "
        "yang memilihnya, lengkap dengan nama dan tanggal sumbernya."
    )
    permission = Permission.RUN_FEEDS
    model = ServiceCount
    columns = (UNIT, MONTH, SERVICE, COUNT)
    unit_names: UnitNames

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        self.unit_names = UnitNames(source)
        self.month_given = month_of(given.get("period", ""))

    @classmethod
    def columns_for(cls, source: FeedSource, given: Mapping[str, Any]) -> tuple[Column, ...]:
        """Without the unit where the source is about one, without the month where it was told for the file."""
        known = {UNIT} if source.unit_id else set()
        known |= {MONTH} if given.get("period") else set()
        return tuple(column for column in cls.columns if column not in known)

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One fact, or every reason why the row is refused."""
        unit, service = self._unit(line), text_of(self.cell(line, "service"))
        month, count = self._month(line), count_of(self.cell(line, "count"))
        problems = [problem for problem in (unit, month) if isinstance(problem, Refusal)]
        if not service:
            problems.append(self.refused(line, SERVICE, _("Nama layanan kosong. Isi nama layanannya.")))
        if count is None:
            problems.append(
                self.refused(
                    line, COUNT, _("Bukan jumlah. Tulis bilangan bulat mulai 0, misalnya 4900 atau 4.900.")
                )
            )
        if problems or isinstance(unit, Refusal) or isinstance(month, Refusal):
            return problems
        return [Fact(line.number, (unit.pk, service, *month), (count,))]

    def _unit(self, line: Line) -> Unit | Refusal:
        name = self.cell(line, "unit")
        found = self.unit_names.find(name)
        return found or self.refused(line, UNIT, self.unit_names.problem(name))

    def _month(self, line: Line) -> tuple[int, int] | Refusal:
        found = self.month_given or month_of(self.cell(line, "period"))
        if found is None:
            return self.refused(
                line, MONTH, _("Bukan bulan. Tulis misalnya 2026-03, 03/2026, atau Maret 2026.")
            )
        if found > (self.on.year, self.on.month):
            return self.refused(line, MONTH, _("Bulan ini belum tiba. Periksa tahunnya."))
        return found

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Counts in force of this source in the years of these facts; one query."""
        years = {fact.key[2] for fact in facts}
        rows = ServiceCount.objects.filter(source=self.source, is_current=True, year__in=years)
        found = rows.values_list("pk", "unit_id", "service", "year", "month", "count").iterator(2000)
        wanted = {fact.key for fact in facts}
        return {tuple(key): Stored(pk, (count,)) for pk, *key, count in found if tuple(key) in wanted}

    def row(self, fact: Fact, run: FeedRun) -> ServiceCount:
        """The count to be stored."""
        unit_id, service, year, month = fact.key
        return ServiceCount(
            agency_id=run.agency_id, run=run, line=fact.line, source=self.source, unit_id=unit_id, service=service,
            year=year, month=month, count=fact.value[0],
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«Rawat jalan, Puskesmas Contoh, Maret 2026»."""
        unit_id, service, year, month = fact.key
        name = self.unit_names.by_id[unit_id].name
        return f"{service}, {name}, {MONTH_NAMES[month - 1]} {year}"

    def value_words(self, value: Key) -> str:
        """«4.900»."""
        return written(value[0])
