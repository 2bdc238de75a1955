"""The tables that leave: plans, results, and results in the field names of the national system.

Rows are streamed from the database; nothing holds a whole agency in memory. Everybody exports only what they
may: `EXPORT_RESULTS` narrows each query. A result is read from its evaluation, where a decision on an objection
writes what holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core.spreadsheets import CellOut
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, Skp
from selaras.planning.selectors import state_of
from selaras_rules import Predikat, Rating

CHUNK = 500

# Field names and codes of the national system (rw-skp22); they stay in its own spelling.
NATIONAL_FIELDS = (
    "pnsDinilaiOrang", "nipBaru", "nama", "tahun", "hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai",
    "penilaiNipNrp", "penilaiNama", "penilaiJabatan", "penilaiGolongan", "penilaiUnorNama", "statusPenilai",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many people of a year are in the export, and how many are not yet (complaint C-18)."""

    ready: int
    waiting: int


def plan_headings() -> list[str]:
    """Columns of the SKP table."""
    return [
        _("NIP"), _("Nama"), _("Jabatan"), _("Perangkat daerah"), _("Tahun"), _("Mulai"), _("Selesai"),
        _("Keadaan"), _("Versi"), _("Pejabat penilai"), _("Jenis RHK"), _("RHK"), _("RHK pimpinan yang didukung"),
        _("Aspek / perspektif"), _("Indikator"), _("Target"), _("Target atas"), _("Target dalam kata"), _("Satuan"),
        _("Sumber data"),
    ]  # fmt: skip


def plan_rows(by: Actor, year: int, opd_id: UUID | None) -> Iterator[list[CellOut]]:
    """One row per indicator of every SKP of a year."""
    plans = visible(by, Permission.EXPORT_RESULTS, _of(Skp.objects.filter(year=year), opd_id))
    indicators = Iki.objects.filter(rhk__skp__in=plans, is_active=True, rhk__is_active=True).select_related(
        "rhk__parent", "rhk__skp__employee", "rhk__skp__opd", "rhk__skp__pejabat_penilai"
    )
    for iki in indicators.order_by("rhk__skp__employee__name", "rhk__skp_id", "rhk__order", "order").iterator(
        CHUNK
    ):
        yield _plan_row(iki)


def _plan_row(iki: Iki) -> list[CellOut]:
    rhk, skp = iki.rhk, iki.rhk.skp
    return [
        skp.employee.nip, skp.employee.full_name, skp.position_title, skp.opd.name, skp.year, skp.period_start,
        skp.period_end, state_of(skp), skp.version,
        skp.pejabat_penilai.full_name if skp.pejabat_penilai else "",
        rhk.get_kind_display(), rhk.text, rhk.parent.text if rhk.parent else rhk.assigned_by,
        iki.get_aspect_display() or iki.get_perspective_display(),
        iki.text, iki.target, iki.target_max, iki.target_text, iki.unit_of_measure, iki.data_source,
    ]  # fmt: skip


def result_headings() -> list[str]:
    """Columns of the table of results."""
    return [
        _("NIP"), _("Nama"), _("Jabatan"), _("Perangkat daerah"), _("Periode"), _("Rating hasil kerja"),
        _("Alasan hasil kerja"), _("Rating perilaku kerja"), _("Alasan perilaku kerja"), _("Predikat"),
        _("Ditetapkan oleh"), _("Ditetapkan pada"), _("Nomor verifikasi"),
    ]  # fmt: skip


def result_rows(by: Actor, year: int, opd_id: UUID | None) -> Iterator[list[CellOut]]:
    """One row per fixed evaluation of a year, quarters and year, with the predikat in force."""
    for row in _results(by, year, opd_id).order_by("skp__employee__name", "skp_id", "period").iterator(CHUNK):
        skp = row.skp
        yield [
            skp.employee.nip, skp.employee.full_name, skp.position_title, skp.opd.name, row.period,
            Rating(row.rating_hasil_kerja).label, row.reason_hasil_kerja, Rating(row.rating_perilaku_kerja).label,
            row.reason_perilaku_kerja, Predikat(row.predikat).label,
            row.finalised_by.full_name if row.finalised_by else "", row.finalised_at, row.code,
        ]  # fmt: skip


def national_rows(by: Actor, year: int, opd_id: UUID | None) -> Iterator[list[CellOut]]:
    """The annual results that are ready, in the national field names; codes count from 1 = best."""
    ready = _results(by, year, opd_id).filter(is_annual=True).select_related("finalised_by__position__unit")
    for row in ready.order_by("skp__employee__nip", "pk").iterator(CHUNK):
        person = row.skp.employee
        yield [
            person.source_id, person.nip, person.full_name, year, Rating(row.rating_hasil_kerja).bkn_code,
            Rating(row.rating_perilaku_kerja).bkn_code, Predikat(row.predikat).bkn_code,
            *national_penilai(row.finalised_by),
        ]  # fmt: skip


def national_penilai(penilai: Employee | None) -> list[CellOut]:
    """NIP, name, post, golongan, unit, and whether an ASN: a mayor without NIP is «NON ASN»."""
    if penilai is None:
        return ["", "", "", "", "", ""]
    position = penilai.position
    title, unit = (position.title, position.unit.name) if position else ("", "")
    return [
        penilai.nip,
        penilai.full_name,
        title,
        penilai.golongan,
        unit,
        "ASN" if penilai.nip else "NON ASN",
    ]


def readiness(by: Actor, year: int, opd_id: UUID | None) -> Readiness:
    """People whose annual result can leave, and people whose can't yet; one missing person holds up nobody."""
    plans = visible(by, Permission.EXPORT_RESULTS, _of(Skp.objects.filter(year=year), opd_id))
    ready = Q(evaluations__is_annual=True, evaluations__status="finalised")
    done = plans.filter(ready).values("employee_id").distinct().count()
    return Readiness(done, plans.values("employee_id").distinct().count() - done)


def _results(by: Actor, year: int, opd_id: UUID | None) -> QuerySet[Evaluation]:
    plans = _of(Skp.objects.filter(year=year), opd_id)
    rows = Evaluation.objects.filter(skp__in=plans, status="finalised")
    related = ("skp__employee", "skp__opd", "finalised_by")
    return visible(by, Permission.EXPORT_RESULTS, rows).select_related(*related)


def _of(plans: QuerySet[Skp], opd_id: UUID | None) -> QuerySet[Skp]:
    return plans.filter(opd_id=opd_id) if opd_id else plans
