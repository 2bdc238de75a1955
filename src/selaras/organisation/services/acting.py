"""Plt and Plh: acting for an official who is away, and leading a unit whose post is vacant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.organisation import events
from selaras.organisation.models import Assignment, AssignmentKind, Delegation, Employee, Position
from selaras.organisation.superiors import CANNOT_LEAD, let_plans_follow, renew_lines

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Order:
    """The written order: its number, what it makes of somebody, from which day to which."""

    number: str
    kind: AssignmentKind
    start: date
    end: date


def delegate(
    from_employee: Employee, to_employee: Employee, order: Order, *, by: Actor, on: date
) -> Delegation:
    """Let somebody act for an official who is away: what waits for the one waits for both.

    Raises `InvalidInput` for an order that can't be right.
    """
    require(by, Permission.MANAGE_DELEGATIONS, from_employee)
    _require_order(order, on)
    _require_able(to_employee, from_employee)
    rows = Delegation.objects.filter(from_employee=from_employee, to_employee=to_employee, revoked_on=None)
    if rows.filter(start__lte=order.end, end__gte=order.start).exists():
        raise InvalidInput(fields={"start": _("Orang ini sudah mewakili pada sebagian hari tersebut.")})
    delegation = Delegation(
        agency_id=from_employee.agency_id, from_employee=from_employee, to_employee=to_employee, kind=order.kind,
        start=order.start, end=order.end, order_number=order.number,
    )  # fmt: skip
    names = {"from_name": from_employee.full_name, "to_name": to_employee.full_name, **_days(order)}
    with recording(events.DELEGATED, by=by, about=from_employee, order=order.number, **names):
        delegation.save(force_insert=True)
        text = _("Anda mewakili %(from_name)s sebagai %(kind)s, %(start)s–%(end)s.") % names
        _tell(to_employee, text)
    return delegation


def end_delegation(delegation: Delegation, *, by: Actor, on: date, reason: str) -> None:
    """End it from today on. Raises `StepNotPossible` if it is over."""
    require(by, Permission.MANAGE_DELEGATIONS, delegation)
    words = _reason(reason)
    with recording(events.DELEGATION_ENDED, by=by, about=delegation.from_employee, because=words):
        rows = Delegation.objects.filter(pk=delegation.pk, revoked_on=None, end__gte=on)
        if rows.update(revoked_on=on) == 0:
            raise StepNotPossible(_("Perwakilan ini sudah berakhir."))
        text = _("Perwakilan Anda atas %(name)s berakhir hari ini. Alasan: %(reason)s")
        _tell(delegation.to_employee, text % {"name": delegation.from_employee.full_name, "reason": words})


def appoint_acting_head(
    employee: Employee, position: Position, order: Order, *, by: Actor, on: date
) -> Assignment:
    """Let somebody lead a unit as Plt or Plh beside the own post; superiors follow on the day it begins.

    Raises `InvalidInput` for an order that can't be right, or a post that leads nothing.
    """
    require(by, Permission.MANAGE_DELEGATIONS, position)
    _require_order(order, on)
    _require_able(employee, None)
    _require_headship(employee, position, order)
    assignment = Assignment(
        agency_id=position.agency_id, employee=employee, position=position, kind=order.kind, start=order.start,
        end=order.end, order_number=order.number,
    )  # fmt: skip
    names = {"name": employee.full_name, "position": position.title, **_days(order)}
    with recording(
        events.ACTING_HEAD_APPOINTED, by=by, about=employee, order=order.number, **names
    ) as record:
        assignment.save(force_insert=True)
        record.note(people=len(renew_lines(position.agency, on)))
        let_plans_follow(position.agency, on)
        _tell(employee, _("Anda menjadi %(kind)s %(position)s, %(start)s–%(end)s.") % names)
    return assignment


def end_acting_head(assignment: Assignment, *, by: Actor, on: date, reason: str) -> None:
    """The acting head leads no longer from today on. Raises `StepNotPossible` for a post of one's own."""
    require(by, Permission.MANAGE_DELEGATIONS, assignment.position)
    if assignment.kind == AssignmentKind.DEFINITIF:
        raise StepNotPossible(_("Jabatan definitif berubah lewat daftar pegawai, bukan di sini."))
    words = _reason(reason)
    names = {"kind": assignment.get_kind_display(), "position": assignment.position.title}
    with recording(events.ACTING_HEAD_ENDED, by=by, about=assignment.employee, because=words, **names):
        running = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), pk=assignment.pk)
        if assignment.start >= on:
            done = running.delete()[0]
        else:
            done = running.update(end=on - timedelta(days=1))
        if not done:
            raise StepNotPossible(_("Penugasan ini sudah berakhir."))
        renew_lines(assignment.agency, on)
        let_plans_follow(assignment.agency, on)
        text = _("Penugasan Anda sebagai %(kind)s %(position)s berakhir hari ini.")
        _tell(assignment.employee, text % names)


def _require_order(order: Order, on: date) -> None:
    problems = {}
    if order.kind == AssignmentKind.DEFINITIF:
        problems["kind"] = _("Pilih Plt atau Plh.")
    if not order.number.strip():
        problems["order_number"] = _("Isi nomor surat perintahnya; tanpa surat tidak ada perwakilan.")
    if order.end < order.start:
        problems["end"] = _("Hari terakhir tidak boleh sebelum hari pertama.")
    elif order.end < on:
        problems["end"] = _("Masa ini sudah lewat. Periksa tanggalnya.")
    elif order.end - order.start > LONGEST:
        problems["end"] = _("Paling lama satu tahun; perpanjangan memerlukan surat baru.")
    if problems:
        raise InvalidInput(fields=problems)


def _require_able(employee: Employee, represented: Employee | None) -> None:
    if represented is not None and employee.pk == represented.pk:
        raise InvalidInput(fields={"to_employee": _("Tidak seorang pun mewakili dirinya sendiri.")})
    if represented is not None and employee.agency_id != represented.agency_id:
        raise InvalidInput(fields={"to_employee": _("Orang ini bukan pegawai instansi Anda.")})
    if employee.legal_status in CANNOT_LEAD:
        raise InvalidInput(fields={"to_employee": _("Orang ini sedang tidak bertugas.")})


def _require_headship(employee: Employee, position: Position, order: Order) -> None:
    if not position.is_head:
        raise InvalidInput(fields={"position": _("Jabatan ini tidak memimpin unit.")})
    holder = Employee.objects.filter(position=position).exclude(legal_status__in=CANNOT_LEAD).first()
    if holder is not None and holder.pk != employee.pk:
        text = _("Jabatan ini dijabat %(name)s. Bila berhalangan sementara, catat sebagai perwakilan.")
        raise InvalidInput(fields={"position": text % {"name": holder.full_name}})
    if employee.position_id == position.pk:
        raise InvalidInput(fields={"to_employee": _("Jabatan ini sudah jabatannya sendiri.")})
    acting = Assignment.objects.filter(
        Q(end=None) | Q(end__gte=order.start), position=position, start__lte=order.end
    )
    if acting.exclude(kind=AssignmentKind.DEFINITIF).exists():
        raise InvalidInput(
            fields={"position": _("Sudah ada Plt/Plh untuk jabatan ini pada hari tersebut. Akhiri dahulu.")}
        )


def _reason(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise InvalidInput(fields={"reason": _("Tulis alasannya; tercatat dalam jejak perubahan.")})
    return words


def _days(order: Order) -> dict[str, str]:
    return {
        "kind": str(order.kind.label),
        "start": date_format(order.start, "j F Y"),
        "end": date_format(order.end, "j F Y"),
    }


def _tell(employee: Employee, text: str) -> None:
    tell(employee.pk, "acting", text, agency_id=employee.agency_id, url=reverse("web:role"))
