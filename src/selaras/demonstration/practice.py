"""The teacher of story D1 practises: two cycles, the action between them, and the numbers before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from selaras.demonstration import days
from selaras.demonstration.plans import Plan
from selaras.demonstration.work import Work, WorkMaker
from selaras.monitoring.models import Feedback, FeedbackAction, PracticeCycle

MEASURE = "% murid pada tingkat minimum membaca"
BEHAVIOURS = (
    "Menyebut satu hal yang sudah tepat dalam jawaban murid",
    "Menyebut satu langkah berikutnya",
    "Memberi murid waktu memperbaiki sendiri",
    "Menanyakan alasan sebelum membenarkan",
    "Memeriksa lagi pada akhir pelajaran",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One cycle of the story."""

    planned: date
    observed: date
    reflected: date
    seen: tuple[int, ...]
    reached: int
    reflection: str
    change: str = ""


FIRST = Told(
    date(2026, 2, 25), date(2026, 3, 11), date(2026, 3, 16), (0, 3), 58,
    "Saya lebih sering memuji daripada menuntun. Murid menunggu jawaban saya; langkah berikutnya tidak saya sebut.",
)  # fmt: skip
SECOND = Told(
    date(2026, 3, 18), date(2026, 9, 9), date(2026, 9, 14), (0, 1, 2, 3), 69,
    "Kartu kalimat menolong saya berhenti sejenak. Yang belum: memeriksa lagi sebelum pelajaran usai.",
    "Kartu kalimat: satu hal yang tepat, satu langkah berikutnya. Dimulai pada tiga murid.",
)  # fmt: skip


def practise(plan: Plan, work: Work, maker: WorkMaker, first: Feedback, second: Feedback) -> None:
    """Plant both cycles with their feedback, and what was tried between them."""
    work.cycles += [
        _cycle(plan, maker, number, told, feedback)
        for number, (told, feedback) in enumerate(((FIRST, first), (SECOND, second)), start=1)
    ]
    work.actions.append(
        FeedbackAction(
            id=maker.office.keys(), agency_id=maker.agency_id, feedback=first,
            text="Kartu kalimat pada tiga murid dulu, lalu seluruh kelas VIII-B", due_on=date(2026, 9, 11),
            measure="Murid pada tingkat minimum membaca", unit_of_measure="%", before=Decimal(58), after=Decimal(69),
            planned_by_id=plan.person.employee.pk, planned_at=days.at(FIRST.reflected, plan.zone, plan.chance),
            outcome="Murid memperbaiki bacaannya sendiri sebelum diminta.",
            compared_by_id=plan.person.employee.pk, compared_at=days.at(SECOND.reflected, plan.zone, plan.chance),
        )
    )  # fmt: skip


def _cycle(plan: Plan, maker: WorkMaker, number: int, told: Told, feedback: Feedback) -> PracticeCycle:
    zone, chance = plan.zone, plan.chance
    return PracticeCycle(
        id=maker.office.keys(), agency_id=maker.agency_id, skp_id=plan.skp.pk, rhk_id=plan.rhk[0].pk, number=number,
        focus="Umpan balik yang membangun", method="membaca berpasangan", group="kelas VIII-B",
        behaviours=list(BEHAVIOURS), change=told.change, observe_on=told.observed,
        planned_at=days.at(told.planned, zone, chance), seen=list(told.seen), observed_on=told.observed,
        observer_id=feedback.author_id, observed_at=days.at(told.observed, zone, chance), feedback=feedback,
        reached=Decimal(told.reached), reached_unit=MEASURE, reflection=told.reflection,
        reflected_at=days.at(told.reflected, zone, chance),
    )  # fmt: skip
