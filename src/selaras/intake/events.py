"""What is recorded about sources, their deliveries and their tokens."""

from selaras.core.audit import Event

SOURCE_ADDED = Event("intake.source_added", "Sumber data {name} dicatat")
HEADINGS_LEARNT = Event("intake.headings_learnt", "Kolom sumber data {name} dikenali: {new}")
UNITS_LEARNT = Event("intake.units_learnt", "Nama unit dari sumber data {name} dipasangkan: {new}")
FEED_CHECKED = Event("intake.feed_checked", "Data masuk {file} dari {name} diperiksa")
FEED_APPLIED = Event("intake.feed_applied", "Data masuk {file} dari {name} diterapkan")
FEED_WITHDRAWN = Event("intake.feed_withdrawn", "Data masuk {file} dari {name} dibatalkan: {because}")
TOKEN_GIVEN = Event("intake.token_given", "Kunci sistem untuk {name} dibuat; kunci sebelumnya tidak berlaku")
TOKEN_REVOKED = Event("intake.token_revoked", "Kunci sistem untuk {name} dicabut: {because}")
EVENTS = (
    SOURCE_ADDED,
    HEADINGS_LEARNT,
    UNITS_LEARNT,
    FEED_CHECKED,
    FEED_APPLIED,
    FEED_WITHDRAWN,
    TOKEN_GIVEN,
    TOKEN_REVOKED,
)
