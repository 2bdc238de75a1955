"""What is recorded about doing and documenting."""

from __future__ import annotations

from selaras.core.audit import Event

REALISATION_RECORDED = Event("monitoring.realisation_recorded", "Realisasi {period} dicatat: {new}")
REALISATION_CHANGED = Event(
    "monitoring.realisation_changed", "Realisasi {period} diubah dari {old} menjadi {new}"
)
REALISATION_FED = Event("monitoring.realisation_fed", "Realisasi {period} dari {source}: {old} menjadi {new}")
COUNT_CHOSEN = Event("monitoring.count_chosen", "Angka indikator diambil dari {source}: {service}")
COUNT_LEFT = Event("monitoring.count_left", "Angka indikator tidak lagi diambil dari {source}")
EVIDENCE_ADDED = Event("monitoring.evidence_added", "Bukti dukung «{title}» ditambahkan")
EVIDENCE_USES_CHANGED = Event(
    "monitoring.evidence_uses_changed",
    "Pemakaian bukti dukung «{title}» diubah: {old} menjadi {new} indikator-triwulan",
)
FEEDBACK_GIVEN = Event("monitoring.feedback_given", "Umpan balik diberikan")
FEEDBACK_REPLIED = Event("monitoring.feedback_replied", "Umpan balik ditanggapi")
DIALOGUE_HELD = Event("monitoring.dialogue_held", "Dialog kinerja tanggal {held_on} dicatat")
DIALOGUE_CONFIRMED = Event("monitoring.dialogue_confirmed", "Catatan dialog dikonfirmasi pihak lain")
DIALOGUE_DISPUTED = Event(
    "monitoring.dialogue_disputed", "Catatan dialog dikonfirmasi pihak lain dengan pandangan yang berbeda"
)
DIALOGUE_REWORKED = Event(
    "monitoring.dialogue_reworked", "Ringkasan dialog disusun ulang; rumusan pertama tersimpan"
)
WARNING_GIVEN = Event("monitoring.warning_given", "Peringatan dini tanggal {held_on} dicatat")
PERIOD_CLOSED = Event(
    "monitoring.period_closed", "Periode {period} telah dievaluasi; perubahan sesudahnya ditandai"
)
FEEDBACK_ASKED = Event("monitoring.feedback_asked", "Umpan balik diminta")
ACTION_PLANNED = Event("monitoring.action_planned", "Tindakan dari umpan balik direncanakan sampai {due_on}")
ACTION_COMPARED = Event("monitoring.action_compared", "Hasil tindakan dibandingkan")
PRACTICE_PLANNED = Event("monitoring.practice_planned", "Siklus praktik {number} direncanakan")
PRACTICE_OBSERVED = Event(
    "monitoring.practice_observed", "Siklus praktik {number} diamati: {seen} dari {of} perilaku tampak"
)
PRACTICE_REFLECTED = Event("monitoring.practice_reflected", "Refleksi siklus praktik {number} ditulis")
ENTRY_ARRIVED = Event(
    "monitoring.entry_arrived", "Catatan yang ditulis {way} pada {written_on} diterima kemudian"
)
DIALOGUE_PLANNED = Event("monitoring.dialogue_planned", "Dialog kinerja direncanakan tanggal {planned_on}")
TALKS_REMINDED = Event(
    "monitoring.talks_reminded", "Pengingat dikirim: {talks} dialog, {actions} tindakan dari umpan balik"
)
COACHING_BEGUN = Event("monitoring.coaching_begun", "Bimbingan kinerja disusun")
SESSION_HELD = Event("monitoring.session_held", "Sesi bimbingan tanggal {held_on} dicatat")
SESSION_REPLIED = Event("monitoring.session_replied", "Formulir B.1.8 untuk sesi {held_on} diserahkan")
COMPETENCES_NOTED = Event("monitoring.competences_noted", "Formulir B.1.9 diisi")
COACHING_CLOSED = Event("monitoring.coaching_closed", "Bimbingan kinerja ditutup dengan hasilnya")
ENTERED_FOR = Event("monitoring.entered_for", "{typist} memasukkan catatan atas nama pemiliknya: {what}")
ENTRY_CONFIRMED = Event(
    "monitoring.entry_confirmed", "Catatan yang dimasukkan {typist} dikonfirmasi pemiliknya dengan {how}"
)
ENTRY_DECLINED = Event("monitoring.entry_declined", "Catatan yang dimasukkan {typist} ditolak pemiliknya")
CONFIRMATION_CODES_ISSUED = Event(
    "monitoring.confirmation_codes_issued", "{number} kode konfirmasi diterbitkan"
)
STEPS_PLANNED = Event("monitoring.steps_planned", "Rencana aksi: {number} langkah ditambahkan")
STEP_CHANGED = Event("monitoring.step_changed", "Langkah rencana aksi «{text}» diubah")
STEP_DONE = Event("monitoring.step_done", "Langkah rencana aksi «{text}» selesai")
STEP_REOPENED = Event("monitoring.step_reopened", "Langkah rencana aksi «{text}» dibuka lagi")
STEP_DROPPED = Event("monitoring.step_dropped", "Langkah rencana aksi «{text}» dihapus")
# The trail says that a focus was chosen, never which: it is private.
FOCUS_CHOSEN = Event("monitoring.focus_chosen", "Fokus minggu dipilih: {number}")
FOCUS_FORGOTTEN = Event("monitoring.focus_forgotten", "{number} fokus minggu yang lalu dihapus")
DAY_WRITTEN = Event("monitoring.day_written", "Catatan harian {day} ditulis: {new}")
DAY_DROPPED = Event("monitoring.day_dropped", "Catatan harian {day} dihapus: {old}")
LINKS_CHECKED = Event(
    "monitoring.links_checked", "{asked} tautan bukti ditanya, {marked} baru ditandai tidak menjawab"
)
COMPANION_NAMED = Event("monitoring.companion_named", "{name} menjadi pendamping")
COMPANION_LEFT = Event("monitoring.companion_left", "Pendampingan berakhir")
PROCESS_CHANGED = Event("monitoring.process_changed", "Perbaikan proses «{process}» diceritakan")
PROCESS_CHANGE_CHECKED = Event(
    "monitoring.process_change_checked", "Perbaikan proses «{process}» diperiksa: {outcome}"
)

INNOVATION_TOLD = Event("monitoring.innovation_told", "Inovasi «{title}» diceritakan")
INNOVATION_CHANGED = Event("monitoring.innovation_changed", "Inovasi «{title}» diperbarui: {stage}")

EVENTS = (
    INNOVATION_TOLD,
    INNOVATION_CHANGED,
    PROCESS_CHANGED,
    PROCESS_CHANGE_CHECKED,
    COMPANION_NAMED,
    COMPANION_LEFT,
    LINKS_CHECKED,
    STEPS_PLANNED,
    STEP_CHANGED,
    STEP_DONE,
    STEP_REOPENED,
    STEP_DROPPED,
    FOCUS_CHOSEN,
    FOCUS_FORGOTTEN,
    DAY_WRITTEN,
    DAY_DROPPED,
    REALISATION_RECORDED,
    REALISATION_CHANGED,
    REALISATION_FED,
    COUNT_CHOSEN,
    COUNT_LEFT,
    EVIDENCE_ADDED,
    EVIDENCE_USES_CHANGED,
    FEEDBACK_GIVEN,
    FEEDBACK_REPLIED,
    DIALOGUE_HELD,
    DIALOGUE_CONFIRMED,
    DIALOGUE_DISPUTED,
    DIALOGUE_REWORKED,
    WARNING_GIVEN,
    PERIOD_CLOSED,
    DIALOGUE_PLANNED,
    TALKS_REMINDED,
    COACHING_BEGUN,
    SESSION_HELD,
    SESSION_REPLIED,
    COMPETENCES_NOTED,
    COACHING_CLOSED,
    FEEDBACK_ASKED,
    ACTION_PLANNED,
    ACTION_COMPARED,
    PRACTICE_PLANNED,
    PRACTICE_OBSERVED,
    PRACTICE_REFLECTED,
    ENTRY_ARRIVED,
    ENTERED_FOR,
    ENTRY_CONFIRMED,
    ENTRY_DECLINED,
    CONFIRMATION_CODES_ISSUED,
)
