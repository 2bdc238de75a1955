"""What tests of consequences start from: Ani's account of angka kredit, and fixed results over the years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from selaras.consequences.models import TppShare
from selaras.consequences.services import (
    NewOpening,
    NewStep,
    open_missed_target,
    propose_pak,
    record_opening,
    record_tpp_regulation,
    request_tpp_count,
    write_shortfall,
)
from selaras.core.audit import SYSTEM, recording
from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests.stage import STAGED, moment, stage_skp
from selaras.jobs.working import work_through
from selaras.planning.models import Skp
from selaras_rules import Period
from tests.cast import Cast


def opening(points: str = "49", counted_from: date = date(2026, 1, 1), **more: Any) -> NewOpening:
    """A beginning from Ani's last PAK."""
    values: dict[str, Any] = {
        "origin": "pak", "jenjang": "ahli_pertama", "golongan": "III/a", "points": Decimal(points),
        "counted_from": counted_from, "rank_since": date(2023, 4, 1), "document": "800/17/2025",
    }  # fmt: skip
    return NewOpening(**(values | more))


def stage_consequences(cast: Cast, day: date) -> dict[str, Any]:
    """Ani's need of III/b is reached by what she brought; the determination waits for Budi."""
    eka = cast.actor("eka", day)
    # The result of her quarter is objected to, so the account begins after it.
    record_opening(cast.ani, by=eka, on=day, new=opening("50", counted_from=day))
    pak = propose_pak(cast.ani, "pangkat", by=eka, on=day)
    return {"pak": pak.pk, "share": _tpp(cast, day), **_follow_up(cast, day)}


def _follow_up(cast: Cast, day: date) -> dict[str, Any]:
    """Hadi's and Budi's years before last fell short; Hadi's was talked about, and a case was opened."""
    budi = cast.actor("budi", day)
    result = fixed_result(stage_skp(cast.hadi, year=2024), "2024", "butuh_perbaikan")
    offer = NewStep("coaching", "Mencatat kunjungan harian", date(2026, 6, 1))
    row = write_shortfall(result, by=budi, on=day, cause="sarana", words="Komputer rusak.", steps=[offer])
    case = open_missed_target(result, by=cast.actor("fajar", day), on=day, reason="Belum membaik.")
    of_budi = fixed_result(stage_skp(cast.budi, year=2024), "2024", "kurang")
    step = row.steps.get()
    return {"below": of_budi.pk, "shortfall": row.pk, "development_step": step.pk, "target_case": case.pk}


def _tpp(cast: Cast, day: date) -> Any:
    """March was counted under a regulation; Ani's share tells what it rests on, or what is missing."""
    fajar = cast.actor("fajar", day)
    record_tpp_regulation(
        cast.kupang, number="Perwali 12/2026", title="TPP ASN", effective=date(2026, 1, 1), by=fajar, on=day
    )
    request_tpp_count(cast.kupang, Period.of_month(2026, 3), by=fajar, on=day)
    work_through()
    return TppShare.objects.get(employee=cast.ani).pk


def fixed_result(skp: Skp, period: str, predikat: str) -> Evaluation:
    """A fixed result as an earlier year left it behind."""
    with recording(STAGED, by=SYSTEM, about=skp):
        return Evaluation.objects.create(
            agency=skp.agency, skp=skp, skp_version=skp.versions.get(), period=period, is_annual="-" not in period,
            status="finalised", rating_hasil_kerja="sesuai", reason_hasil_kerja="Lihat bukti.",
            rating_perilaku_kerja="sesuai", reason_perilaku_kerja="Lihat umpan balik.", predikat=predikat,
            finalised_by=skp.pejabat_penilai, finalised_at=moment(int(period[:4]) + 1, 1, 12),
            code=f"T{skp.pk.hex[-8:]}{period[-4:]}"[:20],
        )  # fmt: skip
