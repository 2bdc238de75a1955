"""What is recorded about papers."""

from selaras.core.audit import Event

SEALED = Event("papers.sealed", "Arsip «{title}» disegel: {papers} dokumen")
CHECKED = Event("papers.checked", "Keutuhan arsip «{title}» diperiksa: {verdict}")
EVENTS = (SEALED, CHECKED)
