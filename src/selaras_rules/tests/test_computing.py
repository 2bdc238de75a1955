"""Every rule describes itself: what it accepts is what its schema says, and nothing else is accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from selaras_rules import RULES, InvalidInput, Rule, Ruleset, UnknownLaw, compute, list_parameters, rule_named

TODAY = Ruleset(date(2026, 11, 22))
EVERY = [pytest.param(one, id=one.name) for one in RULES.values()]


@pytest.mark.parametrize("one", EVERY)
def test_a_rule_has_a_schema_of_input_and_output(one: Rule) -> None:
    schema = one.schema()
    told = schema["properties"]["input"]
    assert set(told["properties"]) == {field.name for field in one.fields}
    assert all(found["description"] for found in told["properties"].values())
    assert set(schema["properties"]["output"]["required"]) == {"value", "because", "fingerprint"}


@pytest.mark.parametrize("one", EVERY)
def test_the_law_behind_a_rule_exists(one: Rule) -> None:
    for key in one.law:
        assert list_parameters(key), key


@pytest.mark.parametrize("one", EVERY)
def test_an_unknown_field_is_refused_by_name(one: Rule) -> None:
    with pytest.raises(InvalidInput) as refused:
        one.run({"bukan_isian": 1}, TODAY)
    assert refused.value.field == "bukan_isian"


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(one, id=one.name)
        for one in RULES.values()
        if any(field.is_required for field in one.fields)
    ],
)
def test_a_missing_field_is_named(one: Rule) -> None:
    first = next(field for field in one.fields if field.is_required)
    with pytest.raises(InvalidInput) as refused:
        one.run({}, TODAY)
    assert refused.value.field == first.name


@pytest.mark.parametrize("given", ["NaN", "Infinity", "-Infinity", "dua", 1.5, True, None, [], {}])
def test_only_exact_numbers_are_numbers(given: Any) -> None:
    with pytest.raises(InvalidInput):
        compute("capaian", {"arah": "lebih_besar", "target": given, "realisasi": "1"}, TODAY)


def test_a_field_inside_a_row_is_named_with_its_row() -> None:
    good = {"predikat": "baik", "jenjang": "ahli_muda", "bulan": 12}
    with pytest.raises(InvalidInput) as refused:
        compute("jumlah_angka_kredit", {"baris": [good, {**good, "bulan": 13}]}, TODAY)
    assert refused.value.field == "baris[2].bulan"


def test_an_unknown_rule_is_said() -> None:
    with pytest.raises(UnknownLaw, match="bukan_aturan"):
        rule_named("bukan_aturan")
