"""What is recorded about people, units and posts."""

from selaras.core.audit import Event

STAFF_LIST_READ = Event("organisation.staff_list_read", "Daftar pegawai {file} diperiksa")
STAFF_LIST_APPLIED = Event("organisation.staff_list_applied", "Daftar pegawai {file} diterapkan")
EMPLOYEE_CHANGED = Event("organisation.employee_changed", "Data pegawai diperbarui dari daftar pegawai")
SUPERIOR_REPORTED = Event("organisation.superior_reported", "Pegawai melaporkan atasannya keliru")
SUPERIOR_CORRECTED = Event(
    "organisation.superior_corrected", "Pejabat penilai diganti dari {old} menjadi {new}"
)
SUPERIOR_KEPT = Event("organisation.superior_kept", "Laporan atasan keliru ditolak: {because}")
DELEGATED = Event("organisation.delegated", "{from_name} diwakili {to_name} ({kind}) {start}–{end}")
DELEGATION_ENDED = Event("organisation.delegation_ended", "Perwakilan diakhiri: {because}")
OPTION_CHOSEN = Event("organisation.option_chosen", "Pilihan aturan {key} menjadi {new} mulai {effective}")
ACTING_HEAD_APPOINTED = Event(
    "organisation.acting_head_appointed", "{name} menjadi {kind} {position} {start}–{end}"
)
ACTING_HEAD_ENDED = Event("organisation.acting_head_ended", "Penugasan {kind} {position} diakhiri: {because}")
LINES_RENEWED = Event("organisation.lines_renewed", "Susunan atasan disesuaikan dengan Plt/Plh hari ini")
OUTAGE_RECORDED = Event(
    "organisation.outage_recorded",
    "Gangguan sistem {start}–{end} dicatat: {because}; {days} hari tenggat bergeser",
)
LOOK_CHANGED = Event("organisation.look_changed", "Tampilan instansi diganti: {new}, warna {colour}")
EVENTS = (
    LOOK_CHANGED,
    OUTAGE_RECORDED,
    STAFF_LIST_READ,
    STAFF_LIST_APPLIED,
    EMPLOYEE_CHANGED,
    SUPERIOR_REPORTED,
    SUPERIOR_CORRECTED,
    SUPERIOR_KEPT,
    DELEGATED,
    DELEGATION_ENDED,
    OPTION_CHOSEN,
    ACTING_HEAD_APPOINTED,
    ACTING_HEAD_ENDED,
    LINES_RENEWED,
)
