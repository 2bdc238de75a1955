"""An old plan on a spreadsheet: read it, look at the difference, take it over whole or not at all (P-35)."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.files import safe_name
from selaras.core.spreadsheets import UnreadableSpreadsheet
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import PlanImport, RencanaHasilKerja, Skp, SkpKind
from selaras.planning.selectors.matrix import leader_results
from selaras.planning.selectors.plan import rhk_of
from selaras.planning.services.draft import draft_skp
from selaras.planning.services.lines import IkiValues, RhkValues, add_iki, add_rhk, edit_iki, measure_problems
from selaras.planning.sheets.cells import key_of
from selaras.planning.sheets.difference import Difference, Line, difference_between, words_for
from selaras.planning.sheets.joining import join_plans
from selaras.planning.sheets.reading import read_plans
from selaras.planning.sheets.values import Fault, Place, SheetIki, SheetPlan, SheetRhk, as_json, from_json
from selaras.planning.workflow import WRITABLE

MOST_FILES, MOST_BYTES = 24, 10 << 20


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file as it was sent."""

    name: str
    content: bytes


def check_sheets(
    employee: Employee, year: int, files: Sequence[SheetFile], *, by: Actor, on: date
) -> PlanImport:
    """Read own old plans and keep what they say; the plan itself is not touched.

    Raises `InvalidInput`, with a sentence for each file that can't be read.
    """
    found = PlanImport(agency=employee.agency, employee=employee, year=year, read_at=clock.now())
    require(by, Permission.EDIT_SKP, found)
    joined = join_plans(_read_all(files))
    _refuse_impossible(joined)
    _compare_owner(joined, employee, year)
    found.file_names = ", ".join(safe_name(file.name) for file in files)[:600]
    found.sha256 = _digest(files)
    found.lines, found.months = as_json(joined.rhk), joined.months
    found.faults = [asdict(fault) for fault in joined.faults[:500]]
    with recording(events.SHEETS_READ, by=by, about=found, year=year, files=found.file_names) as record:
        record.note(sha256=found.sha256, results=len(joined.rhk), faults=len(joined.faults))
        found.save(force_insert=True)
    return found


def apply_sheets(found: PlanImport, *, by: Actor, on: date) -> Skp:
    """Take over what was read: a draft begins where there is none; lines are added and targets changed, none removed.

    A second time it changes nothing. Raises `StepNotPossible` while the plan is not being written.
    """
    require(by, Permission.EDIT_SKP, found)
    with recording(
        events.SHEETS_APPLIED, by=by, about=found, year=found.year, files=found.file_names
    ) as record:
        skp = _plan_of(found, by, on)
        difference = difference_between(from_json(found.lines), rhk_of(skp))
        record.note(new_results=difference.count("new_result"), changed=difference.count("changed"))
        _write(skp, difference.lines, by, on)
        PlanImport.objects.filter(pk=found.pk).update(status="applied", applied_at=clock.now(), skp=skp)
    found.status, found.skp = "applied", skp
    return skp


def difference_of(found: PlanImport) -> Difference:
    """What taking it over would change now."""
    skp = plan_for(found)
    return difference_between(from_json(found.lines), rhk_of(skp) if skp else [])


def plan_for(found: PlanImport) -> Skp | None:
    """The plan of that year into which the lines would go: the last one of the person."""
    rows = Skp.objects.filter(employee=found.employee_id, year=found.year, continued_by=None)
    last: Skp | None = rows.order_by("-period_start").first()
    return last


def _read_all(files: Sequence[SheetFile]) -> list[SheetPlan]:
    if not files:
        raise InvalidInput(fields={"sheets": _("Pilih dahulu berkasnya.")})
    if len(files) > MOST_FILES:
        raise InvalidInput(
            fields={"sheets": _("Paling banyak %(count)d berkas sekaligus.") % {"count": MOST_FILES}}
        )
    plans: list[SheetPlan] = []
    with tempfile.TemporaryDirectory(prefix="selaras-") as folder:
        for number, file in enumerate(files):
            plans += _read(Path(folder) / f"{number}{PurePosixPath(file.name).suffix.lower()[:6]}", file)
    return plans


def _read(path: Path, file: SheetFile) -> list[SheetPlan]:
    name = safe_name(file.name)
    if len(file.content) > MOST_BYTES:
        raise InvalidInput(fields={"sheets": _("%(name)s lebih besar dari 10 MB.") % {"name": name}})
    path.write_bytes(file.content)
    try:
        return read_plans(path, filename=name)
    except UnreadableSpreadsheet as error:
        text = f"{name}: {error.message} {error.remedy}"
        raise InvalidInput(fields={"sheets": text}) from error


def _compare_owner(joined: SheetPlan, employee: Employee, year: int) -> None:
    """Say when the sheet names somebody else, or another year; people copy the file of a colleague."""
    place = Place(joined.file, joined.sheet, 0)
    if joined.nips and employee.nip and employee.nip not in joined.nips:
        text = _("NIP dalam berkas ini bukan NIP Anda. Pastikan ini SKP Anda sendiri.")
        joined.faults.insert(0, Fault(place, text))
    if joined.year is not None and joined.year != year:
        text = _("Berkas ini SKP tahun %(old)d; isinya akan masuk ke SKP %(new)d.")
        joined.faults.insert(0, Fault(place, text % {"old": joined.year, "new": year}))


def _refuse_impossible(joined: SheetPlan) -> None:
    """Lines that the plan could not hold are refused now and not when everything is taken over."""
    for rhk in joined.rhk:
        for iki in list(rhk.iki):
            target = iki.target
            problems = measure_problems(
                IkiValues(
                    iki.text,
                    target=target.number,
                    target_max=target.upper,
                    target_text=target.words,
                    direction=target.direction,
                )
            )
            if problems:
                rhk.iki.remove(iki)
                cells = (rhk.parent_text, rhk.text, iki.aspect, iki.text, words_for(target))
                place = Place(joined.file, joined.sheet, iki.line)
                message = " ".join(str(text) for text in problems.values())
                joined.faults.append(Fault(place, message, cells, refused=True))


def _plan_of(found: PlanImport, by: Actor, on: date) -> Skp:
    skp = plan_for(found)
    if skp is None:
        related = ("agency", "position", "unit__opd", "pejabat_penilai", "atasan_pejabat_penilai")
        employee = Employee.objects.select_related(*related).get(pk=found.employee_id)
        return draft_skp(employee, found.year, by=by, on=on)
    if skp.status not in WRITABLE:
        raise StepNotPossible(
            _("SKP %(year)d sedang tidak ditulis, jadi isinya tidak dapat ditambah.") % {"year": found.year},
            remedy=_(
                "Tidak ada yang berubah. Tarik kembali pengajuannya atau buka kembali SKP itu, lalu coba lagi."
            ),
        )
    return skp


def _write(skp: Skp, lines: Sequence[Line], by: Actor, on: date) -> None:
    parents = {key_of(rhk.text): rhk for rhk in leader_results(skp)}
    made: dict[str, RencanaHasilKerja] = {}
    for line in lines:
        if line.what == "changed" and line.measure is not None:
            line.measure.rhk = line.in_plan  # type: ignore[assignment]
            edit_iki(line.measure, _kept(line), by=by, on=on)
        elif line.what in {"new_result", "new_measure"}:
            rhk = line.in_plan or made.get(key_of(line.rhk.text))
            if rhk is None:
                rhk = made[key_of(line.rhk.text)] = _add_result(skp, line.rhk, parents, by, on)
            rhk.skp = skp
            add_iki(rhk, _measure(line.iki, skp), by=by, on=on)


def _add_result(
    skp: Skp, row: SheetRhk, parents: dict[str, RencanaHasilKerja], by: Actor, on: date
) -> RencanaHasilKerja:
    values = RhkValues(
        row.text, kind=row.kind, parent=parents.get(key_of(row.parent_text)), assigned_by=row.assigned_by
    )
    return add_rhk(skp, values, by=by, on=on)


def _measure(iki: SheetIki, skp: Skp) -> IkiValues:
    target = iki.target
    is_leader = skp.kind == SkpKind.JPT
    return IkiValues(
        iki.text, aspect="" if is_leader else iki.aspect, perspective=iki.perspective if is_leader else "",
        target=target.number, target_max=target.upper, target_text=target.words, unit_of_measure=target.unit,
        direction=target.direction, pattern=iki.pattern,
    )  # fmt: skip


def _kept(line: Line) -> IkiValues:
    """The indicator as it is in the plan, with the target of the sheet."""
    old: Any = line.measure
    given = {name: getattr(old, name) for name in IkiValues.__slots__}
    target = line.iki.target
    given |= {"target": target.number, "target_max": target.upper, "target_text": target.words}
    given["unit_of_measure"] = target.unit or old.unit_of_measure
    given["direction"] = (
        target.direction if target.upper is not None or old.target_max is not None else old.direction
    )
    return IkiValues(**given)


def _digest(files: Sequence[SheetFile]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(hashlib.sha256(file.content).digest())
    return whole.hexdigest()
