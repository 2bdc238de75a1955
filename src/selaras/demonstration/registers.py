"""D2: the register of the health centre delivers its counts; nobody types them (K-16)."""

from __future__ import annotations

import io

from selaras.core.audit import recording
from selaras.demonstration import days
from selaras.demonstration.plans import Plan
from selaras.demonstration.work import Work
from selaras.demonstration.writing import DOER
from selaras.intake.events import SOURCE_ADDED
from selaras.intake.models import Channel, FeedRun, FeedSource
from selaras.intake.received import received
from selaras.intake.services.runs import examine, put_in_force
from selaras.monitoring.events import COUNT_CHOSEN
from selaras.monitoring.models import CountedIndicator
from selaras.monitoring.services import bring_numbers
from selaras_rules.periods import MONTH_NAMES

RATED_SERVICE = "Rawat jalan"
SERVICE = "Pelayanan rawat jalan"


def take_index(plan: Plan) -> None:
    """The satisfaction of D2 is no number of its own: it is the published result of the survey (K-17)."""
    iki, skp = plan.iki[plan.rhk[0].pk][1], plan.skp
    with recording(COUNT_CHOSEN, by=DOER, about=skp, source="Survei kepuasan", service=RATED_SERVICE):
        CountedIndicator.objects.create(
            agency_id=skp.agency_id, iki=iki, origin="index", unit=skp.unit, service=RATED_SERVICE,
            chosen_by=plan.person.employee, chosen_at=days.at(days.TODAY, plan.zone, plan.chance),
        )  # fmt: skip
    bring_numbers("index", by=DOER, on=days.TODAY)


def deliver_register(plan: Plan, work: Work) -> FeedRun:
    """Hand in the counts of the plan's first indicator as a file, through the same services as an admin would."""
    iki, skp, keeper = plan.iki[plan.rhk[0].pk][0], plan.skp, plan.person.employee
    source = FeedSource(
        agency=keeper.agency, kind="service_counts", name=f"Register {skp.unit.name}"[:120], opd=skp.opd, unit=skp.unit,
        keeper=keeper, made_at=days.at(days.TODAY, plan.zone, plan.chance),
    )  # fmt: skip
    with recording(SOURCE_ADDED, by=DOER, about=source, name=source.name):
        source.save(force_insert=True)
    with recording(COUNT_CHOSEN, by=DOER, about=skp, source=source.name, service=SERVICE):
        CountedIndicator.objects.create(
            agency_id=skp.agency_id, iki=iki, source=source, unit=skp.unit, service=SERVICE, chosen_by=keeper,
            chosen_at=source.made_at,
        )  # fmt: skip
    rows = "".join(
        f"{MONTH_NAMES[month - 1]} {plan.year};{SERVICE};{int(row.value)}\n"
        for month, row in sorted(work.realisations[iki.pk].items())
        if row.value is not None
    )
    content = f"Bulan;Layanan;Jumlah\n{rows}".encode()
    with received(io.BytesIO(content), f"register-{plan.year}.csv") as upload:
        run = examine(source, upload, by=DOER, on=days.TODAY, given={}, channel=Channel.PAGE)
    return put_in_force(run, by=DOER, on=days.TODAY)
