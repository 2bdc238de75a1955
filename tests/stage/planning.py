"""Goals, a standard, the library, and plans in every state."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.tests.stage import STAGED
from selaras.indicators.services import doubt_indicator, propose_change
from selaras.indicators.tests.stage import in_force, wording
from selaras.planning.models import (
    BehaviourExpectation,
    BorrowedMember,
    Goal,
    GoalTarget,
    Iki,
    LampiranItem,
    PlanImport,
    RencanaHasilKerja,
    RoleOffer,
    ServiceStandard,
    Skp,
    TargetProposal,
)
from selaras.planning.selectors import iki_for
from selaras.planning.services import TargetValues, propose_target
from selaras.planning.sheets.values import Fault, Place, SheetIki, SheetRhk, as_json
from selaras.planning.sheets.values import Target as SheetTarget
from tests.cast import Cast
from tests.stage.day import DAY


def stage_goals(cast: Cast) -> Goal:
    """An indicator of the health agency below a mission of the city."""
    years = {"first_year": 2025, "last_year": 2029}
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        mission = Goal.objects.create(agency=cast.kupang, level="misi", title="Warga sehat", **years)
        goal = Goal.objects.create(
            agency=cast.kupang, parent=mission, level="indikator", opd=cast.units["dinkes"], title="Cakupan imunisasi",
            unit_of_measure="%", source="Register", method="Hitung", **years,
        )  # fmt: skip
        GoalTarget.objects.create(agency=cast.kupang, goal=goal, year=2026, target=95)
    return goal


def stage_standard(cast: Cast, rhk: RencanaHasilKerja) -> ServiceStandard:
    """How long patients wait at most; an indicator of the draft takes it."""
    with recording(STAGED, by=SYSTEM, about=rhk):
        standard = ServiceStandard.objects.create(
            agency=cast.kupang, opd=cast.units["dinkes"], service="Pelayanan rawat jalan", part="waktu",
            promise="Pasien dilayani paling lama 30 menit", target=30, unit_of_measure="menit", decree="800/9/2026",
            source="Log antrean", valid_from=date(2025, 1, 1),
        )  # fmt: skip
        Iki.objects.filter(rhk=rhk).update(standard=standard)
    return standard


def stage_library(cast: Cast) -> dict[str, Any]:
    """An indicator that Ani's plan has, with a change that waits and a person who doubts it."""
    version = in_force(cast)
    change = propose_change(
        version.indicator, wording(method="Tiga kunjungan terakhir"), reason="Satu kunjungan kebetulan.",
        starts_on=DAY, by=cast.actor("eka", DAY), on=DAY,
    )  # fmt: skip
    doubt_indicator(version.indicator, reason="Pasien kami anak-anak.", by=cast.actor("hadi", DAY), on=DAY)
    line = Iki.objects.filter(rhk__skp__employee=cast.ani).order_by("rhk__order", "order").first()
    with recording(STAGED, by=SYSTEM, about=cast.kupang):
        Iki.objects.filter(pk=line.pk).update(indicator=version.indicator, indicator_version=1)
    return {"indicator": version.indicator_id, "indicator_change": change.pk}


def stage_roles(cast: Cast, leader: Skp) -> dict[str, Any]:
    """Hadi offers himself, and Budi asks for Eka of another unit."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    rhk = leader.rhk_list.order_by("order").first()
    with recording(STAGED, by=SYSTEM, about=leader):
        offer = RoleOffer.objects.create(
            agency=cast.kupang, rhk=rhk, member=cast.hadi, text="Rekap kunjungan", offered_at=moment
        )
        borrowed = BorrowedMember.objects.create(
            agency=cast.kupang, skp=leader, member=cast.eka, own_superior=cast.citra, purpose="Tim posyandu",
            asked_at=moment,
        )  # fmt: skip
    return {"offer": offer.pk, "borrowing": borrowed.pk}


def finish_plan(cast: Cast, skp: Skp, leader: Skp, goal: Goal) -> None:
    """Ani's first result hangs below Budi's, and his below the goal; the rest of her plan is there."""
    with recording(STAGED, by=SYSTEM, about=skp):
        above, mine = leader.rhk_list.order_by("order").first(), skp.rhk_list.order_by("order").first()
        assert above is not None
        assert mine is not None
        RencanaHasilKerja.objects.filter(pk=above.pk).update(goal=goal)
        RencanaHasilKerja.objects.filter(pk=mine.pk).update(parent=above)
        BehaviourExpectation.objects.create(
            agency=cast.kupang, skp=skp, value_code="adaptif", text="Coba cara baru"
        )
        LampiranItem.objects.create(agency=cast.kupang, skp=skp, block="sumber_daya", text="Kulkas vaksin")


def take_back(skp: Skp, status: str, kind: str = "ja_jf") -> None:
    """The plan as it was before anybody agreed to it."""
    with recording(STAGED, by=SYSTEM, about=skp):
        skp.versions.all().delete()
        Skp.objects.filter(pk=skp.pk).update(
            status=status, version=0, kind=kind, agreed_at=None, submitted_at=datetime(2026, 4, 1, tzinfo=UTC)
        )


def stage_sheets(cast: Cast) -> PlanImport:
    """Hadi's old plan, with a line that can't be taken over."""
    place = Place("SKP 2025.xlsx", "SKP", 12)
    iki = SheetIki("Bayi diimunisasi", SheetTarget(Decimal(120), unit="bayi"), aspect="kuantitas")
    fault = asdict(
        Fault(place, "Indikator ini tidak berada di bawah hasil kerja mana pun.", ("",) * 5, refused=True)
    )
    lines = as_json([SheetRhk("Bayi kebal", "utama", iki=[iki])])
    with recording(STAGED, by=SYSTEM, about=cast.hadi):
        return PlanImport.objects.create(
            agency=cast.kupang, employee=cast.hadi, year=2026, file_names=place.file, sha256="0" * 64, lines=lines,
            faults=[fault], read_at=datetime(2026, 3, 1, tzinfo=UTC),
        )  # fmt: skip


def stage_proposal(cast: Cast, iki: Iki) -> TargetProposal:
    """Budi proposes a target to Hadi."""
    by = cast.actor("budi", DAY)
    return propose_target(iki_for(by, iki.pk), TargetValues(Decimal(95)), reason="Sesuai SPM.", by=by, on=DAY)
