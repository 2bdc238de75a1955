"""Every rule by name over plain data: for example cases, the console and other programs.

`compute("predikat", {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai"}, ruleset)`

A rule is described once (`Rule`): what it is told, what it answers, which law stands behind it. Reading, refusing
and the JSON Schema follow from that. Each subject has a file with its `RULES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from selaras_rules.errors import UnknownLaw
from selaras_rules.findings import Finding
from selaras_rules.ruleset import Ruleset

from . import (
    achievement,
    angka_kredit,
    attendance,
    competence,
    deadlines,
    discipline,
    innovation,
    ip_asn,
    leave,
    offences,
    people,
    plans,
    predikat,
    procedure,
    promotion,
    satyalancana,
    score,
    skm,
    special_cases,
    talent,
    tpp,
    working_time,
)
from .fields import Field
from .rule import Rule

__all__ = ["RULES", "Field", "Rule", "compute", "rule_named"]

_SUBJECTS = (
    predikat,
    achievement,
    plans,
    deadlines,
    angka_kredit,
    people,
    discipline,
    promotion,
    skm,
    talent,
    ip_asn,
    satyalancana,
    score,
    procedure,
    offences,
    leave,
    tpp,
    innovation,
    competence,
    special_cases,
    working_time,
    attendance,
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {one.name: one for subject in _SUBJECTS for one in subject.RULES}
)


def rule_named(name: str) -> Rule:
    """One rule; raises UnknownLaw."""
    try:
        return RULES[name]
    except KeyError:
        raise UnknownLaw(name) from None


def compute(name: str, given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Any]:
    """The finding of one rule over plain data; raises UnknownLaw for an unknown rule, InvalidInput for a bad field."""
    return rule_named(name).run(given, ruleset)
