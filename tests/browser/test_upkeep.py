"""The month of ordinary people is short: counted taps and fields, a photo made small, a page on the weakest line."""

from __future__ import annotations

import io
import os
import random
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from selaras.monitoring import services
from selaras.monitoring.models import Dialogue, Evidence, Feedback, Realisation
from selaras.monitoring.services import NewDialogue
from selaras.monitoring.tests.stage import stage_plan
from selaras.organisation.models import Employee
from selaras.planning.models import Skp
from tests.browser.conftest import Visit, on_day
from tests.browser.counted import Counted
from tests.cast import Cast

pytestmark = pytest.mark.browser
MORNING = "2026-02-02 09:00+08:00"
# What one calls a weak signal in Kupang: 64 kbit/s and 800 ms until the first byte (there and back).
WEAK = {"offline": False, "latency": 800, "downloadThroughput": 8_000, "uploadThroughput": 8_000}
CHOSEN = """async () => {
  const [file] = document.querySelector("main [name=file]").files;
  return Array.from(new Uint8Array(await file.arrayBuffer()));
}"""
SHOWN = "async (picture) => { await picture.decode(); return picture.naturalWidth; }"


@pytest.mark.trace("P-02", "C-28")
def test_an_ordinary_employee_keeps_a_month_with_at_most_twelve_interactions(
    scope: Cast, visit: Visit, tmp_path: Path
) -> None:
    skp = _two_indicators(scope, scope.ani)
    photo = tmp_path / "posyandu.jpg"
    Image.new("RGB", (800, 600), "teal").save(photo)
    with on_day(MORNING):
        ani = Counted(visit("ani", phone=True))
        ani.person.go("/kerja/")
        for value in ("110", "1"):
            ani.tap("main a[aria-label*='Januari'][aria-label*='Isi atau ubah']:has-text('isi')")
            ani.fill(value=value)
            ani.press("Simpan")
        ani.press("Simpan bukti")
        ani.fill(title="Posyandu Januari")
        ani.attach("main [name=file]", photo)
        ani.press("Simpan bukti")
    assert Realisation.objects.filter(iki__rhk__skp=skp, month=1).count() == 2
    assert Evidence.objects.filter(skp=skp).count() == 1
    assert ani.count <= 12, ani.count


@pytest.mark.trace("P-02", "C-28", "K-10")
def test_a_leader_needs_at_most_eight_interactions_for_a_person_and_month(scope: Cast, visit: Visit) -> None:
    skp = _two_indicators(scope, scope.hadi)
    with on_day(MORNING):
        talk = NewDialogue("tatap_muka", date(2026, 2, 2), "Kami membahas antrean pagi")
        services.hold_dialogue(skp, by=scope.actor("hadi"), on=date(2026, 2, 2), new=talk)
        budi = Counted(visit("budi", phone=True))
        budi.person.go(f"/kerja/{skp.pk}/setahun/")
        budi.press("Baca, lengkapi, konfirmasi")
        budi.press("Konfirmasi")
        budi.press("Beri umpan balik")
        seen = {"seen": "Senin pagi Hadi menata antrean", "effect": "Pasien tenang", "suggestion": "Teruskan"}
        budi.fill(**seen)
        budi.press("Kirim")
    assert Dialogue.objects.get(skp=skp).confirmed_at is not None
    assert Feedback.objects.get(skp=skp).voice == "leader"
    assert budi.count <= 8, budi.count


@pytest.mark.trace("C-10", "C-15")
def test_a_photo_of_eight_megabytes_travels_as_less_than_half_a_megabyte(
    scope: Cast, visit: Visit, tmp_path: Path
) -> None:
    skp = _two_indicators(scope, scope.eka)
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(_large_photo())
    # Copied yesterday, taken on Friday at ten: the camera knows better than the file.
    taken, copied = datetime(2026, 1, 30, 2, tzinfo=UTC), datetime(2026, 2, 1, 9, tzinfo=UTC).timestamp()
    os.utime(photo, (copied, copied))
    assert photo.stat().st_size > 8_000_000
    with on_day(MORNING):
        eka = visit("eka", phone=True)
        page = eka.go(f"/kerja/{skp.pk}/bukti/")
        page.context.new_cdp_session(page).send(
            "Emulation.setTimezoneOverride", {"timezoneId": "Asia/Makassar"}
        )
        page.set_input_files("main [name=file]", photo)
        page.wait_for_function(
            "() => document.querySelector('main [name=file]').files[0].size < 500_000", timeout=30_000
        )
        raw = page.evaluate(CHOSEN)
        # The place waits on the device until its owner says that it shall be kept.
        assert page.locator("main [name=latitude]").input_value() == ""
        page.get_by_label("Simpan juga tempat foto diambil").check()
        assert page.locator("main [name=latitude]").input_value() == "-10.17000"
        eka.fill(title="Loket baru")
        eka.press("Simpan bukti")
        assert page.locator("main img[alt='Loket baru']").evaluate(SHOWN) > 0
    with Image.open(io.BytesIO(bytes(raw))) as sent:
        assert not sent.getexif()
    kept = Evidence.objects.select_related("stored_file").get(skp=skp)
    assert kept.stored_file is not None
    assert kept.stored_file.size < 500_000
    assert kept.captured_at == taken
    assert (kept.latitude, kept.longitude) == (Decimal("-10.17"), Decimal("123.6075"))


@pytest.mark.trace("C-15", "C-28")
def test_the_month_can_be_kept_on_the_weakest_line(scope: Cast, visit: Visit) -> None:
    skp = _two_indicators(scope, scope.budi)
    with on_day(MORNING):
        budi = visit("budi", phone=True)
        budi.page.set_default_timeout(60_000)
        line = budi.page.context.new_cdp_session(budi.page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", WEAK)
        budi.go(f"/kerja/{skp.pk}/")
        with budi.page.expect_navigation(timeout=60_000):
            budi.page.get_by_role("link", name="Catat realisasi").first.click()
        budi.fill(value="100")
        with budi.page.expect_navigation(timeout=60_000):
            budi.page.get_by_role("button", name="Simpan", exact=True).click()
    assert Realisation.objects.get(iki__rhk__skp=skp).value == Decimal(100)


def _two_indicators(cast: Cast, owner: Employee) -> Skp:
    """An agreed plan with two numbers to keep."""
    return stage_plan(cast, owner, codes=("berkas", "keluhan")).skp


def _large_photo() -> bytes:
    """Grain like that of a cheap camera, with place and device in it."""
    size = (3600, 2700)
    grain = random.Random(7).randbytes(size[0] * size[1] * 3)
    picture, out = Image.frombytes("RGB", size, grain), io.BytesIO()
    marks = Image.Exif()
    marks[0x010F] = "Ponsel Contoh"
    marks.get_ifd(0x8769)[0x9003] = "2026:01:30 10:00:00"
    where = {2: (10, 10, 12), 4: (123, 36, 27)}
    marks.get_ifd(0x8825).update(
        {1: "S", 3: "E", **{tag: tuple(IFDRational(part) for part in parts) for tag, parts in where.items()}}
    )
    picture.save(out, "JPEG", quality=90, exif=marks)
    return out.getvalue()
