"""The page of a coaching as ready-made objects; what stands on form B.1.8 is not for the coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.rows import row_of
from selaras.monitoring.coaching_words import STATEMENTS
from selaras.monitoring.models import (
    Coaching,
    CoachingSession,
    CompetenceNote,
    Dialogue,
    DialogueKind,
    SessionReply,
)
from selaras.planning.models import Skp


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session and what its reader may do with it."""

    session: CoachingSession
    reply: SessionReply | None
    competences: Sequence[CompetenceNote]
    may_read_reply: bool
    may_reply: bool
    may_note: bool


@dataclass(frozen=True, slots=True)
class CoachingBlock:
    """One coaching with its sessions."""

    coaching: Coaching
    sessions: Sequence[SessionLine]

    @property
    def done_count(self) -> int:
        """How many of the agreed steps were taken."""
        return sum(1 for step in self.coaching.steps.all() if step.done_on is not None)


@dataclass(frozen=True, slots=True)
class CoachingPage:
    """All coachings of an SKP, the newest first."""

    blocks: Sequence[CoachingBlock]
    may_lead: bool


def coaching_page(skp: Skp, *, by: Actor) -> CoachingPage:
    """Everything of the coachings. Five queries, whatever their number."""
    may_lead = bool(decide(by, Permission.LEAD_COACHING, skp))
    may_reply = bool(decide(by, Permission.REPLY_TO_COACHING, skp))
    may_read = bool(decide(by, Permission.READ_COACHING_REPLY, skp))
    sessions = CoachingSession.objects.select_related("written_by", "reply").prefetch_related("competences")
    rows = Coaching.objects.filter(skp=skp).select_related("begun_by", "closed_by")
    rows = rows.prefetch_related("steps", Prefetch("sessions", sessions.order_by("held_on", "written_at")))
    blocks = []
    for coaching in rows.order_by("-begun_at"):
        lines = [_line(session, may_lead, may_reply, may_read) for session in coaching.sessions.all()]
        blocks.append(CoachingBlock(coaching, lines))
    return CoachingPage(blocks, may_lead)


def _line(session: CoachingSession, may_lead: bool, may_reply: bool, may_read: bool) -> SessionLine:
    reply: SessionReply | None = getattr(session, "reply", None)
    competences = list(session.competences.all())
    return SessionLine(
        session, reply, competences, may_read_reply=may_read and reply is not None,
        may_reply=may_reply and reply is None, may_note=may_lead and not competences,
    )  # fmt: skip


def coaching_seen_by(by: Actor, pk: UUID, permission: Permission) -> Coaching:
    """One coaching. Raises `NotFound`: for those outside it does not exist."""
    rows = Coaching.objects.filter(pk=pk).select_related("skp__employee__position", "skp__pejabat_penilai")
    return row_of(visible(by, permission, rows))


def session_seen_by(by: Actor, pk: UUID, permission: Permission) -> CoachingSession:
    """One session with the people of its forms. Raises `NotFound`."""
    people = ("employee__position", "employee__unit", "pejabat_penilai__position", "pejabat_penilai__unit")
    rows = CoachingSession.objects.filter(pk=pk).select_related(
        "coaching__skp__agency", "coaching__skp__opd", *(f"coaching__skp__{path}" for path in people), "reply"
    )
    return row_of(visible(by, permission, rows))


def warning_of(skp: Skp, pk: UUID | None) -> Dialogue | None:
    """The early warning a coaching begins with, if it is one of this SKP. One query, none without a key."""
    if pk is None:
        return None
    return Dialogue.objects.filter(pk=pk, skp=skp, kind=DialogueKind.EARLY_WARNING).first()


def answered(reply: SessionReply) -> list[tuple[str, list[tuple[int, str, bool]]]]:
    """The nine statements by subject, numbered as on the form, with their answers."""
    answers = iter(reply.answers)
    numbers = iter(range(1, 10))
    return [
        (subject, [(next(numbers), text, bool(next(answers))) for text in texts])
        for subject, texts in STATEMENTS.items()
    ]
