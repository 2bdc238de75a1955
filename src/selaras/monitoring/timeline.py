"""A year of work on one line of time: realisation, evidence, feedback, talks and warnings, for both sides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.audit import stream_name
from selaras.core.models import AuditEvent
from selaras.monitoring.events import REALISATION_CHANGED, REALISATION_RECORDED
from selaras.monitoring.models import Dialogue, DialogueKind, Evidence, Feedback
from selaras.monitoring.progress import month_label
from selaras.monitoring.selectors import dialogues_of, feedback_of
from selaras.monitoring.services.dialogue import is_other_side
from selaras.planning.models import Skp

MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Happening:
    """One point on the line."""

    sort_key: datetime
    at: date | datetime
    text: str
    who: str = ""
    icon: str = "circle-dot"
    tone: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A recorded talk and what the reader can still do with it."""

    talk: Dialogue
    is_warning: bool
    waits_for_reader: bool


@dataclass(frozen=True, slots=True)
class YearPage:
    """Everything of one SKP for both sides."""

    skp: Skp
    is_own: bool
    feedback: list[Feedback]
    talks: list[TalkLine]
    months: list[tuple[str, list[Happening]]] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        """How much feedback waits for an answer."""
        return sum(1 for row in self.feedback if row.replied_at is None)


def year_page(skp: Skp, *, by: Actor) -> YearPage:
    """The line of time and what is on it. Four queries, whatever the number of rows."""
    feedback, dialogues = feedback_of(skp), dialogues_of(skp)
    kept = Evidence.objects.filter(skp=skp).select_related("uploaded_by")
    # The SKP at hand, so that nothing is asked again.
    for given in feedback:
        given.skp = skp
    for talk in dialogues:
        talk.skp = skp
    happenings = [
        *_work(skp),
        *(_of_feedback(row) for row in feedback),
        *(_of_dialogue(row) for row in dialogues),
        *(_of_evidence(row, skp) for row in kept.order_by("uploaded_at")),
    ]
    talks = [
        TalkLine(
            row, row.kind == DialogueKind.EARLY_WARNING, row.confirmed_at is None and is_other_side(row, by)
        )
        for row in dialogues
    ]
    return YearPage(skp, by.employee_id == skp.employee_id, feedback, talks, _by_month(happenings))


def _by_month(happenings: list[Happening]) -> list[tuple[str, list[Happening]]]:
    months: dict[str, list[Happening]] = {}
    for happening in sorted(happenings, key=lambda one: one.sort_key, reverse=True):
        months.setdefault(month_label(happening.sort_key.year, happening.sort_key.month), []).append(
            happening
        )
    return list(months.items())


def _work(skp: Skp) -> Iterator[Happening]:
    """Realisations as they were written and changed, from the record of changes: old values stay readable."""
    years = (skp.year, skp.year + 1)
    rows = AuditEvent.objects.filter(
        stream__in=[stream_name(skp.agency_id, skp.employee_id, year) for year in years],
        kind__in=[REALISATION_RECORDED.code, REALISATION_CHANGED.code],
    )
    for event in rows.order_by("-at")[:MOST_CHANGES]:
        facts = json.loads(event.body)["detail"]
        if facts.get("skp") == str(skp.pk):
            yield _of_realisation(event, facts, _zone(skp))


def _of_realisation(event: AuditEvent, facts: dict[str, Any], zone: ZoneInfo) -> Happening:
    month = month_label(facts["year"], facts["month"])
    changed = event.kind == REALISATION_CHANGED.code
    told = {"month": month, "new": facts["new"], "old": facts.get("old", "")}
    text = _("Realisasi %(month)s: %(new)s")
    if changed:
        text = _("Realisasi %(month)s diubah dari %(old)s menjadi %(new)s")
    late = _("Diubah setelah evaluasi.") if facts.get("late") else ""
    at = event.at.astimezone(zone)
    note = f"{facts['indicator']} {late}".strip()
    return Happening(
        at, at, text % told, event.actor_name, "chart-column", "warn" if late else "accent", note
    )


def _of_feedback(row: Feedback) -> Happening:
    at = row.given_at.astimezone(_zone(row.skp))
    note = _("Sudah ditanggapi") if row.replied_at else _("Belum ditanggapi")
    url = f"#umpan-balik-{row.pk}"
    return Happening(
        at, at, _("Umpan balik"), row.author.full_name, "message-square-quote", "info", note, url
    )


def _of_dialogue(row: Dialogue) -> Happening:
    warning = row.kind == DialogueKind.EARLY_WARNING
    note = _("Dikonfirmasi kedua pihak") if row.confirmed_at else _("Menunggu konfirmasi pihak lain")
    moment = datetime.combine(row.held_on, time(23), _zone(row.skp))
    icon, tone = ("hand-helping", "warn") if warning else ("messages-square", "good")
    label, who = str(row.get_kind_display()), row.written_by.full_name
    return Happening(moment, row.held_on, label, who, icon, tone, note, f"#dialog-{row.pk}")


def _of_evidence(row: Evidence, skp: Skp) -> Happening:
    at = row.uploaded_at.astimezone(_zone(skp))
    text = _("Bukti dukung «%(title)s»") % {"title": row.title}
    url = reverse("monitoring:evidence", args=[row.pk])
    return Happening(at, at, text, row.uploaded_by.full_name, "paperclip", "", row.note, url)


def _zone(skp: Skp) -> ZoneInfo:
    return ZoneInfo(skp.agency.time_zone)
