"""SKP: due date and escalation, who fixes it, who needs none, what happens in special cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .errors import InvalidInput, require_member
from .findings import Finding
from .parameters import Value, all_parameters
from .periods import Period, PeriodKind
from .positions import PositionKind
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, day_label, last_working_day

_EXEMPTION = "skp.pengecualian."
_SPECIAL = "skp.keadaan_khusus."


@dataclass(frozen=True, slots=True)
class SkpDue:
    """The days around the due date: last working day to warn, the due day, the day it escalates."""

    due: date
    warn_on: date
    escalate_on: date


@dataclass(frozen=True, slots=True)
class SpecialCase:
    """What the law says of an SKP in one situation."""

    code: str
    title: str
    effect: str
    text: str


def skp_due(year: int, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS) -> Finding[SkpDue]:
    """When the SKP of a year is due and when it passes to the atasan_pejabat_penilai (annex II.C).

    A due day on a day off stays where it is; the warning comes on the last working day before it.
    """
    rule, escalation = ruleset.law("skp.jatuh_tempo"), ruleset.law("skp.eskalasi")
    due = date(year, rule.value["month"], rule.value["day"])
    warn_on = last_working_day(due, week=ruleset.choice("working_days.week"), local=local)
    escalate_on = due + timedelta(days=escalation.value)
    because = (
        rule.step(f"SKP tahun {year} ditetapkan paling lambat {day_label(due)}."),
        escalation.step(
            f"Bila belum ditetapkan, mulai {day_label(escalate_on)} dialog ekspektasi dilakukan "
            "dengan atasan pejabat penilai."
        ),
    )
    return Finding(SkpDue(due, warn_on, escalate_on), because)


def skp_required(status: str, ruleset: Ruleset) -> Finding[bool]:
    """Whether somebody of that status makes an SKP; `status` is "aktif", "tugas_belajar", "cltn", "mpp", …

    Raises InvalidInput for a status the law does not know (PermenPANRB 6/2022, Pasal 4 and annex II.C.8).
    """
    if status in exemptions():
        rule = ruleset.law(_EXEMPTION + status)
        return Finding(False, (rule.step(rule.value["text"]),))
    rule = ruleset.law("skp.wajib")
    if status not in rule.value:
        raise InvalidInput("status", status, ", ".join((*rule.value, *exemptions())))
    return Finding(True, (rule.step(rule.value[status]),))


def exemptions() -> Mapping[str, str]:
    """Code and title of every status that needs no SKP."""
    return _group(_EXEMPTION)


def special_cases() -> Mapping[str, str]:
    """Code and title of every special case."""
    return _group(_SPECIAL)


def special_case(code: str, ruleset: Ruleset) -> Finding[SpecialCase]:
    """What happens to the SKP in a special case; raises InvalidInput for an unknown one."""
    if code not in special_cases():
        raise InvalidInput("keadaan khusus", code, ", ".join(special_cases()))
    rule = ruleset.law(_SPECIAL + code)
    case = SpecialCase(code, special_cases()[code], rule.value["effect"], rule.value["text"])
    return Finding(case, (rule.step(case.text),))


def skp_months(year: int, leaves: tuple[tuple[date, date], ...], ruleset: Ruleset) -> Finding[int]:
    """Months of a year that the SKP covers: the year without whole months of leave (SE BKN 1/2023 5.e)."""
    rule = ruleset.law("skp.keadaan_khusus.cuti_kurang_setahun")
    for start, end in leaves:
        if end < start:
            raise InvalidInput("akhir cuti", end, f"tidak sebelum {start.isoformat()}")
    months = sum(not _is_on_leave(month, leaves) for month in Period.of_year(year).split(PeriodKind.MONTH))
    return Finding(months, (rule.step(f"SKP {year} mencakup {months} bulan kerja efektif."),))


def _is_on_leave(month: Period, leaves: tuple[tuple[date, date], ...]) -> bool:
    """Whether one leave covers the whole month."""
    return any(start <= month.start and month.end <= end for start, end in leaves)


def skp_fixed_by(kind: PositionKind, ruleset: Ruleset) -> Finding[str]:
    """Who fixes the SKP in a region: "kepala_daerah" or "atasan_langsung" (annex II.C)."""
    kind = require_member(PositionKind, kind, "jenis jabatan")
    rule = ruleset.law("skp.penetap")
    who = rule.value[kind]
    name = {"kepala_daerah": "kepala daerah", "atasan_langsung": "atasan langsung"}[who]
    return Finding(who, (rule.step(f"SKP {kind.label} pada pemerintah daerah ditetapkan oleh {name}."),))


def may_be_pejabat_penilai(
    kind: PositionKind | None,
    ruleset: Ruleset,
    *,
    has_delegation: bool = False,
    is_state_official: bool = False,
) -> Finding[bool]:
    """Whether the holder may be pejabat_penilai: from pengawas upwards, or by delegation (Pasal 1 angka 9).

    A state official who leads the unit (the Wali Kota) is one as well (SE BKN 1/2023 5.a.2).
    """
    rule = ruleset.law("skp.pejabat_penilai_terendah")
    if is_state_official:
        return Finding(True, (rule.step("Pejabat negara yang memimpin unit adalah pejabat penilai."),))
    if kind is not None and kind.value in rule.value:
        return Finding(True, (rule.step(f"{kind.label} boleh menjadi pejabat penilai."),))
    name = kind.label if kind is not None else "Pejabat ini"
    return _by_delegation(rule, name, has_delegation)


def may_judge_village_official(
    ruleset: Ruleset, *, is_head_of_region: bool = False, has_delegation: bool = False
) -> Finding[bool]:
    """Whether somebody may judge a PNS who is a village official: the Wali Kota, or a Camat by delegation."""
    rule = ruleset.law("skp.pengecualian.perangkat_desa")
    if is_head_of_region:
        return Finding(True, (rule.step("Bupati atau Wali Kota menilai PNS yang menjadi perangkat desa."),))
    if has_delegation:
        text = "Camat boleh menilai karena mendapat pendelegasian dari Bupati atau Wali Kota."
    else:
        text = "Camat belum boleh menilai: belum ada pendelegasian dari Bupati atau Wali Kota."
    return Finding(has_delegation, (rule.step(text),))


def _by_delegation(rule: Value, name: str, has_delegation: bool) -> Finding[bool]:
    if has_delegation:
        text = f"{name} boleh menilai karena mendapat pendelegasian kewenangan tertulis."
    else:
        text = f"{name} berada di bawah pejabat pengawas; perlu pendelegasian kewenangan tertulis."
    return Finding(has_delegation, (rule.step(text),))


def _group(prefix: str) -> Mapping[str, str]:
    return {
        key.removeprefix(prefix): parameter.title
        for key, parameter in all_parameters().items()
        if key.startswith(prefix)
    }
