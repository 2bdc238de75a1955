"""Year, half-year, quarter and month; months worked. Dates come in, nothing reads a clock."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from .errors import InvalidInput
from .ruleset import Ruleset

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")
_CODE = re.compile(r"(\d{4})(?:-(?:S([12])|TW([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    SEMESTER = "semester"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def label(self) -> str:
        """The word for people."""
        return _KIND_LABELS[self]

    @property
    def per_year(self) -> int:
        """How many of them make a year."""
        return _PER_YEAR[self]


_KIND_LABELS = {
    PeriodKind.YEAR: "tahunan",
    PeriodKind.SEMESTER: "semesteran",
    PeriodKind.QUARTER: "triwulanan",
    PeriodKind.MONTH: "bulanan",
}
_PER_YEAR = {PeriodKind.YEAR: 1, PeriodKind.SEMESTER: 2, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """One year, half-year, quarter or month; `number` counts them within the year from 1."""

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 9998:
            raise InvalidInput("tahun", self.year, "1900 sampai 9998")
        if not 1 <= self.number <= self.kind.per_year:
            raise InvalidInput("periode", self.number, f"1 sampai {self.kind.per_year}")

    @classmethod
    def of_year(cls, year: int) -> Self:
        """The whole year."""
        return cls(PeriodKind.YEAR, year)

    @classmethod
    def of_semester(cls, year: int, number: int) -> Self:
        """A half-year (semester)."""
        return cls(PeriodKind.SEMESTER, year, number)

    @classmethod
    def of_quarter(cls, year: int, number: int) -> Self:
        """A quarter (triwulan)."""
        return cls(PeriodKind.QUARTER, year, number)

    @classmethod
    def of_month(cls, year: int, number: int) -> Self:
        """A month."""
        return cls(PeriodKind.MONTH, year, number)

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Self:
        """The period of that kind in which the day lies."""
        return cls(kind, day.year, (day.month - 1) * kind.per_year // 12 + 1)

    @classmethod
    def parse(cls, code: str) -> Self:
        """Reads "2026", "2026-S1", "2026-TW1" or "2026-03"; raises InvalidInput."""
        match = _CODE.fullmatch(code.strip().upper())
        if match is None:
            raise InvalidInput(
                "periode",
                code,
                "tahun (2026), semester (2026-S1), triwulan (2026-TW1), atau bulan (2026-03)",
            )
        year, semester, quarter, month = match.groups()
        if semester:
            return cls.of_semester(int(year), int(semester))
        if quarter:
            return cls.of_quarter(int(year), int(quarter))
        return cls.of_month(int(year), int(month)) if month else cls.of_year(int(year))

    @property
    def code(self) -> str:
        """The text that `parse` reads; sorts by time within one kind."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.SEMESTER:
                return f"{self.year}-S{self.number}"
            case PeriodKind.QUARTER:
                return f"{self.year}-TW{self.number}"
            case PeriodKind.MONTH:
                return f"{self.year}-{self.number:02d}"

    @property
    def label(self) -> str:
        """The name for people, for example "Triwulan I 2026"."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"Tahun {self.year}"
            case PeriodKind.SEMESTER:
                return f"Semester {_ROMAN[self.number - 1]} {self.year}"
            case PeriodKind.QUARTER:
                return f"Triwulan {_ROMAN[self.number - 1]} {self.year}"
            case PeriodKind.MONTH:
                return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    @property
    def month_numbers(self) -> range:
        """The calendar months in it, 1–12."""
        length = 12 // self.kind.per_year
        return range((self.number - 1) * length + 1, self.number * length + 1)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.month_numbers[0], 1)

    @property
    def end(self) -> date:
        """Its last day."""
        month = self.month_numbers[-1]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def is_last_of_year(self) -> bool:
        """Whether the year ends with it."""
        return self.number == self.kind.per_year

    def contains(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day <= self.end

    def split(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The shorter periods it is made of; itself if it is of that kind already."""
        numbers = sorted({(month - 1) * kind.per_year // 12 + 1 for month in self.month_numbers})
        if kind.per_year < self.kind.per_year:
            raise InvalidInput("jenis periode", kind.value, "periode yang lebih pendek")
        return tuple(Period(kind, self.year, number) for number in numbers)

    def next(self) -> Period:
        """The one after it."""
        return self._moved(1)

    def previous(self) -> Period:
        """The one before it."""
        return self._moved(-1)

    def _moved(self, by: int) -> Period:
        year, place = divmod(self.year * self.kind.per_year + self.number - 1 + by, self.kind.per_year)
        return Period(self.kind, year, place + 1)

    def __str__(self) -> str:
        return self.code


def evaluation_periods(year: int, ruleset: Ruleset) -> tuple[Period, ...]:
    """The periodic evaluations of a year as the agency chose (Pasal 24 ayat (2)–(3))."""
    return Period.of_year(year).split(kind_of_rhythm(ruleset.choice("evaluation.periodicity")))


def kind_of_rhythm(rhythm: str) -> PeriodKind:
    """The kind of period behind «monthly», «quarterly» or «half_yearly»."""
    kinds = {"monthly": PeriodKind.MONTH, "quarterly": PeriodKind.QUARTER, "half_yearly": PeriodKind.SEMESTER}
    return kinds[rhythm]


def whole_months(start: date, end: date) -> int:
    """Whole calendar months between two days, both included; raises InvalidInput when they are turned round.

    Only months of which every day lies inside count (PermenPANRB 1/2023 and BKN 3/2023 count in months).
    """
    if end < start:
        raise InvalidInput("tanggal akhir", end, f"tidak sebelum {start.isoformat()}")
    first = start.year * 12 + start.month - (start.day == 1)
    last = end.year * 12 + end.month - (end.day != monthrange(end.year, end.month)[1])
    return max(0, last - first)


def add_months(day: date, months: int) -> date:
    """The same day that many months later; the first of the month after it where that day does not exist.

    A term is complete only then: two years after 29 February 2024 is 1 March 2026.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if day.day > monthrange(year, month + 1)[1]:
        return add_months(date(day.year, day.month, 1), months + 1)
    return date(year, month + 1, day.day)


def date_label(day: date) -> str:
    """A date for people, for example "31 Januari 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
