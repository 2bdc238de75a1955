"""A person says what inputs are about; many at once, each step by the table of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import Event, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.listening.events import INPUTS_DISCARDED, INPUTS_SET_APART, INPUTS_SORTED
from selaras.listening.models import PublicInput, Theme
from selaras.listening.workflow import PUBLIC_INPUT

APART, DISCARD = "apart", "discard"
STEPS: Mapping[str, tuple[str, Event]] = {
    APART: ("set_apart", INPUTS_SET_APART),
    DISCARD: ("discard_inputs", INPUTS_DISCARDED),
}


def sort_inputs(choices: Mapping[PublicInput, Theme | str], *, by: Actor, on: date) -> int:
    """Carry out what was chosen for each input: a theme, `APART` or `DISCARD`; returns how many.

    All or nothing: raises `NotAllowed` for somebody else's, `InvalidInput` for a theme of another OPD,
    `ChangedMeanwhile` where somebody was faster.
    """
    groups: dict[Theme | str, list[PublicInput]] = defaultdict(list)
    for row, choice in choices.items():
        require(by, Permission.SORT_PUBLIC_INPUT, row)
        _refuse_foreign_theme(row, choice)
        groups[choice].append(row)
    for choice, rows in groups.items():
        _move(rows, choice, by)
    return len(choices)


def _refuse_foreign_theme(row: PublicInput, choice: Theme | str) -> None:
    if isinstance(choice, Theme) and choice.opd_id not in (None, row.unit.opd_id):
        raise InvalidInput(_("Tema «%(name)s» milik perangkat daerah lain.") % {"name": choice.name})


def _move(rows: Sequence[PublicInput], choice: Theme | str, by: Actor) -> None:
    theme = choice if isinstance(choice, Theme) else None
    step, event = ("sort_inputs", INPUTS_SORTED) if theme else STEPS[str(choice)]
    for row in rows:
        missing = PUBLIC_INPUT.obstacle(row, step)
        if missing is not None:
            raise StepNotPossible(missing)
    transition = PUBLIC_INPUT.transition(step)
    keys: list[UUID] = [row.pk for row in rows]
    with recording(event, by=by, about=rows[0], count=len(rows), theme=theme.name if theme else "") as record:
        record.note(inputs=keys)
        # The old states stand in the filter: of two people who sort at once, one is told.
        moved = PublicInput.objects.filter(pk__in=keys, status__in=transition.sources).update(
            status=transition.target,
            theme=theme,
            answer=None,
            sorted_by=by.employee_id,
            sorted_at=clock.now(),
        )
        if moved != len(rows):
            raise ChangedMeanwhile()
