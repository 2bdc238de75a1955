"""Why a transfer stands still: in plain words, who can repair it, how, and where (C-20)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason. `is_temporary`: trying again later is all there is to do."""

    code: str
    text: Text
    owner: Text
    remedy: Text
    # The page on which it is repaired.
    place: str
    is_temporary: bool = False


PROBLEMS = {
    problem.code: problem
    for problem in (
        Problem(
            "tanpa_id", _("Nomor orang ini di sistem nasional belum tercatat di Selaras."), _("Admin kota"),
            _("Impor daftar pegawai dengan kolom ID SIASN, lalu coba lagi."), "organisation:import",
        ),
        Problem(
            "nip_tidak_cocok", _("NIP di sistem nasional berbeda dengan NIP di Selaras."), _("Admin OPD"),
            _("Bandingkan NIP dengan surat keputusannya, perbaiki yang keliru, lalu coba lagi."),
            "organisation:employees",
        ),
        Problem(
            "skp_belum_disetujui", _("Sistem nasional belum memiliki SKP yang disetujui untuk orang ini."),
            _("Pejabat penilai"), _("Setujui SKP di e-Kinerja BKN, lalu coba lagi."), "planning:readiness",
        ),
        Problem(
            "unit_nonaktif", _("Unit organisasi orang ini tidak aktif di sistem nasional."), _("Admin kota"),
            _("Perbarui unit di SIASN (Manajemen Unor), lalu coba lagi."), "organisation:units",
        ),
        Problem(
            "tunggu_sehari", _("Sistem nasional meminta menunggu sampai datanya selaras di sana."),
            _("Tidak perlu siapa pun"), _("Selaras mencoba lagi besok dengan sendirinya."), "exchange:national",
            is_temporary=True,
        ),
        Problem(
            "perlu_mfa", _("Sistem nasional meminta kode MFA untuk akun layanan."), _("Admin kota"),
            _("Minta BKN membuka akun layanan tanpa MFA, atau pakai unduhan CSV. Antrean tetap tersimpan."),
            "exchange:index", is_temporary=True,
        ),
        Problem(
            "akun_ditolak", _("Sistem nasional menolak akun layanan."), _("Admin kota"),
            _("Periksa kredensial yang dipasang pengelola server. Antrean tetap tersimpan."), "exchange:index",
            is_temporary=True,
        ),
        Problem(
            "tidak_menjawab", _("Sistem nasional tidak menjawab."), _("Tidak perlu siapa pun"),
            _("Selaras mencoba lagi dengan sendirinya, makin lama makin jarang."), "exchange:national",
            is_temporary=True,
        ),
        Problem(
            "jawaban_orang_lain", _("Sistem nasional menjawab dengan data orang lain. Jawaban itu tidak disimpan."),
            _("Admin kota"),
            _("Laporkan kepada BKN dengan kalimat di bawah, periksa ID SIASN orang ini, lalu coba lagi."),
            "organisation:employees",
        ),
        Problem(
            "jawaban_rusak", _("Jawaban sistem nasional tidak dapat dibaca."), _("Admin kota"),
            _("Coba lagi; bila tetap begitu, laporkan kepada BKN dengan kalimat di bawah."), "exchange:national",
        ),
        Problem(
            "ditolak", _("Sistem nasional menolak data ini dengan alasan di bawah."), _("Admin kota"),
            _("Perbaiki yang disebut di sana, lalu coba lagi."), "organisation:employees",
        ),
    )
}  # fmt: skip

# What the other side writes, in the words that were seen there.
_SAID = (
    (re.compile(r"nip.{0,40}(tidak (cocok|sesuai|ditemukan)|mismatch|not found)", re.I), "nip_tidak_cocok"),
    (re.compile(r"skp.{0,40}(belum (disetujui|ada)|not approved)", re.I), "skp_belum_disetujui"),
    (re.compile(r"(unor|unit).{0,40}(tidak aktif|non.?aktif|inactive)", re.I), "unit_nonaktif"),
    (re.compile(r"(1 ?x ?24|tunggu|besok|try again tomorrow)", re.I), "tunggu_sehari"),
    (re.compile(r"(mfa|otp|totp|required action)", re.I), "perlu_mfa"),
)


def problem_said(message: str) -> Problem:
    """The problem behind a refusal in the words of the other side."""
    return PROBLEMS[next((code for pattern, code in _SAID if pattern.search(message)), "ditolak")]
