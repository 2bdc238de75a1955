"""The poster that asks people at a service desk for their opinion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SurveyPoster:
    """What hangs at a service desk: which service is asked about, until when, and the address as QR code."""

    government: str
    unit: str
    service: str
    opens_on: date
    closes_on: date
    url: str

    @property
    def title(self) -> str:
        """Its name among other papers."""
        return f"Survei kepuasan masyarakat – {self.service}"
