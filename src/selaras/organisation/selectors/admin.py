"""What admins look after: staff lists, reports of wrong superiors, acting officials, choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from selaras.authorization import Actor, Permission, require, visible
from selaras.core.errors import NotFound
from selaras.organisation.models import (
    Agency,
    AgencyChoice,
    Assignment,
    AssignmentKind,
    Delegation,
    Employee,
    Position,
    StaffImport,
    SuperiorCorrection,
    Unit,
)
from selaras_rules import ChoiceOption, all_choices
from selaras_rules.reading import Subject, all_subjects, choices_of


def staff_imports(by: Actor, agency: Agency) -> QuerySet[StaffImport]:
    """Lists that were checked, the newest first, without their long reports."""
    require(by, Permission.IMPORT_STAFF, agency)
    return (
        StaffImport.objects.filter(agency=agency)
        .select_related("uploaded_by")
        .defer("report")
        .order_by("-uploaded_at")
    )


def staff_import_for(by: Actor, agency: Agency, pk: UUID) -> StaffImport:
    """One of them with its report. Raises `NotFound`."""
    require(by, Permission.IMPORT_STAFF, agency)
    related = ("source", "uploaded_by", "agency")
    found = StaffImport.objects.filter(agency=agency, pk=pk).select_related(*related).first()
    if found is None:
        raise NotFound()
    return found


def corrections_for(by: Actor) -> QuerySet[SuperiorCorrection]:
    """Reports of wrong superiors this admin decides on, open ones first, the longest waiting first."""
    related = (
        "employee__position",
        "employee__unit",
        "recorded_superior",
        "proposed_superior",
        "decided_superior",
    )
    rows = visible(by, Permission.DECIDE_SUPERIOR, SuperiorCorrection.objects.select_related(*related))
    return rows.order_by("decided_at", "asked_at", "id")


def correction_for(by: Actor, pk: UUID) -> SuperiorCorrection:
    """One of them. Raises `NotFound`."""
    related = ("agency", "employee__pejabat_penilai__position", "employee__unit", "employee__position")
    found = corrections_for(by).select_related(*related, "recorded_superior__position").filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found


def delegations_for(by: Actor, on: date) -> list[Delegation]:
    """Who acts for whom, now and later; what is over is left to the trail."""
    running = Delegation.objects.filter(end__gte=on, revoked_on=None).select_related(
        "from_employee", "to_employee"
    )
    return list(visible(by, Permission.MANAGE_DELEGATIONS, running).order_by("start", "id"))


def acting_heads_for(by: Actor, on: date) -> list[Assignment]:
    """Who leads a unit as Plt or Plh, now and later."""
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on)).exclude(kind=AssignmentKind.DEFINITIF)
    allowed = visible(by, Permission.MANAGE_DELEGATIONS, rows.select_related("employee", "position__unit"))
    return list(allowed.order_by("start", "id"))


def head_posts_for(by: Actor) -> QuerySet[Position]:
    """Posts that lead a unit this admin looks after."""
    rows = Position.objects.filter(is_head=True).select_related("unit")
    return visible(by, Permission.MANAGE_DELEGATIONS, rows).order_by("unit__name", "title")


def delegators_for(by: Actor) -> QuerySet[Employee]:
    """Officials who may be represented: those who lead a unit this admin looks after."""
    rows = Employee.objects.filter(position__is_head=True).select_related("position")
    return visible(by, Permission.MANAGE_DELEGATIONS, rows).order_by("name", "id")


def opds_of(agency: Agency) -> list[tuple[UUID, str]]:
    """The perangkat daerah, key and name, by name: to choose from."""
    rows = Unit.objects.filter(agency=agency, is_active=True, parent=None)
    return list(rows.order_by("name").values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One choice: what may be chosen, what is in force and since when, what comes later."""

    option: ChoiceOption
    value: Any
    row: AgencyChoice | None
    coming: AgencyChoice | None

    @property
    def text(self) -> str:
        """What is in force, in words."""
        return self.option.label(self.value)

    @property
    def coming_text(self) -> str:
        """What comes later, in words."""
        return self.option.label(self.coming.value) if self.coming else ""

    @property
    def default_text(self) -> str:
        """What holds where nobody chooses."""
        return self.option.label(self.option.default)


def choice_lines(agency: Agency, on: date) -> list[ChoiceLine]:
    """All choices on a day; one query."""
    now, later = _rows(agency, on)
    return [_line(option, now.get(key), later.get(key)) for key, option in all_choices().items()]


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The choices of one subject of the law."""

    subject: Subject
    lines: tuple[ChoiceLine, ...]


def choice_groups(agency: Agency, on: date) -> list[ChoiceGroup]:
    """All choices on a day by subject, in the order in which the law is read; one query."""
    by_key = {line.option.key: line for line in choice_lines(agency, on)}
    groups = [
        ChoiceGroup(subject, tuple(by_key[option.key] for option in choices_of(subject)))
        for subject in all_subjects()
    ]
    return [group for group in groups if group.lines]


def choice_line(agency: Agency, key: str, on: date) -> ChoiceLine:
    """One of them. Raises `NotFound`."""
    for line in choice_lines(agency, on):
        if line.option.key == key:
            return line
    raise NotFound()


def _rows(agency: Agency, on: date) -> tuple[Mapping[str, AgencyChoice], Mapping[str, AgencyChoice]]:
    now: dict[str, AgencyChoice] = {}
    later: dict[str, AgencyChoice] = {}
    for row in AgencyChoice.objects.filter(agency=agency).order_by("effective"):
        if row.effective <= on:
            now[row.key] = row
        else:
            later.setdefault(row.key, row)
    return now, later


def _line(option: ChoiceOption, now: AgencyChoice | None, later: AgencyChoice | None) -> ChoiceLine:
    return ChoiceLine(option, now.value if now else option.default, now, later)
