"""The closing as a job: one step after another; what a round has done already it does not do again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.closing import events
from selaras.closing.models import ClosingStep, YearClosing
from selaras.closing.steps import STEPS, Year
from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import NotAllowed
from selaras.core.planner import look_at_tables
from selaras.evaluation.conditions import address
from selaras.jobs.kinds import Door, Fact, JobKind, Outcome
from selaras.jobs.models import Job
from selaras.jobs.pace import Pace
from selaras.organisation.actors import actor_for


def carry_out(job: Job, pace: Pace) -> Outcome:
    """Take the steps of the round that are not done yet, then say that the year is closed."""
    closing = YearClosing.objects.select_related("agency", "opd").get(pk=job.parameters["closing"])
    done = {step.code: step for step in closing.steps.filter(round=closing.round)}
    pace.expect(len(STEPS), _("Menutup tahun"))
    year: Year | None = None
    for number, step in enumerate(STEPS):
        pace.done, pace.doing = number, str(step.label)
        pace.write()
        if step.code not in done:
            year = year or Year(closing, job.parameters["site"], _actor(job))
            done[step.code] = _take(closing, step.code, step.carry_out, year)
    pace.done = len(STEPS)
    return _closed(closing, {code: step.figures for code, step in done.items()})


def _take(closing: YearClosing, code: str, act: Any, year: Year) -> ClosingStep:
    """One step and the note that it is done, together or not at all."""
    with transaction.atomic():
        figures = act(year)
        told = {
            "round": closing.round,
            "figures": figures,
            "done_at": clock.now(),
            "agency_id": closing.agency_id,
        }
        step, _created = ClosingStep.objects.update_or_create(closing=closing, code=code, defaults=told)
    return step


def _closed(closing: YearClosing, figures: dict[str, Any]) -> Outcome:
    result = {
        "closing": str(closing.pk),
        "ready": figures["results"]["ready"],
        "gaps": figures["gaps"]["gaps"],
    }
    with recording(
        events.CLOSED, by=SYSTEM, about=closing, year=closing.year, ready=result["ready"], gaps=result["gaps"],
        figures=figures,
    ):  # fmt: skip
        closing.closed_at = clock.now()
        closing.save(update_fields=["closed_at"])
    look_at_tables()
    return Outcome(result)


def _actor(job: Job) -> Any:
    """Who asked, with the rights of today: what is queued is queued in that name."""
    if job.requested_by is None:
        raise NotAllowed()
    today = clock.today(job.agency)
    return actor_for(job.requested_by, on=today, account_id=job.requested_by.account_id)


def facts(job: Job) -> list[Fact]:
    """What came out."""
    return [
        Fact(_("Orang dengan hasil"), str(job.result["ready"])),
        Fact(_("Orang dengan kekurangan"), str(job.result["gaps"])),
    ]


def doors(job: Job) -> list[Door]:
    """Where the closing is read."""
    return [Door(_("Buka hasil penutupan"), address("closing:detail", job.result["closing"]))]


CLOSING = JobKind("closing", gettext_lazy("Tutup tahun"), carry_out, facts, doors)
