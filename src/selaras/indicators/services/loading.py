"""The library that Selaras brings along: data files, each indicator in our own words with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.indicators import events
from selaras.indicators.models import Indicator, IndicatorStatus, IndicatorVersion, ProposalStatus
from selaras.indicators.services.proposals import IndicatorValues, make_version
from selaras.organisation.models import Agency, Unit

LIBRARY = Path(__file__).resolve().parents[1] / "library"


def load_default_library(agency: Agency, *, by: Actor, on: date) -> int:
    """Add every indicator of the files whose code the agency doesn't have yet; returns how many were added.

    What the agency changed stays as it is. An indicator of an OPD that the agency hasn't got is left out.
    """
    require(by, Permission.SETTLE_INDICATOR, Indicator(agency_id=agency.pk))
    with recording(events.LIBRARY_LOADED, by=by, about=agency) as rec:
        taken = set(Indicator.objects.values_list("code", flat=True))
        made = [row for row in made_library(agency, _opds(), on) if row.indicator.code not in taken]
        Indicator.objects.bulk_create([row.indicator for row in made], batch_size=500)
        IndicatorVersion.objects.bulk_create(made, batch_size=200)
        rec.note(count=len(made))
    return len(made)


def made_library(agency: Agency, opds: Iterable[Unit], on: date) -> list[IndicatorVersion]:
    """The wordings of the files for this agency, in memory, in force from the first day of the year."""
    units, found = list(opds), []
    for shelf in library_files():
        words = [str(word) for word in shelf.get("opd_words", ())]
        opd = _matching(units, words)
        if words and opd is None:
            continue
        for row in shelf["indicator"]:
            indicator = Indicator(agency=agency, opd=opd, code=row["code"], status=IndicatorStatus.IN_FORCE)
            values = read_values(row, opd)
            version = make_version(indicator, 1, values, reason="", starts_on=date(on.year, 1, 1))
            version.status, version.decided_at = ProposalStatus.ACCEPTED, clock.now()
            found.append(version)
    return found


@cache
def library_files() -> tuple[Mapping[str, Any], ...]:
    """All files of the library, by name."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LIBRARY.glob("*.toml")))


def read_values(row: Mapping[str, Any], opd: Unit | None) -> IndicatorValues:
    """One entry of a file as a wording."""
    return IndicatorValues(
        title=row["title"], definition=row.get("definition", ""), unit_of_measure=row["unit"],
        direction=row.get("direction", "more_is_better"), pattern=row.get("pattern", "hitungan"),
        release_month=row.get("month"), aspect=row.get("aspect", ""), perspective=row.get("perspective", ""),
        source=row["source"], method=row.get("method", ""), responsible_unit=opd,
        baseline=None if "baseline" not in row else Decimal(str(row["baseline"])),
        baseline_year=row.get("baseline_year"), example_target=row.get("example", ""),
    )  # fmt: skip


def _opds() -> list[Unit]:
    return [
        unit for unit in Unit.objects.filter(is_active=True).select_related("opd") if unit.opd_id == unit.pk
    ]


def _matching(units: Iterable[Unit], words: Iterable[str]) -> Unit | None:
    """The OPD whose name has the first of these words that any has; the shortest name wins."""
    for word in words:
        found = [unit for unit in units if word.casefold() in unit.name.casefold()]
        if found:
            return min(found, key=lambda unit: (len(unit.name), unit.name))
    return None
