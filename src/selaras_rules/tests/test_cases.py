"""Runs every example of `cases/*.toml`; a lawyer may add one without Python."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from selaras_rules import RULES, RulesError, Ruleset, compute
from selaras_rules.findings import plain
from selaras_rules.parameters import read_toml

CASES_FOLDER = Path(__file__).parents[1] / "cases"
CASES: list[tuple[str, Mapping[str, Any]]] = [
    (f"{path.stem}: {case['name']}", case)
    for path in sorted(CASES_FOLDER.glob("*.toml"))
    for case in read_toml(path)["case"]
]


def check_matches(found: Any, expected: Any) -> None:
    """A table expects its own keys only, a list all its rows; "tanpa nilai" expects nothing."""
    if isinstance(expected, Mapping):
        for key, inner in expected.items():
            check_matches(found[key], inner)
    elif isinstance(expected, list):
        assert len(found) == len(expected), found
        for one, other in zip(found, expected, strict=True):
            check_matches(one, other)
    else:
        assert found == (None if expected == "tanpa nilai" else expected)


@pytest.mark.trace("P-18", "P-21")
@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES])
def test_example(case: Mapping[str, Any]) -> None:
    if "error" in case:
        code, _, reason = case["error"].partition(":")
        with pytest.raises(RulesError) as refused:
            compute(case["rule"], case["input"], Ruleset(case["on"], case.get("choices")))
        assert refused.value.code == code
        assert not reason or getattr(refused.value, "reason", "") == reason
        assert "field" not in case or getattr(refused.value, "field", "") == case["field"]
        return
    finding = compute(case["rule"], case["input"], Ruleset(case["on"], case.get("choices")))
    check_matches(plain(finding.value), case["expect"])
    assert finding.because
    assert all(
        step.text and bool(step.source) == bool(step.article and step.standing) for step in finding.because
    )
    assert case.get("because", "") in finding.text
    assert "silent" not in case or case["silent"] not in finding.text


def test_every_case_says_its_article_and_is_named_once() -> None:
    names = [name for name, _ in CASES]
    assert len(set(names)) == len(names)
    assert all(case["article"] for _, case in CASES)


def test_every_rule_has_an_example() -> None:
    assert {case["rule"] for _, case in CASES} == set(RULES)
