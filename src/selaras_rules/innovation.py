"""Innovation: the new idea behind Sangat Baik, the regional index by catalogue year, entry to the KIPP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from .conditions import Checked, Condition, all_met, checked, conditions_of, steps_of
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, round_half_up, written
from .periods import add_months, date_label
from .ratings import Predikat
from .ruleset import Ruleset


class KippGroup(StrEnum):
    """The groups of the KIPP."""

    UMUM = "umum"
    REPLIKASI = "replikasi"
    KHUSUS = "khusus"


@dataclass(frozen=True, slots=True)
class InnovationIndex:
    """The regional index, 0–100 with two decimals, and its three parts in points of the catalogue."""

    index: Decimal
    category: str
    category_name: str
    region_part: Decimal
    innovation_part: Decimal
    number_part: Decimal


@dataclass(frozen=True, slots=True)
class InnovationScore:
    """The points of one innovation (SID); `missing` are required indicators that have no evidence."""

    points: int
    most: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KippEntry:
    """Whether an innovation may enter the contest, with every condition."""

    may_enter: bool
    conditions: tuple[Condition, ...]


def gate_of_new_idea(predikat: Predikat, has_new_idea: bool, ruleset: Ruleset) -> Finding[Predikat]:
    """Sangat Baik without a new idea becomes Baik where the law of the day asks for one (PP 30/2019 Pasal 41(5))."""
    predikat = require_member(Predikat, predikat, "predikat")
    rule = ruleset.law("inovasi.ide_baru")
    always = ruleset.choice("innovation.idea_required") == "always"
    chosen = (ruleset.choice_step("innovation.idea_required"),) if always and not rule.value else ()
    if predikat is not Predikat.SANGAT_BAIK:
        return Finding(predikat, (rule.step(f"{predikat.label} tidak memerlukan ide baru."),))
    if not (rule.value or always):
        return Finding(predikat, (rule.step("Sangat Baik tidak mensyaratkan ide baru pada hari itu."),))
    if has_new_idea:
        return Finding(predikat, (*chosen, rule.step("Ada ide baru yang bermanfaat: tetap Sangat Baik.")))
    return Finding(Predikat.BAIK, (*chosen, rule.step("Tanpa ide baru yang bermanfaat: menjadi Baik.")))


def measure_innovation_index(
    region_points: Decimal, innovations: Sequence[Decimal], affairs: int, ruleset: Ruleset
) -> Finding[InnovationIndex]:
    """The regional index from SPD points, SID points of each innovation, and basic-service affairs covered (0–6).

    Raises InvalidInput for points outside the catalogue, NoLawInForce for a year whose catalogue is not known.
    """
    rule = ruleset.law("inovasi.indeks.rumus")
    region = _points("spd", region_points, rule.value["spd_most"])
    points = [
        _points(f"sid[{place}]", one, rule.value["sid_most"]) for place, one in enumerate(innovations, 1)
    ]
    divisor = ruleset.law("inovasi.indeks.pembagi")
    mean = sum(points, Fraction(0)) / max(divisor.value, len(points))
    number, number_step = _number_part(len(points), affairs, ruleset)
    index = round_half_up((region + mean + number) / rule.value["whole"] * 100)
    row = next(row for row in ruleset.law("inovasi.indeks.kategori").value if index >= row["from"])
    found = InnovationIndex(
        index, row["code"], row["name"], round_half_up(region), round_half_up(mean), round_half_up(number)
    )
    parts = " + ".join(written(part) for part in (region, mean, number))
    text = f"({parts}) ÷ {rule.value['whole']} × 100 = {written(index)}."
    because = (
        divisor.step(
            f"Jumlah SID {written(sum(points, Fraction(0)))} dibagi {max(divisor.value, len(points))}."
        ),
        number_step,
        rule.step(text),
        ruleset.law("inovasi.indeks.kategori").step(f"Kategori: {found.category_name}."),
    )
    return Finding(found, because)


def score_innovation(parameters: Mapping[str, int], ruleset: Ruleset) -> Finding[InnovationScore]:
    """The SID points of one innovation from the parameter (0–3) of each indicator; raises InvalidInput."""
    rule = ruleset.law("inovasi.indeks.indikator")
    points = 0
    for code, parameter in parameters.items():
        row = _indicator(code, ruleset)
        if isinstance(parameter, bool) or not isinstance(parameter, int) or not 0 <= parameter <= 3:
            raise InvalidInput(f"parameter.{code}", parameter, "0 sampai 3")
        points += row["weight"] * parameter
    most = 3 * sum(row["weight"] for row in rule.value.values())
    missing = tuple(code for code, row in rule.value.items() if row["required"] and not parameters.get(code))
    steps = [rule.step(f"Jumlah bobot × parameter: {points} dari {most}.")]
    if missing:
        names = ", ".join(rule.value[code]["name"] for code in missing)
        steps.append(rule.step(f"Indikator wajib yang belum berbukti: {names}."))
    return Finding(InnovationScore(points, most, missing), tuple(steps))


def innovation_parameter(code: str, measured: int, ruleset: Ruleset) -> Finding[int]:
    """The parameter (0–3) of an indicator that is measured in months, users or percent; raises InvalidInput."""
    rule, row = ruleset.law("inovasi.indeks.indikator"), _indicator(code, ruleset)
    if "steps" not in row:
        countable = ", ".join(key for key, other in rule.value.items() if "steps" in other)
        raise InvalidInput("indikator", code, countable)
    if isinstance(measured, bool) or not isinstance(measured, int) or measured < 0:
        raise InvalidInput("terukur", measured, "bilangan bulat mulai dari 0")
    if row["unit"] == "persen" and measured > 100:
        raise InvalidInput("terukur", measured, "0 sampai 100")
    reached = _parameter(row, measured)
    text = f"{row['name']} {written(measured)} {row['unit']}: parameter {reached}."
    return Finding(reached, (rule.step(text),))


def may_enter_kipp(
    group: KippGroup, applied_since: date, ruleset: Ruleset, *, serves_sdg: bool, has_won: bool
) -> Finding[KippEntry]:
    """Whether an innovation may enter the KIPP on the day of the ruleset, with every condition told."""
    group = require_member(KippGroup, group, "kelompok")
    rule = ruleset.law("inovasi.kipp")
    ripe_on = add_months(applied_since, 12 * rule.value[group])
    years = rule.value[group]
    text = f"Diterapkan sejak {date_label(applied_since)}; kelompok {group.value} memerlukan {years} tahun"
    found = (
        checked(
            rule,
            "umur",
            ripe_on <= ruleset.on,
            f"{text}: terpenuhi.",
            f"{text}: baru pada {date_label(ripe_on)}.",
        ),
        _sdg(ruleset, serves_sdg),
        _won(ruleset, has_won),
    )
    return Finding(KippEntry(all_met(found), conditions_of(found)), steps_of(found))


def _sdg(ruleset: Ruleset, serves_sdg: bool) -> Checked:
    rule = ruleset.law("inovasi.kipp")
    met = "Terkait tujuan pembangunan berkelanjutan."
    return checked(rule, "sdg", serves_sdg, met, "Belum dikaitkan dengan tujuan pembangunan berkelanjutan.")


def _won(ruleset: Ruleset, has_won: bool) -> Checked:
    rule = ruleset.law("inovasi.kipp")
    met = "Belum pernah menjadi inovasi terbaik."
    return checked(rule, "belum_menang", not has_won, met, "Sudah pernah menjadi inovasi terbaik.")


def _number_part(innovations: int, affairs: int, ruleset: Ruleset) -> tuple[Fraction, Step]:
    """Points for the number of innovations, none where too few basic-service affairs are covered."""
    rule, needed = ruleset.law("inovasi.indeks.rumus"), ruleset.law("inovasi.indeks.urusan_wajib")
    whole = rule.value["urusan"]
    if isinstance(affairs, bool) or not isinstance(affairs, int) or not 0 <= affairs <= whole:
        raise InvalidInput("urusan", affairs, f"0 sampai {whole}")
    if affairs < needed.value:
        text = (
            f"Baru {affairs} dari {needed.value} urusan pelayanan dasar yang tercakup: "
            "jumlah inovasi tidak dihitung."
        )
        return Fraction(0), needed.step(text)
    counted = min(innovations, rule.value["innovations_counted"])
    points = Fraction(rule.value["per_innovation"]) * counted
    text = f"{counted} inovasi × {written(rule.value['per_innovation'])} = {written(points)}."
    return points, rule.step(text)


def _parameter(row: Mapping[str, Any], measured: int) -> int:
    """The highest parameter whose edge is reached; 0 where even the first is not."""
    edges = row["steps"]
    if not row["fewer"]:
        return sum(measured >= edge for edge in edges)
    # Edges run 9, 5, 1: every edge above the number is one step better, and nothing is made in no time at all.
    return 0 if measured < edges[-1] else 1 + sum(measured < edge for edge in edges[:-1])


def _indicator(code: str, ruleset: Ruleset) -> Mapping[str, Any]:
    indicators = ruleset.law("inovasi.indeks.indikator").value
    if code not in indicators:
        raise InvalidInput("indikator", code, ", ".join(indicators))
    row: Mapping[str, Any] = indicators[code]
    return row


def _points(field: str, given: Decimal, most: int) -> Fraction:
    points = exact(given, field)
    if not 0 <= points <= most:
        raise InvalidInput(field, given, f"0 sampai {most}")
    return points
