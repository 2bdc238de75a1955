"""What the tables about people share: whom a source may speak of, and days and times however they are written."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text
from selaras.core.spreadsheets import Cell
from selaras.discipline.reading.moments import seconds_of
from selaras.intake.cells import text_of
from selaras.intake.kinds import Column
from selaras.intake.models import FeedSource
from selaras.organisation.models import Employee

NIP = Column("nip", _("NIP"), ("nip", "nip baru", "nip pegawai"))
NO_NIP = _("NIP harus 18 angka. Kolom NIP berformat Teks; spreadsheet merusak angka 18 digit.")
UNKNOWN_NIP = _("Tidak ada pegawai dengan NIP ini di tempat sumber ini.")


def people_of(source: FeedSource) -> dict[str, UUID]:
    """NIP → person, among those whom the source may speak of; one query."""
    people = Employee.objects.filter(agency_id=source.agency_id).exclude(nip="")
    if source.opd_id is not None:
        people = people.filter(unit__opd_id=source.opd_id)
    return dict(people.values_list("nip", "pk"))


def person_in(people: dict[str, UUID], cell: Cell) -> UUID | Text:
    """The person of a NIP, by exact match; or why there is none."""
    text = text_of(cell).replace(" ", "")
    if len(text) != 18 or not text.isascii() or not text.isdecimal():
        return NO_NIP
    return people.get(text) or UNKNOWN_NIP


def day_of(cell: Cell) -> date | None:
    """A day as a date, «2026-03-02», «02/03/2026» or «2-3-2026»; None for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell).replace("/", "-").replace(".", "-")
    parts = text.split("-")
    if len(parts) == 3 and len(parts[2]) == 4:
        text = "-".join((parts[2], parts[1].zfill(2), parts[0].zfill(2)))
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None


def time_of(cell: Cell) -> time | None:
    """A time of day as a cell of a spreadsheet or «07.30»; None for anything else."""
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    second = seconds_of(text_of(cell))
    return None if second is None else time(second // 3600, second // 60 % 60)
