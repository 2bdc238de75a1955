"""PPPK: rhythm of evaluation, what a result means for the contract, pay rises (PP 49/2018, PermenPANRB 7/2023)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .conditions import Checked, Condition, all_met, checked, conditions_of, steps_of
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .parameters import Value
from .positions import golongan_pppk_table, read_golongan
from .ratings import Predikat
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class ContractConsequence:
    """What a result may lead to; `outcome` is "perpanjangan" or "pemutusan", and somebody decides."""

    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class PayRise:
    """Whether a pay rise may be proposed, with every condition."""

    may_rise: bool
    conditions: tuple[Condition, ...]


def evaluation_rhythm(ruleset: Ruleset, *, is_part_time: bool) -> Finding[str]:
    """ "quarterly", "monthly" or "half_yearly".

    A part-time PPPK is evaluated quarterly, everybody else as the agency chose.
    """
    if is_part_time:
        rule = ruleset.law("pppk.kala_paruh_waktu")
        return Finding(str(rule.value), (rule.step("PPPK paruh waktu dievaluasi triwulanan dan tahunan."),))
    chosen = ruleset.choice("evaluation.periodicity")
    return Finding(str(chosen), (ruleset.choice_step("evaluation.periodicity"),))


def contract_consequence(
    reached: bool, ruleset: Ruleset, *, is_part_time: bool
) -> Finding[ContractConsequence]:
    """What reaching or missing the agreed target of a PPPK may lead to; proposes, never decides."""
    rule = ruleset.law("pppk.akibat_paruh_waktu" if is_part_time else "pppk.akibat")
    text = rule.value["tercapai" if reached else "tidak_tercapai"]
    found = ContractConsequence("perpanjangan" if reached else "pemutusan", text)
    return Finding(
        found, (rule.step(text), Step("Ini bahan pertimbangan; pejabat yang berwenang memutuskan."))
    )


def periodic_pay_rise(
    golongan: str, predikat: Sequence[Predikat], ruleset: Ruleset, *, is_first: bool
) -> Finding[PayRise]:
    """Whether the KGB of a PPPK may be proposed; `predikat` are the annual ones, the latest last (Pasal 3).

    Raises InvalidInput for a golongan that is none of the PPPK.
    """
    code = read_golongan(golongan).code
    if code not in {row.code for row in golongan_pppk_table()}:
        raise InvalidInput("golongan", golongan, "I sampai XVII")
    rule = ruleset.law("pppk.kgb")
    years = int(rule.value["first"].get(code, rule.value["years"]) if is_first else rule.value["years"])
    return _pay_rise((_rated(rule, years, predikat),))


def special_pay_rise(
    predikat: Sequence[Predikat], ruleset: Ruleset, *, is_model_employee: bool
) -> Finding[PayRise]:
    """Whether the special rise of a PPPK may be proposed: two years Sangat Baik and a model employee (Pasal 4)."""
    rule = ruleset.law("pppk.gaji_istimewa")
    met, unmet = "Ditetapkan sebagai pegawai teladan.", "Belum ditetapkan sebagai pegawai teladan."
    model = checked(rule, "teladan", is_model_employee, met, unmet)
    return _pay_rise((_rated(rule, int(rule.value["years"]), predikat), model))


def _rated(rule: Value, years: int, predikat: Sequence[Predikat]) -> Checked:
    """Whether the last so many years have at least the predikat asked for."""
    least = Predikat(rule.value["least"])
    latest = [require_member(Predikat, one, "predikat") for one in predikat[-years:]]
    is_met = len(latest) == years and all(one.is_at_least(least) for one in latest)
    told = ", ".join(one.label for one in latest) or "belum ada"
    text = f"Predikat {years} tahun terakhir paling rendah {least.label} (tercatat: {told})"
    return checked(rule, "predikat", is_met, f"{text}: terpenuhi.", f"{text}: belum terpenuhi.")


def _pay_rise(found: tuple[Checked, ...]) -> Finding[PayRise]:
    return Finding(PayRise(all_met(found), conditions_of(found)), steps_of(found))
