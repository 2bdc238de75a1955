"""The angka kredit of people, read from openings and results by the rules; nothing is stored.

A result that an objection changes, or a law that is corrected, is there at once. What a determination rested on
is kept with the determination.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from selaras.consequences.models import CreditOpening, ImportedOpening, PromotionFacts
from selaras.core.parts import in_parts
from selaras.evaluation.models import Evaluation
from selaras.organisation.choices import rulesets_for
from selaras.organisation.models import Agency, Employee
from selaras_rules import (
    AngkaKredit,
    AngkaKreditAccount,
    Finding,
    Jenjang,
    Predikat,
    RulesError,
    Ruleset,
    accumulate_angka_kredit,
    convert_angka_kredit,
    whole_months,
)

Opening = CreditOpening | ImportedOpening
# People whose results are read together: so many fit into the memory of a small server.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One conversion: a result, the whole months it counts for, and what it is worth."""

    evaluation_id: UUID
    label: str
    start: date
    end: date
    finding: Finding[AngkaKredit]
    is_disputed: bool

    @property
    def predikat(self) -> Predikat:
        """The predikat in force."""
        return self.finding.value.predikat


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A result that adds nothing, and why."""

    evaluation_id: UUID
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class CreditAccount:
    """Everything known of one person's angka kredit; `problem` says why it could not be counted."""

    employee: Employee
    ruleset: Ruleset
    opening: Opening | None = None
    facts: PromotionFacts | None = None
    rows: tuple[CreditRow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    finding: Finding[AngkaKreditAccount] | None = None
    problem: str = ""
    # Year → predikat of all years known, oldest first: for the gates.
    years: Mapping[int, Predikat] = field(default_factory=dict)

    @property
    def points(self) -> Decimal | None:
        """Cumulative points of the present jenjang."""
        return self.finding.value.points if self.finding else None

    @property
    def counted_until(self) -> date | None:
        """The last day that a row counts."""
        return max((row.end for row in self.rows), default=None)

    @property
    def is_disputed(self) -> bool:
        """Whether a result in it waits for the decision of an objection."""
        return any(row.is_disputed for row in self.rows)


def credit_accounts(people: Collection[Employee], agency: Agency, on: date) -> dict[UUID, CreditAccount]:
    """The accounts of these people as seen on a day; five queries whatever their number."""
    keys = [person.pk for person in people]
    openings, facts = _openings(keys, on), _facts(keys)
    results = _results(keys)
    ends = {row.span.end for rows in results.values() for row in rows}
    rulesets = rulesets_for(agency, ends | {on})
    found = {}
    for person in people:
        reader = _Reader(person, openings.get(person.pk), results.get(person.pk, []), rulesets, on)
        found[person.pk] = reader.account(facts.get(person.pk))
    return found


def credit_account(employee: Employee, agency: Agency, on: date) -> CreditAccount:
    """The account of one person."""
    return credit_accounts([employee], agency, on)[employee.pk]


def credit_added(agency: Agency, year: int, people: Collection[UUID]) -> dict[UUID, Decimal]:
    """Person → points that the results of a year add to the account, for those of these people who have one."""
    on, added = date(year, 12, 31), {}
    for part in in_parts(people, AT_ONCE):
        for person, account in credit_accounts(_having_one(part, on), agency, on).items():
            points = [row.finding.value.points for row in account.rows if row.end.year == year]
            if points and account.finding is not None:
                added[person] = sum(points, Decimal(0))
    return added


def _having_one(keys: Collection[UUID], on: date) -> list[Employee]:
    """Those of these people whose account has begun. One query."""
    imported, typed = _begun(keys, on)
    has_begun = Q(pk__in=imported.values("employee")) | Q(pk__in=typed.values("employee"))
    return list(Employee.objects.filter(has_begun))


def _begun(keys: Collection[UUID], on: date) -> tuple[QuerySet[ImportedOpening], QuerySet[CreditOpening]]:
    imported = ImportedOpening.objects.filter(employee_id__in=keys, is_current=True, counted_from__lte=on)
    return imported, CreditOpening.objects.filter(employee_id__in=keys, counted_from__lte=on)


def _openings(keys: Collection[UUID], on: date) -> dict[UUID, Opening]:
    """The beginning in force: the newest that has begun; of two on one day the typed one."""
    imported, typed = _begun(keys, on)
    # The report of a delivery is as long as its list; nobody asks each of its rows for it.
    ordered: list[Opening] = [
        *imported.select_related("run__source").defer("run__report").order_by("counted_from", "id"),
        *typed.select_related("recorded_by").order_by("counted_from", "recorded_at", "id"),
    ]
    ordered.sort(key=lambda row: row.counted_from)
    return {row.employee_id: row for row in ordered}


def _facts(keys: Collection[UUID]) -> dict[UUID, PromotionFacts]:
    rows = PromotionFacts.objects.filter(employee_id__in=keys).select_related("recorded_by")
    return {row.employee_id: row for row in rows.order_by("recorded_at", "id")}


def _results(keys: Collection[UUID]) -> dict[UUID, list[Evaluation]]:
    """The fixed results of these people, the year before its parts, longer parts before shorter."""
    rows = Evaluation.objects.filter(skp__employee_id__in=keys, status="finalised")
    found: dict[UUID, list[Evaluation]] = defaultdict(list)
    for row in rows.select_related("skp", "objection").order_by("id"):
        found[row.skp.employee_id].append(row)
    for each in found.values():
        each.sort(
            key=lambda row: (not row.is_annual, row.span.kind.per_year, row.span.start, row.skp.period_start)
        )
    return found


@dataclass(slots=True)
class _Reader:
    """Reads one person's results into rows; no month counts twice."""

    employee: Employee
    opening: Opening | None
    results: list[Evaluation]
    rulesets: Mapping[date, Ruleset]
    on: date
    rows: list[CreditRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    counted: set[date] = field(default_factory=set)

    def account(self, facts: PromotionFacts | None) -> CreditAccount:
        ruleset, years = self.rulesets[self.on], self._years(facts)
        opening = self.opening
        if opening is None:
            return CreditAccount(self.employee, ruleset, facts=facts, years=years)
        for row in self.results:
            self._read(row, opening)
        self.rows.sort(key=lambda row: row.start)
        finding, problem = None, ""
        try:
            finding = accumulate_angka_kredit(
                (row.finding for row in self.rows), Jenjang(opening.jenjang), opening.golongan, ruleset,
                opening=opening.points, starts_at=opening.starts_at,
            )  # fmt: skip
        except RulesError as error:
            problem = str(error)
        return CreditAccount(
            self.employee,
            ruleset,
            opening,
            facts,
            tuple(self.rows),
            tuple(self.left_out),
            finding,
            problem,
            years,
        )

    def _years(self, facts: PromotionFacts | None) -> dict[int, Predikat]:
        """The yearly predikat; of two plans in one year the later one. Results here win over what was typed."""
        typed = facts.earlier_predikat if facts else {}
        known = {int(year): Predikat(value) for year, value in typed.items()}
        annual = [row for row in self.results if row.is_annual]
        known |= {row.span.year: Predikat(row.predikat) for row in annual}
        return dict(sorted(known.items()))

    def _read(self, row: Evaluation, opening: Opening) -> None:
        start = max(row.span.start, row.skp.period_start, opening.counted_from)
        end = min(row.span.end, row.skp.period_end)
        if start > end:
            return
        months = _months_between(start, end)
        new = [month for month in months if month not in self.counted]
        reason = self._why_not(row, opening, months, new)
        if reason:
            self.left_out.append(LeftOut(row.pk, row.span.label, reason))
            return
        try:
            finding = convert_angka_kredit(
                Predikat(row.predikat), Jenjang(opening.jenjang), len(new), self.rulesets[row.span.end]
            )
        except RulesError as error:
            self.left_out.append(LeftOut(row.pk, row.span.label, str(error)))
            return
        self.counted.update(new)
        self.rows.append(CreditRow(row.pk, row.span.label, start, end, finding, _is_disputed(row)))

    def _why_not(self, row: Evaluation, opening: Opening, months: list[date], new: list[date]) -> str:
        held = Jenjang.from_title(row.skp.position_title)
        if held is not None and held != opening.jenjang:
            facts = {"held": held.label, "now": Jenjang(opening.jenjang).label}
            return _("Dijalani sebagai %(held)s; angka kredit %(now)s mulai lagi dari awal.") % facts
        if not months:
            return _("Kurang dari satu bulan kalender penuh.")
        if not new:
            return _(
                "Bulan-bulannya sudah dihitung dalam hasil lain; tidak ada bulan yang dihitung dua kali."
            )
        return ""


def _is_disputed(row: Evaluation) -> bool:
    objection = getattr(row, "objection", None)
    return objection is not None and objection.status != "decided"


def _months_between(start: date, end: date) -> list[date]:
    """The first days of the whole calendar months between two days."""
    count = whole_months(start, end)
    if count == 0:
        return []
    first = start if start.day == 1 else _next_month(start)
    found = [first]
    while len(found) < count:
        found.append(_next_month(found[-1]))
    return found


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
