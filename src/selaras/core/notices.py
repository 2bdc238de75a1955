"""Sentences for people, shown in the application. They are written with the act they tell of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from selaras.core import clock
from selaras.core.errors import Text
from selaras.core.models import Notice


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for some people."""

    recipients: Sequence[UUID]
    kind: str
    text: Text
    url: str = ""


def tell(recipient_id: UUID | None, kind: str, text: Text, *, agency_id: UUID, url: str = "") -> None:
    """Leave a notice for one employee; without a recipient (a vacant post) nothing is written."""
    if recipient_id is not None:
        tell_many([recipient_id], kind, text, agency_id=agency_id, url=url)


def tell_many(recipients: Iterable[UUID], kind: str, text: Text, *, agency_id: UUID, url: str = "") -> None:
    """The same sentence for several people."""
    tell_each([Message(list(recipients), kind, text, url)], agency_id=agency_id)


def tell_each(messages: Iterable[Message], *, agency_id: UUID) -> None:
    """Several sentences to several people, written together."""
    moment = clock.now()
    Notice.objects.bulk_create(
        [
            Notice(
                agency_id=agency_id,
                recipient_id=person,
                kind=message.kind,
                text=str(message.text)[:400],
                url=message.url,
                created_at=moment,
            )
            for message in messages
            for person in dict.fromkeys(message.recipients)
        ],
        batch_size=500,
    )


def unread_of(recipient: OuterRef) -> Coalesce:
    """How many notices wait for a person, as a part of the question that fetches the person."""
    rows = Notice.objects.filter(recipient_id=recipient, read_at=None).order_by().values("recipient_id")
    return Coalesce(Subquery(rows.annotate(unread=Count("pk")).values("unread")), 0)


def notices_of(recipient_id: UUID, limit: int = 100) -> list[Notice]:
    """The newest notices of this person, unread ones first."""
    rows = Notice.objects.filter(recipient_id=recipient_id)
    return sorted(rows.order_by("-created_at")[:limit], key=lambda notice: notice.read_at is not None)


def mark_read(recipient_id: UUID) -> None:
    """The person has seen the list."""
    Notice.objects.filter(recipient_id=recipient_id, read_at=None).update(read_at=clock.now())
