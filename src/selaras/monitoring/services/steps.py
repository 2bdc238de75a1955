"""The rencana aksi: steps towards an RHK by month or quarter, written a few at a time and ticked off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.monitoring.events import STEP_CHANGED, STEP_DONE, STEP_DROPPED, STEP_REOPENED, STEPS_PLANNED
from selaras.monitoring.measured_plan import months_of, plan_of, quarters_of
from selaras.monitoring.models import PlannedStep
from selaras.planning.models import RencanaHasilKerja, Skp
from selaras_rules import Period

EVERY_MONTH, EVERY_QUARTER = "bulan", "triwulan"
LONGEST, MOST_LINES, MOST_STEPS = 200, 12, 60


@dataclass(frozen=True, slots=True)
class NewSteps:
    """Some steps for one RHK: each text once in a period (its code), or again in every month or quarter to come."""

    rhk_id: UUID
    texts: Sequence[str]
    when: str


def plan_steps(skp: Skp, *, by: Actor, on: date, new: NewSteps) -> list[PlannedStep]:
    """Add steps; what stands there already is not added twice.

    Raises `InvalidInput` for an RHK or period outside this SKP, for no text and for too many.
    """
    require(by, Permission.RECORD_PROGRESS, skp)
    periods = _periods(skp, new.when, on)
    _check(skp, new, periods)
    present = set(PlannedStep.objects.filter(rhk_id=new.rhk_id).values_list("period", "text"))
    wanted = [(period, text) for period in periods for text in dict.fromkeys(new.texts)]
    steps = [
        _step(skp, new.rhk_id, period, text) for period, text in wanted if (period.code, text) not in present
    ]
    if len(present) + len(steps) > MOST_STEPS:
        raise _refused("texts", _("Paling banyak %(most)d langkah per hasil kerja.") % {"most": MOST_STEPS})
    if steps:
        with recording(STEPS_PLANNED, by=by, about=skp, number=len(steps)):
            PlannedStep.objects.bulk_create(steps)
    return steps


def change_step(step: PlannedStep, *, by: Actor, on: date, text: str, period: str, note: str) -> PlannedStep:
    """Word a step anew, move it, note what came of it. Raises `InvalidInput`."""
    skp = step.rhk.skp
    require(by, Permission.RECORD_PROGRESS, step)
    if not text or len(text) > LONGEST:
        raise _refused("text", _("Tulis langkahnya, paling banyak %(most)d huruf.") % {"most": LONGEST})
    if period not in {known.code for known in periods_of(skp)}:
        raise _refused("period", _("Pilih bulan atau triwulan dalam masa SKP ini."))
    changes: dict[str, Any] = {
        "text": text,
        "period": period,
        "due_on": _due(skp, Period.parse(period)),
        "note": note,
    }
    with recording(STEP_CHANGED, by=by, about=step, text=text, old=step.text, old_period=step.period):
        PlannedStep.objects.filter(pk=step.pk).update(**changes)
    for name, value in changes.items():
        setattr(step, name, value)
    return step


def mark_step(step: PlannedStep, *, by: Actor, on: date, is_done: bool) -> PlannedStep:
    """Tick a step off, or open it again; saying it twice changes nothing."""
    require(by, Permission.RECORD_PROGRESS, step)
    if (step.done_on is not None) == is_done:
        return step
    step.done_on = on if is_done else None
    with recording(STEP_DONE if is_done else STEP_REOPENED, by=by, about=step, text=step.text):
        PlannedStep.objects.filter(pk=step.pk).update(done_on=step.done_on)
    return step


def drop_step(step: PlannedStep, *, by: Actor, on: date) -> None:
    """Take a step out. Raises `StepNotPossible` for one that was done: that is part of the year."""
    require(by, Permission.RECORD_PROGRESS, step)
    if step.done_on is not None:
        raise StepNotPossible(_("Langkah yang sudah selesai tidak dihapus. Buka lagi dahulu bila keliru."))
    with recording(STEP_DROPPED, by=by, about=step, text=step.text, period=step.period):
        PlannedStep.objects.filter(pk=step.pk).delete()


def copy_steps(skp: Skp, *, by: Actor, on: date) -> list[PlannedStep]:
    """Take over the steps of the year before for every RHK that is worded the same; done is done, and stays there.

    Raises `StepNotPossible` where there is nothing to take over.
    """
    require(by, Permission.RECORD_PROGRESS, skp)
    steps = _taken_over(skp)
    if not steps:
        raise StepNotPossible(
            _("Tidak ada langkah tahun lalu untuk hasil kerja yang sama bunyinya."),
            remedy=_("Tulis langkahnya sendiri; cukup beberapa baris."),
        )
    with recording(STEPS_PLANNED, by=by, about=skp, number=len(steps), source="last_year"):
        PlannedStep.objects.bulk_create(steps)
    return steps


def periods_of(skp: Skp) -> list[Period]:
    """The months and quarters in which an SKP runs."""
    return [
        *(Period.of_month(skp.year, number) for number in months_of(skp)),
        *(Period.of_quarter(skp.year, number) for number in quarters_of(skp)),
    ]


def _taken_over(skp: Skp) -> list[PlannedStep]:
    earlier = PlannedStep.objects.filter(
        rhk__skp__employee_id=skp.employee_id, rhk__skp__year=skp.year - 1, rhk__is_active=True
    )
    here = {_plain(result.text): result.id for result in plan_of(skp)}
    known = {period.code: period for period in periods_of(skp)}
    present = set(PlannedStep.objects.filter(rhk__skp=skp).values_list("rhk_id", "period", "text"))
    found: dict[tuple[UUID, str, str], PlannedStep] = {}
    for old in earlier.select_related("rhk").order_by("due_on", "id"):
        rhk_id, code = here.get(_plain(old.rhk.text)), f"{skp.year}{old.period[4:]}"
        if rhk_id is not None and code in known and (rhk_id, code, old.text) not in present:
            found[rhk_id, code, old.text] = _step(skp, rhk_id, known[code], old.text)
    return list(found.values())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _step(skp: Skp, rhk_id: UUID, period: Period, text: str) -> PlannedStep:
    return PlannedStep(
        agency_id=skp.agency_id, rhk_id=rhk_id, text=text, period=period.code, due_on=_due(skp, period),
        written_at=clock.now(),
    )  # fmt: skip


def _due(skp: Skp, period: Period) -> date:
    return min(period.end, skp.period_end)


def _periods(skp: Skp, when: str, on: date) -> list[Period]:
    known = periods_of(skp)
    if when in {EVERY_MONTH, EVERY_QUARTER}:
        kind = "month" if when == EVERY_MONTH else "quarter"
        return [period for period in known if period.kind == kind and period.end >= on]
    return [period for period in known if period.code == when]


def _check(skp: Skp, new: NewSteps, periods: Collection[Period]) -> None:
    fields = {}
    if not periods:
        fields["when"] = _("Pilih bulan atau triwulan dalam masa SKP ini.")
    if new.rhk_id not in _results(skp):
        fields["rhk"] = _("Pilih hasil kerja dari SKP ini.")
    if problem := _problem_of(new.texts):
        fields["texts"] = problem
    if fields:
        raise InvalidInput(fields=fields)


def _results(skp: Skp) -> set[UUID]:
    return set(RencanaHasilKerja.objects.filter(skp=skp, is_active=True).values_list("pk", flat=True))


def _problem_of(texts: Iterable[str]) -> str:
    lines = list(texts)
    if not lines:
        return _("Tulis sedikitnya satu langkah.")
    if len(lines) > MOST_LINES:
        return _("Paling banyak %(most)d baris sekali simpan.") % {"most": MOST_LINES}
    if any(len(line) > LONGEST for line in lines):
        return _("Satu langkah paling banyak %(most)d huruf. Ringkaslah, atau bagi menjadi dua.") % {
            "most": LONGEST
        }
    return ""


def _refused(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: text})
