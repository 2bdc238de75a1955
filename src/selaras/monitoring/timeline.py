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
from django.utils.translation import ngettext

from selaras.authorization import Actor
from selaras.core.audit import stream_name
from selaras.core.models import AuditEvent
from selaras.monitoring.events import REALISATION_CHANGED, REALISATION_RECORDED
from selaras.monitoring.models import Arrival, Dialogue, DialogueKind, Evidence, Feedback, PlannedDialogue
from selaras.monitoring.progress import month_label
from selaras.monitoring.selectors import arrivals_of, dialogues_of, feedback_of
from selaras.monitoring.services.dialogue import is_other_side
from selaras.planning.models import Skp
from selaras_rules import date_label
from selaras_rules.achievement import NOT_MEASURED

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
class _Entry:
    """A realisation that was written, as the record of changes has it."""

    at: datetime
    who: str
    facts: dict[str, Any]

    @property
    def month(self) -> str:
        return month_label(self.facts["year"], self.facts["month"])

    @property
    def is_late(self) -> bool:
        return bool(self.facts.get("late"))


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A recorded talk and what the reader can still do with it."""

    talk: Dialogue
    is_warning: bool
    waits_for_reader: bool
    may_rework: bool


@dataclass(frozen=True, slots=True)
class YearPage:
    """Everything of one SKP for both sides."""

    skp: Skp
    is_own: bool
    feedback: list[Feedback]
    talks: list[TalkLine]
    plans: list[PlannedDialogue]
    months: list[tuple[str, list[Happening]]] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        """How much feedback waits for an answer."""
        return sum(1 for row in self.feedback if row.replied_at is None)


def year_page(skp: Skp, *, by: Actor) -> YearPage:
    """The line of time and what is on it. Five queries, whatever the number of rows."""
    feedback, dialogues = feedback_of(skp), dialogues_of(skp)
    kept = Evidence.objects.filter(skp=skp).select_related("uploaded_by")
    # The SKP at hand, so that nothing is asked again.
    for given in feedback:
        given.skp = skp
    for talk in dialogues:
        talk.skp = skp
    arrivals = arrivals_of(skp)
    happenings = [
        *_work(skp),
        *(_of_arrival(row, skp) for row in arrivals.values() if row.about_type == "Realisation"),
        *(_of_feedback(row, arrivals.get(row.pk)) for row in feedback),
        *(_of_dialogue(row) for row in dialogues),
        *(_of_evidence(row, skp, arrivals.get(row.pk)) for row in kept.order_by("uploaded_at")),
    ]
    talks = [_talk_line(row, by) for row in dialogues]
    plans = list(PlannedDialogue.objects.filter(skp=skp, dialogue=None).order_by("planned_on"))
    return YearPage(skp, by.employee_id == skp.employee_id, feedback, talks, plans, _by_month(happenings))


def _talk_line(row: Dialogue, by: Actor) -> TalkLine:
    is_warning = row.kind == DialogueKind.EARLY_WARNING
    is_disputed = row.agrees is False and row.reworked_at is None and not is_warning
    return TalkLine(
        talk=row,
        is_warning=is_warning,
        waits_for_reader=row.confirmed_at is None and is_other_side(row, by),
        may_rework=is_disputed and row.written_by_id == by.employee_id,
    )


def _by_month(happenings: list[Happening]) -> list[tuple[str, list[Happening]]]:
    months: dict[str, list[Happening]] = {}
    for happening in sorted(happenings, key=lambda one: one.sort_key, reverse=True):
        months.setdefault(month_label(happening.sort_key.year, happening.sort_key.month), []).append(
            happening
        )
    return list(months.items())


def _work(skp: Skp) -> Iterator[Happening]:
    """Realisations as they were written and changed, from the record of changes: old values stay readable.

    What one person entered for the first time on one day is one point; each later change is a point of its own.
    """
    years = (skp.year, skp.year + 1)
    rows = AuditEvent.objects.filter(
        stream__in=[stream_name(skp.agency_id, skp.employee_id, year) for year in years],
        kind__in=[REALISATION_RECORDED.code, REALISATION_CHANGED.code],
    )
    first_entries: dict[tuple[date, str], list[_Entry]] = {}
    for event in rows.order_by("-at")[:MOST_CHANGES]:
        facts = json.loads(event.body)["detail"]
        entry = _Entry(event.at.astimezone(_zone(skp)), event.actor_name, facts)
        if facts.get("skp") != str(skp.pk):
            continue
        if event.kind == REALISATION_CHANGED.code or entry.is_late:
            yield _changed(entry)
        else:
            first_entries.setdefault((entry.at.date(), entry.who), []).append(entry)
    yield from map(_entered, first_entries.values())


def _changed(entry: _Entry) -> Happening:
    text = _("Realisasi %(month)s diubah dari %(old)s menjadi %(new)s") % {
        "month": entry.month,
        "old": entry.facts.get("old", NOT_MEASURED),
        "new": entry.facts["new"],
    }
    late = _("Diubah setelah evaluasi.") if entry.is_late else ""
    note = f"{entry.facts['indicator']}. {late}".strip()
    return Happening(entry.at, entry.at, text, entry.who, "pen-line", "warn" if late else "accent", note)


def _entered(entries: list[_Entry]) -> Happening:
    newest, number = entries[0], len(entries)
    text = ngettext("%(number)d realisasi dicatat", "%(number)d realisasi dicatat", number) % {
        "number": number
    }
    note = " · ".join(
        f"{entry.facts['indicator']}, {entry.month}: {entry.facts['new'][:120]}" for entry in entries
    )
    return Happening(newest.at, newest.at, text, newest.who, "chart-column", "accent", note)


def _told(arrival: Arrival | None) -> str:
    """When and where it was written first; empty for what was entered at the desk."""
    if arrival is None:
        return ""
    text = _("Ditulis %(day)s %(way)s.") % {
        "day": date_label(arrival.written_on),
        "way": arrival.get_way_display(),
    }
    return f"{text} {arrival.reason}".strip()


def _of_arrival(row: Arrival, skp: Skp) -> Happening:
    at = row.arrived_at.astimezone(_zone(skp))
    return Happening(at, at, _("Realisasi diterima kemudian"), "", "send", "", _told(row))


def _of_feedback(row: Feedback, arrival: Arrival | None) -> Happening:
    at = row.given_at.astimezone(_zone(row.skp))
    answered = _("Sudah ditanggapi") if row.replied_at else _("Belum ditanggapi")
    note = f"{answered}. {_told(arrival)}" if arrival else answered
    url = f"#umpan-balik-{row.pk}"
    return Happening(
        at, at, _("Umpan balik"), row.author.full_name, "message-square-quote", "info", note, url
    )


def _of_dialogue(row: Dialogue) -> Happening:
    warning = row.kind == DialogueKind.EARLY_WARNING
    note = _("Dikonfirmasi kedua pihak") if row.confirmed_at else _("Menunggu konfirmasi pihak lain")
    if row.agrees is False:
        note = _("Pandangan berbeda, keduanya tersimpan")
    moment = datetime.combine(row.held_on, time(23), _zone(row.skp))
    icon, tone = ("hand-helping", "warn") if warning else ("messages-square", "good")
    label, who = str(row.get_kind_display()), row.written_by.full_name
    return Happening(moment, row.held_on, label, who, icon, tone, note, f"#dialog-{row.pk}")


def _of_evidence(row: Evidence, skp: Skp, arrival: Arrival | None) -> Happening:
    at = row.uploaded_at.astimezone(_zone(skp))
    text = _("Bukti dukung «%(title)s»") % {"title": row.title}
    url = reverse("monitoring:evidence", args=[row.pk])
    return Happening(
        at, at, text, row.uploaded_by.full_name, "paperclip", "", f"{row.note} {_told(arrival)}".strip(), url
    )


def _zone(skp: Skp) -> ZoneInfo:
    return ZoneInfo(skp.agency.time_zone)
