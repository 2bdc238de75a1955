"""On what the right to agree rests: the own post, a written order to act for somebody, or being Plt/Plh of a unit.

In a city the plan of a JPT is fixed by the regional head (PermenPANRB 6/2022, Lampiran II.C); somebody else needs a
written order from the regional head.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.authorization import Actor
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


def authority_of(skp: Skp, by: Actor, on: date) -> str:
    """The order on which somebody agrees who is not the pejabat penilai by the own post; empty otherwise.

    Printed with the version, so that it stays readable who was allowed to, until when, by which letter.
    """
    if skp.pejabat_penilai_id != by.employee_id:
        return _as_delegate(skp, by, on)
    return _as_acting_head(skp, by, on)


def _as_delegate(skp: Skp, by: Actor, on: date) -> str:
    order = orders_held(by, on).filter(from_employee=skp.pejabat_penilai_id).first()
    if order is None:
        return ""
    return _("%(kind)s %(name)s, surat %(number)s, %(start)s–%(end)s") % {
        "kind": order.get_kind_display(),
        "name": order.from_employee.full_name,
        **_terms(order),
    }


def _as_acting_head(skp: Skp, by: Actor, on: date) -> str:
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), employee=by.employee_id, start__lte=on)
    rows = rows.filter(
        position__is_head=True, position__unit__in=(skp.unit_id, skp.unit.parent_id, skp.opd_id)
    )
    order = rows.exclude(kind=AssignmentKind.DEFINITIF).select_related("position").first()
    if order is None:
        return ""
    return _("%(kind)s %(name)s, surat %(number)s, %(start)s–%(end)s") % {
        "kind": order.get_kind_display(),
        "name": order.position.title,
        **_terms(order),
    }


def orders_held(by: Actor, on: date) -> QuerySet[Delegation]:
    """The written orders in force under which this person acts for others."""
    rows = Delegation.objects.filter(to_employee=by.employee_id, start__lte=on, end__gte=on)
    running = rows.filter(Q(revoked_on=None) | Q(revoked_on__gt=on))
    return running.select_related("from_employee").order_by("-start")


def _stands_for_regional_head(by: Actor, on: date) -> bool:
    head = Q(kind=EmployeeKind.STATE_OFFICIAL)
    if Employee.objects.filter(head, pk__in=by.stands_for).exists():
        return True
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), employee__in=by.stands_for, start__lte=on)
    return rows.filter(position__kind=PositionKind.STATE_OFFICIAL).exists()


def _terms(order: Assignment | Delegation) -> dict[str, str]:
    return {
        "number": order.order_number or "–",
        "start": date_format(order.start, "j F Y"),
        "end": date_format(order.end, "j F Y") if order.end else "…",
    }


def vacancy_above(skp: Skp) -> str:
    """Why the plan goes to somebody farther up: the head of the unit is missing. Empty where it is not so."""
    heads = Position.objects.filter(unit=skp.unit_id, is_head=True).select_related("unit")
    missing = heads.filter(holders=None).exclude(pk=skp.employee.position_id)
    post = missing.exclude(assignments__employee=skp.pejabat_penilai_id).first()
    if post is None or skp.pejabat_penilai is None or skp.pejabat_penilai.unit_id == skp.unit_id:
        return ""
    return _("Jabatan %(title)s sedang kosong, jadi rencana ini ditetapkan %(name)s.") % {
        "title": post.title,
        "name": skp.pejabat_penilai.full_name,
    }
