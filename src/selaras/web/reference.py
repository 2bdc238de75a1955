"""Pages of the reference that are printed from the code, so that they can't grow old unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TypeVar

from django.apps import apps
from django.utils.translation import override

from selaras.authorization.permissions import Permission
from selaras.authorization.table import ALLOWED, FORBIDDEN
from selaras.core.audit import Event
from selaras.core.workflow import Workflow
from selaras.web import law_reference

Kind = TypeVar("Kind")

HEAD = "<!-- Printed by `python3 dev.py docs`; changes made here are lost. -->\n\n"


def pages() -> dict[str, str]:
    """File name below docs/reference → content."""
    writers: dict[str, Callable[[], str]] = {
        "permissions.md": permissions,
        "states.md": states,
        "events.md": events,
        "personal-data.md": personal_data,
        "law.md": law_reference.law,
        "rules.md": law_reference.rules,
    }
    with override("id"):
        return {name: HEAD + write() for name, write in writers.items()}


def permissions() -> str:
    """Who may do what, and what never goes together."""
    lines = ["# Permissions", "", "| Permission | Allowed to | Never to |", "|---|---|---|"]
    for permission in Permission:
        never = ", ".join(str(relation.label) for relation in FORBIDDEN.get(permission, ()))
        allowed = ", ".join(str(relation.label) for relation in ALLOWED[permission])
        lines.append(f"| `{permission}` | {allowed} | {never or '–'} |")
    return "\n".join(lines) + "\n"


def states() -> str:
    """Every workflow as a diagram and as a table."""
    parts = ["# States", ""]
    for workflow in _found(Workflow, "workflow"):
        parts += [f"## {workflow.name}", "", "```mermaid", workflow.mermaid(), "```", ""]
        parts += ["| Step | From | To | Permission | Conditions |", "|---|---|---|---|---|"]
        for step in workflow.transitions:
            guards = ", ".join(_in_words(guard.__name__) for guard in step.guards) or "–"
            sources = ", ".join(sorted(step.sources))
            parts.append(
                f"| {step.label} (`{step.name}`) | {sources} | {step.target} | `{step.permission}` | {guards} |"
            )
        parts.append("")
    return "\n".join(parts)


def events() -> str:
    """Every recorded event with the sentence an inspector reads."""
    lines = ["# Events", "", "| Event | Sentence |", "|---|---|"]
    found = sorted(_found(Event, "events"), key=lambda event: event.code)
    return "\n".join(lines + [f"| `{event.code}` | {event.sentence} |" for event in found]) + "\n"


def personal_data() -> str:
    """Every personal field of every table, and what it says about a person."""
    lines = ["# Personal data", "", "| Table | Field | What it tells |", "|---|---|---|"]
    for model in apps.get_models():
        personal = getattr(model, "PERSONAL", {})
        lines += [f"| {model.__name__} | `{field}` | {what} |" for field, what in sorted(personal.items())]
    return "\n".join(lines) + "\n"


def _found(kind: type[Kind], room: str) -> Iterable[Kind]:
    for config in apps.get_app_configs():
        if not config.name.startswith("selaras."):
            continue
        try:
            module = import_module(f"{config.name}.{room}")
        except ModuleNotFoundError:
            continue
        yield from (thing for thing in vars(module).values() if isinstance(thing, kind))


def _in_words(name: str) -> str:
    return name.replace("_", " ")
