"""The signature inside a PDF: checked in every answer, and written by the demonstration service.

Checked is what can be checked without trusting anybody: that the signature covers the whole file, that it was made
over exactly these bytes, and that its certificate holds on the day. Whether the certificate belongs to whom it names
is for its issuer to say (for BSrE: at bsre.bssn.go.id, or in a PDF reader that trusts the root).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from selaras.papers.signing.asking import AnswerRefused, CertificateExpired

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_DIGESTS = (hashlib.sha256, hashlib.sha384, hashlib.sha512)
ROOM = 16384  # hexadecimal digits for a signature with its certificates


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the certificate says about itself."""

    subject: str
    issuer: str
    serial: str
    valid_from: str
    valid_until: str

    def as_json(self) -> dict[str, str]:
        """As it is kept with the signature."""
        return asdict(self)


def check_signed(before: bytes, after: bytes, now: datetime) -> Certificate:
    """The certificate of the newest signature. Raises `AnswerRefused`, `CertificateExpired`."""
    if not (after.startswith(b"%PDF-") and after.rstrip().endswith(b"%%EOF")) or after == before:
        raise AnswerRefused
    ranges = list(_RANGE.finditer(after))
    if len(ranges) <= len(_RANGE.findall(before)):
        raise AnswerRefused
    covered, der = _parts(after, [int(number) for number in ranges[-1].groups()])
    if not any(make(covered).digest() in der for make in _DIGESTS):
        raise AnswerRefused
    return _certificate(der, now)


def _parts(content: bytes, numbers: list[int]) -> tuple[bytes, bytes]:
    """The bytes that are signed, and the signature between them."""
    start, first, second, length = numbers
    gap = content[first:second]
    covers_all = start == 0 and second + length >= len(content.rstrip()) and second + length <= len(content)
    if not covers_all or not (gap.startswith(b"<") and gap.endswith(b">")):
        raise AnswerRefused
    try:
        padded = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError as error:
        raise AnswerRefused from error
    return content[:first] + content[second : second + length], _without_padding(padded)


def _without_padding(padded: bytes) -> bytes:
    """The DER value at the beginning; the rest of the room is zeros."""
    if len(padded) < 2 or padded[0] != 0x30:
        raise AnswerRefused
    head = 2 if padded[1] < 0x80 else 2 + (padded[1] & 0x7F)
    length = padded[1] if padded[1] < 0x80 else int.from_bytes(padded[2:head], "big")
    return padded[: head + length]


def _certificate(der: bytes, now: datetime) -> Certificate:
    try:
        known = pkcs7.load_der_pkcs7_certificates(der)
        signer = next((one for one in known if not _is_authority(one)), known[0])
    except (ValueError, IndexError) as error:
        raise AnswerRefused from error
    if not signer.not_valid_before_utc <= now <= signer.not_valid_after_utc:
        raise CertificateExpired
    return Certificate(
        subject=_named(signer.subject), issuer=_named(signer.issuer), serial=f"{signer.serial_number:x}",
        valid_from=signer.not_valid_before_utc.date().isoformat(),
        valid_until=signer.not_valid_after_utc.date().isoformat(),
    )  # fmt: skip


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def _named(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value)[:150] if found else name.rfc4514_string()[:150]


def embed(content: bytes, *, reason: str, at: datetime, make: Callable[[bytes], bytes]) -> bytes:
    """Append a signature to a PDF of ours or one signed here before; what was there stays byte by byte."""
    root, size, former = _trailer(content)
    catalog = _object(content, root)
    fields = re.search(rb"/AcroForm<</Fields\[([^\]]*)\]/SigFlags 3>>", catalog)
    others = fields.group(1) if fields else b""
    bare = catalog.replace(fields.group(0), b"") if fields else catalog
    form = b"/AcroForm<</Fields[" + others + b" %d 0 R]/SigFlags 3>>" % (size + 1)
    objects = {
        root: bare[:-2] + form + b">>",
        size: _signature_value(reason, at),
        size + 1: b"<</Type/Annot/Subtype/Widget/FT/Sig/Rect[0 0 0 0]/F 132/T(Tanda tangan %d)/V %d 0 R>>"
        % (size, size),
    }
    return _signed(_appended(content, objects, root, size + 2, former), make)


def _signature_value(reason: str, at: datetime) -> bytes:
    text = ("\ufeff" + reason).encode("utf-16-be").hex().encode()
    return (
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange["
        + b"0 ********** ********** **********"
        + b"]/Contents<" + b"0" * ROOM + b">/Reason<" + text + b">/M(D:" + at.strftime("%Y%m%d%H%M%S").encode()
        + b"Z)>>"
    )  # fmt: skip


def _appended(content: bytes, objects: dict[int, bytes], root: int, size: int, former: int) -> bytes:
    out, places = bytearray(content.rstrip() + b"\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n\r\n" % (number, place)
    out += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        former,
        start,
    )
    return bytes(out)


def _signed(content: bytes, make: Callable[[bytes], bytes]) -> bytes:
    """Fill in what is covered, sign that, and put the signature into its room."""
    first = content.rindex(b"/Contents<" + b"0" * 64) + len(b"/Contents")
    second = first + ROOM + 2
    told = b"0 %010d %010d %010d" % (first, second, len(content) - second)
    filled = content.replace(b"0 ********** ********** **********", told)
    signature = make(filled[:first] + filled[second:]).hex().encode()
    return filled[:first] + b"<" + signature.ljust(ROOM, b"0") + b">" + filled[second:]


def _trailer(content: bytes) -> tuple[int, int, int]:
    """Number of the root, size of the table, place of the newest table."""
    tail = content[content.rindex(b"trailer") :]
    found = [
        re.search(pattern, tail) for pattern in (rb"/Root (\d+) 0 R", rb"/Size (\d+)", rb"startxref\s+(\d+)")
    ]
    if not all(found):
        raise AnswerRefused
    root, size, former = (int(one.group(1)) for one in found if one)
    return root, size, former


def _object(content: bytes, number: int) -> bytes:
    """The newest version of an object."""
    start = content.rindex(b"\n%d 0 obj\n" % number) + len(b"\n%d 0 obj\n" % number)
    return content[start : content.index(b"\nendobj", start)]
