"""One tree of errors; `selaras.web.errors` turns it into pages, fragments and JSON in one place.

Every error that a person can meet says three things: what happened, what is safe, what to do next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class SelarasError(Exception):
    """Something that the person at the screen has to know about."""

    code: ClassVar[str] = "selaras"
    status: ClassVar[int] = 400
    default_message: ClassVar[Text] = _("Permintaan ini tidak dapat diproses.")
    default_remedy: ClassVar[Text] = _("Tidak ada data yang berubah. Periksa kembali, lalu coba lagi.")

    def __init__(self, message: Text | None = None, *, remedy: Text | None = None) -> None:
        self.message: Text = message if message is not None else self.default_message
        self.remedy: Text = remedy if remedy is not None else self.default_remedy
        super().__init__(str(self.message))


class NotAllowed(SelarasError):
    """The person has no right to this step (403)."""

    code = "not_allowed"
    status = 403
    default_message = _("Anda tidak berwenang melakukan langkah ini.")
    default_remedy = _("Tidak ada data yang berubah. Bila menurut Anda ini keliru, hubungi admin OPD Anda.")


class NotFound(SelarasError):
    """There is nothing under this address, or nothing that this person may know of (404)."""

    code = "not_found"
    status = 404
    default_message = _("Halaman atau data ini tidak ditemukan.")
    default_remedy = _("Periksa alamatnya, atau kembali ke beranda.")


class ChangedMeanwhile(SelarasError):
    """Somebody, or the same person in another tab, was faster (409)."""

    code = "changed_meanwhile"
    status = 409
    default_message = _("Data ini sudah berubah sejak halaman Anda dibuka.")
    default_remedy = _(
        "Perubahan yang lebih dulu tetap tersimpan. Muat ulang halaman untuk melihat keadaan terakhir."
    )


class StepNotPossible(SelarasError):
    """The workflow does not allow this step now; the message says which condition is missing (409)."""

    code = "step_not_possible"
    status = 409
    default_message = _("Langkah ini belum dapat dilakukan.")


class InvalidInput(SelarasError):
    """What was sent has the wrong shape or content; `fields` maps field names to sentences (422)."""

    code = "invalid_input"
    status = 422
    default_message = _("Sebagian isian perlu diperbaiki.")
    default_remedy = _("Isian Anda masih ada di halaman ini. Perbaiki yang ditandai, lalu kirim lagi.")

    def __init__(
        self,
        message: Text | None = None,
        *,
        fields: Mapping[str, Text] | None = None,
        remedy: Text | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.fields: dict[str, Text] = dict(fields or {})


class FileRefused(InvalidInput):
    """A file that is not accepted: wrong kind, too large, empty, or dangerous to keep (422)."""

    code = "file_refused"
    default_message = _("Berkas ini tidak dapat diterima.")
    default_remedy = _("Berkas tidak disimpan. Pilih berkas lain, lalu kirim lagi.")


class TooManyTries(SelarasError):
    """Throttled for a while (429)."""

    code = "too_many_tries"
    status = 429
    default_message = _("Terlalu banyak percobaan dalam waktu singkat.")
    default_remedy = _("Tunggu beberapa menit, lalu coba lagi. Akun Anda tidak dikunci.")


class ProgrammingError(RuntimeError):
    """A rule of the house was broken by code; a person never meets it except as «500»."""


class NoAgencyScope(ProgrammingError):
    """A query on agency data outside an agency scope."""


class UnrecordedWrite(ProgrammingError):
    """A write on an audited model outside `recording(...)`."""
