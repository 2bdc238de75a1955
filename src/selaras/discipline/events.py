"""What attendance records, with the sentence an inspector reads."""

from __future__ import annotations

from selaras.core.audit import Event

BADGES_MAPPED = Event("discipline.badges_mapped", "{count} nomor presensi dipasangkan dengan pegawai")
CORRECTION_ASKED = Event("discipline.correction_asked", "Koreksi presensi {day} diminta: {because}")
CORRECTION_DECIDED = Event("discipline.correction_decided", "Koreksi presensi {day} diputuskan: {new}")
CORRECTION_WITHDRAWN = Event(
    "discipline.correction_withdrawn", "Permintaan koreksi presensi {day} ditarik kembali"
)
OUTAGE_DECIDED = Event("discipline.outage_decided", "Dugaan gangguan presensi {day} diputuskan: {new}")

EVENTS = (BADGES_MAPPED, CORRECTION_ASKED, CORRECTION_DECIDED, CORRECTION_WITHDRAWN, OUTAGE_DECIDED)
