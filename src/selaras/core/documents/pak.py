"""Penetapan Angka Kredit (PAK): the account of a JF up to a day, and for which need it is determined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.documents.identity import Agency, Letterhead, Person, Verification


@dataclass(frozen=True, slots=True)
class PakRow:
    """One conversion: period, predikat, months, angka kredit, as they are printed."""

    label: str
    predikat: str
    months: str
    points: str


@dataclass(frozen=True, slots=True)
class PakCondition:
    """One condition of the gate, and whether it is met."""

    text: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class PakDocument:
    """Printed as KONSEP without `verification`; `determined_on` is empty until somebody with a name decided."""

    agency: Agency
    letterhead: Letterhead
    employee: Person
    pejabat_penilai: Person
    jenjang: str
    counted_from: date
    counted_until: date
    opening: str
    opening_document: str
    rows: tuple[PakRow, ...]
    total: str
    goal: str
    conditions: tuple[PakCondition, ...]
    because: tuple[str, ...]
    verification: Verification | None = None
    determined_on: date | None = None

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return f"Penetapan Angka Kredit, {self.goal} – {self.employee.name}"
