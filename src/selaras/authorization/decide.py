"""Three verbs: `decide` answers with a reason, `require` raises, `visible` narrows a query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from selaras.authorization.actor import Actor
from selaras.authorization.permissions import Permission
from selaras.authorization.relations import NOBODY, SELF, Protected, Relation
from selaras.authorization.table import ALLOWED, FORBIDDEN
from selaras.core.errors import NotAllowed, NotFound, Text

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the sentence that button and refusal both show."""

    allowed: bool
    reason: Text = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


def decide(actor: Actor, permission: Permission, subject: Protected) -> Decision:
    """Whether the actor may do this to that."""
    if subject.agency_id != actor.agency_id:
        return Decision(False, _("Data ini milik instansi lain."))
    for relation in FORBIDDEN.get(permission, ()):
        if relation.holds(actor, subject):
            return Decision(False, _refusal(relation))
    if any(relation.holds(actor, subject) for relation in ALLOWED[permission]):
        return YES
    return Decision(
        False, format_lazy(_("Hanya {people} yang berwenang."), people=_people(ALLOWED[permission]))
    )


def _refusal(relation: Relation) -> Text:
    if relation is SELF:
        return _("Tidak seorang pun memutuskan hal tentang dirinya sendiri.")
    return format_lazy(_("Langkah ini bukan untuk {people}."), people=relation.label)


def require(actor: Actor, permission: Permission, subject: Protected) -> None:
    """Raises `NotAllowed` with the reason; `NotFound` across agencies, so that not even existence leaks."""
    if subject.agency_id != actor.agency_id:
        raise NotFound()
    decision = decide(actor, permission, subject)
    if not decision:
        raise NotAllowed(decision.reason)


def person_of(actor: Actor) -> UUID:
    """The person at the screen, for what is written down with a name. Raises `NotAllowed` for a login without one."""
    if actor.employee_id is None:
        raise NotAllowed(_("Langkah ini hanya untuk pegawai."))
    return actor.employee_id


def visible(actor: Actor, permission: Permission, rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows of a query on which `decide` would say yes."""
    paths = rows.model.AUTHORIZATION  # type: ignore[attr-defined]
    allowed = _any_of(ALLOWED[permission], actor, paths)
    rows = rows.filter(agency_id=actor.agency_id).filter(allowed)
    for relation in FORBIDDEN.get(permission, ()):
        query = relation.query(actor, paths)
        if query != NOBODY:
            rows = rows.exclude(query)
    return rows


def _any_of(relations: Iterable[Relation], actor: Actor, paths: Any) -> Q:
    found = NOBODY
    for relation in relations:
        query = relation.query(actor, paths)
        if query == Q():
            return Q()
        found = query if found == NOBODY else found if query == NOBODY else found | query
    return found


def _people(relations: Iterable[Relation]) -> Text:
    from django.utils.translation import pgettext_lazy

    labels = [relation.label for relation in relations]
    joined = labels[0]
    for label in labels[1:]:
        joined = format_lazy(pgettext_lazy("daftar", "{left} atau {right}"), left=joined, right=label)
    return joined
