"""Working hours, shifts, rosters, flexible places and local time: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.ruleset import Ruleset
from selaras_rules.time_zones import TimeZone
from selaras_rules.working_time import (
    DayPlan,
    FreeDay,
    LocalMoment,
    RosterVerdict,
    check_roster,
    local_moment,
    may_work_elsewhere,
    plan_day,
    plan_shift,
    required_minutes,
)

from .fields import (
    Field,
    clock_time,
    day,
    local_holidays,
    member,
    optional,
    read_moment,
    rows,
    truth,
    whole,
)
from .rule import Rule

_SHIFT = (
    day("hari", "hari giliran mulai"),
    clock_time("mulai", "jam mulai"),
    clock_time("selesai", "jam selesai; sama atau lebih awal dari mulai berarti hari berikutnya"),
    optional(whole("istirahat", "istirahat dalam menit", 0, 1440), 0),
)
_WEEK = (day("hari_pertama", "hari pertama dari tujuh hari"), local_holidays())
_LAW = ("jam_kerja.sepekan", "jam_kerja.mulai", "jam_kerja.istirahat", "jam_kerja.enam_hari")


def _shift(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[DayPlan]:
    return plan_shift(given["hari"], given["mulai"], given["selesai"], given["istirahat"], ruleset)


def _roster(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[RosterVerdict]:
    shifts = tuple(_shift(row, ruleset).value for row in given["giliran"])
    return check_roster(given["hari_pertama"], shifts, ruleset, local=given["libur_daerah"])


def _elsewhere(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[bool]:
    return may_work_elsewhere(
        given["hari_sepekan"],
        ruleset,
        is_new=given["pegawai_baru"],
        is_under_discipline=given["proses_disiplin"],
    )


RULES = (
    Rule(
        "jam_kerja",
        "Jam kerja satu hari",
        (day("hari", "hari yang direncanakan"), local_holidays()),
        lambda given, ruleset: plan_day(given["hari"], ruleset, local=given["libur_daerah"]),
        DayPlan | FreeDay,
        _LAW,
    ),
    Rule("jam_giliran", "Jam kerja satu giliran", _SHIFT, _shift, DayPlan, ("jam_kerja.giliran",)),
    Rule(
        "jam_kerja_sepekan",
        "Menit kerja bersih yang diwajibkan dalam tujuh hari",
        _WEEK,
        lambda given, ruleset: required_minutes(given["hari_pertama"], ruleset, local=given["libur_daerah"]),
        int,
        _LAW,
    ),
    Rule(
        "daftar_giliran",
        "Apakah giliran tujuh hari memenuhi jam kerja",
        (*_WEEK, rows("giliran", "giliran dalam tujuh hari itu", *_SHIFT)),
        _roster,
        RosterVerdict,
        (*_LAW, "jam_kerja.giliran"),
    ),
    Rule(
        "lokasi_fleksibel",
        "Apakah boleh bekerja dari tempat lain satu hari lagi",
        (
            whole("hari_sepekan", "hari dari tempat lain yang sudah dipakai minggu ini", 0, 7),
            truth("pegawai_baru", "pegawai baru"),
            truth("proses_disiplin", "sedang diperiksa atau menjalani hukuman disiplin"),
        ),
        _elsewhere,
        bool,
        ("jam_kerja.lokasi_fleksibel",),
    ),
    Rule(
        "waktu_setempat",
        "Saat dengan selisih UTC menurut jam setempat",
        (
            Field("saat", "saat dengan zona waktu", read_moment, {"type": "string", "format": "date-time"}),
            member("wilayah_waktu", TimeZone, "wilayah waktu tempat kerja"),
        ),
        lambda given, ruleset: local_moment(given["saat"], given["wilayah_waktu"], ruleset),
        LocalMoment,
        ("waktu.wilayah",),
    ),
)
