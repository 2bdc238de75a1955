"""Development of competence: JP of a year, and how well competence fits the post.

Twenty JP are a floor for a PNS, twenty-four a ceiling for a PPPK: opposite rules, told apart by the status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, round_half_up, written
from .parameters import Value
from .periods import Period, PeriodKind, add_months, date_label
from .positions import EmployeeStatus, Jenjang, PositionKind
from .ruleset import Ruleset

FORMAL = "pendidikan_formal"
# Why a training does not count, or not wholly.
_REASONS = {
    "dihitung": "Dihitung.",
    "dibatasi": "Dihitung sampai batas konversinya.",
    "ganda": "Sertifikat ini sudah dihitung.",
    "di_luar_masa": "Di luar masa yang dihitung.",
    "formal": "Pendidikan formal dicatat terpisah, bukan JP.",
}


@dataclass(frozen=True, slots=True)
class TrainingDone:
    """One approved training: certificate, form of `kompetensi.bentuk`, its day, and how much.

    `jp` or `minutes` say the length; `units` are sessions, days or activities of a form that is converted.
    """

    certificate: str
    form: str
    day: date
    jp: Decimal | None = None
    minutes: int | None = None
    units: int = 1


@dataclass(frozen=True, slots=True)
class CountedTraining:
    """One training as it was counted; `outcome` is a stable word."""

    certificate: str
    form: str
    jp: Decimal
    outcome: str


@dataclass(frozen=True, slots=True)
class JpYear:
    """JP of a year. For a PNS `short` is what is missing to the floor, for a PPPK `over` what exceeds the ceiling."""

    counted: Decimal
    limit: int
    percent: Decimal
    short: Decimal
    over: Decimal
    blocks: bool
    formal_studies: int
    trainings: tuple[CountedTraining, ...]


@dataclass(frozen=True, slots=True)
class CompetenceGap:
    """One competence below what the post asks."""

    competence: str
    required: int
    actual: int
    gap: int


@dataclass(frozen=True, slots=True)
class Jpm:
    """How well somebody fits the post: percent with two decimals, category, gaps (the widest first)."""

    percent: Decimal
    category: str
    category_name: str
    gaps: tuple[CompetenceGap, ...]


def count_jp(
    status: EmployeeStatus,
    trainings: Sequence[TrainingDone],
    start: date,
    end: date,
    ruleset: Ruleset,
    *,
    is_senior: bool = False,
) -> Finding[JpYear]:
    """JP of a calendar year (PNS) or contract year (PPPK) from approved trainings, no certificate twice.

    `is_senior` says that a PPPK holds one of the JPT that are free of the ceiling. Raises InvalidInput.
    """
    status = require_member(EmployeeStatus, status, "status")
    if end < start:
        raise InvalidInput("selesai", end, f"tidak sebelum {start.isoformat()}")
    rows = tuple(_counted_rows(trainings, start, end, ruleset))
    total = sum((Fraction(row.jp) for row in rows), Fraction(0))
    formal = sum(row.outcome == "formal" for row in rows)
    steps = tuple(_told(row, ruleset) for row in rows)
    if status is EmployeeStatus.PPPK:
        return _under_ceiling(total, formal, rows, steps, ruleset, is_senior=is_senior)
    return _above_floor(total, formal, rows, steps, ruleset)


def measure_jpm(required: Mapping[str, int], actual: Mapping[str, int], ruleset: Ruleset) -> Finding[Jpm]:
    """Levels held ÷ levels required, both by competence; raises InvalidInput for a level outside the scale."""
    scale = ruleset.law("kompetensi.tingkat").value
    if not required:
        raise InvalidInput("diminta", "kosong", "sekurangnya satu kompetensi")
    for code in actual:
        if code not in required:
            raise InvalidInput(f"dimiliki.{code}", actual[code], ", ".join(required))
    needed, held, gaps = 0, 0, []
    for code, level in required.items():
        _require_level(f"diminta.{code}", level, scale["lowest"], scale["highest"])
        if code not in actual:
            raise InvalidInput(f"dimiliki.{code}", "kosong", "wajib diisi")
        _require_level(f"dimiliki.{code}", actual[code], 0, scale["highest"])
        needed, held = needed + level, held + _taken(actual[code], level, ruleset)
        if actual[code] < level:
            gaps.append(CompetenceGap(code, level, actual[code], level - actual[code]))
    return _jpm(needed, held, tuple(sorted(gaps, key=lambda one: -one.gap)), ruleset)


def required_level(post: PositionKind | Jenjang, ruleset: Ruleset) -> Finding[int]:
    """The level a kind of post or a jenjang asks of its managerial competences; a JF is asked by its jenjang."""
    rule = ruleset.law("kompetensi.tingkat_jabatan")
    if post.value not in rule.value:
        raise InvalidInput("jabatan", post.value, ", ".join(rule.value))
    level = int(rule.value[post.value])
    return Finding(level, (rule.step(f"{post.label} memerlukan kompetensi tingkat {level}."),))


def competence_result_valid_until(measured: date, ruleset: Ruleset) -> Finding[date]:
    """The day from which a measurement of competence is no longer valid."""
    rule = ruleset.law("kompetensi.masa_berlaku")
    ends = add_months(measured, 12 * rule.value)
    text = (
        f"Hasil tanggal {date_label(measured)} berlaku {rule.value} tahun, sampai sebelum {date_label(ends)}."
    )
    return Finding(ends, (rule.step(text),))


def _above_floor(
    total: Fraction, formal: int, rows: tuple[CountedTraining, ...], steps: tuple[Step, ...], ruleset: Ruleset
) -> Finding[JpYear]:
    rule = ruleset.law("kompetensi.jp_pns")
    short = max(Fraction(0), rule.value - total)
    found = _year(total, rule.value, short, Fraction(0), formal, rows)
    text = f"{written(total)} dari paling sedikit {rule.value} JP."
    if short:
        text = f"{text} Kurang {written(short)} JP."
    return Finding(found, (*steps, rule.step(text)))


def _under_ceiling(
    total: Fraction,
    formal: int,
    rows: tuple[CountedTraining, ...],
    steps: tuple[Step, ...],
    ruleset: Ruleset,
    *,
    is_senior: bool,
) -> Finding[JpYear]:
    rule = ruleset.law("kompetensi.jp_pppk")
    over = Fraction(0) if is_senior else max(Fraction(0), total - rule.value)
    found = _year(total - over, rule.value, Fraction(0), over, formal, rows)
    if is_senior:
        return Finding(found, (*steps, rule.step("Jabatan ini dikecualikan dari batas JP.")))
    if not over:
        return Finding(found, (*steps, rule.step(f"{written(total)} dari paling banyak {rule.value} JP.")))
    text = f"{written(total)} JP melebihi batas {rule.value} JP; {written(over)} JP tidak dihitung."
    found = replace(found, blocks=ruleset.choice("competence.pppk_ceiling") == "block")
    return Finding(found, (*steps, rule.step(text), ruleset.choice_step("competence.pppk_ceiling")))


def _year(
    counted: Fraction,
    limit: int,
    short: Fraction,
    over: Fraction,
    formal: int,
    rows: tuple[CountedTraining, ...],
) -> JpYear:
    percent = round_half_up(counted / limit * 100)
    return JpYear(
        round_half_up(counted), limit, percent, round_half_up(short), round_half_up(over), False, formal, rows
    )


def _counted_rows(
    trainings: Sequence[TrainingDone], start: date, end: date, ruleset: Ruleset
) -> Iterator[CountedTraining]:
    """Each training with the JP it earns, in the order given."""
    forms, seen = ruleset.law("kompetensi.bentuk").value, set[str]()
    used: dict[tuple[str, date], Fraction] = {}
    for place, training in enumerate(trainings, start=1):
        if training.form not in forms:
            raise InvalidInput(f"pelatihan[{place}].bentuk", training.form, ", ".join(forms))
        certificate = "".join(training.certificate.split()).casefold()
        if not certificate:
            raise InvalidInput(f"pelatihan[{place}].sertifikat", training.certificate, "nomor sertifikat")
        if training.form == FORMAL:
            outcome, earned = "formal", Fraction(0)
        elif not start <= training.day <= end:
            outcome, earned = "di_luar_masa", Fraction(0)
        elif certificate in seen:
            outcome, earned = "ganda", Fraction(0)
        else:
            seen.add(certificate)
            outcome, earned = _earned(training, place, used, ruleset)
        yield CountedTraining(training.certificate, training.form, round_half_up(earned), outcome)


def _earned(
    training: TrainingDone, place: int, used: dict[tuple[str, date], Fraction], ruleset: Ruleset
) -> tuple[str, Fraction]:
    """JP of one training, at most what its form converts to."""
    rule = ruleset.law("kompetensi.konversi")
    conversion = rule.value.get(training.form)
    said = _said(training, place, ruleset)
    if conversion is None:
        if said is None:
            raise InvalidInput(f"pelatihan[{place}].jp", "kosong", "jp atau menit wajib diisi")
        return "dihitung", said
    if isinstance(training.units, bool) or not 1 <= training.units <= 366:
        raise InvalidInput(f"pelatihan[{place}].kali", training.units, "1 sampai 366")
    converted = _room(training, conversion, used)
    if conversion["unit"] == "kegiatan" or said is None:
        asked = Fraction(conversion["jp"] * training.units)
    else:
        asked = said
    earned = min(asked, converted)
    key = _window(training, conversion)
    used[key] = used.get(key, Fraction(0)) + earned
    return ("dihitung" if earned == asked else "dibatasi"), earned


def _room(
    training: TrainingDone, conversion: Mapping[str, Any], used: Mapping[tuple[str, date], Fraction]
) -> Fraction:
    """What the form still allows: by the month for sessions, by the day for days, whole for an activity."""
    whole = Fraction(conversion["jp"]) * training.units
    if conversion["unit"] == "sesi":
        month = Fraction(conversion["jp"] * conversion["most"])
        return min(whole, month - used.get(_window(training, conversion), Fraction(0)))
    if conversion["unit"] == "hari":
        return max(Fraction(0), whole - used.get(_window(training, conversion), Fraction(0)))
    return whole


def _window(training: TrainingDone, conversion: Mapping[str, Any]) -> tuple[str, date]:
    month = Period.containing(PeriodKind.MONTH, training.day)
    return training.form, month.start if conversion["unit"] == "sesi" else training.day


def _said(training: TrainingDone, place: int, ruleset: Ruleset) -> Fraction | None:
    """The length that was told, in JP."""
    if training.jp is not None and training.minutes is not None:
        raise InvalidInput(f"pelatihan[{place}].menit", training.minutes, "jp saja, atau menit saja")
    if training.jp is not None:
        jp = exact(training.jp, f"pelatihan[{place}].jp")
    elif training.minutes is not None:
        jp = Fraction(training.minutes, ruleset.choice("competence.minutes_per_jp"))
    else:
        return None
    if not 0 < jp <= 2000:
        raise InvalidInput(
            f"pelatihan[{place}].jp", training.jp or training.minutes, "di atas 0 sampai 2000 JP"
        )
    return jp


def _told(row: CountedTraining, ruleset: Ruleset) -> Step:
    rule: Value = ruleset.law("kompetensi.bentuk")
    if row.outcome == "dibatasi":
        rule = ruleset.law("kompetensi.konversi")
    name = ruleset.law("kompetensi.bentuk").value[row.form]["name"]
    return rule.step(f"{name} {row.certificate}: {written(row.jp)} JP. {_REASONS[row.outcome]}")


def _taken(actual: int, required: int, ruleset: Ruleset) -> int:
    return actual if ruleset.choice("competence.jpm_surplus") else min(actual, required)


def _jpm(needed: int, held: int, gaps: tuple[CompetenceGap, ...], ruleset: Ruleset) -> Finding[Jpm]:
    rule = ruleset.law("kompetensi.kategori_jpm")
    percent = round_half_up(Fraction(held * 100, needed))
    row = next(row for row in rule.value if percent >= row["from"])
    told = "; ".join(f"{one.competence.replace('_', ' ')} kurang {one.gap}" for one in gaps) or "tidak ada"
    because = (
        ruleset.choice_step("competence.jpm_surplus"),
        rule.step(f"JPM = {held} ÷ {needed} × 100 = {written(percent)}: {row['name'].lower()}."),
        Step(f"Kesenjangan: {told}."),
    )
    return Finding(Jpm(percent, row["code"], row["name"], gaps), because)


def _require_level(field: str, level: int, low: int, high: int) -> None:
    if isinstance(level, bool) or not isinstance(level, int) or not low <= level <= high:
        raise InvalidInput(field, level, f"{low} sampai {high}")
