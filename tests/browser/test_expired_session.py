"""The session ends while a form is being filled: the words are still there after signing in again."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from tests.browser.conftest import Site, Visit, on_day, sign_in

pytestmark = pytest.mark.browser
WORDS = "Bayi di tiga kelurahan mendapat imunisasi sesuai jadwal, juga yang pindah rumah"


def test_what_was_typed_survives_the_end_of_the_session(site: Site, visit: Visit) -> None:
    with on_day("2026-01-13 09:00+08:00"):
        ani = visit("ani")
        ani.go("/skp/mulai/?tahun=2026")
        ani.press("Buat draf")
        ani.press("Hasil kerja")
        form = ani.page.url.removeprefix(site.address)
        ani.fill(text=WORDS)
        Session.objects.all().delete()
        ani.press("Simpan, lalu tulis ukurannya")
        assert "/masuk/login/" in ani.page.url
        sign_in(ani, "ani", is_asked=True)
        if form not in ani.page.url:
            ani.go(form)
        assert ani.page.locator("main [name=text]").input_value() == WORDS
        assert ani.sees("Isian Anda yang belum terkirim dikembalikan")
        ani.press("Simpan, lalu tulis ukurannya")
        assert ani.sees("Hasil kerja tersimpan")


def test_another_person_at_the_same_screen_does_not_see_it(site: Site, visit: Visit) -> None:
    with on_day("2026-01-14 09:00+08:00"):
        hadi = visit("hadi")
        hadi.go("/skp/mulai/?tahun=2026")
        hadi.press("Buat draf")
        hadi.press("Hasil kerja")
        hadi.fill(text="Rahasia Hadi")
        Session.objects.all().delete()
        hadi.press("Simpan, lalu tulis ukurannya")
        sign_in(hadi, "eka", is_asked=True)
        assert not hadi.sees("Rahasia Hadi")
        hadi.go("/skp/mulai/?tahun=2026")
        hadi.press("Buat draf")
        hadi.press("Hasil kerja")
        assert hadi.page.locator("main [name=text]").input_value() == ""
