"""Around an objection: files, going on when no explanation comes, and opening again after the window."""

from __future__ import annotations

from datetime import date, timedelta
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, Role, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import record_decision
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible, Text
from selaras.core.files import check_file, safe_name, store_file
from selaras.core.notices import tell, tell_many
from selaras.core.rows import change_row
from selaras.core.workflow import advance
from selaras.evaluation import events
from selaras.evaluation.conditions import address, law_of
from selaras.evaluation.deadlines import moment_text, objection_window
from selaras.evaluation.kinship import require_unrelated
from selaras.evaluation.models import Evaluation, Objection, ObjectionFile, ObjectionReopening
from selaras.evaluation.workflow import OBJECTION
from selaras.organisation.models import RoleAssignment
from selaras_rules import Finding, date_label, may_reopen_objection

MOST_FILES = 10
# Neither the regulation nor its annex names these days; an objection must not lie for ever because one side is silent.
DAYS_TO_EXPLAIN = 14
LONGEST_REOPENING = timedelta(days=31)


def add_objection_file(
    objection: Objection, upload: UploadedFile[bytes] | IO[bytes], name: str, *, by: Actor, on: date
) -> ObjectionFile:
    """Lay a file before the superior, until the decision. Raises `FileRefused`, `StepNotPossible`, `InvalidInput`."""
    require(by, Permission.ADD_OBJECTION_FILE, objection)
    if objection.status == "decided":
        raise StepNotPossible(_("Keberatan ini sudah diputuskan; berkas tidak dapat ditambah."))
    if objection.files.count() >= MOST_FILES:
        raise InvalidInput(fields={"file": _("Paling banyak %(most)s berkas.") % {"most": MOST_FILES}})
    checked = check_file(upload, name, getattr(upload, "size", None))
    row = ObjectionFile(
        agency_id=objection.agency_id, objection=objection, file_name=safe_name(name), added_by_id=by.employee_id,
        added_at=clock.now(),
    )  # fmt: skip
    period = objection.evaluation.span.label
    try:
        with (
            transaction.atomic(),
            recording(
                events.OBJECTION_FILE_ADDED, by=by, about=row, name=row.file_name, period=period
            ) as rec,
        ):
            row.stored_file = store_file(checked, agency_id=objection.agency_id)
            rec.note(sha256=checked.sha256)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise InvalidInput(fields={"file": _("Berkas yang sama sudah dilampirkan.")}) from error
    return row


def go_on_unexplained(objection: Objection, *, by: Actor, on: date) -> Objection:
    """Go on without an explanation that was asked for and did not come within fourteen days (Pasal 59 ayat (3))."""
    require(by, Permission.DECIDE_OBJECTION, objection)
    require_unrelated(by, objection.employee_id)
    since = explanation_overdue_on(objection)
    if on < since:
        raise StepNotPossible(
            _("Pejabat penilai masih dapat memberi penjelasan sampai %(day)s.")
            % {"day": date_label(since - timedelta(days=1))}
        )
    words = _("Penjelasan diminta, tetapi tidak diberikan sampai %(day)s.") % {"day": date_label(on)}
    with recording(events.EXPLANATION_WAIVED, by=by, about=objection, period=objection.evaluation.span.label):
        advance(OBJECTION, objection, "go_on_unexplained", explanation=words, explained_at=clock.now())
    return objection


def explanation_overdue_on(objection: Objection) -> date:
    """The first day on which the superior may go on without an explanation."""
    raised = clock.local(objection.raised_at, objection.evaluation.skp.agency).date()
    return raised + timedelta(days=DAYS_TO_EXPLAIN + 1)


def ask_reopening(evaluation: Evaluation, reason: str, *, by: Actor, on: date) -> ObjectionReopening:
    """Ask the head of the region to open the window again; possible only once it is closed, once at a time."""
    require(by, Permission.OBJECT_TO_RESULT, evaluation)
    if not reason.strip():
        raise InvalidInput(fields={"reason": _("Tulis mengapa keberatan baru dapat diajukan sekarang.")})
    window = objection_window(evaluation, on)
    if window is None or window.is_open or window.received_on is None or hasattr(evaluation, "objection"):
        raise StepNotPossible(_("Masa keberatan atas hasil ini tidak perlu dibuka kembali."))
    row = ObjectionReopening(
        agency_id=evaluation.agency_id,
        evaluation=evaluation,
        asked_reason=reason.strip(),
        asked_at=clock.now(),
    )
    period = evaluation.span.label
    try:
        with transaction.atomic(), recording(events.REOPENING_ASKED, by=by, about=row, period=period):
            row.save(force_insert=True)
            _tell_heads(row, on)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def decide_reopening(
    row: ObjectionReopening, *, until: date | None, reason: str, by: Actor, on: date
) -> ObjectionReopening:
    """Open the window again until a day, or decline; with a reason, by the competent official alone."""
    require(by, Permission.REOPEN_OBJECTION, row)
    ruleset = law_of(row.evaluation)
    finding = may_reopen_objection(ruleset, is_pyb=True, reason=reason)
    fields: dict[str, Text] = {}
    if not finding.value.is_allowed:
        fields["reason"] = _("Tulis alasannya; pegawai dan pejabat penilai membacanya.")
    if until is not None and not on <= until <= on + LONGEST_REOPENING:
        fields["until"] = _("Pilih hari ini sampai 31 hari ke depan.")
    if fields:
        raise InvalidInput(fields=fields)
    changes: dict[str, Any] = {
        "until": until, "reason": reason.strip(), "decided_by_id": by.employee_id, "decided_at": clock.now(),
    }  # fmt: skip
    facts = {"period": row.evaluation.span.label, "because": reason.strip()}
    with recording(events.REOPENING_DECIDED, by=by, about=row, **facts) as rec:
        rec.note(until=until.isoformat() if until else "")
        change_row(row, {"decided_at": None}, changes)
        inputs = {
            "asked": row.asked_reason,
            "reason": reason.strip(),
            "until": until.isoformat() if until else "",
        }
        answer = Finding("opened" if until else "declined", finding.because)
        record_decision("objection_reopening", answer, ruleset, about=row, by=by, inputs=inputs)
        _tell_answer(row, until)
    return row


def _tell_heads(row: ObjectionReopening, on: date) -> None:
    roles = RoleAssignment.objects.filter(role=Role.REGIONAL_HEAD, start__lte=on).exclude(end__lt=on)
    text = _("Seorang pegawai meminta masa keberatan %(period)s dibuka kembali.")
    tell_many(
        roles.values_list("employee_id", flat=True), "objection", text % {"period": row.evaluation.span.label},
        agency_id=row.agency_id, url=address("evaluation:reopening", row.pk),
    )  # fmt: skip


def _tell_answer(row: ObjectionReopening, until: date | None) -> None:
    agency = row.evaluation.skp.agency
    if until is None:
        text = _("Permintaan membuka kembali keberatan %(period)s tidak dikabulkan. Alasannya dapat dibaca.")
    else:
        text = _("Keberatan atas %(period)s dapat diajukan lagi sampai %(until)s.")
    known = {"period": row.evaluation.span.label}
    known["until"] = moment_text(until, clock.zone_label(agency)) if until else ""
    url = address("evaluation:detail", row.evaluation_id)
    tell(row.employee_id, "objection", text % known, agency_id=row.agency_id, url=url)
