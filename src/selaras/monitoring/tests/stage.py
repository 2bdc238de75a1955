"""A plan to work on: Ani's SKP of 2026 with the four directions and three patterns, agreed by Budi."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from selaras.core.audit import SYSTEM, Event, recording
from selaras.core.keys import new_key
from selaras.monitoring.models import Evidence, Realisation
from selaras.monitoring.services import NewEvidence, RealisationEntry, add_link_evidence, record_realisation
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, RencanaHasilKerja, Skp, SkpVersion
from tests.cast import Cast

STAGED = Event("test.plan_staged", "Rencana pengujian disiapkan")
WITA = ZoneInfo("Asia/Makassar")
TODAY = date(2026, 10, 5)
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"

# code: text, target, upper bound, unit, direction, pattern, month of release
INDICATORS: dict[str, tuple[str, str | None, str | None, str, str, str, int | None]] = {
    "berkas": ("Berkas rekam medis lengkap", "1200", None, "berkas", "more_is_better", "hitungan", None),
    "keluhan": ("Keluhan pasien", "12", None, "keluhan", "less_is_better", "hitungan", None),
    "suhu": ("Suhu lemari vaksin", "2", "8", "°C", "within_range", "posisi", None),
    "laporan": ("Laporan tahunan terbit", "1", None, "laporan", "exact", "rilis", 9),
    "jatuh": ("Pasien jatuh", "0", None, "kejadian", "less_is_better", "posisi", None),
    "cerita": ("Suasana ruang tunggu", None, None, "", "more_is_better", "posisi", None),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """An SKP with its indicators by code."""

    skp: Skp
    iki: dict[str, Iki]


def noon(day: date) -> datetime:
    """Twelve o'clock in Kupang."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=WITA)


def stage_plan(
    cast: Cast,
    owner: Employee | None = None,
    *,
    agreed: bool = True,
    copies: int = 1,
    codes: Collection[str] = (),
) -> Plan:
    """Write an SKP straight into the tables; `copies` repeats the RHK, `codes` takes some indicators only."""
    person = owner or cast.ani
    with recording(STAGED, by=SYSTEM, about=person):
        skp = _skp(person, agreed)
        iki: dict[str, Iki] = {}
        for number in range(copies):
            iki |= {
                (code if number == 0 else f"{code}{number}"): row
                for code, row in _result(skp, number, codes).items()
            }
        if agreed:
            _freeze(skp, cast.budi)
    return Plan(skp, iki)


def stage_work(cast: Cast, plan: Plan, months: range = range(1, 10)) -> None:
    """Realisation of each month and some evidence, by Ani herself."""
    for month in months:
        for code in plan.iki:
            if code.startswith("berkas"):
                realise(cast, plan, code, month, "100")
    for number in range(len(plan.iki) // 3):
        link(cast, plan, f"Bukti {number}", f"https://contoh.go.id/bukti/{number}")


def realise(cast: Cast, plan: Plan, code: str, month: int, value: str | None, **words: str) -> Realisation:
    """Ani records a month."""
    entry = RealisationEntry(value=None if value is None else Decimal(value), **words)
    return record_realisation(plan.iki[code], by=cast.actor("ani"), on=TODAY, month=month, entry=entry)


def link(cast: Cast, plan: Plan, title: str, url: str, *, codes: tuple[str, ...] = ("berkas",)) -> Evidence:
    """Ani keeps a link."""
    uses = [(plan.iki[code].pk, 1) for code in codes]
    new = NewEvidence(title, date(2026, 3, 3))
    return add_link_evidence(plan.skp, by=cast.actor("ani"), on=TODAY, new=new, url=url, uses=uses)


def pdf(name: str = "laporan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A small honest PDF."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def photo(name: str = "foto.jpg", kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return SimpleUploadedFile(name, out.getvalue())


def _skp(person: Employee, agreed: bool) -> Skp:
    position, unit = person.position, person.unit
    assert position is not None
    assert unit is not None
    return Skp.objects.create(
        agency=person.agency, employee=person, year=2026, period_start=date(2026, 1, 1), period_end=date(2026, 12, 31),
        kind="ja_jf", status="agreed" if agreed else "draft", version=1 if agreed else 0, unit=unit, opd=unit.opd,
        position_title=position.title, pejabat_penilai=person.pejabat_penilai,
        atasan_pejabat_penilai=person.atasan_pejabat_penilai, agreed_at=noon(date(2026, 1, 20)) if agreed else None,
    )  # fmt: skip


def _result(skp: Skp, number: int, codes: Collection[str] = ()) -> dict[str, Iki]:
    rhk = RencanaHasilKerja.objects.create(
        agency=skp.agency, skp=skp, order=number, text=f"Pelayanan rawat jalan aman dan lengkap {number + 1}"
    )
    return {
        code: Iki.objects.create(
            agency=skp.agency, rhk=rhk, order=order, text=text, target=_number(target), target_max=_number(upper),
            unit_of_measure=unit, direction=direction, pattern=pattern, release_month=release,
            target_text="" if target else "Ruang tunggu terasa tenang dan ramah",
        )
        for order, (code, (text, target, upper, unit, direction, pattern, release)) in enumerate(INDICATORS.items())
        if not codes or code in codes
    }  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _freeze(skp: Skp, by: Employee) -> SkpVersion:
    content: dict[str, Any] = {
        "rhk": [
            {
                "id": str(rhk.pk),
                "text": rhk.text,
                "kind": rhk.kind,
                "iki": [_frozen(iki) for iki in rhk.iki_list.all()],
            }
            for rhk in skp.rhk_list.all()
        ]
    }
    return SkpVersion.objects.create(
        agency=skp.agency, skp=skp, number=1, content=content, content_hash="0" * 64, agreed_by=by,
        agreed_at=noon(date(2026, 1, 20)), code=new_key().hex[-12:],
    )  # fmt: skip


def _frozen(iki: Iki) -> dict[str, Any]:
    return {
        "id": str(iki.pk), "text": iki.text, "target": "" if iki.target is None else str(iki.target),
        "target_max": "" if iki.target_max is None else str(iki.target_max), "target_text": iki.target_text,
        "unit": iki.unit_of_measure, "direction": iki.direction, "pattern": iki.pattern,
        "release_month": iki.release_month, "data_source": "",
    }  # fmt: skip
