"""What is kept has its room, links that fell silent are marked, and the place of a photo belongs to its owner."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from selaras.core.audit import SYSTEM, recording
from selaras.core.models import Notice, StoredFile
from selaras.core.reaching import Answer
from selaras.monitoring import services
from selaras.monitoring.models import Evidence, LinkHealth
from selaras.monitoring.tests.stage import PDF, STAGED, TODAY, Plan, link, noon, pdf
from selaras.organisation.models import AgencyChoice
from tests.cast import Cast
from tests.fixtures import SignedIn


def phone_photo() -> SimpleUploadedFile:
    """A JPEG as a phone makes it at Kupang: with the place, the moment and the device in it."""
    picture, marks = Image.new("RGB", (60, 40), "teal"), Image.Exif()
    marks[0x0110] = "Ponsel Rekaan 7"
    marks.get_ifd(0x8769)[0x9003] = "2026:10:02 09:30:00"
    degrees = {2: (10, 10, 12), 4: (123, 36, 27)}
    marks.get_ifd(0x8825).update(
        {
            1: "S",
            3: "E",
            **{tag: tuple(IFDRational(part) for part in parts) for tag, parts in degrees.items()},
        }
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=marks)
    return SimpleUploadedFile("foto.jpg", out.getvalue())


def sent(**fields: Any) -> dict[str, Any]:
    return {"title": "Kunjungan rumah", "happened_on": "2026-10-02", **fields}


@pytest.mark.trace("P-42")
def test_the_place_of_a_photo_stays_behind_unless_its_owner_keeps_it(
    plan: Plan, sign_in: type[SignedIn]
) -> None:
    ani, place = sign_in("ani"), reverse("monitoring:evidence_add", args=[plan.skp.pk])
    assert ani.post(place, sent(file=phone_photo())).status_code == 302
    usual = Evidence.objects.get()
    assert (usual.latitude, usual.longitude) == (None, None)
    # Both moments are there: when it was taken by the device, when it was brought by our clock.
    assert usual.captured_at is not None
    assert usual.captured_at == datetime.fromisoformat("2026-10-02T09:30:00+08:00")
    assert usual.uploaded_at == noon(TODAY)
    assert ani.post(place, sent(file=phone_photo(), keeps_place="on")).status_code == 302
    kept = Evidence.objects.exclude(pk=usual.pk).get()
    assert (kept.latitude, kept.longitude) == (Decimal("-10.17"), Decimal("123.6075"))
    # The device read it before it drew anew; without the tick its numbers count for nothing.
    device = {"latitude": "-10.20000", "longitude": "123.60000"}
    assert ani.post(place, sent(title="Tanpa", file=phone_photo(), **device)).status_code == 302
    assert Evidence.objects.get(title="Tanpa").latitude is None
    assert (
        ani.post(place, sent(title="Dengan", file=phone_photo(), keeps_place="on", **device)).status_code
        == 302
    )
    assert Evidence.objects.get(title="Dengan").latitude == Decimal("-10.2")
    page = sign_in("budi").get(reverse("monitoring:evidence", args=[kept.pk])).content.decode()
    assert "-10,17" in page
    # In the file itself there is neither place nor device, whatever was wanted.
    for row in StoredFile.objects.all():
        with default_storage.open(row.storage_name) as content, Image.open(content) as picture:
            assert not picture.getexif()


def small_room(cast: Cast, megabytes: int) -> None:
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang,
            key="evidence.quota_mb",
            value=megabytes,
            effective=date(2026, 1, 1),
            reason="uji",
        )


@pytest.mark.trace("C-10")
def test_the_room_of_a_person_is_warned_of_early_and_its_end_says_what_is_safe(
    cast: Cast, plan: Plan, sign_in: type[SignedIn]
) -> None:
    small_room(cast, 50)
    ani, place = sign_in("ani"), reverse("monitoring:evidence_add", args=[plan.skp.pk])
    assert ani.post(place, sent(title="Satu", file=pdf(), note="Aman")).status_code == 302
    assert "hampir penuh" not in ani.get(place).content.decode()
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        StoredFile.objects.update(size=41 * 1024 * 1024)
    warned = ani.get(place).content.decode()
    assert "hampir penuh" in warned
    assert "41 dari 50 MB" in warned
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        StoredFile.objects.update(size=50 * 1024 * 1024)
    refused = ani.post(place, sent(title="Dua", file=pdf(content=PDF + b"%lain"), note="jangan hilang"))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Semua bukti yang sudah tersimpan aman" in text
    assert "jangan hilang" in text
    # The same file again, and a link, need no room; a colleague has a room of his own.
    assert ani.post(place, sent(title="Tiga", file=pdf())).status_code == 302
    assert ani.post(place, sent(title="Empat", url="https://contoh.go.id/4")).status_code == 302
    assert services.room_of(cast.hadi.pk, cast.kupang, TODAY).used == 0
    assert services.room_of(cast.ani.pk, cast.kupang, TODAY).percent == 100


def saying(**answers: Answer) -> Callable[[str], Answer]:
    return lambda url: answers[url.rpartition("/")[2]]


def test_a_link_that_fell_silent_is_marked_told_once_and_never_deleted(
    cast: Cast, plan: Plan, sign_in: type[SignedIn], october: Any
) -> None:
    silent = link(cast, plan, "Notula", "https://satu.go.id/notula")
    link(cast, plan, "Rekap", "https://dua.go.id/rekap")
    twin = link(cast, plan, "Notula lagi", "https://satu.go.id/notula")
    asked: list[str] = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return saying(notula=Answer.GONE, rekap=Answer.ANSWERS)(url)

    first = services.check_links(cast.kupang, ask=ask, pause=0)
    assert (first.asked, first.marked) == (2, 0)
    assert services.check_links(cast.kupang, ask=ask, pause=0).asked == 0
    page = reverse("monitoring:evidence", args=[silent.pk])
    assert "tidak menjawab" not in sign_in("ani").get(page).content.decode()
    october.move_to(noon(TODAY) + timedelta(days=1))
    second = services.check_links(cast.kupang, ask=ask, pause=0)
    assert (second.asked, second.marked) == (1, 2)
    assert asked.count("https://satu.go.id/notula") == 2
    shown = sign_in("budi").get(page).content.decode()
    assert "Tautan ini tidak menjawab" in shown
    assert "Sejak 5 Oktober 2026" in shown
    assert Notice.objects.filter(recipient_id=cast.ani.pk, kind="link_silent").count() == 2
    october.move_to(noon(TODAY) + timedelta(days=2))
    third = services.check_links(cast.kupang, ask=ask, pause=0)
    assert third.marked == 0
    assert Evidence.objects.count() == 3
    october.move_to(noon(TODAY) + timedelta(days=3))
    services.check_links(cast.kupang, ask=lambda _url: Answer.ANSWERS, pause=0)
    assert not LinkHealth.objects.get(evidence=twin).is_marked
    assert "tidak menjawab" not in sign_in("ani").get(page).content.decode()


def test_when_nobody_answers_it_is_our_own_line(cast: Cast, plan: Plan) -> None:
    for number in range(3):
        link(cast, plan, f"Bukti {number}", f"https://server{number}.go.id/x")
    found = services.check_links(cast.kupang, ask=lambda _url: Answer.SILENT, pause=0)
    assert found.is_own_line_down
    assert not LinkHealth.objects.exists()
