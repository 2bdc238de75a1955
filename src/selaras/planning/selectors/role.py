"""What one person is answerable for, to whom, and by when (K-06): the data of the role page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from selaras.core.errors import NotFound
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, Pattern, RencanaHasilKerja, Skp
from selaras.planning.selectors.matrix import cells_for_member
from selaras.planning.selectors.plan import current_skp
from selaras_rules import Ruleset, skp_due


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One result: what, for whom, measured how, when it is due."""

    rhk: RencanaHasilKerja
    supports_text: str
    supports_whom: str
    iki_list: list[Iki]
    due: date


@dataclass(frozen=True, slots=True)
class RoleOfPerson:
    """Post, unit, superior, results with whom each supports, and the days that matter."""

    employee: Employee
    year: int
    skp: Skp | None
    lines: list[RoleLine]
    expected_by_matrix: list[str]
    plan_due: date | None
    """The day on which every plan of the year should be agreed; none for one that begins after it."""

    @property
    def position_title(self) -> str:
        """The post of the plan, else the post of today."""
        if self.skp is not None:
            return self.skp.position_title
        return self.employee.position.title if self.employee.position else ""

    @property
    def pejabat_penilai(self) -> Employee | None:
        """To whom the person answers."""
        return self.skp.pejabat_penilai if self.skp is not None else self.employee.pejabat_penilai

    @property
    def atasan_pejabat_penilai(self) -> Employee | None:
        """To whom an objection goes."""
        return (
            self.skp.atasan_pejabat_penilai if self.skp is not None else self.employee.atasan_pejabat_penilai
        )


def role_of(employee: Employee | UUID, year: int) -> RoleOfPerson:
    """The role of a person in a year; five queries. Judge the right to see the person before."""
    person = _person(employee)
    skp = current_skp(person.pk, year)
    rows = _results(skp) if skp else []
    taken = {rhk.parent_id for rhk in rows}
    expected = [cell.text for cell in cells_for_member(person.pk, year) if cell.rhk_id not in taken]
    due = skp_due(year, Ruleset(date(year, 1, 1))).value.due
    plan_due = None if skp is not None and skp.period_start > due else due
    return RoleOfPerson(person, year, skp, [_line(rhk, skp) for rhk in rows if skp], expected, plan_due)


def _person(employee: Employee | UUID) -> Employee:
    if isinstance(employee, Employee):
        return employee
    related = ("position", "unit", "pejabat_penilai__position", "atasan_pejabat_penilai__position")
    found: Employee | None = Employee.objects.select_related(*related).filter(pk=employee).first()
    if found is None:
        raise NotFound()
    return found


def _results(skp: Skp) -> list[RencanaHasilKerja]:
    rows = RencanaHasilKerja.objects.filter(skp=skp, is_active=True)
    related = rows.select_related("parent__skp__employee", "goal").prefetch_related("iki_list")
    return list(related.order_by("-kind", "order", "id"))


def _line(rhk: RencanaHasilKerja, skp: Skp) -> RoleLine:
    measures = [iki for iki in rhk.iki_list.all() if iki.is_active]
    parent = rhk.parent if rhk.parent is not None and rhk.parent.is_active else None
    if parent is not None:
        return RoleLine(rhk, parent.text, parent.skp.employee.full_name, measures, _due(measures, skp))
    supported = rhk.goal.title if rhk.goal else ""
    return RoleLine(rhk, supported, "", measures, _due(measures, skp))


def _due(measures: list[Iki], skp: Skp) -> date:
    """The last month in which something is released; else the end of the plan."""
    if not measures or any(iki.pattern != Pattern.RELEASE or not iki.release_month for iki in measures):
        return skp.period_end
    month = max(iki.release_month or 12 for iki in measures)
    after = date(skp.year + month // 12, month % 12 + 1, 1)
    return min(date.fromordinal(after.toordinal() - 1), skp.period_end)
