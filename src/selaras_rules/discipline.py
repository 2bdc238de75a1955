"""Discipline of PNS: levels, types and the ladder of unexcused absence (PP 53/2010, PP 94/2021).

The law is that of the day of the act, not of the day somebody looks at it. Everything here proposes, with its
reasons; an official decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .periods import date_label
from .positions import EmployeeStatus
from .ruleset import Ruleset

NO_STEP = ""


class DisciplineLevel(StrEnum):
    """How heavy a punishment is (PP 94/2021 art. 8), lightest first."""

    RINGAN = "ringan"
    SEDANG = "sedang"
    BERAT = "berat"


@dataclass(frozen=True, slots=True)
class PunishmentType:
    """One type of punishment: "R1" to "B4", its name, and the national code (0 where we do not know it)."""

    step: str
    level: DisciplineLevel
    name: str
    bkn_code: int


@dataclass(frozen=True, slots=True)
class AbsenceTotal:
    """Days of absence in a year: whole days, days made of minutes, and the minutes that are left."""

    days: int
    days_of_minutes: int
    remaining_minutes: int


@dataclass(frozen=True, slots=True)
class AbsenceProposal:
    """What the ladder proposes for one person and year; `step` is empty when it proposes nothing.

    `regime` is the code of the regulation of the day of the act.
    """

    step: str
    level: DisciplineLevel | None
    punishment: str
    bkn_code: int
    total: AbsenceTotal
    is_by_run: bool
    stops_pay: bool
    regime: str


def ruleset_of_act(act_day: date, ruleset: Ruleset) -> Ruleset:
    """The law of the day of the act with the same choices; raises InvalidInput for an act in the future."""
    if act_day > ruleset.on:
        raise InvalidInput("tanggal_perbuatan", act_day, f"paling lambat {ruleset.on.isoformat()}")
    return ruleset.at(act_day)


def punishment_types(act_day: date, ruleset: Ruleset) -> Finding[tuple[PunishmentType, ...]]:
    """Every type that may be imposed for an act of that day, lightest first (PP 94/2021 art. 8 and 42)."""
    of_act = ruleset_of_act(act_day, ruleset)
    rows, medium = of_act.law("disiplin.jenis"), _medium_rows(of_act)
    found = tuple(_type(step, medium.get(step, row)) for step, row in rows.value.items())
    names = "; ".join(f"{one.step} {one.name}" for one in found)
    text = f"Jenis hukuman disiplin bagi perbuatan {date_label(act_day)}: {names}."
    return Finding(found, (rows.step(text), _medium_step(of_act)))


def total_absence(days: int, minutes: int, ruleset: Ruleset, *, minutes_ramadan: int = 0) -> AbsenceTotal:
    """Whole days plus minutes of shortage turned into days, rounded down once; the rest is kept.

    How many minutes make a day is the agency's choice, apart for Ramadan. Raises InvalidInput for negatives.
    """
    for field, number in (("hari", days), ("menit", minutes), ("menit_ramadan", minutes_ramadan)):
        if number < 0:
            raise InvalidInput(field, number, "nol atau lebih")
    a_day = ruleset.choice("discipline.minutes_per_day")
    a_day_ramadan = ruleset.choice("discipline.minutes_per_day_ramadan")
    parts = Fraction(minutes, a_day) + Fraction(minutes_ramadan, a_day_ramadan)
    whole = int(parts)
    # A rest made of both kinds is told in minutes of an ordinary day, rounded down.
    return AbsenceTotal(days + whole, whole, int((parts - whole) * a_day))


def propose_for_absence(
    act_day: date,
    ruleset: Ruleset,
    *,
    days: int,
    minutes: int = 0,
    minutes_ramadan: int = 0,
    longest_run: int = 0,
    status: EmployeeStatus = EmployeeStatus.PNS,
) -> Finding[AbsenceProposal]:
    """The step of the ladder for a year's unexcused absence (PP 94/2021 art. 9–11; PP 53/2010 art. 8–10).

    `act_day` is the last day of absence, `longest_run` working days in a row. The heavier of the two counts.
    """
    of_act = ruleset_of_act(act_day, ruleset)
    status = require_member(EmployeeStatus, status, "status_pegawai")
    if longest_run < 0:
        raise InvalidInput("berturut_turut", longest_run, "nol atau lebih")
    total = total_absence(days, minutes, of_act, minutes_ramadan=minutes_ramadan)
    counted = _total_step(total, of_act)
    if _is_apart(status, of_act):
        return _contract_finding(total, counted, of_act)
    step, because = _ladder_step(total.days, of_act)
    run_step, run_because = _run_step(longest_run, of_act)
    is_by_run = _place(run_step, of_act) > _place(step, of_act)
    proposal = _proposal(run_step if is_by_run else step, total, of_act, is_by_run=is_by_run)
    return Finding(
        proposal, (_regime_step(of_act), counted, because, *run_because, *_closing(proposal, of_act))
    )


def _ladder_step(days: int, of_act: Ruleset) -> tuple[str, Step]:
    ladder = of_act.law("disiplin.tangga_ketidakhadiran")
    first = ladder.value[0]["from"]
    if days < first:
        text = f"{days} hari belum mencapai {first} hari; tidak ada jenis hukuman, hanya pembinaan."
        return NO_STEP, ladder.step(text)
    row = next((row for row in ladder.value if row["from"] <= days <= row["to"]), ladder.value[-1])
    span = _span(row["from"], row["to"])
    text = f"Tidak masuk kerja {days} hari kerja kumulatif dalam setahun termasuk rentang {span}."
    return row["step"], Step(text, ladder.source, row["article"], ladder.standing.value)


def _span(first: int, last: int) -> str:
    if last >= 366:
        return f"{first} hari atau lebih"
    return f"{first} hari" if first == last else f"{first} sampai {last} hari"


def _run_step(longest_run: int, of_act: Ruleset) -> tuple[str, tuple[Step, ...]]:
    rule = of_act.law("disiplin.berturut_turut")
    if not rule.value["days"] or longest_run < rule.value["days"]:
        return NO_STEP, ()
    text = (
        f"Tidak masuk kerja {longest_run} hari kerja terus-menerus mencapai batas {rule.value['days']} hari."
    )
    return rule.value["step"], (rule.step(text), of_act.choice_step("discipline.run_across_year"))


def _proposal(step: str, total: AbsenceTotal, of_act: Ruleset, *, is_by_run: bool) -> AbsenceProposal:
    regime = of_act.law("disiplin.tangga_ketidakhadiran").source
    if step == NO_STEP:
        return _no_proposal(total, of_act)
    kind = _type(step, _medium_rows(of_act).get(step, of_act.law("disiplin.jenis").value[step]))
    stops_pay = is_by_run and of_act.law("disiplin.berturut_turut").value["stops_pay"]
    return AbsenceProposal(step, kind.level, kind.name, kind.bkn_code, total, is_by_run, stops_pay, regime)


def _no_proposal(total: AbsenceTotal, of_act: Ruleset) -> AbsenceProposal:
    regime = of_act.law("disiplin.tangga_ketidakhadiran").source
    return AbsenceProposal(NO_STEP, None, "", 0, total, False, False, regime)


def _closing(proposal: AbsenceProposal, of_act: Ruleset) -> tuple[Step, ...]:
    if proposal.step == NO_STEP:
        return ()
    kinds = of_act.law("disiplin.jenis")
    steps = [kinds.step(f"Usulan: hukuman disiplin {proposal.level}, {proposal.punishment}.")]
    if proposal.level is DisciplineLevel.SEDANG:
        steps.append(_medium_step(of_act))
    if proposal.stops_pay:
        run = of_act.law("disiplin.berturut_turut")
        steps.append(
            run.step("Pembayaran gaji dihentikan sejak bulan berikutnya bila pejabat memutuskannya.")
        )
    again = of_act.law("disiplin.berulang")
    steps.append(again.step("Pada ketidakhadiran hukuman naik mengikuti jumlah hari, bukan karena berulang."))
    steps.append(Step("Ini usulan. Hukuman hanya dijatuhkan pejabat yang berwenang setelah pemeriksaan."))
    return tuple(steps)


def _regime_step(of_act: Ruleset) -> Step:
    ladder = of_act.law("disiplin.tangga_ketidakhadiran")
    return ladder.step(
        f"Perbuatan terakhir {date_label(of_act.on)}; dipakai aturan yang berlaku pada hari itu."
    )


def _total_step(total: AbsenceTotal, of_act: Ruleset) -> Step:
    told = of_act.choice_step("discipline.minutes_per_day")
    if total.days_of_minutes or total.remaining_minutes:
        whole = total.days - total.days_of_minutes
        text = (
            f"{whole} hari penuh ditambah {total.days_of_minutes} hari dari menit kekurangan menjadi "
            f"{total.days} hari; sisa {total.remaining_minutes} menit disimpan. {told.text}"
        )
    else:
        text = f"{total.days} hari penuh, tanpa menit kekurangan."
    return Step(text, told.source, told.article, told.standing)


def _is_apart(status: EmployeeStatus, of_act: Ruleset) -> bool:
    if of_act.law("disiplin.berlaku_bagi").value[status]:
        return False
    return bool(of_act.choice("discipline.pppk") == "contract")


def _contract_finding(total: AbsenceTotal, counted: Step, of_act: Ruleset) -> Finding[AbsenceProposal]:
    rule = of_act.law("disiplin.berlaku_bagi")
    text = (
        f"PPPK tidak dikenai tangga PNS. {total.days} hari tidak masuk ini ditindaklanjuti "
        "menurut perjanjian kerja dan aturan instansi."
    )
    because = (counted, rule.step(text), of_act.choice_step("discipline.pppk"))
    return Finding(_no_proposal(total, of_act), because)


def _medium_rows(of_act: Ruleset) -> Mapping[str, Any]:
    if of_act.choice("discipline.medium_types") == "by_law":
        return of_act.law("disiplin.jenis_sedang").value
    return {}


def _medium_step(of_act: Ruleset) -> Step:
    if of_act.choice("discipline.medium_types") != "by_law":
        return of_act.choice_step("discipline.medium_types")
    rule = of_act.law("disiplin.jenis_sedang")
    return rule.step(rule.note or "Jenis hukuman sedang menurut aturan yang berlaku pada hari perbuatan.")


def _type(step: str, row: Mapping[str, Any]) -> PunishmentType:
    return PunishmentType(step, DisciplineLevel(row["level"]), row["name"], row["siasn"])


def _place(step: str, of_act: Ruleset) -> int:
    """How heavy a step is: its place in the list of types, after none at all."""
    return [NO_STEP, *of_act.law("disiplin.jenis").value].index(step)
