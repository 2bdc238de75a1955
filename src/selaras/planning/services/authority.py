"""On what the right to agree rests: the own post, a written order to act for somebody, or being Plt/Plh of a unit.

In a city the plan of a JPT is fixed by the regional head (PermenPANRB 6/2022, Lampiran II.C); somebody else needs a
written order from the regional head.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.documents.render import spoken_date
from selaras.core.errors import StepNotPossible
from selaras.organisation.models import (
    Assignment,
    AssignmentKind,
    Delegation,
    Employee,
    EmployeeKind,
    Position,
    PositionKind,
)
from selaras.planning.models import Skp
from selaras_rules import PositionKind as KindOfLaw
from selaras_rules import Ruleset, skp_fixed_by

CAPACITY = {AssignmentKind.PLT: "Plt", AssignmentKind.PLH: "Plh", AssignmentKind.DEFINITIF: ""}


def require_fixer(skp: Skp, by: Actor, on: date) -> None:
    """Raises `StepNotPossible`, with the law's sentence, when the plan of a JPT is not before the regional head."""
    position = skp.employee.position
    if position is None or position.kind != PositionKind.JPT:
        return
    finding = skp_fixed_by(KindOfLaw.JPT_PRATAMA, Ruleset(on))
    if finding.value != "kepala_daerah" or _stands_for_regional_head(by, on):
        return
    raise StepNotPossible(
        finding.text,
        remedy=_(
            "Tidak ada yang berubah. Mintalah admin mencatat surat pendelegasian dari kepala daerah, atau betulkan "
            "pejabat penilainya."
        ),
    )


@dataclass(frozen=True, slots=True)
class Authority:
    """On what the right to agree rests: as what (Plt, Plh), in which post, on whose behalf, by which letter.

    `on_behalf_of` is empty for the acting head of a unit, who is the pejabat penilai for that time. The words are
    printed and stay Indonesian whatever the language of the page.
    """

    capacity: str
    post: str
    on_behalf_of: str
    letter: str

    def __str__(self) -> str:
        return f"{self.capacity} {self.on_behalf_of or self.post}, {self.letter}".strip()

    def signer(self, person: Employee) -> dict[str, str]:
        """The signature as it is frozen with the plan and printed."""
        capacity = f"{self.capacity}." if self.capacity else ""
        return {
            "name": person.full_name, "nip": person.nip, "capacity": capacity, "post": self.post,
            "on_behalf_of": self.on_behalf_of, "order": self.letter,
        }  # fmt: skip


def authority_of(skp: Skp, by: Actor, on: date) -> Authority | None:
    """The order on which somebody agrees who is not the pejabat penilai by the own post; None otherwise.

    Frozen and printed with the version, so that it stays readable who was allowed to, until when, by which letter.
    """
    if skp.pejabat_penilai_id != by.employee_id:
        return _as_delegate(skp, by, on)
    return _as_acting_head(skp, by, on)


def _as_delegate(skp: Skp, by: Actor, on: date) -> Authority | None:
    order = orders_held(by, on).filter(from_employee=skp.pejabat_penilai_id).first()
    if order is None:
        return None
    giver = order.from_employee
    return _authority(order, giver.position.title if giver.position else "", giver.full_name)


def _as_acting_head(skp: Skp, by: Actor, on: date) -> Authority | None:
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), employee=by.employee_id, start__lte=on)
    rows = rows.filter(
        position__is_head=True, position__unit__in=(skp.unit_id, skp.unit.parent_id, skp.opd_id)
    )
    order = rows.exclude(kind=AssignmentKind.DEFINITIF).select_related("position").first()
    return _authority(order, order.position.title) if order else None


def orders_held(by: Actor, on: date) -> QuerySet[Delegation]:
    """The written orders in force under which this person acts for others."""
    rows = Delegation.objects.filter(to_employee=by.employee_id, start__lte=on, end__gte=on)
    running = rows.filter(Q(revoked_on=None) | Q(revoked_on__gt=on))
    return running.select_related("from_employee__position").order_by("-start")


def _stands_for_regional_head(by: Actor, on: date) -> bool:
    head = Q(kind=EmployeeKind.STATE_OFFICIAL)
    if Employee.objects.filter(head, pk__in=by.stands_for).exists():
        return True
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), employee__in=by.stands_for, start__lte=on)
    return rows.filter(position__kind=PositionKind.STATE_OFFICIAL).exists()


def _authority(order: Assignment | Delegation, post: str, on_behalf_of: str = "") -> Authority:
    start = spoken_date(order.start)
    span = f"{start}–{spoken_date(order.end)}" if order.end else f"sejak {start}"
    letter = f"surat {order.order_number or '–'}, {span}"
    return Authority(CAPACITY[AssignmentKind(order.kind)], post, on_behalf_of, letter)


def vacancy_above(skp: Skp) -> str:
    """Why the plan goes to somebody farther up: the head of the unit is missing. Empty where it is not so."""
    if skp.pejabat_penilai is None or skp.pejabat_penilai.unit_id == skp.unit_id:
        return ""
    heads = Position.objects.filter(unit=skp.unit_id, is_head=True).select_related("unit")
    missing = heads.filter(holders=None).exclude(pk=skp.employee.position_id)
    post = missing.exclude(assignments__employee=skp.pejabat_penilai_id).first()
    if post is None:
        return ""
    return _("Jabatan %(title)s sedang kosong, jadi %(name)s menetapkan rencana ini.") % {
        "title": post.title,
        "name": skp.pejabat_penilai.full_name,
    }
