"""Letters of a discipline case: secret papers of a file, without a public code to check them by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.documents.identity import Letterhead, Person


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A part of a letter: a heading (or none), sentences, and facts with their labels."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DisciplineLetter:
    """One letter: what it is called, whom it is about, its parts, and who signs as what.

    `second_signer` signs beside the first, as the examined person does on the minutes; `note` says why where not.
    """

    heading: str
    number: str
    subject: Person
    parts: tuple[LetterPart, ...]
    place: str
    day: date
    signer_role: str
    signer: Person
    letterhead: Letterhead
    second_role: str = ""
    second_signer: Person | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"{self.heading} {self.number}".strip()
