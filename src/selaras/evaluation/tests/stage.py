"""What tests of evaluations start from: Ani's agreed plan of 2026, work done, talks held."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from selaras.authorization import Actor
from selaras.core.audit import SYSTEM, Event, recording
from selaras.core.documents import new_verification_code
from selaras.core.models import StoredFile
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.selectors import evaluation_for
from selaras.evaluation.services import Ratings, finalise, open_evaluation, rate
from selaras.monitoring.models import (
    Dialogue,
    DialogueKind,
    Evidence,
    EvidenceUse,
    Feedback,
    Medium,
    Realisation,
)
from selaras.organisation.models import Employee, Position
from selaras.planning.content import content_hash
from selaras.planning.models import Iki, RencanaHasilKerja, Skp, SkpVersion
from selaras.planning.selectors import content_of
from tests.cast import Cast

STAGED = Event("test.staged", "Bahan pengujian disiapkan")
Q1 = "2026-TW1"
YEAR = "2026"
AFTER_Q1 = date(2026, 4, 4)
NEXT_YEAR = date(2027, 1, 12)
REASON = "Target terlampaui dengan mutu yang terjaga; lihat bukti dan umpan balik."


def moment(year: int, month: int, day: int, hour: int = 2) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def stage_skp(employee: Employee, *, rhk: int = 2, year: int = 2026, opd: Any = None) -> Skp:
    """An agreed SKP of the year with its version 1."""
    assert employee.unit is not None
    assert employee.position is not None
    with recording(STAGED, by=SYSTEM, about=employee):
        skp = Skp.objects.create(
            agency=employee.agency, employee=employee, year=year, period_start=date(year, 1, 1),
            period_end=date(year, 12, 31), kind="ja_jf", status="draft", unit=employee.unit,
            opd=opd or employee.unit.opd, position_title=employee.position.title,
            pejabat_penilai=employee.pejabat_penilai, atasan_pejabat_penilai=employee.atasan_pejabat_penilai,
        )  # fmt: skip
        for number in range(rhk):
            _stage_rhk(skp, number)
    agree(skp, moment(year, 1, 20))
    return skp


def _stage_rhk(skp: Skp, number: int) -> None:
    row = RencanaHasilKerja.objects.create(
        agency=skp.agency, skp=skp, order=number, text=f"Layanan imunisasi {number + 1} terlaksana"
    )
    Iki.objects.create(
        agency=skp.agency, rhk=row, aspect="kuantitas", text=f"Anak yang diimunisasi {number + 1}",
        target=Decimal(200), unit_of_measure="anak", data_source="Register imunisasi", pattern="hitungan",
    )  # fmt: skip


def agree(skp: Skp, at: datetime, reason: str = "") -> SkpVersion:
    """One more agreed version of what the plan holds now."""
    with recording(STAGED, by=SYSTEM, about=skp):
        skp.version, skp.status, skp.agreed_at = skp.version + 1, "agreed", at
        skp.save()
        content = content_of(skp)
        return SkpVersion.objects.create(
            agency=skp.agency, skp=skp, number=skp.version, content=content, content_hash=content_hash(content),
            agreed_at=at, agreed_by=skp.pejabat_penilai or skp.employee, reason=reason, code=new_verification_code(),
        )  # fmt: skip


def stage_work(skp: Skp) -> Evidence:
    """Realisations of the first quarter on the first indicator, with one evidence."""
    iki = Iki.objects.filter(rhk__skp=skp).order_by("id").first()
    with recording(STAGED, by=SYSTEM, about=skp):
        for month in (1, 2, 3):
            Realisation.objects.create(
                agency=skp.agency, iki=iki, month=month, value=Decimal(70), narrative="Posyandu dan sekolah",
                recorded_by=skp.employee, recorded_at=moment(2026, month, 28),
            )  # fmt: skip
        stored = StoredFile.objects.create(
            agency=skp.agency, sha256="ab" * 32, size=10, content_type="application/pdf", extension="pdf",
            stored_at=moment(2026, 3, 12),
        )  # fmt: skip
        evidence = Evidence.objects.create(
            agency=skp.agency, skp=skp, title="Rekap imunisasi Maret", kind="file", stored_file=stored,
            file_name="rekap.pdf", happened_on=date(2026, 3, 12), uploaded_by=skp.employee,
            uploaded_at=moment(2026, 3, 12),
        )  # fmt: skip
        EvidenceUse.objects.create(agency=skp.agency, evidence=evidence, iki=iki, quarter=1)
        Feedback.objects.create(
            agency=skp.agency, skp=skp, author=skp.pejabat_penilai, rhk=iki.rhk, seen="Cakupan naik di dua kelurahan.",
            effect="Antrean berkurang.", suggestion="Bagikan caranya.", given_at=moment(2026, 3, 20),
        )  # fmt: skip
    return evidence


def stage_feedback(skp: Skp, on: date) -> Feedback:
    """What somebody saw of the work."""
    with recording(STAGED, by=SYSTEM, about=skp):
        return Feedback.objects.create(
            agency=skp.agency, skp=skp, author=skp.pejabat_penilai, seen="Antrean imunisasi diatur ulang.",
            given_at=moment(on.year, on.month, on.day),
        )  # fmt: skip


def stage_dialogue(skp: Skp, on: date, kind: str = DialogueKind.PROGRESS) -> Dialogue:
    """A talk, written down on the day it was held."""
    with recording(STAGED, by=SYSTEM, about=skp):
        return Dialogue.objects.create(
            agency=skp.agency, skp=skp, kind=kind, medium=Medium.FACE_TO_FACE, held_on=on,
            summary="Kami membahas capaian dan hambatan.", cause="Kunjungan berkurang", agreed_help="Jadwal bersama",
            written_by=skp.pejabat_penilai or skp.employee, written_at=moment(on.year, on.month, on.day),
        )  # fmt: skip


def stage_organisation(cast: Cast, period: str = YEAR, predikat: str = "baik") -> OrganisationPredikat:
    """The predikat of the health agency."""
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        return OrganisationPredikat.objects.create(
            agency=cast.kupang, opd=cast.units["dinkes"], period=period, predikat=predikat,
            reason="Capaian perjanjian kinerja.", set_by=cast.dewi, set_at=moment(2027, 1, 5),
        )  # fmt: skip


def ratings(hasil: str = "sesuai", perilaku: str = "sesuai", **more: Any) -> Ratings:
    """Both ratings with reasons."""
    return Ratings(
        rating_hasil_kerja=hasil, reason_hasil_kerja=REASON if hasil else "",
        rating_perilaku_kerja=perilaku, reason_perilaku_kerja=REASON if perilaku else "", **more,
    )  # fmt: skip


def opened(cast: Cast, skp: Skp, period: str = Q1, on: date = AFTER_Q1, by: str = "budi") -> Evaluation:
    """An open evaluation, loaded as a page loads it."""
    evaluation = open_evaluation(skp, period, by=cast.actor(by, on), on=on)
    return evaluation_for(cast.actor(by, on), evaluation.pk)


def rated(
    cast: Cast, skp: Skp, hasil: str = "sesuai", perilaku: str = "sesuai", period: str = Q1, on: date = AFTER_Q1,
    by: str = "budi",
) -> Evaluation:  # fmt: skip
    """An evaluation that is ready to be fixed."""
    evaluation = opened(cast, skp, period, on, by)
    return rate(
        evaluation, ratings(hasil, perilaku), by=cast.actor(by, on), on=on, revision=evaluation.revision
    )


def fixed(
    cast: Cast, skp: Skp, hasil: str = "sesuai", perilaku: str = "sesuai", period: str = Q1, on: date = AFTER_Q1,
    by: str = "budi",
) -> Evaluation:  # fmt: skip
    """A fixed evaluation; the talks it needs must be there."""
    evaluation = rated(cast, skp, hasil, perilaku, period, on, by)
    return finalise(evaluation, by=cast.actor(by, on), on=on)


def penilai(cast: Cast, on: date = AFTER_Q1) -> Actor:
    return cast.actor("budi", on)


def stage_colleagues(cast: Cast, count: int, first: int = 0) -> list[Employee]:
    """More people under Budi, each with a post of their own."""
    people = []
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        for number in range(first, first + count):
            position = Position.objects.create(
                agency=cast.kupang, unit=cast.units["puskesmas"], title=f"Perawat {number + 1}", kind="jf"
            )
            people.append(
                Employee.objects.create(
                    agency=cast.kupang,
                    name=f"Rekan {number + 1} (Demo)",
                    kind="pns",
                    unit=cast.units["puskesmas"],
                    position=position,
                    pejabat_penilai=cast.budi,
                    atasan_pejabat_penilai=cast.citra,
                )
            )
    return people
