"""Potential of people as an assessment found it: NIP, year, score of 0–100. One side of the talent grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.closing.models import PotentialScore
from selaras.core.spreadsheets import Line
from selaras.intake.cells import text_of
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.models import FeedRun
from selaras.intake.people import NIP, PeopleKind

YEAR = Column("year", gettext_lazy("Tahun"), ("tahun", "tahun asesmen", "tahun penilaian", "year"))
SCORE = Column(
    "score",
    gettext_lazy("Nilai potensial"),
    ("nilai potensial", "potensial", "skor potensial", "nilai", "skor"),
)
_SCORE = re.compile(r"\d{1,3}([.,]\d{1,2})?")


class PotentialScores(PeopleKind):
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

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """One score, or every reason why the row is refused."""
        person, year, score = self.person(line), self._year(line), self._score(line)
        problems = [one for one in (person, year, score) if isinstance(one, Refusal)]
        return problems or [Fact(line.number, (person, year), (str(score),))]

    def _year(self, line: Line) -> int | Refusal:
        text = text_of(self.cell(line, "year"))
        if not re.fullmatch(r"20\d\d", text) or int(text) > self.on.year:
            return self.refused(
                line, YEAR, _("Tulis tahun asesmen, misalnya 2026; bukan tahun yang belum tiba.")
            )
        return int(text)

    def _score(self, line: Line) -> Decimal | Refusal:
        text = text_of(self.cell(line, "score"))
        if not _SCORE.fullmatch(text) or (score := Decimal(text.replace(",", "."))) > 100:
            return self.refused(line, SCORE, _("Tulis nilai 0 sampai 100, misalnya 82,5."))
        return score.quantize(Decimal("0.01"))

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
