"""Links of evidence are asked now and then whether they still answer; one that does not is marked, never deleted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.notices import Message, tell_each
from selaras.core.reaching import Answer, answer_of
from selaras.monitoring.events import LINKS_CHECKED
from selaras.monitoring.models import Evidence, EvidenceKind, LinkHealth
from selaras.monitoring.models.links import MARKED_FROM
from selaras.organisation.models import Agency

# A link that answers is left in peace for a month; one that does not is asked again the next day.
REST, AGAIN = timedelta(days=30), timedelta(hours=20)
PAUSE = 1.0
# From so many servers on, silence of all of them is our own line.
ENOUGH_TO_DOUBT = 3

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class LinksChecked:
    """How many addresses were asked, how many pieces of evidence are newly marked, or that our own line is down."""

    asked: int = 0
    marked: int = 0
    is_own_line_down: bool = False


def check_links(
    agency: Agency, *, most: int = 200, ask: Ask = answer_of, pause: float = PAUSE
) -> LinksChecked:
    """Ask the links of evidence that have not been asked for longest, each address once; tell whose link fell silent.

    Nothing is noted where no server at all answers: then it is not the links.
    """
    evidence = _due(agency, most)
    answers = _ask_each({row.url for row in evidence}, ask, pause)
    reached = [answer for answer in answers.values() if answer is not Answer.INSIDE]
    hosts = {urlsplit(url).hostname for url, answer in answers.items() if answer is not Answer.INSIDE}
    if len(hosts) >= ENOUGH_TO_DOUBT and all(answer is Answer.SILENT for answer in reached):
        return LinksChecked(len(answers), is_own_line_down=True)
    if not evidence:
        return LinksChecked()
    rows = [_noted(row, answers[row.url]) for row in evidence]
    marked = [row for row in rows if row.failures == MARKED_FROM and answers[row.evidence.url] in _BAD]
    with recording(LINKS_CHECKED, by=SYSTEM, about=agency, asked=len(answers), marked=len(marked)):
        LinkHealth.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["evidence"],
            update_fields=["checked_at", "failures", "silent_since", "answer"],
        )
        tell_each(map(_message, marked), agency_id=agency.pk)
    return LinksChecked(len(answers), len(marked))


_BAD = frozenset({Answer.GONE, Answer.SILENT})


def _due(agency: Agency, most: int) -> list[Evidence]:
    moment = clock.now()
    rested = Q(link_health__checked_at__lt=moment - REST)
    doubtful = Q(link_health__failures__gt=0, link_health__checked_at__lt=moment - AGAIN)
    rows = Evidence.objects.filter(agency=agency, kind=EvidenceKind.LINK)
    rows = rows.filter(Q(link_health=None) | rested | doubtful).select_related("link_health", "skp")
    return list(rows.order_by(F("link_health__checked_at").asc(nulls_first=True), "pk")[:most])


def _ask_each(urls: Iterable[str], ask: Ask, pause: float) -> Mapping[str, Answer]:
    """Each address once, with a rest between two questions to the same server."""
    answers: dict[str, Answer] = {}
    last = ""
    for url in sorted(urls, key=lambda url: (urlsplit(url).hostname or "", url)):
        host = urlsplit(url).hostname or ""
        if host == last and pause:
            time.sleep(pause)
        answers[url], last = ask(url), host
    return answers


def _noted(evidence: Evidence, answer: Answer) -> LinkHealth:
    row: LinkHealth = getattr(evidence, "link_health", None) or LinkHealth(
        agency_id=evidence.agency_id, evidence=evidence
    )
    row.evidence, row.checked_at, row.answer = evidence, clock.now(), answer
    if answer in _BAD:
        row.failures = min(row.failures + 1, 999)
        row.silent_since = row.silent_since or clock.now()
    else:
        row.failures, row.silent_since = 0, None
    return row


def _message(row: LinkHealth) -> Message:
    text = _(
        "Tautan bukti «%(title)s» tidak menjawab. Buktinya tetap tersimpan; periksa alamatnya, atau simpan "
        "berkasnya selagi masih ada."
    ) % {"title": row.evidence.title}
    url = reverse("monitoring:evidence", args=[row.evidence.pk])
    return Message([row.evidence.skp.employee_id], "link_silent", text, url)
