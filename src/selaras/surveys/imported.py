"""Answers that other tools collected (K-17): a row a sheet, added up while it is read; no row is kept (ADR 14).

Kept of the rows are sums, and the comments of all of them in the order of the alphabet, which tells nobody's place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.audit import canonical
from selaras.core.public_words import kept_text
from selaras.core.spreadsheets import Cell, Line
from selaras.intake.cells import count_of, month_of, text_of
from selaras.intake.columns import plain_heading
from selaras.intake.days import day_in
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.kinds import SummedKind
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.unit_names import UnitNames
from selaras.organisation.models import Unit
from selaras.surveys.models import ImportedSheets, Survey
from selaras.surveys.questions import CODES, GROUPINGS, QUESTIONS
from selaras.surveys.tally import FILE, Counts, Sheet, counted, respondents
from selaras.surveys.told_groups import group_in
from selaras_rules import Period, PeriodKind

UNIT = Column(
    "unit", gettext_lazy("Unit"), ("unit", "unit kerja", "unit layanan", "opd", "instansi", "puskesmas")
)
SERVICE = Column(
    "service",
    gettext_lazy("Layanan"),
    ("service", "layanan", "jenis layanan", "jenis pelayanan"),
    is_required=False,
)
PERIOD = Column(
    "period", gettext_lazy("Periode atau tanggal"),
    ("period", "periode", "tanggal", "tanggal survei", "timestamp", "stempel waktu", "waktu", "bulan", "triwulan"),
)  # fmt: skip
HEADINGS = {
    "U1": ("persyaratan", "kesesuaian persyaratan"),
    "U2": ("prosedur", "sistem mekanisme dan prosedur", "kemudahan prosedur"),
    "U3": ("waktu penyelesaian", "waktu pelayanan", "kecepatan waktu"),
    "U4": ("biaya tarif", "biaya", "kewajaran biaya"),
    "U5": ("produk spesifikasi jenis pelayanan", "produk", "produk layanan", "hasil"),
    "U6": ("kompetensi pelaksana", "kompetensi"),
    "U7": ("perilaku pelaksana", "perilaku"),
    "U8": ("penanganan pengaduan saran dan masukan", "penanganan pengaduan", "pengaduan"),
    "U9": ("sarana dan prasarana", "sarana", "sarana prasarana"),
}
ELEMENTS = tuple(
    Column(
        code,
        code,
        (code.lower(), f"unsur {code[1:]}", f"pertanyaan {code[1:]}", f"q{code[1:]}", *HEADINGS[code]),
    )
    for code in CODES
)
GROUP_HEADINGS = {
    "sex": ("jenis kelamin", "kelamin", "jk", "gender"),
    "age": ("usia", "umur", "kelompok usia", "kelompok umur"),
    "education": ("pendidikan", "pendidikan terakhir", "tingkat pendidikan"),
}
GROUPS = tuple(
    Column(one.name, one.label, (one.name, *GROUP_HEADINGS[one.name]), is_required=False) for one in GROUPINGS
)
REMARK = Column(
    "remark", gettext_lazy("Saran dan komentar"),
    ("saran", "komentar", "saran dan komentar", "kritik dan saran", "kritik saran", "saran dan masukan", "masukan"),
    is_required=False,
)  # fmt: skip
# Longer than what can be typed here (500), because other tools ask otherwise; a letter belongs to another way.
LONGEST_REMARK = 2000
ANSWERS = {
    question.code: {plain_heading(str(text)): place for place, text in enumerate(question.answers, start=1)}
    for question in QUESTIONS
}
# Deliveries kept before comments were read have none.
NO_REMARKS = "[]"
_HALF = re.compile(r"(?:semester|smt|sem) (i{1,2}|[12]) (\d{4})")
_QUARTER = re.compile(r"(?:triwulan|tw|twl) (i{1,3}|iv|[1-4]) (\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def period_in(cell: Cell) -> Period | date | None:
    """«Semester I 2026», «TW 2 2026», «2026-S1», «2026», a month (its quarter), or a day; None for anything else."""
    text = plain_heading(cell)
    for pattern, make in ((_HALF, Period.of_semester), (_QUARTER, Period.of_quarter)):
        if found := pattern.fullmatch(text):
            return make(int(found[2]), _ROMAN.get(found[1]) or int(found[1]))
    if found := re.fullmatch(r"(20\d\d)(?: (s[12]|tw[1-4]))?", text):
        return Period.parse(f"{found[1]}-{found[2].upper()}" if found[2] else found[1])
    day, is_readable = day_in(cell)
    if is_readable:
        return day
    month = month_of(cell)
    return Period.containing(PeriodKind.QUARTER, date(*month, 1)) if month else None


class SurveySheets(SummedKind):
    """Rows of a questionnaire: nine answers from 1 to 4. One file holds all sheets of its periods from its source."""

    code = "survey_sheets"
    label = gettext_lazy("Jawaban survei kepuasan")
    why = gettext_lazy(
        "Jawaban yang dikumpulkan alat lain dihitung bersama survei di sini. Barisnya dijumlahkan saat dibaca dan "
        "tidak disimpan: jenis kelamin, usia, dan pendidikan hanya dihitung, dan komentar dilepas dari jawabannya. "
        "Satu berkas memuat semua lembar satu periode; kiriman berikutnya dari sumber yang sama menggantikannya. "
        "Tanpa kolom layanan, nama sumber ini menjadi nama layanannya."
    )
    why_month = gettext_lazy(
        "Hanya bila berkasnya tidak punya kolom periode. Misalnya «Semester I 2026» atau 03/2026."
    )
    permission = Permission.MANAGE_SURVEYS
    model = ImportedSheets
    columns = (UNIT, SERVICE, PERIOD, *ELEMENTS, *GROUPS, REMARK)
    unit_names: UnitNames

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        self.unit_names = UnitNames(source)
        self.sums: dict[Key, Counts] = {}
        self.remarks: dict[Key, list[str]] = {}
        self.first_lines: dict[Key, int] = {}
        told = given.get("period", "")
        self.period_told = Period.parse(told) if told else None
        self._surveys = _known_surveys(list(self.unit_names.by_id))

    @classmethod
    def columns_for(cls, source: FeedSource, given: Mapping[str, Any]) -> tuple[Column, ...]:
        """Without the unit where the source is about one, without the period where it was told for the file."""
        known = {UNIT} if source.unit_id else set()
        known |= {PERIOD} if given.get("period") else set()
        return tuple(column for column in cls.columns if column not in known)

    @classmethod
    def period_given(cls, text: str) -> str | None:
        """The code of the period; a day or a month stands for its quarter."""
        found = period_in(text)
        if isinstance(found, date):
            found = Period.containing(PeriodKind.QUARTER, found)
        return found.code if found else None

    def read(self, line: Line) -> Iterable[Refusal]:
        """Add the sheet to its sums, or say everything that is wrong with it."""
        problems: list[Refusal] = []
        unit = self._unit(line, problems)
        service = text_of(self.cell(line, "service")) or self.source.name
        when = self._when(line, problems)
        sheet = Sheet(self._answers(line, problems), self._groups(line, problems), way=FILE)
        remark = self._remark(line, problems)
        if problems or unit is None or when is None:
            return problems
        key = self._key(unit, service, when)
        self.sums[key] = counted(self.sums.get(key, {}), sheet, len(CODES))
        if remark:
            self.remarks.setdefault(key, []).append(remark)
        self.first_lines.setdefault(key, line.number)
        return ()

    def finish(self) -> Iterable[Fact]:
        """One fact for each service and period."""
        return [
            Fact(self.first_lines[key], key, _value(counts, sorted(self.remarks.get(key, []))))
            for key, counts in sorted(self.sums.items(), key=str)
        ]

    def _unit(self, line: Line, problems: list[Refusal]) -> Unit | None:
        name = self.cell(line, "unit")
        found = self.unit_names.find(name)
        if found is None:
            problems.append(self.refused(line, UNIT, self.unit_names.problem(name)))
        return found

    def _when(self, line: Line, problems: list[Refusal]) -> Period | date | None:
        cell = self.cell(line, "period")
        found = self.period_told or period_in(cell)
        text = _("Bukan periode. Tulis tanggal, bulan, atau misalnya Triwulan II 2026.")
        if found is not None:
            first = found if isinstance(found, date) else found.start
            text = _("Periode ini belum tiba. Periksa tahunnya.") if first > self.on else ""
        if text:
            problems.append(self.refused(line, PERIOD, text))
        return found

    def _answers(self, line: Line, problems: list[Refusal]) -> dict[str, int]:
        answers: dict[str, int] = {}
        for column in ELEMENTS:
            code, cell = column.name, self.cell(line, column.name)
            if text_of(cell) in ("", "-"):
                continue
            answer = ANSWERS[code].get(plain_heading(cell)) or count_of(cell)
            if answer in (1, 2, 3, 4):
                answers[code] = answer
            else:
                text = _(
                    "Jawaban SKM adalah 1 sampai 4. Kosongkan bila tidak dijawab; jangan diisi 0 atau 5."
                )
                problems.append(self.refused(line, column, text))
        if not answers and not problems:
            problems.append(self.refused(line, ELEMENTS[0], _("Tidak satu pun unsur dijawab di baris ini.")))
        return answers

    def _groups(self, line: Line, problems: list[Refusal]) -> dict[str, str]:
        told: dict[str, str] = {}
        for column, grouping in zip(GROUPS, GROUPINGS, strict=True):
            found = group_in(column.name, self.cell(line, column.name))
            if found:
                told[column.name] = found
            elif found is None:
                known = "; ".join(str(label) for _key, label in grouping.groups)
                text = _("Kelompok ini tidak dikenal. Kosongkan, atau tulis salah satu: %(known)s.")
                problems.append(self.refused(line, column, text % {"known": known}))
        return told

    def _remark(self, line: Line, problems: list[Refusal]) -> str:
        """What the person wrote; a dash says nothing. A refusal doesn't show it: a report holds no words of people."""
        text = kept_text(self.cell(line, "remark"))
        if len(text) > LONGEST_REMARK:
            words = _(
                "Komentar ini lebih dari %(limit)d huruf. Ringkaslah di baris ini, atau pindahkan suratnya."
            )
            told = words % {"limit": LONGEST_REMARK}
            problems.append(Refusal(line.number, str(REMARK.label), "", told))
        return text if text.strip("-–. ") else ""

    def _key(self, unit: Unit, service: str, when: Period | date) -> Key:
        """A survey of this service whose days hold the sheet, else the quarter or the period that was told."""
        known = self._surveys.get((unit.pk, plain_heading(service)), ())
        period = when if isinstance(when, Period) else Period.containing(PeriodKind.QUARTER, when)
        for name, opens_on, closes_on in known:
            if opens_on == period.start or (isinstance(when, date) and opens_on <= when <= closes_on):
                return unit.pk, name, opens_on, closes_on
        return unit.pk, known[0][0] if known else service, period.start, period.end

    def to_json(self, fact: Fact) -> dict[str, Any]:
        """Unit, service, days and sums."""
        unit_id, service, opens_on, closes_on = fact.key
        days = {"opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
        told = {"counts": fact.value[0], "remarks": fact.value[1]}
        return {"line": fact.line, "unit": str(unit_id), "service": service, **days, **told}

    def from_json(self, told: Mapping[str, Any]) -> Fact:
        """The same again."""
        days = (date.fromisoformat(told["opens_on"]), date.fromisoformat(told["closes_on"]))
        value = (told["counts"], told.get("remarks", NO_REMARKS))
        return Fact(told["line"], (UUID(told["unit"]), told["service"], *days), value)

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Sums in force of this source for these units; one query."""
        units = {fact.key[0] for fact in facts}
        rows = ImportedSheets.objects.filter(source=self.source, is_current=True, unit__in=units)
        found = rows.values_list("pk", "unit_id", "service", "opens_on", "closes_on", "counts", "remarks")
        return {tuple(key): Stored(pk, _value(counts, remarks)) for pk, *key, counts, remarks in found}

    def row(self, fact: Fact, run: FeedRun) -> ImportedSheets:
        """The sums to be stored."""
        unit_id, service, opens_on, closes_on = fact.key
        return ImportedSheets(
            agency_id=run.agency_id, run=run, line=fact.line, source=self.source, unit_id=unit_id, service=service,
            opens_on=opens_on, closes_on=closes_on, counts=json.loads(fact.value[0]), remarks=json.loads(fact.value[1]),
        )  # fmt: skip

    def words(self, fact: Fact) -> str:
        """«Rawat jalan, Puskesmas Contoh, 1 April 2026 – 30 Juni 2026»."""
        unit_id, service, opens_on, closes_on = fact.key
        days = f"{date_format(opens_on, 'j F Y')} – {date_format(closes_on, 'j F Y')}"
        return f"{service}, {self.unit_names.by_id[unit_id].name}, {days}"

    def value_words(self, value: Key) -> str:
        """«198 lembar, 12 komentar»: how many, not what they say."""
        told = {"count": respondents(json.loads(value[0])), "remarks": len(json.loads(value[1]))}
        return _("%(count)d lembar, %(remarks)d komentar") % told


def _value(counts: Counts, remarks: Sequence[str]) -> Key:
    return canonical(counts), canonical(list(remarks))


def _known_surveys(units: Sequence[UUID]) -> dict[tuple[UUID, str], list[tuple[str, date, date]]]:
    """Surveys by unit and service in plain letters, the newest first; one query."""
    found: dict[tuple[UUID, str], list[tuple[str, date, date]]] = {}
    rows = Survey.objects.filter(unit__in=units).order_by("-opens_on")
    for unit_id, service, opens_on, closes_on in rows.values_list(
        "unit_id", "service", "opens_on", "closes_on"
    ):
        found.setdefault((unit_id, plain_heading(service)), []).append((service, opens_on, closes_on))
    return found
