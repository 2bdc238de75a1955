"""The whole table: every state × step × person, generated from the workflow; nobody types it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from selaras.authorization import Permission, decide
from selaras.core.errors import NotAllowed, StepNotPossible
from selaras.core.workflow import Workflow
from selaras.evaluation.models import Evaluation, Objection
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import (
    ObjectionRuling,
    decide_objection,
    explain_objection,
    finalise,
    raise_objection,
    rate,
    receive,
)
from selaras.evaluation.services.objection_support import go_on_unexplained
from selaras.evaluation.tests import stage
from selaras.evaluation.workflow import EVALUATION, OBJECTION
from tests.cast import Cast

PEOPLE = ("ani", "budi", "citra", "dewi", "eka", "fajar", "gita", "hadi")
ON = date(2026, 4, 4)


def staged(cast: Cast, state: str) -> Evaluation:
    skp = stage.stage_skp(cast.ani)
    stage.stage_dialogue(skp, date(2026, 3, 30))
    makers: dict[str, Callable[..., Evaluation]] = {
        "open": stage.opened, "rated": stage.rated, "finalised": stage.fixed,
    }  # fmt: skip
    make = makers[state]
    return evaluation_for(stage.penilai(cast), make(cast, skp).pk)


def staged_objection(cast: Cast, state: str) -> Evaluation:
    evaluation = staged(cast, "finalised")
    receive(evaluation, by=cast.actor("ani"), on=ON)
    raise_objection(evaluation, "Alasan", by=cast.actor("ani"), on=ON)
    if state != "raised":
        explain_objection(
            objection_for(cast.actor("budi"), evaluation.pk), "Penjelasan", by=cast.actor("budi"), on=ON
        )
    if state == "decided":
        objection = objection_for(cast.actor("citra"), evaluation.pk)
        decide_objection(
            objection, ObjectionRuling("Keputusan", "sesuai", "sesuai"), by=cast.actor("citra"), on=ON
        )
    return evaluation_for(stage.penilai(cast), evaluation.pk)


def carry_out(cast: Cast, evaluation: Evaluation, step: str, person: str) -> None:
    by = cast.actor(person)
    ruling = ObjectionRuling("Keputusan", "sesuai", "sesuai")
    acts: dict[str, Callable[[], object]] = {
        "save_draft": lambda: rate(
            evaluation, stage.ratings(), by=by, on=ON, revision=evaluation.revision, is_draft=True
        ),
        "rate": lambda: rate(evaluation, stage.ratings(), by=by, on=ON, revision=evaluation.revision),
        "finalise": lambda: finalise(evaluation, by=by, on=ON),
        "receive": lambda: receive(evaluation, by=by, on=ON),
        "object": lambda: raise_objection(evaluation, "Alasan", by=by, on=ON),
        "explain": lambda: explain_objection(evaluation.objection, "Penjelasan", by=by, on=ON),
        "go_on_unexplained": lambda: go_on_unexplained(
            evaluation.objection, by=by, on=ON + timedelta(days=20)
        ),
        "decide": lambda: decide_objection(evaluation.objection, ruling, by=by, on=ON),
    }
    acts[step]()


def combinations(workflow: Workflow) -> list[tuple[str, str]]:
    return [(state, step.name) for state in workflow.states for step in workflow.transitions]


@pytest.mark.parametrize(("state", "step"), combinations(EVALUATION))
def test_each_step_of_an_evaluation_obeys_the_table(cast: Cast, state: str, step: str) -> None:
    transition = EVALUATION.transition(step)
    evaluation = staged(cast, state)
    if step == "object" and state == "finalised":
        receive(evaluation, by=cast.actor("ani"), on=ON)
    for person in PEOPLE:
        _check(cast, evaluation, EVALUATION, evaluation, step, transition.permission, person)


@pytest.mark.parametrize(("state", "step"), combinations(OBJECTION))
def test_each_step_of_an_objection_obeys_the_table(cast: Cast, state: str, step: str) -> None:
    transition = OBJECTION.transition(step)
    evaluation = staged_objection(cast, state)
    evaluation.objection.evaluation = evaluation
    for person in PEOPLE:
        _check(cast, evaluation, OBJECTION, evaluation.objection, step, transition.permission, person)


def _check(
    cast: Cast,
    evaluation: Evaluation,
    workflow: Workflow,
    subject: Evaluation | Objection,
    step: str,
    permission: str,
    person: str,
) -> None:
    if not decide(cast.actor(person), Permission(permission), subject):
        with pytest.raises(NotAllowed):
            carry_out(cast, evaluation, step, person)
    elif subject.status not in workflow.transition(step).sources or (
        # Rating brings what its guards ask for; the others find it or not.
        step not in {"rate", "save_draft"} and workflow.obstacle(subject, step)
    ):
        with pytest.raises(StepNotPossible):
            carry_out(cast, evaluation, step, person)
    else:
        carry_out(cast, evaluation, step, person)
        subject.refresh_from_db()
        assert subject.status == workflow.transition(step).target
