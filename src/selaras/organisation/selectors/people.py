"""People: the list, one of them, one's team, and who may be somebody's superior."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, Role, visible
from selaras.core.rows import row_of
from selaras.organisation.models import (
    Agency,
    Assignment,
    AssignmentKind,
    Delegation,
    Employee,
    EmployeeKind,
    LegalStatus,
    RoleAssignment,
    SuperiorCorrection,
    Unit,
)
from selaras.organisation.superiors import CANNOT_LEAD, acting_on, regional_head_of

WITH_PLACE = ("position", "unit__opd", "pejabat_penilai")
# What a line of the list shows; all that is known of five things costs more than the page around it.
SHOWN = (
    *WITH_PLACE, "unit", "nip", "name", "title_before", "title_after", "kind", "legal_status", "position__title",
    "unit__name", "unit__opd__name", "pejabat_penilai__name", "pejabat_penilai__title_before",
    "pejabat_penilai__title_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the list of employees."""

    words: str = ""
    kind: str = ""
    status: str = ""
    opd_id: UUID | None = None
    without_superior: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words or self.kind or self.status or self.opd_id or self.without_superior)


def employees_for(by: Actor, wanted: Wanted) -> QuerySet[Employee]:
    """The people this actor may see, by name; each word may stand in name, NIP, unit or post. No ranking of people."""
    rows = visible(by, Permission.VIEW_EMPLOYEE, Employee.objects.all())
    for word in wanted.words.split()[:6]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(nip__startswith=word)
            | Q(unit__name__icontains=word)
            | Q(position__title__icontains=word)
        )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.opd_id:
        rows = rows.filter(unit__opd_id=wanted.opd_id)
    if wanted.without_superior:
        rows = rows.filter(pejabat_penilai=None).exclude(kind=EmployeeKind.STATE_OFFICIAL)
    rows = (
        rows.filter(legal_status=wanted.status)
        if wanted.status
        else rows.exclude(legal_status=LegalStatus.ENDED)
    )
    return rows.order_by("name", "id")


def page_of_employees(found: QuerySet[Employee], number: str | None, size: int = 50) -> Page[Any]:
    """One page of a list; posts, units and superiors are fetched for these people only, so the last page is quick."""
    page: Page[Any] = Paginator(found.values_list("pk", flat=True), size).get_page(number)
    keys = list(page.object_list)
    people = Employee.objects.select_related(*WITH_PLACE).only(*SHOWN).in_bulk(keys)
    page.object_list = [people[key] for key in keys if key in people]
    return page


def employee_for(by: Actor, pk: UUID) -> Employee:
    """One of them, with all a page about the person shows. Raises `NotFound`.

    Carries `correction_id` and `correction_asked_at` of a report of a wrong superior that waits for a decision.
    """
    related = (
        "position", "unit__opd", "unit__parent", "account", "pejabat_penilai__position", "pejabat_penilai__unit",
        "atasan_pejabat_penilai__position", "atasan_pejabat_penilai__unit",
    )  # fmt: skip
    rows = visible(by, Permission.VIEW_EMPLOYEE, Employee.objects.select_related(*related))
    waiting = SuperiorCorrection.objects.filter(employee=OuterRef("pk"), status="open")
    asked = {f"correction_{name}": Subquery(waiting.values(name)[:1]) for name in ("id", "asked_at")}
    return row_of(rows.annotate(**asked).filter(pk=pk))


def posts_of(employee: Employee) -> list[Assignment]:
    """Posts held and being held, the newest first."""
    rows = Assignment.objects.filter(employee=employee).select_related("position__unit")
    return list(rows.order_by("-start", "-id"))


@dataclass(frozen=True, slots=True)
class Acting:
    """What somebody does beside the own post on a day: leads, acts for an official, or is acted for."""

    how: str
    kind: str
    name: str
    unit: str
    end: date | None

    @property
    def text(self) -> str:
        """The sentence of the page."""
        sentences = {
            "leads": _("%(kind)s %(name)s, %(unit)s"),
            "acts_for": _("Mewakili %(name)s (%(kind)s)"),
            "is_acted_for": _("Diwakili %(name)s (%(kind)s)"),
        }
        label = AssignmentKind(self.kind).label
        return sentences[self.how] % {"kind": label, "name": self.name, "unit": self.unit}


def acting_of(employee: Employee, on: date) -> list[Acting]:
    """All of it on a day, in one query."""
    leads = acting_on(employee.agency_id, on).filter(employee=employee)
    parts = [_told(leads, "leads", "position__title", F("position__unit__name"))]
    running = delegations_in_force(on).order_by()
    for how, mine, other in (("acts_for", "to", "from"), ("is_acted_for", "from", "to")):
        rows = running.filter(**{f"{mine}_employee": employee})
        parts.append(_told(rows, how, f"{other}_employee__name", Value("", CharField())))
    return [Acting(*row) for row in parts[0].union(*parts[1:], all=True)]


def _told(rows: QuerySet[Any], how: str, name: str, unit: Any) -> QuerySet[Any]:
    told = rows.annotate(how=Value(how, CharField()), name=F(name), unit=unit)
    return told.values_list("how", "kind", "name", "unit", "end")


def delegations_in_force(on: date) -> QuerySet[Delegation]:
    """Who acts for whom on a day."""
    rows = Delegation.objects.filter(Q(revoked_on=None) | Q(revoked_on__gt=on), start__lte=on, end__gte=on)
    return rows.order_by("end", "id")


def representatives_of(people: Iterable[UUID], on: date) -> dict[UUID, list[UUID]]:
    """Who acts for each of these people on a day; who is represented by nobody is left out. One query."""
    rows = delegations_in_force(on).filter(from_employee__in=list(people))
    found: dict[UUID, list[UUID]] = {}
    for absent, acting in rows.values_list("from_employee_id", "to_employee_id"):
        found.setdefault(absent, []).append(acting)
    return found


def admins_of(opds: Iterable[UUID | None], on: date) -> dict[UUID | None, list[UUID]]:
    """The admins of each OPD on a day; those of the city for an OPD that has none. One query."""
    wanted = set(opds)
    running = RoleAssignment.objects.filter(Q(end=None) | Q(end__gte=on), start__lte=on)
    rows = running.filter(Q(role=Role.OPD_ADMIN, opd_id__in=wanted - {None}) | Q(role=Role.CITY_ADMIN))
    own: dict[UUID | None, list[UUID]] = {opd: [] for opd in wanted}
    of_the_city: list[UUID] = []
    for person, role, opd in rows.order_by("pk").values_list("employee_id", "role", "opd_id"):
        (of_the_city if role == Role.CITY_ADMIN else own[opd]).append(person)
    return {opd: people or of_the_city for opd, people in own.items()}


def why_no_skp(employee: Employee) -> str:
    """Why the law asks no SKP of this person, or an empty text."""
    if employee.needs_skp:
        return ""
    if employee.kind == EmployeeKind.STATE_OFFICIAL:
        return _("Pejabat negara bukan ASN, jadi tidak menyusun SKP; kinerjanya tertuang dalam RPJMD.")
    if employee.legal_status == LegalStatus.ENDED:
        return _("Tidak lagi bekerja di instansi ini. Riwayatnya tetap tersimpan.")
    text = _(
        "Tidak menyusun SKP karena %(status)s (PermenPANRB 6/2022, Lampiran II.C). "
        "Begitu kembali bekerja, SKP disusun untuk sisa tahun."
    )
    return text % {"status": LegalStatus(employee.legal_status).label}


def team_of(by: Actor) -> list[Employee]:
    """The people whose pejabat penilai the actor is, or is for somebody else today; two queries."""
    rows = Employee.objects.filter(pejabat_penilai_id__in=by.stands_for).exclude(
        legal_status=LegalStatus.ENDED
    )
    return list(rows.select_related("position", "unit", "pejabat_penilai").order_by("name", "id"))


def likely_superiors(employee: Employee, agency: Agency, on: date) -> list[Employee]:
    """Heads of the own unit and of those above, acting ones too, then the other heads of the OPD; nearest first."""
    unit = employee.unit
    if unit is None:
        return []
    upwards = _units_above(unit)
    heads = Q(position__is_head=True, unit_id__in=upwards) | Q(
        position__is_head=True, unit__opd_id=unit.opd_id
    )
    acting = dict(
        acting_on(agency, on)
        .filter(
            Q(position__unit_id__in=upwards) | Q(position__unit__opd_id=unit.opd_id), position__is_head=True
        )
        .values_list("employee_id", "position__unit_id")
    )
    rows = Employee.objects.filter(heads | Q(pk__in=acting) | Q(pk=regional_head_of(agency)), agency=agency)
    found = list(
        rows.exclude(pk=employee.pk).exclude(legal_status__in=CANNOT_LEAD).select_related("position", "unit")
    )
    nearness = {unit_id: place for place, unit_id in enumerate(upwards)}

    def distance(person: Employee) -> tuple[int, str]:
        places = [nearness.get(unit_id, 99) for unit_id in (person.unit_id, acting.get(person.pk)) if unit_id]
        is_top = person.kind == EmployeeKind.STATE_OFFICIAL
        return (50 if is_top else min(places, default=99)), person.name

    return sorted(found, key=distance)[:40]


def _units_above(unit: Unit) -> list[UUID]:
    """The unit and those above it; one query for the tree of the OPD."""
    parents = dict(Unit.objects.filter(agency_id=unit.agency_id).values_list("id", "parent_id"))
    path: list[UUID] = []
    current: UUID | None = unit.pk
    while current is not None and current not in path:
        path.append(current)
        current = parents.get(current)
    return path


def colleagues_named(by: Actor, words: str, limit: int = 20) -> list[Employee]:
    """People found by name or NIP, to choose one of them on an admin's page."""
    if len(words.strip()) < 3:
        return []
    rows = Employee.objects.filter(agency_id=by.agency_id).exclude(legal_status__in=CANNOT_LEAD)
    for word in words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(nip__startswith=word))
    return list(rows.select_related("position", "unit").order_by("name", "id")[:limit])
