"""The pages of evidence as ready-made objects: what it proves, where else it appears, the grid of check boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide
from selaras.core.errors import Text
from selaras.monitoring.measured_plan import PlannedResult, plan_of, quarters_of
from selaras.monitoring.models import Evidence
from selaras.monitoring.selectors import twins_of
from selaras.planning.models import Skp

SHOWN_AS = {"image/webp": "picture", "application/pdf": "paper"}
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Twin:
    """The same file or link somewhere else. A hint to ask, no reproach."""

    who: str
    title: str
    evidence: Evidence
    may_open: bool


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """One evidence as its reader sees it."""

    uses: list[tuple[str, str]]
    twins: list[Twin]
    may_change: bool
    reason: Text
    # "picture" and "paper" can be looked at here; other kinds are downloaded.
    shows: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One indicator with a box for each quarter."""

    text: str
    boxes: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class UseGrid:
    """Indicators by quarters."""

    quarters: list[str]
    rows: list[GridRow]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every box that may be ticked."""
        return [(value, label) for row in self.rows for value, label, _ticked in row.boxes]


def evidence_page(evidence: Evidence, *, by: Actor) -> EvidencePage:
    """What the page shows. The same file with others is shown to those who lead, not to the owner. One query."""
    is_own = by.employee_id == evidence.skp.employee_id
    right = decide(by, Permission.RECORD_PROGRESS, evidence)
    twins = [] if is_own else [_twin(row, by) for row in twins_of(evidence)]
    return EvidencePage(_used_for(evidence), twins, bool(right), right.reason, _shows(evidence))


def _shows(evidence: Evidence) -> str:
    return SHOWN_AS.get(evidence.stored_file.content_type, "") if evidence.stored_file else ""


def quarter_label(quarter: int) -> str:
    """«Triwulan II»."""
    return _("Triwulan %(number)s") % {"number": ROMAN[quarter - 1]}


def quarter_choices(quarters: Iterable[int]) -> list[tuple[int, str]]:
    """Quarters for a form."""
    return [(quarter, quarter_label(quarter)) for quarter in quarters]


def indicator_choices(plan: Iterable[PlannedResult], skp: Skp) -> list[tuple[str, str]]:
    """Indicators for a form; none while nothing is agreed, because they may still change."""
    if skp.version < 1:
        return []
    return [(str(indicator.id), indicator.text) for result in plan for indicator in result.indicators]


def use_grid(evidence: Evidence) -> UseGrid:
    """The check boxes of one evidence."""
    skp, used = evidence.skp, {(use.iki_id, use.quarter) for use in evidence.uses.all()}
    quarters = quarters_of(skp)
    plan = plan_of(skp) if skp.version > 0 else ()
    rows = [
        GridRow(indicator.text, [_box(indicator.id, indicator.text, quarter, used) for quarter in quarters])
        for result in plan
        for indicator in result.indicators
    ]
    return UseGrid([quarter_label(quarter) for quarter in quarters], rows)


def _box(iki_id: UUID, text: str, quarter: int, used: set[tuple[UUID, int]]) -> tuple[str, str, bool]:
    return f"{iki_id}:{quarter}", f"{text}, {quarter_label(quarter)}", (iki_id, quarter) in used


def _used_for(evidence: Evidence) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for use in sorted(evidence.uses.all(), key=lambda use: (use.iki.order, use.quarter)):
        found.setdefault(use.iki.text, []).append(quarter_label(use.quarter))
    return [(text, ", ".join(quarters)) for text, quarters in found.items()]


def _twin(row: Evidence, by: Actor) -> Twin:
    may_open = bool(decide(by, Permission.VIEW_PROGRESS, row))
    who = row.skp.employee.full_name if may_open else _("pegawai lain di instansi ini")
    return Twin(who, row.title if may_open else "", row, may_open)
