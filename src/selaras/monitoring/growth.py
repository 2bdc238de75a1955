"""The pages of growing as ready-made objects: questions, actions with before and after, cycles side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.rows import row_of
from selaras.monitoring.models import Feedback, FeedbackAction, FeedbackRequest, PracticeCycle
from selaras.organisation.models import Employee, LegalStatus
from selaras.organisation.selectors import colleagues_named
from selaras.planning.models import Skp
from selaras_rules.numbers import written

MOST_QUESTIONS, MOST_PEOPLE = 20, 60


def questions_to(by: Actor) -> list[FeedbackRequest]:
    """What colleagues want to know from the actor and have no answer to yet, oldest first. One query."""
    rows = FeedbackRequest.objects.filter(asked_id=by.employee_id, feedback=None).select_related(
        "skp__employee"
    )
    return list(rows.order_by("asked_at")[:MOST_QUESTIONS])


def question_to(by: Actor, skp: Skp) -> FeedbackRequest | None:
    """The open question of this colleague to the actor. One query."""
    return FeedbackRequest.objects.filter(asked_id=by.employee_id, skp=skp, feedback=None).first()


def people_to_ask(by: Actor, skp: Skp, words: str = "") -> list[tuple[str, str]]:
    """Colleagues as choices: those found by name, else the own unit with the pejabat penilai first. One query."""
    if words:
        found = colleagues_named(by, words)
    else:
        active = Employee.objects.filter(unit_id=by.unit_id, legal_status=LegalStatus.ACTIVE).order_by("name")
        found = [person for person in (skp.pejabat_penilai, *active[:MOST_PEOPLE]) if person is not None]
    people = {person.pk: person.full_name for person in found if person.pk != skp.employee_id}
    return [(str(pk), name) for pk, name in people.items()]


def action_seen_by(by: Actor, pk: UUID) -> FeedbackAction:
    """One action with its feedback. Raises `NotFound`."""
    rows = FeedbackAction.objects.filter(pk=pk).select_related("feedback__skp__employee", "feedback__author")
    return row_of(visible(by, Permission.VIEW_PROGRESS, rows))


def due_actions(skp: Skp, on: date) -> list[FeedbackAction]:
    """Actions of an SKP whose day has come and whose outcome nobody told yet. One query."""
    rows = FeedbackAction.objects.filter(feedback__skp=skp, compared_at=None, due_on__lte=on)
    return list(rows.select_related("feedback").order_by("due_on"))


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour of a cycle, and whether it was seen."""

    text: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class CycleBlock:
    """One cycle, with what it is compared to and what its reader may do next."""

    cycle: PracticeCycle
    before: PracticeCycle | None
    may_observe: bool
    may_reflect: bool

    @property
    def behaviours(self) -> list[Behaviour]:
        """Every planned behaviour with its tick."""
        seen = set(self.cycle.seen)
        return [Behaviour(text, place in seen) for place, text in enumerate(self.cycle.behaviours)]

    @property
    def seen_text(self) -> str:
        """«4 / 5»."""
        return f"{self.cycle.seen_count} / {len(self.cycle.behaviours)}"

    @property
    def reached_text(self) -> str:
        """What the group reached, with its unit."""
        return _with_unit(self.cycle)

    @property
    def earlier_seen_text(self) -> str:
        """How it was in the cycle before; empty where it was not observed."""
        before = self.before
        if before is None or before.observed_at is None or self.cycle.observed_at is None:
            return ""
        return f"{before.seen_count} / {len(before.behaviours)}"

    @property
    def earlier_reached_text(self) -> str:
        """What was reached in the cycle before, where the same was measured."""
        before, cycle = self.before, self.cycle
        if before is None or cycle.reached is None or before.reached_unit != cycle.reached_unit:
            return ""
        return _with_unit(before)

    @property
    def gain(self) -> Decimal | None:
        """The difference of two measured cycles of the same measure."""
        before, cycle = self.before, self.cycle
        if before is None or before.reached is None or cycle.reached is None:
            return None
        return cycle.reached - before.reached if before.reached_unit == cycle.reached_unit else None

    @property
    def gain_text(self) -> str:
        """«+11»."""
        if self.gain is None:
            return ""
        return f"{'+' if self.gain > 0 else ''}{written(self.gain, 2)}"


@dataclass(frozen=True, slots=True)
class PracticePage:
    """All cycles of an SKP, the newest first."""

    blocks: Sequence[CycleBlock]
    may_plan: bool

    @property
    def is_open(self) -> bool:
        """Whether a cycle is under way, so that a new one has to wait."""
        return bool(self.blocks) and self.blocks[0].cycle.reflected_at is None


def practice_page(skp: Skp, *, by: Actor) -> PracticePage:
    """Cycles side by side. One query, whatever their number."""
    rows = PracticeCycle.objects.filter(skp=skp).select_related("observer", "feedback__action", "rhk")
    cycles = list(rows.order_by("number"))
    may_plan = bool(decide(by, Permission.PLAN_PRACTICE, skp))
    may_observe = bool(decide(by, Permission.OBSERVE_PRACTICE, skp))
    blocks = [
        CycleBlock(
            cycle,
            before,
            may_observe=may_observe and cycle.observed_at is None,
            may_reflect=may_plan and cycle.observed_at is not None and cycle.reflected_at is None,
        )
        for before, cycle in zip([None, *cycles], cycles, strict=False)
    ]
    return PracticePage(blocks[::-1], may_plan)


def last_cycle(skp: Skp) -> PracticeCycle | None:
    """The newest cycle: what one learns from for the next. One query."""
    return PracticeCycle.objects.filter(skp=skp).order_by("-number").first()


def unit_before(cycle: PracticeCycle) -> str:
    """What was measured in the cycle before, so that the two can be compared. One query."""
    rows = PracticeCycle.objects.filter(skp=cycle.skp_id, number=cycle.number - 1)
    return rows.values_list("reached_unit", flat=True).first() or ""


def cycle_seen_by(by: Actor, pk: UUID) -> PracticeCycle:
    """One cycle with its SKP. Raises `NotFound`."""
    rows = PracticeCycle.objects.filter(pk=pk).select_related(
        "skp__employee", "skp__pejabat_penilai", "observer"
    )
    return row_of(visible(by, Permission.VIEW_PROGRESS, rows))


def feedback_about(by: Actor, pk: UUID) -> Feedback:
    """One feedback of which the actor may draw consequences. Raises `NotFound`."""
    rows = Feedback.objects.filter(pk=pk).select_related("skp__employee", "author__position", "rhk", "action")
    return row_of(visible(by, Permission.PLAN_ACTION, rows))


def _with_unit(cycle: PracticeCycle) -> str:
    if cycle.reached is None:
        return ""
    unit = cycle.reached_unit
    space = "" if unit.startswith("%") else " "
    return f"{written(cycle.reached, 2)}{space}{unit}"
