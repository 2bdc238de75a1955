"""A move within the year: the plan of the post before ends, one of the new post begins, and the two are linked.

Each part is agreed, followed and evaluated by the officials of its own post (PermenPANRB 6/2022, Lampiran II.C).
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.organisation.models import Assignment, AssignmentKind, Employee
from selaras.planning import events
from selaras.planning.models import Skp
from selaras.planning.services.draft import draft_skp

ONE = timedelta(days=1)


def move_plan(skp: Skp, *, first_day: date, by: Actor, on: date, source: str = "empty") -> Skp:
    """End the plan on the day before `first_day` in the new post, and begin the plan of the rest of the year.

    The plan that ends keeps its pejabat penilai, who evaluates that part. The new one begins from the `last` plan,
    each line marked for review, from the `matrix` of the new leader, or empty. Raises `StepNotPossible` while the new
    post is not on record or when the plan was continued already, `InvalidInput` for a day outside the plan.
    """
    require(by, Permission.EDIT_SKP, skp)
    employee = _mover(skp)
    _require_other_post(skp, employee)
    if not skp.period_start < first_day <= skp.period_end:
        raise InvalidInput(fields={"first_day": _outside(skp)})
    last_day, end = first_day - ONE, skp.period_end
    with recording(
        events.SKP_ENDED_EARLY, by=by, about=skp, year=skp.year, end=last_day.isoformat()
    ) as record:
        record.note(was=end.isoformat(), position=skp.position_title)
        rows = Skp.objects.filter(pk=skp.pk, period_end=end, continued_by=None)
        if rows.update(period_end=last_day, revision=F("revision") + 1) == 0:
            raise ChangedMeanwhile()
        skp.period_end = last_day
        new = draft_skp(
            employee,
            skp.year,
            by=by,
            on=on,
            start=first_day,
            end=end,
            approach=skp.approach,
            copy_from=skp if source == "last" else None,
            from_matrix=source == "matrix",
        )
        Skp.objects.filter(pk=new.pk).update(continues=skp)
        new.continues = skp
        _tell_former(skp, employee, last_day)
    return new


def moved_on(skp: Skp, employee: Employee) -> date | None:
    """The first day in the new post that is on record and lies within the plan; None where it isn't known."""
    rows = Assignment.objects.filter(
        employee=employee, position=employee.position_id, kind=AssignmentKind.DEFINITIF
    )
    start = rows.order_by("-start").values_list("start", flat=True).first()
    return start if start is not None and skp.period_start < start <= skp.period_end else None


def has_other_post(skp: Skp, employee: Employee) -> bool:
    """Whether the person now works in another unit or post than the one the plan was made for."""
    title = employee.position.title if employee.position else skp.position_title
    return employee.unit_id not in (None, skp.unit_id) or title != skp.position_title


def _mover(skp: Skp) -> Employee:
    related = ("agency", "position", "unit__opd", "pejabat_penilai", "atasan_pejabat_penilai")
    return Employee.objects.select_related(*related).get(pk=skp.employee_id)


def _require_other_post(skp: Skp, employee: Employee) -> None:
    if Skp.objects.filter(continues=skp).exists():
        raise StepNotPossible(_("SKP ini sudah dilanjutkan dengan SKP jabatan berikutnya."))
    if not has_other_post(skp, employee):
        raise StepNotPossible(
            _("Jabatan dan unit yang tercatat masih sama dengan SKP ini, jadi belum ada yang perlu dipisah."),
            remedy=_(
                "Tidak ada yang berubah. Bila Anda sudah pindah, mintalah admin OPD memutakhirkan data Anda."
            ),
        )


def _outside(skp: Skp) -> str:
    return _("Pilih hari sesudah %(start)s dan paling lambat %(end)s.") % {
        "start": date_format(skp.period_start, "j F Y"),
        "end": date_format(skp.period_end, "j F Y"),
    }


def _tell_former(skp: Skp, employee: Employee, last_day: date) -> None:
    text = _(
        "%(name)s pindah jabatan. SKP %(year)s-nya berakhir %(day)s; dialog dan evaluasi bagian itu tetap pada Anda."
    ) % {"name": employee.full_name, "year": skp.year, "day": date_format(last_day, "j F Y")}
    url = reverse("planning:detail", args=[skp.pk])
    tell(skp.pejabat_penilai_id, "skp.moved", text, agency_id=skp.agency_id, url=url)
