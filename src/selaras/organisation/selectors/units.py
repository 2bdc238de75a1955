"""The tree of units with who leads each, and where nobody does; four queries whatever the size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count

from selaras.authorization import Actor, Permission, require
from selaras.organisation.models import Agency, AssignmentKind, Employee, LegalStatus, Position, Unit
from selaras.organisation.superiors import CANNOT_LEAD, acting_on


@dataclass(slots=True)
class UnitNode:
    """A unit, its leader, how many people work in it alone and with all below."""

    unit: Unit
    head: Employee | None = None
    head_title: str = ""
    acting: str = ""
    has_head_post: bool = False
    people: int = 0
    people_below: int = 0
    vacancies_below: int = 0
    children: list[UnitNode] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How the unit is named in an address."""
        return str(self.unit.pk)

    @property
    def is_vacant(self) -> bool:
        """A post that leads is there, and nobody holds it or acts in it."""
        return self.head is None and self.has_head_post


@dataclass(frozen=True, slots=True)
class UnitTree:
    """All OPD with what is below them, and the sums of the agency."""

    roots: list[UnitNode]
    units: int
    people: int
    vacancies: int
    acting: int


def unit_tree(by: Actor, agency: Agency, on: date) -> UnitTree:
    """The whole tree. Raises `NotAllowed` for people outside the agency."""
    require(by, Permission.VIEW_UNITS, agency)
    nodes = {
        unit.pk: UnitNode(unit)
        for unit in Unit.objects.filter(agency=agency, is_active=True).order_by("name")
    }
    _count_people(agency, nodes)
    _place_heads(agency, nodes, on)
    roots = _hang(nodes)
    for root in roots:
        _sum(root)
    shown = [root for root in roots if root.people_below or root.head]
    return UnitTree(
        roots=shown,
        units=len(nodes),
        people=sum(root.people_below for root in roots),
        vacancies=sum(1 for node in nodes.values() if node.is_vacant),
        acting=sum(1 for node in nodes.values() if node.acting),
    )


def _count_people(agency: Agency, nodes: dict[UUID, UnitNode]) -> None:
    working = Employee.objects.filter(agency=agency, unit__isnull=False).exclude(
        legal_status=LegalStatus.ENDED
    )
    counts = Counter(dict(working.order_by().values_list("unit_id").annotate(people=Count("id"))))
    for unit_id, node in nodes.items():
        node.people = counts[unit_id]


def _place_heads(agency: Agency, nodes: dict[UUID, UnitNode], on: date) -> None:
    for unit_id, title in Position.objects.filter(agency=agency, is_head=True).values_list(
        "unit_id", "title"
    ):
        if unit_id in nodes:
            nodes[unit_id].has_head_post, nodes[unit_id].head_title = True, title
    acting = acting_on(agency, on).filter(position__is_head=True).select_related("employee", "position")
    for row in acting:
        if row.position.unit_id in nodes:
            node = nodes[row.position.unit_id]
            node.head, node.acting = row.employee, str(AssignmentKind(row.kind).label)
    own = Employee.objects.filter(agency=agency, position__is_head=True).exclude(legal_status__in=CANNOT_LEAD)
    for person in own.select_related("position"):
        if person.position is not None and person.position.unit_id in nodes:
            node = nodes[person.position.unit_id]
            node.head, node.acting, node.head_title = person, "", person.position.title


def _hang(nodes: dict[UUID, UnitNode]) -> list[UnitNode]:
    roots: list[UnitNode] = []
    for node in nodes.values():
        parent = nodes.get(node.unit.parent_id) if node.unit.parent_id else None
        (parent.children if parent else roots).append(node)
    return roots


def _sum(node: UnitNode) -> None:
    for child in node.children:
        _sum(child)
    node.people_below = node.people + sum(child.people_below for child in node.children)
    node.vacancies_below = int(node.is_vacant) + sum(child.vacancies_below for child in node.children)
