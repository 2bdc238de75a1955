"""A companion for whoever wants one: named by the person, the pejabat penilai or an admin; never a rater."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.notices import tell
from selaras.monitoring.events import COMPANION_LEFT, COMPANION_NAMED
from selaras.monitoring.models import Companion
from selaras.organisation.models import Employee


def name_companion(
    employee: Employee, *, by: Actor, on: date, companion: Employee | None
) -> Companion | None:
    """Name who goes along from today on, instead of whoever did; None for nobody. The companion is told.

    Raises `InvalidInput` for oneself, for those who rate the person, and for somebody of another unit.
    """
    require(by, Permission.NAME_COMPANION, employee)
    present = Companion.objects.filter(employee=employee, until=None).first()
    if present is not None and companion is not None and present.companion_id == companion.pk:
        return present
    if companion is not None:
        _check(employee, companion)
    if present is not None:
        with recording(COMPANION_LEFT, by=by, about=employee):
            Companion.objects.filter(pk=present.pk, until=None).update(until=on)
    return None if companion is None else _name(employee, by, on, companion)


def _name(employee: Employee, by: Actor, on: date, companion: Employee) -> Companion:
    with recording(COMPANION_NAMED, by=by, about=employee, name=companion.full_name):
        row = Companion.objects.create(
            agency_id=employee.agency_id,
            employee=employee,
            companion=companion,
            since=on,
            named_by_id=person_of(by),
        )
        text = _("Anda diminta mendampingi %(name)s. Sapa, tanyakan kabarnya, dan bantu bila ia mau.")
        url = reverse("monitoring:helping")
        tell(
            companion.pk,
            "companion",
            text % {"name": employee.full_name},
            agency_id=employee.agency_id,
            url=url,
        )
    return row


def _check(employee: Employee, companion: Employee) -> None:
    problem = ""
    if companion.pk == employee.pk:
        problem = _("Pilih rekan lain.")
    elif companion.pk in {employee.pejabat_penilai_id, employee.atasan_pejabat_penilai_id}:
        problem = _("Pendamping bukan yang menilai: orang lebih mudah bertanya kepada rekan.")
    elif companion.agency_id != employee.agency_id or companion.unit_id != employee.unit_id:
        problem = _("Pilih rekan dari unit yang sama, agar ia dekat dan dapat membantu mengetik.")
    if problem:
        raise InvalidInput(problem, fields={"companion": problem})
