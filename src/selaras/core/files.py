"""Files are stored once under their SHA-256, after a look at what they really are.

Pictures are drawn anew, which drops place and device data and anything hidden behind the picture.
Nothing is ever served as a page: see `file_response`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

import filetype
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from selaras.core import clock
from selaras.core.errors import FileRefused, NotFound
from selaras.core.models import StoredFile

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
PICTURE_EDGE, PICTURE_BYTES, QUALITIES = 1600, 480 * 1024, (82, 65, 45, 25, 12)
# The emblem of an agency: dots of its longest side, of its shortest at least, how much longer one may be, and the
# mean lightness (of 255) above which it vanishes on white. It is part of the first visit, so it stays small.
EMBLEM_EDGES, EMBLEM_LEAST, EMBLEM_LONGEST, EMBLEM_LIGHTEST, EMBLEM_BYTES = (192, 96), 32, 3, 238, 10 * 1024

if TYPE_CHECKING:
    from PIL.Image import Image

# What may be kept: found type → endings a person may have given it.
ALLOWED: dict[str, frozenset[str]] = {
    "application/pdf": frozenset({"pdf"}),
    "image/jpeg": frozenset({"jpg", "jpeg"}),
    "image/png": frozenset({"png"}),
    "image/webp": frozenset({"webp"}),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": frozenset({"docx"}),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": frozenset({"xlsx"}),
    "video/mp4": frozenset({"mp4"}),
}
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
# A signed printout comes back as a PDF or as a photo of it.
SCANS = PICTURES | {"application/pdf"}


def kinds_for_people(kinds: Collection[str] = ALLOWED) -> str:
    """The types of a form as people know them: «PDF, JPG, PNG»."""
    return ", ".join(min(ends, key=len).upper() for kind, ends in ALLOWED.items() if kind in kinds)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """Bytes that have passed the checks, with their true type."""

    content: bytes
    content_type: str
    extension: str
    sha256: str
    # When a photo says it was taken, by the clock of the place.
    captured: datetime | None = None
    # Where a photo says it was taken, in degrees (latitude, longitude); kept nowhere unless its owner wants it.
    place: tuple[Decimal, Decimal] | None = None


def safe_name(name: str) -> str:
    """The last part of a file name without path, control characters or tricks of direction."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(
        char
        for char in last
        if char.isprintable() and char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    return clean.strip(". ")[:150] or "berkas"


def check_file(
    upload: UploadedFile[bytes] | IO[bytes], name: str, size: int | None, *, kinds: Collection[str] = ALLOWED
) -> CheckedFile:
    """Read and examine a file; `kinds` are the types that this form takes. Raises `FileRefused` with the reason."""
    content = _bytes_of(upload, size)
    content_type = _true_type(content, name, kinds)
    captured, place = None, None
    if content_type in PICTURES:
        content, content_type, captured, place = _drawn_anew(content)
    extension = min(ALLOWED[content_type], key=len)
    sha256 = hashlib.sha256(content).hexdigest()
    return CheckedFile(content, content_type, extension, sha256, captured, place)


def check_emblem(upload: UploadedFile[bytes] | IO[bytes], name: str, size: int | None) -> CheckedFile:
    """A picture that stands small on every page: drawn anew as PNG, what is transparent in it stays so.

    Raises `FileRefused` with the reason for what is no picture (an SVG is a program, not a picture), and for what
    could not be seen: empty, nearly white, tiny, or much longer than high.
    """
    content = _bytes_of(upload, size)
    _true_type(content, name, PICTURES)
    content = _emblem(content)
    return CheckedFile(content, "image/png", "png", hashlib.sha256(content).hexdigest())


def store_file(checked: CheckedFile, *, agency_id: UUID) -> StoredFile:
    """Keep the file, or find it where it is already kept. Call inside `recording(...)`."""
    stored, _created = StoredFile.objects.get_or_create(
        agency_id=agency_id,
        sha256=checked.sha256,
        defaults={
            "size": len(checked.content),
            "content_type": checked.content_type,
            "extension": checked.extension,
            "stored_at": clock.now(),
        },
    )
    if not default_storage.exists(stored.storage_name):
        default_storage.save(stored.storage_name, ContentFile(checked.content))
    return stored


def store_path(path: Path, *, sha256: str, content_type: str, extension: str, agency_id: UUID) -> StoredFile:
    """The same for a long file that lies on disk: it is copied in pieces. Call inside `recording(...)`."""
    stored, _created = StoredFile.objects.get_or_create(
        agency_id=agency_id,
        sha256=sha256,
        defaults={
            "size": path.stat().st_size,
            "content_type": content_type,
            "extension": extension,
            "stored_at": clock.now(),
        },
    )
    if not default_storage.exists(stored.storage_name):
        with path.open("rb") as content:
            default_storage.save(stored.storage_name, File(content))
    return stored


def open_file(stored: StoredFile) -> IO[bytes]:
    """The bytes of a stored file. Raises `NotFound` where a backup was restored without its files."""
    try:
        return default_storage.open(stored.storage_name, "rb")
    except FileNotFoundError as error:
        raise NotFound(
            _("Berkas ini tidak ada di tempat penyimpanan."),
            remedy=_("Catatannya tetap tersimpan. Mintalah admin kota memulihkan berkasnya dari cadangan."),
        ) from error


def file_response(stored: StoredFile, name: str, *, as_attachment: bool = True) -> FileResponse:
    """A stored file under a name, to be saved and never to be a page of ours. Raises `NotFound`.

    Not as an attachment it is shown in the viewer of the browser: for pictures that were drawn anew, and for PDF.
    """
    response = FileResponse(
        open_file(stored), as_attachment=as_attachment, filename=name, content_type=stored.content_type
    )
    # The viewer of PDF files does not run in a sandbox; nothing a PDF names may be loaded either way.
    is_paper = stored.content_type == "application/pdf" and not as_attachment
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'" if is_paper else "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _true_type(content: bytes, name: str, kinds: Collection[str]) -> str:
    found = filetype.guess(content)
    content_type = found.mime if found else ""
    ending = PurePosixPath(safe_name(name).lower()).suffix.lstrip(".")
    if content_type not in kinds:
        names = kinds_for_people(kinds)
        if any(ending in ALLOWED[kind] for kind in kinds):
            raise FileRefused(
                _("Isi berkas ini rusak atau bukan .%(ending)s. Yang diterima: %(kinds)s.")
                % {"ending": ending, "kinds": names}
            )
        raise FileRefused(_("Jenis berkas ini tidak diterima. Yang diterima: %(kinds)s.") % {"kinds": names})
    if ending not in ALLOWED[content_type]:
        raise FileRefused(
            _(
                "Isi berkas tidak cocok dengan akhiran namanya (.%(ending)s). Simpan ulang dengan akhiran yang benar."
            )
            % {"ending": ending or "?"}
        )
    return content_type


def _bytes_of(upload: UploadedFile[bytes] | IO[bytes], size: int | None) -> bytes:
    if size is not None and size > MAX_BYTES:
        raise FileRefused(_("Berkas lebih besar dari 10 MB."))
    content = upload.read(MAX_BYTES + 1)
    if not content:
        raise FileRefused(_("Berkas ini kosong."))
    if len(content) > MAX_BYTES:
        raise FileRefused(_("Berkas lebih besar dari 10 MB."))
    return content


@contextmanager
def _opened(content: bytes) -> Iterator[Image]:
    """The picture in these bytes. Raises `FileRefused` for one that is too large or broken."""
    from PIL import Image, UnidentifiedImageError  # 8 MB, for workers that draw

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise FileRefused(
                    _("Gambar ini terlalu besar. Kecilkan menjadi paling banyak 40 juta titik.")
                )
            yield picture
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError) as error:
        raise FileRefused(_("Gambar ini rusak atau tidak lengkap.")) from error


def _drawn_anew(content: bytes) -> tuple[bytes, str, datetime | None, tuple[Decimal, Decimal] | None]:
    from PIL import ImageOps

    with _opened(content) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((PICTURE_EDGE, PICTURE_EDGE))
        marks = picture.getexif()
        return _encoded(upright.convert("RGB")), "image/webp", _captured(marks), _place(marks)


def _emblem(content: bytes) -> bytes:
    from PIL import ImageOps, ImageStat

    with _opened(content) as picture:
        drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    box = drawn.getchannel("A").getbbox()
    if box is None:
        raise FileRefused(_("Gambar ini kosong: semua titiknya tembus pandang."))
    drawn = drawn.crop(box)
    if min(drawn.size) < EMBLEM_LEAST:
        raise FileRefused(_("Gambar ini terlalu kecil. Pilih yang sisinya paling sedikit 32 titik."))
    if max(drawn.size) > EMBLEM_LONGEST * min(drawn.size):
        raise FileRefused(
            _(
                "Gambar ini terlalu pipih untuk terbaca kecil. Pilih lambangnya saja, tanpa tulisan di sampingnya."
            )
        )
    if ImageStat.Stat(drawn.convert("L"), drawn.getchannel("A")).mean[0] > EMBLEM_LIGHTEST:
        raise FileRefused(
            _("Gambar ini hampir putih, jadi tidak terlihat di atas putih. Pilih yang berwarna.")
        )
    return _small(drawn)


def _small(drawn: Image) -> bytes:
    """As PNG: in all its colours if that is small, else in fewer, else with fewer dots too."""
    from PIL.Image import Quantize

    content = b""
    for edge in EMBLEM_EDGES:
        drawn.thumbnail((edge, edge))
        for version in (drawn, drawn.quantize(96, Quantize.FASTOCTREE)):
            out = io.BytesIO()
            version.save(out, "PNG", optimize=True)
            content = out.getvalue()
            if len(content) <= EMBLEM_BYTES:
                return content
    return content


def _encoded(picture: Image) -> bytes:
    """As WebP in the best quality that stays small; a very grainy picture stays as small as the last one makes it."""
    content = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality)
        content = out.getvalue()
        if len(content) <= PICTURE_BYTES:
            break
    return content


def _captured(marks: Any) -> datetime | None:
    """DateTimeOriginal of a photo, as the camera wrote it (EXIF 2.3, tag 0x9003); None where it can't be read."""
    try:
        return datetime.strptime(str(marks.get_ifd(0x8769).get(0x9003, "")), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except (ValueError, TypeError, KeyError):
        return None


def _place(marks: Any) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude of a photo (EXIF 2.3, GPS tags 1 to 4); None where they can't be read."""
    try:
        found = marks.get_ifd(0x8825)
        place = _degrees(found[1], found[2]), _degrees(found[3], found[4])
    except (KeyError, ValueError, TypeError, ArithmeticError):
        return None
    return place if abs(place[0]) <= 90 and abs(place[1]) <= 180 else None


def _degrees(side: Any, parts: Any) -> Decimal:
    degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
    size = (degrees + minutes / 60 + seconds / 3600).quantize(Decimal("0.00001"))
    return -size if str(side).strip("\x00") in {"S", "W"} else size
