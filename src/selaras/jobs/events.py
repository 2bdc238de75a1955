"""What is recorded about long work: who asked for it, who stopped or resumed it, how it ended."""

from selaras.core.audit import Event

REQUESTED = Event("jobs.requested", "Pekerjaan «{title}» diminta")
STARTED = Event("jobs.started", "Pekerjaan «{title}» dimulai")
INTERRUPTED = Event("jobs.interrupted", "Pekerjaan «{title}» terputus dan dilanjutkan dari yang sudah jadi")
CANCELLED = Event("jobs.cancelled", "Pekerjaan «{title}» dibatalkan")
RESUMED = Event("jobs.resumed", "Pekerjaan «{title}» dilanjutkan")
FINISHED = Event("jobs.finished", "Pekerjaan «{title}» selesai")
FAILED = Event("jobs.failed", "Pekerjaan «{title}» berhenti: {problem}")
FETCHED = Event("jobs.fetched", "Hasil pekerjaan «{title}» diunduh")
EVENTS = (REQUESTED, STARTED, INTERRUPTED, CANCELLED, RESUMED, FINISHED, FAILED, FETCHED)
