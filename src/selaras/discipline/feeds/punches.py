"""Punches of a machine or an application: a month of 8,000 people is 350,000 lines, so a file is taken as a whole."""

from __future__ import annotations

import calendar
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission
from selaras.core.errors import FileRefused, Text
from selaras.core.spreadsheets import Line
from selaras.discipline.badges import Holders, Matched, holders_of, match
from selaras.discipline.calendars import plans_of_period
from selaras.discipline.device_days import DeviceDays, device_days_of
from selaras.discipline.models import Badge, DeviceDay
from selaras.discipline.outages import find_outages
from selaras.discipline.reading import (
    PunchRows,
    Reading,
    columns_in,
    open_text,
    read_attlog,
    read_punches_csv,
)
from selaras.discipline.reading.rows import PERIOD_OPEN
from selaras.discipline.storing import fresh_places, insert_punches, known_marks
from selaras.intake.facts import Refusal
from selaras.intake.kinds import WholeFileKind
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.outcomes import OnRefused, Outcome
from selaras.intake.running import REFUSALS_SHOWN
from selaras.organisation.choices import ruleset_for
from selaras_rules.numbers import written
from selaras_rules.periods import date_label

CODES_NAMED = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """A file beside what is there: whose taps they are, and which are new."""

    rows: PunchRows
    holders: Holders
    matched: Matched
    fresh: array[int]
    twice: int
    same: int
    device_days: DeviceDays

    @property
    def first(self) -> date:
        """The first day with a tap."""
        return date.fromordinal(min(self.rows.days))

    @property
    def last(self) -> date:
        """The last day with a tap."""
        return date.fromordinal(max(self.rows.days))


class Punches(WholeFileKind):
    """`attlog.dat` as machines write it, or taps in CSV; told apart by their first line."""

    code = "attendance_punches"
    label = gettext_lazy("Presensi: tap mesin")
    why = gettext_lazy(
        "Tap dari mesin presensi dibaca langsung, jadi tidak seorang pun mengetik kehadirannya. Tap mentah tidak "
        "pernah diubah; cuti, dinas, dan gangguan mesin diperhitungkan saat dibaca."
    )
    why_month: ClassVar[Text] = gettext_lazy(
        "Isi bila berkasnya memuat banyak bulan dan Anda hanya ingin satu bulan. Misalnya 03/2026."
    )
    permission = Permission.RUN_FEEDS

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        super().__init__(source, on, given)
        self.ruleset = ruleset_for(source.agency, on)
        first, last = month_span(given.get("period", "")) or PERIOD_OPEN
        self.reading = Reading(first, last, ZoneInfo(source.agency.time_zone), on)

    def pass_over(self, path: Path, run: FeedRun | None, on_refused: OnRefused | None) -> Outcome:
        """Raises `FileRefused` for a file that holds no taps, `NoCalendar` where a year has no list of holidays."""
        rows = self._read(path)
        outcome = _outcome_of(rows, on_refused)
        if not len(rows):
            outcome.notes.append(_("Tidak ada satu tap pun dalam bulan yang diminta."))
            return outcome
        plans = plans_of_period(
            date.fromordinal(min(rows.days)), date.fromordinal(max(rows.days)), self.ruleset,
            opd_id=self.source.opd_id,
        )  # fmt: skip
        compared = self._compare(rows, device_days_of(rows, plans, self.reading.zone))
        _tell(outcome, compared)
        if run is not None:
            self._write(run, compared)
            find_outages(self.source, plans, self.ruleset)
        return outcome

    def rows_of(self, run: FeedRun) -> int:
        """The taps that were new when the delivery was applied."""
        return int(run.counts.get("new", 0))

    def _read(self, path: Path) -> PunchRows:
        with path.open("rb") as file:
            if file.read(4) == b"PK\x03\x04":
                raise FileRefused(
                    _("Tap dibaca dari attlog.dat atau CSV, bukan dari spreadsheet."),
                    remedy=_("Belum ada yang berubah. Simpan sebagai CSV, atau unduh attlog.dat dari mesin."),
                )
            file.seek(0)
            with open_text(file) as text:
                first = text.readline()
                text.seek(0)
                if _is_csv(first):
                    return read_punches_csv(text, self.reading)
                return read_attlog(text, self.reading, columns_in(self.source.headings))

    def _compare(self, rows: PunchRows, device_days: DeviceDays) -> Compared:
        holders = holders_of(self.source, rows.codes.texts)
        matched = match(rows, holders)
        places = {badge.pk: number for number, badge in enumerate(matched.badges)}
        first, last = date.fromordinal(min(rows.days)), date.fromordinal(max(rows.days))
        known = known_marks(self.source, first, last, places)
        fresh, twice, same = fresh_places(rows, matched.numbers, known)
        return Compared(rows, holders, matched, fresh, twice, same, device_days)

    def _write(self, run: FeedRun, compared: Compared) -> None:
        Badge.objects.bulk_create(compared.holders.new, batch_size=500)
        DeviceDay.objects.bulk_create(
            [DeviceDay(agency_id=run.agency_id, run=run, **row) for row in compared.device_days.as_fields()],
            batch_size=500,
        )
        numbers, badges = compared.matched.numbers, compared.matched.badges
        insert_punches(run, compared.rows, compared.fresh, numbers, badges)


def month_span(text: str) -> tuple[date, date] | None:
    """The first and last day of «2026-03»."""
    if not text:
        return None
    year, month = map(int, text.split("-"))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _is_csv(first: str) -> bool:
    heading = first.casefold()
    return "nip" in heading and "waktu" in heading


def _outcome_of(rows: PunchRows, on_refused: OnRefused | None) -> Outcome:
    """Counts and refused lines; what is new is told later."""
    outcome, told = Outcome(), rows.told
    outcome.counts.update(rows=told.read, refused=told.refused_count, outside=told.outside)
    for refused in told.refused:
        problem = Refusal(refused.line, "", refused.text, str(refused.reason))
        if len(outcome.refused) < REFUSALS_SHOWN:
            outcome.refused.append(
                {"line": refused.line, "column": "", "value": refused.text, "message": problem.message}
            )
        if on_refused is not None:
            on_refused(Line(refused.line, list(refused.text.split("\t"))), problem)
    if told.outside:
        outcome.notes.append(
            _("%(count)s tap di luar bulan yang diminta tidak dibaca.") % {"count": written(told.outside)}
        )
    if told.is_cut:
        outcome.notes.append(_("Berkas ini terputus di baris terakhir, jadi mungkin tidak lengkap."))
    return outcome


def _tell(outcome: Outcome, compared: Compared) -> None:
    rows, matched = compared.rows, compared.matched
    outcome.counts.update(new=len(compared.fresh), same=compared.same + compared.twice)
    outcome.counts["people"] = sum(badge.employee_id is not None for badge in matched.badges)
    unknown = [badge.code for badge in matched.badges if badge.employee_id is None]
    outcome.counts["unknown"] = len(unknown)
    outcome.digest.update(compared.fresh.tobytes())
    outcome.digest.update(f"{outcome.counts}{unknown}".encode())
    outcome.new.extend(_new_by_device(compared))
    outcome.notes.extend(_notes(unknown, compared))
    outcome.last_line = rows.lines[-1]


def _new_by_device(compared: Compared) -> list[dict[str, Any]]:
    """For each device how many taps are new, of how many numbers: a difference one can read."""
    rows = compared.rows
    taps: dict[int, int] = {}
    people: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    for place in compared.fresh:
        device = rows.device[place]
        taps[device] = taps.get(device, 0) + 1
        people.setdefault(device, set()).add(rows.who[place])
        first.setdefault(device, rows.lines[place])
    return [
        {
            "line": first[device],
            "text": _("Mesin %(device)s") % {"device": rows.devices.texts[device] or "–"},
            "old": "",
            "new": _("%(taps)s tap dari %(people)s nomor")
            % {"taps": written(taps[device]), "people": written(len(people[device]))},
        }
        for device in sorted(taps, key=lambda place: rows.devices.texts[place])
    ]


def _notes(unknown: Sequence[str], compared: Compared) -> list[str]:
    period = {"first": date_label(compared.first), "last": date_label(compared.last)}
    notes = [_("Tap dari %(first)s sampai %(last)s.") % period]
    if unknown:
        more = " …" if len(unknown) > CODES_NAMED else ""
        text = _(
            "%(count)s nomor belum dipasangkan dengan pegawai: %(codes)s. Tapnya tetap disimpan dan terbaca begitu "
            "nomornya dipasangkan."
        )
        notes.append(
            text % {"count": written(len(unknown)), "codes": ", ".join(unknown[:CODES_NAMED]) + more}
        )
    if compared.device_days.cut_day is not None:
        text = _("Hari terakhir, %(day)s, diunduh sebelum jam pulang: hari itu belum dinilai.")
        notes.append(text % {"day": date_label(compared.device_days.cut_day)})
    return notes


__all__ = ["Punches", "month_span"]
