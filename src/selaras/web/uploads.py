"""Uploads end early when they are far too large: nobody waits for 200 MB to be refused."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import FileRefused

LIMIT = 64 * 1024 * 1024


class UploadTooLarge(FileRefused, RequestDataTooBig):
    """The request is larger than anything Selaras takes (413).

    Also one of Django's own errors: the body is read by the CSRF check already, before any view, and there only
    those become a page.
    """

    status = 413
    code = "upload_too_large"
    default_message = _(
        "Berkas yang dikirim terlalu besar. Bukti dukung paling besar 10 MB, daftar pegawai 25 MB, data masuk 60 MB."
    )


class SizeLimit(FileUploadHandler):
    """Counts the bytes as they come and stops at the limit."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django calls it so
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > LIMIT:
            raise UploadTooLarge()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > LIMIT:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
