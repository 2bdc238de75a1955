"""Leave as far as attendance needs it: what it excuses, what it reduces, what proves it (PP 11/2017)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .absence import DayStatus
from .errors import InvalidInput, require_member
from .findings import Finding
from .positions import EmployeeStatus
from .ruleset import Ruleset


class LeaveKind(StrEnum):
    """The kinds of leave of civil servants."""

    TAHUNAN = "tahunan"
    BESAR = "besar"
    SAKIT = "sakit"
    MELAHIRKAN = "melahirkan"
    ALASAN_PENTING = "alasan_penting"
    BERSAMA = "bersama"
    CLTN = "cltn"


class SickEvidence(StrEnum):
    """What proves sick leave."""

    SURAT_KETERANGAN = "surat_keterangan"
    DOKTER_PEMERINTAH = "dokter_pemerintah"


@dataclass(frozen=True, slots=True)
class LeaveEffect:
    """What approved leave does to a day.

    `reduces` is "cuti_tahunan" (day by day), "cuti_tahunan_setahun" (the whole year's) or empty. `is_entitled`
    tells whether somebody of that status has this kind; a leave that was approved excuses all the same.
    """

    kind: LeaveKind
    status: DayStatus
    excuses: bool
    reduces: str
    is_paid: bool
    breaks_service: bool
    is_health_data: bool
    is_entitled: bool


def leave_effect(
    kind: LeaveKind, ruleset: Ruleset, *, status: EmployeeStatus = EmployeeStatus.PNS
) -> Finding[LeaveEffect]:
    """How an approved leave counts (PP 11/2017, Peraturan BKN 24/2017); every approved leave excuses its days."""
    kind = require_member(LeaveKind, kind, "jenis_cuti")
    status = require_member(EmployeeStatus, status, "status_pegawai")
    rule, rights = ruleset.law("cuti.jenis"), ruleset.law("cuti.hak")
    row = rule.value[kind]
    is_entitled = kind.value in rights.value[status]
    effect = LeaveEffect(
        kind, DayStatus(row["status"]), True, row["reduces"], row["paid"], row["breaks_service"],
        row["health"], is_entitled,
    )  # fmt: skip
    because = [rule.step(row["text"])]
    if not is_entitled:
        because.append(rights.step(f"{status.upper()} tidak mempunyai {row['name']}; periksalah dasarnya."))
    return Finding(effect, tuple(because))


def annual_leave_days(
    service_months: int,
    ruleset: Ruleset,
    *,
    unused_last_year: int = 0,
    is_unused_two_years: bool = False,
    has_taken_long_leave: bool = False,
    joint_leave_worked: int = 0,
) -> Finding[int]:
    """Working days of annual leave of a year: none before a year of service, then 12 and what is carried.

    `joint_leave_worked` counts days of cuti bersama on which the person had to work. Raises InvalidInput for
    negatives and for more than a year's leave carried.
    """
    rule, joint = ruleset.law("cuti.tahunan"), ruleset.law("cuti.tahunan_cuti_bersama")
    law = rule.value
    _require_between("masa_kerja_bulan", service_months, 0, 600)
    _require_between("sisa_tahun_lalu", unused_last_year, 0, law["days"])
    _require_between("bekerja_saat_cuti_bersama", joint_leave_worked, 0, 31)
    if service_months < law["service"]:
        text = f"Hak cuti tahunan mulai setelah {law['service']} bulan bekerja."
        return Finding(0, (rule.step(text),))
    extra = joint_leave_worked * joint.value
    added = (joint.step(f"Ditambah {extra} hari karena bekerja pada cuti bersama."),) if extra else ()
    if has_taken_long_leave:
        used = ruleset.law("cuti.jenis").step("Cuti besar menghabiskan hak cuti tahunan tahun itu.")
        return Finding(extra, (used, *added))
    if is_unused_two_years:
        days = law["most_after_two_years"]
        text = f"Dua tahun atau lebih tidak dipakai: {days} hari termasuk tahun ini."
    else:
        carried = min(unused_last_year, law["carried"])
        days = min(law["days"] + carried, law["most"])
        text = f"{law['days']} hari tahun ini dan {carried} hari sisa tahun lalu: {days} hari."
    return Finding(days + extra, (rule.step(text), *added))


def sick_leave_evidence(days: int, ruleset: Ruleset) -> Finding[SickEvidence]:
    """What proves sick leave of that many days; beyond 14 days a government doctor (PP 11/2017)."""
    _require_between("hari_sakit", days, 1, 366)
    rule = ruleset.law("cuti.sakit")
    if days > rule.value["government_doctor_over"]:
        text = f"Lebih dari {rule.value['government_doctor_over']} hari memerlukan surat dokter pemerintah."
        return Finding(SickEvidence.DOKTER_PEMERINTAH, (rule.step(text),))
    return Finding(SickEvidence.SURAT_KETERANGAN, (rule.step("Cukup dengan surat keterangan sakit."),))


def _require_between(field: str, given: int, low: int, high: int) -> None:
    if not low <= given <= high:
        raise InvalidInput(field, given, f"{low} sampai {high}")
