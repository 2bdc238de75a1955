"""Satyalancana Karya Satya: who may be proposed for 10, 20 or 30 years, and every reason against it (PP 35/2010)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .discipline import DisciplineLevel
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .parameters import Value
from .periods import add_months, date_label
from .ratings import Predikat
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Career:
    """What counts: the TMT CPNS, punishments (level, day), CLTN (first and last day), latest predikat, awards had."""

    start: date
    punishments: tuple[tuple[DisciplineLevel, date], ...] = ()
    unpaid_leaves: tuple[tuple[date, date], ...] = ()
    recent: tuple[Predikat, ...] = ()
    received: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Satyalancana:
    """What somebody may be proposed for on the day.

    `award` is 10, 20 or 30, or None; `metal` and `bkn_code` belong to it. `refusals` are stable words: "masa",
    "hukuman", "cltn", "predikat", "sudah". `next_award` and `next_on` say what comes by years alone.
    """

    award: int | None
    metal: str
    bkn_code: int
    years: int
    counted_from: date
    refusals: tuple[str, ...]
    next_award: int | None
    next_on: date | None


def propose_satyalancana(career: Career, ruleset: Ruleset) -> Finding[Satyalancana]:
    """The highest award by years served without a break, and each reason against it; proposes, never decides.

    Raises InvalidInput for a start, punishment or leave after the day of the ruleset, or a leave turned round.
    """
    _check(career, ruleset)
    rule = ruleset.law("satyalancana.masa")
    start = _counted_from(career, ruleset)
    years = _years_between(start, ruleset.on)
    reached = next((row for row in rule.value if years >= row["years"]), None)
    refusals = list(_refusals(career, reached, years, ruleset))
    award = reached if not refusals else None
    coming = next((row["years"] for row in reversed(rule.value) if years < row["years"]), None)
    found = Satyalancana(
        award=award["years"] if award else None,
        metal=award["metal"] if award else "",
        bkn_code=award["bkn_code"] if award else 0,
        years=years,
        counted_from=start,
        refusals=tuple(code for code, _ in refusals),
        next_award=coming,
        next_on=add_months(start, 12 * coming) if coming else None,
    )
    served = rule.step(f"Masa pengabdian sejak {date_label(start)} adalah {years} tahun.")
    steps = (step for _, step in refusals)
    return Finding(found, (served, *_restart(career, start, ruleset), *steps, *_granted(award, rule)))


def _granted(award: Mapping[str, Any] | None, rule: Value) -> Iterator[Step]:
    if award:
        text = f"Dapat diusulkan menerima Satyalancana Karya Satya {award['years']} Tahun ({award['metal']})."
        yield rule.step(text)


def _restart(career: Career, start: date, ruleset: Ruleset) -> Iterator[Step]:
    if start != career.start:
        yield ruleset.choice_step("satyalancana.after_punishment")


def _refusals(
    career: Career, reached: Mapping[str, Any] | None, years: int, ruleset: Ruleset
) -> Iterator[tuple[str, Step]]:
    rule = ruleset.law("satyalancana.masa")
    if reached is None:
        lowest = rule.value[-1]["years"]
        yield "masa", rule.step(f"Belum {lowest} tahun: baru {years} tahun.")
    elif reached["years"] in career.received:
        yield "sudah", rule.step(f"Satyalancana {reached['years']} Tahun sudah pernah diterima.")
    yield from _punished(career, ruleset)
    yield from _interrupted(career, ruleset)
    yield from _rated_low(career, ruleset)


def _punished(career: Career, ruleset: Ruleset) -> Iterator[tuple[str, Step]]:
    if ruleset.choice("satyalancana.after_punishment") == "restart":
        return
    rule = ruleset.law("satyalancana.hukuman")
    for level, decided in _hindering(career, ruleset):
        yield "hukuman", rule.step(f"Pernah dijatuhi hukuman disiplin {level.value} ({date_label(decided)}).")


def _interrupted(career: Career, ruleset: Ruleset) -> Iterator[tuple[str, Step]]:
    rule = ruleset.law("satyalancana.cltn")
    for first, _last in career.unpaid_leaves if rule.value else ():
        text = f"Masa pengabdian terputus oleh cuti di luar tanggungan negara sejak {date_label(first)}."
        yield "cltn", rule.step(text)


def _rated_low(career: Career, ruleset: Ruleset) -> Iterator[tuple[str, Step]]:
    rule = ruleset.law("satyalancana.predikat")
    lowest = Predikat(rule.value)
    for predikat in career.recent:
        if not predikat.is_at_least(lowest):
            yield "predikat", rule.step(f"Penilaian terakhir {predikat.label}, di bawah {lowest.label}.")


def _hindering(career: Career, ruleset: Ruleset) -> Sequence[tuple[DisciplineLevel, date]]:
    hinders = ruleset.law("satyalancana.hukuman").value
    return [(level, decided) for level, decided in career.punishments if level.value in hinders]


def _counted_from(career: Career, ruleset: Ruleset) -> date:
    """The TMT CPNS, or the latest punishment where the agency lets the clock begin anew."""
    if ruleset.choice("satyalancana.after_punishment") == "restart":
        days = [decided for _, decided in _hindering(career, ruleset)]
        return max([career.start, *days])
    return career.start


def _years_between(start: date, on: date) -> int:
    years = on.year - start.year
    return years if add_months(start, 12 * years) <= on else years - 1


def _check(career: Career, ruleset: Ruleset) -> None:
    allowed = f"paling lambat {ruleset.on.isoformat()}"
    if career.start > ruleset.on:
        raise InvalidInput("tmt_cpns", career.start, allowed)
    for place, (level, decided) in enumerate(career.punishments, start=1):
        require_member(DisciplineLevel, level, f"hukuman[{place}].tingkat")
        if decided > ruleset.on:
            raise InvalidInput(f"hukuman[{place}].tanggal", decided, allowed)
    for place, (first, last) in enumerate(career.unpaid_leaves, start=1):
        if first > ruleset.on:
            raise InvalidInput(f"cltn[{place}].mulai", first, allowed)
        if last < first:
            raise InvalidInput(f"cltn[{place}].selesai", last, f"tidak sebelum {first.isoformat()}")
