"""«Mengapa hasil ini?» on paper: what was decided, from what, by whom and when, and the law each reason rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.documents.identity import Agency, Letterhead


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One reason as it is printed: the sentence, where it stands in the law, how well that is known."""

    text: str
    source: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """One thing that went in, or one act: its name and what it was."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """One part of the explanation: sentences, then facts, then reasons; each may be missing."""

    title: str
    texts: tuple[str, ...] = ()
    facts: tuple[ExplainedFact, ...] = ()
    steps: tuple[ExplainedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplanationDocument:
    """An explanation; it decides nothing, so it carries no number and no signature."""

    agency: Agency
    letterhead: Letterhead
    heading: str
    about: str
    summary: tuple[str, ...]
    parts: tuple[ExplainedPart, ...]
    law_day: date
    # SHA-256 over law and choices of that day.
    fingerprint: str
    made_on: date

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return f"{self.heading} – {self.about}"
