"""What the library records, with the sentence an inspector reads."""

from __future__ import annotations

from selaras.core.audit import Event

INDICATOR_PROPOSED = Event("indicators.proposed", "Indikator {code} diusulkan: {title}")
CHANGE_PROPOSED = Event("indicators.change_proposed", "Perubahan indikator {code} diusulkan: {because}")
PROPOSAL_ACCEPTED = Event("indicators.accepted", "Indikator {code} versi {version} berlaku mulai {starts_on}")
PROPOSAL_DECLINED = Event("indicators.declined", "Usulan indikator {code} ditolak: {because}")
INDICATOR_RETIRED = Event("indicators.retired", "Indikator {code} tidak dipakai lagi: {because}")
INDICATOR_REVIVED = Event("indicators.revived", "Indikator {code} dipakai kembali: {because}")
RELEVANCE_DOUBTED = Event("indicators.doubted", "Indikator {code} dinilai tidak relevan dengan pekerjaan")
DOUBT_WITHDRAWN = Event("indicators.doubt_withdrawn", "Catatan tidak relevan pada {code} ditarik")
LIBRARY_LOADED = Event("indicators.library_loaded", "Pustaka indikator bawaan dimuat: {count} indikator")

EVENTS = (
    INDICATOR_PROPOSED, CHANGE_PROPOSED, PROPOSAL_ACCEPTED, PROPOSAL_DECLINED, INDICATOR_RETIRED, INDICATOR_REVIVED,
    RELEVANCE_DOUBTED, DOUBT_WITHDRAWN, LIBRARY_LOADED,
)  # fmt: skip
