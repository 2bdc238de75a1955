"""A day's status from punches, and what lateness costs: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from selaras_rules.absence import DayStatus
from selaras_rules.attendance import DayFacts, DayResult, day_status, is_outage_suspected
from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding, Step
from selaras_rules.lateness import AttendanceDay, Cut, cut_of_day, cut_of_month
from selaras_rules.leave import LeaveKind
from selaras_rules.punches import Punch, PunchSide
from selaras_rules.ruleset import Ruleset
from selaras_rules.working_time import DayPlan, FreeDay, plan_day, plan_shift

from .fields import (
    Field,
    clock_time,
    day,
    group,
    local_holidays,
    member,
    optional,
    rows,
    truth,
    whole,
)
from .rule import Rule

_EXAMPLE = "waktu setempat tanpa selisih UTC, misalnya 2026-06-02T07:31:00"


def _read_local(given: Any, field: str) -> datetime:
    """A local moment as the device wrote it; a date alone would silently become midnight."""
    if isinstance(given, datetime):
        found = given
    else:
        try:
            found = datetime.fromisoformat(str(given))
        except ValueError:
            raise InvalidInput(field, given, _EXAMPLE) from None
        if len(str(given)) < len("2026-06-02T07:31"):
            raise InvalidInput(field, given, _EXAMPLE)
    if found.tzinfo is not None:
        raise InvalidInput(field, given, _EXAMPLE)
    return found


def _local_moment(name: str, about: str) -> Field:
    pattern = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$"
    return Field(name, about, _read_local, {"type": "string", "pattern": pattern})


_DAY = day("hari", "hari yang dinilai")
_CUT_ROW = (
    member("status", DayStatus, "status hari itu"),
    optional(whole("menit_terlambat", "menit terlambat", 0, 1440), 0),
    optional(whole("menit_pulang_cepat", "menit pulang cepat atau kekurangan jam", 0, 1440), 0),
    truth("tanpa_tap_masuk", "tap masuk tidak ada"),
    truth("tanpa_tap_pulang", "tap pulang tidak ada"),
)
_CUT_LAW = ("keterlambatan.tabel", "keterlambatan.tap_tidak_ada", "keterlambatan.rentang_sendiri")


def _plan(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[DayPlan] | Finding[DayPlan | FreeDay]:
    shift = given["giliran"]
    if given["bukan_jadwal"]:
        free: DayPlan | FreeDay = FreeDay(given["hari"], DayStatus.BUKAN_HARI_KERJA)
        return Finding(free, (Step("Hari bebas menurut daftar giliran."),))
    if shift is not None:
        return plan_shift(given["hari"], shift["mulai"], shift["selesai"], shift["istirahat"], ruleset)
    return plan_day(given["hari"], ruleset, local=given["libur_daerah"])


def _status(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[DayResult]:
    facts = DayFacts(
        leave=given["cuti"],
        is_on_duty=given["dinas"],
        is_training=given["pelatihan"],
        is_flexible_place=given["lokasi_fleksibel"],
        is_outage=given["gangguan"],
        is_manual=given["presensi_manual"],
        has_open_claim=given["menunggu_keterangan"],
        previous_end=given["giliran_sebelumnya_selesai"],
    )
    punches = tuple(Punch(row["saat"], row["sisi"]) for row in given["tap"])
    plan = _plan(given, ruleset)
    found = day_status(punches, plan.value, facts, ruleset, local=given["libur_daerah"])
    return Finding(found.value, (*plan.because, *found.because))


def _attendance_day(on: date, row: Mapping[str, Any]) -> AttendanceDay:
    return AttendanceDay(
        on,
        row["status"],
        row["menit_terlambat"],
        row["menit_pulang_cepat"],
        row["tanpa_tap_masuk"],
        row["tanpa_tap_pulang"],
    )


def _cut(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Cut]:
    return cut_of_day(_attendance_day(ruleset.on, given), ruleset)


def _month(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Cut]:
    return cut_of_month((_attendance_day(row["hari"], row) for row in given["baris"]), ruleset)


def _outage(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[bool]:
    usual = tuple((row["tanpa_tap"], row["orang"]) for row in given["hari_biasa"])
    return is_outage_suspected(given["tanpa_tap"], given["orang"], usual, ruleset)


RULES = (
    Rule(
        "status_hari",
        "Status satu hari dari tap, jadwal, dan keadaan yang diketahui",
        (
            _DAY,
            rows(
                "tap",
                "tap sekitar hari itu, waktu setempat",
                _local_moment("saat", "waktu setempat pada perangkat"),
                optional(member("sisi", PunchSide, "sisi menurut perangkat"), PunchSide.AUTO),
            ),
            optional(
                group(
                    "giliran",
                    "jadwal giliran; kosong berarti jam kerja umum",
                    clock_time("mulai", "jam mulai"),
                    clock_time("selesai", "jam selesai"),
                    optional(whole("istirahat", "istirahat dalam menit", 0, 1440), 0),
                )
            ),
            truth("bukan_jadwal", "hari bebas menurut daftar giliran"),
            optional(member("cuti", LeaveKind, "cuti yang disetujui")),
            truth("dinas", "penugasan dinas yang disetujui"),
            truth("pelatihan", "pelatihan yang disetujui"),
            truth("lokasi_fleksibel", "bekerja dari tempat lain yang disetujui"),
            truth("gangguan", "hari tercatat terganggu"),
            truth("presensi_manual", "presensi manual disetujui pimpinan unit"),
            truth("menunggu_keterangan", "cuti atau koreksi diajukan dan belum diputuskan"),
            optional(_local_moment("giliran_sebelumnya_selesai", "saat giliran sebelumnya selesai")),
            local_holidays(),
        ),
        _status,
        DayResult,
        ("kehadiran", "jam_kerja", "cuti.jenis"),
    ),
    Rule("potongan_sehari", "Potongan kehadiran satu hari", _CUT_ROW, _cut, Cut, _CUT_LAW),
    Rule(
        "potongan_sebulan",
        "Potongan kehadiran sebulan",
        (rows("baris", "satu baris untuk setiap hari", _DAY, *_CUT_ROW),),
        _month,
        Cut,
        _CUT_LAW,
    ),
    Rule(
        "dugaan_gangguan",
        "Apakah banyaknya tap yang tidak ada menunjuk gangguan presensi",
        (
            whole("tanpa_tap", "orang tanpa tap pulang hari itu", 0),
            whole("orang", "orang yang hadir hari itu", 1),
            rows(
                "hari_biasa",
                "hari pembanding yang sejenis",
                whole("tanpa_tap", "orang tanpa tap pulang", 0),
                whole("orang", "orang yang hadir", 1),
                at_least=1,
            ),
        ),
        _outage,
        bool,
        ("kehadiran.gangguan",),
    ),
)
