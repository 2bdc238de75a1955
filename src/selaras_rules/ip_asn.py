"""IP ASN: four dimensions of professionalism, together at most a hundred (PermenPANRB 38/2018, BKN 8/2019)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from .discipline import DisciplineLevel
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, exact_sum, round_half_up, written
from .periods import add_months
from .ratings import Predikat
from .ruleset import Ruleset


class Education(StrEnum):
    """The highest education, best first."""

    S3 = "s3"
    S2 = "s2"
    S1_D4 = "s1_d4"
    D3 = "d3"
    D1_D2_SLTA = "d1_d2_slta"
    DI_BAWAH_SLTA = "di_bawah_slta"


class PositionGroup(StrEnum):
    """Which trainings count for somebody."""

    STRUKTURAL = "struktural"
    FUNGSIONAL = "fungsional"
    PELAKSANA = "pelaksana"


@dataclass(frozen=True, slots=True)
class IpAsnTraining:
    """What somebody attended: the training of the own kind of post, technical JP, a seminar."""

    for_position: bool = False
    technical_jp: Decimal = Decimal(0)
    seminar: bool = False


@dataclass(frozen=True, slots=True)
class IpAsn:
    """An index of 0–100 with its four dimensions; `category` is a stable word, `category_name` for people."""

    total: Decimal
    qualification: Decimal
    competence: Decimal
    performance: Decimal
    discipline: Decimal
    category: str
    category_name: str


@dataclass(frozen=True, slots=True)
class IpAsnCategory:
    """A category of the index: stable word and name."""

    code: str
    name: str


def measure_ip_asn(
    education: Education,
    group: PositionGroup,
    training: IpAsnTraining,
    performance: Decimal | Predikat,
    punishments: Iterable[tuple[DisciplineLevel, date]],
    ruleset: Ruleset,
) -> Finding[IpAsn]:
    """The index of one person on the day of the ruleset.

    `performance` is the nilai prestasi kerja of older years or the predikat; `punishments` are level and day of the
    decision. Raises InvalidInput for an unknown word, a number outside its bounds or a decision of a later day.
    """
    parts = (
        _qualification(education, ruleset),
        _competence(group, training, ruleset),
        ip_asn_of_performance(performance, ruleset),
        ip_asn_of_discipline(punishments, ruleset),
    )
    total = exact_sum(part.value for part in parts)
    category = category_of_ip_asn(total, ruleset)
    sum_step = Step(f"Jumlah: {' + '.join(written(part.value) for part in parts)} = {written(total)}.")
    scores = [part.value for part in parts]
    found = IpAsn(total, scores[0], scores[1], scores[2], scores[3], category.value.code, category.value.name)
    steps = (step for part in parts for step in part.because)
    return Finding(found, (*steps, sum_step, *category.because))


def category_of_ip_asn(total: Decimal, ruleset: Ruleset) -> Finding[IpAsnCategory]:
    """The category of an index of 0–100; raises InvalidInput."""
    if not 0 <= exact(total, "ip_asn") <= 100:
        raise InvalidInput("ip_asn", total, "0 sampai 100")
    rule = ruleset.law("ip_asn.kategori")
    row = _first_above(total, rule.value)
    found = IpAsnCategory(row["code"], row["name"])
    return Finding(found, (rule.step(f"Indeks {written(total)} termasuk kategori {found.name.lower()}."),))


def ip_asn_of_unit(totals: Sequence[Decimal], ruleset: Ruleset) -> Finding[Decimal]:
    """The index of a unit: the mean of its people, rounded to two decimals; raises InvalidInput when empty."""
    if not totals:
        raise InvalidInput("nilai", "kosong", "sekurangnya satu pegawai")
    summed = Fraction(0)
    for place, total in enumerate(totals, start=1):
        if not 0 <= (number := exact(total, f"nilai[{place}]")) <= 100:
            raise InvalidInput(f"nilai[{place}]", total, "0 sampai 100")
        summed += number
    mean = round_half_up(summed / len(totals))
    rule = ruleset.law("ip_asn.kategori")
    return Finding(mean, (rule.step(f"Rata-rata {len(totals)} pegawai: {written(mean)}."),))


def is_counted(decided: date, ruleset: Ruleset) -> bool:
    """Whether a punishment decided on that day still lowers the index: until the same day so many years later."""
    return add_months(decided, 12 * ruleset.law("ip_asn.masa_disiplin").value) > ruleset.on


def _qualification(education: Education, ruleset: Ruleset) -> Finding[Decimal]:
    education = require_member(Education, education, "pendidikan")
    rule = ruleset.law("ip_asn.kualifikasi")
    score = Decimal(rule.value[education])
    name = education.value.replace("_", "/").upper()
    return Finding(score, (rule.step(f"Kualifikasi {name}: {written(score)}."),))


def _competence(group: PositionGroup, training: IpAsnTraining, ruleset: Ruleset) -> Finding[Decimal]:
    group = require_member(PositionGroup, group, "kelompok_jabatan")
    if not 0 <= exact(training.technical_jp, "jp_teknis") <= 10_000:
        raise InvalidInput("jp_teknis", training.technical_jp, "0 sampai 10000")
    rule, needed = ruleset.law("ip_asn.kompetensi"), ruleset.law("ip_asn.jp_teknis").value
    attended = {
        "kepemimpinan": training.for_position,
        "fungsional": training.for_position,
        "teknis": training.technical_jp >= needed,
        "seminar": training.seminar,
    }
    scores = {kind: score if attended[kind] else Decimal(0) for kind, score in rule.value[group].items()}
    total = exact_sum(scores.values())
    parts = ", ".join(f"{kind} {written(score)}" for kind, score in scores.items())
    text = f"Kompetensi {group.value}: {parts}; pelatihan teknis dihitung mulai {needed} JP. Jumlah {written(total)}."
    return Finding(total, (rule.step(text),))


def ip_asn_of_performance(performance: Decimal | Predikat, ruleset: Ruleset) -> Finding[Decimal]:
    """What the dimension of performance brings, for an index of which not all is known; raises InvalidInput."""
    if isinstance(performance, Predikat):
        rule = ruleset.law("ip_asn.kinerja_predikat")
        score = Decimal(rule.value[performance])
        return Finding(score, (rule.step(f"Kinerja berpredikat {performance.label}: {written(score)}."),))
    if not 0 <= exact(performance, "nilai_kinerja") <= 120:
        raise InvalidInput("nilai_kinerja", performance, "0 sampai 120")
    rule = ruleset.law("ip_asn.kinerja")
    score = Decimal(_first_above(performance, rule.value)["score"])
    return Finding(score, (rule.step(f"Kinerja bernilai {written(performance)}: {written(score)}."),))


def ip_asn_of_discipline(
    punishments: Iterable[tuple[DisciplineLevel, date]], ruleset: Ruleset
) -> Finding[Decimal]:
    """What the dimension of discipline brings, from level and day of each decision; raises InvalidInput."""
    rule, window = ruleset.law("ip_asn.disiplin"), ruleset.law("ip_asn.masa_disiplin")
    counted = []
    for place, (given, decided) in enumerate(punishments, start=1):
        level = require_member(DisciplineLevel, given, f"hukuman[{place}].tingkat")
        if decided > ruleset.on:
            allowed = f"paling lambat {ruleset.on.isoformat()}"
            raise InvalidInput(f"hukuman[{place}].tanggal", decided, allowed)
        if is_counted(decided, ruleset):
            counted.append(level)
    heaviest = max(counted, key=tuple(DisciplineLevel).index, default=None)
    score = Decimal(rule.value[heaviest or "tidak_pernah"])
    what = f"hukuman terberat {heaviest.value}" if heaviest else "tanpa hukuman"
    text = f"Disiplin {window.value} tahun terakhir, {what}: {written(score)}."
    return Finding(score, (rule.step(text), window.step("Hanya hukuman dalam masa itu yang dihitung.")))


def _first_above(number: Decimal, bands: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The first band, highest first, whose lower edge lies below the number."""
    return next(row for row in bands if number > row["above"])
