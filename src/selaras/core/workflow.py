"""States as one table per app: who (permission), when (sources, guards); what happens is the service of that name.

One table gives the check, the buttons with reasons, the audit event, the printed diagram and the test
over every state and step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from selaras.core.errors import StepNotPossible, Text
from selaras.core.rows import change_row

Guard = Callable[[Any], Text | None]
"""Looks at the object; None when the step may be taken, else the sentence that says what is missing."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: its name, the states it may start from, the state it leads to, the permission it needs."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str
    label: Text
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class Workflow:
    """All steps of one kind of object, and the name of each state for people."""

    name: str
    initial: str
    states: dict[str, Text]
    transitions: tuple[Transition, ...]

    def transition(self, name: str) -> Transition:
        """The step of this name. Raises `KeyError` for an unknown one."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise KeyError(name)

    def obstacle(self, subject: Any, name: str) -> Text | None:
        """Why the step can't be taken now, or None."""
        transition = self.transition(name)
        if subject.status not in transition.sources:
            return _wrong_state(self, subject.status, transition)
        for guard in transition.guards:
            missing = guard(subject)
            if missing is not None:
                return missing
        return None

    def mermaid(self) -> str:
        """The table as a state diagram for the reference pages."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for step in self.transitions:
            lines += [f"    {source} --> {step.target}: {step.name}" for source in sorted(step.sources)]
        return "\n".join(lines)


def step(
    name: str,
    sources: Iterable[str],
    target: str,
    permission: str,
    label: Text,
    *guards: Guard,
) -> Transition:
    """Shorthand for the tables."""
    return Transition(name, frozenset(sources), target, permission, label, guards)


def advance(workflow: Workflow, subject: Any, name: str, **changes: Any) -> None:
    """Take a step and write the `changes` with it, inside an open recording.

    The old state stands in the filter: of two people who click at once, one gets `ChangedMeanwhile`.
    Raises `StepNotPossible` when the state or a guard forbids the step.
    """
    missing = workflow.obstacle(subject, name)
    if missing is not None:
        raise StepNotPossible(missing)
    target = workflow.transition(name).target
    change_row(subject, {"status": subject.status}, {"status": target, **changes})


def _wrong_state(workflow: Workflow, status: str, transition: Transition) -> Text:
    from django.utils.translation import gettext as _

    return _("Langkah «%(step)s» tidak berlaku selama keadaannya «%(state)s».") % {
        "step": transition.label,
        "state": workflow.states[status],
    }
