"""A file of the national side beside our results: the same, different, only here, only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import FileRefused
from selaras.core.spreadsheets import Line, stream_spreadsheet
from selaras.evaluation.models import Evaluation
from selaras.intake.columns import plain_heading
from selaras_rules import Predikat

MOST_SHOWN = 200
_HEADINGS = {
    "key": ("pnsdinilaiorang", "pns id", "id pns", "id"),
    "nip": ("nipbaru", "nip", "nip baru"),
    "year": ("tahun",),
    "kuadran": ("kuadrankinerjanilai", "kuadran kinerja", "kuadran", "predikat"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One person of whom both sides do not say the same."""

    name: str
    nip: str
    here: str
    there: str


@dataclass(slots=True)
class Reconciliation:
    """What a comparison found; the lists are cut for the page, the counts are whole."""

    same: int = 0
    different: list[Difference] = field(default_factory=list)
    only_here: list[Difference] = field(default_factory=list)
    only_there: list[Difference] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        """Whether both sides say the same of everybody."""
        return not (self.different or self.only_here or self.only_there or self.unreadable)


def reconcile(path: Path, file_name: str, year: int, by: Actor) -> Reconciliation:
    """Compare the annual results of a year with a file (CSV or spreadsheet) of the national side.

    People are recognised by their key over there, else by NIP. Raises `FileRefused` where the headings are missing.
    """
    here = _here(year, by)
    by_nip = {row["nip"]: key for key, row in here.items() if row["nip"]}
    found, seen = Reconciliation(), set()
    with stream_spreadsheet(path, filename=file_name) as stream:
        for number, there in _rows(stream.lines()):
            if there.get("year") and there["year"] != str(year):
                continue
            there_says = _predikat(there.get("kuadran", ""))
            key = there["key"] if there.get("key") in here else by_nip.get(there.get("nip", ""))
            if not there_says:
                found.unreadable.append(number)
                seen.add(key)
            elif key is None:
                found.only_there.append(
                    Difference("", there.get("nip") or there.get("key", ""), "", there_says)
                )
            else:
                seen.add(key)
                _compare(found, here[key], there_says)
    found.only_here = [
        Difference(row["name"], row["nip"], row["says"], "") for key, row in here.items() if key not in seen
    ]
    return found


def _compare(found: Reconciliation, ours: Mapping[str, str], there_says: str) -> None:
    if ours["says"] == there_says:
        found.same += 1
    else:
        found.different.append(Difference(ours["name"], ours["nip"], ours["says"], there_says))


def _here(year: int, by: Actor) -> dict[str, dict[str, str]]:
    rows = Evaluation.objects.filter(skp__year=year, is_annual=True, status="finalised")
    rows = visible(by, Permission.EXPORT_RESULTS, rows).select_related("skp__employee")
    found: dict[str, dict[str, str]] = {}
    # Of two plans within a year the later one holds the result of the post that is held now.
    for row in rows.order_by("skp__employee__name", "skp__period_start").iterator(500):
        person = row.skp.employee
        says = Predikat(row.predikat).label
        found[person.source_id or person.nip] = {"name": person.full_name, "nip": person.nip, "says": says}
    return found


def _rows(lines: Iterator[Line]) -> Iterator[tuple[int, dict[str, str]]]:
    places: dict[str, int] = {}
    for line in lines:
        if not places:
            places = _places(line)
            continue
        row = {name: _text(line.cells[place]) for name, place in places.items() if place < len(line.cells)}
        if any(row.values()):
            yield line.number, row
    if not places:
        raise FileRefused(_("Berkas ini kosong."))


def _places(line: Line) -> dict[str, int]:
    headings = [plain_heading(cell).replace(" ", "") for cell in line.cells]
    places = {}
    for name, known in _HEADINGS.items():
        wanted = {heading.replace(" ", "") for heading in known}
        place = next((place for place, heading in enumerate(headings) if heading in wanted), None)
        if place is not None:
            places[name] = place
    if "kuadran" not in places or not {"key", "nip"} & set(places):
        raise FileRefused(
            _(
                "Kolomnya tidak dikenali. Baris pertama harus memuat «pnsDinilaiOrang» atau «nipBaru», "
                "dan «kuadranKinerjaNilai»."
            )
        )
    return places


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return " ".join(str(cell).split())


def _predikat(text: str) -> str:
    """The predikat of a code (1 is the best) or a name; empty for neither."""
    for predikat in Predikat:
        if text in {str(predikat.bkn_code), predikat.value} or text.casefold() == predikat.label.casefold():
            return predikat.label
    return ""
