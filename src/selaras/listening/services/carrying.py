"""From an answer to running plans: what citizens said opens an SKP in the middle of the year (K-32, K-33, K-39)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.indicators.selectors import version_in_force
from selaras.listening.events import ANSWER_CARRIED
from selaras.listening.models import CarriedAnswer, ThemeAnswer
from selaras.planning.models import Skp
from selaras.planning.services import reopen_skp


def carry_into_plans(
    answer: ThemeAnswer, plans: Sequence[Skp], *, by: Actor, on: date, reason: str
) -> list[CarriedAnswer]:
    """Open these agreed plans again because of an answer that led to an indicator; all of them or none.

    The agreed versions stay in force until both sides agree on the next ones. Raises `NotAllowed` for a plan that is
    neither one's own nor of somebody one leads, `InvalidInput` for none and for a plan of another OPD or time,
    `StepNotPossible` while nobody may take the indicator or a plan is not agreed.
    """
    for skp in plans:
        require(by, Permission.HOLD_DIALOGUE, skp)
    _check(answer, plans, on)
    with transaction.atomic():
        return [_carried(answer, skp, by, on, reason) for skp in plans]


def _check(answer: ThemeAnswer, plans: Sequence[Skp], on: date) -> None:
    if answer.indicator is None or version_in_force(answer.indicator, on) is None:
        raise StepNotPossible(
            _("Indikator dari jawaban ini belum berlaku, jadi belum dapat dipakai dalam SKP."),
            remedy=_("Belum ada SKP yang dibuka. Tunggu keputusan admin kota, atau hari mulainya."),
        )
    if not plans:
        raise InvalidInput(fields={"plans": _("Pilih sedikitnya satu SKP.")})
    for skp in plans:
        if skp.opd_id != answer.opd_id or not skp.period_start <= on <= skp.period_end:
            raise InvalidInput(
                fields={"plans": _("Yang dapat dibuka: SKP perangkat daerah ini yang sedang berjalan.")}
            )


def _carried(answer: ThemeAnswer, skp: Skp, by: Actor, on: date, reason: str) -> CarriedAnswer:
    reopen_skp(skp, by=by, on=on, reason=reason)
    row = CarriedAnswer(
        agency_id=skp.agency_id, answer=answer, skp=skp, version=skp.version, carried_by_id=person_of(by),
        carried_at=clock.now(),
    )  # fmt: skip
    code = answer.indicator.code if answer.indicator else ""
    with recording(
        ANSWER_CARRIED, by=by, about=row, theme=answer.theme.name, year=skp.year, code=code
    ) as record:
        record.note(answer=str(answer.pk), version=skp.version)
        row.save(force_insert=True)
    return row
