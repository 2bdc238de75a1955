"""A cycle of practice: a focus is planned, observed, thought over, and leads to the next plan (K-08, K-09)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.monitoring.events import PRACTICE_OBSERVED, PRACTICE_PLANNED, PRACTICE_REFLECTED
from selaras.monitoring.models import PracticeCycle
from selaras.monitoring.services.feedback import NewFeedback, write_feedback
from selaras.planning.models import RencanaHasilKerja, Skp

MOST_BEHAVIOURS, MOST_REACHED = 7, Decimal(99999)


@dataclass(frozen=True, slots=True)
class NewPractice:
    """What will be practised, how, with whom; `change` says what is done otherwise than in the cycle before."""

    focus: str
    method: str
    group: str
    behaviours: tuple[str, ...]
    observe_on: date
    change: str = ""
    rhk_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """Which behaviours (by their place, from 0) were seen, and feedback to learn from."""

    observed_on: date
    seen: Collection[int]
    words: NewFeedback


def plan_practice(skp: Skp, *, by: Actor, on: date, new: NewPractice) -> PracticeCycle:
    """Begin a cycle. Raises `StepNotPossible` while the one before has no reflection, `InvalidInput` for its words."""
    require(by, Permission.PLAN_PRACTICE, skp)
    if PracticeCycle.objects.filter(skp=skp, reflected_at=None).exists():
        raise StepNotPossible(
            _("Siklus sebelumnya belum selesai."),
            remedy=_("Tulis dahulu refleksi siklus itu; yang Anda pelajari menjadi awal siklus berikutnya."),
        )
    _check_plan(skp, new)
    last = PracticeCycle.objects.filter(skp=skp).aggregate(last=Max("number"))["last"] or 0
    cycle = PracticeCycle(
        agency_id=skp.agency_id, skp=skp, rhk_id=new.rhk_id, number=last + 1, focus=new.focus, method=new.method,
        group=new.group, behaviours=list(new.behaviours), change=new.change, observe_on=new.observe_on,
        planned_at=clock.now(),
    )  # fmt: skip
    try:
        with (
            transaction.atomic(),
            recording(PRACTICE_PLANNED, by=by, about=cycle, skp=skp.pk, number=cycle.number),
        ):
            cycle.save(force_insert=True)
            text = _("%(name)s merencanakan siklus praktik «%(focus)s» dan mengundang Anda mengamati.")
            words = text % {"name": by.name, "focus": new.focus}
            tell(skp.pejabat_penilai_id, "practice", words, agency_id=skp.agency_id, url=_place(skp))
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return cycle


def observe_practice(cycle: PracticeCycle, *, by: Actor, on: date, observation: Observation) -> PracticeCycle:
    """Tell what was seen: behaviours, and feedback with effect and suggestion. Raises `StepNotPossible` when told."""
    skp = cycle.skp
    require(by, Permission.OBSERVE_PRACTICE, cycle)
    _check_observation(cycle, observation, on)
    feedback = write_feedback(skp, by, observation.words)
    feedback.rhk_id = cycle.rhk_id
    seen = sorted(set(observation.seen))
    facts: dict[str, Any] = {"number": cycle.number, "seen": len(seen), "of": len(cycle.behaviours)}
    with recording(PRACTICE_OBSERVED, by=by, about=cycle, skp=skp.pk, **facts):
        feedback.save()
        changes = {
            "seen": seen, "observed_on": observation.observed_on, "observer_id": person_of(by),
            "observed_at": clock.now(), "feedback": feedback,
        }  # fmt: skip
        if PracticeCycle.objects.filter(pk=cycle.pk, observed_at=None).update(**changes) == 0:
            raise StepNotPossible(_("Pengamatan siklus ini sudah dicatat."))
        text = _("%(name)s menuliskan apa yang tampak saat pengamatan. Baca, lalu tulis refleksi Anda.")
        tell(skp.employee_id, "practice", text % {"name": by.name}, agency_id=skp.agency_id, url=_place(skp))
    cycle.refresh_from_db()
    return cycle


def reflect_on_practice(
    cycle: PracticeCycle,
    *,
    by: Actor,
    on: date,
    reflection: str,
    reached: Decimal | None = None,
    unit: str = "",
) -> PracticeCycle:
    """Close a cycle with what was learnt and what the group reached.

    Raises `StepNotPossible` before the observation and when it is closed, `InvalidInput` for a number without words.
    """
    skp = cycle.skp
    require(by, Permission.PLAN_PRACTICE, cycle)
    if cycle.observed_at is None:
        raise StepNotPossible(
            _("Siklus ini belum diamati."),
            remedy=_("Ingatkan pejabat penilai Anda; refleksi ditulis setelah pengamatan."),
        )
    _check_reflection(reflection, reached, unit)
    with recording(PRACTICE_REFLECTED, by=by, about=cycle, skp=skp.pk, number=cycle.number):
        changes = {
            "reflection": reflection,
            "reached": reached,
            "reached_unit": unit,
            "reflected_at": clock.now(),
        }
        if PracticeCycle.objects.filter(pk=cycle.pk, reflected_at=None).update(**changes) == 0:
            raise StepNotPossible(_("Refleksi siklus ini sudah ditulis."))
        text = _("%(name)s menulis refleksi setelah pengamatan Anda.") % {"name": by.name}
        tell(cycle.observer_id, "practice", text, agency_id=skp.agency_id, url=_place(skp))
    cycle.refresh_from_db()
    return cycle


def _check_plan(skp: Skp, new: NewPractice) -> None:
    fields = {}
    if not 1 <= len(new.behaviours) <= MOST_BEHAVIOURS:
        fields["behaviours"] = _("Tulis satu sampai tujuh perilaku, satu pada tiap baris.")
    elif any(len(text) > 200 for text in new.behaviours):
        fields["behaviours"] = _("Tiap perilaku paling panjang 200 huruf.")
    if not skp.period_start <= new.observe_on <= skp.period_end:
        fields["observe_on"] = _("Tanggal pengamatan harus berada dalam masa SKP ini.")
    if new.rhk_id and not RencanaHasilKerja.objects.filter(pk=new.rhk_id, skp=skp).exists():
        fields["rhk"] = _("Pilih hasil kerja dari SKP ini.")
    if fields:
        raise InvalidInput(fields=fields)


def _check_observation(cycle: PracticeCycle, observation: Observation, on: date) -> None:
    fields = {}
    if observation.observed_on > on:
        fields["observed_on"] = _("Tanggal pengamatan tidak boleh di masa depan.")
    elif observation.observed_on < cycle.skp.period_start:
        fields["observed_on"] = _("Tanggal pengamatan harus berada dalam masa SKP ini.")
    if not set(observation.seen) <= set(range(len(cycle.behaviours))):
        fields["seen"] = _("Pilih dari perilaku yang direncanakan.")
    if not observation.words.seen:
        fields["words"] = _("Tulis apa yang Anda lihat.")
    if fields:
        raise InvalidInput(fields=fields)


def _check_reflection(reflection: str, reached: Decimal | None, unit: str) -> None:
    fields = {}
    if not reflection:
        fields["reflection"] = _("Tulis apa yang Anda pelajari.")
    if reached is not None and not unit:
        fields["unit"] = _("Tulis apa yang diukur dengan angka itu.")
    if reached is not None and not 0 <= reached <= MOST_REACHED:
        fields["reached"] = _("Isi angka dari 0 sampai 99.999.")
    if fields:
        raise InvalidInput(fields=fields)


def _place(skp: Skp) -> str:
    return reverse("monitoring:practice", args=[skp.pk])
