"""Talks on the calendar: planned at the start, in the middle and at the end, and remembered in office hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import InvalidInput
from selaras.core.notices import Message, tell, tell_each
from selaras.monitoring.events import DIALOGUE_PLANNED, TALKS_REMINDED
from selaras.monitoring.models import Dialogue, FeedbackAction, Medium, PlannedDialogue
from selaras.monitoring.models.work import TALKS
from selaras.organisation.models import Agency
from selaras.organisation.office_hours import may_remind
from selaras.planning.models import Skp
from selaras_rules import date_label

# A talk is remembered on the working day before and later; what is long past is no reminder but a reproach.
AHEAD, AFTER = timedelta(days=1), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TalksReminded:
    """How many people were reminded of talks and of actions whose day has come."""

    talks: int = 0
    actions: int = 0


def plan_dialogue(
    skp: Skp, *, by: Actor, on: date, kind: str, medium: str, planned_on: date
) -> PlannedDialogue:
    """Put a talk on the calendar; one that is open already is moved. Raises `InvalidInput` for a day that is over."""
    require(by, Permission.HOLD_DIALOGUE, skp)
    fields = {}
    if kind not in TALKS:
        fields["kind"] = _("Pilih jenis dialog.")
    if medium not in Medium.values:
        fields["medium"] = _("Pilih cara berdialog.")
    if planned_on < on or planned_on > skp.period_end + timedelta(days=31):
        fields["planned_on"] = _("Pilih hari ini atau sesudahnya, paling lambat sebulan setelah masa SKP.")
    if fields:
        raise InvalidInput(fields=fields)
    return _put(skp, by, kind, medium, planned_on)


def _put(skp: Skp, by: Actor, kind: str, medium: str, planned_on: date) -> PlannedDialogue:
    facts = {
        "medium": medium,
        "planned_on": planned_on,
        "planned_by_id": person_of(by),
        "planned_at": clock.now(),
    }
    with recording(DIALOGUE_PLANNED, by=by, about=skp, planned_on=planned_on, dialogue_kind=kind):
        plan, _created = PlannedDialogue.objects.update_or_create(
            skp=skp,
            kind=kind,
            dialogue=None,
            defaults={**facts, "reminded_at": None, "agency_id": skp.agency_id},
        )
        other = skp.pejabat_penilai_id if by.employee_id == skp.employee_id else skp.employee_id
        text = _("%(name)s merencanakan %(kind)s dengan Anda pada %(day)s.")
        words = text % {
            "name": by.name,
            "kind": plan.get_kind_display().lower(),
            "day": date_label(planned_on),
        }
        tell(other, "dialogue_planned", words, agency_id=skp.agency_id, url=_place(skp))
    return plan


def note_as_held(dialogue: Dialogue) -> None:
    """The plan of a talk that took place is fulfilled. Call inside `recording(...)`."""
    open_plans = PlannedDialogue.objects.filter(skp_id=dialogue.skp_id, kind=dialogue.kind, dialogue=None)
    open_plans.update(dialogue=dialogue)


def send_talk_reminders(agency: Agency) -> TalksReminded:
    """Remind both sides of a talk on the day before, and people of actions whose day has come; each once.

    Nothing outside working hours of the agency. Raises `NoHolidayList` when the holidays are not known.
    """
    moment = clock.now()
    on = clock.local(moment, agency).date()
    if not may_remind(agency, moment):
        return TalksReminded()
    plans = list(_due_talks(agency, on))
    actions = list(_due_actions(agency, on))
    if not plans and not actions:
        return TalksReminded()
    with recording(TALKS_REMINDED, by=SYSTEM, about=agency, talks=len(plans), actions=len(actions)):
        PlannedDialogue.objects.filter(pk__in=[plan.pk for plan in plans], reminded_at=None).update(
            reminded_at=moment
        )
        FeedbackAction.objects.filter(pk__in=[row.pk for row in actions]).update(reminded_at=moment)
        tell_each([*map(_of_talk, plans), *map(_of_action, actions)], agency_id=agency.pk)
    return TalksReminded(len(plans), len(actions))


def _due_talks(agency: Agency, on: date) -> list[PlannedDialogue]:
    rows = PlannedDialogue.objects.filter(agency=agency, dialogue=None, reminded_at=None)
    rows = rows.filter(planned_on__range=(on - AFTER, on + AHEAD))
    return list(rows.select_related("skp__employee").order_by("planned_on")[:2000])


def _due_actions(agency: Agency, on: date) -> list[FeedbackAction]:
    rows = FeedbackAction.objects.filter(agency=agency, compared_at=None, reminded_at=None)
    rows = rows.filter(due_on__range=(on - AFTER, on))
    return list(rows.select_related("feedback__skp").order_by("due_on")[:2000])


def _of_talk(plan: PlannedDialogue) -> Message:
    skp = plan.skp
    people = [pk for pk in (skp.employee_id, skp.pejabat_penilai_id) if pk is not None]
    text = _("%(kind)s tentang SKP %(name)s direncanakan %(day)s.") % {
        "kind": plan.get_kind_display(), "name": skp.employee.full_name, "day": date_label(plan.planned_on)
    }  # fmt: skip
    return Message(people, "reminder.dialogue", text, _place(skp))


def _of_action(action: FeedbackAction) -> Message:
    text = _("Hari yang Anda pilih untuk «%(action)s» sudah tiba. Apa yang menjadi berbeda?") % {
        "action": action.text
    }
    url = reverse("monitoring:action_compare", args=[action.pk])
    return Message([action.feedback.skp.employee_id], "reminder.action", text, url)


def _place(skp: Skp) -> str:
    return f"{reverse('monitoring:year', args=[skp.pk])}#dialog"
