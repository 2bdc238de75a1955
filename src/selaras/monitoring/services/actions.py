"""Feedback becomes an action with a date, and what came of it is compared later (K-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.monitoring.events import ACTION_COMPARED, ACTION_PLANNED
from selaras.monitoring.models import Feedback, FeedbackAction
from selaras.planning.models import Skp


@dataclass(frozen=True, slots=True)
class NewAction:
    """What is tried until when; `measure` and `before` say what will be compared, where there is a number."""

    text: str
    due_on: date
    measure: str = ""
    unit_of_measure: str = ""
    before: Decimal | None = None


def plan_action(feedback: Feedback, *, by: Actor, on: date, new: NewAction) -> FeedbackAction:
    """Draw a consequence from a feedback. Raises `InvalidInput` for a day that is over or a number of nothing.

    Raises `StepNotPossible` where there is one already.
    """
    require(by, Permission.PLAN_ACTION, feedback)
    _check(new, on)
    action = FeedbackAction(
        agency_id=feedback.agency_id,
        feedback=feedback,
        text=new.text,
        due_on=new.due_on,
        measure=new.measure,
        unit_of_measure=new.unit_of_measure,
        before=new.before,
        planned_by_id=person_of(by),
        planned_at=clock.now(),
    )
    facts: dict[str, Any] = {"skp": feedback.skp_id, "due_on": new.due_on}
    try:
        with transaction.atomic(), recording(ACTION_PLANNED, by=by, about=action, **facts):
            action.save(force_insert=True)
            text = _("%(name)s merencanakan tindakan dari umpan balik: «%(action)s»")
            _tell_others(feedback, by, text % {"name": by.name, "action": new.text})
    except IntegrityError as error:
        raise StepNotPossible(_("Umpan balik ini sudah menjadi tindakan.")) from error
    return action


def compare_action(
    action: FeedbackAction, *, by: Actor, on: date, outcome: str, after: Decimal | None = None
) -> FeedbackAction:
    """Say what came of it. Raises `InvalidInput` without words or with a number nobody measured before.

    Raises `StepNotPossible` where it was compared already.
    """
    require(by, Permission.PLAN_ACTION, action)
    _check_outcome(action, outcome, after)
    feedback = action.feedback
    with recording(ACTION_COMPARED, by=by, about=action, skp=feedback.skp_id):
        waiting = FeedbackAction.objects.filter(pk=action.pk, compared_at=None)
        facts = {
            "outcome": outcome,
            "after": after,
            "compared_by_id": person_of(by),
            "compared_at": clock.now(),
        }
        if waiting.update(**facts) == 0:
            raise StepNotPossible(_("Hasil tindakan ini sudah dibandingkan."))
        text = _("%(name)s menceritakan hasil tindakan «%(action)s».")
        _tell_others(feedback, by, text % {"name": by.name, "action": action.text})
    action.refresh_from_db()
    return action


def _check(new: NewAction, on: date) -> None:
    fields = {}
    if not new.text:
        fields["text"] = _("Tulis apa yang akan dicoba.")
    if new.due_on < on:
        fields["due_on"] = _("Pilih hari ini atau hari sesudahnya.")
    if new.before is not None and not new.measure:
        fields["measure"] = _("Tulis apa yang diukur dengan angka itu.")
    if fields:
        raise InvalidInput(fields=fields)


def _check_outcome(action: FeedbackAction, outcome: str, after: Decimal | None) -> None:
    fields = {}
    if not outcome:
        fields["outcome"] = _("Ceritakan apa yang menjadi berbeda.")
    if after is not None and not action.measure:
        fields["after"] = _("Tindakan ini tidak memiliki angka awal. Ceritakan hasilnya dengan kata-kata.")
    if fields:
        raise InvalidInput(fields=fields)


def _tell_others(feedback: Feedback, by: Actor, text: str) -> None:
    """Giver and receiver hear of it, and not who did it."""
    people: set[UUID] = {feedback.author_id, feedback.skp.employee_id} - {person_of(by)}
    for recipient in people:
        tell(
            recipient,
            "feedback_action",
            text,
            agency_id=feedback.agency_id,
            url=_place(feedback.skp, recipient),
        )


def _place(skp: Skp, recipient: UUID) -> str:
    """A colleague may not read the year of another; their own page of feedback shows what came of it."""
    if recipient in {skp.employee_id, skp.pejabat_penilai_id}:
        return f"{reverse('monitoring:year', args=[skp.pk])}#umpan-balik"
    return reverse("monitoring:feedback")
