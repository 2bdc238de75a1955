"""What is asked of a signing service, and the ways it can fail. NIK and passphrase live as long as one request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """A PDF and who signs it. What is secret is never shown, not even by accident in a log."""

    content: bytes
    file_name: str
    reason: str
    location: str
    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


class SigningService(Protocol):
    """Somebody who signs."""

    @property
    def name(self) -> str: ...

    def sign(self, request: SigningRequest) -> bytes:
        """The signed PDF, unchecked. Raises one of the errors below."""


class SigningFailed(InvalidInput):
    """The document was not signed. The form comes back without what was secret."""

    code = "signing_failed"
    default_message = _("Layanan tanda tangan elektronik menolak permintaan ini.")
    default_remedy = _(
        "Dokumen belum ditandatangani dan tidak berubah. Coba lagi, atau pakai tanda tangan basah."
    )


class WrongPassphrase(SigningFailed):
    """The service does not know this NIK with this passphrase."""

    code = "wrong_passphrase"
    default_message = _("NIK atau frasa sandi salah.")
    default_remedy = _(
        "Dokumen belum ditandatangani. Ketik lagi; setelah beberapa kali salah, layanan dapat mengunci sertifikat Anda."
    )


class CertificateExpired(SigningFailed):
    """The certificate does not hold on this day."""

    code = "certificate_expired"
    default_message = _("Sertifikat elektronik Anda sudah kedaluwarsa.")
    default_remedy = _(
        "Dokumen belum ditandatangani. Perpanjang sertifikat lewat admin BSrE instansi Anda, "
        "atau pakai tanda tangan basah."
    )


class ServiceSilent(SigningFailed):
    """No answer in time, or no connection."""

    code = "signing_service_silent"
    default_message = _("Layanan tanda tangan elektronik tidak menjawab.")
    default_remedy = _(
        "Dokumen belum ditandatangani di Selaras. Coba lagi beberapa menit lagi, atau pakai tanda tangan basah."
    )


class AnswerRefused(SigningFailed):
    """What came back is no signed PDF: half of one, another document, or a signature that does not cover it."""

    code = "signing_answer_refused"
    default_message = _("Jawaban layanan tanda tangan tidak lengkap atau bukan dokumen ini.")
    default_remedy = _(
        "Dokumen belum ditandatangani; jawaban itu dibuang. Coba lagi, atau hubungi pengelola layanan."
    )
