"""Evidence: a file or a link, kept once, used for as many indicators and quarters as it shows something for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import FileRefused, InvalidInput, StepNotPossible
from selaras.core.files import CheckedFile, check_file, safe_name, store_file
from selaras.monitoring.events import EVIDENCE_ADDED, EVIDENCE_USES_CHANGED
from selaras.monitoring.measured_plan import indicators_of, quarters_of
from selaras.monitoring.models import Evidence, EvidenceKind, EvidenceUse
from selaras.monitoring.services.room import require_room
from selaras.planning.models import Skp
from selaras_rules import date_label

Use = tuple[UUID, int]
"""An indicator and a quarter."""

FIRST_CAMERA, CLOCK_OFF = datetime(2000, 1, 1, tzinfo=UTC), timedelta(hours=1)
UNPACKED_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 200


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """What the person says about the proof."""

    title: str
    happened_on: date
    note: str = ""
    captured_at: datetime | None = None
    # The place of a photo is kept only where its owner wants it; the device may have read it before it drew anew.
    keeps_place: bool = False
    place: tuple[Decimal, Decimal] | None = None


def add_file_evidence(
    skp: Skp,
    *,
    by: Actor,
    on: date,
    new: NewEvidence,
    upload: IO[bytes],
    name: str,
    size: int | None = None,
    uses: Collection[Use] = (),
) -> Evidence:
    """Keep a file as evidence. Raises `FileRefused` for what must not be kept, `InvalidInput` for impossible days."""
    require(by, Permission.RECORD_PROGRESS, skp)
    checked = checked_evidence(skp, on=on, new=new, upload=upload, name=name, size=size)
    return add_checked_evidence(skp, by=by, on=on, new=new, checked=checked, name=name, uses=uses)


def checked_evidence(
    skp: Skp, *, on: date, new: NewEvidence, upload: IO[bytes], name: str, size: int | None
) -> CheckedFile:
    """Examine day and file before they wait for their owner. Raises as `add_file_evidence` does."""
    _check_day(skp, new.happened_on, on)
    checked = check_file(upload, name, size)
    _refuse_bomb(checked)
    return checked


def add_checked_evidence(
    skp: Skp,
    *,
    by: Actor,
    on: date,
    new: NewEvidence,
    checked: CheckedFile,
    name: str,
    uses: Collection[Use] = (),
) -> Evidence:
    """Keep as evidence what was examined earlier, byte for byte."""
    require(by, Permission.RECORD_PROGRESS, skp)
    _check_day(skp, new.happened_on, on)
    proof = {"kind": EvidenceKind.FILE, "file_name": _file_name(name, checked.extension)}
    return _keep(skp, by, new, proof, uses, checked)


def add_link_evidence(
    skp: Skp, *, by: Actor, on: date, new: NewEvidence, url: str, uses: Collection[Use] = ()
) -> Evidence:
    """Keep the address of something that lies elsewhere. Raises `InvalidInput` for anything but http(s)."""
    require(by, Permission.RECORD_PROGRESS, skp)
    _check_day(skp, new.happened_on, on)
    check_address(url)
    return _keep(skp, by, new, {"kind": EvidenceKind.LINK, "url": url}, uses, None)


def set_evidence_uses(evidence: Evidence, *, by: Actor, on: date, uses: Collection[Use]) -> None:
    """Say anew for which indicators and quarters an evidence counts. Raises `InvalidInput` for others' indicators."""
    skp = evidence.skp
    require(by, Permission.RECORD_PROGRESS, skp)
    wanted = _checked_uses(skp, uses)
    present = set(evidence.uses.values_list("iki_id", "quarter"))
    if wanted == present:
        return
    facts: dict[str, Any] = {"title": evidence.title, "old": len(present), "new": len(wanted)}
    with recording(EVIDENCE_USES_CHANGED, by=by, about=evidence, **facts):
        for iki_id, quarter in present - wanted:
            EvidenceUse.objects.filter(evidence=evidence, iki_id=iki_id, quarter=quarter).delete()
        _write_uses(evidence, wanted - present)


def _keep(
    skp: Skp,
    by: Actor,
    new: NewEvidence,
    proof: dict[str, Any],
    uses: Collection[Use],
    checked: CheckedFile | None,
) -> Evidence:
    wanted = _checked_uses(skp, uses)
    if checked is not None:
        require_room(skp, checked)
    latitude, longitude = _place(new, checked)
    evidence = Evidence(
        agency_id=skp.agency_id,
        skp=skp,
        title=new.title,
        happened_on=new.happened_on,
        note=new.note,
        captured_at=_captured(skp, new, checked),
        latitude=latitude,
        longitude=longitude,
        uploaded_by_id=person_of(by),
        uploaded_at=clock.now(),
        **proof,
    )
    facts: dict[str, Any] = {
        "title": new.title,
        "skp": skp.pk,
        "happened_on": new.happened_on,
        "url": evidence.url,
    }
    with recording(EVIDENCE_ADDED, by=by, about=evidence, **facts) as record:
        if checked is not None:
            evidence.stored_file = store_file(checked, agency_id=skp.agency_id)
            record.note(sha256=checked.sha256)
        evidence.save()
        _write_uses(evidence, wanted)
    return evidence


def _captured(skp: Skp, new: NewEvidence, checked: CheckedFile | None) -> datetime | None:
    """What device or photo say; nothing where their clock is evidently wrong."""
    moment = new.captured_at
    if moment is None and checked is not None and checked.captured is not None:
        moment = checked.captured.replace(tzinfo=ZoneInfo(skp.agency.time_zone))
    if moment is None or not FIRST_CAMERA <= moment <= clock.now() + CLOCK_OFF:
        return None
    return moment


def _place(new: NewEvidence, checked: CheckedFile | None) -> tuple[Decimal | None, Decimal | None]:
    """Where a photo was taken, if that is wanted and known; a link was taken nowhere."""
    if not new.keeps_place or checked is None:
        return None, None
    return new.place or checked.place or (None, None)


def _write_uses(evidence: Evidence, uses: Collection[Use]) -> None:
    EvidenceUse.objects.bulk_create(
        EvidenceUse(agency_id=evidence.agency_id, evidence=evidence, iki_id=iki_id, quarter=quarter)
        for iki_id, quarter in sorted(uses)
    )


def _checked_uses(skp: Skp, uses: Collection[Use]) -> set[Use]:
    wanted = set(uses)
    if not wanted:
        return wanted
    if skp.version < 1:
        raise StepNotPossible(
            _("SKP ini belum disepakati, jadi bukti belum dapat dihubungkan dengan indikatornya."),
            remedy=_("Simpan buktinya tanpa memilih indikator; hubungkan setelah SKP disepakati."),
        )
    known, quarters = indicators_of(skp), quarters_of(skp)
    if any(iki_id not in known or quarter not in quarters for iki_id, quarter in wanted):
        problem = _("Pilih indikator dan triwulan dari SKP ini.")
        raise InvalidInput(problem, fields={"uses": problem})
    return wanted


def _check_day(skp: Skp, happened_on: date, on: date) -> None:
    problem = ""
    if happened_on > on:
        problem = _("Tanggal kejadian tidak boleh di masa depan.")
    elif happened_on < skp.period_start:
        problem = _("Tanggal kejadian tidak boleh sebelum SKP ini mulai berlaku (%(day)s).") % {
            "day": date_label(skp.period_start)
        }
    elif happened_on > skp.period_end:
        problem = _("Tanggal kejadian tidak boleh setelah SKP ini berakhir (%(day)s).") % {
            "day": date_label(skp.period_end)
        }
    if problem:
        raise InvalidInput(problem, fields={"happened_on": problem})


def check_address(url: str) -> None:
    """Raises `InvalidInput` for anything but a whole address of the web."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good or len(url) > 500:
        problem = _("Tautan harus berupa alamat web lengkap yang diawali https:// atau http://.")
        raise InvalidInput(problem, fields={"url": problem})


def _file_name(name: str, extension: str) -> str:
    """The person's own name for the file, without path, with the ending of what is really kept."""
    stem = safe_name(name).rpartition(".")[0] or "berkas"
    return f"{stem[:140]}.{extension}"


def _refuse_bomb(checked: CheckedFile) -> None:
    """Office files are zips; one that swells beyond measure would fell whoever opens it."""
    if checked.extension not in {"docx", "xlsx"}:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(checked.content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise FileRefused(_("Dokumen ini rusak atau tidak lengkap.")) from error
    if unpacked > UNPACKED_LIMIT or unpacked > RATIO_LIMIT * len(checked.content):
        raise FileRefused(_("Isi dokumen ini membengkak tidak wajar saat dibuka, sehingga tidak disimpan."))
