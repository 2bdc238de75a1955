"""Everything people wrote about a period, fetched together: feedback, talks, and the lines of the evaluation itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, TextField, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from selaras.core import clock
from selaras.core.counting import Kept, question_for
from selaras.core.errors import Text
from selaras.evaluation.models import EvaluatedBehaviour, EvaluatedRhk, Evaluation
from selaras.monitoring.models import Dialogue, DialogueKind, Feedback, Voice


@dataclass(frozen=True, slots=True)
class Note:
    """One feedback: what was seen, its effect, a suggestion, the answer."""

    id: UUID
    rhk_id: str
    code: str
    seen: str
    effect: str
    suggestion: str
    reply: str
    author: str
    given_on: date
    # From where it was seen: leader, peer, subordinate, service user.
    voice: str = ""

    @property
    def source(self) -> Text:
        """The voice in words."""
        return Voice(self.voice).label if self.voice else ""

    @property
    def text(self) -> str:
        """The three parts as one paragraph."""
        return " ".join(part for part in (self.seen, self.effect, self.suggestion) if part)


@dataclass(frozen=True, slots=True)
class Talk:
    """One recorded talk."""

    id: UUID
    kind: str
    summary: str
    held_on: date
    written_on: date
    is_confirmed: bool

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(DialogueKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Line:
    """What the pejabat penilai wrote about one RHK or one value of behaviour."""

    rating: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Written:
    """All of it, for one evaluation."""

    notes: tuple[Note, ...]
    talks: tuple[Talk, ...]
    rhk: dict[str, Line]
    behaviour: dict[str, Line]


Row = tuple[Any, ...]
COLUMNS = (
    "what",
    "id",
    "rhk_key",
    "code",
    "first",
    "second",
    "third",
    "fourth",
    "voice",
    "who",
    "moment",
    "day",
)


# One for each agency; nobody's keys stand where those of an evaluation are put in.
_WRITTEN = Kept()
_SKP, _EVALUATION = UUID(int=0xFFF0), UUID(int=0xFFF1)


def written_about(evaluation: Evaluation) -> Written:
    """Feedback and talks of the SKP, and the lines of this evaluation. One query."""
    skp = evaluation.skp
    question = _WRITTEN.question(evaluation.agency_id, lambda: question_for(_about_some_evaluation()))
    rows: list[Row] = question.asked_about({_SKP: skp.pk, _EVALUATION: evaluation.pk}).rows()
    notes = [_note(row, skp.agency) for row in rows if row[0] == "note"]
    talks = [_talk(row, skp.agency) for row in rows if row[0] == "talk"]
    return Written(
        notes=tuple(sorted(notes, key=lambda note: (note.given_on, note.id), reverse=True)),
        talks=tuple(sorted(talks, key=lambda talk: (talk.held_on, talk.id), reverse=True)),
        rhk={str(row[2]): Line(row[4], row[5]) for row in rows if row[0] == "rhk"},
        behaviour={row[3]: Line("", row[5]) for row in rows if row[0] == "value"},
    )


def _about_some_evaluation() -> QuerySet[Any]:
    return _notes(Feedback.objects.filter(skp=_SKP)).union(
        _talks(Dialogue.objects.filter(skp=_SKP)),
        _lines(EvaluatedRhk.objects.filter(evaluation=_EVALUATION), "rhk"),
        _lines(EvaluatedBehaviour.objects.filter(evaluation=_EVALUATION), "value"),
        all=True,
    )


def _notes(rows: QuerySet[Any]) -> QuerySet[Any]:
    author = Coalesce(F("author__name"), Value(""))
    return _columns(
        rows, "note", rhk_key=F("rhk_id"), code=F("behaviour_code"), first=F("seen"), second=F("effect"),
        third=F("suggestion"), fourth=F("reply"), voice=F("voice"), who=author, moment=F("given_at"), day=_no_day(),
    )  # fmt: skip


def _talks(rows: QuerySet[Any]) -> QuerySet[Any]:
    confirmed = Coalesce(Cast("confirmed_at", CharField()), Value(""))
    return _columns(
        rows, "talk", rhk_key=_no_key(), code=F("kind"), first=F("summary"), second=confirmed, third=Value(""),
        fourth=Value(""), voice=Value(""), who=Value(""), moment=F("written_at"), day=F("held_on"),
    )  # fmt: skip


def _lines(rows: QuerySet[Any], what: str) -> QuerySet[Any]:
    is_rhk = what == "rhk"
    return _columns(
        rows, what, rhk_key=F("rhk_id") if is_rhk else _no_key(), code=Value("") if is_rhk else F("value_code"),
        first=F("rating") if is_rhk else Value(""), second=F("feedback"), third=Value(""), fourth=Value(""),
        voice=Value(""), who=Value(""), moment=Cast(Value(None), DateTimeField()), day=_no_day(),
    )  # fmt: skip


def _columns(rows: QuerySet[Any], what: str, **columns: Combinable) -> QuerySet[Any]:
    """The same columns with the same types for every table; the first table names the types."""
    texts = {"code", "first", "second", "third", "fourth", "voice", "who"}
    typed = {name: Cast(value, TextField()) if name in texts else value for name, value in columns.items()}
    keyed = {f"{name}_": value for name, value in typed.items()}
    named = ("what", "id", *(f"{name}_" for name in COLUMNS[2:]))
    return rows.order_by().annotate(what=Value(what, TextField()), **keyed).values_list(*named)


def _no_key() -> Cast:
    return Cast(Value(None), UUIDField())


def _no_day() -> Cast:
    return Cast(Value(None), DateField())


def _note(row: Row, place: clock.HasZone) -> Note:
    _what, key, rhk, code, seen, effect, suggestion, reply, voice, who, moment, _day = row
    return Note(
        key,
        str(rhk) if rhk else "",
        code,
        seen,
        effect,
        suggestion,
        reply,
        who,
        _local_day(moment, place),
        voice,
    )


def _talk(row: Row, place: clock.HasZone) -> Talk:
    _what, key, _rhk, kind, summary, confirmed, _third, _fourth, _voice, _who, moment, day = row
    return Talk(key, kind, summary, day, _local_day(moment, place), bool(confirmed))


def _local_day(moment: datetime, place: clock.HasZone) -> date:
    return clock.local(moment, place).date()
