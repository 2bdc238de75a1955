"""Forms B.1.8 and B.1.9 as files, for the folder of those who may read them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from selaras.core.documents import CoachingDocument, FormLine, Person, render_pdf
from selaras.core.errors import NotFound
from selaras.monitoring.coaching import answered
from selaras.monitoring.models import CoachingSession, SessionReply
from selaras.planning.content import person_block
from selaras.planning.documents import letterhead


def reply_paper(session: CoachingSession) -> bytes:
    """Format B.1.8 as it was signed. Raises `NotFound` before that."""
    reply: SessionReply | None = getattr(session, "reply", None)
    if reply is None:
        raise NotFound()
    lines = tuple(
        FormLine(subject if place == 0 else "", f"{number}. {text}", "Ya" if holds else "Tidak")
        for subject, statements in answered(reply)
        for place, (number, text, holds) in enumerate(statements)
    )
    skp = session.coaching.skp
    document = CoachingDocument(
        code="B.1.8", heading="Umpan Balik Pelaksanaan Bimbingan Kinerja",
        columns=("Subjek", "Kriteria umpan balik", "Jawaban"),
        lines=lines, words=reply.words, agency_place=skp.agency.place, signed_by_employee=True,
        signed_on=reply.signed_at.astimezone(ZoneInfo(skp.agency.time_zone)).date(), held_on=session.held_on,
        employee=Person(**person_block(skp.employee)), pejabat_penilai=Person(**person_block(skp.pejabat_penilai)),
        letterhead=letterhead(skp),
    )  # fmt: skip
    return render_pdf(document, created_at=reply.signed_at.replace(microsecond=0))


def competence_paper(session: CoachingSession) -> bytes:
    """Format B.1.9 as it was filled in. Raises `NotFound` before that."""
    rows = list(session.competences.order_by("order"))
    if not rows:
        raise NotFound()
    skp, moment = session.coaching.skp, rows[0].written_at
    document = CoachingDocument(
        code="B.1.9", heading="Evaluasi Kompetensi Pegawai sebagai Tindak Lanjut Bimbingan Kinerja",
        columns=("Kompetensi pegawai", "Alasan terhadap nilai", "Nilai (skala 1–5)"),
        lines=tuple(FormLine(row.competence, row.reason, str(row.score)) for row in rows),
        agency_place=skp.agency.place, signed_by_employee=False, held_on=session.held_on,
        signed_on=moment.astimezone(ZoneInfo(skp.agency.time_zone)).date(),
        employee=Person(**person_block(skp.employee)), pejabat_penilai=Person(**person_block(skp.pejabat_penilai)),
        letterhead=letterhead(skp),
    )  # fmt: skip
    return render_pdf(document, created_at=moment.replace(microsecond=0))
