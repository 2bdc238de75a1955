"""What is recorded about what the public says. No event holds its words."""

from __future__ import annotations

from selaras.core.audit import Event

INPUTS_FOLLOWED = Event("listening.followed", "Masukan warga dari {name} disesuaikan dengan kirimannya")
FORUM_NOTED = Event("listening.forum_noted", "{count} catatan forum «{forum}» dimasukkan untuk {unit}")
REMARKS_TAKEN = Event("listening.remarks_taken", "{count} komentar survei «{service}» diambil untuk dipilah")
INPUTS_SORTED = Event("listening.sorted", "{count} masukan warga dipilah ke tema {theme}")
INPUTS_SET_APART = Event("listening.set_apart", "{count} masukan tentang satu petugas dipisahkan")
INPUTS_DISCARDED = Event("listening.discarded", "{count} masukan ditandai bukan masukan")
COMPLAINT_READ = Event("listening.complaint_read", "Pengaduan tentang satu petugas dibaca")
COMPLAINT_SENT_ON = Event("listening.sent_on", "Pengaduan tentang satu petugas diteruskan ke {office}")
COMPLAINT_TAKEN_BACK = Event("listening.taken_back", "Masukan dikembalikan untuk dipilah lagi: {because}")
THEME_KEPT = Event("listening.theme_kept", "Tema masukan «{name}» dicatat")
THEME_ANSWERED = Event("listening.answered", "Tema «{theme}» dijawab {opd}")
ANSWER_CARRIED = Event(
    "listening.carried", "SKP {year} dibuka kembali karena suara warga «{theme}», indikator {code}"
)
OFFICE_NAMED = Event("listening.office_named", "Pengaduan tentang petugas diteruskan ke {name}")

EVENTS = (
    INPUTS_FOLLOWED, FORUM_NOTED, REMARKS_TAKEN, INPUTS_SORTED, INPUTS_SET_APART, INPUTS_DISCARDED, COMPLAINT_READ,
    COMPLAINT_SENT_ON, COMPLAINT_TAKEN_BACK, THEME_KEPT, THEME_ANSWERED, ANSWER_CARRIED, OFFICE_NAMED,
)  # fmt: skip
