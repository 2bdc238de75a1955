"""Evidence: kept once, used often, never served as a page, honest about when it was brought."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selaras.core.errors import FileRefused, InvalidInput, NotAllowed, StepNotPossible
from selaras.core.keys import new_key
from selaras.core.models import StoredFile
from selaras.monitoring.models import Evidence, EvidenceUse
from selaras.monitoring.selectors import evidence_of
from selaras.monitoring.services import NewEvidence, add_file_evidence, add_link_evidence, set_evidence_uses
from selaras.monitoring.tests.stage import PDF, TODAY, Plan, link, noon, pdf, photo, stage_plan
from tests.cast import Cast

NEW = NewEvidence("Laporan antrean", date(2026, 3, 3), "Antrean turun")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def keep(cast: Cast, plan: Plan, upload: SimpleUploadedFile, who: str = "ani", **more: Any) -> Evidence:
    return add_file_evidence(
        plan.skp,
        by=cast.actor(who),
        on=TODAY,
        new=NEW,
        upload=upload,
        name=upload.name or "",
        size=upload.size,
        **more,
    )


def typed(**fields: Any) -> dict[str, Any]:
    return {"form_key": str(new_key()), "title": "Laporan antrean", "happened_on": "2026-03-03", **fields}


def office(size: int) -> bytes:
    """A DOCX whose only part unpacks to `size` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" + " " * 40)
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", b"\0" * size)
    return out.getvalue()


@pytest.mark.trace("C-12")
def test_one_item_serves_three_indicators_and_is_stored_once(plan: Plan, sign_in: Any) -> None:
    browser = sign_in("ani")
    iki = [str(plan.iki[code].pk) for code in ("berkas", "keluhan", "cerita")]
    form = typed(file=pdf(), iki=iki, quarters=["1", "2"])
    answer = browser.post(reverse("monitoring:evidence_add", args=[plan.skp.pk]), form, follow=True)
    assert "Bukti «Laporan antrean» tersimpan." in answer.content.decode()
    assert EvidenceUse.objects.count() == 6
    assert Evidence.objects.count() == StoredFile.objects.count() == 1
    assert len(evidence_of(plan.skp, quarter=2)) == 1
    assert evidence_of(plan.skp, quarter=3) == []
    page = browser.get(reverse("monitoring:progress")).content.decode()
    assert page.count("Laporan antrean") == 4


@pytest.mark.trace("C-12")
def test_uses_are_changed_by_check_boxes_without_a_new_upload(cast: Cast, plan: Plan, sign_in: Any) -> None:
    evidence = keep(cast, plan, pdf(), uses=[(plan.iki["berkas"].pk, 1)])
    url = reverse("monitoring:evidence_use", args=[evidence.pk])
    browser = sign_in("ani")
    assert "checked" in browser.get(url).content.decode()
    boxes = [f"{plan.iki['suhu'].pk}:2", f"{plan.iki['suhu'].pk}:3"]
    assert browser.post(url, {"uses": boxes}).status_code == 302
    assert set(evidence.uses.values_list("iki__text", "quarter")) == {
        ("Suhu lemari vaksin", 2),
        ("Suhu lemari vaksin", 3),
    }
    assert browser.post(url, {"uses": [f"{new_key()}:2"]}).status_code == 422
    assert browser.post(url, {"uses": ["bukan:angka"]}).status_code == 422


def test_without_a_ticked_quarter_the_day_decides(plan: Plan, sign_in: Any) -> None:
    form = typed(url="https://contoh.go.id/a", iki=[str(plan.iki["berkas"].pk)], happened_on="2026-08-08")
    sign_in("ani").post(reverse("monitoring:evidence_add", args=[plan.skp.pk]), form)
    assert EvidenceUse.objects.get().quarter == 3


@pytest.mark.trace("P-42")
def test_the_file_keeps_its_hash_uploader_and_moment(cast: Cast, plan: Plan, sign_in: Any) -> None:
    evidence = keep(cast, plan, pdf())
    assert evidence.stored_file is not None
    assert evidence.stored_file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert evidence.uploaded_by_id == cast.ani.pk
    assert evidence.uploaded_at == noon(TODAY)
    page = sign_in("budi").get(reverse("monitoring:evidence", args=[evidence.pk])).content.decode()
    assert "3 Maret 2026" in page
    assert "5 Oktober 2026, 12.00" in page
    assert evidence.stored_file.sha256 in page


@pytest.mark.trace("P-42")
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-10-06", "tidak boleh di masa depan"),
        ("2025-12-31", "tidak boleh sebelum SKP ini mulai berlaku"),
        ("0003-01-01", "tidak boleh sebelum SKP ini mulai berlaku"),
        ("besok", "Tulis tanggal yang benar"),
    ],
)
def test_no_date_can_be_bent(plan: Plan, sign_in: Any, day: str, sentence: str) -> None:
    url = reverse("monitoring:evidence_add", args=[plan.skp.pk])
    answer = sign_in("ani").post(
        url, typed(url="https://contoh.go.id", happened_on=day, note="tidak boleh hilang")
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "tidak boleh hilang" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_nobody_can_choose_the_moment_of_the_upload(plan: Plan, sign_in: Any) -> None:
    form = typed(url="https://contoh.go.id", uploaded_at="2026-01-01 08:00", uploaded_by=str(new_key()))
    sign_in("ani").post(reverse("monitoring:evidence_add", args=[plan.skp.pk]), form)
    assert Evidence.objects.get().uploaded_at == noon(TODAY)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gambar.svg", SVG),
        ("gambar.png", SVG),
        ("halaman.html", b"<!doctype html><script>alert(1)</script>"),
        ("laporan.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("foto.pdf", photo().read()),
        ("kosong.pdf", b""),
        ("program.exe", b"MZ" + b"\0" * 64),
        ("tanpa_akhiran", PDF),
        ("rusak.jpg", b"\xff\xd8\xff\xe0" + b"x" * 40),
        ("arsip.zip", office(10)),
    ],
)
def test_dangerous_or_broken_files_are_refused_with_a_sentence(
    plan: Plan, sign_in: Any, name: str, content: bytes
) -> None:
    url = reverse("monitoring:evidence_add", args=[plan.skp.pk])
    answer = sign_in("ani").post(url, typed(file=SimpleUploadedFile(name, content), note="ini tetap ada"))
    assert answer.status_code == 422
    assert "ini tetap ada" in answer.content.decode()
    assert "form-errors" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_document_that_swells_beyond_measure_is_refused(cast: Cast, plan: Plan) -> None:
    with pytest.raises(FileRefused):
        keep(cast, plan, SimpleUploadedFile("bom.docx", office(30_000_000)))
    assert not StoredFile.objects.exists()


def test_more_than_ten_megabytes_is_refused(cast: Cast, plan: Plan) -> None:
    with pytest.raises(FileRefused, match="10 MB"):
        keep(cast, plan, SimpleUploadedFile("besar.pdf", PDF + b"0" * (10 * 1024 * 1024)))


@pytest.mark.parametrize("guarded", [False, True])
def test_two_hundred_megabytes_end_before_they_are_read(plan: Plan, sign_in: Any, guarded: bool) -> None:
    """With the CSRF check, as in production, the body is read before any view."""
    url = reverse("monitoring:evidence_add", args=[plan.skp.pk])
    body, size = "multipart/form-data; boundary=b", {"content-length": str(200 * 1024 * 1024)}
    answer = sign_in("ani", enforce_csrf_checks=guarded).post(url, b"x", content_type=body, headers=size)
    assert answer.status_code == 413
    assert "paling besar 10 MB" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_photo_is_drawn_anew_and_small(cast: Cast, plan: Plan) -> None:
    evidence = keep(cast, plan, photo("IMG_1.JPG", size=(3000, 2000)))
    assert evidence.file_name == "IMG_1.webp"
    assert evidence.stored_file is not None
    assert evidence.stored_file.content_type == "image/webp"
    assert evidence.stored_file.size < 500_000


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "C:\\Users\\ani\\passwd.pdf", "pass\u202ewd.pdf", "\x00passwd.pdf"]
)
def test_file_names_lose_their_path_and_their_tricks(cast: Cast, plan: Plan, name: str) -> None:
    evidence = add_file_evidence(plan.skp, by=cast.actor("ani"), on=TODAY, new=NEW, upload=pdf(), name=name)
    assert evidence.file_name == "passwd.pdf"


def test_the_download_is_always_an_attachment_in_a_sandbox(cast: Cast, plan: Plan, sign_in: Any) -> None:
    evidence = keep(cast, plan, pdf("laporan maret.pdf"))
    answer = sign_in("budi").get(reverse("monitoring:evidence_file", args=[evidence.pk]))
    assert answer.getvalue() == PDF
    assert answer["content-disposition"] == 'attachment; filename="laporan maret.pdf"'
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["content-security-policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["cache-control"]


def test_only_those_concerned_can_download(cast: Cast, plan: Plan, sign_in: Any) -> None:
    url = reverse("monitoring:evidence_file", args=[keep(cast, plan, pdf()).pk])
    found = {}
    for name in ("ani", "budi", "citra", "gita", "hadi", "ivan"):
        answer = sign_in(name).get(url)
        if (
            answer.streaming
        ):  # read to its end, so that the file is closed; answer.close() would end the connection too
            assert b"".join(answer.streaming_content)
        found[name] = answer.status_code
    assert found == {"ani": 200, "budi": 200, "citra": 200, "gita": 200, "hadi": 404, "ivan": 404}
    link_only = link(cast, plan, "Tautan", "https://contoh.go.id")
    assert sign_in("ani").get(reverse("monitoring:evidence_file", args=[link_only.pk])).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<b>",
        "ftp://contoh.go.id",
        "https://",
        "contoh.go.id",
        "https://a@b:c@d/",
        "https://[",
        "http:///x",
    ],
)
def test_only_real_web_addresses_are_links(cast: Cast, plan: Plan, url: str) -> None:
    with pytest.raises(InvalidInput, match="https://"):
        add_link_evidence(plan.skp, by=cast.actor("ani"), on=TODAY, new=NEW, url=url)


def test_a_file_or_a_link_is_needed_and_one_is_enough(plan: Plan, sign_in: Any) -> None:
    browser, url = sign_in("ani"), reverse("monitoring:evidence_add", args=[plan.skp.pk])
    assert browser.post(url, typed()).status_code == 422
    assert browser.post(url, typed(file=pdf(), url="https://contoh.go.id")).status_code == 422


@pytest.mark.trace("C-05", "C-10", "P-42")
def test_the_same_file_with_two_people_is_shown_to_the_pejabat_penilai_and_nobody_is_punished(
    cast: Cast, plan: Plan, sign_in: Any
) -> None:
    hadis = stage_plan(cast, cast.hadi)
    mine = keep(cast, plan, pdf())
    keep(cast, hadis, pdf("sertifikat.pdf"), who="hadi")
    assert StoredFile.objects.count() == 1
    page = sign_in("budi").get(reverse("monitoring:evidence", args=[mine.pk])).content.decode()
    assert "sama ada juga di tempat lain" in page
    assert cast.hadi.full_name in page
    overview = sign_in("budi").get(reverse("monitoring:progress_of", args=[plan.skp.pk])).content.decode()
    assert "berkas yang sama ada di tempat lain" in overview
    own = sign_in("ani").get(reverse("monitoring:evidence", args=[mine.pk])).content.decode()
    assert cast.hadi.full_name not in own


@pytest.mark.trace("C-10")
def test_bringing_the_same_proof_twice_is_pointed_out_kindly(cast: Cast, plan: Plan, sign_in: Any) -> None:
    link(cast, plan, "Sertifikat", "https://contoh.go.id/sertifikat")
    url = reverse("monitoring:evidence_add", args=[plan.skp.pk])
    answer = sign_in("ani").post(url, typed(url="https://contoh.go.id/sertifikat"), follow=True)
    assert "sudah Anda simpan sebagai «Sertifikat»" in answer.content.decode()
    assert Evidence.objects.count() == 2


def test_a_second_click_keeps_one(plan: Plan, sign_in: Any) -> None:
    browser, form = sign_in("ani"), typed(url="https://contoh.go.id")
    url = reverse("monitoring:evidence_add", args=[plan.skp.pk])
    assert browser.post(url, form)["location"] == browser.post(url, form)["location"]
    assert Evidence.objects.count() == 1


def test_evidence_can_be_kept_before_the_plan_is_agreed_and_linked_later(cast: Cast) -> None:
    plan = stage_plan(cast, agreed=False)
    evidence = keep(cast, plan, pdf())
    with pytest.raises(StepNotPossible):
        set_evidence_uses(evidence, by=cast.actor("ani"), on=TODAY, uses=[(plan.iki["berkas"].pk, 1)])


def test_nobody_brings_evidence_for_somebody_else_or_uses_foreign_indicators(cast: Cast, plan: Plan) -> None:
    foreign = stage_plan(cast, cast.hadi)
    with pytest.raises(NotAllowed):
        keep(cast, plan, pdf(), who="budi")
    with pytest.raises(InvalidInput):
        keep(cast, plan, pdf(), uses=[(foreign.iki["berkas"].pk, 1)])
    assert not Evidence.objects.exists()
