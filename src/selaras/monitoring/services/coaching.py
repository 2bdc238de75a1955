"""Coaching: begun with cause and help, carried by sessions, answered on form B.1.8, closed with an outcome (P-13)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible, Text
from selaras.core.notices import tell
from selaras.monitoring.coaching_words import ALL_STATEMENTS
from selaras.monitoring.events import (
    COACHING_BEGUN,
    COACHING_CLOSED,
    COMPETENCES_NOTED,
    SESSION_HELD,
    SESSION_REPLIED,
)
from selaras.monitoring.models import (
    Coaching,
    CoachingSession,
    CoachingStep,
    CompetenceNote,
    Dialogue,
    Medium,
    SessionKind,
    SessionReply,
)
from selaras.planning.models import Skp

MOST_STEPS, MOST_COMPETENCES = 7, 7


@dataclass(frozen=True, slots=True)
class NewCoaching:
    """Cause and help come before any step; each step has its day."""

    goal: str
    cause: str
    help: str
    starts_on: date
    ends_on: date
    steps: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class NewSession:
    """One talk, and which steps were found done in it."""

    kind: str
    medium: str
    held_on: date
    notes: str
    done: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Competence:
    """One line of form B.1.9."""

    name: str
    score: int
    reason: str


def begin_coaching(
    skp: Skp, *, by: Actor, on: date, new: NewCoaching, warning: Dialogue | None = None
) -> Coaching:
    """Agree on a coaching. Raises `InvalidInput` for missing words and for days outside its time."""
    require(by, Permission.LEAD_COACHING, skp)
    _check_plan(new, on)
    if warning is not None and warning.skp_id != skp.pk:
        raise InvalidInput(_("Peringatan dini itu bukan tentang SKP ini."))
    coaching = Coaching(
        agency_id=skp.agency_id, skp=skp, warning=warning, goal=new.goal, cause=new.cause, help=new.help,
        starts_on=new.starts_on, ends_on=new.ends_on, begun_by_id=person_of(by), begun_at=clock.now(),
    )  # fmt: skip
    with recording(COACHING_BEGUN, by=by, about=coaching, skp=skp.pk, steps=len(new.steps)):
        coaching.save()
        CoachingStep.objects.bulk_create(
            CoachingStep(agency_id=skp.agency_id, coaching=coaching, order=order, text=text, due_on=due)
            for order, (text, due) in enumerate(new.steps, start=1)
        )
        text = _(
            "%(name)s menyusun bimbingan bersama Anda. Hanya Anda berdua dan atasannya yang dapat membacanya."
        )
        _tell(skp.employee_id, text % {"name": by.name}, skp)
    return coaching


def hold_session(coaching: Coaching, *, by: Actor, on: date, new: NewSession) -> CoachingSession:
    """Write down a session. Raises `StepNotPossible` after the end, `InvalidInput` for days to come or no words."""
    require(by, Permission.LEAD_COACHING, coaching)
    _require_open(coaching)
    _check_session(coaching, new, on)
    session = CoachingSession(
        agency_id=coaching.agency_id, coaching=coaching, kind=new.kind, medium=new.medium, held_on=new.held_on,
        notes=new.notes, written_by_id=person_of(by), written_at=clock.now(),
    )  # fmt: skip
    with recording(SESSION_HELD, by=by, about=session, held_on=new.held_on, session_kind=new.kind):
        session.save()
        coaching.steps.filter(pk__in=new.done, done_on=None).update(done_on=new.held_on)
        text = _("%(name)s mencatat satu sesi bimbingan. Ceritakan pendapat Anda pada formulir B.1.8.")
        _tell(coaching.skp.employee_id, text % {"name": by.name}, coaching.skp)
    return session


def reply_to_session(
    session: CoachingSession, *, by: Actor, on: date, answers: Sequence[bool], words: str = ""
) -> SessionReply:
    """Fill in form B.1.8: it goes to the superior of the coach. Raises `StepNotPossible` when it was signed."""
    require(by, Permission.REPLY_TO_COACHING, session)
    if len(answers) != len(ALL_STATEMENTS):
        raise InvalidInput(_("Jawab kesembilan pernyataan."))
    skp = session.coaching.skp
    reply = SessionReply(
        agency_id=session.agency_id, session=session, answers=list(answers), words=words, signed_by_id=person_of(by),
        signed_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic(), recording(SESSION_REPLIED, by=by, about=reply, held_on=session.held_on):
            reply.save(force_insert=True)
            text = _("%(name)s menyerahkan formulir B.1.8 tentang satu sesi bimbingan kepada Anda.")
            _tell(skp.atasan_pejabat_penilai_id, text % {"name": by.name}, skp)
    except IntegrityError as error:
        raise StepNotPossible(_("Formulir B.1.8 untuk sesi ini sudah diserahkan.")) from error
    return reply


def note_competences(
    session: CoachingSession, *, by: Actor, on: date, lines: Sequence[Competence]
) -> list[CompetenceNote]:
    """Fill in form B.1.9: each competence from 1 to 5 with its reason. Raises `StepNotPossible` when it was filled."""
    require(by, Permission.LEAD_COACHING, session)
    _check_competences(lines)
    moment = clock.now()
    rows = [
        CompetenceNote(
            agency_id=session.agency_id, session=session, order=order, competence=line.name, score=line.score,
            reason=line.reason, written_by_id=person_of(by), written_at=moment,
        )
        for order, line in enumerate(lines, start=1)
    ]  # fmt: skip
    try:
        with transaction.atomic(), recording(COMPETENCES_NOTED, by=by, about=session, count=len(rows)):
            CompetenceNote.objects.bulk_create(rows)
            text = _("%(name)s mengisi formulir B.1.9 setelah sesi bimbingan dengan Anda.")
            _tell(session.coaching.skp.employee_id, text % {"name": by.name}, session.coaching.skp)
    except IntegrityError as error:
        raise StepNotPossible(_("Formulir B.1.9 untuk sesi ini sudah diisi.")) from error
    return rows


def close_coaching(
    coaching: Coaching, *, by: Actor, on: date, outcome: str, done: Collection[UUID] = ()
) -> Coaching:
    """Close with what came of it. Raises `InvalidInput` without words, `StepNotPossible` when it is closed."""
    require(by, Permission.LEAD_COACHING, coaching)
    if not outcome:
        raise _refused("outcome", _("Tulis apa yang dicapai, dan apa yang masih perlu ditolong."))
    with recording(COACHING_CLOSED, by=by, about=coaching):
        changes = {"outcome": outcome, "closed_by_id": person_of(by), "closed_at": clock.now()}
        if Coaching.objects.filter(pk=coaching.pk, closed_at=None).update(**changes) == 0:
            raise StepNotPossible(_("Bimbingan ini sudah selesai."))
        coaching.steps.filter(pk__in=done, done_on=None).update(done_on=on)
        text = _("%(name)s menutup bimbingan dan menuliskan hasilnya.") % {"name": by.name}
        _tell(coaching.skp.employee_id, text, coaching.skp)
    coaching.refresh_from_db()
    return coaching


def _check_plan(new: NewCoaching, on: date) -> None:
    fields: dict[str, Text] = {}
    for name, text in (
        ("goal", _("Tulis apa yang ingin dicapai bersama.")),
        ("cause", _("Tulis penyebab yang Anda bicarakan bersama.")),
        ("help", _("Tulis apa yang akan membantu, dan dari siapa.")),
    ):
        if not getattr(new, name):
            fields[name] = text
    if new.ends_on < new.starts_on or new.ends_on < on:
        fields["ends_on"] = _("Pilih hari setelah mulainya, dan tidak sebelum hari ini.")
    if not 1 <= len(new.steps) <= MOST_STEPS:
        fields["step_1"] = _("Sepakati paling sedikit satu langkah.")
    elif any(not new.starts_on <= due <= new.ends_on for _text, due in new.steps):
        fields["step_1"] = _("Tanggal tiap langkah harus berada di antara mulai dan selesainya bimbingan.")
    if fields:
        raise InvalidInput(fields=fields)


def _check_session(coaching: Coaching, new: NewSession, on: date) -> None:
    fields: dict[str, Text] = {}
    if new.kind not in SessionKind.values:
        fields["kind"] = _("Pilih jenis sesi.")
    if new.medium not in Medium.values:
        fields["medium"] = _("Pilih cara berdialog.")
    if not coaching.starts_on <= new.held_on <= on:
        fields["held_on"] = _("Tanggal sesi harus antara mulainya bimbingan dan hari ini.")
    if not new.notes:
        fields["notes"] = _("Tulis ringkasan pembicaraan.")
    if fields:
        raise InvalidInput(fields=fields)


def _check_competences(lines: Sequence[Competence]) -> None:
    if not 1 <= len(lines) <= MOST_COMPETENCES:
        raise _refused("competence_1", _("Isi paling sedikit satu kompetensi."))
    for number, line in enumerate(lines, start=1):
        if not line.name or not 1 <= line.score <= 5 or not line.reason:
            raise _refused(f"competence_{number}", _("Isi nama kompetensi, nilai 1 sampai 5, dan alasannya."))


def _require_open(coaching: Coaching) -> None:
    if coaching.closed_at is not None:
        raise StepNotPossible(
            _("Bimbingan ini sudah selesai."),
            remedy=_("Susun bimbingan baru bila masih ada yang perlu ditolong."),
        )


def _refused(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: text})


def _tell(recipient: UUID | None, text: str, skp: Skp) -> None:
    tell(
        recipient,
        "coaching",
        text,
        agency_id=skp.agency_id,
        url=reverse("monitoring:coaching", args=[skp.pk]),
    )
