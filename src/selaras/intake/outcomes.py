"""What a pass through a file found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from selaras.core.spreadsheets import Line
from selaras.intake.facts import Refusal

OnRefused = Callable[[Line, Refusal], None]


@dataclass(slots=True)
class Outcome:
    """What a pass found: counts, the first of each kind in words, and a fingerprint of all of it."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("rows", "new", "changed", "same", "refused"), 0)
    )
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    refused_columns: dict[str, int] = field(default_factory=dict)
    digest: Any = field(default_factory=hashlib.sha256)
    last_line: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """Equal when exactly the same would be written."""
        return str(self.digest.hexdigest())
