"""Indicators of the cast, in the states the stories begin with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from selaras.indicators.models import IndicatorVersion
from selaras.indicators.services import IndicatorValues, accept_proposal, propose_indicator
from tests.cast import Cast

ON = date(2026, 1, 5)
BEGIN = date(2026, 1, 1)


def wording(**changes: Any) -> IndicatorValues:
    """A complete wording, changed where the story needs it."""
    told: dict[str, Any] = {
        "title": "Penderita hipertensi yang tekanan darahnya terkendali", "unit_of_measure": "%",
        "source": "Register puskesmas", "definition": "Di bawah 140/90 pada kunjungan terakhir.",
        "aspect": "kualitas", "perspective": "penerima_layanan", "pattern": "posisi", "baseline": Decimal(62),
    }  # fmt: skip
    return IndicatorValues(**{**told, **changes})


def proposed(cast: Cast, code: str = "DK-41", **changes: Any) -> IndicatorVersion:
    """Proposed by the admin of the health agency."""
    return propose_indicator(
        code, wording(**changes), opd=cast.units["dinkes"], by=cast.actor("eka"), on=ON, starts_on=BEGIN
    )


def in_force(cast: Cast, code: str = "DK-41", **changes: Any) -> IndicatorVersion:
    """Accepted by the city admin."""
    version = proposed(cast, code, **changes)
    accept_proposal(version, by=cast.actor("fajar"), on=ON)
    return version
