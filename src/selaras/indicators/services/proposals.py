"""A wording is proposed (admin OPD), then accepted or declined (admin kota); an indicator retires and comes back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible, Text
from selaras.core.numbers import LARGEST
from selaras.core.workflow import advance
from selaras.indicators import events
from selaras.indicators.measures import Direction, Pattern
from selaras.indicators.models import (
    Indicator,
    IndicatorStatus,
    IndicatorVersion,
)
from selaras.indicators.selectors import last_accepted
from selaras.indicators.workflow import INDICATOR, PROPOSAL
from selaras.organisation.models import Unit

LONGEST_DEFINITION = 5000


@dataclass(frozen=True, slots=True)
class IndicatorValues:
    """What a wording says. `baseline` is the last known number of the whole unit, an offer to who adopts it."""

    title: str
    unit_of_measure: str
    source: str
    definition: str = ""
    direction: str = Direction.MORE
    pattern: str = Pattern.COUNT
    release_month: int | None = None
    aspect: str = ""
    perspective: str = ""
    method: str = ""
    responsible_unit: Unit | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None
    example_target: str = ""


def propose_indicator(
    code: str,
    values: IndicatorValues,
    *,
    by: Actor,
    on: date,
    opd: Unit | None = None,
    reason: str = "",
    starts_on: date | None = None,
) -> IndicatorVersion:
    """Propose a new indicator, of one OPD or (without `opd`) of all. Nobody can adopt it before it is accepted.

    Raises `InvalidInput` for a code that is taken and for a measure that can't be, `NotAllowed` for others than
    the admin of that OPD and the city admin.
    """
    indicator = Indicator(agency_id=by.agency_id, code=code.strip().upper(), opd=opd)
    require(by, Permission.PROPOSE_INDICATOR, indicator)
    _check(values, {} if indicator.code else {"code": _("Tulis kodenya, mis. DK-12.")})
    if Indicator.objects.filter(code=indicator.code).exists():
        raise _code_taken(indicator.code)
    version = _new_version(indicator, 1, values, reason, starts_on or on, by)
    try:
        with transaction.atomic(), recording(
            events.INDICATOR_PROPOSED, by=by, about=version, code=indicator.code, title=values.title
        ):  # fmt: skip
            indicator.save(force_insert=True)
            version.save(force_insert=True)
    except IntegrityError as error:
        raise _code_taken(indicator.code) from error
    return version


def propose_change(
    indicator: Indicator, values: IndicatorValues, *, reason: str, starts_on: date, by: Actor, on: date
) -> IndicatorVersion:
    """Propose another wording from a day on. The one in force stays until this is accepted.

    Raises `InvalidInput` without a reason or for a day before the last wording began, `StepNotPossible` while
    another proposal waits or the indicator is not in force.
    """
    require(by, Permission.PROPOSE_INDICATOR, indicator)
    _check(values, _change_problems(indicator, reason, starts_on))
    if indicator.status != IndicatorStatus.IN_FORCE:
        raise StepNotPossible(_("Hanya indikator yang berlaku yang dapat diubah."))
    number = IndicatorVersion.objects.filter(indicator=indicator).aggregate(last=Max("number"))["last"] or 0
    version = _new_version(indicator, number + 1, values, reason.strip(), starts_on, by)
    try:
        with (
            transaction.atomic(),
            recording(
                events.CHANGE_PROPOSED,
                by=by,
                about=version,
                because=reason.strip(),
                code=indicator.code,
                starts_on=starts_on.isoformat(),
            ),
        ):
            version.save(force_insert=True)
    except IntegrityError as error:
        raise StepNotPossible(
            _("Masih ada usulan perubahan untuk indikator ini yang menunggu keputusan."),
            remedy=_("Tidak ada yang berubah. Tunggu keputusan admin kota atas usulan yang sudah ada."),
        ) from error
    return version


def accept_proposal(version: IndicatorVersion, *, by: Actor, on: date, reason: str = "") -> None:
    """Put a wording into force from its day on; the one before ends the day before. Plans keep what they took."""
    indicator = version.indicator
    require(by, Permission.SETTLE_INDICATOR, indicator)
    before = last_accepted(indicator)
    with recording(
        events.PROPOSAL_ACCEPTED, by=by, about=version, code=indicator.code, version=version.number,
        starts_on=version.starts_on.isoformat(),
    ):  # fmt: skip
        if before is not None:
            ends_on = max(version.starts_on, before.starts_on) - timedelta(days=1)
            IndicatorVersion.objects.filter(pk=before.pk).update(ends_on=ends_on)
        _settle(version, "accept", reason, by)
        if indicator.status == IndicatorStatus.DRAFT:
            advance(INDICATOR, indicator, "introduce")


def decline_proposal(version: IndicatorVersion, *, reason: str, by: Actor, on: date) -> None:
    """Refuse a wording with a reason; an indicator that never was in force is put away with it."""
    indicator = version.indicator
    require(by, Permission.SETTLE_INDICATOR, indicator)
    words = _reason(reason)
    with recording(events.PROPOSAL_DECLINED, by=by, about=version, because=words, code=indicator.code):
        _settle(version, "decline", words, by)
        if indicator.status == IndicatorStatus.DRAFT:
            advance(INDICATOR, indicator, "refuse", status_reason=words)


def retire_indicator(indicator: Indicator, *, reason: str, by: Actor, on: date) -> None:
    """No plan may take this indicator any more; plans that have it keep it until they are changed."""
    require(by, Permission.SETTLE_INDICATOR, indicator)
    words = _reason(reason)
    with recording(events.INDICATOR_RETIRED, by=by, about=indicator, because=words, code=indicator.code):
        advance(INDICATOR, indicator, "retire", status_reason=words)


def revive_indicator(indicator: Indicator, *, reason: str, by: Actor, on: date) -> None:
    """Use an indicator again that was put away. Raises `StepNotPossible` if no wording was ever accepted."""
    require(by, Permission.SETTLE_INDICATOR, indicator)
    words = _reason(reason)
    if last_accepted(indicator) is None:
        raise StepNotPossible(_("Usulan ini dulu ditolak. Usulkan kembali sebagai indikator baru."))
    with recording(events.INDICATOR_REVIVED, by=by, about=indicator, because=words, code=indicator.code):
        advance(INDICATOR, indicator, "revive", status_reason=words)


def make_version(
    indicator: Indicator, number: int, values: IndicatorValues, *, reason: str, starts_on: date
) -> IndicatorVersion:
    """A wording in memory, with the column of its search."""
    told = {field.name: getattr(values, field.name) for field in fields(values)}
    return IndicatorVersion(
        agency_id=indicator.agency_id, indicator=indicator, number=number, search_text=search_text(indicator, values),
        reason=reason, starts_on=starts_on, proposed_at=clock.now(), **told,
    )  # fmt: skip


def search_text(indicator: Indicator, values: IndicatorValues) -> str:
    """Everything one may search an indicator by, in small letters."""
    words = (indicator.code, values.title, values.definition, values.unit_of_measure, values.source)
    return " ".join(words).casefold()


def _new_version(
    indicator: Indicator, number: int, values: IndicatorValues, reason: str, starts_on: date, by: Actor
) -> IndicatorVersion:
    version = make_version(indicator, number, values, reason=reason, starts_on=starts_on)
    version.proposed_by_id = by.employee_id
    return version


def _settle(version: IndicatorVersion, name: str, reason: str, by: Actor) -> None:
    told: dict[str, Any] = {
        "decided_by_id": by.employee_id, "decided_at": clock.now(), "decision_reason": reason.strip(),
    }  # fmt: skip
    advance(PROPOSAL, version, name, **told)


def _reason(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise InvalidInput(
            fields={"reason": _("Tulis alasannya; pengusul dan pemakai indikator membacanya.")}
        )
    return words


def _check(values: IndicatorValues, problems: dict[str, Text]) -> None:
    found = {**_text_problems(values), **_number_problems(values), **problems}
    if found:
        raise InvalidInput(fields=found)


def _change_problems(indicator: Indicator, reason: str, starts_on: date) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    if not reason.strip():
        problems["reason"] = _("Tulis alasannya; pengusul dan pemakai indikator membacanya.")
    before = last_accepted(indicator)
    if before is not None and starts_on <= before.starts_on:
        problems["starts_on"] = _("Tanggal mulai harus sesudah tanggal mulai versi yang berlaku.")
    return problems


def _text_problems(values: IndicatorValues) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    for name in ("title", "unit_of_measure", "source"):
        if not getattr(values, name).strip():
            problems[name] = _("Tulis dulu isinya.")
    for field in fields(values):
        value = getattr(values, field.name)
        column = IndicatorVersion._meta.get_field(field.name)
        limit = getattr(column, "max_length", None) or LONGEST_DEFINITION
        if isinstance(value, str) and len(value) > limit:
            problems[field.name] = _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.") % {
                "size": len(value), "limit": limit,
            }  # fmt: skip
    return problems


def _number_problems(values: IndicatorValues) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    if values.baseline is not None and not 0 <= values.baseline <= LARGEST:
        problems["baseline"] = _("Angka harus antara 0 dan 14 angka di depan koma.")
    if values.pattern == Pattern.RELEASE and values.release_month not in range(1, 13):
        problems["release_month"] = _("Pilih bulan terbit angka ini, karena polanya «rilis».")
    return problems


def _code_taken(code: str) -> InvalidInput:
    return InvalidInput(fields={"code": _("Kode %(code)s sudah dipakai indikator lain.") % {"code": code}})
