"""Leave, duty, training and other places, as the personnel office lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.spreadsheets import Line
from selaras.discipline.models import DayFact, FactKind
from selaras.intake.cells import text_of
from selaras.intake.days import day_since
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.models import FeedRun
from selaras.intake.people import NIP, PeopleKind
from selaras_rules.periods import date_label

KIND = Column("kind", gettext_lazy("Jenis"), ("jenis", "jenis cuti", "keterangan", "status"))
FIRST = Column("first_day", gettext_lazy("Mulai"), ("mulai", "tanggal mulai", "tgl mulai", "dari"))
LAST = Column("last_day", gettext_lazy("Selesai"), ("selesai", "tanggal selesai", "tgl selesai", "sampai"))
DOCUMENT = Column(
    "document",
    gettext_lazy("Nomor surat"),
    ("dokumen", "nomor surat", "no surat", "surat tugas"),
    is_required=False,
)
LONGEST_DAYS = 1500
# Words of lists for what the law calls otherwise.
_OTHER_WORDS = {
    "dinas_luar": "dinas", "perjalanan_dinas": "dinas", "diklat": "pelatihan", "wfh": "fleksibel", "wfa": "fleksibel",
    "di_luar_tanggungan_negara": "cltn", "karena_alasan_penting": "alasan_penting", "cap": "alasan_penting",
}  # fmt: skip


class DayFacts(PeopleKind):
    """One row for each leave, duty trip or training; approved ones only."""

    code = "attendance_facts"
    label = gettext_lazy("Presensi: cuti, dinas, pelatihan")
    why = gettext_lazy(
        "Supaya cuti yang disetujui, dinas luar, dan pelatihan tidak terbaca sebagai tidak masuk."
    )
    permission = Permission.RUN_FEEDS
    model = DayFact
    columns = (NIP, KIND, FIRST, LAST, DOCUMENT)

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One fact a row; the person, kind and first day are its key."""
        person = self.person(line)
        kind = kind_in(text_of(self.cell(line, "kind")))
        first = day_since(self.cell(line, "first_day"))
        last = day_since(self.cell(line, "last_day"))
        problem = self._problem(line, person, kind, first, last)
        if problem is not None or first is None or last is None:
            return [problem] if problem else []
        return [Fact(line.number, (person, kind, first), (last, text_of(self.cell(line, "document"))[:120]))]

    def _problem(
        self, line: Line, person: UUID | Refusal, kind: str | None, first: date | None, last: date | None
    ) -> Refusal | None:
        if isinstance(person, Refusal):
            return person
        if kind is None:
            known = ", ".join(str(label) for label in FactKind.labels)
            return self.refused(
                line, KIND, _("Jenis ini tidak dikenal. Yang dikenal: %(known)s.") % {"known": known}
            )
        for column, day in ((FIRST, first), (LAST, last)):
            if day is None:
                return self.refused(line, column, _("Bukan tanggal. Tulis misalnya 2026-03-02."))
        if first is not None and last is not None and last < first:
            return self.refused(line, LAST, _("Tanggal selesai mendahului tanggal mulai."))
        if first is not None and last is not None and (last - first).days > LONGEST_DAYS:
            return self.refused(line, LAST, _("Lebih dari empat tahun dalam satu baris. Periksa tahunnya."))
        return None

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Facts in force of these people in these days; one query."""
        days = [fact.key[2] for fact in facts]
        rows = DayFact.objects.filter(
            run__source=self.source, is_current=True, first_day__gte=min(days), first_day__lte=max(days)
        )
        wanted = {fact.key for fact in facts}
        values = rows.values_list("pk", "employee_id", "kind", "first_day", "last_day", "document")
        return {
            (person, kind, first): Stored(pk, (last, document))
            for pk, person, kind, first, last, document in values
            if (person, kind, first) in wanted
        }

    def row(self, fact: Fact, run: FeedRun) -> DayFact:
        """The fact to be stored."""
        person, kind, first = fact.key
        return DayFact(
            agency_id=run.agency_id, run=run, line=fact.line, employee_id=person, kind=kind, first_day=first,
            last_day=fact.value[0], document=fact.value[1],
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«Cuti tahunan, 1992… mulai 2 Maret 2026»."""
        person, kind, first = fact.key
        told = {"kind": FactKind(kind).label, "nip": self.nips[person], "day": date_label(first)}
        return _("%(kind)s, NIP %(nip)s, mulai %(day)s") % told

    def value_words(self, value: Key) -> str:
        """«sampai 4 Maret 2026»."""
        return _("sampai %(day)s") % {"day": date_label(value[0])}


def kind_in(text: str) -> str | None:
    """The kind that a list calls so; None for one that is unknown. Attendance by hand needs a correction."""
    word = text.casefold().replace(" ", "_").replace("-", "_").removeprefix("cuti_")
    word = _OTHER_WORDS.get(word, word)
    return word if word in FactKind.values and word != FactKind.MANUAL else None
