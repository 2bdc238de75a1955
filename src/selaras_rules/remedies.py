"""What an employee may do against a punishment: keberatan and banding administratif (PP 79/2021)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .discipline import DisciplineLevel
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .procedure import CaseDeadline, PunishingOfficial, case_deadline
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, day_label


class Remedy(StrEnum):
    """How a decision can be contested."""

    TIDAK_ADA = "tidak_ada"
    KEBERATAN = "keberatan"
    BANDING = "banding"


@dataclass(frozen=True, slots=True)
class RemedyWindow:
    """Last day to file, the earlier day on which to warn, and the day the count began."""

    deadline: date
    warn_on: date
    counted_from: date


def remedy_for(
    level: DisciplineLevel, by: PunishingOfficial, ruleset: Ruleset, *, is_dismissal: bool = False
) -> Finding[Remedy]:
    """Which remedy stands open against a decision (PP 79/2021 art. 1 numbers 4 and 5).

    `is_dismissal` covers the dismissal of a PNS and the end of a PPPK's contract.
    """
    level = require_member(DisciplineLevel, level, "tingkat")
    by = require_member(PunishingOfficial, by, "pejabat")
    if is_dismissal and by not in (PunishingOfficial.PPK, PunishingOfficial.PRESIDEN):
        raise InvalidInput("pejabat", by.value, "ppk atau presiden untuk pemberhentian")
    if by is PunishingOfficial.PRESIDEN:
        rule = ruleset.law("upaya_administratif.keputusan_presiden")
        return Finding(Remedy.TIDAK_ADA, (rule.step(f"{rule.value.capitalize()}."),))
    if is_dismissal:
        rule = ruleset.law("upaya_administratif.banding")
        return Finding(Remedy.BANDING, (rule.step(f"Banding administratif terbuka atas {rule.value}."),))
    rule = ruleset.law("upaya_administratif.keberatan")
    if level is DisciplineLevel.RINGAN and ruleset.choice("discipline.light_remedy") == "none":
        return Finding(Remedy.TIDAK_ADA, (ruleset.choice_step("discipline.light_remedy"),))
    return Finding(Remedy.KEBERATAN, (rule.step(f"Keberatan terbuka atas {rule.value}."),))


def remedy_window(
    remedy: Remedy,
    decided_on: date,
    ruleset: Ruleset,
    *,
    received_on: date | None = None,
    local: LocalHolidays = NO_LOCAL_HOLIDAYS,
) -> Finding[RemedyWindow]:
    """Until when to file; late is not accepted (PP 79/2021 art. 11 paragraph 3).

    Raises InvalidInput when there is no remedy or the decision was received before it was made.
    """
    remedy = require_member(Remedy, remedy, "upaya")
    if remedy is Remedy.TIDAK_ADA:
        raise InvalidInput("upaya", remedy.value, "keberatan, banding")
    if received_on is not None and received_on < decided_on:
        raise InvalidInput("diterima", received_on, f"tidak sebelum {decided_on.isoformat()}")
    kind = CaseDeadline(remedy.value)
    from_decree = remedy is Remedy.BANDING and ruleset.choice("discipline.appeal_start") == "decree"
    start = decided_on if from_decree or received_on is None else received_on
    found = case_deadline(kind, start, ruleset, local=local)
    warn_on = case_deadline(kind, decided_on, ruleset, local=local).value
    notes: list[Step] = []
    if remedy is Remedy.BANDING:
        notes.append(ruleset.choice_step("discipline.appeal_start"))
    if warn_on < found.value:
        notes.append(
            Step(f"Sebaiknya diajukan sampai {day_label(warn_on)}: begitu bila dihitung sejak keputusan.")
        )
    return Finding(RemedyWindow(found.value, warn_on, start), (*found.because, *notes))
