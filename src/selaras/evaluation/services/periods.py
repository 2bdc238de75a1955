"""Periods are opened, extended, closed; one person may be late without holding up anybody (C-18)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible, Text
from selaras.core.notices import tell_many
from selaras.core.rows import change_row
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.models import EvaluationPeriod, LateAdmission, PeriodExtension
from selaras.evaluation.rhythm import allowed_kinds
from selaras.evaluation.still_to_rate import unfinished_by_official
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.planning.models import Skp
from selaras_rules import Period, RulesError

LONGEST_GRACE = 31


def open_period(
    agency: Agency, period: str, *, due_on: date, grace_days: int, by: Actor, on: date
) -> EvaluationPeriod:
    """Open a period for rating until 23.59 of a day, and tell everybody who rates.

    Raises `InvalidInput` for a period the agency does not rate in or a deadline before its end, `StepNotPossible`
    before it began, `ChangedMeanwhile` when it is open already.
    """
    require(by, Permission.MANAGE_PERIODS, agency)
    span = _checked(agency, period, due_on, grace_days, on)
    row = EvaluationPeriod(
        agency=agency, period=span.code, due_on=due_on, grace_days=grace_days, opened_by_id=by.employee_id,
        opened_at=clock.now(),
    )  # fmt: skip
    facts = {"period": span.label, "due": due_on.isoformat()}
    try:
        with transaction.atomic(), recording(events.PERIOD_OPENED, by=by, about=row, **facts):
            row.save(force_insert=True)
            _tell_penilai(agency, row, _("%(period)s dibuka untuk dinilai, sampai %(due)s."))
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def extend_period(
    row: EvaluationPeriod, *, due_on: date, reason: str, by: Actor, on: date
) -> PeriodExtension:
    """Move the deadline to a later day, with a reason that everybody who rates reads."""
    require(by, Permission.MANAGE_PERIODS, row)
    _require_not_closed(row)
    fields: dict[str, Text] = {}
    if due_on <= row.due_on:
        fields["due_on"] = _("Batas baru harus sesudah batas yang sekarang.")
    if not reason.strip():
        fields["reason"] = _("Tulis alasannya; semua pejabat penilai membacanya.")
    if fields:
        raise InvalidInput(fields=fields)
    extension = PeriodExtension(
        agency_id=row.agency_id, evaluation_period=row, old_due_on=row.due_on, new_due_on=due_on,
        reason=reason.strip(), made_by_id=by.employee_id, made_at=clock.now(),
    )  # fmt: skip
    facts = {"period": row.span.label, "due": due_on.isoformat(), "because": extension.reason}
    with recording(events.PERIOD_EXTENDED, by=by, about=row, **facts):
        move_deadline(row, extension)
        _tell_penilai(row.agency, row, _("Batas penilaian %(period)s diperpanjang sampai %(due)s."))
    return extension


def move_deadline(row: EvaluationPeriod, extension: PeriodExtension) -> None:
    """Write an extension inside an open recording; of two at once the later one gets `ChangedMeanwhile`."""
    known = {"due_on": extension.old_due_on, "closed_at": None}
    change_row(row, known, {"due_on": extension.new_due_on})
    extension.save(force_insert=True)


def close_evaluation_period(row: EvaluationPeriod, *, note: str, by: Actor, on: date) -> EvaluationPeriod:
    """Close a period before its last day has passed, or note how it ended. Gaps stay listed and hold up nobody."""
    require(by, Permission.MANAGE_PERIODS, row)
    _require_not_closed(row)
    if not note.strip():
        raise InvalidInput(fields={"note": _("Tulis catatan penutupan.")})
    changes = {"closed_at": clock.now(), "closed_by_id": by.employee_id, "close_note": note.strip()}
    with recording(events.PERIOD_CLOSED, by=by, about=row, period=row.span.label, because=note.strip()):
        change_row(row, {"closed_at": None}, changes)
    return row


def admit_late(
    row: EvaluationPeriod, skp: Skp, *, until: date, reason: str, by: Actor, on: date
) -> LateAdmission:
    """Let the result of one person be fixed after the end of the period, until a day, with a reason."""
    require(by, Permission.ADMIT_LATE, skp)
    fields: dict[str, Text] = {}
    if until < on:
        fields["until"] = _("Pilih hari ini atau sesudahnya.")
    if not reason.strip():
        fields["reason"] = _("Tulis alasannya; pejabat penilai dan pegawai membacanya.")
    if fields:
        raise InvalidInput(fields=fields)
    admission = LateAdmission(
        agency_id=row.agency_id, evaluation_period=row, skp=skp, until=until, reason=reason.strip(),
        admitted_by_id=by.employee_id, admitted_at=clock.now(),
    )  # fmt: skip
    facts = {"period": row.span.label, "until": until.isoformat(), "because": admission.reason}
    with recording(events.LATE_ADMITTED, by=by, about=admission, **facts):
        admission.save(force_insert=True)
        text = _(
            "Penilaian %(period)s untuk %(name)s boleh ditetapkan menyusul sampai %(until)s. Alasan: %(reason)s"
        )
        known = {"period": row.span.label, "name": skp.employee.full_name, "reason": admission.reason}
        known["until"] = moment_text(until, clock.zone_label(row.agency))
        people = [person for person in (skp.pejabat_penilai_id, skp.employee_id) if person]
        tell_many(people, "period", text % known, agency_id=row.agency_id, url=address("evaluation:awaiting"))
    return admission


def _checked(agency: Agency, period: str, due_on: date, grace_days: int, on: date) -> Period:
    try:
        span = Period.parse(period)
    except RulesError as error:
        raise InvalidInput(fields={"period": str(error)}) from error
    ruleset = ruleset_for(agency, span.end)
    kinds = {*allowed_kinds(ruleset), *allowed_kinds(ruleset, is_part_time=True)}
    fields: dict[str, Text] = {}
    if span.kind not in kinds:
        fields["period"] = _("Instansi Anda tidak menilai menurut kala ini.")
    if due_on < span.end:
        fields["due_on"] = _("Batas tidak dapat sebelum periodenya berakhir.")
    elif due_on + timedelta(days=grace_days) < on:
        fields["due_on"] = _("Batas ini sudah lewat. Pilih hari ini atau sesudahnya.")
    if not 0 <= grace_days <= LONGEST_GRACE:
        fields["grace_days"] = _("Masa tenggang paling lama %(days)s hari.") % {"days": LONGEST_GRACE}
    if fields:
        raise InvalidInput(fields=fields)
    if on < span.start:
        raise StepNotPossible(_("%(period)s belum dimulai.") % {"period": span.label})
    return span


def _require_not_closed(row: EvaluationPeriod) -> None:
    if row.closed_at is not None:
        raise StepNotPossible(
            _("%(period)s sudah ditutup.") % {"period": row.span.label},
            remedy=_(
                "Izinkan penetapan menyusul untuk pegawai yang masih kurang; yang lain tidak terpengaruh."
            ),
        )


def _tell_penilai(agency: Agency, row: EvaluationPeriod, text: str) -> None:
    known = {"period": row.span.label, "due": moment_text(row.due_on, clock.zone_label(agency))}
    url = f"{address('evaluation:awaiting')}?periode={row.period}"
    people = unfinished_by_official(agency, row.span, clock.today(agency))
    tell_many(people, "period", text % known, agency_id=agency.pk, url=url)
