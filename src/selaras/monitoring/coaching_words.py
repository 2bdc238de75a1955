"""The words of forms B.1.8 and B.1.9 (PermenPANRB 6/2022, lampiran III). They stay Indonesian, as the forms do."""

from __future__ import annotations

from collections.abc import Mapping

# Subject → its three statements, in the order of the form.
STATEMENTS: Mapping[str, tuple[str, str, str]] = {
    "Tentang pegawai": (
        "Saya merasa diperhatikan dan dipahami",
        "Saya merasa tindakan/langkah yang telah saya lakukan dihargai",
        "Saya merasa dapat dengan bebas mengemukakan pendapat/pemikiran saya",
    ),
    "Tentang pimpinan/pihak lain yang diberikan penugasan khusus": (
        "Saya merasa bahwa pandangan yang diberikan berdasarkan data/fakta yang akurat",
        "Saya merasa bahwa pandangan/pendapat yang diberikan kepada saya bersifat positif",
        "Lebih banyak menggunakan metode bertanya dibandingkan menggurui",
    ),
    "Tentang pegawai dan pimpinan/pihak lain yang diberikan penugasan khusus": (
        "Saya merasa dibantu dalam mencari solusi dan aksi tindak lanjut",
        "Saya tahu apa yang harus saya lakukan setelah mengikuti kegiatan bimbingan kinerja ini",
        "Saya memahami maksud dan tujuan kegiatan bimbingan kinerja ini",
    ),
}
ALL_STATEMENTS = tuple(text for texts in STATEMENTS.values() for text in texts)
