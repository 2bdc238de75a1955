"""Reads the plans in a workbook: each sheet with the headings of the official form is one plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.spreadsheets import Cell, Sheet, UnreadableSpreadsheet, read_spreadsheet
from selaras.organisation.staff_list.cells import MONTHS
from selaras.planning.models import Pattern
from selaras.planning.sheets.cells import key_of, target_of, words_of
from selaras.planning.sheets.headings import ASPECTS, PERSPECTIVES, Columns, find_columns
from selaras.planning.sheets.old_form import OldColumns, activity_of, find_old_columns, measures_of
from selaras.planning.sheets.values import Fault, Place, SheetIki, SheetPlan, SheetRhk

LONGEST_RHK, LONGEST_IKI, LONGEST_WORDS = 500, 400, 300
MOST_RESULTS = 200
ASSIGNED = re.compile(r"\(?\s*penugasan dari\s*:?\s*(?P<who>[^)]{2,200})\)?\s*$", re.I)
NIP = re.compile(r"\b\d{18}\b")
ONE_MONTH = re.compile(rf"\b(?:periode|bulan)\b\W*(?:penilaian\W+|kinerja\W+)?(?:{'|'.join(MONTHS)})\b")
YEAR = re.compile(r"\b(20\d{2})\b")
ENDS = ("perilaku kerja", "dukungan sumber daya", "pegawai yang dinilai", "pejabat penilai kinerja")
NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[a-z])[.)]\s+", re.I)


class NoPlanOnSheet(UnreadableSpreadsheet):
    """A spreadsheet, but no sheet has the headings of an SKP (422)."""

    code = "no_plan_on_sheet"
    default_message = gettext_lazy(
        "Judul kolom SKP (Rencana Hasil Kerja, Indikator Kinerja Individu, Target) tidak ditemukan dalam berkas ini."
    )
    default_remedy = gettext_lazy(
        "Tidak ada data yang berubah. Pastikan satu baris berisi judul kolom itu, atau unduh tata letak resmi dari "
        "halaman SKP dan salin isinya ke sana."
    )


def read_plans(path: Path, *, filename: str) -> list[SheetPlan]:
    """Every plan in a file. Raises `UnreadableSpreadsheet` with its kinds, and `NoPlanOnSheet`."""
    book = read_spreadsheet(path, filename=filename)
    found = [plan for sheet in book.sheets if (plan := _any_plan(sheet, filename)) is not None]
    plans = [plan for plan in found if plan.rhk or plan.faults]
    if not plans:
        raise NoPlanOnSheet()
    return plans


def _any_plan(sheet: Sheet, filename: str) -> SheetPlan | None:
    """The plan on a sheet, in whichever form; None when the sheet is none."""
    columns = find_columns(sheet)
    if columns is not None:
        return _plan(sheet, columns, filename)
    old = find_old_columns(sheet)
    return _old_plan(sheet, old, filename) if old is not None else None


def _old_plan(sheet: Sheet, columns: OldColumns, filename: str) -> SheetPlan:
    """The form of PP 46/2011: each activity is a result, each of its targets an indicator."""
    plan = _begun(sheet, columns.line, filename)
    kind = "utama"
    for number, row in _lines(sheet, columns.line):
        activity = NUMBERED.sub("", activity_of(row, columns))
        section = _section(row)
        measures = list(measures_of(row, columns, activity, number))
        if section is not None and not measures:
            kind = section
        elif len(activity) > LONGEST_RHK:
            cells = ("", activity, "", "", "")
            text = _("Rencana hasil kerja ini lebih dari 500 huruf. Ringkas dulu.")
            plan.faults.append(Fault(Place(filename, sheet.name, number), text, cells, refused=True))
        elif activity and measures:
            plan.rhk.append(SheetRhk(activity, kind, iki=measures))
    if plan.rhk:
        text = _(
            "Ini formulir lama (PP 46/2011): kegiatan menjadi hasil kerja. Tulis ulang sebagai hasil, bukan kegiatan."
        )
        plan.faults.append(Fault(Place(filename, sheet.name, 0), text))
    return plan


def _begun(sheet: Sheet, line: int, filename: str) -> SheetPlan:
    """A plan with what stands above its table: year, month, whose it is."""
    plan = SheetPlan(filename, sheet.name)
    plan.year, plan.month = _when(sheet, line, filename)
    plan.nips = set(NIP.findall(re.sub(r"(?<=\d) (?=\d)", "", _above(sheet, line))))
    return plan


def _plan(sheet: Sheet, columns: Columns, filename: str) -> SheetPlan:
    plan = _begun(sheet, columns.line, filename)
    kind, current = "utama", None
    for number, row in _lines(sheet, columns.line):
        place = Place(filename, sheet.name, number)
        section = _section(row)
        if section is not None:
            kind, current = section, None
            continue
        current = _take(plan, columns, row, place, kind, current)
        if len(plan.rhk) > MOST_RESULTS:
            plan.faults.append(
                Fault(place, _("Terlalu banyak hasil kerja; sisanya tidak dibaca."), refused=True)
            )
            break
    return plan


def _lines(sheet: Sheet, line: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The lines of the results with their number, until the next part of the form begins."""
    for place, row in enumerate(sheet.rows[line + 1 :], start=line + 2):
        texts = [key_of(words_of(cell)) for cell in row]
        filled = [text for text in texts if text]
        if any(text.startswith(ENDS) for text in filled[:2]):
            return
        # The official form numbers its columns below the headings: (1) (2) (3).
        if filled and not (len(filled) > 1 and all(text.isdigit() for text in filled)):
            yield place, row


def _section(row: Sequence[Cell]) -> str | None:
    """A line that only says «A. UTAMA» or «B. TAMBAHAN»."""
    filled = [key_of(words_of(cell)) for cell in row if words_of(cell)]
    words = " ".join(filled)
    if len(words) > 40:
        return None
    if "tambahan" in words.split():
        return "tambahan"
    return "utama" if "utama" in words.split() else None


def _take(
    plan: SheetPlan, columns: Columns, row: Sequence[Cell], place: Place, kind: str, current: SheetRhk | None
) -> SheetRhk | None:
    """Put one line into the plan; an empty result cell belongs to the result above, as merged cells are read."""
    texts = {field: words_of(columns.cell(row, field)) for field in ("rhk", "iki", "aspect", "parent")}
    texts["rhk"] = NUMBERED.sub("", texts["rhk"])
    target = target_of(columns.cell(row, "target"), columns.cell(row, "unit"))
    if not any((texts["rhk"], texts["iki"], target.words, target.number)):
        return current
    if texts["rhk"] and (current is None or key_of(texts["rhk"]) != key_of(current.text)):
        new: SheetRhk | None = _result(texts, kind)
    else:
        new = None
    problem, owner = _problem(texts, current), new or current
    if problem or owner is None:
        cells = tuple(
            words_of(columns.cell(row, name)) for name in ("parent", "rhk", "aspect", "iki", "target")
        )
        plan.faults.append(Fault(place, problem, cells, refused=True))
        return current
    if new is not None:
        plan.rhk.append(new)
    _measure(plan, columns, row, place, owner, texts)
    return owner


def _measure(
    plan: SheetPlan,
    columns: Columns,
    row: Sequence[Cell],
    place: Place,
    current: SheetRhk,
    texts: dict[str, str],
) -> None:
    target = target_of(columns.cell(row, "target"), columns.cell(row, "unit"))
    iki_text = texts["iki"] or current.text[:LONGEST_IKI]
    aspect, perspective = _codes(plan, place, texts["aspect"], words_of(columns.cell(row, "perspective")))
    if not (target.words or target.number is not None):
        plan.faults.append(Fault(place, _("Targetnya kosong; isi sesudah diambil alih.")))
    pattern = Pattern.LEVEL.value if target.unit.startswith("%") else Pattern.COUNT.value
    if len(target.words) > LONGEST_WORDS:
        target = type(target)(words=target.words[:LONGEST_WORDS])
        plan.faults.append(Fault(place, _("Target dengan kata-kata dipotong menjadi 300 huruf.")))
    current.iki.append(SheetIki(iki_text, target, aspect, perspective, pattern, place.line))


def _problem(texts: dict[str, str], current: SheetRhk | None) -> str:
    if not texts["rhk"] and current is None:
        return _("Indikator ini tidak berada di bawah hasil kerja mana pun. Isi kolom Rencana Hasil Kerja.")
    if len(texts["rhk"]) > LONGEST_RHK:
        return _("Rencana hasil kerja ini lebih dari 500 huruf. Ringkas dulu.")
    if len(texts["iki"]) > LONGEST_IKI:
        return _("Indikator ini lebih dari 400 huruf. Ringkas dulu.")
    return ""


def _result(texts: dict[str, str], kind: str) -> SheetRhk:
    found = ASSIGNED.search(texts["rhk"])
    text = texts["rhk"][: found.start()].strip(" (") if found and found.start() else texts["rhk"]
    who = found["who"].strip() if found and found.start() else ""
    return SheetRhk(text, kind, texts["parent"][:LONGEST_RHK], who)


def _codes(plan: SheetPlan, place: Place, aspect: str, perspective: str) -> tuple[str, str]:
    found = ASPECTS.get(key_of(aspect), "")
    if aspect and not found:
        plan.faults.append(
            Fault(place, _("Aspek «%(text)s» tidak dikenal dan dikosongkan.") % {"text": aspect[:60]})
        )
    return found, PERSPECTIVES.get(key_of(perspective), "")


def _when(sheet: Sheet, line: int, filename: str) -> tuple[int | None, int | None]:
    """Year and month of the plan: from the name of the sheet or the file, else from the lines above the table."""
    above = _above(sheet, line)
    year = next((int(found) for text in (sheet.name, above, filename) for found in YEAR.findall(text)), None)
    month = _month(sheet.name) or _month(Path(filename).stem) or single_month(above)
    return year, month


def _above(sheet: Sheet, line: int) -> str:
    return " | ".join(words_of(cell) for row in sheet.rows[:line] for cell in row if words_of(cell))


def _month(text: str) -> int | None:
    found = {MONTHS[word] for word in key_of(text).replace("_", " ").split() if word in MONTHS}
    return found.pop() if len(found) == 1 else None


def single_month(text: str) -> int | None:
    """The month of a period that is one: «1 Januari s.d. 31 Januari 2026», «Periode Januari 2026»."""
    told = key_of(text)
    named = [MONTHS[word] for word in told.split() if word in MONTHS]
    is_one = len(named) >= 2 or (bool(named) and ONE_MONTH.search(told) is not None)
    return named[0] if is_one and len(set(named)) == 1 else None
