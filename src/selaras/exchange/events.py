"""What is recorded when data leaves."""

from selaras.core.audit import Event

EXPORTED = Event("exchange.exported", "Data diekspor ke {file}")
QUEUED = Event("exchange.queued", "{count} hasil dimasukkan ke antrean sistem nasional")
SENT = Event("exchange.sent", "Hasil {period} diterima sistem nasional")
NOT_SENT = Event("exchange.not_sent", "Hasil {period} belum diterima sistem nasional: {problem}")
RETRIED = Event("exchange.retried", "Pengiriman ke sistem nasional dicoba lagi")
RECONCILED = Event("exchange.reconciled", "Berkas sistem nasional {file} dibandingkan")
EVENTS = (EXPORTED, QUEUED, SENT, NOT_SENT, RETRIED, RECONCILED)
