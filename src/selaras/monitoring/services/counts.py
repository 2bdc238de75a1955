"""Realisations whose number a source delivers: chosen once, kept in step with every delivery, never typed (K-16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import Doer, Entry, recording, recording_many
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.intake.models import FeedRun
from selaras.monitoring.arriving import ArrivedNumber, WantedNumber, arrived_numbers, offered_numbers
from selaras.monitoring.events import COUNT_CHOSEN, COUNT_LEFT, REALISATION_FED
from selaras.monitoring.measured_plan import indicators_of, months_of
from selaras.monitoring.models import ClosedPeriod, CountedIndicator, Realisation
from selaras.planning.models import Iki, Skp
from selaras_rules import Period
from selaras_rules.numbers import written

BATCH = 500
FED = ("value", "data_source", "is_fed", "from_run", "changed_after_evaluation", "revision")


def choose_number(iki: Iki, wanted: WantedNumber, *, by: Actor, on: date) -> CountedIndicator:
    """From now on the number of this indicator comes from a source; numbers typed before give way to it.

    Raises `StepNotPossible` for an indicator that was not agreed, `InvalidInput` for a number that is not offered
    here: counts are for indicators that add up months, an index for those that have a level.
    """
    skp = iki.rhk.skp
    require(by, Permission.RECORD_PROGRESS, skp)
    indicator = indicators_of(skp).get(iki.pk) if skp.version else None
    if indicator is None:
        raise StepNotPossible(
            _("Hanya indikator dalam SKP yang disepakati dapat mengambil angka dari sumber.")
        )
    offered = {offer.wanted: offer for offer in offered_numbers(skp, indicator.pattern, on)}
    if wanted not in offered:
        raise InvalidInput(fields={"count": _("Angka ini tidak ada lagi di sini. Pilih yang lain.")})
    name = offered[wanted].source
    with recording(COUNT_CHOSEN, by=by, about=skp, source=name, service=wanted.service) as record:
        record.note(iki=iki.pk, indicator=iki.text[:200])
        CountedIndicator.objects.filter(iki=iki).delete()
        row = CountedIndicator.objects.create(
            agency_id=iki.agency_id, iki=iki, origin=wanted.origin, source_id=wanted.source_id,
            unit_id=wanted.unit_id, service=wanted.service, chosen_by_id=person_of(by), chosen_at=clock.now(),
        )  # fmt: skip
        _bring([row], by, on)
    return row


def leave_count(iki: Iki, *, by: Actor, on: date) -> None:
    """The number is typed again from now on; what the source delivered so far stays, with its name."""
    require(by, Permission.RECORD_PROGRESS, iki.rhk.skp)
    found = CountedIndicator.objects.filter(iki=iki).select_related("source").first()
    if found is None:
        raise StepNotPossible(_("Indikator ini tidak mengambil angka dari sumber mana pun."))
    with recording(COUNT_LEFT, by=by, about=iki.rhk.skp, source=found.source_name, indicator=iki.text[:200]):
        CountedIndicator.objects.filter(pk=found.pk).delete()


def keep_in_step(run: FeedRun, by: Doer) -> None:
    """Follow a delivery that came into force or was withdrawn; called inside its transaction."""
    _bring_all(CountedIndicator.objects.filter(source_id=run.source_id), by, clock.today(run.agency))


def bring_numbers(origin: str, *, by: Doer, on: date) -> None:
    """Write what is known today of one kind of number, for the plans of this year and the last; twice is fine."""
    rows = CountedIndicator.objects.filter(origin=origin, iki__rhk__skp__year__in=(on.year - 1, on.year))
    _bring_all(rows, by, on)


def _bring_all(rows: QuerySet[Any], by: Doer, on: date) -> None:
    found = list(rows.select_related("iki__rhk__skp", "source", "unit", "agency"))
    for start in range(0, len(found), BATCH):
        _bring(found[start : start + BATCH], by, on)


@dataclass(slots=True)
class _Changes:
    """Realisations to be written, in bulk, with what the trail says of each."""

    new: list[Realisation] = field(default_factory=list)
    changed: list[Realisation] = field(default_factory=list)
    empty: list[Realisation] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def _bring(rows: Sequence[CountedIndicator], by: Doer, on: date) -> None:
    """Write the numbers as realisations: a fixed number of statements, whatever the number of indicators."""
    numbers = arrived_numbers(rows, on)
    known = _realisations_of(rows)
    closed = _closed_months({row.iki.rhk.skp_id for row in rows})
    changes = _Changes()
    for row in rows:
        skp = row.iki.rhk.skp
        for month in months_of(skp):
            late = (skp.pk, month) in closed
            _settle(row, month, numbers.get((row.pk, month)), known.get((row.iki_id, month)), late, changes)
    with recording_many(REALISATION_FED, by=by) as entries:
        Realisation.objects.bulk_create(changes.new, batch_size=BATCH)
        Realisation.objects.bulk_update(changes.changed, FED, batch_size=BATCH)
        Realisation.objects.filter(pk__in=[row.pk for row in changes.empty]).delete()
        entries += changes.entries


def _settle(
    row: CountedIndicator,
    month: int,
    number: ArrivedNumber | None,
    before: Realisation | None,
    late: bool,
    changes: _Changes,
) -> None:
    if number is None:
        if before is not None and before.is_fed:
            _take_back(row, before, late, changes)
        return
    if before is None:
        made = Realisation(
            agency_id=row.agency_id, iki=row.iki, month=month, value=number.value, data_source=number.words,
            recorded_by_id=_told_by(row, number), recorded_at=clock.now(), revision=1, is_fed=True,
            changed_after_evaluation=late, from_run=number.run,
        )  # fmt: skip
        changes.new.append(made)
        changes.entries.append(_entry(row, made, None, late))
    elif (before.value, before.data_source, before.from_run) != (number.value, number.words, number.run):
        old = before.value
        before.value, before.data_source, before.from_run = number.value, number.words, number.run
        before.is_fed = True
        _changed(row, before, old, late and old != number.value, changes)


def _told_by(row: CountedIndicator, number: ArrivedNumber) -> UUID:
    """Who stands for the number: who sent the file, who looks after the source, else who chose it."""
    sent_by = number.run.sent_by_id if number.run is not None else None
    return sent_by or (row.source.keeper_id if row.source is not None else row.chosen_by_id)


def _take_back(row: CountedIndicator, before: Realisation, late: bool, changes: _Changes) -> None:
    """Its number was withdrawn: the words of the person stay, the number goes."""
    old = before.value
    before.value, before.from_run, before.data_source, before.is_fed = None, None, "", False
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


def _entry(row: CountedIndicator, now: Realisation, old: Decimal | None, late: bool) -> Entry:
    skp: Skp = row.iki.rhk.skp
    facts: dict[str, Any] = {
        "skp": skp.pk, "iki": row.iki_id, "indicator": row.iki.text[:200], "year": skp.year, "month": now.month,
        "period": Period.of_month(skp.year, now.month).label, "source": row.source_name,
        "old": "–" if old is None else written(old, 4), "new": "–" if now.value is None else written(now.value, 4),
    }  # fmt: skip
    if late:
        facts["late"] = True
    return Entry(row.agency_id, skp.employee_id, "Realisation", now.pk, facts)


def _realisations_of(rows: Iterable[CountedIndicator]) -> dict[tuple[UUID, int], Realisation]:
    found = Realisation.objects.filter(iki__in=[row.iki_id for row in rows])
    return {(row.iki_id, row.month): row for row in found}


def _closed_months(plans: set[UUID]) -> set[tuple[UUID, int]]:
    found = ClosedPeriod.objects.filter(skp__in=plans).values_list("skp_id", "period")
    return {(skp_id, month) for skp_id, code in found for month in Period.parse(code).month_numbers}
