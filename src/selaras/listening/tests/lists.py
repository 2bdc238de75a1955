"""A list of complaints, its source and what is done with it, for the stories and the house."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from selaras.indicators.models import Indicator
from selaras.intake import services as intake
from selaras.intake.models import FeedRun, FeedSource
from selaras.intake.received import received
from selaras.listening import services
from selaras.listening.models import PublicInput, Theme
from selaras.listening.services import ThemeValues
from tests.cast import Cast

ON = date(2026, 4, 6)
HEADINGS = (
    "Tracking ID;Tanggal Laporan;Instansi Terdisposisi;Judul Laporan;Isi Laporan;Klasifikasi;Sumber Laporan;Status;"
    "Tanggal Selesai;Nama Pelapor"
)
QUEUE = (
    "101;2026-03-02 09:15;PKM CONTOH;Antrean;Menunggu di loket dua jam, hubungi saya di 0812-3456-7890.;Pengaduan;"
    "WhatsApp;Selesai;09/03/2026;Yosefina"
)
FEES = "102;4 Maret 2026;Dinas Kesehatan;Karcis;Bayar tanpa karcis di parkir puskesmas;Pengaduan;SMS;Proses;;Markus"
OFFICER = (
    "103;2026-03-20;PKM CONTOH;;Petugas bernama Melki membentak ibu saya;Pengaduan;Website;Proses;;Anonim"
)


def listed(*lines: str) -> bytes:
    """A list as SP4N-LAPOR exports it."""
    return "\n".join([HEADINGS, *lines, ""]).encode()


def add_lapor(cast: Cast) -> FeedSource:
    """The list of complaints about the health agency, looked after by Eka."""
    new = intake.NewSource("public_reports", "SP4N-LAPOR", cast.units["dinkes"])
    return intake.add_source(cast.kupang, new, by=cast.actor("eka", ON), on=ON)


def send(cast: Cast, source: FeedSource, *lines: str, name: str = "lapor.csv") -> FeedRun:
    """Eka sends a list; names of units that nobody knows are told once."""
    by = cast.actor("eka", ON)
    with received(io.BytesIO(listed(*lines)), name) as upload:
        run = intake.check_feed(source, upload, by=by, on=ON).run
    if run.report.get("unknown_units"):
        run = intake.name_units(run, {"pkm contoh": cast.units["puskesmas"]}, by=by, on=ON)
    return run


def apply(cast: Cast, run: FeedRun) -> FeedRun:
    """Eka applies it."""
    return intake.apply_feed(run, by=cast.actor("eka", ON), on=ON)


def theme(cast: Cast, name: str, *words: str) -> Theme:
    """A theme of the health agency."""
    values = ThemeValues(name, words, cast.units["dinkes"])
    return services.keep_theme(values, by=cast.actor("eka", ON), on=ON)


def numbered(reference: str) -> PublicInput:
    """The input of this number."""
    found: PublicInput = PublicInput.objects.select_related("unit__opd", "theme").get(
        reference=reference, survey=None
    )
    return found


def stage_listening(cast: Cast) -> dict[str, Any]:
    """The keys of the table of pages: one sorted input that was answered, one that waits, one about an officer."""
    by = cast.actor("eka", ON)
    queue = theme(cast, "Lama menunggu", "menunggu", "antre")
    apply(cast, send(cast, add_lapor(cast), QUEUE, FEES, OFFICER))
    services.name_referral_office("Inspektorat Kota Kupang", "Meja 2", by=cast.actor("fajar", ON), on=ON)
    services.sort_inputs({numbered("101"): queue, numbered("103"): services.APART}, by=by, on=ON)
    led_to = Indicator.objects.get(status="in_force")
    new = services.NewAnswer(queue, cast.units["dinkes"], "Loket kedua dibuka.", date(2026, 3, 30), led_to)
    answer = services.answer_theme(new, by=by, on=ON)
    return {
        "answer": answer.pk,
        "theme": queue.pk,
        "complaint": numbered("103").pk,
        "puskesmas": cast.units["puskesmas"].pk,
    }
