"""How much waits for a person, by kind, in one question: what the start page counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from selaras.authorization import Actor, Role
from selaras.consequences.waiting import waiting_rows
from selaras.core.counting import SOMEBODY, Kept, question_of
from selaras.evaluation.meetings import running_invitations
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.rhythm import PART_TIME
from selaras.evaluation.selectors import reopenings_awaiting
from selaras.listening.selectors import inputs_waiting
from selaras.monitoring.focus import chosen_rows
from selaras.monitoring.selectors import talks_to_confirm
from selaras.organisation.outages import Outages
from selaras.planning.models import RoleOffer, Skp
from selaras_rules import Period, Ruleset

# One for each agency, day and set of roles.
_WAITING = Kept()


def counts_waiting(
    actor: Actor, on: date, lasts: tuple[Period, Period], outages: Outages, ruleset: Ruleset
) -> Counter[str]:
    """How much waits for the actor, by kind, in one question.

    Whoever administers no OPD and acts for nobody shares its text with all others of the same roles: there only the
    person differs.
    """
    if actor.employee_id is None or actor.administered_opd_ids or actor.acts_for:
        return question_of(_steps_waiting(actor, on, lasts, outages, ruleset)).answer()
    key = (actor.agency_id, on, lasts, actor.leads, actor.roles, repr(sorted(ruleset.choices.items())))
    somebody = Actor(None, SOMEBODY, actor.agency_id, name="", roles=actor.roles, leads=actor.leads)
    question = _WAITING.question(
        key, lambda: question_of(_steps_waiting(somebody, on, lasts, outages, ruleset))
    )
    return question.asked_by(actor.employee_id).answer()


def _steps_waiting(
    actor: Actor, on: date, lasts: tuple[Period, Period], outages: Outages, ruleset: Ruleset
) -> dict[str, QuerySet[Any]]:
    """What waits, by kind. Of the actor only the person, the roles and whom the person acts for may matter here."""
    last, last_of_part_time = lasts
    received = Evaluation.objects.filter(status="finalised", received_at=None)
    rows: dict[str, QuerySet[Any]] = {
        "unreceived": received.filter(skp__employee_id=actor.employee_id),
        "talks": talks_to_confirm(actor, on.year),
        "focus": chosen_rows(actor, on),
        "outages": outages.queryset,
        **dict(waiting_rows(actor, on, ruleset)),
    }
    if actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        rows["unsorted"] = inputs_waiting(actor)
    if Role.REGIONAL_HEAD in actor.roles:
        rows["reopenings"] = reopenings_awaiting(actor)
    if actor.leads or actor.acts_for:
        penilai = Q(pejabat_penilai_id__in=actor.stands_for)
        objections = Objection.objects.filter(evaluation__skp__pejabat_penilai_id__in=actor.stands_for)
        to_decide = Objection.objects.filter(
            evaluation__skp__atasan_pejabat_penilai_id__in=actor.stands_for, status="explained"
        )
        # The plan of next year is agreed before it begins; that of last year may still wait.
        year = {on.year, last.year, on.year + 1}
        rows |= {
            "to_explain": objections.filter(status="raised"),
            "to_decide": to_decide,
            "submitted": Skp.objects.filter(penilai, year__in=year, status="submitted"),
            "offered": RoleOffer.objects.filter(
                rhk__skp__employee_id=actor.employee_id, rhk__skp__year__in=year, status="waiting"
            ),
            "unrated": Skp.objects.filter(
                penilai, _unrated(~PART_TIME, last) | _unrated(PART_TIME, last_of_part_time), version__gt=0
            ),
            "meetings": running_invitations(actor),
        }
    return rows


def _unrated(people: Q, period: Period) -> Q:
    """Plans of these people without a fixed result of the period that ended last."""
    done = Evaluation.objects.filter(skp=OuterRef("pk"), period=period.code, status="finalised")
    return Q(people, ~Exists(done), year=period.year)
