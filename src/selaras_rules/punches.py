"""Reading punches: which one was coming, which one going, and the traps of real attendance data, each by name.

Raw punches are facts and stay untouched; what is read here can be read again when a rule changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from .errors import InvalidInput, require_member
from .ruleset import Ruleset
from .working_time import DayPlan


class PunchSide(StrEnum):
    """What the device says of a punch; AUTO when it does not know."""

    AUTO = "auto"
    MASUK = "masuk"
    PULANG = "pulang"


class PunchFlag(StrEnum):
    """What is unusual about the punches of a day."""

    TANPA_TAP_MASUK = "tanpa_tap_masuk"
    TANPA_TAP_PULANG = "tanpa_tap_pulang"
    SATU_TAP_DUA_KOLOM = "satu_tap_dua_kolom"
    PENGISI_SISTEM = "pengisi_sistem"
    HANYA_SEBELUM_TENGAH_HARI = "hanya_sebelum_tengah_hari"
    HANYA_SETELAH_JAM_PULANG = "hanya_setelah_jam_pulang"
    DI_LUAR_JENDELA = "di_luar_jendela"
    LEWAT_TENGAH_MALAM = "lewat_tengah_malam"
    GANGGUAN = "gangguan"
    HADIR_MANUAL = "hadir_manual"
    TAP_SAAT_TIDAK_WAJIB = "tap_saat_tidak_wajib"

    @property
    def sentence(self) -> str:
        """What it means, for people."""
        return _SENTENCES[self]


_SENTENCES = {
    PunchFlag.TANPA_TAP_MASUK: "Tap masuk tidak ada.",
    PunchFlag.TANPA_TAP_PULANG: "Tap pulang tidak ada.",
    PunchFlag.SATU_TAP_DUA_KOLOM: "Tap masuk dan pulang hampir bersamaan: dibaca satu tap, sisinya menurut jadwal.",
    PunchFlag.PENGISI_SISTEM: "Waktu 23.59 diisi sistem, bukan tap orang; dibaca sebagai tidak ada.",
    PunchFlag.HANYA_SEBELUM_TENGAH_HARI: "Semua tap sebelum tengah hari: tap pulang dibaca tidak ada.",
    PunchFlag.HANYA_SETELAH_JAM_PULANG: "Semua tap setelah jam pulang: lupa tap masuk, bukan terlambat berjam-jam.",
    PunchFlag.DI_LUAR_JENDELA: "Ada tap di luar jendela jadwal; tidak dipakai.",
    PunchFlag.LEWAT_TENGAH_MALAM: "Giliran malam: tap pulang pada hari berikutnya.",
    PunchFlag.GANGGUAN: "Presensi hari ini tercatat terganggu; tap yang tidak ada tidak dihitung.",
    PunchFlag.HADIR_MANUAL: "Kehadiran dicatat manual dan disetujui pimpinan unit.",
    PunchFlag.TAP_SAAT_TIDAK_WAJIB: "Ada tap pada hari yang tidak mewajibkan hadir; tidak mengubah apa pun.",
}


@dataclass(frozen=True, slots=True)
class Punch:
    """One tap: the local moment, and the side the device noted."""

    at: datetime
    side: PunchSide = PunchSide.AUTO


@dataclass(frozen=True, slots=True)
class ReadPunches:
    """When somebody came and left; None for what the punches do not tell."""

    came_at: datetime | None
    left_at: datetime | None
    flags: tuple[PunchFlag, ...]


def read_punches(
    punches: Sequence[Punch], plan: DayPlan, ruleset: Ruleset, *, previous_end: datetime | None = None
) -> ReadPunches:
    """Coming and going of one planned day out of the punches around it.

    `previous_end` is the end of the shift before: punches nearer to it than to this start belong to that shift.
    Raises InvalidInput for a punch with a time zone (give local time) or an unknown side.
    """
    flags: list[PunchFlag] = []
    usable = _without_fillers([_checked(punch) for punch in punches], plan, ruleset, flags)
    usable = _within_window(usable, plan, ruleset, previous_end, flags)
    if not usable:
        return ReadPunches(None, None, tuple(flags))
    came, left = _pair(usable, plan, ruleset, flags)
    if came is None:
        flags.append(PunchFlag.TANPA_TAP_MASUK)
    if left is None:
        flags.append(PunchFlag.TANPA_TAP_PULANG)
    elif plan.ends_next_day and left.date() > plan.day:
        flags.append(PunchFlag.LEWAT_TENGAH_MALAM)
    return ReadPunches(came, left, tuple(flags))


def _checked(punch: Punch) -> Punch:
    if punch.at.tzinfo is not None:
        raise InvalidInput("tap", punch.at.isoformat(), "waktu setempat tanpa selisih UTC")
    return Punch(punch.at.replace(microsecond=0), require_member(PunchSide, punch.side, "sisi"))


def _within_window(
    punches: list[Punch],
    plan: DayPlan,
    ruleset: Ruleset,
    previous_end: datetime | None,
    flags: list[PunchFlag],
) -> list[Punch]:
    first = plan.starts_at - timedelta(minutes=ruleset.choice("attendance.window_before"))
    last = plan.ends_at + timedelta(minutes=ruleset.choice("attendance.window_after"))
    if previous_end is not None and previous_end <= plan.starts_at:
        first = max(first, previous_end + (plan.starts_at - previous_end) / 2)
    kept = sorted((punch for punch in punches if first <= punch.at <= last), key=lambda punch: punch.at)
    # Punches of the neighbouring days are given on purpose; only a stray one of this day is worth a word.
    if any(punch.at.date() == plan.day and not first <= punch.at <= last for punch in punches):
        flags.append(PunchFlag.DI_LUAR_JENDELA)
    return kept


def _without_fillers(
    punches: list[Punch], plan: DayPlan, ruleset: Ruleset, flags: list[PunchFlag]
) -> list[Punch]:
    rule = ruleset.law("kehadiran.pengisi").value
    filler = time.fromisoformat(rule["at"])
    near = timedelta(minutes=rule["near"])

    def is_filler(punch: Punch) -> bool:
        is_that_minute = (punch.at.hour, punch.at.minute) == (filler.hour, filler.minute)
        return is_that_minute and min(abs(punch.at - plan.ends_at), abs(punch.at - plan.starts_at)) > near

    fillers = [punch for punch in punches if is_filler(punch)]
    if any(punch.at.date() == plan.day for punch in fillers):
        flags.append(PunchFlag.PENGISI_SISTEM)
    return [punch for punch in punches if punch not in fillers]


def _pair(
    punches: list[Punch], plan: DayPlan, ruleset: Ruleset, flags: list[PunchFlag]
) -> tuple[datetime | None, datetime | None]:
    first, last = punches[0].at, punches[-1].at
    apart = timedelta(minutes=ruleset.choice("attendance.double_tap_minutes"))
    if last - first <= apart:
        if len(punches) > 1:
            flags.append(PunchFlag.SATU_TAP_DUA_KOLOM)
        return _single(first, plan)
    if ruleset.choice("attendance.pairing") == "sides":
        return _by_sides(punches)
    if first >= plan.ends_at:
        flags.append(PunchFlag.HANYA_SETELAH_JAM_PULANG)
        return None, last
    if last < _noon(plan, ruleset):
        flags.append(PunchFlag.HANYA_SEBELUM_TENGAH_HARI)
        return first, None
    return first, last


def _single(at: datetime, plan: DayPlan) -> tuple[datetime | None, datetime | None]:
    """One punch is the side whose time it lies nearer to; exactly between it is coming."""
    if abs(at - plan.starts_at) <= abs(at - plan.ends_at):
        return at, None
    return None, at


def _by_sides(punches: list[Punch]) -> tuple[datetime | None, datetime | None]:
    came = next((punch.at for punch in punches if punch.side is not PunchSide.PULANG), None)
    left = next((punch.at for punch in reversed(punches) if punch.side is not PunchSide.MASUK), None)
    # Without a side the same punch may not be both.
    return came, None if left is not None and left == came else left


def _noon(plan: DayPlan, ruleset: Ruleset) -> datetime:
    noon = datetime.combine(plan.day, time.fromisoformat(ruleset.law("kehadiran.tengah_hari").value))
    if plan.starts_at < noon < plan.ends_at and not plan.ends_next_day:
        return noon
    return plan.starts_at + (plan.ends_at - plan.starts_at) / 2
