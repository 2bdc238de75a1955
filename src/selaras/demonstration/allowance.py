"""TPP of October as a visitor meets it: counted, released for who was ready, and one day put right afterwards."""

from __future__ import annotations

from datetime import date

from selaras.consequences import events
from selaras.consequences.counting import KIND, carry_out, key_of
from selaras.consequences.models import TppRegulation, TppShare
from selaras.consequences.services.allowance import release_tpp_month
from selaras.core.audit import recording
from selaras.demonstration.cast import city_admin, moment
from selaras.demonstration.inserting import insert
from selaras.demonstration.staffing import Office
from selaras.demonstration.writing import DOER
from selaras.discipline.events import CORRECTION_DECIDED
from selaras.discipline.models import Correction, CorrectionStatus, FactKind
from selaras.jobs.events import REQUESTED
from selaras.jobs.models import Job, JobProgress, JobStatus
from selaras.jobs.pace import Pace
from selaras.organisation.actors import actor_for
from selaras_rules import Period

MONTH = Period.of_month(2026, 10)
COUNTED, RELEASED, PUT_RIGHT, COUNTED_AGAIN = (date(2026, 11, day) for day in (5, 6, 17, 19))


class Unwatched(Pace):
    """The pace of a job that nobody holds and nobody looks at."""

    def write(self) -> None:
        """Nothing: the load is one transaction."""


def write_allowance(office: Office) -> None:
    """Call inside the agency's scope, after results and attendance are written."""
    admin = city_admin(office)
    regulation = TppRegulation(
        id=office.keys(), agency=office.agency, number="Perwali 12/2026 (contoh)",
        title="Tambahan Penghasilan Pegawai (contoh)", effective=date(2026, 1, 1), recorded_by=admin,
        recorded_at=moment(office, date(2026, 1, 5)),
    )  # fmt: skip
    with recording(events.TPP_REGULATION, by=DOER, about=office.agency, number=regulation.number):
        insert([regulation])
    _count(office, COUNTED)
    release_tpp_month(office.agency, MONTH, by=actor_for(admin, on=RELEASED), on=RELEASED)
    if _put_a_day_right(office):
        _count(office, COUNTED_AGAIN)


def _count(office: Office, day: date) -> None:
    """A job as an admin would have asked for it that day, carried out here."""
    job = Job(
        id=office.keys(), agency=office.agency, kind=KIND, key=key_of(MONTH), title=f"Hitung TPP {MONTH.label}",
        parameters={"month": MONTH.code}, requested_by=city_admin(office), requested_at=moment(office, day),
        status=JobStatus.DONE, finished_at=moment(office, day, minute=1),
    )  # fmt: skip
    with recording(REQUESTED, by=DOER, about=job, title=job.title):
        insert([job])
        insert([JobProgress(id=office.keys(), agency=office.agency, job=job)])
    pace = Unwatched(job, "")
    result = carry_out(job, pace).result
    with recording(REQUESTED, by=DOER, about=job, title=job.title):
        Job.objects.filter(pk=job.pk).update(result=result)
        JobProgress.objects.filter(job=job).update(done=pace.done, total=pace.total)


def _put_a_day_right(office: Office) -> bool:
    """A day was read as late or absent; the letter of duty was found after payroll had the share."""
    units = {unit.pk for key, unit in office.units.items() if key.startswith("pkm_contoh")}
    rows = TppShare.objects.filter(tpp_month__month=MONTH.start, employee__unit__in=units, percent__lt=100)
    rows = rows.exclude(released_at=None).filter(employee__demo_label="").select_related("employee")
    share = next((row for row in rows.order_by("employee_id") if row.inputs["dates"]), None)
    if share is None:
        return False
    day, _code, _percent = share.inputs["dates"][0]
    superior = next(
        row.employee for row in office.people if row.employee.pk == share.employee.pejabat_penilai_id
    )
    correction = Correction(
        id=office.keys(), agency=office.agency, employee=share.employee, day=date.fromisoformat(day),
        claim=FactKind.DINAS, reason="Mendampingi posyandu; surat tugasnya baru saya terima.",
        status=CorrectionStatus.APPROVED, asked_at=moment(office, date(2026, 11, 16)), decided_by=superior,
        decided_at=moment(office, PUT_RIGHT), decision_reason="Surat tugas 800/91/2026 (contoh) cocok.",
    )  # fmt: skip
    told = {"day": day, "new": str(CorrectionStatus.APPROVED.label)}
    with recording(CORRECTION_DECIDED, by=DOER, about=correction, **told):
        insert([correction])
    return True
