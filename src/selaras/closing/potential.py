"""Potential of people as an assessment found it: NIP, year, score of 0–100. One side of the talent grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.closing.models import PotentialScore
from selaras.core.spreadsheets import Line
from selaras.intake.cells import text_of
from selaras.intake.kinds import Column, Fact, FeedKind, Key, Refusal, Stored
from selaras.intake.models import FeedRun, FeedSource
from selaras.organisation.models import Employee

NIP = Column("nip", gettext_lazy("NIP"), ("nip", "nip baru", "nip pegawai"))
YEAR = Column("year", gettext_lazy("Tahun"), ("tahun", "tahun asesmen", "tahun penilaian", "year"))
SCORE = Column(
    "score",
    gettext_lazy("Nilai potensial"),
    ("nilai potensial", "potensial", "skor potensial", "nilai", "skor"),
)
_SCORE = re.compile(r"\d{1,3}([.,]\d{1,2})?")


class PotentialScores(FeedKind):
    """One row a person and year."""

    code = "potential"
    label = gettext_lazy("Nilai potensial")
    why = gettext_lazy(
        "Kotak talenta memerlukan nilai potensial dari asesmen. Selaras memakai nilai itu apa adanya dan tidak menebak "
        "bagi yang belum dinilai."
    )
    permission = Permission.RUN_FEEDS
    model = PotentialScore
    columns = (NIP, YEAR, SCORE)

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        people = Employee.objects.filter(agency_id=source.agency_id).exclude(nip="")
        if source.opd_id is not None:
            people = people.filter(unit__opd_id=source.opd_id)
        self.people: dict[str, UUID] = dict(people.values_list("nip", "pk"))
        self.nips = {pk: nip for nip, pk in self.people.items()}

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One score, or every reason why the row is refused."""
        person, year, score = self._person(line), self._year(line), self._score(line)
        problems = [one for one in (person, year, score) if isinstance(one, Refusal)]
        return problems or [Fact(line.number, (person, year), (str(score),))]

    def _person(self, line: Line) -> UUID | Refusal:
        text = text_of(self.cell(line, "nip")).replace(" ", "")
        found = self.people.get(text)
        return found or self._refused(
            line, NIP, _("Tidak ada pegawai dengan NIP 18 angka ini di tempat sumber ini.")
        )

    def _year(self, line: Line) -> int | Refusal:
        text = text_of(self.cell(line, "year"))
        if not re.fullmatch(r"20\d\d", text) or int(text) > self.on.year:
            return self._refused(
                line, YEAR, _("Tulis tahun asesmen, misalnya 2026; bukan tahun yang belum tiba.")
            )
        return int(text)

    def _score(self, line: Line) -> Decimal | Refusal:
        text = text_of(self.cell(line, "score"))
        if not _SCORE.fullmatch(text) or (score := Decimal(text.replace(",", "."))) > 100:
            return self._refused(line, SCORE, _("Tulis nilai 0 sampai 100, misalnya 82,5."))
        return score.quantize(Decimal("0.01"))

    def _refused(self, line: Line, column: Column, message: str) -> Refusal:
        return Refusal(line.number, str(column.label), text_of(self.cell(line, column.name)), message)

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Scores in force of these people; one query."""
        people = {fact.key[0] for fact in facts}
        rows = PotentialScore.objects.filter(employee_id__in=people, is_current=True)
        return {(row.employee_id, row.year): Stored(row.pk, (str(row.score),)) for row in rows}

    def row(self, fact: Fact, run: FeedRun) -> PotentialScore:
        """The score to be stored."""
        person, year = fact.key
        return PotentialScore(
            agency_id=run.agency_id,
            run=run,
            line=fact.line,
            employee_id=person,
            year=year,
            score=Decimal(fact.value[0]),
        )

    def words(self, fact: Fact) -> str:
        """«NIP 1992…, 2026»."""
        return _("NIP %(nip)s, %(year)s") % {"nip": self.nips[fact.key[0]], "year": fact.key[1]}

    def value_words(self, value: Key) -> str:
        """«82,5»."""
        return format(Decimal(value[0]).normalize(), "f").replace(".", ",")


def potential_by_person(year: int) -> dict[UUID, Decimal]:
    """The newest score in force of each person up to a year. One query."""
    rows = PotentialScore.objects.filter(is_current=True, year__lte=year).order_by("year")
    return dict(rows.values_list("employee_id", "score"))
