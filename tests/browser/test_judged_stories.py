"""Three stories with their planted numbers: D6 (the rating), D7 (no surprise), D11 (an objection that is heard)."""

from __future__ import annotations

from datetime import date

import pytest

from selaras.evaluation.models import Evaluation
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import finalise, open_evaluation, rate
from selaras.evaluation.tests.stage import (
    ratings,
    stage_dialogue,
    stage_feedback,
    stage_skp,
)
from selaras.planning.models import Skp
from tests.browser.conftest import Person, Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
FASTER = "29 jenis izin selama 6 hari menjadi 18 jenis izin selama 1 hari, dicocokkan kepala seksi."
SEEN = "Menjemput warga yang salah loket tanpa diminta."
CAUSE = "Capaian 62 persen: dua bulan register belum dikembalikan."


def _begin(person: Person, name: str, period: str = "2026-TW1") -> None:
    person.go(f"/evaluasi/tim/?periode={period}")
    line = person.page.locator("tr", has_text=name)
    with person.page.expect_navigation():
        line.get_by_role("button", name="Mulai").click()


def _judge(person: Person, hasil: str, reason: str) -> None:
    person.choose(rating_hasil_kerja=hasil, rating_perilaku_kerja="sesuai")
    person.fill(reason_hasil_kerja=reason, reason_perilaku_kerja=SEEN)
    person.press("Lanjut ke penetapan")


@pytest.mark.trace("P-24", "P-21")
def test_d6_the_rating_of_a_faster_permit_cites_what_was_checked(scope: Cast, visit: Visit) -> None:
    with on_day("2026-04-06 09:00+08:00"):
        skp = stage_skp(scope.eka)
        stage_dialogue(skp, date(2026, 3, 30))
        stage_feedback(skp, date(2026, 3, 20))
        citra = visit("citra")
        _begin(citra, "Eka Winyalaka")
        _judge(citra, "di_atas", FASTER)
        citra.press("Tetapkan")
        assert citra.sees("Semua pegawai Anda sudah dinilai")
        eka = visit("eka", phone=True)
        eka.go(f"/evaluasi/{Evaluation.objects.get(skp=skp).pk}/mengapa/")
        for words in (FASTER, "di atas ekspektasi", "Baik"):
            assert eka.sees(words), words


@pytest.mark.trace("K-21")
def test_d7_a_low_rating_is_held_back_until_an_early_warning_had_its_time(scope: Cast, visit: Visit) -> None:
    with on_day("2026-04-06 09:00+08:00"):
        skp = stage_skp(scope.hadi)
        stage_dialogue(skp, date(2026, 3, 30))
        budi = visit("budi")
        _begin(budi, "Hadi Lirapada")
        _judge(budi, "di_bawah", CAUSE)
        assert budi.sees("tidak boleh datang tiba-tiba")
        assert budi.sees("Catat peringatan dini")
        assert not Evaluation.objects.get(skp=skp).is_final
        stage_dialogue(skp, date(2026, 4, 6), "peringatan_dini")
    with on_day("2026-07-06 09:00+08:00"):
        stage_dialogue(skp, date(2026, 6, 29))
        budi = visit("budi")
        _begin(budi, "Hadi Lirapada", "2026-TW2")
        _judge(budi, "sesuai", "Capaian pulih ke 91 persen setelah jadwal bersama.")
        budi.press("Tetapkan")
        assert Evaluation.objects.get(skp=skp, period="2026-TW2").predikat == "baik"


@pytest.mark.trace("K-05", "K-22")
def test_d11_grounds_explanation_and_decision_change_the_predikat_and_all_three_are_read(
    scope: Cast, visit: Visit
) -> None:
    with on_day("2026-04-06 09:00+08:00"):
        skp = stage_skp(scope.ani)
        stage_dialogue(skp, date(2026, 2, 2), "peringatan_dini")
        stage_dialogue(skp, date(2026, 3, 30))
        evaluation = _low(scope, skp)
        ani, budi, citra = visit("ani", phone=True), visit("budi"), visit("citra")
        address = f"/evaluasi/{evaluation.pk}/"
        ani.go(address)
        ani.press("Konfirmasi penerimaan")
        ani.press("Ajukan keberatan")
        ani.fill(grounds="Tugas rekan yang cuti belum dipisahkan dari capaian tim.")
        ani.press("Ajukan keberatan")
        budi.go(address)
        budi.press("Jelaskan hasil ini")
        budi.fill(explanation="Saya menilai dari rekap tim.")
        budi.press("Kirim penjelasan")
        citra.go(address)
        citra.press("Putuskan keberatan")
        citra.choose(rating_hasil_kerja="sesuai", rating_perilaku_kerja="sesuai")
        citra.fill(decision="Register menunjukkan capaian sendiri 97 persen.")
        citra.press("Putuskan")
        ani.go(address)
        for words in ("Tugas rekan yang cuti", "rekap tim", "97 persen", "keputusan akhir setelah keberatan"):
            assert ani.sees(words), words
        assert Evaluation.objects.get(pk=evaluation.pk).predikat == "baik"


def _low(scope: Cast, skp: Skp) -> Evaluation:
    on = date(2026, 4, 6)
    by = scope.actor("budi", on)
    opened = open_evaluation(skp, "2026-TW1", by=by, on=on)
    rated = rate(evaluation_for(by, opened.pk), ratings("di_bawah"), by=by, on=on, revision=opened.revision)
    return finalise(rated, by=by, on=on)
