"""What anybody may learn who checks a printed code: number, date, validity and kind, nothing more (C-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.errors import Text


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """The answer about one printout. It names no person and no result."""

    kind: Text
    number: str
    issued_on: date
    is_valid: bool
    agency: str
