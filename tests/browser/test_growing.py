"""Story D1 in the browser: a focus, an observation, feedback that becomes an action, a second look that is better."""

from __future__ import annotations

from datetime import date

import pytest

from selaras.monitoring.models import FeedbackAction, PracticeCycle
from selaras.monitoring.tests.stage import stage_plan
from tests.browser.conftest import Person, Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
FIVE = "Menyebut yang tepat\nMenyebut langkah berikutnya\nMemberi waktu\nBertanya dahulu\nMemeriksa lagi"
UNIT = "% murid pada tingkat minimum membaca"


@pytest.mark.trace("K-08", "K-09", "K-10", "K-11")
def test_d1_a_teacher_is_observed_tries_again_and_the_class_reads_better(scope: Cast, visit: Visit) -> None:
    skp = stage_plan(scope).skp
    home = f"/kerja/{skp.pk}/praktik/"
    with on_day("2026-03-02 09:00+08:00"):
        _plan(visit("ani", phone=True), home, "Mulai siklus pertama", "2026-03-11")
    with on_day("2026-03-11 11:00+08:00"):
        teacher, head = visit("ani", phone=True), visit("budi", phone=True)
        _observe(head, home, (0, 3), "Jawaban murid hanya disambut «bagus»")
        _reflect(teacher, home, "58")
        teacher.press("Jadikan tindakan")
        teacher.fill(text="Kartu kalimat", due_on="2026-09-09", measure=UNIT, before="58")
        teacher.press("Simpan tindakan")
        _plan(teacher, home, "Siklus berikutnya", "2026-09-09", change="Kartu kalimat pada tiga murid")
    with on_day("2026-09-09 11:00+08:00"):
        teacher, head = visit("ani", phone=True), visit("budi", phone=True)
        _observe(head, home, (0, 1, 2, 3), "Anda menyebut langkah berikutnya dan menunggu")
        _reflect(teacher, home, "69")
        for words in ("4 / 5", "sebelumnya 2 / 5", "69% murid", "(+11)", "Kartu kalimat pada tiga murid"):
            assert teacher.sees(words), words
        action = FeedbackAction.objects.get(feedback__skp=skp)
        teacher.go(f"/kerja/tindakan/{action.pk}/")
        teacher.fill(after="69", outcome="Murid memperbaiki bacaannya sendiri")
        teacher.press("Simpan hasil")
        head.go(f"/kerja/{skp.pk}/setahun/")
        assert head.sees("58 → 69")
    cycles = PracticeCycle.objects.filter(skp=skp).order_by("number")
    assert [(cycle.seen_count, cycle.reached) for cycle in cycles] == [(2, 58), (4, 69)]
    assert action.due_on == date(2026, 9, 9)


def _plan(teacher: Person, home: str, button: str, day: str, change: str = "") -> None:
    teacher.go(home)
    teacher.press(button)
    if change:
        teacher.fill(change=change, observe_on=day)
    else:
        teacher.fill(
            focus="Umpan balik yang membangun", method="membaca berpasangan", group="VIII-B", behaviours=FIVE,
            observe_on=day,
        )  # fmt: skip
    teacher.press("Simpan rencana")


def _observe(head: Person, home: str, seen: tuple[int, ...], words: str) -> None:
    head.go(home)
    head.press("Catat pengamatan")
    for place in seen:
        head.page.locator(f"main [name=seen][value='{place}']").check()
    head.fill(
        words=words,
        effect="Murid tahu bagian mana yang sudah benar",
        suggestion="Sebut satu langkah berikutnya",
    )
    head.press("Simpan pengamatan")


def _reflect(teacher: Person, home: str, reached: str) -> None:
    teacher.go(home)
    teacher.press("Tulis refleksi")
    teacher.fill(reflection="Saya terlalu cepat menjawab", reached=reached, unit=UNIT)
    teacher.press("Simpan refleksi")
