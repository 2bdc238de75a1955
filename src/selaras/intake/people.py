"""Kinds whose rows are about people: each row names somebody by NIP, of those whom the source may speak of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.spreadsheets import Line
from selaras.intake.cells import text_of
from selaras.intake.facts import Column, Refusal
from selaras.intake.kinds import FeedKind
from selaras.intake.models import FeedSource
from selaras.organisation.models import Employee

NIP = Column("nip", gettext_lazy("NIP"), ("nip", "nip baru", "nip pegawai"))


class PeopleKind(FeedKind):
    """A kind with the column `NIP`. The people are read once, with one query."""

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        people = Employee.objects.filter(agency_id=source.agency_id).exclude(nip="")
        if source.opd_id is not None:
            people = people.filter(unit__opd_id=source.opd_id)
        self.people: dict[str, UUID] = dict(people.values_list("nip", "pk"))
        self.nips: dict[UUID, str] = {pk: nip for nip, pk in self.people.items()}

    def person(self, line: Line) -> UUID | Refusal:
        """The person of the row, by exact match of the NIP; or why there is none."""
        text = text_of(self.cell(line, NIP.name)).replace(" ", "")
        if len(text) != 18 or not text.isascii() or not text.isdecimal():
            message = _("NIP harus 18 angka. Kolom NIP berformat Teks; spreadsheet merusak angka 18 digit.")
            return self.refused(line, NIP, message)
        found = self.people.get(text)
        return found or self.refused(line, NIP, _("Tidak ada pegawai dengan NIP ini di tempat sumber ini."))
