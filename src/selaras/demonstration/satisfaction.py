"""Surveys as D2 tells them: more visits, less satisfaction, the waiting time weakest; a small post with few answers.

Sheets are made in memory and counted like those of citizens; what is written are the same few rows of sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selaras.core.audit import Entry, recording_many
from selaras.demonstration.inserting import insert
from selaras.demonstration.staffing import Office
from selaras.demonstration.writing import DOER
from selaras.organisation.models import Unit
from selaras.surveys import events
from selaras.surveys.models import RemarkSheet, Survey, Tally
from selaras.surveys.questions import CODES
from selaras.surveys.tally import LINK, PAPER, TABLET, Counts, Sheet, counted

SERVICE = "Rawat jalan"
# The small post that belongs to the puskesmas; invented like it, so that no real one stands there with too few answers.
SMALL_POST = "Rawat jalan Pustu Contoh"
WEAKEST = "U3"
REMARKS = (
    "Petugasnya ramah, tetapi menunggu di pendaftaran lebih dari satu jam.",
    "Loket pagi cuma satu. Tolong ditambah.",
    "Ruang tunggu sudah bersih, kipas anginnya mati.",
    "Antrean lewat pesan singkat akan sangat menolong.",
    "Dokter menjelaskan dengan sabar. Terima kasih.",
    "Anak saya rewel karena lama menunggu, mohon ada tempat bermain.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One period: sheets, the sum of all their answers, the sum of those about time; users of the service."""

    number: int
    first: date
    last: date
    sheets: int
    total: int
    of_time: int
    users: int


# 84,10 → 82,30 → 79,60 with the time at 2,90; the last quarter still runs.
PERIODS = (
    Told(1, date(2026, 1, 1), date(2026, 3, 31), 198, 5995, 634, 4100),
    Told(2, date(2026, 4, 1), date(2026, 6, 30), 205, 6074, 625, 4500),
    Told(3, date(2026, 7, 1), date(2026, 9, 30), 212, 6075, 615, 4900),
    Told(4, date(2026, 10, 1), date(2026, 12, 31), 61, 1790, 182, 5000),
)
TOO_FEW = Told(9, date(2026, 7, 1), date(2026, 9, 30), 14, 430, 45, 900)
# By how much the other elements differ from each other, in hundredths of a point.
LEANING = {"U1": 10, "U2": 2, "U4": 15, "U5": -5, "U6": 0, "U7": 8, "U8": -20, "U9": -10}


def write_surveys(office: Office) -> None:
    """Write them where the story's puskesmas is. Call inside the agency's scope."""
    unit = office.units.get("pkm_contoh")
    if unit is None:
        return
    surveys = [_survey(office, unit, told, SERVICE) for told in PERIODS]
    surveys.append(_survey(office, unit, TOO_FEW, SMALL_POST))
    with recording_many(events.SURVEY_OPENED, by=DOER) as entries:
        insert(surveys)
        told = zip(surveys, (*PERIODS, TOO_FEW), strict=True)
        insert([Tally(survey=row, agency_id=row.agency_id, counts=counts_of(period)) for row, period in told])
        insert([_remarks(office, row) for row in surveys[2:4]])
        entries += [_entry(row) for row in surveys]


def counts_of(told: Told) -> Counts:
    """The sums of a period, sheet by sheet."""
    counts: Counts = {}
    for sheet in sheets_of(told):
        counts = counted(counts, sheet, len(CODES))
    return counts


def sheets_of(told: Told) -> list[Sheet]:
    """As many sheets as told, whose answers have the sums that are told."""
    sums = _sums(told)
    columns = {code: _answers(sums[code], told.sheets, place) for place, code in enumerate(CODES)}
    return [_sheet({code: columns[code][place] for code in CODES}, place) for place in range(told.sheets)]


def _sums(told: Told) -> dict[str, int]:
    rest = told.total - told.of_time
    each = rest // len(LEANING)
    sums = {code: each + told.sheets * lean // 100 for code, lean in LEANING.items()}
    sums["U6"] += rest - sum(sums.values())
    return {**sums, WEAKEST: told.of_time}


def _answers(total: int, sheets: int, place: int) -> Sequence[int]:
    """So many answers with this sum: most at the mean, some below and as many above, turned a little by element."""
    base, higher = divmod(total, sheets)
    spread = min((sheets - higher) // 2, sheets // 6) if 1 < base < 4 else 0
    middle = sheets - higher - 2 * spread
    row = [base - 1] * spread + [base] * middle + [base + 1] * (higher + spread)
    turn = place * sheets // 40
    return row[turn:] + row[:turn]


def _sheet(answers: dict[str, int], place: int) -> Sheet:
    groups = {"sex": "l" if place % 5 < 2 else "p"}
    if place % 4:
        groups["age"] = ("20", "40", "40", "60", "61")[place % 5]
        groups["education"] = ("sd", "smp", "sma", "sma", "d", "s")[place % 6]
    return Sheet(answers, groups, way=(LINK, LINK, TABLET, PAPER)[place % 4])


def _survey(office: Office, unit: Unit, told: Told, service: str) -> Survey:
    code = f"{office.agency.code[:3]}-rajal-{told.number}"
    return Survey(
        id=office.keys(), agency_id=office.agency.pk, unit=unit, service=service, opens_on=told.first,
        closes_on=told.last, users=told.users, code=code,
    )  # fmt: skip


def _remarks(office: Office, survey: Survey) -> RemarkSheet:
    return RemarkSheet(
        id=office.keys(), agency_id=survey.agency_id, survey=survey, number=1, texts=list(REMARKS)
    )


def _entry(survey: Survey) -> Entry:
    days = {"opens_on": survey.opens_on.isoformat(), "closes_on": survey.closes_on.isoformat()}
    return Entry(survey.agency_id, survey.agency_id, "Survey", survey.pk, {"service": survey.service, **days})
