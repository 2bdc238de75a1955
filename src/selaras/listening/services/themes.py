"""The agency's list of themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.listening.events import THEME_KEPT
from selaras.listening.models import Theme
from selaras.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class ThemeValues:
    """A theme as it is told; without `opd` it is offered everywhere."""

    name: str
    words: Sequence[str]
    opd: Unit | None = None
    is_active: bool = True


def keep_theme(values: ThemeValues, *, by: Actor, on: date, theme: Theme | None = None) -> Theme:
    """Add a theme, or change one. A theme that is no longer offered stays with the inputs that have it.

    Raises `InvalidInput` for a name that is empty or taken.
    """
    row = theme or Theme(agency_id=by.agency_id)
    if theme is not None:
        require(by, Permission.MANAGE_THEMES, theme)
    old = {"name": row.name, "words": row.words, "is_active": row.is_active}
    row.name, row.words = " ".join(values.name.split()), list(values.words)
    row.opd, row.is_active = values.opd, values.is_active
    require(by, Permission.MANAGE_THEMES, row)
    if not row.name:
        raise InvalidInput(fields={"name": _("Tulis nama temanya.")})
    if Theme.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise InvalidInput(fields={"name": _("Tema dengan nama ini sudah ada.")})
    with recording(THEME_KEPT, by=by, about=row, name=row.name) as record:
        record.note(old=old, words=row.words, is_active=row.is_active)
        row.save()
    return row
