"""Story D6: permits in one day instead of six, 18 kinds instead of 29, looked at by the head; and steps of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from selaras.demonstration import days
from selaras.demonstration.plans import Plan
from selaras.demonstration.work import WorkMaker
from selaras.monitoring.models import PlannedStep, ProcessChange
from selaras.organisation.models import Employee
from selaras_rules import Period

# What somebody who can be tried out plans for the last months of the running year.
STEPS = (
    (8, "Kumpulkan data dua bulan terakhir dan cari penyebab terbesar"),
    (9, "Coba satu perbaikan dengan dua rekan"),
    (10, "Terapkan perbaikan yang berhasil di seluruh tim"),
    (11, "Ceritakan hasilnya pada rapat bulanan"),
    (12, "Tulis langkah yang diteruskan tahun depan"),
)


def permits(plan: Plan, maker: WorkMaker, head: Employee) -> ProcessChange:
    """What became simpler, and how the head of the section found out that it holds."""
    measured, checked = date(2026, 7, 6), date(2026, 7, 8)
    return ProcessChange(
        id=maker.office.keys(), agency=maker.office.agency, skp_id=plan.skp.pk, rhk_id=plan.rhk[0].pk,
        process="Paket izin usaha", what="Berkas diperiksa bersamaan, bukan berurutan, dan izin sejenis digabung.",
        measured_on=measured, days_before=Decimal(6), days_after=Decimal(1), counted="jenis izin", count_before=29,
        count_after=18, written_at=days.at(measured, plan.zone, plan.chance), checked_by=head,
        checked_at=days.at(checked, plan.zone, plan.chance), is_confirmed=True,
        check_words="Sepuluh berkas contoh bulan Juni: tanggal lengkap dan tanggal terbit.",
    )  # fmt: skip


def steps_of(plan: Plan, maker: WorkMaker) -> Iterator[PlannedStep]:
    """Steps of the first result, done month by month until today."""
    for month, text in STEPS:
        period = Period.of_month(plan.year, month)
        yield PlannedStep(
            id=maker.office.keys(), agency_id=maker.agency_id, rhk_id=plan.rhk[0].pk, text=text, period=period.code,
            due_on=period.end, done_on=period.end if period.end < days.TODAY else None,
            written_at=days.at(date(plan.year, 8, 3), plan.zone, plan.chance),
        )  # fmt: skip
