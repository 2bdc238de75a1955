"""What Ani did, by herself and with help, and what Budi said to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.tests.stage import STAGED
from selaras.monitoring import services as monitoring
from selaras.monitoring.models import AssistedEntry, Evidence, Innovation, ProcessChange
from selaras.monitoring.services import (
    Competence,
    FocusPoint,
    NewAction,
    NewCoaching,
    NewEvidence,
    NewFeedback,
    NewInnovation,
    NewPractice,
    NewProcessChange,
    NewSession,
    NewSteps,
    Observation,
    Proof,
    enter_evidence_for,
)
from selaras.organisation.models import AgencyChoice
from selaras.planning.models import Skp
from tests.cast import Cast
from tests.stage.day import DAY


def with_bytes(evidence: Evidence) -> Evidence:
    """The evidence with a file behind it."""
    assert evidence.stored_file is not None
    if not default_storage.exists(evidence.stored_file.storage_name):
        default_storage.save(evidence.stored_file.storage_name, ContentFile(b"%PDF-1.7 rekap"))
    return evidence


def stage_assisted(cast: Cast, skp: Skp) -> AssistedEntry:
    """Hadi typed a link for Ani; she has not answered."""
    new, proof = NewEvidence("Buku kunjungan", date(2026, 3, 20)), Proof(url="https://contoh.go.id/buku")
    by = cast.actor("hadi", DAY)
    return enter_evidence_for(skp, by=by, on=DAY, new=new, proof=proof, iki=None, consent="present")


def stage_innovation(cast: Cast, skp: Skp) -> Innovation:
    """Ani tells of an idea that nobody has measured yet."""
    new = NewInnovation(
        "Antrean lewat pesan", "Ibu menunggu lama", "Nomor dikirim pagi", "Ibu di tiga kelurahan"
    )
    return monitoring.tell_innovation(skp, by=cast.actor("ani", DAY), on=DAY, new=new)


def stage_process_change(cast: Cast, skp: Skp) -> ProcessChange:
    """Ani made the queue at the counter shorter; Budi looked at it."""
    new = NewProcessChange(
        "Pendaftaran di loket", "Nomor antrean diambil dari rumah, satu formulir saja", date(2026, 3, 12),
        steps=(7, 3), documents=(4, 1),
    )  # fmt: skip
    change = monitoring.tell_process_change(skp, by=cast.actor("ani", DAY), on=DAY, new=new)
    words = "20 berkas bulan Maret dibandingkan dengan Januari"
    return monitoring.check_process_change(
        change, by=cast.actor("budi", DAY), on=DAY, is_confirmed=True, words=words
    )


def stage_weeks(cast: Cast, skp: Skp) -> dict[str, Any]:
    """Steps of Ani, one of them late; the agency keeps a daily log, and she wrote two lines."""
    rhk, ani = skp.rhk_list.order_by("order")[0], cast.actor("ani", DAY)
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        AgencyChoice.objects.create(
            agency=cast.kupang, key="daily_log.enabled", value=True, effective=date(2026, 1, 1),
            reason="Dicoba setahun di puskesmas",
        )  # fmt: skip
    for month, text in ((3, "Kumpulkan data kunjungan triwulan"), (4, "Latih dua perawat membaca data")):
        new = NewSteps(rhk.pk, [text], f"2026-{month:02d}")
        (step,) = monitoring.plan_steps(skp, by=ani, on=DAY, new=new)
    for day in (2, 6):
        monitoring.write_day(
            skp, by=ani, on=DAY, day=date(2026, 4, day), text="Menata ulang loket pendaftaran", rhk_id=rhk.pk
        )
    points = [FocusPoint("step", step.pk, step.text)]
    monitoring.choose_focus(skp, by=ani, on=DAY, points=points)
    return {"step": step.pk}


def stage_growth(cast: Cast, skp: Skp) -> dict[str, Any]:
    """Ani's colleague says something, she draws a consequence, and practises something new under Budi's eyes."""
    ani, budi = cast.actor("ani", DAY), cast.actor("budi", DAY)
    feedback = skp.feedback_list.get()
    action = monitoring.plan_action(
        feedback,
        by=ani,
        on=DAY,
        new=NewAction("Kartu alur di loket", DAY, "Pasien bertanya lagi", "orang", Decimal(9)),
    )
    behaviours = ("Menyapa dengan nama", "Meminta pasien mengulang alurnya")
    new = NewPractice("Penjelasan yang jelas", "peragaan", "pasien baru", behaviours, DAY)
    cycle = monitoring.plan_practice(skp, by=ani, on=DAY, new=new)
    words = NewFeedback("Pasien mengulang alurnya sendiri", "Ia tidak kembali bertanya")
    monitoring.observe_practice(cycle, by=budi, on=DAY, observation=Observation(DAY, (1,), words))
    return {"action": action.pk, "practice": cycle.pk}


def stage_coaching(cast: Cast, skp: Skp) -> dict[str, Any]:
    """Budi and Ani agree on a coaching; the first session has both its forms."""
    ani, budi = cast.actor("ani", DAY), cast.actor("budi", DAY)
    end = date(2026, 7, 6)
    new = NewCoaching("Alur yang dipahami", "Loket satu", "Petugas kedua", DAY, end, (("Kartu alur", end),))
    coaching = monitoring.begin_coaching(skp, by=budi, on=DAY, new=new)
    talk = NewSession("bimbingan", "tatap_muka", DAY, "Kami mencoba kartu alur")
    session = monitoring.hold_session(coaching, by=budi, on=DAY, new=talk)
    monitoring.reply_to_session(session, by=ani, on=DAY, answers=[True] * 8 + [False])
    line = Competence("Komunikasi", 4, "Menjelaskan dengan sabar")
    monitoring.note_competences(session, by=budi, on=DAY, lines=[line])
    return {"coaching": coaching.pk, "session": session.pk}
