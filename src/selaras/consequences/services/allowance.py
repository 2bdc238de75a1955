"""TPP: the regulation, a month counted in sets, people released for payroll, corrections for what is found later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.consequences import events
from selaras.consequences.models import TppCorrection, TppMonth, TppRegulation, TppShare
from selaras.consequences.tpp import CountedShare, count_month, entitled_people
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import Message, tell_each
from selaras.core.parts import in_parts
from selaras.discipline.models import CountedDay, CountedFor
from selaras.discipline.services import hold_days
from selaras.organisation.choices import choices_on
from selaras.organisation.models import Agency
from selaras_rules import Period, Ruleset

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count brought: people ready, gaps, and corrections found to what was released before."""

    ready: int
    gaps: int
    corrections: int


def record_tpp_regulation(
    agency: Agency, *, number: str, title: str, effective: date, by: Actor, on: date
) -> TppRegulation:
    """Name the regulation of the region under which months are counted from a day on.

    Raises `InvalidInput` without a number, or for a second one on the same day.
    """
    require(by, Permission.MANAGE_TPP, agency)
    if not number.strip():
        raise InvalidInput(fields={"number": _("Tulis nomor peraturannya, misalnya Perwali 12/2026.")})
    row = TppRegulation(
        agency=agency, number=number.strip(), title=title.strip(), effective=effective,
        recorded_by_id=by.employee_id, recorded_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic(), recording(events.TPP_REGULATION, by=by, about=agency, number=row.number):
            row.save()
    except IntegrityError as error:
        raise InvalidInput(
            fields={"effective": _("Sudah ada peraturan yang berlaku mulai hari itu.")}
        ) from error
    return row


def count_tpp_month(agency: Agency, month: Period, *, by: Actor, on: date) -> Counted:
    """Count a month for everybody, or count it again: who was released stays, and a difference is a correction.

    Raises `StepNotPossible` before the month is over, or without a regulation in force.
    """
    require(by, Permission.MANAGE_TPP, agency)
    if month.end >= on:
        raise StepNotPossible(_("%(month)s belum berakhir.") % {"month": month.label})
    regulation = TppRegulation.objects.filter(effective__lte=month.end).order_by("-effective").first()
    if regulation is None:
        raise StepNotPossible(
            _("Belum ada peraturan kepala daerah tentang TPP yang berlaku pada %(month)s.")
            % {"month": month.label},
            remedy=_("Catat nomor peraturannya lebih dahulu; persentase tanpa dasar tidak dihitung."),
        )
    choices = choices_on(agency, month.end)
    ruleset = Ruleset(month.end, choices)
    with recording(events.TPP_COUNTED, by=by, about=agency, month=month.label) as rec:
        run, _new = TppMonth.objects.update_or_create(
            agency=agency, month=month.start,
            defaults={
                "regulation": regulation, "choices": choices, "fingerprint": ruleset.fingerprint,
                "counted_by_id": by.employee_id, "counted_at": clock.now(),
            },
        )  # fmt: skip
        counted = _Count(run, month, ruleset, on).everybody(agency)
        rec.note(ready=counted.ready, gaps=counted.gaps, corrections=counted.corrections)
    return counted


@dataclass(slots=True)
class _Count:
    """One pass over everybody: drafts are written anew, released shares stay and may get a correction."""

    run: TppMonth
    month: Period
    ruleset: Ruleset
    on: date

    def everybody(self, agency: Agency) -> Counted:
        TppShare.objects.filter(tpp_month=self.run, released_at=None).delete()
        TppCorrection.objects.filter(share__tpp_month=self.run, released_at=None).delete()
        released = self._released()
        ready = gaps = corrections = 0
        for part in in_parts(entitled_people(agency, self.month), CHUNK):
            own = {
                person.pk: [date.fromisoformat(row[0]) for row in released[person.pk].inputs["dates"]]
                for person in part
                if person.pk in released
            }
            shares = count_month(part, agency, self.month, self.ruleset, self.on, own)
            fresh = [share for share in shares if share.employee.pk not in released]
            TppShare.objects.bulk_create([self._row(share) for share in fresh], batch_size=CHUNK)
            ready += sum(not share.gap for share in shares)
            gaps += sum(bool(share.gap) for share in shares)
            corrections += self._correct(
                [share for share in shares if share.employee.pk in released], released
            )
        return Counted(ready, gaps, corrections)

    def _released(self) -> dict[UUID, TppShare]:
        rows = TppShare.objects.filter(tpp_month=self.run).exclude(released_at=None)
        return {row.employee_id: row for row in rows.prefetch_related("corrections")}

    def _row(self, share: CountedShare) -> TppShare:
        person = share.employee
        return TppShare(
            agency_id=self.run.agency_id, tpp_month=self.run, employee=person,
            opd_id=person.unit.opd_id if person.unit else None, gap=share.gap, gap_owner_id=share.gap_owner_id,
            gap_note=share.gap_note, percent=share.percent, evaluation_id=share.evaluation_id,
            inputs=dict(share.inputs or {}),
        )  # fmt: skip

    def _correct(self, shares: Sequence[CountedShare], released: dict[UUID, TppShare]) -> int:
        """Differences to what was told last, due in the month in which they are found."""
        rows = []
        for share in shares:
            before = released[share.employee.pk]
            known = last_percent(before)
            if share.percent is not None and share.percent != known:
                rows.append(self._correction(before, share, known, share.percent))
        TppCorrection.objects.bulk_create(rows, batch_size=CHUNK)
        return len(rows)

    def _correction(
        self, before: TppShare, share: CountedShare, known: Decimal, percent: Decimal
    ) -> TppCorrection:
        return TppCorrection(
            agency_id=self.run.agency_id, share=before, employee=share.employee, due_month=self.on.replace(day=1),
            old_percent=known, new_percent=percent, inputs=dict(share.inputs or {}), found_at=clock.now(),
        )  # fmt: skip


def last_percent(share: TppShare) -> Decimal:
    """What was told last about a released share: its own percentage, or that of its newest released correction."""
    told = [row for row in share.corrections.all() if row.released_at is not None]
    newest = max(told, key=lambda row: (row.released_at, row.pk), default=None)
    return newest.new_percent if newest else share.percent or Decimal(0)


def release_tpp_month(agency: Agency, month: Period, *, by: Actor, on: date) -> int:
    """Hand over everybody who is ready, and corrections that are due; gaps hold up nobody (C-18).

    From now on these percentages never change. The days they were cut for are held, so that nothing else cuts them.
    Raises `StepNotPossible` when nobody is ready.
    """
    require(by, Permission.MANAGE_TPP, agency)
    moment = clock.now()
    ready = TppShare.objects.filter(tpp_month__month=month.start, gap="", released_at=None)
    due = TppCorrection.objects.filter(due_month__lte=month.end, released_at=None)
    with recording(events.TPP_RELEASED, by=by, about=agency, month=month.label) as rec:
        rows = list(ready.only("employee_id", "inputs", "agency_id"))
        corrections = due.update(released_at=moment, due_month=month.start)
        if not rows and not corrections:
            raise StepNotPossible(
                _("Tidak ada pegawai baru yang siap pada %(month)s.") % {"month": month.label}
            )
        hold_days(
            _cut_days(rows), remedy=_("Tidak ada yang dilepas. Hitung ulang bulan ini, lalu lepaskan lagi.")
        )
        released = ready.update(released_at=moment)
        if released != len(rows):
            raise ChangedMeanwhile()
        rec.note(people=released, corrections=corrections)
        _tell(agency, rows, month)
    return released


def _cut_days(rows: Sequence[TppShare]) -> list[CountedDay]:
    return [
        CountedDay(
            agency_id=row.agency_id, employee_id=row.employee_id, day=date.fromisoformat(day[0]),
            counted_for=CountedFor.CUT,
        )
        for row in rows
        for day in row.inputs.get("dates", ())
    ]  # fmt: skip


def _tell(agency: Agency, rows: Sequence[TppShare], month: Period) -> None:
    text = _("Persentase TPP %(month)s Anda sudah dihitung. Anda dapat membaca sebabnya.") % {
        "month": month.label
    }
    people = [row.employee_id for row in rows]
    url = reverse("consequences:tpp_mine")
    tell_each([Message(people, "consequences", text, url)], agency_id=agency.pk)
