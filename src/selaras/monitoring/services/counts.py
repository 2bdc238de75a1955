"""Realisations whose number a source delivers: chosen once, kept in step with every delivery, never typed (K-16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import Doer, Entry, recording, recording_many
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.intake.models import FeedRun, FeedSource, ServiceCount
from selaras.monitoring.events import COUNT_CHOSEN, COUNT_LEFT, REALISATION_FED
from selaras.monitoring.measured_plan import indicators_of, months_of
from selaras.monitoring.models import ClosedPeriod, CountedIndicator, Realisation
from selaras.monitoring.selectors import WantedCount, counts_for
from selaras.monitoring.services.who import person
from selaras.planning.models import Iki, Skp
from selaras_rules import Pattern, Period
from selaras_rules.numbers import written

BATCH = 500
FED = ("value", "data_source", "from_run", "changed_after_evaluation", "revision")
Place = tuple[UUID, UUID, str, int, int]
"""Source, unit, service, year, month of a count."""


def choose_count(iki: Iki, wanted: WantedCount, *, by: Actor, on: date) -> CountedIndicator:
    """From now on the number of this indicator comes from a source; numbers typed before give way to its counts.

    Raises `StepNotPossible` for an indicator that was not agreed or does not add up months, `InvalidInput` for a
    count that is not offered here.
    """
    skp = iki.rhk.skp
    require(by, Permission.RECORD_PROGRESS, skp)
    indicator = indicators_of(skp).get(iki.pk) if skp.version else None
    if indicator is None or indicator.pattern is not Pattern.HITUNGAN:
        raise StepNotPossible(
            _("Hanya indikator hitungan dalam SKP yang disepakati dapat mengambil jumlah layanan.")
        )
    if wanted not in [count.wanted for count in counts_for(skp)]:
        raise InvalidInput(fields={"count": _("Jumlah layanan ini tidak ada lagi. Pilih yang lain.")})
    source = FeedSource.objects.get(pk=wanted.source_id)
    with recording(COUNT_CHOSEN, by=by, about=skp, source=source.name, service=wanted.service) as record:
        record.note(iki=iki.pk, indicator=iki.text[:200])
        CountedIndicator.objects.filter(iki=iki).delete()
        row = CountedIndicator.objects.create(
            agency_id=iki.agency_id, iki=iki, source=source, unit_id=wanted.unit_id, service=wanted.service,
            chosen_by_id=person(by), chosen_at=clock.now(),
        )  # fmt: skip
        _bring([row], by)
    return row


def leave_count(iki: Iki, *, by: Actor, on: date) -> None:
    """The number is typed again from now on; what the source delivered so far stays, with its name."""
    require(by, Permission.RECORD_PROGRESS, iki.rhk.skp)
    found = CountedIndicator.objects.filter(iki=iki).select_related("source").first()
    if found is None:
        raise StepNotPossible(_("Indikator ini tidak mengambil angka dari sumber mana pun."))
    with recording(COUNT_LEFT, by=by, about=iki.rhk.skp, source=found.source.name, indicator=iki.text[:200]):
        CountedIndicator.objects.filter(pk=found.pk).delete()


def keep_in_step(run: FeedRun, by: Doer) -> None:
    """Follow a delivery that came into force or was withdrawn; called inside its transaction."""
    rows = CountedIndicator.objects.filter(source_id=run.source_id).select_related(
        "iki__rhk__skp", "source", "unit"
    )
    for start in range(0, len(found := list(rows)), BATCH):
        _bring(found[start : start + BATCH], by)


@dataclass(slots=True)
class _Changes:
    """Realisations to be written, in bulk, with what the trail says of each."""

    new: list[Realisation] = field(default_factory=list)
    changed: list[Realisation] = field(default_factory=list)
    empty: list[Realisation] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def _bring(rows: Sequence[CountedIndicator], by: Doer) -> None:
    """Write the counts in force as realisations: six statements, whatever the number of indicators."""
    counts = _counts_of(rows)
    known = _realisations_of(rows)
    closed = _closed_months({row.iki.rhk.skp_id for row in rows})
    changes = _Changes()
    for row in rows:
        skp = row.iki.rhk.skp
        for month in months_of(skp):
            count = counts.get((row.source_id, row.unit_id, row.service, skp.year, month))
            late = (skp.pk, month) in closed
            _settle(row, month, count, known.get((row.iki_id, month)), late, changes)
    with recording_many(REALISATION_FED, by=by) as entries:
        Realisation.objects.bulk_create(changes.new, batch_size=BATCH)
        Realisation.objects.bulk_update(changes.changed, FED, batch_size=BATCH)
        Realisation.objects.filter(pk__in=[row.pk for row in changes.empty]).delete()
        entries += changes.entries


def _settle(
    row: CountedIndicator,
    month: int,
    count: ServiceCount | None,
    before: Realisation | None,
    late: bool,
    changes: _Changes,
) -> None:
    if count is None:
        if before is not None and before.from_run_id is not None:
            _take_back(row, before, late, changes)
        return
    value = Decimal(count.count)
    if before is None:
        made = Realisation(
            agency_id=row.agency_id, iki=row.iki, month=month, value=value, data_source=source_words(row),
            recorded_by_id=count.run.sent_by_id or row.source.keeper_id, recorded_at=clock.now(), revision=1,
            changed_after_evaluation=late, from_run=count.run,
        )  # fmt: skip
        changes.new.append(made)
        changes.entries.append(_entry(row, made, None, late))
    elif before.value != value or before.from_run_id != count.run_id:
        old = before.value
        before.value, before.data_source, before.from_run = value, source_words(row), count.run
        _changed(row, before, old, late and old != value, changes)


def _take_back(row: CountedIndicator, before: Realisation, late: bool, changes: _Changes) -> None:
    """Its count was withdrawn: the words of the person stay, the number goes."""
    old = before.value
    before.value, before.from_run, before.data_source = None, None, ""
    if before.narrative or before.cause:
        _changed(row, before, old, late, changes)
    else:
        changes.empty.append(before)
        changes.entries.append(_entry(row, before, old, late))


def _changed(
    row: CountedIndicator, now: Realisation, old: Decimal | None, late: bool, changes: _Changes
) -> None:
    now.revision += 1
    now.changed_after_evaluation = now.changed_after_evaluation or late
    changes.changed.append(now)
    changes.entries.append(_entry(row, now, old, late))


def source_words(row: CountedIndicator) -> str:
    """«SIMPUS: Rawat jalan, Puskesmas Contoh»."""
    return f"{row.source.name}: {row.service}, {row.unit.name}"[:200]


def _entry(row: CountedIndicator, now: Realisation, old: Decimal | None, late: bool) -> Entry:
    skp: Skp = row.iki.rhk.skp
    facts: dict[str, Any] = {
        "skp": skp.pk, "iki": row.iki_id, "indicator": row.iki.text[:200], "year": skp.year, "month": now.month,
        "period": Period.of_month(skp.year, now.month).label, "source": row.source.name,
        "old": "–" if old is None else written(old, 4), "new": "–" if now.value is None else written(now.value, 4),
    }  # fmt: skip
    if late:
        facts["late"] = True
    return Entry(row.agency_id, skp.employee_id, "Realisation", now.pk, facts)


def _counts_of(rows: Iterable[CountedIndicator]) -> Mapping[Place, ServiceCount]:
    sources = {row.source_id for row in rows}
    years = {row.iki.rhk.skp.year for row in rows}
    units = {row.unit_id for row in rows}
    names = {row.service for row in rows}
    found = ServiceCount.objects.filter(
        source__in=sources, unit__in=units, service__in=names, year__in=years, is_current=True
    ).select_related("run")
    return {(one.source_id, one.unit_id, one.service, one.year, one.month): one for one in found}


def _realisations_of(rows: Iterable[CountedIndicator]) -> dict[tuple[UUID, int], Realisation]:
    found = Realisation.objects.filter(iki__in=[row.iki_id for row in rows])
    return {(row.iki_id, row.month): row for row in found}


def _closed_months(plans: set[UUID]) -> set[tuple[UUID, int]]:
    found = ClosedPeriod.objects.filter(skp__in=plans).values_list("skp_id", "period")
    return {(skp_id, month) for skp_id, code in found for month in Period.parse(code).month_numbers}
