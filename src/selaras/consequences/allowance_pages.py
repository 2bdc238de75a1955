"""What the pages of TPP show, and the file for payroll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.consequences.models import TppCorrection, TppGap, TppMonth, TppRegulation, TppShare
from selaras.consequences.tpp import told
from selaras.consequences.tpp_changes import (
    corrections_that_leave,
    formula_changes,
    months_waiting,
    ruleset_of,
)
from selaras.core.rows import row_of
from selaras.core.spreadsheets import CellOut
from selaras.evaluation.explain import readable
from selaras.organisation.choices import rulesets_for
from selaras.organisation.models import Agency, AgencyChoice
from selaras_rules import Period, Ruleset, Step, choice_option

FORMULA = (
    "tpp.productivity_weight", "tpp.productivity_by_predikat", "tpp.cut_base", "tpp.cut_cap", "tpp.part_of_month",
    "tpp.no_double_cut", "tpp.punishment_percent", "tpp.punishment_months", "tpp.rounding", "lateness.table",
    "lateness.absent_percent", "lateness.missing_punch",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormulaLine:
    """One part of the formula: what was chosen, since when and why, or the default."""

    key: str
    title: str
    value: str
    since: Any
    reason: str


def formula_lines(agency: Agency, ruleset: Ruleset) -> list[FormulaLine]:
    """The formula in force on the day of the ruleset, with the sentence of each choice. One query."""
    rows = AgencyChoice.objects.filter(agency=agency, effective__lte=ruleset.on, key__in=FORMULA).order_by(
        "effective"
    )
    chosen = {row.key: row for row in rows}
    return [
        FormulaLine(
            key, choice_option(key).title, ruleset.choice_step(key).text,
            chosen[key].effective if key in chosen else None, chosen[key].reason if key in chosen else "",
        )
        for key in FORMULA
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of the list: how many are ready, released, and waiting."""

    row: TppMonth
    period: Period
    ready: int
    released: int
    gaps: int
    # Whether released people would be counted otherwise by the law and formula as they are known now.
    is_read_otherwise: bool = False
    # Whether corrections that a law made wait for their basis.
    waits_for_basis: bool = False


def month_lines(by: Actor) -> list[MonthLine]:
    """The months that were counted, the newest first, with the numbers the actor may see. Two queries."""
    shares = visible(by, Permission.LIST_TPP, TppShare.objects.all())
    counts = {
        row["tpp_month"]: row
        for row in shares.order_by()
        .values("tpp_month")
        .annotate(
            ready=Count("pk", filter=Q(gap="", released_at=None)),
            released=Count("pk", filter=Q(released_at__isnull=False)),
            gaps=Count("pk", filter=~Q(gap="")),
        )
    }
    rows = TppMonth.objects.select_related("regulation", "counted_by").order_by("-month")[:36]
    return [_month_line(row, counts.get(row.pk, {})) for row in rows]


def _month_line(row: TppMonth, counts: dict[str, int]) -> MonthLine:
    ready, released, gaps = (counts.get(name, 0) for name in ("ready", "released", "gaps"))
    return MonthLine(row, Period.of_month(row.month.year, row.month.month), ready, released, gaps)


def marked(lines: Sequence[MonthLine], by: Actor, agency: Agency) -> list[MonthLine]:
    """The lines with those marked whose law or formula reads otherwise since somebody was released. Two queries."""
    rulesets = rulesets_for(agency, [line.period.end for line in lines])
    waiting = months_waiting(by)
    return [
        replace(
            line,
            waits_for_basis=line.row.pk in waiting,
            is_read_otherwise=bool(
                line.released and formula_changes(line.row, line.period, agency, rulesets[line.period.end])
            ),
        )
        for line in lines
    ]


def month_named(code: str) -> Period | None:
    """The month of an address, «2026-03»; None for anything else."""
    from selaras_rules import PeriodKind, RulesError

    try:
        found = Period.parse(code)
    except RulesError:
        return None
    return found if found.kind is PeriodKind.MONTH else None


def gaps_of(by: Actor, month: Period, *, gap: str = "") -> QuerySet[TppShare]:
    """The gaps of a month with who can close them, by name."""
    rows = TppShare.objects.filter(tpp_month__month=month.start).exclude(gap="")
    rows = visible(by, Permission.LIST_TPP, rows)
    if gap in set(TppGap):
        rows = rows.filter(gap=gap)
    return rows.select_related("employee__position", "opd", "gap_owner").order_by("employee__name", "id")


def share_for(by: Actor, pk: UUID) -> TppShare:
    """One share. Raises `NotFound`."""
    rows = TppShare.objects.filter(pk=pk).select_related(
        "employee__position",
        "employee__agency",
        "employee__unit__opd",
        "tpp_month__regulation__recorded_by",
        "tpp_month__counted_by",
        "basis__regulation__recorded_by",
        "basis__counted_by",
        "evaluation__skp",
        "evaluation__finalised_by",
        "gap_owner",
        "agency",
    )
    return row_of(visible(by, Permission.VIEW_TPP, rows))


def own_shares(by: Actor) -> list[TppShare]:
    """The months of the actor, the newest first. Two queries."""
    rows = TppShare.objects.filter(employee_id=by.employee_id).select_related(
        "tpp_month__regulation", "gap_owner"
    )
    return list(rows.prefetch_related("corrections").order_by("-tpp_month__month")[:36])


@dataclass(frozen=True, slots=True)
class Told:
    """A share step by step, from the law and choices it was counted by."""

    because: list[Step]
    ruleset: Ruleset
    finding: Any
    is_same: bool


def tell_share(share: TppShare) -> Told | None:
    """The reasons of a counted share; None for a gap. `is_same`: the rules still give the kept percentage."""
    if share.gap:
        return None
    month = Period.of_month(share.tpp_month.month.year, share.tpp_month.month.month)
    ruleset = ruleset_of(share.told_by, month, share.agency)
    finding = told(share.inputs, ruleset)
    same = finding.value.percent == share.percent
    return Told([readable(step) for step in finding.because], ruleset, finding, same)


def corrections_due(month: Period) -> int:
    """How many corrections would leave with a month. One query."""
    return corrections_that_leave(month).count()


def file_headings() -> list[str]:
    """Columns of the file for payroll: percentages, no money."""
    return [
        _("NIP"), _("Nama"), _("Perangkat daerah"), _("Bulan"), _("Jenis"), _("Persen dari TPP dasar"),
        _("Persen sebelumnya"), _("Selisih persen"), _("Dilepas pada"),
    ]  # fmt: skip


def file_rows(by: Actor, month: Period) -> Iterator[list[CellOut]]:
    """Everybody who was released for a month, and corrections that leave with it; streamed."""
    shares = TppShare.objects.filter(tpp_month__month=month.start).exclude(released_at=None)
    shares = visible(by, Permission.LIST_TPP, shares).select_related("employee", "opd")
    for row in shares.order_by("employee__name", "id").iterator(500):
        yield [
            row.employee.nip, row.employee.full_name, row.opd.name if row.opd else "", month.code, _("bulanan"),
            row.percent, None, None, row.released_at,
        ]  # fmt: skip
    due = TppCorrection.objects.filter(due_month=month.start).exclude(released_at=None)
    due = visible(by, Permission.LIST_TPP, due).select_related("employee", "share__opd", "share__tpp_month")
    for fix in due.order_by("employee__name", "id").iterator(500):
        yield [
            fix.employee.nip, fix.employee.full_name, fix.share.opd.name if fix.share.opd else "",
            f"{fix.share.tpp_month.month:%Y-%m}", _("koreksi"), fix.new_percent, fix.old_percent,
            fix.new_percent - fix.old_percent, fix.released_at,
        ]  # fmt: skip


def regulations() -> list[TppRegulation]:
    """All regulations that were named, the newest first. One query."""
    return list(TppRegulation.objects.select_related("recorded_by").order_by("-effective"))
