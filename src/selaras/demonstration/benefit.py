"""Who feels a result of the demonstration, read from its words."""

from __future__ import annotations

from selaras.planning.models import Beneficiary

INSIDE = (
    "Pegawai",
    "Pimpinan",
    "Seluruh pegawai",
    "Seluruh bidang",
    "Seluruh unit",
    "Kepala puskesmas",
    "Pengguna anggaran",
)
OTHER_UNIT = ("Perangkat daerah", "Seluruh ASN", "Wali Kota", "Pengguna data")


def felt_by(words: str) -> str:
    """The kind of beneficiary for «for» of the library; nothing where the library says nothing."""
    if not words:
        return ""
    if words.startswith(INSIDE):
        return Beneficiary.INSIDE
    return Beneficiary.OTHER_UNIT if words.startswith(OTHER_UNIT) else Beneficiary.CITIZENS
