"""Results in the field names and codes of the national system; its spelling stays as it is there."""

from __future__ import annotations

from typing import Any

from selaras.evaluation.models import Evaluation
from selaras.exchange.models import TransferKind
from selaras.exchange.tables import national_penilai
from selaras_rules import PeriodKind, Predikat, Rating

# Its codes for the length of a period; the year has a table of its own.
_PERIODIC = {PeriodKind.MONTH: "1", PeriodKind.QUARTER: "2"}


def kind_of(evaluation: Evaluation) -> TransferKind:
    """The table that takes the result."""
    return TransferKind.ANNUAL if evaluation.is_annual else TransferKind.PERIODIC


def has_place(evaluation: Evaluation) -> bool:
    """Whether the national system has a table for the length of this period; for half-years it has none."""
    return evaluation.is_annual or evaluation.span.kind in _PERIODIC


def payload_of(evaluation: Evaluation) -> dict[str, Any]:
    """The row of a fixed result."""
    shared = {
        "hasilKinerjaNilai": Rating(evaluation.rating_hasil_kerja).bkn_code,
        "perilakuKerjaNilai": Rating(evaluation.rating_perilaku_kerja).bkn_code,
        "kuadranKinerjaNilai": Predikat(evaluation.predikat).bkn_code,
        **_penilai(evaluation),
    }
    person = evaluation.skp.employee
    if evaluation.is_annual:
        return {"pnsDinilaiOrang": person.source_id, "tahun": evaluation.span.year, **shared}
    start = max(evaluation.span.start, evaluation.skp.period_start)
    end = min(evaluation.span.end, evaluation.skp.period_end)
    return {
        "pnsDinilaiId": person.source_id, "tahun": evaluation.span.year,
        "periodikId": _PERIODIC[evaluation.span.kind], "bulanMulaiPenilaian": start.month,
        "tahunMulaiPenilaian": start.year, "bulanSelesaiPenilaian": end.month, "tahunSelesaiPenilaian": end.year,
        **shared,
    }  # fmt: skip


def _penilai(evaluation: Evaluation) -> dict[str, Any]:
    names = (
        "penilaiNipNrp", "penilaiNama", "penilaiJabatan", "penilaiGolongan", "penilaiUnorNama", "statusPenilai",
    )  # fmt: skip
    return dict(zip(names, national_penilai(evaluation.finalised_by), strict=True))


def owner_of(row: dict[str, Any]) -> str:
    """Whose row it is, by the key of the national system."""
    return str(row.get("pnsDinilaiOrang") or row.get("pnsDinilaiId") or row.get("pnsDinilai") or "")


# What tells two rows of one person apart, and what they say.
_PLACE = ("tahun", "periodikId", "bulanMulaiPenilaian", "bulanSelesaiPenilaian")
_SAYS = ("hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai")


def is_same_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both rows are about the same period."""
    return all(str(one.get(name, "")) == str(other.get(name, "")) for name in _PLACE)


def says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both rows hold the same result."""
    return all(str(one.get(name, "")) == str(other.get(name, "")) for name in _SAYS)
