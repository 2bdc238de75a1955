"""What the audit trail tells about evaluations."""

from __future__ import annotations

from selaras.core.audit import Event

EVALUATION_OPENED = Event("evaluation.opened", "Evaluasi {period} dibuka atas SKP versi {version}")
VERSION_RENEWED = Event("evaluation.version_renewed", "Evaluasi {period} memakai SKP versi {version}")
DRAFT_SAVED = Event("evaluation.draft_saved", "Draf evaluasi {period} disimpan")
RATED = Event("evaluation.rated", "Rating evaluasi {period} diisi beserta alasannya")
FINALISED = Event("evaluation.finalised", "Predikat {period} ditetapkan: {predikat}")
OWN_VIEW_ADDED = Event("evaluation.own_view_added", "Pegawai menulis pandangan atas evaluasi {period}")
RECEIVED = Event("evaluation.received", "Pegawai mengonfirmasi penerimaan hasil {period}")
OBJECTION_RAISED = Event("evaluation.objection_raised", "Keberatan atas hasil {period} diajukan")
OBJECTION_EXPLAINED = Event("evaluation.objection_explained", "Pejabat penilai menjelaskan hasil {period}")
OBJECTION_DECIDED = Event(
    "evaluation.objection_decided", "Keberatan atas hasil {period} diputuskan: {predikat}"
)
ORGANISATION_SET = Event(
    "evaluation.organisation_set", "Predikat organisasi {opd} {period} ditetapkan: {predikat}"
)
ORGANISATION_RECOMMENDED = Event(
    "evaluation.organisation_recommended",
    "{office} merekomendasikan predikat organisasi {opd} {period}: {predikat}",
)
CALIBRATION_OPENED = Event(
    "evaluation.calibration_opened",
    "Kalibrasi {opd} {period} dibuka: {cases} penilaian, {penilai} pejabat penilai",
)
CALIBRATION_GREW = Event("evaluation.calibration_grew", "{cases} penilaian menyusul ke kalibrasi {period}")
NAMES_SHOWN = Event("evaluation.names_shown", "Nama ditampilkan dalam kalibrasi {period}")
CALIBRATION_CLOSED = Event("evaluation.calibration_closed", "Kalibrasi {period} ditutup")
CASE_REMARKED = Event("evaluation.case_remarked", "Pendapat ditulis pada kasus {number} kalibrasi {period}")
RATING_CALIBRATED = Event(
    "evaluation.rating_calibrated", "Pejabat penilai mengubah rating {period} setelah kalibrasi"
)
PERIOD_OPENED = Event("evaluation.period_opened", "Periode {period} dibuka untuk dinilai sampai {due}")
PERIOD_EXTENDED = Event("evaluation.period_extended", "Batas penilaian {period} diperpanjang sampai {due}")
PERIOD_CLOSED = Event("evaluation.period_closed", "Periode penilaian {period} ditutup")
PERIOD_REMINDED = Event("evaluation.period_reminded", "Pejabat penilai diingatkan tentang batas {period}")
LATE_ADMITTED = Event("evaluation.late_admitted", "Penetapan menyusul {period} diizinkan sampai {until}")
KINSHIP_DECLARED = Event("evaluation.kinship_declared", "Hubungan keluarga dengan {official} dinyatakan")
KINSHIP_ENDED = Event("evaluation.kinship_ended", "Pernyataan hubungan keluarga diakhiri")
OBJECTION_FILE_ADDED = Event(
    "evaluation.objection_file_added", "Berkas «{name}» dilampirkan pada keberatan {period}"
)
EXPLANATION_WAIVED = Event(
    "evaluation.explanation_waived", "Keberatan {period} dilanjutkan tanpa penjelasan pejabat penilai"
)
REOPENING_ASKED = Event("evaluation.reopening_asked", "Pembukaan kembali masa keberatan {period} diminta")
REOPENING_DECIDED = Event(
    "evaluation.reopening_decided", "Permintaan membuka kembali keberatan {period} diputuskan"
)
LAW_APPLIED = Event(
    "evaluation.law_applied", "Aturan yang berlaku surut mengubah hasil {period}: {before} menjadi {predikat}"
)
OBJECTION_REMINDED = Event("evaluation.objection_reminded", "Keberatan {period} diingatkan")
SAMPLE_DRAWN = Event("evaluation.sample_drawn", "Sampel {period} diambil: {cases} dari {results} hasil")
SAMPLE_REVIEWED = Event(
    "evaluation.sample_reviewed", "Alasan hasil {period} ditinjau dalam sampel: {clarity}"
)

EVENTS = (
    LAW_APPLIED,
    EVALUATION_OPENED,
    VERSION_RENEWED,
    DRAFT_SAVED,
    RATED,
    FINALISED,
    OWN_VIEW_ADDED,
    RECEIVED,
    OBJECTION_RAISED,
    OBJECTION_EXPLAINED,
    OBJECTION_DECIDED,
    ORGANISATION_SET,
    ORGANISATION_RECOMMENDED,
    OBJECTION_FILE_ADDED,
    EXPLANATION_WAIVED,
    REOPENING_ASKED,
    REOPENING_DECIDED,
    OBJECTION_REMINDED,
    KINSHIP_DECLARED,
    KINSHIP_ENDED,
    PERIOD_OPENED,
    PERIOD_EXTENDED,
    PERIOD_CLOSED,
    PERIOD_REMINDED,
    LATE_ADMITTED,
    CALIBRATION_OPENED,
    CALIBRATION_GREW,
    NAMES_SHOWN,
    CALIBRATION_CLOSED,
    CASE_REMARKED,
    RATING_CALIBRATED,
    SAMPLE_DRAWN,
    SAMPLE_REVIEWED,
)
