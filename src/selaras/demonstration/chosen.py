"""What the cities chose about the pattern, and the one predikat of an organisation that was set for a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from selaras.demonstration.staffing import Office
from selaras.organisation.models import AgencyChoice
from selaras_rules import OrganisationPredikat as Level
from selaras_rules import Period


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice from a day on; of one city, or of both."""

    key: str
    value: str
    since: date
    reason: str
    city: str = ""

    def is_of(self, code: str) -> bool:
        """Whether an agency made it; a load city made what both made."""
        return self.city in ("", code)


CHOICES = (
    Chosen(
        "distribution.mode", "advise", date(2024, 1, 1),
        "Pola distribusi dipakai sebagai bahan percakapan; tidak ada pegawai yang digeser demi pola.",
    ),
    Chosen(
        "distribution.mode", "block", date(2026, 7, 1),
        "Uji coba satu semester: hasil yang melebihi pola dibicarakan dulu dengan pimpinan organisasi.", "pontianak",
    ),
    Chosen(
        "distribution.unit", "unit", date(2026, 7, 1),
        "Puskesmas dan kelurahan berbeda beban kerjanya; pola dilihat di tempat orang bekerja.", "pontianak",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuarterSet:
    """The predikat of an OPD for a quarter, set after most of its people had a result."""

    city: str
    opd: str
    period: Period
    level: Level
    day: date
    reason: str


QUARTERS = (
    QuarterSet(
        "pontianak", "dinkes", Period.of_quarter(2026, 3), Level.BAIK, date(2026, 11, 19),
        "Rencana aksi triwulan berjalan; pengukuran balita dan SPM masih dikejar di dua puskesmas.",
    ),
)  # fmt: skip


def choices_on(code: str, on: date) -> dict[str, Any]:
    """What an agency had chosen on a day; the later choice of a kind wins."""
    return {one.key: one.value for one in CHOICES if one.is_of(code) and one.since <= on}


def choice_rows(office: Office) -> list[AgencyChoice]:
    """The same as rows, each with its reason."""
    return [
        AgencyChoice(
            id=office.keys(), agency=office.agency, key=one.key, value=one.value, effective=one.since, reason=one.reason
        )
        for one in CHOICES
        if one.is_of(office.agency.code)
    ]  # fmt: skip
