"""Lists of PAK: NIP, jenjang, golongan, angka kredit, counted from, in the pangkat since, number of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.consequences.models import ImportedOpening
from selaras.consequences.numbers import points_text
from selaras.core.spreadsheets import Line
from selaras.intake.cells import text_of
from selaras.intake.days import day_since
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.people import NIP, PeopleKind
from selaras_rules import Jenjang, RulesError, Ruleset, angka_kredit_need, date_label

JENJANG = Column(
    "jenjang", gettext_lazy("Jenjang"), ("jenjang", "jenjang jabatan", "jabatan", "nama jabatan")
)
GOLONGAN = Column("golongan", gettext_lazy("Golongan"), ("golongan", "gol", "gol ruang", "golongan ruang"))
POINTS = Column(
    "points", gettext_lazy("Angka kredit"),
    ("angka kredit", "ak", "jumlah ak", "angka kredit kumulatif", "total ak", "kredit"),
)  # fmt: skip
UNTIL = Column(
    "counted_from", gettext_lazy("Dihitung mulai"),
    ("dihitung mulai", "mulai dihitung", "mulai", "tmt pak", "berlaku mulai"),
)  # fmt: skip
SINCE = Column(
    "rank_since", gettext_lazy("TMT golongan"), ("tmt golongan", "tmt gol", "tmt pangkat", "tmt gol ruang")
)
DOCUMENT = Column(
    "document", gettext_lazy("Nomor PAK"), ("nomor pak", "no pak", "nomor", "nomor sk", "dokumen")
)
STARTS_AT = Column(
    "starts_at",
    gettext_lazy("Golongan mula jabatan"),
    ("golongan mula jabatan", "golongan mula"),
    is_required=False,
)

# Nobody in service today got a rank before.
FIRST_YEAR = 1970
_POINTS = re.compile(r"\d{1,4}([.,]\d{1,3})?")


class CreditOpenings(PeopleKind):
    """One row a person: with how much angka kredit the account in this application begins."""

    code = "credit_openings"
    label = gettext_lazy("Angka kredit awal (PAK)")
    why = gettext_lazy(
        "Angka kredit dihitung terus dari PAK terakhir. Dengan daftar PAK, tidak seorang pun memulai dari nol "
        "dan tidak ada yang mengetik ulang."
    )
    permission = Permission.RUN_FEEDS
    model = ImportedOpening
    columns = (NIP, JENJANG, GOLONGAN, POINTS, UNTIL, SINCE, DOCUMENT, STARTS_AT)

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        self.ruleset = Ruleset(on)

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One beginning, or every reason why the row is refused."""
        found = [
            self.person(line), self._jenjang(line), self._points(line),
            self._day(line, UNTIL), self._day(line, SINCE), self._document(line),
        ]  # fmt: skip
        problems = [one for one in found if isinstance(one, Refusal)]
        if problems:
            return problems
        person, jenjang, points, counted_from, rank_since, document = found
        golongan, starts_at = text_of(self.cell(line, "golongan")), text_of(self.cell(line, "starts_at"))
        try:
            angka_kredit_need(Jenjang(str(jenjang)), golongan, self.ruleset, starts_at=starts_at)
        except RulesError as error:
            return [self.refused(line, GOLONGAN, str(error))]
        value = (jenjang, golongan, starts_at, str(points), str(rank_since), document)
        return [Fact(line.number, (person, counted_from), value)]

    def _jenjang(self, line: Line) -> str | Refusal:
        text = text_of(self.cell(line, "jenjang"))
        found = Jenjang.from_title(text)
        if found is None:
            message = _("Jenjang tidak dikenali. Tulis misalnya «Ahli Pertama» atau «Perawat Ahli Pertama».")
            return self.refused(line, JENJANG, message)
        return found.value

    def _points(self, line: Line) -> Decimal | Refusal:
        text = text_of(self.cell(line, "points"))
        if not _POINTS.fullmatch(text):
            message = _(
                "Tulis angka kredit sebagai angka, misalnya 62,5; paling banyak tiga angka di belakang koma."
            )
            return self.refused(line, POINTS, message)
        return Decimal(text.replace(",", ".")).quantize(Decimal("0.001"))

    def _day(self, line: Line, column: Column) -> date | Refusal:
        found = day_since(self.cell(line, column.name), FIRST_YEAR)
        if found is None:
            return self.refused(line, column, _("Tulis tanggal, misalnya 01-01-2026."))
        if found > self.on and column is SINCE:
            return self.refused(line, column, _("Tanggal ini belum tiba."))
        return found

    def _document(self, line: Line) -> str | Refusal:
        text = text_of(self.cell(line, "document"))[:120]
        return text or self.refused(line, DOCUMENT, _("Tulis nomor PAK yang menjadi dasarnya."))

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Beginnings in force of these people; one query."""
        people = {fact.key[0] for fact in facts}
        rows = ImportedOpening.objects.filter(employee_id__in=people, is_current=True)
        return {
            (row.employee_id, row.counted_from): Stored(
                row.pk,
                (
                    row.jenjang,
                    row.golongan,
                    row.starts_at,
                    str(row.points),
                    str(row.rank_since),
                    row.document,
                ),
            )
            for row in rows
        }

    def row(self, fact: Fact, run: FeedRun) -> ImportedOpening:
        """The beginning to be stored."""
        (person, counted_from), (jenjang, golongan, starts_at, points, rank_since, document) = (
            fact.key,
            fact.value,
        )
        return ImportedOpening(
            agency_id=run.agency_id, run=run, line=fact.line, employee_id=person, jenjang=jenjang, golongan=golongan,
            starts_at=starts_at, points=Decimal(points), counted_from=counted_from,
            rank_since=date.fromisoformat(rank_since), document=document,
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«NIP 1992…, mulai 1 Januari 2026»."""
        nip, day = self.nips[fact.key[0]], date_label(fact.key[1])
        return _("NIP %(nip)s, mulai %(day)s") % {"nip": nip, "day": day}

    def value_words(self, value: Key) -> str:
        """«Ahli Pertama III/a, 62,5 (800/…)»."""
        jenjang, golongan, _starts_at, points, _since, document = value
        return f"{Jenjang(jenjang).label} {golongan}, {points_text(points)} ({document})"
