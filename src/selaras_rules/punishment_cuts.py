"""What a discipline punishment takes of the allowance in a month: by the law itself, or by the agency's own table.

A punishment cuts from the month after it took effect (PP 94/2021 art. 8; PP 12/2019 art. 58). Of several in one month
only the heaviest cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .discipline import ruleset_of_act
from .errors import InvalidInput
from .findings import Finding, Step
from .numbers import written
from .periods import Period, PeriodKind, date_label
from .ruleset import Ruleset

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class ServedPunishment:
    """A punishment in effect: step ("R1" to "B4") and name as imposed, the days of the act and of the effect.

    `was_cut` says that the absence it rests on was cut from the allowance before.
    """

    step: str
    name: str
    act_day: date
    effect_day: date
    was_cut: bool = False


@dataclass(frozen=True, slots=True)
class PunishmentCut:
    """Percent of one month: of the allowance by the law, and by the agency's table; both 0 where nothing is cut.

    `is_waived`: the agency's table would cut, but what the punishment rests on was cut before.
    """

    allowance: Decimal
    regional: Decimal
    is_waived: bool = False

    @property
    def tells(self) -> bool:
        """Whether somebody who reads about the month has to know of it."""
        return bool(self.allowance or self.regional or self.is_waived)


def punishment_cut(punishment: ServedPunishment, month: Period, ruleset: Ruleset) -> Finding[PunishmentCut]:
    """What one punishment cuts in a month, from the month after its effect (PP 94/2021 art. 8, PP 12/2019 art. 58).

    What was cut before as absence is not cut again by the agency's table. Raises InvalidInput for another period.
    """
    if month.kind is not PeriodKind.MONTH:
        raise InvalidInput("bulan", month.code, "sebuah bulan")
    served = _months_served(punishment.effect_day, month)
    allowance, by_law = _by_law(punishment, served, ruleset)
    regional, by_table = _by_table(punishment, served, ruleset)
    is_waived = bool(by_table) and not regional
    because = (*by_law, *by_table) or (Step(f"Hukuman disiplin ini tidak memotong TPP {month.label}."),)
    return Finding(PunishmentCut(allowance, regional, is_waived), because)


def heaviest_cut(
    punishments: Sequence[ServedPunishment], month: Period, ruleset: Ruleset
) -> tuple[ServedPunishment, Finding[PunishmentCut]] | None:
    """The punishment that takes most of a month, with its cut; None where nobody has to know of one."""
    found = [(one, punishment_cut(one, month, ruleset)) for one in punishments]
    return max(((one, cut) for one, cut in found if cut.value.tells), key=_weight, default=None)


def _weight(found: tuple[ServedPunishment, Finding[PunishmentCut]]) -> tuple[Decimal, Decimal]:
    _punishment, cut = found
    return max(cut.value.allowance, cut.value.regional), cut.value.allowance + cut.value.regional


def _months_served(effect_day: date, month: Period) -> int:
    """Which month of the cut this is, 1 for the first; 0 and less before it begins."""
    began = Period.containing(PeriodKind.MONTH, effect_day)
    first = began if effect_day == began.start else began.next()
    return (month.year - first.year) * 12 + month.number - first.number + 1


def _by_law(punishment: ServedPunishment, served: int, ruleset: Ruleset) -> tuple[Decimal, tuple[Step, ...]]:
    """The cut that is the punishment itself: only the type of the law, not the one that stands in its place."""
    of_act = ruleset_of_act(punishment.act_day, ruleset)
    rule, kinds = of_act.law("disiplin.potongan_tunjangan"), of_act.law("disiplin.jenis")
    row, kind = rule.value.get(punishment.step), kinds.value.get(punishment.step)
    if row is None or kind is None or kind["name"] != punishment.name or not 1 <= served <= row["months"]:
        return NONE, ()
    percent = Decimal(row["percent"])
    return percent, (rule.step(_told(punishment, percent, served, row["months"])),)


def _by_table(
    punishment: ServedPunishment, served: int, ruleset: Ruleset
) -> tuple[Decimal, tuple[Step, ...]]:
    percent = Decimal(ruleset.choice("tpp.punishment_percent").get(punishment.step, NONE))
    if not percent:
        return NONE, ()
    months = ruleset.choice("tpp.punishment_months")[punishment.step]
    if not 1 <= served <= months:
        return NONE, ()
    table = ruleset.choice_step("tpp.punishment_percent")
    text = _told(punishment, percent, served, months)
    if punishment.was_cut:
        percent = NONE
        text += " Hari yang menjadi dasarnya sudah memotong TPP; fakta yang sama tidak dipotong lagi."
    return percent, (Step(text, table.source, table.article, table.standing, table.key),)


def _told(punishment: ServedPunishment, percent: Decimal, served: int, months: int) -> str:
    return (
        f"Hukuman disiplin yang berlaku sejak {date_label(punishment.effect_day)} memotong {written(percent)}% "
        f"selama {months} bulan; ini bulan ke-{served}."
    )
