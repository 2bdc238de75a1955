"""A staff list from upload to database: look at it first, apply exactly what was looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, FileRefused, StepNotPossible
from selaras.core.files import CheckedFile, open_file, safe_name, store_file
from selaras.core.models import StoredFile
from selaras.core.planner import look_at_tables, written_in_bulk
from selaras.core.spreadsheets import MEDIA_TYPES, SpreadsheetTooLarge, WrongFileType, kind_of, on_disk
from selaras.organisation import events
from selaras.organisation.models import Agency, StaffImport
from selaras.organisation.staff_import import (
    fingerprint_of,
    plan_import,
    problems_in,
    report_of,
    write_plan,
)
from selaras.organisation.staff_import.writing import Told
from selaras.organisation.staff_list import StaffList, read_staff_list, write_problem_workbook

MAX_BYTES = 25 << 20
KEPT_FOR = timedelta(days=30)
ENDINGS = frozenset({"xlsx", "xls", "ods", "csv", "txt"})


@dataclass(frozen=True, slots=True)
class StaffUpload:
    """A spreadsheet that may be read: its bytes, what it really is, and the name people know it by."""

    checked: CheckedFile
    name: str


def read_staff_upload(file: IO[bytes], name: str, size: int | None = None) -> StaffUpload:
    """Take in a spreadsheet: XLSX, XLS, ODS or CSV up to 25 MB, judged by its bytes.

    Raises `FileRefused` or a kind of `UnreadableSpreadsheet`.
    """
    too_large = SpreadsheetTooLarge(_("Berkas ini lebih besar dari 25 MB."))
    if size is not None and size > MAX_BYTES:
        raise too_large
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise too_large
    return _upload_of(content, safe_name(name))


def _upload_of(content: bytes, name: str) -> StaffUpload:
    if PurePosixPath(name.lower()).suffix.lstrip(".") not in ENDINGS:
        raise WrongFileType(_("Jenis berkas ini tidak diterima."))
    with on_disk(content, name) as path:
        kind = kind_of(path, filename=name)
    if kind not in MEDIA_TYPES:
        raise WrongFileType(_("Berkas .xlsb belum diterima. Simpan ulang sebagai .xlsx, lalu kirim lagi."))
    digest = hashlib.sha256(content).hexdigest()
    return StaffUpload(CheckedFile(content, MEDIA_TYPES[kind], str(kind), digest), name)


def check_staff_list(agency: Agency, upload: StaffUpload, *, by: Actor, on: date) -> StaffImport:
    """Read a list and keep what it would change; no person, unit or post is written.

    The list is kept for 30 days, so that exactly these bytes are applied. Raises what `read_staff_list` raises.
    """
    require(by, Permission.IMPORT_STAFF, agency)
    with on_disk(upload.checked.content, upload.name) as path:
        staff = read_staff_list(path, filename=upload.name, on=on)
    plan = plan_import(agency, staff, on)
    staff_import = StaffImport(
        agency=agency, file_name=upload.name, sha256=upload.checked.sha256, counts=plan.counts,
        report=report_of(plan), uploaded_by_id=by.employee_id, uploaded_at=clock.now(),
    )  # fmt: skip
    with recording(events.STAFF_LIST_READ, by=by, about=staff_import, file=upload.name) as record:
        record.note(sha256=upload.checked.sha256, counts=plan.counts)
        staff_import.source = store_file(upload.checked, agency_id=agency.pk)
        staff_import.save(force_insert=True)
        _forget_old_sources(agency)
    return staff_import


def check_again(staff_import: StaffImport, *, by: Actor, on: date) -> StaffImport:
    """Compare a kept list once more with what is there now."""
    upload = _upload_of(kept_bytes(staff_import), staff_import.file_name)
    return check_staff_list(staff_import.agency, upload, by=by, on=on)


def apply_staff_import(
    staff_import: StaffImport, *, by: Actor, on: date, end_gone: bool = False, told: Told | None = None
) -> StaffImport:
    """Write what was shown, whole or not at all.

    Raises `ChangedMeanwhile` if the difference is no longer what was shown, `StepNotPossible` if the list was
    applied already, or if people are to be ended while lines of the list are refused.
    """
    agency = staff_import.agency
    require(by, Permission.IMPORT_STAFF, agency)
    staff = reread(staff_import, on)
    _require_complete(staff, end_gone)
    with recording(
        events.STAFF_LIST_APPLIED, by=by, about=staff_import, file=staff_import.file_name
    ) as record:
        _mark_applied(staff_import)
        plan = plan_import(agency, staff, on)
        if fingerprint_of(plan) != staff_import.report.get("fingerprint"):
            raise ChangedMeanwhile(
                _("Data pegawai sudah berubah sejak daftar ini diperiksa."),
                remedy=_(
                    "Belum ada yang diterapkan. Periksa ulang daftar ini untuk melihat perbedaan terbaru."
                ),
            )
        record.note(sha256=staff_import.sha256, counts=plan.counts, end_gone=end_gone)
        with written_in_bulk():
            write_plan(plan, by=by, end_gone=end_gone, told=told)
        transaction.on_commit(look_at_tables)
    return staff_import


def write_problems(staff_import: StaffImport, out: BinaryIO) -> None:
    """The list with its problems beside the lines, as a workbook. Raises `StepNotPossible` if it is kept no more."""
    problems = problems_in(staff_import.report)
    sheet = staff_import.report.get("sheet") or None
    with on_disk(kept_bytes(staff_import), staff_import.file_name) as path:
        write_problem_workbook(path, problems, out, filename=staff_import.file_name, sheet=sheet)


def reread(staff_import: StaffImport, on: date) -> StaffList:
    """The list again, from the bytes that were checked."""
    with on_disk(kept_bytes(staff_import), staff_import.file_name) as path:
        return read_staff_list(path, filename=staff_import.file_name, on=on)


def _require_complete(staff: StaffList, end_gone: bool) -> None:
    if end_gone and staff.refused_lines:
        raise StepNotPossible(
            _(
                "Masih ada baris yang ditolak, jadi belum pasti siapa yang benar-benar tidak ada lagi. "
                "Perbaiki daftar dahulu, atau terapkan tanpa mengakhiri siapa pun."
            )
        )


def _mark_applied(staff_import: StaffImport) -> None:
    waiting = StaffImport.objects.filter(pk=staff_import.pk, status="dry_run")
    moment = clock.now()
    if waiting.update(status="applied", applied_at=moment) == 0:
        raise StepNotPossible(_("Daftar ini sudah diterapkan sebelumnya."))
    staff_import.status, staff_import.applied_at = "applied", moment


def kept_bytes(staff_import: StaffImport) -> bytes:
    """The bytes that were checked. Raises `StepNotPossible` after they were deleted, `FileRefused` if altered."""
    if staff_import.source is None:
        raise StepNotPossible(
            _("Berkas daftar ini sudah dihapus (disimpan 30 hari). Unggah lagi daftarnya bila diperlukan.")
        )
    with open_file(staff_import.source) as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != staff_import.sha256:
        raise FileRefused(
            _("Berkas yang tersimpan tidak sama lagi dengan yang diperiksa. Unggah lagi daftarnya.")
        )
    return content


def _forget_old_sources(agency: Agency) -> None:
    """Lists hold more about people than Selaras needs; after 30 days only the report and the hash stay."""
    limit = clock.now() - KEPT_FOR
    old = StaffImport.objects.filter(agency=agency, uploaded_at__lt=limit).exclude(source=None)
    sources = {row.source for row in old.select_related("source").defer("report") if row.source is not None}
    old.update(source=None)
    for source in sources:
        _forget(source)


def _forget(source: StoredFile) -> None:
    name = source.storage_name
    try:
        with transaction.atomic():
            source.delete()
    except ProtectedError:  # the same bytes are kept for another reason
        return
    transaction.on_commit(lambda: default_storage.delete(name))
