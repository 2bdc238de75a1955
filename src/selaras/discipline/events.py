"""What attendance and discipline record, with the sentence an inspector reads.

Of a discipline case only its number and the step are told: its words and its person stay in the file.
"""

from __future__ import annotations

from selaras.core.audit import Event

BADGES_MAPPED = Event("discipline.badges_mapped", "{count} nomor presensi dipasangkan dengan pegawai")
CORRECTION_ASKED = Event("discipline.correction_asked", "Koreksi presensi {day} diminta: {because}")
CORRECTION_DECIDED = Event("discipline.correction_decided", "Koreksi presensi {day} diputuskan: {new}")
CORRECTION_WITHDRAWN = Event(
    "discipline.correction_withdrawn", "Permintaan koreksi presensi {day} ditarik kembali"
)
OUTAGE_DECIDED = Event("discipline.outage_decided", "Dugaan gangguan presensi {day} diputuskan: {new}")

CASE_OPENED = Event("discipline.case_opened", "Berkas disiplin {file} dibuka")
CASE_STEP_TAKEN = Event("discipline.case_step_taken", "Berkas disiplin {file}: {new}")
CASE_TEAM_NAMED = Event("discipline.case_team_named", "Berkas disiplin {file}: tim pemeriksa ditunjuk")
CASE_STATEMENT_GIVEN = Event(
    "discipline.case_statement_given", "Berkas disiplin {file}: yang bersangkutan memberi keterangan"
)
CASE_READ = Event("discipline.case_read", "Berkas disiplin {file} dibaca ({page})")
CASES_LISTED = Event(
    "discipline.cases_listed", "Daftar {count} berkas disiplin dilihat oleh yang berhak membacanya"
)
ABSENCE_SET_ASIDE = Event(
    "discipline.absence_set_aside", "Usulan disiplin tahun {year} dikesampingkan dengan alasan"
)
PROPOSALS_REMINDED = Event(
    "discipline.proposals_reminded",
    "Presensi {people} pegawai dilihat, {count} atasan diingatkan akan usulannya",
)
COLUMNS_SET = Event("discipline.columns_set", "Urutan kolom mesin {name} dicatat")
LOCAL_HOLIDAY_SET = Event("discipline.local_holiday_set", "Libur setempat {day} dicatat: {name}")
LOCAL_HOLIDAY_DROPPED = Event("discipline.local_holiday_dropped", "Libur setempat {day} dihapus: {name}")

EVENTS = (
    BADGES_MAPPED, CORRECTION_ASKED, CORRECTION_DECIDED, CORRECTION_WITHDRAWN, OUTAGE_DECIDED, CASE_OPENED,
    CASE_STEP_TAKEN, CASE_TEAM_NAMED, CASE_STATEMENT_GIVEN, CASE_READ, CASES_LISTED, ABSENCE_SET_ASIDE,
    PROPOSALS_REMINDED, COLUMNS_SET, LOCAL_HOLIDAY_SET, LOCAL_HOLIDAY_DROPPED,
)  # fmt: skip
