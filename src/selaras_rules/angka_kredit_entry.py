"""Angka kredit that somebody begins with, and what a degree adds (BKN 3/2023 Pasal 14, SE BKN 9/2024)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .angka_kredit import AngkaKredit, convert_angka_kredit
from .conditions import Condition, all_met, checked, conditions_of, steps_of
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact_sum, round_half_up, written
from .parameters import Value
from .periods import Period, PeriodKind, date_label
from .positions import EmployeeStatus, Jenjang
from .ratings import Predikat
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class EducationBonus:
    """What a higher degree adds: `points` is zero when a condition is not met, and every condition is told."""

    is_granted: bool
    points: Decimal
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class EntryCredit:
    """Angka kredit at entry: from the predikat before it, and from the golongan."""

    points: Decimal
    converted: Decimal
    base: Decimal


def collects_angka_kredit(status: EmployeeStatus, ruleset: Ruleset) -> Finding[bool]:
    """Whether an ASN of that status collects angka kredit for pangkat: PNS and CPNS do, PPPK do not."""
    status = require_member(EmployeeStatus, status, "status")
    law = ruleset.law("angka_kredit.penerima")
    does = bool(law.value[status])
    text = "mengumpulkan" if does else "tidak mengumpulkan"
    return Finding(does, (law.step(f"{status.label} {text} angka kredit untuk kenaikan pangkat."),))


def education_bonus(
    jenjang: Jenjang,
    predikat: Predikat,
    ruleset: Ruleset,
    *,
    is_higher: bool,
    is_listed: bool,
    was_given: bool = False,
) -> Finding[EducationBonus]:
    """A quarter of the need of one pangkat in the present jenjang, once, with predikat Baik (BKN 3/2023 Pasal 14).

    `is_higher`: the degree is above the one that counts now; `is_listed`: it stands in the national record.
    """
    jenjang = require_member(Jenjang, jenjang, "jenjang")
    predikat = require_member(Predikat, predikat, "predikat")
    law = ruleset.law("angka_kredit.pendidikan")
    least = Predikat(law.value["at_least"])
    found = (
        checked(
            law, "ijazah_lebih_tinggi", is_higher,
            "Ijazah baru lebih tinggi daripada yang dipakai sekarang.",
            "Ijazah baru tidak lebih tinggi daripada yang dipakai sekarang.",
        ),
        checked(
            law, "pencantuman_gelar", is_listed,
            "Ijazah sudah dicantumkan dalam data BKN.",
            "Ijazah belum dicantumkan dalam data BKN; ajukan pencantuman gelar lebih dahulu.",
        ),
        checked(
            law, "predikat", predikat.is_at_least(least),
            f"Predikat {predikat.label} memenuhi paling rendah {least.label}.",
            f"Predikat {predikat.label} di bawah {least.label}.",
        ),
        checked(
            law, "satu_kali", not was_given,
            "Tambahan ini belum pernah diberikan.",
            "Tambahan ini sudah pernah diberikan; hanya satu kali.",
        ),
    )  # fmt: skip
    is_granted = all_met(found)
    points, step = _quarter(jenjang, law, ruleset) if is_granted else (Decimal("0.00"), _not_granted(law))
    return Finding(EducationBonus(is_granted, points, conditions_of(found)), (*steps_of(found), step))


def degree_listing_window(on: date, ruleset: Ruleset) -> Finding[Period]:
    """The month in which a degree may be put forward for the national record: this one or the next (SE BKN 15/2024)."""
    law = ruleset.law("angka_kredit.pencantuman_gelar")
    month = Period.containing(PeriodKind.MONTH, on)
    while month.number not in law.value:
        month = month.next()
    text = f"Pencantuman gelar diajukan pada {month.label}: {date_label(month.start)} sampai {date_label(month.end)}."
    return Finding(month, (law.step(text),))


def _quarter(jenjang: Jenjang, law: Value, ruleset: Ruleset) -> tuple[Decimal, Step]:
    need = Fraction(ruleset.law("angka_kredit.kebutuhan_pangkat").value[jenjang])
    share = Fraction(law.value["share"])
    points = round_half_up(share * need)
    text = f"{written(share * 100)}% × {written(need)} ({jenjang.label}) = {written(points)} angka kredit."
    return points, law.step(text)


def _not_granted(law: Value) -> Step:
    return law.step("Tambahan angka kredit pendidikan belum dapat diberikan.")


def credit_of_cpns(
    predikat: Predikat, jenjang: Jenjang, months: int, ruleset: Ruleset
) -> Finding[AngkaKredit]:
    """Angka kredit of somebody's months as CPNS, from the predikat of that time (SE BKN 9/2024)."""
    law = ruleset.law("angka_kredit.cpns")
    row = convert_angka_kredit(predikat, jenjang, months, ruleset)
    return Finding(row.value, (law.step(f"Masa CPNS dihitung dengan {law.value}."), *row.because))


def filling_credit(
    jenjang: Jenjang, golongan: str, ruleset: Ruleset, *, starts_at: str = ""
) -> Finding[Decimal]:
    """Angka kredit of an entrant one golongan above where the JF begins (SE BKN 9/2024); zero at the beginning.

    Raises InvalidInput for a golongan further above, because the law we read speaks of one step.
    """
    jenjang = require_member(Jenjang, jenjang, "jenjang")
    law = ruleset.law("angka_kredit.pengisian")
    ladder = jenjang.golongan
    if starts_at and starts_at not in ladder:
        raise InvalidInput("golongan_mula", starts_at, f"{', '.join(ladder)} untuk {jenjang.label}")
    begins = ladder.index(starts_at) if starts_at else 0
    allowed = ladder[begins : begins + 1 + law.value]
    if golongan not in allowed:
        raise InvalidInput("golongan", golongan, f"{' atau '.join(allowed)} untuk {jenjang.label}")
    above = ladder.index(golongan) - begins
    points = Decimal(ruleset.law("angka_kredit.kebutuhan_pangkat").value[jenjang]) * above
    place = f"{above} tingkat di atas" if above else "tepat pada"
    text = (
        f"Diangkat pertama kali pada {golongan}, {place} golongan mula {jenjang.label} ({ladder[begins]}): "
        f"angka kredit pengisian {written(points)}."
    )
    return Finding(points, (law.step(text),))


def credit_of_mover(
    years: Iterable[tuple[Predikat, int]], jenjang: Jenjang, golongan: str, ruleset: Ruleset
) -> Finding[EntryCredit]:
    """Angka kredit of somebody who comes from another position: years in the pangkat converted, plus the base.

    `years` holds predikat and whole months (1–12) of each year in the present pangkat. Raises InvalidInput for a
    golongan outside the jenjang (BKN 3/2023, annex).
    """
    jenjang = require_member(Jenjang, jenjang, "jenjang")
    law = ruleset.law("angka_kredit.dasar")
    bases = law.value[jenjang]
    if golongan not in bases:
        raise InvalidInput("golongan", golongan, f"{', '.join(bases)} untuk {jenjang.label}")
    rows = tuple(convert_angka_kredit(predikat, jenjang, months, ruleset) for predikat, months in years)
    converted = exact_sum(row.value.points for row in rows)
    base = Decimal(bases[golongan])
    points = converted + base
    text = (
        f"Konversi {written(converted)} ditambah angka kredit dasar {jenjang.label} {golongan} {written(base)} "
        f"= {written(points)}."
    )
    because = (*(step for row in rows for step in row.because), law.step(text))
    return Finding(EntryCredit(points, converted, base), because)
