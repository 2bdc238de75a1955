"""Two stories with their planted numbers: D2, more visits and less satisfaction; D10, the outage of the last day."""

from __future__ import annotations

import io
from datetime import date

import pytest

from selaras.demonstration.satisfaction import PERIODS, TOO_FEW, Told, sheets_of
from selaras.intake import services as intake
from selaras.intake.received import received
from selaras.intake.tests.deliveries import add_simpus, rows
from selaras.monitoring.models import Dialogue
from selaras.monitoring.tests.stage import stage_plan
from selaras.surveys.tests.stage import stage_survey
from tests.browser.conftest import Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
AUTUMN = "2026-10-05 09:00+08:00"
# 4,100 in the first quarter, 4,900 in the third.
VISITS = {1: 1300, 2: 1350, 3: 1450, 4: 1480, 5: 1500, 6: 1520, 7: 1600, 8: 1640, 9: 1660}


def _register(cast: Cast) -> None:
    on, source = date(2026, 10, 5), add_simpus(cast)
    lines = [f"Puskesmas Contoh;2026-{month:02d};Rawat jalan;{number}" for month, number in VISITS.items()]
    with received(io.BytesIO(rows(*lines)), "register.csv") as upload:
        run = intake.check_feed(source, upload, by=cast.actor("eka", on), on=on).run
    intake.apply_feed(run, by=cast.actor("eka", on), on=on)


def _survey(cast: Cast, told: Told, service: str) -> str:
    survey = stage_survey(
        cast,
        told.first,
        told.last,
        sheets_of(told),
        code=f"d2-{told.number}",
        service=service,
        users=told.users,
    )
    return f"/survei/{survey.pk}/"


@pytest.mark.trace("K-16", "K-17")
def test_visits_rise_while_satisfaction_falls_and_the_talk_is_about_both(scope: Cast, visit: Visit) -> None:
    with on_day(AUTUMN):
        skp = stage_plan(scope, scope.budi, codes=("berkas",)).skp
        _register(scope)
        _survey(scope, PERIODS[0], "Rawat jalan")
        newest = _survey(scope, PERIODS[2], "Rawat jalan")
        small = _survey(scope, TOO_FEW, "Pustu")
        assert [sum(VISITS[month] for month in months) for months in ((1, 2, 3), (7, 8, 9))] == [4100, 4900]
        budi = visit("budi")
        budi.go("/kerja/")
        budi.press("Sumber angka")
        budi.page.locator("main [name=count]").first.check()
        budi.press("Ambil dari sini")
        assert budi.sees("Angka dari SIMPUS")
        for number in ("1.300", "1.660"):
            assert budi.sees(number)
        budi.go(newest)
        for words in ("79,6", "84,1", "212"):
            assert budi.sees(words), words
        weakest = budi.page.locator("main .figure").first.inner_text()
        assert "Waktu" in weakest
        assert "2,9" in weakest
        budi.go(small)
        assert budi.sees("Responden belum cukup")
        assert budi.sees("14")
        citra = visit("citra", phone=True)
        citra.go(f"/kerja/{skp.pk}/dialog/")
        citra.fill(
            summary="Kunjungan naik 4.100 ke 4.900, kepuasan turun 84,1 ke 79,6: waktu tunggu dibenahi."
        )
        citra.press("Simpan catatan")
        assert Dialogue.objects.get(skp=skp).summary.startswith("Kunjungan naik")
        budi.go("/kerja/")
        budi.press("Setahun ini")
        budi.press("Baca, lengkapi, konfirmasi")
        budi.choose(agrees="ya")
        budi.press("Konfirmasi")
        assert budi.sees("ringkasan disetujui keduanya")


@pytest.mark.trace("C-21")
def test_an_outage_on_the_last_day_is_held_against_nobody(visit: Visit) -> None:
    with on_day("2026-02-01 09:00+08:00"):
        hadi, fajar = visit("hadi", phone=True), visit("fajar")
        hadi.go("/")
        assert hadi.page.locator("#terlambat").count() == 1
        fajar.go("/pegawai/gangguan-sistem/")
        fajar.fill(
            starts_at="2026-01-31T18:00", ends_at="2026-01-31T20:00", reason="listrik pusat data padam"
        )
        fajar.press("Catat dan geser tenggat")
        assert fajar.sees("Tenggat 31 Januari 2026 bergeser ke 2 Februari 2026")
        hadi.go("/")
        assert hadi.sees("Tenggat bergeser karena gangguan sistem")
        assert hadi.page.locator("#terlambat").count() == 0
    with on_day("2026-02-02 23:00+08:00"):
        hadi.go("/")
        assert hadi.page.locator("#terlambat").count() == 0
    with on_day("2026-02-03 08:00+08:00"):
        hadi.go("/")
        assert hadi.page.locator("#terlambat").count() == 1
