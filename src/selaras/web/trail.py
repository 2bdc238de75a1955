"""The audit chain for people who may read it: events as sentences, newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import Event
from selaras.core.models import AuditEvent
from selaras.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class Line:
    """One event as an inspector reads it."""

    at: datetime
    who: str
    sentence: str
    kind: str
    details: list[tuple[str, str]]
    hash: str
    seq: int


def events_for(
    by: Actor, agency: Agency, *, subject: str = "", kind: str = "", day: date | None = None
) -> QuerySet[Any]:
    """Events of the agency, narrowed. Raises `NotAllowed` for those who may not read the trail."""
    require(by, Permission.READ_AUDIT, agency)
    rows = AuditEvent.objects.order_by("-at", "-seq")
    if subject:
        rows = rows.filter(subject_id=subject)
    if kind:
        rows = rows.filter(kind=kind)
    if day is not None:
        start = datetime.combine(day, time.min).astimezone()
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows


def as_line(row: AuditEvent) -> Line:
    """The sentence of an event, with what else was noted."""
    detail: dict[str, Any] = json.loads(row.body)["detail"]
    return Line(
        row.at, row.actor_name, _sentence(row.kind, detail), row.kind, _details(detail), row.hash, row.seq
    )


class _Tolerant(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _sentence(kind: str, detail: dict[str, Any]) -> str:
    event = known_events().get(kind)
    return event.sentence.format_map(_Tolerant(detail)) if event else kind


def _details(detail: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, _plain(value)) for name, value in detail.items() if value not in ("", None, [], {})]


def _plain(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 400 else text[:400] + " …"


def kinds_in_words() -> list[tuple[str, str]]:
    """Code and sentence of every event, for choosing one; what a sentence names is left open."""
    choices = [(code, _sentence(code, {})) for code in known_events()]
    return sorted(choices, key=lambda choice: choice[1])


@cache
def known_events() -> dict[str, Event]:
    """Every event that any app can record, by code."""
    found: dict[str, Event] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("selaras."):
            try:
                module = import_module(f"{config.name}.events")
            except ModuleNotFoundError:
                continue
            found.update({event.code: event for event in vars(module).values() if isinstance(event, Event)})
    return found
