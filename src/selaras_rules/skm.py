"""SKM: answers of the public about a service unit become its IKM (PermenPANRB 14/2017).

The IKM measures a unit, never a person. The facts we have name no confidence interval, so none is computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .errors import InvalidInput
from .findings import Finding, Step
from .numbers import exact, round_half_up, written
from .parameters import Value
from .ruleset import Ruleset

Answers = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Unsur:
    """One element: how many answered it, and their mean on the scale 1–4 (`exact` is not rounded)."""

    code: str
    name: str
    answers: int
    mean: Decimal
    exact: Fraction


@dataclass(frozen=True, slots=True)
class Mutu:
    """Quality of service: "A" to "D" and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Ikm:
    """An index: `ikm` is 25–100 with two decimals, `scale_4` is 1–4 with four; `exact` is 25–100 unrounded."""

    ikm: Decimal
    scale_4: Decimal
    exact: Fraction
    mutu: Mutu
    respondents: int
    unsur: tuple[Unsur, ...]
    weakest_first: tuple[str, ...]
    may_publish: bool


def measure_ikm(respondents: Sequence[Answers], ruleset: Ruleset) -> Finding[Ikm]:
    """The IKM of one unit from its respondents; each maps "U1"–"U9" to 1–4, or to None where there is no answer.

    Raises InvalidInput for no respondent, an element nobody answered, or an answer outside 1–4 (with its place).
    """
    elements = ruleset.law("skm.unsur")
    for place, answers in enumerate(respondents, start=1):
        _check_answers(answers, place, ruleset)
    counted = _counted(respondents, tuple(elements.value), ruleset)
    if not counted:
        raise InvalidInput("responden", len(counted), "sekurangnya satu responden yang jawabannya dihitung")
    return _ikm([_unsur(code, counted, elements) for code in elements.value], len(counted), ruleset)


def ikm_of_means(means: Mapping[str, Decimal | Fraction], respondents: int, ruleset: Ruleset) -> Finding[Ikm]:
    """The IKM from the nine means (NRR, 1–4) that somebody has worked out already; raises InvalidInput."""
    elements, scale = ruleset.law("skm.unsur"), ruleset.law("skm.jawaban").value
    _require_respondents("responden", respondents)
    _check_codes("nrr", means, elements)
    found = []
    for code, name in elements.value.items():
        if code not in means:
            raise InvalidInput(f"nrr.{code}", "kosong", "wajib diisi")
        mean = exact(means[code], f"nrr.{code}")
        if not scale["lowest"] <= mean <= scale["highest"]:
            raise InvalidInput(f"nrr.{code}", means[code], "1 sampai 4")
        found.append(Unsur(code, name, respondents, round_half_up(mean, 4), mean))
    return _ikm(found, respondents, ruleset)


def mutu_of_ikm(ikm: Decimal, ruleset: Ruleset) -> Finding[Mutu]:
    """Quality of service for an IKM of 25–100, rounded to two decimals before; raises InvalidInput."""
    rule = ruleset.law("skm.mutu")
    rounded = round_half_up(exact(ikm, "ikm"))
    if rounded <= 100:
        for row in rule.value:
            if rounded >= row["from"]:
                mutu = Mutu(row["mutu"], row["name"])
                text = f"IKM {written(rounded)} bermutu {mutu.code} ({mutu.name}): mulai dari {written(row['from'])}."
                return Finding(mutu, (rule.step(text),))
    raise InvalidInput("ikm", ikm, "25 sampai 100")


def combine_ikm(units: Sequence[tuple[Decimal, int]], ruleset: Ruleset) -> Finding[Decimal]:
    """One IKM of several units, given as (IKM, respondents); the agency chooses whether size counts."""
    if not units:
        raise InvalidInput("unit", "kosong", "sekurangnya satu unit")
    weighs = ruleset.choice("skm.combining") == "respondents"
    total, weight = Fraction(0), 0
    for place, (ikm, respondents) in enumerate(units, start=1):
        _require_respondents(f"unit[{place}].responden", respondents)
        if not 25 <= (number := exact(ikm, f"unit[{place}].ikm")) <= 100:
            raise InvalidInput(f"unit[{place}].ikm", ikm, "25 sampai 100")
        share = respondents if weighs else 1
        total, weight = total + number * share, weight + share
    combined = round_half_up(total / weight)
    text = f"IKM gabungan {len(units)} unit adalah {written(combined)}."
    return Finding(combined, (ruleset.choice_step("skm.combining"), Step(text)))


def sample_size(population: int, ruleset: Ruleset) -> Finding[int]:
    """How many people to ask among `population` users of a service (Krejcie and Morgan); raises InvalidInput."""
    if isinstance(population, bool) or not isinstance(population, int) or population < 1:
        raise InvalidInput("populasi", population, "bilangan bulat mulai dari 1")
    rule = ruleset.law("skm.sampel")
    chi, margin = Fraction(rule.value["chi_square"]), Fraction(rule.value["margin"])
    share = Fraction(rule.value["proportion"])
    spread = chi * share * (1 - share)
    asked = spread * population / (margin**2 * (population - 1) + spread)
    rounded = -(-asked // 1) if ruleset.choice("skm.sample_rounding") == "up" else asked + Fraction(1, 2)
    size = min(population, int(rounded))
    text = f"Dari {written(population)} pengguna layanan, {written(size)} orang perlu ditanya."
    return Finding(size, (rule.step(text), ruleset.choice_step("skm.sample_rounding")))


def _ikm(unsur: list[Unsur], respondents: int, ruleset: Ruleset) -> Finding[Ikm]:
    """Nine means, each weighing exactly one ninth, times 25, rounded once."""
    factor = ruleset.law("skm.konversi")
    mean = sum((one.exact for one in unsur), Fraction(0)) / len(unsur)
    index = mean * factor.value
    ikm = round_half_up(index)
    graded = mutu_of_ikm(ikm, ruleset)
    order = tuple(one.code for one in sorted(unsur, key=lambda one: one.exact))
    minimum = ruleset.choice("skm.minimum_respondents")
    found = Ikm(
        ikm, round_half_up(mean, 4), index, graded.value, respondents, tuple(unsur), order,
        may_publish=respondents >= minimum,
    )  # fmt: skip
    because = (
        factor.step(f"Rata-rata {len(unsur)} unsur {written(mean, 4)} × {factor.value} = {written(ikm)}."),
        *graded.because,
        _weakest(unsur),
        _publishing(respondents, minimum, ruleset),
    )
    return Finding(found, because)


def _weakest(unsur: list[Unsur]) -> Step:
    lowest = min(one.exact for one in unsur)
    names = " dan ".join(f"{one.name} ({one.code})" for one in unsur if one.exact == lowest)
    return Step(f"Unsur terlemah: {names}, nilai {written(lowest, 3)}. Tindak lanjut dimulai dari sana.")


def _publishing(respondents: int, minimum: int, ruleset: Ruleset) -> Step:
    step = ruleset.choice_step("skm.minimum_respondents")
    if respondents >= minimum:
        text = f"Responden {respondents}, cukup untuk diumumkan (paling sedikit {minimum})."
    else:
        text = f"Responden baru {respondents}; hasil diumumkan bila sudah {minimum}."
    return Step(text, step.source, step.article, step.standing)


def _counted(respondents: Sequence[Answers], codes: tuple[str, ...], ruleset: Ruleset) -> tuple[Answers, ...]:
    """Those whose answers count: everybody, or only who answered every element, as the agency chose."""
    if ruleset.choice("skm.non_answers") == "element":
        return tuple(respondents)
    return tuple(one for one in respondents if all(one.get(code) is not None for code in codes))


def _unsur(code: str, counted: tuple[Answers, ...], elements: Value) -> Unsur:
    given = [answer for one in counted if (answer := one.get(code)) is not None]
    if not given:
        raise InvalidInput(code, "tanpa jawaban", "sekurangnya satu jawaban untuk setiap unsur")
    mean = Fraction(sum(given), len(given))
    return Unsur(code, elements.value[code], len(given), round_half_up(mean, 4), mean)


def _check_answers(answers: Answers, place: int, ruleset: Ruleset) -> None:
    scale = ruleset.law("skm.jawaban").value
    _check_codes(f"responden[{place}]", answers, ruleset.law("skm.unsur"))
    for code, answer in answers.items():
        is_whole = isinstance(answer, int) and not isinstance(answer, bool)
        if answer is not None and not (is_whole and scale["lowest"] <= answer <= scale["highest"]):
            allowed = f"{scale['lowest']} sampai {scale['highest']}, atau kosong"
            raise InvalidInput(f"responden[{place}].{code}", answer, allowed)


def _check_codes(within: str, given: Mapping[str, object], elements: Value) -> None:
    for code in given:
        if code not in elements.value:
            raise InvalidInput(f"{within}.{code}", given[code], ", ".join(elements.value))


def _require_respondents(field: str, respondents: int) -> None:
    if isinstance(respondents, bool) or not isinstance(respondents, int) or respondents < 1:
        raise InvalidInput(field, respondents, "bilangan bulat mulai dari 1")
