"""How much waits for a person, by kind, in one question: what the start page counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from selaras.authorization import Actor, Role
from selaras.consequences.waiting import waiting_rows
from selaras.core.counting import SOMEBODY, Kept, question_of
from selaras.evaluation.meetings import running_invitations
from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import objections_to_decide, objections_to_explain, reopenings_awaiting
from selaras.evaluation.still_to_rate import to_agree_by, to_rate_by, without_official
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


def unrated_in(period: Period) -> str:
    """The kind of plans to rate in a period: part-time people may have another one than everybody else."""
    return f"unrated {period.code}"


def unagreed_in(period: Period) -> str:
    """The kind of plans that can't be rated in a period because they were never agreed."""
    return f"unagreed {period.code}"


def without_official_in(period: Period) -> str:
    """The kind of plans that nobody may rate in a period, for who can name somebody."""
    return f"without official {period.code}"


def _steps_waiting(
    actor: Actor, on: date, lasts: tuple[Period, Period], outages: Outages, ruleset: Ruleset
) -> dict[str, QuerySet[Any]]:
    """What waits, by kind. Of the actor only the person, the roles and whom the person acts for may matter here."""
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
        for period in dict.fromkeys(lasts):
            rows[without_official_in(period)] = _in_charge_of(actor, without_official(period, ruleset, on))
    if Role.REGIONAL_HEAD in actor.roles:
        rows["reopenings"] = reopenings_awaiting(actor)
    if actor.leads or actor.acts_for:
        penilai = Q(pejabat_penilai_id__in=actor.stands_for)
        # The plan of next year is agreed before it begins; that of last year may still wait.
        year = {on.year, lasts[0].year, on.year + 1}
        rows |= {
            "to_explain": objections_to_explain(actor),
            "to_decide": objections_to_decide(actor),
            "submitted": Skp.objects.filter(penilai, year__in=year, status="submitted"),
            "offered": RoleOffer.objects.filter(
                rhk__skp__employee_id=actor.employee_id, rhk__skp__year__in=year, status="waiting"
            ),
            "meetings": running_invitations(actor),
        }
        for period in dict.fromkeys(lasts):
            rows[unrated_in(period)] = to_rate_by(actor, period, ruleset)
            rows[unagreed_in(period)] = to_agree_by(actor, period, ruleset)
    return rows


def _in_charge_of(actor: Actor, plans: QuerySet[Skp]) -> QuerySet[Skp]:
    """Of these plans those in the organisations that the actor administers."""
    if Role.CITY_ADMIN in actor.roles:
        return plans
    return plans.filter(opd_id__in=list(actor.administered_opd_ids))
