"""What is recorded about papers."""

from selaras.core.audit import Event

SEALED = Event("papers.sealed", "Arsip «{title}» disegel: {papers} dokumen")
CHECKED = Event("papers.checked", "Keutuhan arsip «{title}» diperiksa: {verdict}")
SCANNED = Event("papers.scanned", "Pindaian {form} {paper} yang ditandatangani disimpan")
SIGNED = Event("papers.signed", "{form} {paper} ditandatangani secara elektronik")
WITHDRAWN = Event("papers.withdrawn", "Pindaian dokumen …{paper} ditarik: {because}")
ORGANISATION_ISSUED = Event(
    "papers.organisation_issued", "Penetapan predikat {opd} {period} diterbitkan: {number}"
)
EVENTS = (SEALED, CHECKED, SCANNED, SIGNED, WITHDRAWN, ORGANISATION_ISSUED)
