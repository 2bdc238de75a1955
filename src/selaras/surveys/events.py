"""What is recorded about surveys. That a citizen answered is not recorded at all."""

from __future__ import annotations

from selaras.core.audit import Event

SURVEY_OPENED = Event("surveys.opened", "Survei «{service}» dibuka, {opens_on} sampai {closes_on}")
SURVEY_CHANGED = Event("surveys.changed", "Survei «{service}» diubah")
PAPER_ENTERED = Event("surveys.paper_entered", "Satu lembar kertas survei «{service}» dimasukkan")
SHEETS_DELIVERED = Event(
    "surveys.sheets_delivered", "Survei «{service}» {unit}: {sheets} lembar dari berkas dihitung"
)

EVENTS = (SURVEY_OPENED, SURVEY_CHANGED, PAPER_ENTERED, SHEETS_DELIVERED)
