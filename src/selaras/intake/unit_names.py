"""Which unit a file means: by the names here, else by what was told once for its source (K-16).

Systems call units by other names («PKM CONTOH», «0371234»). Who looks after a source says once which unit that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from selaras.intake.columns import heading_text, plain_heading
from selaras.intake.models import FeedSource
from selaras.organisation.models import Unit

MOST_UNKNOWN = 40


class UnitNames:
    """The units of a source under every name they are known by, and the names that nobody knows. One query."""

    def __init__(self, source: FeedSource) -> None:
        self.source = source
        self.unknown: dict[str, str] = {}
        self._units: dict[str, Unit] = {}
        self._names: dict[str, str] = {}
        self.by_id = {unit.pk: unit for unit in units_of(source)}
        for unit in self.by_id.values():
            for name in filter(None, (unit.name, unit.short_name, unit.source_id)):
                self._units.setdefault(plain_heading(name), unit)
                self._names.setdefault(plain_heading(name), name)
        known = {str(pk): unit for pk, unit in self.by_id.items()}
        told = {key: known[row["unit"]] for key, row in source.unit_names.items() if row["unit"] in known}
        self._units |= told

    def find(self, cell: object) -> Unit | None:
        """The unit of this name; a source about one unit needs none. What is not known is remembered."""
        if self.source.unit_id:
            return self.by_id.get(self.source.unit_id)
        name = plain_heading(cell)
        found = self._units.get(name)
        if found is None and name and len(self.unknown) < MOST_UNKNOWN:
            self.unknown.setdefault(name, heading_text(str(cell)))
        return found

    def problem(self, cell: object) -> str:
        """Why a name is refused, and what to do about it."""
        name = plain_heading(cell)
        if not name:
            return _("Unit kosong. Isi nama unit seperti di Susunan unit.")
        like = get_close_matches(name, list(self._names), n=1, cutoff=0.75)
        message = _(
            "Nama unit ini belum dikenal di sumber ini. Pasangkan sekali lewat «Pasangkan nama unit»."
        )
        hint = _("Maksudnya «%(name)s»?") % {"name": self._names[like[0]]} if like else ""
        return f"{message} {hint}".strip()


def units_of(source: FeedSource) -> Iterator[Unit]:
    """The units that rows of this source can be about: those of its OPD, or of the whole city."""
    units = Unit.objects.filter(is_active=True).select_related("opd").order_by("name", "id")
    yield from units.filter(opd_id=source.opd_id) if source.opd_id else units
