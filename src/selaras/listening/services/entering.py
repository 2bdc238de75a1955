"""Inputs that no list brings: notes of a forum, typed in; comments of a survey that has ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible, Text
from selaras.core.public_words import kept_text
from selaras.listening.events import FORUM_NOTED, REMARKS_TAKEN
from selaras.listening.models import InputKind, Origin, PublicInput
from selaras.organisation.models import Unit
from selaras.surveys.models import Survey, SurveyStatus
from selaras.surveys.results import REMARKS_FROM
from selaras.surveys.selectors import remarks_delivered, remarks_typed
from selaras.surveys.tally import respondents

# Before the reference of a comment that came in a file.
DELIVERED = "berkas-"
MOST_NOTES, LONGEST_NOTE, LONGEST_NAME = 100, 1000, 60


@dataclass(frozen=True, slots=True)
class ForumNotes:
    """What people said at a forum: one note for each thing said."""

    unit: Unit
    held_on: date
    forum: str
    kind: str
    notes: Sequence[str]


def note_forum(told: ForumNotes, *, by: Actor, on: date) -> list[PublicInput]:
    """Write down the notes of a forum. Raises `InvalidInput` with a sentence for each field."""
    require(by, Permission.SORT_PUBLIC_INPUT, PublicInput(agency_id=by.agency_id, unit=told.unit))
    notes = [text for text in map(kept_text, told.notes) if text]
    forum = " ".join(told.forum.split())
    _check(told, forum, notes, on)
    rows = [
        PublicInput(
            agency_id=by.agency_id, origin=Origin.FORUM, unit=told.unit, received_on=told.held_on, kind=told.kind,
            channel=forum, text=text,
        )
        for text in notes
    ]  # fmt: skip
    with recording(
        FORUM_NOTED, by=by, about=rows[0], count=len(rows), forum=forum, unit=told.unit.name
    ):  # fmt: skip
        PublicInput.objects.bulk_create(rows)
    return rows


def _check(told: ForumNotes, forum: str, notes: Sequence[str], on: date) -> None:
    problems: dict[str, Text] = {}
    if not forum:
        problems["forum"] = _("Tulis nama forumnya, misalnya «Forum konsultasi publik».")
    elif len(forum) > LONGEST_NAME:
        problems["forum"] = _("Nama forum paling panjang %(limit)d huruf. Ringkaslah.") % {
            "limit": LONGEST_NAME
        }
    if told.held_on > on:
        problems["held_on"] = _("Forum ini belum berlangsung. Periksa tanggalnya.")
    if not notes:
        problems["notes"] = _("Tulis sekurangnya satu catatan.")
    elif len(notes) > MOST_NOTES:
        problems["notes"] = _("Paling banyak %(limit)d catatan sekali simpan. Bagi menjadi dua.") % {
            "limit": MOST_NOTES
        }
    elif max(map(len, notes)) > LONGEST_NOTE:
        problems["notes"] = _("Satu catatan paling panjang %(limit)d huruf; satu baris satu catatan.") % {
            "limit": LONGEST_NOTE
        }
    if told.kind not in InputKind.values:
        problems["kind"] = _("Pilih dari daftar.")
    if problems:
        raise InvalidInput(fields=problems)


def take_remarks(survey: Survey, *, by: Actor, on: date) -> int:
    """Take the comments of a survey that has ended, once, to be sorted; returns how many.

    They keep what they promise: no time but the last day of the period, and the order in which they were shuffled.
    Raises `StepNotPossible` before the end, below the number from which comments may be read, and the second time.
    """
    require(by, Permission.SORT_PUBLIC_INPUT, PublicInput(agency_id=by.agency_id, unit=survey.unit))
    if survey.status_on(on) is not SurveyStatus.ENDED or respondents(survey.tally.sums) < REMARKS_FROM:
        raise StepNotPossible(
            _("Komentar dapat diambil sesudah survei selesai dan cukup banyak yang menjawab.")
        )
    if PublicInput.objects.filter(survey=survey).exists():
        raise StepNotPossible(_("Komentar survei ini sudah diambil."))
    told = {str(place): text for place, text in enumerate(map(kept_text, remarks_typed(survey)), start=1)}
    rows = remark_rows(survey, {**told, **delivered_under(remarks_delivered(survey))})
    with recording(REMARKS_TAKEN, by=by, about=survey, count=len(rows), service=survey.service):
        PublicInput.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def delivered_under(remarks: Iterable[str]) -> dict[str, str]:
    """Comments of files under a name that a later file gives them again; nothing tells whose they are."""
    found: dict[str, str] = {}
    for text in map(kept_text, remarks):
        digest, number = hashlib.sha256(text.encode()).hexdigest()[:32], 1
        while f"{DELIVERED}{digest}-{number}" in found:
            number += 1
        found[f"{DELIVERED}{digest}-{number}"] = text
    return found


def remark_rows(survey: Survey, told: Mapping[str, str]) -> list[PublicInput]:
    """Comments of a survey as inputs that wait, by their references; without those of which nothing is left."""
    return [
        PublicInput(
            agency_id=survey.agency_id, origin=Origin.SURVEY, unit=survey.unit, received_on=survey.closes_on,
            kind=InputKind.SUGGESTION, channel=survey.service[:60], text=text, survey=survey, reference=reference,
        )
        for reference, text in told.items()
        if text
    ]  # fmt: skip
