"""How a step of a case is taken: state, row of the file and audit event together, and the next person is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock, notices
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, Text
from selaras.core.workflow import advance
from selaras.discipline import events
from selaras.discipline.models import CaseStep, DisciplineCase
from selaras.discipline.workflow import CASE


@dataclass(frozen=True, slots=True)
class NewStep:
    """What a step says: the day it counts from, where somebody has to come, words, the number of the paper."""

    day: date
    meets_at: datetime | None = None
    place: str = ""
    due_on: date | None = None
    number: str = ""
    words: str = ""
    statement: str = ""
    is_signed: bool = True


def take_step(
    case: DisciplineCase,
    name: str,
    *,
    by: Actor,
    new: NewStep,
    tell: Iterable[UUID | None] = (),
    **changes: Any,
) -> DisciplineCase:
    """Take a step of the table and write its row. Raises `StepNotPossible`, `ChangedMeanwhile`, `NotAllowed`."""
    transition = CASE.transition(name)
    require(by, Permission(transition.permission), case)
    moment = clock.now()
    with recording(events.CASE_STEP_TAKEN, by=by, about=case) as record:
        record.note(file=case.number, new=str(transition.label))
        advance(CASE, case, name, changed_at=moment, **changes)
        write_row(case, name, by=by, new=new, moment=moment)
        tell_of_file(case, tell)
    return case


def write_row(case: DisciplineCase, name: str, *, by: Actor, new: NewStep, moment: datetime) -> CaseStep:
    """The row of a step; call inside a recording. Raises `ChangedMeanwhile` when somebody wrote one at once."""
    row = CaseStep(
        agency_id=case.agency_id, case=case, name=name, order=case.steps.count() + 1, day=new.day,
        meets_at=new.meets_at, place=new.place, due_on=new.due_on, number=new.number, words=new.words,
        statement=new.statement, is_signed=new.is_signed, taken_by_id=person_of(by), taken_at=moment,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def tell_of_file(case: DisciplineCase, people: Iterable[UUID | None]) -> None:
    """A notice that says nothing: it may be seen over somebody's shoulder."""
    text = _("Ada berkas rahasia yang menunggu Anda baca.")
    recipients = [key for key in people if key is not None]
    notices.tell_many(
        recipients, "case", text, agency_id=case.agency_id, url=reverse("cases:case", args=[case.pk])
    )


def require_words(**words: str) -> None:
    """Raises `InvalidInput` naming each field without words."""
    missing: dict[str, Text] = {
        name: _("Tulis bagian ini; yang bersangkutan dan pemutus upaya administratif membacanya.")
        for name, text in words.items()
        if not text.strip()
    }
    if missing:
        raise InvalidInput(fields=missing)


def require_day(field: str, day: date, *, first: date | None, last: date, told: Text) -> None:
    """Raises `InvalidInput` for a day outside a span."""
    if day > last or (first is not None and day < first):
        raise InvalidInput(fields={field: told})
