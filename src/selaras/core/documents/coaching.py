"""Forms B.1.8 and B.1.9 of a coaching: for three people's folder, without a public code to check them by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.documents.identity import Letterhead, Person


@dataclass(frozen=True, slots=True)
class FormLine:
    """One row of the form: subject or competence, statement or reason, answer or score."""

    first: str
    second: str
    third: str


@dataclass(frozen=True, slots=True)
class CoachingDocument:
    """One of both forms; `signed_by_employee` says whose signature stands under it."""

    code: str
    heading: str
    columns: tuple[str, str, str]
    lines: tuple[FormLine, ...]
    agency_place: str
    signed_by_employee: bool
    signed_on: date
    held_on: date
    employee: Person
    pejabat_penilai: Person
    letterhead: Letterhead
    words: str = ""

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"{self.heading} ({self.code}) – {self.employee.name}"
