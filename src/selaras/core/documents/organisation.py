"""The paper by which a leader sets the predikat of an organisation, with the spread of its people (SE 3/2023)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.documents.evaluation import OrganisationPredikat
from selaras.core.documents.identity import Agency, Letterhead, Person, Verification


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """One predikat: how many people, and which share in whole percent. No names."""

    label: str
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class OrganisationDocument:
    """Predikat of an organisation for a period, its reason, the spread beside the pattern, one signature."""

    agency: Agency
    organisation: str
    period_label: str
    period_start: date
    period_end: date
    predikat: OrganisationPredikat
    reason: str
    lines: tuple[SpreadLine, ...]
    decided: int
    waiting: int
    # What the comparison with the pattern says, sentence by sentence.
    remarks: tuple[str, ...]
    role: str
    signer: Person
    set_on: date
    letterhead: Letterhead
    verification: Verification | None = None

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Penetapan predikat kinerja organisasi {self.period_label} – {self.organisation}"
