"""Files are kept once, by what they are and not by what they are called."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from selaras.core import files
from selaras.core.audit import Event, recording
from selaras.core.errors import FileRefused
from tests.cast import Cast

KEPT = Event("test.kept", "Berkas disimpan")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **save: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **save)
    return out.getvalue()


def check(content: bytes, name: str) -> files.CheckedFile:
    return files.check_file(io.BytesIO(content), name, len(content))


def test_a_refusal_names_only_the_types_that_the_form_takes() -> None:
    video = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40
    assert check(video, "rekaman.mp4").content_type == "video/mp4"
    with pytest.raises(FileRefused, match=r"Yang diterima: PDF, JPG, PNG, WEBP\.$"):
        files.check_file(io.BytesIO(video), "rekaman.mp4", len(video), kinds=files.SCANS)


def test_a_pdf_is_kept_as_it_is() -> None:
    assert check(PDF, "laporan.pdf").content == PDF


def test_a_picture_is_drawn_anew_without_place_and_device() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Ponsel Ani"
    checked = check(picture(exif=exif), "foto.jpg")
    assert checked.content_type == "image/webp"
    assert b"Ponsel Ani" not in checked.content


def test_a_large_picture_becomes_small() -> None:
    checked = check(picture(size=(4000, 3000)), "foto.jpeg")
    with Image.open(io.BytesIO(checked.content)) as drawn:
        assert max(drawn.size) == files.PICTURE_EDGE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "gambar.svg"),
        (b"<!doctype html><script>alert(1)</script>", "bukti.html"),
        (b"<!doctype html><script>alert(1)</script>", "bukti.pdf"),
        (b"MZ\x90\x00" + b"\x00" * 200, "program.exe"),
        (b"", "kosong.pdf"),
        (b"bukan apa-apa", "catatan.txt"),
    ],
)
def test_what_is_not_on_the_list_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(FileRefused):
        check(content, name)


def test_a_wrong_ending_is_refused_with_the_ending_named() -> None:
    with pytest.raises(FileRefused, match=r"\.pdf"):
        check(picture(), "foto.pdf")


def test_a_broken_picture_is_refused() -> None:
    with pytest.raises(FileRefused):
        check(picture()[:80], "foto.jpg")


def test_a_picture_of_too_many_points_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_PIXELS", 100)
    with pytest.raises(FileRefused):
        check(picture(), "foto.jpg")


def test_more_than_ten_megabytes_are_refused_whatever_the_header_says() -> None:
    content = PDF + b" " * files.MAX_BYTES
    with pytest.raises(FileRefused):
        files.check_file(io.BytesIO(content), "besar.pdf", 10)


def test_a_packed_spreadsheet_bomb_is_kept_as_a_file_and_never_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<x/>")
        bomb.writestr("xl/workbook.xml", b"0" * 3_000_000)
    content = out.getvalue()
    try:
        checked = check(content, "bom.xlsx")
    except FileRefused:
        return
    assert checked.content == content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ani\\laporan.pdf", "laporan.pdf"),
        ("lapor\x00an.pdf", "laporan.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...", "berkas"),
    ],
)
def test_names_lose_paths_and_tricks(given: str, kept: str) -> None:
    assert files.safe_name(given) == kept


@pytest.mark.trace("C-12")
def test_the_same_bytes_are_stored_once(cast: Cast) -> None:
    with recording(KEPT, by=cast.actor("ani"), about=cast.ani):
        first = files.store_file(check(PDF, "a.pdf"), agency_id=cast.kupang.pk)
        second = files.store_file(check(PDF, "b.pdf"), agency_id=cast.kupang.pk)
    assert first == second
    with files.open_file(first) as kept:
        assert kept.read() == PDF
