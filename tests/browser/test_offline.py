"""A month off the net: what is written on the phone waits, and arrives once, in order, from its own writer."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import Page, Response, expect

from selaras.monitoring.models import Arrival, Evidence, Feedback, Realisation
from selaras.monitoring.services import RealisationEntry, record_realisation
from selaras.monitoring.tests.stage import TODAY, Plan, stage_plan
from tests.browser.conftest import Person, Site, Visit, on_day, sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.trace("C-25")]
DAY = "2026-10-05 09:00+08:00"
PATIENCE = 20_000
READY = "() => navigator.serviceWorker.controller !== null"
NOTE = "JSON.parse(localStorage.getItem('selaras-device') ?? '{}')"
PACKED = f"() => {NOTE}.owner === document.body.dataset.who && {NOTE}.packed > 0"
WAITS = f"() => {NOTE}.waits"


@pytest.fixture(autouse=True)
def october() -> Iterator[None]:
    with on_day(DAY):
        yield


def prepared(person: Person) -> Page:
    """Once online: the page is kept, the pack is taken along."""
    page = person.go("/luring/")
    page.wait_for_function(READY)
    page.wait_for_function(PACKED)
    expect(page.locator("[data-part=write]")).to_be_visible()
    return page


def fly(page: Page, away: bool) -> None:
    """Flight mode on or off, for the page and for its worker."""
    page.context.set_offline(away)


def result(page: Page, month: str, value: str, indicator: str = "Berkas rekam medis lengkap") -> None:
    page.locator("[data-write=realisation]").click()
    form = page.locator("[data-form=realisation]")
    form.locator("[name=target]").select_option(label=indicator)
    form.locator("[name=month]").select_option(month)
    form.locator("[name=value]").fill(value)
    form.locator("[name=narrative]").fill(
        f"Bulan {month}: semua berkas diperiksa bersama rekan di loket pagi."
    )
    form.get_by_role("button", name="Simpan untuk dikirim").click()
    expect(form).to_be_hidden()


def word_to_hadi(page: Page, number: int) -> None:
    page.locator("[data-write=feedback]").click()
    form = page.locator("[data-form=feedback]")
    form.locator("[name=seen]").fill(
        f"Hadi menjelaskan obat kepada keluarga pasien dengan sabar, hari {number}."
    )
    form.locator("[name=effect]").fill("Keluarga pasien tidak kembali karena salah minum obat.")
    form.get_by_role("button", name="Simpan untuk dikirim").click()
    expect(form).to_be_hidden()


def states(page: Page) -> list[str]:
    return page.locator("[data-at=state]").all_inner_texts()


def test_a_month_in_flight_mode_arrives_in_order_and_below_one_megabyte(
    site: Site, scope: Cast, visit: Visit
) -> None:
    plan = stage_plan(scope)
    stage_plan(scope, scope.hadi)
    ani = visit("ani", phone=True)
    page = prepared(ani)
    fly(page, True)
    # Also a page that is opened anew comes from the device.
    page.goto(site.address + "/kerja/")
    expect(page.locator("#outbox")).to_be_visible()
    expect(page.locator("[data-part=line]")).to_contain_text("Tanpa sambungan")
    for month in range(1, 11):
        result(page, str(month), str(100 + month))
        result(page, str(month), "1", "Keluhan pasien")
    for number in range(10):
        word_to_hadi(page, number)
    assert page.evaluate(WAITS) == 30
    page.reload()
    expect(page.locator("[data-part=rows] > li")).to_have_count(30)

    answers: list[Response] = []
    page.context.on("response", lambda answer: answers.append(answer))
    fly(page, False)
    page.goto(site.address + "/luring/")
    expect(page.locator("[data-part=rows]").get_by_text("Terkirim", exact=True)).to_have_count(
        30, timeout=60_000
    )
    assert _bytes(answers) < 1_000_000
    assert Realisation.objects.filter(iki__in=[row.pk for row in plan.iki.values()]).count() == 20
    assert Feedback.objects.filter(author=scope.ani).count() == 10
    arrived = list(Arrival.objects.order_by("arrived_at").values_list("about_type", flat=True))
    assert arrived == ["Realisation"] * 20 + ["Feedback"] * 10
    page.reload()
    assert Arrival.objects.count() == 30


def _bytes(answers: list[Response]) -> int:
    """Everything that travelled, both ways."""
    total = 0
    for answer in answers:
        if answer.from_service_worker:
            continue
        sizes = answer.request.sizes()
        total += sizes["requestBodySize"] + sizes["requestHeadersSize"]
        total += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    return total


def test_a_photo_waits_small_through_a_cut_line_and_the_end_of_the_session(
    site: Site, scope: Cast, visit: Visit
) -> None:
    plan = stage_plan(scope, scope.citra)
    citra = visit("citra", phone=True)
    page = prepared(citra)
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Makassar"})
    fly(page, True)
    page.locator("[data-write=evidence]").click()
    form = page.locator("[data-form=evidence]")
    form.locator("[name=title]").fill("Foto posyandu")
    form.locator("[name=file]").set_input_files(
        {"name": "DSC0001.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    )
    form.get_by_role("button", name="Simpan untuk dikirim").click()
    expect(page.locator("[data-at=file]")).to_contain_text(".jpg (")
    size = int(page.locator("[data-at=file]").inner_text().split("(")[1].split()[0])
    assert size < 500
    # The line breaks while it is being sent: nothing arrives, and it still waits.
    page.context.route("**/kerja/luring/kirim/", lambda route: route.abort("connectionreset"))
    fly(page, False)
    expect(page.locator("[data-at=reason]")).to_contain_text("Sambungan terputus", timeout=PATIENCE)
    assert not Evidence.objects.filter(skp=plan.skp).exists()
    page.context.unroute("**/kerja/luring/kirim/")
    Session.objects.all().delete()
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator("[data-at=reason]")).to_contain_text("Sesi Anda berakhir", timeout=PATIENCE)
    page.goto(site.address + "/masuk/login/?next=/luring/")
    sign_in(citra, "citra", is_asked=True)
    expect(page.locator("[data-at=state]")).to_have_text("Terkirim", timeout=PATIENCE)
    kept = Evidence.objects.get(skp=plan.skp)
    assert kept.title == "Foto posyandu"
    # The camera wrote when, and the photo says so still: it was drawn anew and sent days later.
    assert kept.captured_at == datetime(2026, 10, 1, 0, 15, tzinfo=UTC)


def _photo() -> bytes:
    """Eight megabytes as a phone takes them."""
    out = io.BytesIO()
    picture = Image.frombytes("RGB", (800, 600), os.urandom(800 * 600 * 3)).resize((3200, 2400))
    marks = Image.Exif()
    marks.get_ifd(0x8769)[0x9003] = "2026:10:01 08:15:00"
    picture.save(out, "JPEG", quality=97, exif=marks)
    return out.getvalue()


def test_two_devices_write_the_same_month_and_both_texts_stand_side_by_side(
    site: Site, scope: Cast, visit: Visit
) -> None:
    plan = stage_plan(scope, scope.budi)
    budi = visit("budi", phone=True)
    page = prepared(budi)
    fly(page, True)
    result(page, "9", "120")
    _realise_elsewhere(scope, plan)
    fly(page, False)
    expect(page.locator("[data-at=state]")).to_have_text("Diubah di tempat lain", timeout=PATIENCE)
    both = page.locator("[data-at=both]")
    expect(both).to_contain_text("120")
    expect(both).to_contain_text("95")
    assert Realisation.objects.get(iki=plan.iki["berkas"]).value == 95
    page.get_by_role("button", name="Kirim tulisan saya").click()
    expect(page.locator("[data-at=state]")).to_have_text("Terkirim", timeout=PATIENCE)
    assert Realisation.objects.get(iki=plan.iki["berkas"]).value == 120


def _realise_elsewhere(scope: Cast, plan: Plan) -> None:
    entry = RealisationEntry(Decimal(95), "Dari meja")
    record_realisation(plan.iki["berkas"], by=scope.actor("budi"), on=TODAY, month=9, entry=entry)


@pytest.mark.trace("C-27")
def test_somebody_else_at_the_device_neither_sees_nor_sends_it(site: Site, scope: Cast, visit: Visit) -> None:
    stage_plan(scope, scope.eka)
    eka = visit("eka", phone=True)
    page = prepared(eka)
    fly(page, True)
    result(page, "3", "41")
    fly(page, True)
    Session.objects.all().delete()
    page.context.route("**/kerja/luring/kirim/", lambda route: route.abort())
    fly(page, False)
    page.context.unroute("**/kerja/luring/kirim/")
    page.goto(site.address + "/masuk/login/?next=/luring/")
    sign_in(eka, "gita", is_asked=True)
    page.wait_for_function(PACKED)
    expect(page.locator("[data-part=name]")).to_contain_text("Gita")
    expect(page.locator("[data-part=rows] > li")).to_have_count(0)
    assert not Realisation.objects.filter(recorded_by=scope.eka).exists()
    # What lies on the device is locked: without the key of its owner it says nothing.
    assert "loket" not in page.evaluate(DRAFTS)
    page.evaluate("() => document.getElementById('f-logout').requestSubmit()")
    page.wait_for_url("**/masuk/**")
    page.goto(site.address + "/masuk/login/?next=/luring/")
    sign_in(eka, "eka", is_asked=True)
    expect(page.locator("[data-at=state]")).to_have_text("Terkirim", timeout=PATIENCE)
    assert Realisation.objects.get(recorded_by=scope.eka).value == 41


DRAFTS = """async () => {
  const ask = indexedDB.open('selaras');
  const db = await new Promise((done) => (ask.onsuccess = () => done(ask.result)));
  const rows = await new Promise((done) => {
    const ask = db.transaction('drafts').objectStore('drafts').getAll(); ask.onsuccess = () => done(ask.result); });
  db.close();
  return rows.map((row) => JSON.stringify(row) + new TextDecoder('latin1').decode(row.words.bytes)).join();
}"""
