"""Lists of complaints and suggestions, such as an export of SP4N-LAPOR (K-33): number, day, text, unit, answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.parts import in_parts
from selaras.core.public_words import kept_text
from selaras.core.spreadsheets import Line
from selaras.intake.cells import text_of
from selaras.intake.columns import plain_heading
from selaras.intake.days import day_in
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.kinds import FeedKind
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.unit_names import UnitNames
from selaras.listening.models import InputKind, InputReport
from selaras.organisation.models import Unit

AT_ONCE = 500
REFERENCE = Column(
    "reference", gettext_lazy("Nomor laporan"),
    ("reference", "nomor laporan", "no laporan", "id laporan", "tracking id", "kode laporan", "nomor", "tiket", "id"),
)  # fmt: skip
RECEIVED = Column(
    "received", gettext_lazy("Tanggal masuk"),
    ("received", "tanggal laporan", "tanggal laporan masuk", "tanggal masuk", "tgl laporan", "tanggal"),
)  # fmt: skip
UNIT = Column(
    "unit", gettext_lazy("Unit"),
    ("unit", "instansi terdisposisi", "disposisi", "instansi", "unit kerja", "perangkat daerah", "opd", "dinas"),
)  # fmt: skip
TEXT = Column(
    "text", gettext_lazy("Isi laporan"),
    ("text", "isi laporan", "isi", "isi laporan akhir", "uraian", "laporan", "pengaduan", "keluhan", "masukan"),
)  # fmt: skip
TITLE = Column(
    "title", gettext_lazy("Judul"), ("title", "judul laporan", "judul", "perihal"), is_required=False
)
KIND = Column(
    "kind", gettext_lazy("Klasifikasi"),
    ("kind", "klasifikasi", "jenis laporan", "klasifikasi laporan", "jenis"), is_required=False,
)  # fmt: skip
CHANNEL = Column(
    "channel", gettext_lazy("Kanal"),
    ("channel", "sumber laporan", "kanal", "sumber", "media", "saluran"), is_required=False,
)  # fmt: skip
STATE = Column(
    "state", gettext_lazy("Status"), ("state", "status laporan", "status", "tindak lanjut"), is_required=False
)
ANSWERED = Column(
    "answered", gettext_lazy("Tanggal dijawab"),
    (
        "answered", "tanggal selesai", "tanggal tindak lanjut", "tanggal jawaban", "tanggal ditutup", "tgl selesai",
        "tanggal tanggapan", "tanggal dijawab",
    ),
    is_required=False,
)  # fmt: skip
_KINDS = {
    "pengaduan": InputKind.COMPLAINT, "keluhan": InputKind.COMPLAINT, "aspirasi": InputKind.SUGGESTION,
    "saran": InputKind.SUGGESTION, "usulan": InputKind.SUGGESTION, "permintaan informasi": InputKind.QUESTION,
    "permohonan informasi": InputKind.QUESTION, "pertanyaan": InputKind.QUESTION, "informasi": InputKind.QUESTION,
}  # fmt: skip


class PublicReports(FeedKind):
    """Rows of a list of complaints. The name of who reported is no column here, so it is passed over."""

    code = "public_reports"
    label = gettext_lazy("Pengaduan dan saran warga")
    why = gettext_lazy(
        "Yang berulang kali disampaikan warga menjadi tema, dan tema dapat mengubah indikator. Nama pelapor tidak "
        "dibaca; pengaduan tentang satu petugas tidak pernah menjadi bahan penilaian."
    )
    permission = Permission.RUN_FEEDS
    model = InputReport
    columns = (REFERENCE, RECEIVED, UNIT, TEXT, TITLE, KIND, CHANNEL, STATE, ANSWERED)
    unit_names: UnitNames

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        self.unit_names = UnitNames(source)

    @classmethod
    def columns_for(cls, source: FeedSource, given: Mapping[str, Any]) -> tuple[Column, ...]:
        """Without the unit where the source is about one."""
        return tuple(column for column in cls.columns if not (source.unit_id and column is UNIT))

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One report, or every reason why the row is refused."""
        problems: list[Refusal] = []
        reference = text_of(self.cell(line, "reference"))[:60]
        if not reference:
            problems.append(
                self.refused(
                    line, REFERENCE, _("Nomor kosong. Nomor laporan membedakan satu dari yang lain.")
                )
            )
        received = self._day(line, RECEIVED, problems, is_needed=True)
        answered = self._day(line, ANSWERED, problems, is_needed=False)
        if received and answered and answered < received:
            problems.append(
                self.refused(line, ANSWERED, _("Dijawab sebelum masuk. Periksa kedua tanggalnya."))
            )
        unit, text = self._unit(line, problems), self._text(line, problems)
        if problems or unit is None or received is None:
            return problems
        kind = _KINDS.get(plain_heading(self.cell(line, "kind")), InputKind.COMPLAINT)
        words = (text_of(self.cell(line, "channel"))[:60], text, text_of(self.cell(line, "state"))[:60])
        return [Fact(line.number, (reference,), (unit.pk, received, kind.value, *words, answered))]

    def _unit(self, line: Line, problems: list[Refusal]) -> Unit | None:
        name = self.cell(line, "unit")
        found = self.unit_names.find(name)
        if found is None:
            problems.append(self.refused(line, UNIT, self.unit_names.problem(name)))
        return found

    def _text(self, line: Line, problems: list[Refusal]) -> str:
        title, body = kept_text(self.cell(line, "title")), kept_text(self.cell(line, "text"))
        if not body:
            problems.append(
                self.refused(line, TEXT, _("Isi laporan kosong. Tanpa isi tidak ada yang dapat dipilah."))
            )
        return kept_text(f"{title}\n{body}") if title and not body.startswith(title) else body

    def _day(self, line: Line, column: Column, problems: list[Refusal], *, is_needed: bool) -> date | None:
        cell = self.cell(line, column.name)
        day, is_readable = day_in(cell)
        if not is_readable or (is_needed and day is None):
            problems.append(
                self.refused(
                    line,
                    column,
                    _("Bukan tanggal. Tulis misalnya 2026-03-04, 04/03/2026, atau 4 Maret 2026."),
                )
            )
        elif day is not None and day > self.on:
            problems.append(self.refused(line, column, _("Tanggal ini belum tiba. Periksa tahunnya.")))
            return None
        return day

    def refused(self, line: Line, column: Column, message: str) -> Refusal:
        """A refusal; words of the public stay out of the report of a delivery."""
        found = super().refused(line, column, message)
        return replace(found, value="") if column in (TEXT, TITLE) else found

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Reports in force of this source under these numbers."""
        numbers = [fact.key[0] for fact in facts]
        found: dict[Key, Stored] = {}
        for part in in_parts(numbers, AT_ONCE):
            rows = InputReport.objects.filter(source=self.source, is_current=True, reference__in=part)
            fields = (
                "pk",
                "reference",
                "unit_id",
                "received_on",
                "kind",
                "channel",
                "text",
                "state_words",
                "answered_on",
            )
            found |= {(number,): Stored(pk, tuple(value)) for pk, number, *value in rows.values_list(*fields)}
        return found

    def row(self, fact: Fact, run: FeedRun) -> InputReport:
        """The report to be stored."""
        unit_id, received, kind, channel, text, state, answered = fact.value
        return InputReport(
            agency_id=run.agency_id, run=run, line=fact.line, source=self.source, reference=fact.key[0],
            unit_id=unit_id, received_on=received, kind=kind, channel=channel, text=text, state_words=state,
            answered_on=answered,
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«Nomor 1234567, Dinas Perhubungan, 4 Maret 2026»: no word of what was said."""
        unit_id, received, *_rest = fact.value
        name = self.unit_names.by_id[unit_id].name
        return _("Nomor %(number)s, %(unit)s, %(day)s") % {
            "number": fact.key[0], "unit": name, "day": date_format(received, "j F Y"),
        }  # fmt: skip

    def value_words(self, value: Key) -> str:
        """«Pengaduan, Selesai, dijawab 9 Maret 2026»."""
        _unit, _received, kind, _channel, _text, state, answered = value
        parts = [str(InputKind(kind).label), state]
        if answered:
            parts.append(_("dijawab %(day)s") % {"day": date_format(answered, "j F Y")})
        return ", ".join(part for part in parts if part)
