"""The talk of a plan: what was said and which targets were put forward, fetched together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce

from selaras.planning.models import ProposalStatus, Skp, SkpComment, TargetProposal

FIELDS = (
    "kind", "pk", "rhk_id", "iki_id", "about", "words", "status", "at", "author__title_before", "author__name",
    "author__title_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the talk: words about the plan, a result or an indicator; or a proposed target."""

    pk: UUID
    rhk_id: UUID | None
    iki_id: UUID | None
    about: str
    words: str
    status: str
    at: datetime
    author: str

    @property
    def status_label(self) -> str:
        """What became of a proposed target, in words."""
        return str(ProposalStatus(self.status).label) if self.status else ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The whole talk, the oldest first."""

    comments: list[Said]
    proposals: list[Said]

    @property
    def open_proposals(self) -> int:
        """How many proposed targets wait for an answer; one whose indicator is gone waits for nothing."""
        return sum(row.status == ProposalStatus.OPEN and row.iki_id is not None for row in self.proposals)


def talk_of(skp: Skp) -> Talk:
    """Comments and proposals of a plan; one query."""
    said = SkpComment.objects.filter(skp=skp).annotate(
        kind=Value("said", CharField()),
        about=Coalesce("iki__text", "rhk__text", Value(""), output_field=CharField()),
        words=Cast("text", CharField()),
        status=Value("", CharField()),
        at=F("written_at"),
    )
    put = (
        TargetProposal.objects.filter(skp=skp)
        .order_by()
        .annotate(
            kind=Value("put", CharField()), rhk_id=F("iki__rhk_id"), about=F("iki_text"), at=F("proposed_at")
        )
    )
    rows = sorted(said.values_list(*FIELDS).union(put.values_list(*FIELDS), all=True), key=_place)
    comments = [_said(row) for row in rows if row[0] == "said"]
    return Talk(comments, [_said(row) for row in rows if row[0] == "put"])


def _said(row: tuple[Any, ...]) -> Said:
    _kind, pk, rhk_id, iki_id, about, words, status, at, before, name, after = row
    return Said(pk, rhk_id, iki_id, about, words, status, at, _full_name(before, name, after))


def _place(row: tuple[Any, ...]) -> tuple[datetime, str]:
    return row[7], str(row[1])


def _full_name(before: str, name: str, after: str) -> str:
    front, back = f"{before} " if before else "", f", {after}" if after else ""
    return f"{front}{name}{back}"
