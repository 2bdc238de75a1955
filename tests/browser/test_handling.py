"""A leader goes through a team: what each person asks of the hands is counted, and stays under two minutes."""

from __future__ import annotations

from datetime import date

import pytest

from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests.stage import stage_dialogue, stage_skp
from tests.browser.conftest import Visit, on_day
from tests.browser.counted import Counted
from tests.cast import Cast

pytestmark = pytest.mark.browser
MOST_INTERACTIONS, TWO_MINUTES = 8, 120
REASONS = {
    "reason_hasil_kerja": "Cakupan imunisasi 210 anak dari target 200, sesuai rekap Maret yang saya cocokkan.",
    "reason_perilaku_kerja": "Menjemput warga yang salah loket, dan membagikan jadwal kepada rekan tanpa diminta.",
}


@pytest.mark.trace("P-02", "C-28")
def test_judging_one_person_asks_for_at_most_eight_interactions_and_two_minutes(
    scope: Cast, visit: Visit
) -> None:
    for employee in (scope.ani, scope.hadi):
        stage_dialogue(stage_skp(employee), date(2026, 3, 30))
    with on_day("2026-04-06 09:00+08:00"):
        budi = Counted(visit("budi"))
        budi.person.go("/evaluasi/tim/?periode=2026-TW1")
        begin = "main tr:has-text('Ani') button"
        for _person in range(2):
            budi.start()
            budi.tap(begin)
            budi.choose(rating_hasil_kerja="sesuai", rating_perilaku_kerja="di_atas")
            budi.fill(**REASONS)
            budi.press("Lanjut ke penetapan")
            budi.press("Tetapkan")
            assert budi.count <= MOST_INTERACTIONS, budi.count
            # reasons of a full sentence each are most of it; every tap and choice together stay below a quarter
            assert budi.seconds < TWO_MINUTES, budi.seconds
            assert budi.seconds - budi.letters * 0.28 < TWO_MINUTES / 4, budi.seconds
            begin = "main form button"
    fixed = Evaluation.objects.filter(status="finalised")
    assert fixed.count() == 2
    assert set(fixed.values_list("reason_hasil_kerja", flat=True)) == {REASONS["reason_hasil_kerja"]}
