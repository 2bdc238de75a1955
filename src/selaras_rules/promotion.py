"""Gates before a JF: pangkat, jenjang, without vacancy, to keahlian; every condition is told (BKN 3/2023).

A gate proposes; whoever is competent decides. `ruleset.on` is the day from which the promotion would count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .angka_kredit_needs import AngkaKreditNeed, angka_kredit_need, surplus_after
from .conditions import Checked, Condition, all_met, checked, conditions_of, steps_of
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, written
from .parameters import Value
from .periods import add_months, date_label
from .positions import EmployeeStatus, Jenjang, golongan_pppk_table, golongan_table, next_golongan
from .ratings import Predikat
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class JfRecord:
    """What a gate looks at.

    `points` is cumulative since the present jenjang began; `predikat` holds the yearly ones, oldest first; `starts_at`
    is where this JF begins when that is not the lowest golongan of its jenjang. Raises InvalidInput.
    """

    status: EmployeeStatus
    jenjang: Jenjang
    golongan: str
    points: Decimal
    rank_since: date
    predikat: tuple[Predikat, ...]
    is_sworn_in: bool = True
    starts_at: str = ""

    def __post_init__(self) -> None:
        require_member(EmployeeStatus, self.status, "status")
        require_member(Jenjang, self.jenjang, "jenjang")
        if self.status is EmployeeStatus.PPPK:
            pppk = [row.code for row in golongan_pppk_table()]
            if self.golongan not in pppk:
                raise InvalidInput("golongan", self.golongan, f"{pppk[0]} sampai {pppk[-1]} untuk PPPK")
        else:
            next_golongan(self.golongan)
        if exact(self.points, "angka_kredit") < 0:
            raise InvalidInput("angka_kredit", self.points, "nol atau lebih")


@dataclass(frozen=True, slots=True)
class TierFacts:
    """What the agency knows about the next jenjang."""

    has_vacancy: bool
    passed_competence_test: bool
    is_on_map: bool = True
    has_education: bool = True


@dataclass(frozen=True, slots=True)
class Promotion:
    """The gate: open when every condition is met; `target` is the golongan or jenjang it leads to.

    `kept` and `lost` say what becomes of the surplus; both are empty while the gate is shut.
    """

    is_open: bool
    target: str | None
    need: Decimal | None
    kept: Decimal | None
    lost: Decimal | None
    conditions: tuple[Condition, ...]

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why it is shut, one sentence for each condition that is not met."""
        return tuple(one.text for one in self.conditions if not one.is_met)


def promote_rank(record: JfRecord, ruleset: Ruleset) -> Finding[Promotion]:
    """Whether the next pangkat may be proposed (BKN 3/2023 Pasal 15, 16, 19 ayat (2)).

    Whoever has risen in jenjang first brings the angka kredit of the jenjang before: then `points` are those.
    """
    law = ruleset.law("kenaikan.pangkat")
    need = _rank_need(record, ruleset)
    found = (
        _is_pns(record, ruleset),
        _is_sworn_in(record, ruleset),
        _stays_in_jenjang(record, need, ruleset),
        _has_points(law, record.points, need.rank if need else None, "pangkat"),
        _years_in_rank(law, record, ruleset),
        _recent_predikat(law, record),
    )
    risen = record.golongan not in record.jenjang.golongan
    return _gate(
        found, need.next_golongan if need else None, need.rank if need else None, record, ruleset,
        to_higher_jenjang=risen,
    )  # fmt: skip


def promote_jenjang(record: JfRecord, facts: TierFacts, ruleset: Ruleset) -> Finding[Promotion]:
    """Whether the next jenjang may be proposed (BKN 3/2023 Pasal 11)."""
    law = ruleset.law("kenaikan.jenjang")
    above = record.jenjang.next
    need = _tier_need(record, ruleset)
    found = (
        _is_pns(record, ruleset),
        _has_jenjang_above(law, record.jenjang),
        checked(
            law, "lowongan", facts.has_vacancy,
            "Ada lowongan pada jenjang yang dituju.", "Belum ada lowongan pada jenjang yang dituju.",
        ),
        _passed_test(law, facts),
        _has_points(law, record.points, need, "jenjang"),
        _recent_predikat(ruleset.law("kenaikan.jenjang_predikat"), record),
    )  # fmt: skip
    return _gate(found, above and above.value, need, record, ruleset, to_higher_jenjang=True)


def promote_rank_without_vacancy(
    record: JfRecord, facts: TierFacts, ruleset: Ruleset, *, was_used: bool
) -> Finding[Promotion]:
    """Whether pangkat may rise once although the next jenjang has no vacancy (BKN 3/2023 Pasal 19 ayat (3)–(4))."""
    law = ruleset.law("kenaikan.tanpa_lowongan")
    need = _tier_need(record, ruleset)
    at_top = record.golongan == record.jenjang.golongan[-1]
    target = next_golongan(record.golongan) if at_top and record.jenjang.next else None
    found = (
        _is_pns(record, ruleset),
        _is_sworn_in(record, ruleset),
        _has_jenjang_above(law, record.jenjang),
        checked(
            law, "golongan_tertinggi", at_top,
            f"{record.golongan} adalah golongan tertinggi {record.jenjang.label}.",
            f"{record.golongan} bukan golongan tertinggi {record.jenjang.label}; pakai kenaikan pangkat biasa.",
        ),
        checked(
            law, "tanpa_lowongan", not facts.has_vacancy,
            "Belum ada lowongan pada jenjang yang lebih tinggi.",
            "Ada lowongan pada jenjang yang lebih tinggi; tempuh kenaikan jenjang.",
        ),
        checked(
            law, "satu_kali", not was_used,
            "Kesempatan ini belum pernah dipakai.", "Kesempatan ini sudah dipakai; hanya satu kali.",
        ),
        _has_points(law, record.points, need, "pangkat dan jenjang"),
        _passed_test(law, facts),
        checked(
            law, "peta_jabatan", facts.is_on_map,
            "Jenjang itu ada dalam peta jabatan.", "Jenjang itu tidak ada dalam peta jabatan.",
        ),
        checked(
            law, "pendidikan", facts.has_education,
            "Pendidikan sesuai dengan jenjang itu.", "Pendidikan belum sesuai dengan jenjang itu.",
        ),
        _years_in_rank(law, record, ruleset),
        _recent_predikat(law, record),
    )  # fmt: skip
    return _gate(found, target, need, record, ruleset, to_higher_jenjang=False)


def move_to_keahlian(
    jenjang: Jenjang,
    golongan: str,
    ruleset: Ruleset,
    *,
    has_degree: bool,
    has_vacancy: bool,
    passed_competence_test: bool,
) -> Finding[Promotion]:
    """Whether a JF of keterampilan may move to keahlian, and to which jenjang (BKN 3/2023 Pasal 20).

    `has_degree`: S1 or D4.
    """
    jenjang = require_member(Jenjang, jenjang, "jenjang")
    next_golongan(golongan)
    law = ruleset.law("kenaikan.keahlian")
    target = law.value.get(golongan)
    found = (
        checked(
            law, "kategori", jenjang.group == "keterampilan",
            f"{jenjang.label} termasuk kategori keterampilan.",
            f"{jenjang.label} sudah termasuk kategori keahlian.",
        ),
        checked(
            law, "golongan", target is not None,
            f"Golongan {golongan} masuk ke {Jenjang(target).label}." if target else "",
            _outside(golongan, tuple(law.value)),
        ),
        checked(
            law, "ijazah", has_degree, "Berijazah S1 atau D4.", "Belum berijazah S1 atau D4.",
        ),
        checked(
            law, "lowongan", has_vacancy,
            "Ada lowongan pada jenjang keahlian yang dituju.",
            "Belum ada lowongan pada jenjang keahlian yang dituju.",
        ),
        checked(
            law, "uji_kompetensi", passed_competence_test,
            "Lulus uji kompetensi.", "Belum lulus uji kompetensi.",
        ),
    )  # fmt: skip
    is_open = all_met(found)
    return Finding(Promotion(is_open, target, None, None, None, conditions_of(found)), steps_of(found))


def _outside(golongan: str, allowed: tuple[str, ...]) -> str:
    codes = [row.code for row in golongan_table()]
    told = f"Golongan {golongan} tidak termasuk {allowed[0]} sampai {allowed[-1]}"
    if codes.index(golongan) < codes.index(allowed[0]):
        return f"{told}; naik pangkat ke {allowed[0]} lebih dahulu."
    return f"{told}."


def _rank_need(record: JfRecord, ruleset: Ruleset) -> AngkaKreditNeed | None:
    """The need of the next pangkat; the one of the jenjang before when pangkat follows a risen jenjang."""
    if record.golongan in record.jenjang.golongan:
        return angka_kredit_need(record.jenjang, record.golongan, ruleset, starts_at=record.starts_at).value
    before = record.jenjang.previous
    if before is not None and record.golongan == before.golongan[-1]:
        return angka_kredit_need(before, record.golongan, ruleset, starts_at=record.starts_at).value
    return None


def _tier_need(record: JfRecord, ruleset: Ruleset) -> Decimal | None:
    in_jenjang = record.golongan in record.jenjang.golongan
    *_, highest = record.jenjang.golongan
    golongan = record.golongan if in_jenjang else highest
    return angka_kredit_need(record.jenjang, golongan, ruleset, starts_at=record.starts_at).value.tier


def _is_pns(record: JfRecord, ruleset: Ruleset) -> Checked:
    label = record.status.label
    return checked(
        ruleset.law("angka_kredit.penerima"), "pns", record.status is EmployeeStatus.PNS,
        "Berstatus PNS.", f"{label} tidak diberi kenaikan pangkat atau jenjang dengan angka kredit.",
    )  # fmt: skip


def _is_sworn_in(record: JfRecord, ruleset: Ruleset) -> Checked:
    return checked(
        ruleset.law("kenaikan.pelantikan"), "pelantikan", record.is_sworn_in,
        "Sudah dilantik dalam jabatan fungsional.",
        "Belum dilantik dalam jabatan fungsional, sehingga belum dapat naik pangkat.",
    )  # fmt: skip


def _stays_in_jenjang(record: JfRecord, need: AngkaKreditNeed | None, ruleset: Ruleset) -> Checked:
    """The next golongan must belong to the present jenjang: jenjang first, then pangkat."""
    law, label = ruleset.law("kenaikan.bersama"), record.jenjang.label
    above = need.next_golongan if need else None
    fits = above in record.jenjang.golongan
    if above is None:
        return checked(
            law, "jenjang", False, "",
            f"Dari golongan {record.golongan} tidak ada kenaikan pangkat pada jenjang {label}.",
        )  # fmt: skip
    unmet = f"Golongan {above} di atas jenjang {label}; naik jenjang lebih dahulu."
    return checked(law, "jenjang", fits, f"Golongan {above} termasuk jenjang {label}.", unmet)


def _has_jenjang_above(law: Value, jenjang: Jenjang) -> Checked:
    above = jenjang.next
    return checked(
        law, "jenjang_di_atasnya", above is not None,
        f"Jenjang di atas {jenjang.label} adalah {above.label if above else ''}.",
        f"{jenjang.label} adalah jenjang tertinggi pada kategorinya.",
    )  # fmt: skip


def _passed_test(law: Value, facts: TierFacts) -> Checked:
    return checked(
        law, "uji_kompetensi", facts.passed_competence_test,
        "Lulus uji kompetensi untuk jenjang yang dituju.",
        "Belum lulus uji kompetensi untuk jenjang yang dituju.",
    )  # fmt: skip


def _has_points(law: Value, points: Decimal, need: Decimal | None, goal: str) -> Checked:
    if need is None:
        return checked(law, "angka_kredit", False, "", f"Tidak ada kebutuhan angka kredit {goal} berikutnya.")
    has = f"Angka kredit {written(points, 3)}"
    unmet = f"{has} kurang {written(need - points, 3)} dari kebutuhan {goal} {written(need)}."
    return checked(
        law, "angka_kredit", points >= need, f"{has} memenuhi kebutuhan {goal} {written(need)}.", unmet
    )


def _years_in_rank(law: Value, record: JfRecord, ruleset: Ruleset) -> Checked:
    years = law.value["years_in_rank"]
    ready = add_months(record.rank_since, 12 * years)
    since = f"Dalam pangkat sejak {date_label(record.rank_since)}"
    return checked(
        law, "masa_pangkat", ready <= ruleset.on,
        f"{since}: sudah {years} tahun.",
        f"{since}: {years} tahun baru genap pada {date_label(ready)}.",
    )  # fmt: skip


def _recent_predikat(law: Value, record: JfRecord) -> Checked:
    least, years = Predikat(law.value["at_least"]), law.value["predikat_years"]
    recent = record.predikat[-years:]
    told = ", ".join(one.label for one in recent) or "belum ada"
    if len(recent) < years:
        unmet = f"Predikat {years} tahun terakhir belum lengkap ({told})."
        return checked(law, "predikat", False, "", unmet)
    return checked(
        law, "predikat", all(one.is_at_least(least) for one in recent),
        f"Predikat {years} tahun terakhir ({told}) paling rendah {least.label}.",
        f"Predikat {years} tahun terakhir ({told}) belum semuanya paling rendah {least.label}.",
    )  # fmt: skip


def _gate(
    found: tuple[Checked, ...],
    target: str | None,
    need: Decimal | None,
    record: JfRecord,
    ruleset: Ruleset,
    *,
    to_higher_jenjang: bool,
) -> Finding[Promotion]:
    conditions = conditions_of(found)
    if not all_met(found) or need is None:
        count = sum(not one.is_met for one in conditions)
        shut = Step(f"Belum dapat diusulkan: {count} syarat belum terpenuhi.")
        return Finding(Promotion(False, target, need, None, None, conditions), (*steps_of(found), shut))
    surplus = surplus_after(record.points, need, ruleset, to_higher_jenjang=to_higher_jenjang)
    value = Promotion(True, target, need, surplus.value.kept, surplus.value.lost, conditions)
    open_step = Step("Semua syarat terpenuhi: dapat diusulkan; pejabat yang berwenang memutuskan.")
    return Finding(value, (*steps_of(found), *surplus.because, open_step))
