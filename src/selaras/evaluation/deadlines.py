"""Days that count after a result is fixed: hand-over, return, objection; shown with the clock of the agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.errors import Text
from selaras.evaluation.models import Evaluation, ObjectionReopening
from selaras.evaluation.readiness import period_row
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.organisation.outages import Outages
from selaras_rules import (
    Finding,
    Period,
    RulesError,
    Ruleset,
    Step,
    date_label,
    hand_over_deadline,
    objection_deadline,
)


@dataclass(frozen=True, slots=True)
class ObjectionWindow:
    """From when until when one may object; `is_assumed` when receipt counts as given because time passed."""

    received_on: date | None
    is_assumed: bool
    hand_over_until: date | None
    until: date | None
    is_open: bool
    because: tuple[Step, ...]
    zone: str

    @property
    def until_text(self) -> str:
        """ "2 Februari 2026 pukul 23.59 WITA"."""
        return moment_text(self.until, self.zone) if self.until else ""

    @property
    def hand_over_text(self) -> str:
        """The last day on which receipt should be confirmed."""
        return moment_text(self.hand_over_until, self.zone) if self.hand_over_until else ""


def moment_text(day: date, zone: str) -> str:
    """A deadline as everybody reads it: day, minute and zone (P-17: each city by its own clock)."""
    return _("%(day)s pukul 23.59 %(zone)s") % {"day": date_label(day), "zone": zone}


def objection_window(
    evaluation: Evaluation, on: date, ruleset: Ruleset | None = None
) -> ObjectionWindow | None:
    """The window of a fixed result on a day; None before it is fixed.

    One query for the law where it is not at hand, one for outages once a deadline has come, and one for the window
    that was opened again unless `evaluation_for` brought it.

    Who does not confirm receipt counts as having received the result when the time for handing it over ends.
    Where the holidays of a year are not known yet, the window stays open: nobody loses a right to a missing list.
    """
    if evaluation.finalised_at is None:
        return None
    agency = evaluation.skp.agency
    zone = clock.zone_label(agency)
    decided_on = clock.local(evaluation.finalised_at, agency).date()
    choices = (ruleset or ruleset_for(agency, evaluation.span.end)).choices
    ruleset = Ruleset(on=decided_on, choices=choices)
    outages = Outages(agency, ruleset, on=on, since=decided_on)
    try:
        hand_over = _after_outages(hand_over_deadline(decided_on, ruleset), outages)
        received, assumed = _received_on(evaluation, hand_over.value, on)
        if received is None:
            return ObjectionWindow(None, False, hand_over.value, None, False, hand_over.because, zone)
        until = _after_outages(objection_deadline(received, ruleset), outages)
    except RulesError as error:
        return ObjectionWindow(None, False, None, None, True, (Step(str(error)),), zone)
    is_open = received <= on <= until.value
    reopened = None if is_open else _reopened_until(evaluation)
    again = reopened and outages.moved(reopened)
    if again is not None and again >= on:
        step = Step(_("Masa keberatan dibuka kembali sampai %(day)s.") % {"day": date_label(again)})
        return ObjectionWindow(received, assumed, hand_over.value, again, True, (*until.because, step), zone)
    return ObjectionWindow(received, assumed, hand_over.value, until.value, is_open, until.because, zone)


def _after_outages(deadline: Finding[date], outages: Outages) -> Finding[date]:
    """The deadline where the system could not be used on its day: later, with the reason."""
    later = outages.moved(deadline.value)
    if later == deadline.value:
        return deadline
    step = Step(
        _("Sistem terganggu pada hari itu; tenggat bergeser ke %(day)s.") % {"day": date_label(later)}
    )
    return Finding(later, (*deadline.because, step))


def reopened_until(evaluation_id: UUID | OuterRef) -> QuerySet[Any, Any]:
    """The last day until which the competent official opened the window again, if that was ever done."""
    rows = ObjectionReopening.objects.filter(evaluation_id=evaluation_id, until__isnull=False)
    return rows.order_by("-until").values_list("until", flat=True)[:1]


def _reopened_until(evaluation: Evaluation) -> date | None:
    """The same for one result. One query, none where `evaluation_for` brought the day."""
    if hasattr(evaluation, "reopened_until"):
        known: date | None = evaluation.reopened_until
        return known
    return next(iter(reopened_until(evaluation.pk)), None)


def _received_on(evaluation: Evaluation, hand_over_until: date, on: date) -> tuple[date | None, bool]:
    if evaluation.received_at is not None:
        return clock.local(evaluation.received_at, evaluation.skp.agency).date(), False
    return (hand_over_until, True) if on > hand_over_until else (None, False)


def objection_obstacle(window: ObjectionWindow | None) -> Text | None:
    """Why one can't object today, or None."""
    if window is None:
        return _("Hasil belum ditetapkan.")
    if window.is_open:
        return None
    if window.received_on is None:
        return _(
            "Konfirmasi dulu bahwa Anda sudah menerima hasil ini; masa keberatan dihitung sejak hari itu."
        )
    return _("Masa keberatan berakhir %(until)s.") % {"until": window.until_text}


@dataclass(frozen=True, slots=True)
class RatingDeadline:
    """Until when a period is rated: its state today, and the moments in words."""

    state: str
    due: Text
    last: Text


def deadline_of(agency: Agency, period: Period, on: date) -> RatingDeadline | None:
    """The deadline of a period, None where the agency set none. One query."""
    row = period_row(agency.pk, period.code)
    if row is None:
        return None
    zone = clock.zone_label(agency)
    return RatingDeadline(row.state(on), moment_text(row.due_on, zone), moment_text(row.last_day, zone))
