"""What planning records, with the sentence an inspector reads."""

from __future__ import annotations

from selaras.core.audit import Event

SKP_DRAFTED = Event("planning.skp_drafted", "Draf SKP {year} dibuat ({source})")
RHK_ADDED = Event("planning.rhk_added", "Rencana hasil kerja ditambahkan: {text}")
RHK_EDITED = Event("planning.rhk_edited", "Rencana hasil kerja diubah: {text}")
RHK_REMOVED = Event("planning.rhk_removed", "Rencana hasil kerja dikeluarkan: {text}")
RHK_REVIEWED = Event("planning.rhk_reviewed", "Salinan tahun lalu ditinjau: {text}")
IKI_ADDED = Event("planning.iki_added", "Indikator ditambahkan: {text}")
INDICATOR_ADOPTED = Event("planning.indicator_adopted", "Indikator {code} versi {version} dipakai: {text}")
INDICATOR_RENEWED = Event("planning.indicator_renewed", "Indikator {code} kini memakai bunyi versi {version}")
HINT_CONSIDERED = Event("planning.hint_considered", "Saran «{hint}» sudah dipertimbangkan")
HINT_RECALLED = Event("planning.hint_recalled", "Saran «{hint}» ditampilkan lagi")
NEED_ANSWERED = Event("planning.need_answered", "Kebutuhan «{need}» dijawab: {answer}")
IKI_EDITED = Event("planning.iki_edited", "Indikator diubah: {text}")
IKI_REMOVED = Event("planning.iki_removed", "Indikator dikeluarkan: {text}")
BEHAVIOUR_SET = Event("planning.behaviour_set", "Ekspektasi perilaku kerja ditulis")
LAMPIRAN_SET = Event("planning.lampiran_set", "Lampiran SKP ditulis")
SKP_SUBMITTED = Event("planning.skp_submitted", "SKP {year} diajukan")
SKP_WITHDRAWN = Event("planning.skp_withdrawn", "Pengajuan SKP {year} ditarik kembali")
SKP_AGREED = Event("planning.skp_agreed", "SKP {year} versi {version} disepakati")
SKP_RETURNED = Event("planning.skp_returned", "SKP {year} dikembalikan: {because}")
SKP_REOPENED = Event("planning.skp_reopened", "SKP {year} dibuka kembali: {because}")
SKP_COMMENTED = Event("planning.skp_commented", "Tanggapan ditulis pada SKP {year}")
CRITERIA_ACKNOWLEDGED = Event(
    "planning.criteria_acknowledged", "Kriteria penilaian SKP {year} versi {version} dipahami"
)
SUPERIOR_FOLLOWED = Event("planning.superior_followed", "SKP {year} dialihkan ke pejabat penilai yang baru")
TARGET_PROPOSED = Event("planning.target_proposed", "Target lain diusulkan untuk: {text}")
TARGET_ACCEPTED = Event("planning.target_accepted", "Usulan target diterima untuk: {text}")
TARGET_DECLINED = Event("planning.target_declined", "Usulan target tidak diterima untuk: {text}")
TARGET_WITHDRAWN = Event("planning.target_withdrawn", "Usulan target ditarik kembali untuk: {text}")
REMINDERS_SENT = Event("planning.reminders_sent", "Pengingat SKP {year} dikirim kepada {people} orang")
SKP_ENDED_EARLY = Event(
    "planning.skp_ended_early", "Masa SKP {year} diakhiri pada {end} karena pindah jabatan"
)
SHEETS_READ = Event("planning.sheets_read", "SKP lama untuk {year} dibaca dari lembar kerja: {files}")
SHEETS_APPLIED = Event("planning.sheets_applied", "SKP lama untuk {year} diambil alih: {files}")
MATRIX_CELL_SET = Event("planning.matrix_cell_set", "Peran pada matriks ditulis: {text}")
MATRIX_CELL_CLEARED = Event("planning.matrix_cell_cleared", "Peran pada matriks dikosongkan: {text}")
MATRIX_CELLS_SET = Event("planning.matrix_cells_set", "{count} peran pada matriks ditulis")
MEMBER_BORROWED = Event("planning.member_borrowed", "Pegawai unit lain diminta membantu: {purpose}")
BORROWING_KNOWN = Event("planning.borrowing_known", "Permintaan bantuan unit lain diketahui: {purpose}")
BORROWING_ENDED = Event(
    "planning.borrowing_ended", "Pegawai unit lain tidak lagi diminta membantu: {purpose}"
)
ROLE_OFFERED = Event("planning.role_offered", "Menawarkan diri untuk hasil kerja pimpinan: {text}")
OFFER_ACCEPTED = Event("planning.offer_accepted", "Tawaran diri diterima: {text}")
OFFER_DECLINED = Event("planning.offer_declined", "Tawaran diri belum diterima: {because}")
OFFER_WITHDRAWN = Event("planning.offer_withdrawn", "Tawaran diri ditarik kembali: {text}")
GOAL_ADDED = Event("planning.goal_added", "Sasaran ditambahkan: {title}")
GOAL_EDITED = Event("planning.goal_edited", "Sasaran diubah: {title}")
REPORT_DOWNLOADED = Event("planning.report_downloaded", "Laporan {name} diunduh ({count} baris)")
STANDARD_ADDED = Event("planning.standard_added", "Standar pelayanan ditulis: {promise}")
STANDARD_EDITED = Event("planning.standard_edited", "Standar pelayanan diubah: {promise}")
SOURCES_JOINED = Event(
    "planning.sources_joined", "Dua sumber untuk ukuran yang sama disandingkan: {title} dan {other}"
)
SOURCES_PARTED = Event("planning.sources_parted", "Sumber tidak lagi disandingkan: {title}")

EVENTS = (
    NEED_ANSWERED, SKP_DRAFTED, RHK_ADDED, RHK_EDITED,
    RHK_REMOVED, RHK_REVIEWED, IKI_ADDED, INDICATOR_ADOPTED, INDICATOR_RENEWED, HINT_CONSIDERED,
    HINT_RECALLED, IKI_EDITED,
    IKI_REMOVED, BEHAVIOUR_SET, LAMPIRAN_SET, SKP_SUBMITTED, SKP_WITHDRAWN, SKP_AGREED, SKP_RETURNED,
    SKP_REOPENED, SKP_COMMENTED,
    CRITERIA_ACKNOWLEDGED, SUPERIOR_FOLLOWED, MATRIX_CELL_SET, MATRIX_CELL_CLEARED, MATRIX_CELLS_SET, MEMBER_BORROWED,
    BORROWING_KNOWN, BORROWING_ENDED, ROLE_OFFERED, OFFER_ACCEPTED, OFFER_DECLINED, OFFER_WITHDRAWN,
    GOAL_ADDED, GOAL_EDITED,
    STANDARD_ADDED, STANDARD_EDITED, SOURCES_JOINED, SOURCES_PARTED, REPORT_DOWNLOADED,
    TARGET_PROPOSED, TARGET_ACCEPTED, TARGET_DECLINED, TARGET_WITHDRAWN, REMINDERS_SENT, SKP_ENDED_EARLY,
    SHEETS_READ, SHEETS_APPLIED,
)  # fmt: skip
