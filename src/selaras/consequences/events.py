"""What the audit trail tells about consequences of results."""

from __future__ import annotations

from selaras.core.audit import Event

OPENING_RECORDED = Event("consequences.opening_recorded", "Angka kredit awal dicatat dari {document}")
FACTS_RECORDED = Event("consequences.facts_recorded", "Syarat kenaikan dicatat dari {source}")
PAK_PROPOSED = Event("consequences.pak_proposed", "Penetapan angka kredit untuk {goal} diusulkan")
PAK_DETERMINED = Event("consequences.pak_determined", "Angka kredit untuk {goal} ditetapkan")
PAK_DECLINED = Event("consequences.pak_declined", "Usul penetapan angka kredit untuk {goal} dikembalikan")
PAK_REPLACED = Event(
    "consequences.pak_replaced",
    "Aturan yang berlaku surut: pengganti penetapan {number} diusulkan, {before} menjadi {after}",
)
TPP_REGULATION = Event("consequences.tpp_regulation", "Dasar TPP dicatat: {number}")
TPP_COUNT_BEGUN = Event("consequences.tpp_count_begun", "Hitungan TPP {month} dimulai")
TPP_PART_COUNTED = Event("consequences.tpp_part_counted", "TPP {month}: {people} orang dihitung")
TPP_COUNTED = Event("consequences.tpp_counted", "TPP {month} dihitung")
TPP_RELEASED = Event("consequences.tpp_released", "TPP {month} dilepas untuk yang siap")
TPP_LAW_CONFIRMED = Event(
    "consequences.tpp_law_confirmed",
    "Aturan yang berlaku surut: koreksi TPP {month} dari {before}% menjadi {after}% dikonfirmasi",
)
TPP_SENT = Event("consequences.tpp_sent", "Persentase TPP diunduh sebagai {file}")
SHORTFALL_WRITTEN = Event(
    "consequences.shortfall_written", "Penyebab hasil {period} ditulis dan pengembangan ditawarkan"
)
SHORTFALL_ANSWERED = Event("consequences.shortfall_answered", "Pegawai menulis pandangannya atas penyebab")
DEVELOPMENT_CLOSED = Event("consequences.development_closed", "Hasil pengembangan dicatat: {what}")
TARGET_CASE_OPENED = Event("consequences.target_case_opened", "Kesempatan memperbaiki kinerja dibuka")
TARGET_CASE_DECIDED = Event(
    "consequences.target_case_decided", "Satu bagian kesempatan memperbaiki kinerja diputuskan"
)

EVENTS = (
    OPENING_RECORDED, FACTS_RECORDED, PAK_PROPOSED, PAK_DETERMINED, PAK_DECLINED, PAK_REPLACED, TPP_REGULATION,
    TPP_COUNT_BEGUN, TPP_PART_COUNTED, TPP_COUNTED, TPP_RELEASED, TPP_LAW_CONFIRMED, TPP_SENT,
    SHORTFALL_WRITTEN, SHORTFALL_ANSWERED, DEVELOPMENT_CLOSED, TARGET_CASE_OPENED, TARGET_CASE_DECIDED,
)  # fmt: skip
