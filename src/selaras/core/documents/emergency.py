"""Blank forms for days on which nothing else works."""

from __future__ import annotations

from dataclasses import dataclass

from selaras.core.documents.identity import Letterhead, Person, Verification
from selaras.core.documents.skp import Iki


@dataclass(frozen=True, slots=True)
class EmergencyForms:
    """Blank forms for days on which nothing else works (C-23): realisation, evidence, feedback, for one person."""

    year: int
    employee: Person
    indicators: tuple[Iki, ...]
    letterhead: Letterhead
    verification: Verification | None = None

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Formulir kertas {self.year} – {self.employee.name}"
