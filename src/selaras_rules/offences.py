"""Offences beside absence: level by impact, several at once, a superior who does nothing (PP 94/2021 art. 9–11, 28)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from .discipline import DisciplineLevel, PunishmentType, punishment_types, ruleset_of_act
from .errors import InvalidInput, require_member
from .findings import Finding
from .positions import PositionKind
from .procedure import CaseState
from .ruleset import Ruleset


class Impact(StrEnum):
    """How far an offence does harm."""

    UNIT_KERJA = "unit_kerja"
    INSTANSI = "instansi"
    NEGARA = "negara"


def level_of_impact(impact: Impact, act_day: date, ruleset: Ruleset) -> Finding[DisciplineLevel]:
    """The level that most duties and prohibitions have by their impact (PP 94/2021 art. 9, 10 and 11)."""
    impact = require_member(Impact, impact, "dampak")
    rule = ruleset_of_act(act_day, ruleset).law("pelanggaran.dampak")
    level = DisciplineLevel(rule.value[impact])
    text = f"Dampak pada {impact.replace('_', ' ')}: hukuman {level}. {rule.note}"
    return Finding(level, (rule.step(text),))


def level_of_unfiled_wealth_report(
    kind: PositionKind, act_day: date, ruleset: Ruleset
) -> Finding[DisciplineLevel]:
    """The level for not filing the LHKPN by position (PP 94/2021 art. 10 and 11)."""
    kind = require_member(PositionKind, kind, "jenis_jabatan")
    rule = ruleset_of_act(act_day, ruleset).law("pelanggaran.lhkpn")
    level = DisciplineLevel(rule.value[kind])
    return Finding(level, (rule.step(f"{kind.label} yang tidak melaporkan LHKPN: hukuman {level}."),))


def heaviest_punishment(steps: Sequence[str], act_day: date, ruleset: Ruleset) -> Finding[PunishmentType]:
    """One punishment for several offences, the heaviest; raises InvalidInput for no or an unknown step."""
    types = punishment_types(act_day, ruleset)
    places = [_place(step, types.value) for step in steps]
    if not places:
        raise InvalidInput("usulan", "kosong", _allowed(types.value))
    found = types.value[max(places)]
    rule = ruleset_of_act(act_day, ruleset).law("pelanggaran.beberapa")
    return Finding(found, (rule.step(f"Dijatuhkan {rule.value}: {found.step}, {found.name}."),))


def punishment_of_silent_superior(step: str, act_day: date, ruleset: Ruleset) -> Finding[PunishmentType]:
    """What a superior risks who did nothing about an offence of that step (PP 94/2021 art. 28).

    Equal under PP 53/2010, heavier under PP 94/2021; the heaviest type stays the heaviest.
    """
    types = punishment_types(act_day, ruleset).value
    rule = ruleset_of_act(act_day, ruleset).law("pelanggaran.atasan_diam")
    found = types[min(_place(step, types) + rule.value, len(types) - 1)]
    than = "sama dengan" if rule.value == 0 else "lebih berat dari"
    text = (
        f"Atasan yang diam atas pelanggaran {step} terancam hukuman {than} itu: {found.step}, {found.name}."
    )
    return Finding(found, (rule.step(text),))


def case_documents(state: CaseState, ruleset: Ruleset) -> Finding[tuple[str, ...]]:
    """The documents that a state of a discipline case needs, in their order."""
    state = require_member(CaseState, state, "keadaan")
    rule = ruleset.law("proses_disiplin.dokumen")
    found = tuple(rule.value[state])
    told = ", ".join(found) if found else "tidak ada dokumen"
    return Finding(found, (rule.step(f"{state.label.capitalize()}: {told}."),))


def _place(step: str, types: tuple[PunishmentType, ...]) -> int:
    names = [one.step for one in types]
    if step not in names:
        raise InvalidInput("usulan", step, _allowed(types))
    return names.index(step)


def _allowed(types: tuple[PunishmentType, ...]) -> str:
    return ", ".join(one.step for one in types)
