"""What is recorded about logins. Sign-ins themselves belong to the access log, not here."""

from selaras.core.audit import Event

CODES_ISSUED = Event("accounts.codes_issued", "Kode aktivasi dibuat")
ACTIVATED = Event("accounts.activated", "Akun diaktifkan oleh pemiliknya")
RESET = Event("accounts.reset", "Akses akun diatur ulang: {because}")
EVENTS = (CODES_ISSUED, ACTIVATED, RESET)
