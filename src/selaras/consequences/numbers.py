"""How numbers of consequences are written."""

from __future__ import annotations

from decimal import Decimal

from selaras_rules.numbers import written


def points_text(points: Decimal | str | None) -> str:
    """«62,5», «18,75»; an en dash for nothing."""
    return "–" if points is None else written(Decimal(points), 3)
