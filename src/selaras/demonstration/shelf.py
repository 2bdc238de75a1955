"""The indicator library of the demonstration: what comes along, a change that waits, and reasons against one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from selaras.demonstration import days
from selaras.demonstration.staffing import Office
from selaras.indicators.models import IndicatorVersion, ProposalStatus, RelevanceNote
from selaras.indicators.services.loading import library_files, made_library, read_values
from selaras.indicators.services.proposals import make_version

BEGIN = date(days.YEARS[0], 1, 1)
LOADED_AT = datetime(days.YEARS[0], 1, 2, 1, tzinfo=UTC)
NOTED_AT = datetime(days.RUNNING, 11, 16, 2, tzinfo=UTC)
# Low-risk permits come out by themselves now, so that their time says nothing about the office any more (D6).
OUTDATED = "IZIN-03"
REASONS = (
    "Izin berisiko rendah sekarang terbit otomatis, jadi lamanya bukan hasil kerja kami.",
    "Angkanya turun sendiri sejak OSS; kami tidak berbuat apa-apa untuk itu.",
    "Sebaiknya diganti dengan lama izin berisiko menengah dan tinggi saja.",
)
CHANGE_REASON = (
    "Izin berisiko rendah terbit otomatis; yang diukur sebaiknya hanya izin yang masih diputus petugas."
)


@dataclass(slots=True)
class Shelf:
    """The wordings in force, the change that waits, and who finds what irrelevant."""

    made: list[IndicatorVersion]
    changes: list[IndicatorVersion] = field(default_factory=list)
    notes: list[RelevanceNote] = field(default_factory=list)

    @property
    def keys(self) -> dict[str, UUID]:
        """The key of each indicator by its code."""
        return {version.indicator.code: version.indicator.pk for version in self.made}


def build_library(office: Office) -> Shelf:
    """The library of the office, in memory."""
    opds = [unit for unit in office.units.values() if unit.opd_id == unit.pk]
    shelf = Shelf(made_library(office.agency, opds, BEGIN))
    for version in shelf.made:
        version.indicator.id, version.id = office.keys(), office.keys()
        # The key of the parent was copied when the row was made.
        version.indicator = version.indicator
        version.proposed_at = version.decided_at = LOADED_AT
    for version in shelf.made:
        if version.indicator.code == OUTDATED:
            shelf.changes.append(_change(office, version))
            shelf.notes += _notes(office, version)
    return shelf


def _change(office: Office, old: IndicatorVersion) -> IndicatorVersion:
    row = next(row for shelf in library_files() for row in shelf["indicator"] if row["code"] == OUTDATED)
    told = {**row, "title": "Lama penyelesaian izin berisiko menengah dan tinggi"}
    values = read_values(told, old.indicator.opd)
    change = make_version(
        old.indicator, 2, values, reason=CHANGE_REASON, starts_on=date(days.RUNNING + 1, 1, 1)
    )
    change.id, change.status, change.proposed_at = office.keys(), ProposalStatus.PROPOSED, NOTED_AT
    opd = old.indicator.opd
    people = [
        person.employee for person in office.people if opd is not None and person.employee.unit_id == opd.pk
    ]
    change.proposed_by = people[-1] if people else None
    return change


def _notes(office: Office, old: IndicatorVersion) -> list[RelevanceNote]:
    opd = old.indicator.opd
    people = [
        person.employee
        for person in office.people
        if opd is not None and person.employee.unit is not None and person.employee.unit.opd_id == opd.pk
    ]
    return [
        RelevanceNote(
            id=office.keys(), agency=office.agency, indicator=old.indicator, employee=employee, reason=reason,
            noted_at=NOTED_AT,
        )
        for employee, reason in zip(people[1:], REASONS, strict=False)
    ]  # fmt: skip
