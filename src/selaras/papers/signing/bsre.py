"""The client service of BSrE (BSSN) as its public clients call it: `POST {base}/api/sign/pdf`, HTTP Basic.

Nothing of a request is logged: it holds NIK and passphrase.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from base64 import b64encode
from dataclasses import dataclass, field
from uuid import uuid4

from selaras.papers.signing.asking import (
    AnswerRefused,
    CertificateExpired,
    ServiceSilent,
    SigningFailed,
    SigningRequest,
    WrongPassphrase,
)

TIMEOUT = 20.0
LARGEST = 20 * 1024 * 1024
# Status codes in the JSON of an error, as public clients document them.
WRONG_PASSPHRASE = frozenset({2031})
EXPIRED = frozenset({2021, 2041})


@dataclass(frozen=True, slots=True)
class BsreService:
    """One installation of the client service."""

    base: str
    user: str
    password: str = field(repr=False)
    timeout: float = TIMEOUT
    name: str = "BSrE"

    def sign(self, request: SigningRequest) -> bytes:
        """Send the document; the answer is the signed PDF or an error in JSON."""
        body, content_type = _multipart(request)
        known = b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Content-Type": content_type, "Authorization": f"Basic {known}"}
        address = f"{self.base.rstrip('/')}/api/sign/pdf"
        asked = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=self.timeout) as answer:  # noqa: S310 - base comes from settings
                content: bytes = answer.read(LARGEST + 1)
        except urllib.error.HTTPError as error:
            raise _refusal(error.code, error.read(64 * 1024)) from None
        except (OSError, ValueError) as error:  # silent, cut off, no such host
            raise ServiceSilent from error
        if not content.startswith(b"%PDF-"):
            raise _refusal(200, content)
        if len(content) > LARGEST:
            raise AnswerRefused
        return content


def _multipart(request: SigningRequest) -> tuple[bytes, str]:
    line = uuid4().hex
    values = {
        "nik": request.nik, "passphrase": request.passphrase, "tampilan": "invisible", "image": "false",
        "reason": request.reason, "location": request.location,
    }  # fmt: skip
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    head = (
        f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{request.file_name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode()
    return b"".join(
        [*parts, head, request.content, f"\r\n--{line}--\r\n".encode()]
    ), f"multipart/form-data; boundary={line}"


def _refusal(status: int, content: bytes) -> SigningFailed:
    """What the service said, as one of our errors; its words are not shown, they may name the person."""
    try:
        told = json.loads(content)
        code = int(told.get("status_code") or 0)
        words = str(told.get("error") or told.get("message") or "").lower()
    except (ValueError, AttributeError, TypeError):
        return AnswerRefused() if status == 200 else SigningFailed()
    if code in WRONG_PASSPHRASE or "passphrase" in words:
        return WrongPassphrase()
    if code in EXPIRED or "expired" in words or "kadaluarsa" in words or "kedaluwarsa" in words:
        return CertificateExpired()
    return ServiceSilent() if status >= 500 else SigningFailed()
