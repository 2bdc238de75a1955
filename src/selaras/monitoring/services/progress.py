"""Realisation month by month; what is changed after an evaluation is allowed, recorded and shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import Doer, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.numbers import size_problem
from selaras.core.rows import change_row
from selaras.monitoring.events import PERIOD_CLOSED, REALISATION_CHANGED, REALISATION_RECORDED
from selaras.monitoring.measured_plan import Indicator, indicators_of, months_begun, months_of
from selaras.monitoring.models import ClosedPeriod, Realisation
from selaras.monitoring.selectors import closed_months, counted_by
from selaras.planning.models import Iki, Skp
from selaras_rules import Pattern, Period
from selaras_rules.numbers import written


@dataclass(frozen=True, slots=True)
class RealisationEntry:
    """What a person enters for one month: a number, words, or both."""

    value: Decimal | None = None
    narrative: str = ""
    cause: str = ""
    what_would_help: str = ""
    data_source: str = ""


def record_realisation(
    iki: Iki, *, by: Actor, on: date, month: int, entry: RealisationEntry, revision: int = 0
) -> Realisation:
    """Write or change the realisation of one month. `revision` is the one the person saw, 0 for none.

    Raises `InvalidInput` for a month to come or a number that can't be, `StepNotPossible` for an indicator
    that was not agreed, `ChangedMeanwhile` when the month was changed in another tab.
    """
    skp = iki.rhk.skp
    require(by, Permission.RECORD_PROGRESS, skp)
    indicator = _agreed_indicator(iki, skp)
    _check_month(skp, indicator, month, on)
    seen = Realisation.objects.filter(iki=iki, month=month).first()
    entry = _with_fed_number(iki, seen, entry)
    _check_entry(indicator, entry)
    if (seen.revision if seen else 0) != revision:
        raise ChangedMeanwhile()
    late = month in closed_months(skp)
    return _change(seen, entry, by, late) if seen else _create(iki, month, entry, by, late)


def check_realisation(iki: Iki, *, on: date, month: int, entry: RealisationEntry) -> None:
    """Raises where `record_realisation` would refuse the month or the number, whoever asks."""
    indicator = _agreed_indicator(iki, iki.rhk.skp)
    _check_month(iki.rhk.skp, indicator, month, on)
    _check_entry(indicator, entry)


def close_period(skp: Skp, period: Period, *, by: Doer, at: datetime) -> None:
    """Say that a period has been evaluated: later changes of its realisations carry a mark. Doing it twice is fine."""
    if ClosedPeriod.objects.filter(skp=skp, period=period.code).exists():
        return
    with recording(PERIOD_CLOSED, by=by, about=skp, period=period.label):
        ClosedPeriod.objects.create(agency_id=skp.agency_id, skp=skp, period=period.code, closed_at=at)


def _with_fed_number(iki: Iki, seen: Realisation | None, entry: RealisationEntry) -> RealisationEntry:
    """The words of the person and the number of the source, where there is one."""
    counted = counted_by(iki)
    if counted is None:
        return entry
    number = seen.value if seen else None
    if entry.value is not None and entry.value != number:
        problem = _("Angka indikator ini datang dari «%(source)s». Perbaiki di sumbernya, bukan di sini.") % {
            "source": counted.source_name
        }
        raise InvalidInput(problem, fields={"value": problem})
    return replace(entry, value=number, data_source=seen.data_source if seen else "")


def _agreed_indicator(iki: Iki, skp: Skp) -> Indicator:
    if skp.version < 1:
        raise StepNotPossible(
            _("SKP ini belum disepakati, jadi targetnya masih dapat berubah."),
            remedy=_(
                "Bukti dukung sudah dapat disimpan sekarang dan dihubungkan nanti. "
                "Realisasi menyusul setelah SKP disepakati."
            ),
        )
    indicator = indicators_of(skp).get(iki.pk)
    if indicator is None:
        raise StepNotPossible(
            _("Indikator ini tidak ada dalam SKP yang disepakati terakhir."),
            remedy=_("Realisasi yang sudah tercatat tetap tersimpan. Sepakati dahulu perubahan SKP-nya."),
        )
    return indicator


def _check_month(skp: Skp, indicator: Indicator, month: int, on: date) -> None:
    problem = ""
    if month not in months_of(skp):
        problem = _("Bulan ini di luar masa SKP.")
    elif month not in months_begun(skp, on):
        problem = _("%(month)s belum dimulai. Realisasi hanya untuk bulan yang sudah berjalan.") % {
            "month": Period.of_month(skp.year, month).label
        }
    elif indicator.pattern is Pattern.RILIS and month not in indicator.release_months:
        problem = _("Indikator ini hanya terbit pada bulan %(months)s.") % {
            "months": ", ".join(
                Period.of_month(skp.year, number).label for number in indicator.release_months
            )
        }
    if problem:
        raise InvalidInput(problem, fields={"month": problem})


def _check_entry(indicator: Indicator, entry: RealisationEntry) -> None:
    problem = size_problem(entry.value) if entry.value is not None else None
    if entry.value is None and not entry.narrative:
        problem = _("Isi angka realisasi, atau ceritakan hasilnya dengan kata-kata.")
    elif (
        not problem and entry.value is not None and entry.value < 0 and indicator.pattern is Pattern.HITUNGAN
    ):
        problem = _(
            "Jumlah tidak dapat kurang dari nol. Untuk membetulkan bulan lain, ubah angka di bulan itu."
        )
    if problem:
        raise InvalidInput(problem, fields={"value": problem})


def _create(iki: Iki, month: int, entry: RealisationEntry, by: Actor, late: bool) -> Realisation:
    skp = iki.rhk.skp
    row = Realisation(agency_id=iki.agency_id, iki=iki, month=month, **_columns(entry, by), revision=1)
    row.changed_after_evaluation = late
    try:
        with (
            transaction.atomic(),
            recording(REALISATION_RECORDED, by=by, about=row, **_facts(skp, row, None, entry, late)),
        ):
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def _change(row: Realisation, entry: RealisationEntry, by: Actor, late: bool) -> Realisation:
    skp = row.iki.rhk.skp
    with recording(REALISATION_CHANGED, by=by, about=row, **_facts(skp, row, row, entry, late)):
        changes = {**_columns(entry, by), "revision": row.revision + 1}
        changes["changed_after_evaluation"] = row.changed_after_evaluation or late
        change_row(row, {"revision": row.revision}, changes)
    return row


def _columns(entry: RealisationEntry, by: Actor) -> dict[str, Any]:
    return {
        "value": entry.value,
        "narrative": entry.narrative,
        "cause": entry.cause,
        "what_would_help": entry.what_would_help,
        "data_source": entry.data_source,
        "recorded_by_id": person_of(by),
        "recorded_at": clock.now(),
    }


def _facts(
    skp: Skp, row: Realisation, before: Realisation | None, entry: RealisationEntry, late: bool
) -> dict[str, Any]:
    """What the inspector and the timeline read of a change; the old words are kept too, so that nothing is lost."""
    facts: dict[str, Any] = {
        "skp": skp.pk,
        "iki": row.iki_id,
        "indicator": row.iki.text[:200],
        "year": skp.year,
        "month": row.month,
        "period": Period.of_month(skp.year, row.month).label,
        "new": _told(entry.value, entry.narrative),
    }
    if before is not None:
        facts["old"] = _told(before.value, before.narrative)
    if late:
        facts["late"] = True
    return facts


def _told(value: Decimal | None, narrative: str) -> str:
    return narrative if value is None else written(value, 4)
