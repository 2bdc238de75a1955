"""What is recorded when data leaves."""

from selaras.core.audit import Event

EXPORTED = Event("exchange.exported", "Data diekspor ke {file}")
EVENTS = (EXPORTED,)
