"""What is recorded about the closing of a year."""

from selaras.core.audit import Event

ASKED = Event("closing.asked", "Penutupan tahun {year} diminta")
CLOSED = Event("closing.closed", "Tahun {year} ditutup: {ready} orang siap, {gaps} kekurangan")
EVENTS = (ASKED, CLOSED)
