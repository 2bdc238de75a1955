"""How much angka kredit the next pangkat and the next jenjang need, and what becomes of the surplus (BKN 3/2023)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .angka_kredit import AngkaKredit
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, exact_sum, written
from .parameters import Value
from .positions import Jenjang, next_golongan
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class AngkaKreditNeed:
    """What is needed from here, counted since the present jenjang began; None where nothing lies above.

    `rank` is needed for `next_golongan`, `tier` for `next_jenjang`.
    """

    jenjang: Jenjang
    golongan: str
    next_golongan: str | None
    rank: Decimal | None
    next_jenjang: Jenjang | None
    tier: Decimal | None

    @property
    def leaves_jenjang(self) -> bool:
        """Whether the next golongan belongs to the next jenjang, so that the jenjang comes first."""
        return self.next_golongan is not None and self.next_golongan not in self.jenjang.golongan


@dataclass(frozen=True, slots=True)
class AngkaKreditAccount:
    """Cumulative angka kredit of one jenjang against the needs; `points` is the sum of rounded rows."""

    points: Decimal
    exact: Fraction
    rank_need: Decimal | None
    rank_missing: Decimal | None
    tier_need: Decimal | None
    tier_missing: Decimal | None

    @property
    def reaches_rank(self) -> bool:
        """Whether the need of the next pangkat is reached."""
        return self.rank_missing == 0

    @property
    def reaches_tier(self) -> bool:
        """Whether the need of the next jenjang is reached."""
        return self.tier_missing == 0


@dataclass(frozen=True, slots=True)
class Surplus:
    """Angka kredit beyond the need: what is kept for the next one, and what is lost."""

    need: Decimal
    kept: Decimal
    lost: Decimal


def angka_kredit_need(
    jenjang: Jenjang, golongan: str, ruleset: Ruleset, *, starts_at: str = ""
) -> Finding[AngkaKreditNeed]:
    """Cumulative need of the next pangkat and the next jenjang (BKN 3/2023 Pasal 21).

    `starts_at` is the golongan at which this JF begins, where that is not the lowest of its jenjang (II/c, III/b).
    Raises InvalidInput for a golongan outside the jenjang.
    """
    return _need(
        require_member(Jenjang, jenjang, "jenjang"),
        golongan,
        starts_at,
        ruleset.law("angka_kredit.kebutuhan_pangkat"),
        ruleset.law("angka_kredit.kebutuhan_jenjang"),
        ruleset.law("angka_kredit.kebutuhan_jenjang_mulai"),
        ruleset.law("angka_kredit.kumulatif"),
    )


@lru_cache(maxsize=512)
def _need(
    jenjang: Jenjang,
    golongan: str,
    starts_at: str,
    per_rank: Value,
    per_tier: Value,
    exceptions: Value,
    counting: Value,
) -> Finding[AngkaKreditNeed]:
    """One of the few dozen possible needs, worked out once for each version of the law."""
    ladder = _ladder(jenjang, starts_at, exceptions)
    if golongan not in ladder:
        raise InvalidInput("golongan", golongan, f"{', '.join(ladder)} untuk {jenjang.label}")
    above = next_golongan(golongan)
    if jenjang.next is None and above not in ladder:
        above = None
    steps = ladder.index(golongan) + 1
    each = Decimal(per_rank.value[jenjang])
    rank = None if above is None else each * steps
    tier, tier_step = _tier_need(jenjang, starts_at, per_tier, exceptions)
    because = (
        per_rank.step(_rank_text(jenjang, golongan, above, rank)),
        *(_counting(steps, each, counting) if steps > 1 and above else ()),
        tier_step,
    )
    return Finding(AngkaKreditNeed(jenjang, golongan, above, rank, jenjang.next, tier), because)


def _ladder(jenjang: Jenjang, starts_at: str, exceptions: Value) -> tuple[str, ...]:
    lowest = jenjang.golongan[0]
    allowed = (lowest, *exceptions.value.get(jenjang, {}))
    if starts_at and starts_at not in allowed:
        raise InvalidInput("golongan_mula", starts_at, f"{' atau '.join(allowed)} untuk {jenjang.label}")
    return jenjang.golongan[jenjang.golongan.index(starts_at or lowest) :]


def _rank_text(jenjang: Jenjang, golongan: str, above: str | None, need: Decimal | None) -> str:
    if need is None:
        return f"{jenjang.label} {golongan} adalah pangkat tertinggi pada kategorinya."
    return f"{jenjang.label} {golongan} ke {above} memerlukan {written(need)} angka kredit kumulatif."


def _counting(steps: int, each: Decimal, law: Value) -> tuple[Step, ...]:
    text = f"Angka kredit dihitung {law.value}: {steps} pangkat × {written(each)} = {written(each * steps)}."
    return (law.step(text),)


def _tier_need(
    jenjang: Jenjang, starts_at: str, per_tier: Value, exceptions: Value
) -> tuple[Decimal | None, Step]:
    if jenjang.next is None:
        return None, per_tier.step(f"{jenjang.label} adalah jenjang tertinggi pada kategorinya.")
    law, need, since = per_tier, per_tier.value[jenjang], ""
    if starts_at in exceptions.value.get(jenjang, {}):
        law, need = exceptions, exceptions.value[jenjang][starts_at]
        since = f" pada jabatan yang bermula di {starts_at}"
    text = (
        f"{jenjang.label} ke {jenjang.next.label}{since} memerlukan {written(need)} angka kredit kumulatif."
    )
    return Decimal(need), law.step(text)


def accumulate_angka_kredit(
    rows: Iterable[Finding[AngkaKredit]],
    jenjang: Jenjang,
    golongan: str,
    ruleset: Ruleset,
    *,
    opening: Decimal | int = 0,
    starts_at: str = "",
) -> Finding[AngkaKreditAccount]:
    """Cumulative angka kredit of the present jenjang against what is needed (BKN 3/2023 Pasal 12, 13, 21).

    `opening` holds what came without a conversion: filling credit, base credit of a mover, education bonus, surplus
    kept. Each row was rounded once; the exact fraction is kept beside. Raises InvalidInput for a negative opening
    and for a row of another jenjang, because angka kredit begins again with every jenjang.
    """
    need = angka_kredit_need(jenjang, golongan, ruleset, starts_at=starts_at)
    parts = tuple(rows)
    _check_rows(parts, need.value.jenjang)
    begun = exact(opening, "angka_kredit_awal")
    if begun < 0:
        raise InvalidInput("angka_kredit_awal", opening, "nol atau lebih")
    points = exact_sum([Decimal(opening), *(row.value.points for row in parts)])
    account = AngkaKreditAccount(
        points,
        begun + sum((row.value.exact for row in parts), Fraction(0)),
        need.value.rank,
        _missing(need.value.rank, points),
        need.value.tier,
        _missing(need.value.tier, points),
    )
    total = Step(
        f"Angka kredit kumulatif: {written(points, 3)} dari {len(parts)} baris konversi{_and(begun)}."
    )
    because = (*(step for row in parts for step in row.because), total, *need.because)
    return Finding(account, (*because, *_reached(account, need.value, ruleset)))


def _check_rows(rows: tuple[Finding[AngkaKredit], ...], jenjang: Jenjang) -> None:
    for place, row in enumerate(rows, start=1):
        if row.value.jenjang is not jenjang:
            raise InvalidInput(f"baris[{place}].jenjang", row.value.jenjang, jenjang.value)


def _and(begun: Fraction) -> str:
    return f" dan {written(begun, 3)} angka kredit awal" if begun else ""


def _missing(need: Decimal | None, points: Decimal) -> Decimal | None:
    return None if need is None else max(Decimal(0), need - points)


def _reached(account: AngkaKreditAccount, need: AngkaKreditNeed, ruleset: Ruleset) -> tuple[Step, ...]:
    law = ruleset.law("angka_kredit.penetapan")
    goals = (
        (account.rank_missing, f"kenaikan pangkat ke {need.next_golongan}"),
        (account.tier_missing, f"kenaikan jenjang ke {need.next_jenjang and need.next_jenjang.label}"),
    )
    return tuple(law.step(_goal_text(missing, goal)) for missing, goal in goals if missing is not None)


def _goal_text(missing: Decimal, goal: str) -> str:
    if missing:
        return f"Untuk {goal} masih kurang {written(missing, 3)} angka kredit."
    return (
        f"Kebutuhan {goal} tercapai: angka kredit dapat ditetapkan dan diusulkan tanpa menunggu akhir tahun."
    )


def surplus_after(
    points: Decimal | int, need: Decimal | int, ruleset: Ruleset, *, to_higher_jenjang: bool
) -> Finding[Surplus]:
    """Surplus is kept inside one jenjang and lost when the jenjang rises (BKN 3/2023 Pasal 19 ayat (5)–(6)).

    Raises InvalidInput when the need is not reached.
    """
    law = ruleset.law("angka_kredit.kelebihan")
    if exact(points, "angka_kredit") < exact(need, "kebutuhan"):
        raise InvalidInput("angka_kredit", points, f"sedikitnya {written(need)}, yaitu kebutuhannya")
    over = Decimal(points) - Decimal(need)
    is_kept = law.value["jenjang" if to_higher_jenjang else "pangkat"] == "disimpan"
    kept, lost = (over, Decimal(0)) if is_kept else (Decimal(0), over)
    fate = "tetap dihitung untuk pangkat berikutnya" if is_kept else "hilang karena jenjangnya naik"
    text = f"Kelebihan {written(points, 3)} − {written(need)} = {written(over, 3)} angka kredit {fate}."
    return Finding(Surplus(Decimal(need), kept, lost), (law.step(text),))
