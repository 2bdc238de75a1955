"""The punishment behind a share: kept with it as the rule needs it, and told again from there.

What the file of the case says beyond that stays in the file (Peraturan BKN 6/2022 Pasal 57).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from selaras.authorization import Actor
from selaras.consequences.models import TppCorrection, TppShare
from selaras.discipline.models import DisciplineCase
from selaras.discipline.punishments import PunishmentOfCase
from selaras_rules import (
    Finding,
    Period,
    PeriodKind,
    PunishmentCut,
    Ruleset,
    ServedPunishment,
    heaviest_cut,
    punishment_cut,
)

KEY = "punishment"
_NOTHING: Finding[PunishmentCut] = Finding(PunishmentCut(Decimal(0), Decimal(0)), ())


def heaviest_kept(
    punishments: Sequence[PunishmentOfCase], month: Period, ruleset: Ruleset
) -> dict[str, dict[str, Any]]:
    """What a share keeps of the punishment that cuts most of a month; empty where none does."""
    found = heaviest_cut([one.served for one in punishments], month, ruleset)
    if found is None:
        return {}
    served, cut = found[0], found[1].value
    case = next(one.case_id for one in punishments if one.served == served)
    return {
        KEY: {
            "case": str(case), "step": served.step, "name": served.name, "act_day": served.act_day.isoformat(),
            "effect_day": served.effect_day.isoformat(), "was_cut": served.was_cut,
            "takes": bool(cut.allowance or cut.regional),
        }
    }  # fmt: skip


def kept_cut(inputs: Mapping[str, Any], ruleset: Ruleset) -> Finding[PunishmentCut]:
    """What the kept punishment cuts in the month of the ruleset; nothing, without reasons, where none was kept."""
    kept = inputs.get(KEY)
    if kept is None:
        return _NOTHING
    served = ServedPunishment(
        kept["step"], kept["name"], date.fromisoformat(kept["act_day"]), date.fromisoformat(kept["effect_day"]),
        was_cut=kept["was_cut"],
    )  # fmt: skip
    return punishment_cut(served, Period.containing(PeriodKind.MONTH, ruleset.on), ruleset)


def cases_that_cut(shares: Iterable[TppShare | TppCorrection]) -> list[UUID]:
    """The cases whose punishment took something of one of these shares."""
    kept = (share.inputs.get(KEY) for share in shares)
    return [UUID(one["case"]) for one in kept if one is not None and one["takes"]]


def case_behind(share: TppShare, by: Actor) -> DisciplineCase | None:
    """The case for the punished person, who reads the own file; nobody else is led to it. One query at most."""
    kept = share.inputs.get(KEY)
    if kept is None or share.employee_id != by.employee_id:
        return None
    found: DisciplineCase | None = DisciplineCase.objects.filter(pk=kept["case"]).first()
    return found


def open_inputs(share: TppShare | TppCorrection, by: Actor) -> dict[str, Any]:
    """What a share or a correction rests on, for machines; the punishment itself only for its person."""
    is_own = share.employee_id == by.employee_id
    return {name: value for name, value in share.inputs.items() if is_own or name != KEY}
