"""The count of a month as a job: people in parts, each part written whole; killed anywhere it goes on where it was.

How far it is stands in the month itself, beside what it wrote. While it is under way nothing of the month leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.consequences import events
from selaras.consequences.models import TppCorrection, TppMonth, TppRegulation, TppShare
from selaras.consequences.tpp import CountedShare, count_month, entitled_people
from selaras.consequences.tpp_changes import CauseFinder, cause_finder, keep_basis
from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import StepNotPossible
from selaras.core.planner import look_at_tables
from selaras.core.rows import change_row
from selaras.evaluation.conditions import address
from selaras.jobs.kinds import Door, Fact, JobKind, Outcome
from selaras.jobs.models import Job
from selaras.jobs.pace import Pace
from selaras.organisation.choices import choices_on
from selaras.organisation.models import Employee
from selaras_rules import Period, Ruleset

KIND = "tpp"
# People between two writes: what a kill costs at most.
PART = 400
NOBODY = UUID(int=0)


def key_of(month: Period) -> str:
    """What a count is about, in the words of jobs: of one month only one count is alive."""
    return f"{KIND}:{month.code}"


def regulation_of(month: Period) -> TppRegulation:
    """The regulation in force at the end of a month. Raises `StepNotPossible` without one."""
    rows = TppRegulation.objects.filter(effective__lte=month.end)
    found: TppRegulation | None = rows.order_by("-effective").first()
    if found is None:
        raise StepNotPossible(
            _("Belum ada peraturan kepala daerah tentang TPP yang berlaku pada %(month)s.")
            % {"month": month.label},
            remedy=_("Catat nomor peraturannya lebih dahulu; persentase tanpa dasar tidak dihitung."),
        )
    return found


def carry_out(job: Job, pace: Pace) -> Outcome:
    """Count everybody who is not counted yet, then take away what is left of people without this month."""
    month = Period.parse(job.parameters["month"])
    run = _begun(job, month)
    on = clock.local(job.requested_at, job.agency).date()
    ruleset = Ruleset(month.end, run.choices)
    count = _Count(job, run, month, ruleset, on, cause_finder(month, job.agency, ruleset))
    people = entitled_people(job.agency, month).order_by("pk")
    cursor = run.cursor
    if cursor is not None:
        pace.done = people.filter(pk__lte=cursor).count()
        pace.expect(people.count(), _("Menghitung TPP %(month)s") % {"month": month.label})
        while part := list(people.filter(pk__gt=run.cursor)[:PART]):
            count.write(part)
            pace.done += len(part)
            pace.write()
        _end(job, run, month)
    return Outcome({"month": month.code, **_numbers(run)})


def _begun(job: Job, month: Period) -> TppMonth:
    """The month as this job counts it; what a killed worker began is found again."""
    known: TppMonth | None = TppMonth.objects.filter(month=month.start).first()
    if known is not None and known.job_id == job.pk:
        return known
    regulation, choices = regulation_of(month), choices_on(job.agency, month.end)
    fingerprint = Ruleset(month.end, choices).fingerprint
    with recording(events.TPP_COUNT_BEGUN, by=SYSTEM, about=job, month=month.label):
        if known is not None:
            keep_basis(known, fingerprint)
        run, _new = TppMonth.objects.update_or_create(
            agency=job.agency, month=month.start,
            defaults={
                "regulation": regulation, "choices": choices, "job": job, "cursor": NOBODY,
                "fingerprint": fingerprint, "counted_by_id": job.requested_by_id,
                "counted_at": clock.now(),
            },
        )  # fmt: skip
    return run


def _end(job: Job, run: TppMonth, month: Period) -> None:
    drafts = TppShare.objects.filter(tpp_month=run, released_at=None)
    corrections = TppCorrection.objects.filter(share__tpp_month=run, released_at=None)
    entitled = entitled_people(job.agency, month).order_by().values("pk")
    with recording(events.TPP_COUNTED, by=SYSTEM, about=job.agency, month=month.label) as rec:
        change_row(run, {"job_id": job.pk, "cursor": run.cursor}, {"cursor": None, "counted_at": clock.now()})
        drafts.exclude(employee__in=entitled).delete()
        corrections.exclude(employee__in=entitled).delete()
        rec.note(**_numbers(run))
    look_at_tables()


def _numbers(run: TppMonth) -> dict[str, int]:
    found = TppShare.objects.filter(tpp_month=run).aggregate(
        ready=Count("pk", filter=Q(gap="", released_at=None)), gaps=Count("pk", filter=~Q(gap=""))
    )
    waiting = TppCorrection.objects.filter(share__tpp_month=run, released_at=None)
    return {**found, "corrections": waiting.count()}


@dataclass(slots=True)
class _Count:
    """Writes some people's month: drafts anew, released shares stay and may get a correction."""

    job: Job
    run: TppMonth
    month: Period
    ruleset: Ruleset
    on: date
    causes: CauseFinder

    def write(self, people: Sequence[Employee]) -> None:
        """Count these people and note how far the count is, together or not at all.

        Raises `ChangedMeanwhile` where another worker counts in our place.
        """
        keys = [person.pk for person in people]
        released = self._released(keys)
        own = {key: _days_told(share) for key, share in released.items()}
        shares = count_month(people, self.run.agency, self.month, self.ruleset, self.on, own)
        drafts = TppShare.objects.filter(tpp_month=self.run, employee__in=keys, released_at=None)
        waiting = TppCorrection.objects.filter(share__tpp_month=self.run, employee__in=keys, released_at=None)
        label = self.month.label
        with recording(events.TPP_PART_COUNTED, by=SYSTEM, about=self.job, month=label, people=len(keys)):
            known = {"job_id": self.job.pk, "cursor": self.run.cursor}
            change_row(self.run, known, {"cursor": keys[-1]})
            drafts.delete()
            kept = self._still_so(waiting, shares)
            waiting.exclude(employee__in=kept).delete()
            fresh = [share for share in shares if share.employee.pk not in released]
            TppShare.objects.bulk_create([self._draft(share) for share in fresh], batch_size=PART)
            other = [share for share in shares if share.employee.pk not in kept]
            found = [row for share in other if (row := self._correction(share, released)) is not None]
            TppCorrection.objects.bulk_create(found, batch_size=PART)

    @staticmethod
    def _still_so(waiting: QuerySet[TppCorrection], shares: Sequence[CountedShare]) -> set[UUID]:
        """Whose correction was confirmed and comes out the same: it stays. Another outcome is asked about anew."""
        told = waiting.exclude(confirmed_at=None).order_by().values_list("employee_id", "new_percent")
        confirmed = dict(told)
        return {
            share.employee.pk for share in shares
            if share.percent is not None and confirmed.get(share.employee.pk) == share.percent
        }  # fmt: skip

    def _released(self, keys: Sequence[UUID]) -> dict[UUID, TppShare]:
        rows = TppShare.objects.filter(tpp_month=self.run, employee__in=keys).exclude(released_at=None)
        rows = rows.select_related("basis").prefetch_related("corrections__basis")
        return {row.employee_id: row for row in rows}

    def _draft(self, share: CountedShare) -> TppShare:
        person = share.employee
        return TppShare(
            agency_id=self.run.agency_id, tpp_month=self.run, employee=person,
            opd_id=person.unit.opd_id if person.unit else None, gap=share.gap, gap_owner_id=share.gap_owner_id,
            gap_note=share.gap_note, percent=share.percent, evaluation_id=share.evaluation_id,
            inputs=dict(share.inputs or {}),
        )  # fmt: skip

    def _correction(self, share: CountedShare, released: Mapping[UUID, TppShare]) -> TppCorrection | None:
        """The difference to what was told last, due in the month in which it is found."""
        before = released.get(share.employee.pk)
        if before is None or share.percent is None or share.percent == (known := last_percent(before)):
            return None
        before.tpp_month = self.run
        return TppCorrection(
            agency_id=self.run.agency_id, share=before, employee=share.employee, due_month=self.on.replace(day=1),
            cause=self.causes.cause_of(last_told(before), known), old_percent=known, new_percent=share.percent,
            inputs=dict(share.inputs or {}), found_at=clock.now(),
        )  # fmt: skip


def _days_told(share: TppShare) -> set[date]:
    """The days for which the share itself, or a correction that was released, cut: they are no second cut."""
    told: list[TppShare | TppCorrection] = [share]
    told += [row for row in share.corrections.all() if row.released_at is not None]
    return {date.fromisoformat(day[0]) for row in told for day in row.inputs.get("dates", ())}


def last_told(share: TppShare) -> TppShare | TppCorrection:
    """What was told last about a released share: itself, or its newest released correction."""
    told = [row for row in share.corrections.all() if row.released_at is not None]
    newest = max(told, key=lambda row: (row.released_at, row.pk), default=None)
    if newest is None:
        return share
    newest.share = share
    return newest


def last_percent(share: TppShare) -> Decimal:
    """The percentage that was told last about a released share."""
    last = last_told(share)
    return last.new_percent if isinstance(last, TppCorrection) else last.percent or Decimal(0)


def facts(job: Job) -> list[Fact]:
    """What came out."""
    told = ((_("Siap dilepas"), "ready"), (_("Belum siap"), "gaps"), (_("Koreksi"), "corrections"))
    return [Fact(label, _("%(count)s orang") % {"count": job.result[name]}) for label, name in told]


def doors(job: Job) -> list[Door]:
    """Where the month is read and released."""
    return [Door(_("Buka bulan ini"), address("consequences:tpp_month", job.result["month"]))]


TPP_COUNT = JobKind(KIND, gettext_lazy("TPP sebulan"), carry_out, facts, doors)
