"""«My superior is wrong»: the employee says so, the OPD admin decides, with a reason (complaint C-16)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, Role, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell, tell_many
from selaras.organisation import events
from selaras.organisation.models import CorrectionStatus, Employee, RoleAssignment, SuperiorCorrection
from selaras.organisation.superiors import CANNOT_LEAD, is_in_ring, renew_lines


def report_wrong_superior(
    employee: Employee, *, by: Actor, on: date, proposed: Employee | None = None, note: str = ""
) -> SuperiorCorrection:
    """Say that the superior on record is wrong; `proposed` is None for «I don't know who it is».

    Raises `StepNotPossible` while an earlier report waits, `InvalidInput` for somebody who can't be the superior.
    """
    require(by, Permission.REPORT_WRONG_SUPERIOR, employee)
    if proposed is not None:
        _require_possible(employee, proposed, "proposed")
    correction = SuperiorCorrection(
        agency_id=employee.agency_id, employee=employee, recorded_superior_id=employee.pejabat_penilai_id,
        proposed_superior=proposed, note=note.strip(), asked_at=clock.now(),
    )  # fmt: skip
    try:
        with recording(events.SUPERIOR_REPORTED, by=by, about=correction):
            with transaction.atomic():
                correction.save(force_insert=True)
            text = _("%(name)s melaporkan bahwa atasannya keliru. Mohon diputuskan.")
            _tell_admins(correction, text % {"name": employee.full_name}, on)
    except IntegrityError as error:
        raise StepNotPossible(
            _("Laporan Anda yang sebelumnya masih menunggu keputusan admin OPD."),
            remedy=_("Tidak perlu melapor lagi. Anda mendapat pemberitahuan begitu diputuskan."),
        ) from error
    return correction


def decide_superior_correction(
    correction: SuperiorCorrection, *, by: Actor, on: date, superior: Employee | None, reason: str
) -> list[Employee]:
    """Name the superior from today on, or keep the one on record (`superior` None or the same one).

    Returns the people whose line changed; their plans follow (`selaras.planning`). Raises `InvalidInput` without
    a reason or for somebody who can't be the superior, `ChangedMeanwhile` if it was decided already.
    """
    require(by, Permission.DECIDE_SUPERIOR, correction)
    words = reason.strip()
    if not words:
        raise InvalidInput(
            fields={"reason": _("Tulis alasannya; pegawai membacanya dan tercatat dalam jejak.")}
        )
    employee = correction.employee
    if superior is None or superior.pk == employee.pejabat_penilai_id:
        _keep(correction, by, words)
        return []
    _require_possible(employee, superior, "superior")
    return _change(correction, superior, by, on, words)


def _keep(correction: SuperiorCorrection, by: Actor, words: str) -> None:
    with recording(events.SUPERIOR_KEPT, by=by, about=correction, because=words):
        _close(correction, CorrectionStatus.DECLINED, correction.employee.pejabat_penilai_id, words)
        text = _("Laporan atasan keliru Anda sudah diputuskan: atasan tetap. Alasan: %(reason)s")
        _tell_employee(correction, text % {"reason": words})


def _change(
    correction: SuperiorCorrection, superior: Employee, by: Actor, on: date, words: str
) -> list[Employee]:
    employee = correction.employee
    old = employee.pejabat_penilai.full_name if employee.pejabat_penilai else _("belum ada")
    names = {"old": old, "new": superior.full_name}
    with recording(events.SUPERIOR_CORRECTED, by=by, about=correction, because=words, **names):
        _close(correction, CorrectionStatus.ACCEPTED, superior.pk, words)
        Employee.objects.filter(pk=employee.pk).update(pejabat_penilai=superior, superior_is_fixed=True)
        changed = renew_lines(correction.agency, on)
        employee.refresh_from_db()
        text = _("Atasan Anda kini %(new)s. SKP yang belum disepakati ikut dipindahkan.")
        _tell_employee(correction, text % names)
        told = _("%(name)s kini berada di bawah Anda sebagai pejabat penilai.") % {"name": employee.full_name}
        tell(
            superior.pk,
            "superior.assigned",
            told,
            agency_id=employee.agency_id,
            url=reverse("organisation:team"),
        )
    return [employee, *(person for person in changed if person.pk != employee.pk)]


def _close(correction: SuperiorCorrection, status: str, superior_id: UUID | None, words: str) -> None:
    values = {
        "status": status, "decided_superior_id": superior_id, "decision_reason": words, "decided_at": clock.now(),
    }  # fmt: skip
    rows = SuperiorCorrection.objects.filter(pk=correction.pk, status=CorrectionStatus.OPEN)
    if rows.update(**values) == 0:
        raise ChangedMeanwhile(_("Laporan ini sudah diputuskan."))
    for name, value in values.items():
        setattr(correction, name, value)


def _require_possible(employee: Employee, superior: Employee, field: str) -> None:
    problem = impossible_superior(employee, superior)
    if problem:
        raise InvalidInput(fields={field: problem})


def impossible_superior(employee: Employee, superior: Employee) -> str:
    """Why somebody can't be the superior of a person, or an empty text."""
    if superior.agency_id != employee.agency_id:
        return _("Orang ini bukan pegawai instansi Anda.")
    if superior.pk == employee.pk:
        return _("Tidak seorang pun menjadi atasannya sendiri.")
    if superior.legal_status in CANNOT_LEAD:
        return _("Orang ini sedang tidak bertugas, jadi tidak dapat menjadi pejabat penilai.")
    above = dict(
        Employee.objects.filter(agency_id=employee.agency_id).values_list("id", "pejabat_penilai_id")
    )
    if is_in_ring(employee.pk, {**above, employee.pk: superior.pk}):
        return _("Orang ini berada di bawah pegawai tersebut; keduanya akan saling menilai.")
    return ""


def _tell_employee(correction: SuperiorCorrection, text: str) -> None:
    url = reverse("web:role")
    tell(correction.employee_id, "superior.decided", text, agency_id=correction.agency_id, url=url)


def _tell_admins(correction: SuperiorCorrection, text: str, on: date) -> None:
    unit = correction.employee.unit
    running = RoleAssignment.objects.filter(start__lte=on).exclude(end__lt=on)
    admins = list(
        running.filter(role=Role.OPD_ADMIN, opd_id=unit.opd_id if unit else None)
        .exclude(employee=correction.employee)
        .values_list("employee_id", flat=True)
    )
    if not admins:
        admins = list(running.filter(role=Role.CITY_ADMIN).values_list("employee_id", flat=True))
    url = reverse("web:correction_decide", args=[correction.pk])
    tell_many(admins, "superior.reported", text, agency_id=correction.agency_id, url=url)
