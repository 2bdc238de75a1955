"""The law as everybody may read it: by subject, on a day, with what the agency chose, and what changed since."""

from __future__ import annotations

import gzip
import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.explain import readable
from selaras.evaluation.tests.stage import STAGED
from selaras.organisation.models import AgencyChoice
from selaras.web.law_page import law_address, register
from selaras.web.law_views import CHANGES_ON_A_PAGE
from selaras.web.templatetags.ui import law_address as law_tag
from selaras_rules import RULES, Ruleset, Step, all_regulations, list_parameters
from selaras_rules.catalogue import resting_key
from selaras_rules.reading import all_subjects, choices_of, parameters_of
from tests.cast import Cast
from tests.fixtures import SignedIn

TODAY = "2026-11-22 09:00+08:00"


def read(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def subject(code: str, day: str = "") -> str:
    return reverse("web:law_subject", args=[code]) + (f"?tanggal={day}" if day else "")


@pytest.fixture(autouse=True)
def _day() -> object:
    with time_machine.travel(TODAY):
        yield


@pytest.mark.trace("K-02", "K-04", "P-09")
@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "eka", "gita", "ivan"])
def test_everybody_reads_the_quadrant_with_its_article(
    cast: Cast, sign_in: type[SignedIn], name: str
) -> None:
    page = read(sign_in(name), subject("predikat"))
    assert 'id="predikat.kuadran"' in page
    assert "Pasal 24–25 dan Lampiran (gambar kuadran)" in page
    assert "PermenPANRB 6/2022" in page
    assert "dilaporkan" in page
    assert "sejak 7 Februari 2022" in page
    assert "Butuh Perbaikan" in page


def test_who_is_not_signed_in_is_asked_to(cast: Cast) -> None:
    for address in (
        reverse("web:law"),
        subject("predikat"),
        reverse("web:law_changes"),
        reverse("web:law_register"),
    ):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert "masuk" in answer.headers["Location"]


@pytest.mark.parametrize("code", [one.code for one in all_subjects()])
def test_every_value_and_every_choice_has_its_anchor(cast: Cast, sign_in: type[SignedIn], code: str) -> None:
    page = read(sign_in("ani"), subject(code))
    found = next(one for one in all_subjects() if one.code == code)
    keys = [item.key for item in parameters_of(found)]
    keys += [f"pilihan.{option.key}" for option in choices_of(found)]
    for key in keys:
        assert page.count(f'id="{key}"') == 1, key


def test_the_contents_lead_to_every_subject_and_stay_on_the_day(cast: Cast, sign_in: type[SignedIn]) -> None:
    page = read(sign_in("ani"), reverse("web:law") + "?tanggal=2024-05-01")
    for one in all_subjects():
        assert subject(one.code, "2024-05-01") in page
    assert "1 Mei 2024" in page


def test_on_an_earlier_day_the_law_of_that_day_is_read(cast: Cast, sign_in: type[SignedIn]) -> None:
    browser = sign_in("ani")
    then, now = (
        read(browser, subject("predikat", "2022-02-06")),
        read(browser, subject("predikat", "2022-02-07")),
    )
    assert "Tidak berlaku pada tanggal itu" in then
    assert "berlaku sejak 7 Februari 2022" in then
    assert "26 April 2019 sampai 6 Februari 2022" in then
    assert "Menurut tanggal lain" in now


@pytest.mark.parametrize("day", ["2026-02-30", "kemarin", "31-12-2026", "<script>"])
def test_a_day_that_does_not_exist_is_said_and_today_is_shown(
    cast: Cast, sign_in: type[SignedIn], day: str
) -> None:
    for address in (reverse("web:law"), subject("predikat")):
        page = read(sign_in("ani"), f"{address}?tanggal={day}")
        assert "bukan tanggal yang ada" in page
        assert "22 November 2026" in page or 'value="2026-11-22"' in page
        assert "<script>”" not in page


def test_a_day_before_all_law_is_told_kindly_with_the_first_one(cast: Cast, sign_in: type[SignedIn]) -> None:
    page = read(sign_in("ani"), reverse("web:law") + "?tanggal=1950-01-01")
    first = min(item.values[0].effective for item in list_parameters())
    assert "Belum ada aturan pada tanggal itu" in page
    assert f"?tanggal={first.isoformat()}" in page
    assert "Belum ada aturan pada tanggal itu" in read(sign_in("ani"), subject("perilaku", "1950-01-01"))


def test_a_subject_that_does_not_exist_is_not_found(cast: Cast, sign_in: type[SignedIn]) -> None:
    assert sign_in("ani").get(subject("gaji")).status_code == 404


@pytest.mark.trace("K-02")
def test_what_the_agency_chose_is_read_with_its_reason_from_its_day_on(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang,
            key="objection.days",
            value=20,
            effective=date(2026, 7, 1),
            reason="Kupang berpulau",
        )
    browser = sign_in("ani")
    after, before = (
        read(browser, subject("keberatan", "2026-07-01")),
        read(browser, subject("keberatan", "2026-06-30")),
    )
    assert "<strong>20</strong>" in after
    assert "dipilih, berlaku sejak 1 Juli 2026" in after
    assert "Kupang berpulau" in after
    assert "14 sampai 30" in after
    assert "<strong>14</strong>" in before
    assert "Mulai 1 Juli 2026: 20." in before
    assert "<strong>20</strong>" not in read(sign_in("ivan"), subject("keberatan"))


def test_the_holidays_of_a_year_are_read_and_an_unknown_year_is_no_year_without(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    browser = sign_in("ani")
    known, unknown = read(browser, subject("hari-kerja")), read(browser, subject("hari-kerja", "2031-05-01"))
    assert 'id="libur.2026"' in known
    assert "Hari Suci Nyepi" in known
    assert "cuti bersama" in known
    assert "Daftar libur tahun itu belum tersedia" in unknown
    assert "2027" in unknown


def test_what_changed_is_read_with_the_results_it_changes(cast: Cast, sign_in: type[SignedIn]) -> None:
    address = reverse("web:law_changes") + "?dari=2022-01-01&sampai=2022-03-01"
    page = read(sign_in("ani"), address)
    assert "Dari 1 Januari 2022 sampai 1 Maret 2022" in page
    assert RULES["predikat"].title in page
    assert "Semula" in page
    assert "Pasal 41 ayat (5)" in page
    assert "dasarnya berganti, isinya tetap" in page


def test_swapped_days_are_put_right_and_equal_ones_say_that_nothing_changed(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    browser, address = sign_in("ani"), reverse("web:law_changes")
    assert "Kedua tanggal ditukar" in read(browser, f"{address}?dari=2026-01-01&sampai=2022-01-01")
    assert "Tidak ada yang berubah" in read(browser, f"{address}?dari=2026-01-01&sampai=2026-01-01")
    assert "bukan tanggal yang ada" in read(browser, f"{address}?dari=2026-02-30")
    assert "Dari 1 Januari 2019 sampai 1 Januari 2019" in read(browser, f"{address}?sampai=2019-01-01")


def test_a_long_difference_is_read_page_by_page(cast: Cast, sign_in: type[SignedIn]) -> None:
    browser, address = sign_in("ani"), reverse("web:law_changes") + "?dari=1900-01-01&sampai=2026-11-22"
    today = date(2026, 11, 22)
    in_force = sorted(item.key for item in list_parameters() if item.value_on(today) is not None)
    seen: list[str] = []
    for number in range(1, 1 + -(-len(in_force) // CHANGES_ON_A_PAGE)):
        seen += re.findall(r'class="card" id="([^"]+)"', read(browser, f"{address}&page={number}"))
    assert sorted(seen) == in_force


def test_every_regulation_stands_in_the_register_with_what_rests_on_it(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    page = read(sign_in("gita"), reverse("web:law_register"))
    for code in all_regulations():
        assert f'id="{code}"' in page
    assert "dicabut PermenPANRB 6/2022" in page
    line = next(line for line in register() if line.regulation.code == "pp-30-2019")
    assert "keberatan" in {one.code for one in line.subjects}


@pytest.mark.parametrize("code", [one.code for one in all_subjects()])
def test_at_most_twelve_queries_and_a_light_page(
    cast: Cast, sign_in: type[SignedIn], code: str, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in("ani")
    with django_assert_max_num_queries(12):
        answer = browser.get(subject(code))
    assert len(gzip.compress(answer.content)) < 20 * 1024


@pytest.mark.trace("K-04", "P-21")
def test_every_reason_leads_to_its_place_in_the_law() -> None:
    ruleset = Ruleset(date(2026, 11, 22))
    step = ruleset.law("predikat.kuadran").step("Bertemu pada predikat Baik.")
    there = subject("predikat", "2026-11-22") + "#predikat.kuadran"
    assert law_tag(step, ruleset.on) == there
    assert law_tag(ruleset.choice_step("objection.days")) == subject("keberatan") + "#pilihan.objection.days"
    assert law_address("libur.2026") == subject("hari-kerja") + "#libur.2026"
    assert law_tag(Step("Tanpa dasar.")) == ""
    assert law_tag(Step("Dasar yang tidak kami kenal.", "uu-1-1900", "Pasal 1")) == ""
    assert law_address("gaji.pokok") == ""


def test_a_reason_stored_before_it_named_its_key_finds_it_by_its_article() -> None:
    stored = Ruleset(date(2026, 11, 22)).law("predikat.kuadran").step("Bertemu.").to_json()
    del stored["key"]
    old = Step.from_json(stored)
    assert old.key is None
    assert resting_key(old) == "predikat.kuadran"
    shown = readable(old)
    assert (shown.source, shown.key) == ("PermenPANRB 6/2022", "predikat.kuadran")
