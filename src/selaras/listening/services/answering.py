"""«Anda menyampaikan, kami lakukan»: what an OPD answered or decided on a theme, and which inputs that answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, Text
from selaras.indicators.models import Indicator
from selaras.listening.events import THEME_ANSWERED
from selaras.listening.models import InputStatus, PublicInput, Theme, ThemeAnswer
from selaras.organisation.models import Unit

LONGEST_ANSWER = 1000


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What was decided, on which day; with an indicator of the library (also a proposed one) it led to a measure."""

    theme: Theme
    opd: Unit
    text: str
    decided_on: date
    indicator: Indicator | None = None


def answer_theme(new: NewAnswer, *, by: Actor, on: date) -> ThemeAnswer:
    """Record an answer; it answers every input of the theme in this OPD that came before and has none yet."""
    row = ThemeAnswer(
        agency_id=by.agency_id, theme=new.theme, opd=new.opd, text=new.text.strip(), decided_on=new.decided_on,
        indicator=new.indicator, told_by_id=person_of(by), told_at=clock.now(),
    )  # fmt: skip
    require(by, Permission.ANSWER_THEME, row)
    _check(row, on)
    with recording(THEME_ANSWERED, by=by, about=row, theme=new.theme.name, opd=new.opd.name) as record:
        row.save(force_insert=True)
        answered = PublicInput.objects.filter(
            theme=new.theme,
            unit__opd=new.opd,
            status=InputStatus.SORTED,
            received_on__lte=new.decided_on,
            answer=None,
        ).update(answer=row)
        record.note(inputs=answered, indicator=new.indicator.code if new.indicator else "")
    return row


def _check(row: ThemeAnswer, on: date) -> None:
    problems: dict[str, Text] = {}
    if not row.text:
        problems["text"] = _("Tulis apa yang dijawab atau diputuskan.")
    elif len(row.text) > LONGEST_ANSWER:
        problems["text"] = _("Paling banyak %(limit)d huruf.") % {"limit": LONGEST_ANSWER}
    if row.decided_on > on:
        problems["decided_on"] = _("Tanggal ini belum tiba. Catat sesudah diputuskan.")
    if row.theme.opd_id not in (None, row.opd_id):
        problems["theme"] = _("Tema ini milik perangkat daerah lain.")
    if row.indicator is not None and row.indicator.opd_id not in (None, row.opd_id):
        problems["indicator"] = _("Indikator ini milik perangkat daerah lain.")
    if problems:
        raise InvalidInput(fields=problems)
