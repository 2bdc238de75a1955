"""Plans follow the superior: what is not agreed moves along, what is agreed stays and is talked about (C-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.notices import tell
from selaras.organisation.models import Employee
from selaras.planning.models import Skp
from selaras.planning.services.agreement import follow_superior


@dataclass(frozen=True, slots=True)
class Followed:
    """How many plans moved along, and how many agreed ones are to be talked about."""

    moved: int
    to_clarify: int


def follow_new_superior(employee: Employee, *, by: Actor, on: date) -> Followed:
    """Let the plans of the running year follow the superior now on record.

    Drafts and plans that were handed in go to the new pejabat penilai. An agreed plan keeps its version and whom
    it was agreed with; the employee and the new superior are told to clarify the expectations anew.
    """
    moved = follow_superior(employee, by=by, on=on)
    agreed = Skp.objects.filter(employee=employee, year__gte=on.year, status="agreed", continued_by=None)
    rows = [skp for skp in agreed if skp.pejabat_penilai_id != employee.pejabat_penilai_id]
    for skp in rows:
        _ask_to_clarify(skp, employee)
    return Followed(moved, len(rows))


def let_all_follow(*, by: Actor, on: date) -> Followed:
    """The same for everybody in the agency whose plan lies on another desk than the superior's."""
    rows = Skp.objects.filter(year__gte=on.year, continued_by=None).select_related("employee")
    rows = rows.order_by("employee_id")
    people = {skp.employee_id: skp.employee for skp in rows if _lies_elsewhere(skp)}
    found = [follow_new_superior(person, by=by, on=on) for person in people.values()]
    return Followed(sum(one.moved for one in found), sum(one.to_clarify for one in found))


def _lies_elsewhere(skp: Skp) -> bool:
    if skp.status == "agreed":
        return False
    person = skp.employee
    now = (person.pejabat_penilai_id, person.atasan_pejabat_penilai_id)
    return (skp.pejabat_penilai_id, skp.atasan_pejabat_penilai_id) != now


def _ask_to_clarify(skp: Skp, employee: Employee) -> None:
    url = reverse("planning:detail", args=[skp.pk])
    names = {"year": skp.year, "name": employee.full_name}
    own = _(
        "Atasan Anda berganti. SKP %(year)s yang disepakati tetap berlaku; buka kembali bila ekspektasinya berubah."
    )
    theirs = _(
        "%(name)s kini di bawah Anda dengan SKP %(year)s yang sudah disepakati. Bicarakan lagi ekspektasinya."
    )
    tell(employee.pk, "skp.clarify", own % names, agency_id=skp.agency_id, url=url)
    tell(employee.pejabat_penilai_id, "skp.clarify", theirs % names, agency_id=skp.agency_id, url=url)
