"""Where plans and the library meet: an indicator is taken into a plan; a new wording is told to whom it touches."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.audit import recording
from selaras.core.errors import StepNotPossible
from selaras.core.notices import tell_many
from selaras.core.rows import change_row
from selaras.indicators.models import Indicator, IndicatorVersion
from selaras.indicators.selectors import version_in_force
from selaras.indicators.services import accept_proposal
from selaras.planning import events
from selaras.planning.models import Iki, RencanaHasilKerja, SkpKind
from selaras.planning.selectors.library import touched_plans
from selaras.planning.services.lines import remove_iki, require_writable, touch

# With another one of these a number means something else: it is another measure.
MEANING = ("unit_of_measure", "direction", "pattern")
TAKEN = ("unit_of_measure", "direction", "pattern", "release_month", "baseline")


def adopt_indicator(rhk: RencanaHasilKerja, indicator: Indicator, *, by: Actor, on: date) -> Iki:
    """Take an indicator of the library as a measure of a result; only the target is left to write.

    Raises `StepNotPossible` unless the plan is being written and the indicator is in force on this day, and
    when the result has it already.
    """
    require_writable(rhk.skp, by)
    version = version_in_force(indicator, on)
    if version is None:
        raise StepNotPossible(
            _("Indikator ini sedang tidak berlaku, jadi belum dapat dipakai."),
            remedy=_("SKP Anda tidak berubah. Pilih indikator lain dari pustaka."),
        )
    if Iki.objects.filter(rhk=rhk, indicator=indicator, is_active=True).exists():
        raise StepNotPossible(
            _("Hasil kerja ini sudah memakai indikator itu."),
            remedy=_("SKP Anda tidak berubah. Ubah saja indikator yang sudah ada."),
        )
    iki = _measure(rhk, version)
    with recording(
        events.INDICATOR_ADOPTED, by=by, about=iki, text=iki.text, code=indicator.code, version=version.number
    ):  # fmt: skip
        iki.save(force_insert=True)
        touch(rhk.skp)
    return iki


def renew_indicator(iki: Iki, *, by: Actor, on: date) -> Iki:
    """Take the wording in force where a measure still has an older one (K-32); returns the line that has it.

    The line goes on with its target and its realisations. With another unit, direction or pattern its numbers would
    mean something else: then it is left out, and a new one without a target takes its place. Raises
    `StepNotPossible` unless the plan is being written and a newer wording is in force.
    """
    require_writable(iki.rhk.skp, by)
    version = version_in_force(iki.indicator, on) if iki.indicator is not None else None
    if version is None or version.number <= (iki.indicator_version or 0):
        raise StepNotPossible(
            _("Tidak ada versi yang lebih baru untuk indikator ini."), remedy=_("SKP Anda tidak berubah.")
        )
    if any(getattr(version, name) != getattr(iki, name) for name in MEANING):
        with transaction.atomic():
            remove_iki(iki, by=by, on=on)
            return adopt_indicator(iki.rhk, version.indicator, by=by, on=on)
    changes = {
        "text": version.title, "data_source": version.source, "release_month": version.release_month,
        "indicator_version": version.number, "revision": iki.revision + 1,
    }  # fmt: skip
    with recording(
        events.INDICATOR_RENEWED, by=by, about=iki, code=version.indicator.code, version=version.number
    ) as record:
        record.note(old={"text": iki.text, "version": iki.indicator_version}, new=version.title)
        change_row(iki, {"revision": iki.revision}, changes)
        touch(iki.rhk.skp)
    return iki


def put_into_force(version: IndicatorVersion, *, by: Actor, on: date, reason: str = "") -> int:
    """Accept a wording and tell everybody whose running plan has the one before; returns how many were told."""
    with transaction.atomic():
        accept_proposal(version, by=by, on=on, reason=reason)
        if version.number == 1:
            return 0
        people = list(
            touched_plans(version.indicator, version.starts_on).values_list("employee_id", flat=True)
        )
        tell_many(
            people, "indicator_changed",
            _("Indikator %(code)s yang Anda pakai punya versi baru. SKP Anda tetap memakai versi lamanya.")
            % {"code": version.indicator.code},
            agency_id=version.agency_id, url=reverse("planning:library_detail", args=[version.indicator_id]),
        )  # fmt: skip
    return len(set(people))


def _measure(rhk: RencanaHasilKerja, version: IndicatorVersion) -> Iki:
    last = Iki.objects.filter(rhk=rhk).aggregate(last=Max("order"))["last"]
    taken = {name: getattr(version, name) for name in TAKEN}
    side = "perspective" if rhk.skp.kind == SkpKind.JPT else "aspect"
    return Iki(
        agency_id=rhk.agency_id, rhk=rhk, order=(last or 0) + 1, text=version.title, data_source=version.source,
        indicator_id=version.indicator_id, indicator_version=version.number, **{side: getattr(version, side)}, **taken,
    )  # fmt: skip
