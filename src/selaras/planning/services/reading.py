"""A plan is opened before it is agreed: what was read is kept, and several are agreed together only when read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide, require
from selaras.core import clock
from selaras.core.errors import SelarasError, StepNotPossible, Text
from selaras.planning.models import Skp, SkpReading, SkpVersion
from selaras.planning.services.agreement import agree_skp


@dataclass(slots=True)
class AgreedTogether:
    """What became of the plans that were marked: agreed, and left as they were with the reason."""

    agreed: list[Skp] = field(default_factory=list)
    left: list[tuple[Skp, Text]] = field(default_factory=list)


def note_reading(skp: Skp, *, by: Actor, on: date) -> None:
    """Keep that the person who may agree has opened the plan as it now stands; for everybody else nothing happens.

    Call it with the row that the page shows: a later change then asks for a new look.
    """
    if skp.status != "submitted" or by.employee_id is None or not decide(by, Permission.AGREE_SKP, skp):
        return
    reading = SkpReading(
        agency_id=skp.agency_id, skp=skp, reader_id=by.employee_id, revision=skp.revision, read_at=clock.now()
    )
    SkpReading.objects.bulk_create([reading], ignore_conflicts=True)


def agree_read_skp(skp: Skp, *, by: Actor, on: date, revision: int | None = None) -> SkpVersion:
    """Agree to a plan whose present content this person has opened.

    Raises `StepNotPossible` when it was not opened since its last change, `ChangedMeanwhile` when it is no longer
    what was opened, and what `agree_skp` raises.
    """
    require(by, Permission.AGREE_SKP, skp)
    shown = skp.revision if revision is None else revision
    if not SkpReading.objects.filter(skp=skp, reader=by.employee_id, revision=shown).exists():
        raise StepNotPossible(
            _("Isi SKP %(name)s belum Anda buka sejak perubahan terakhirnya.")
            % {"name": skp.employee.full_name},
            remedy=_("SKP itu belum disepakati. Buka isinya, lalu sepakati."),
        )
    return agree_skp(skp, by=by, on=on, revision=shown)


def agree_marked(plans: Iterable[Skp], *, by: Actor, on: date) -> AgreedTogether:
    """Agree to each of the plans that were opened; one that can't be agreed stays and holds up no other."""
    done = AgreedTogether()
    for skp in plans:
        try:
            agree_read_skp(skp, by=by, on=on)
        except SelarasError as error:
            done.left.append((skp, error.message))
        else:
            done.agreed.append(skp)
    return done
