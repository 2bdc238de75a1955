"""A plan begins: empty, from last year's lines, or from what the matrix expects of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.organisation.models import Employee, PositionKind
from selaras.planning import events
from selaras.planning.cases import exemption_of
from selaras.planning.models import (
    Approach,
    BehaviourExpectation,
    CascadeKind,
    Goal,
    Iki,
    LampiranItem,
    RencanaHasilKerja,
    RhkKind,
    RoleMatrixCell,
    Skp,
    SkpKind,
)
from selaras.planning.post_patterns import PostPattern
from selaras.planning.selectors.matrix import cells_for_plan, leader_results

COPIED_MEASURE = (
    "order", "aspect", "perspective", "text", "target", "target_max", "target_text", "unit_of_measure", "baseline",
    "data_source", "standard_id", "direction", "pattern", "release_month", "above_text", "expected_text", "below_text",
    "indicator_id", "indicator_version", "is_stretch",
)  # fmt: skip
YEARS = range(2000, 2101)


def draft_skp(
    employee: Employee,
    year: int,
    *,
    by: Actor,
    on: date,
    copy_from: Skp | None = None,
    from_matrix: bool = False,
    pattern: PostPattern | None = None,
    approach: str = Approach.QUANTITATIVE,
    start: date | None = None,
    end: date | None = None,
) -> Skp:
    """Begin the plan of a person for a year, or for a stretch of it after a move.

    Raises `StepNotPossible` for who needs no SKP (PermenPANRB 6/2022, Lampiran II.C.8) and for a second
    plan in the same period (C-13), `InvalidInput` for an impossible period, `NotAllowed` for anybody else.
    """
    period = _period(year, start, end)
    skp = _new(employee, year, period, approach)
    require(by, Permission.EDIT_SKP, skp)
    _refuse_exempt(employee, on)
    _refuse_second(employee, period)
    source = _source_word(year, copy_from, pattern, is_matrix=from_matrix)
    try:
        with transaction.atomic(), recording(events.SKP_DRAFTED, by=by, about=skp, year=year, source=source):
            skp.save(force_insert=True)
            if copy_from is not None:
                _copy_lines(copy_from, skp)
            elif from_matrix:
                _add_expected(skp)
            elif pattern is not None:
                _add_pattern(skp, pattern)
    except IntegrityError as error:
        raise _second_plan(period) from error
    return skp


def _source_word(year: int, copy_from: Skp | None, pattern: PostPattern | None, *, is_matrix: bool) -> str:
    """Where the lines came from, as the record says it."""
    if copy_from is not None:
        return "tahun lalu" if copy_from.year < year else "SKP jabatan lama"
    if is_matrix:
        return "matriks"
    return f"contoh jabatan {pattern.key}" if pattern else "kosong"


def _period(year: int, start: date | None, end: date | None) -> tuple[date, date]:
    if year not in YEARS:
        raise InvalidInput(_("Tahun SKP harus antara 2000 dan 2100."))
    first, last = start or date(year, 1, 1), end or date(year, 12, 31)
    if not (first.year == last.year == year and first <= last):
        raise InvalidInput(_("Masa SKP harus berada dalam satu tahun, dan akhirnya tidak sebelum awalnya."))
    return first, last


def _new(employee: Employee, year: int, period: tuple[date, date], approach: str) -> Skp:
    unit, position = employee.unit, employee.position
    if unit is None or position is None:
        raise StepNotPossible(
            _("Jabatan atau unit kerja Anda belum tercatat, jadi SKP belum dapat dimulai."),
            remedy=_("Tidak ada yang berubah. Mintalah admin OPD melengkapi data Anda, lalu coba lagi."),
        )
    return Skp(
        agency=employee.agency, employee=employee, year=year, period_start=period[0], period_end=period[1],
        kind=kind_of(employee), approach=approach, unit=unit, opd=unit.opd or unit, position_title=position.title,
        pejabat_penilai=employee.pejabat_penilai, atasan_pejabat_penilai=employee.atasan_pejabat_penilai,
    )  # fmt: skip


def kind_of(employee: Employee) -> SkpKind:
    """Which of the two forms applies: leaders of an OPD use that of the JPT."""
    position, unit = employee.position, employee.unit
    if position is None or unit is None:
        return SkpKind.JA_JF
    leads_opd = position.is_head and unit.opd_id == unit.pk and position.kind != PositionKind.STATE_OFFICIAL
    return SkpKind.JPT if position.kind == PositionKind.JPT or leads_opd else SkpKind.JA_JF


def _refuse_exempt(employee: Employee, on: date) -> None:
    finding = exemption_of(employee, on)
    if finding is not None:
        raise StepNotPossible(
            _("Dengan kedudukan hukum yang tercatat, SKP tidak disusun. %(law)s") % {"law": finding.text},
            remedy=_("Tidak ada yang berubah. Bila catatan itu keliru, hubungi admin OPD Anda."),
        )


def _refuse_second(employee: Employee, period: tuple[date, date]) -> None:
    overlap = Skp.objects.filter(
        employee=employee, period_start__lte=period[1], period_end__gte=period[0]
    ).first()
    if overlap is not None:
        raise _second_plan((overlap.period_start, overlap.period_end))


def _second_plan(period: tuple[date, date]) -> StepNotPossible:
    span = {"start": date_format(period[0], "j F Y"), "end": date_format(period[1], "j F Y")}
    return StepNotPossible(
        _(
            "Anda sudah punya SKP untuk %(start)s sampai %(end)s. SKP disusun sekali untuk setahun, bukan tiap bulan: "
            "kemajuan bulanan dan triwulanan dicatat sebagai realisasi di SKP yang sama."
        )
        % span,
        remedy=_(
            "SKP yang sudah ada tidak berubah. Bila rencananya perlu disesuaikan, buka kembali SKP itu."
        ),
    )


def _copy_lines(old: Skp, new: Skp) -> None:
    """Every line of the old plan, marked so that each is looked at again."""
    known_parents = {rhk.text: rhk for rhk in leader_results(new)}
    goals = set(
        Goal.objects.filter(first_year__lte=new.year, last_year__gte=new.year).values_list("pk", flat=True)
    )
    rows = RencanaHasilKerja.objects.filter(skp=old, is_active=True).select_related("parent")
    for rhk in rows.prefetch_related("iki_list"):
        parent = known_parents.get(rhk.parent.text) if rhk.parent else None
        goal_id = rhk.goal_id if rhk.goal_id in goals else None
        copy = RencanaHasilKerja.objects.create(
            agency=new.agency, skp=new, kind=rhk.kind, order=rhk.order, text=rhk.text, parent=parent, goal_id=goal_id,
            assigned_by=rhk.assigned_by, beneficiary=rhk.beneficiary,
            beneficiary_kind=rhk.beneficiary_kind, is_carried_over=True,
        )  # fmt: skip
        Iki.objects.bulk_create(_copied(iki, copy) for iki in rhk.iki_list.all() if iki.is_active)
    _copy_side_lines(old, new)


def _copied(iki: Iki, rhk: RencanaHasilKerja) -> Iki:
    values = {name: getattr(iki, name) for name in COPIED_MEASURE}
    return Iki(agency_id=rhk.agency_id, rhk=rhk, is_carried_over=True, **values)


def _copy_side_lines(old: Skp, new: Skp) -> None:
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(agency=new.agency, skp=new, value_code=row.value_code, text=row.text)
        for row in BehaviourExpectation.objects.filter(skp=old)
    )
    LampiranItem.objects.bulk_create(
        LampiranItem(agency=new.agency, skp=new, block=row.block, order=row.order, text=row.text)
        for row in LampiranItem.objects.filter(skp=old)
    )


def _add_expected(skp: Skp) -> None:
    """One result for each cell of the matrix that names this person."""
    cells: list[RoleMatrixCell] = cells_for_plan(skp)
    RencanaHasilKerja.objects.bulk_create(
        _from_cell(cell, skp, place) for place, cell in enumerate(cells, start=1)
    )


def _from_cell(cell: RoleMatrixCell, skp: Skp, place: int) -> RencanaHasilKerja:
    """A special assignment lies beside the own task, and names who gave it."""
    kind = RhkKind.TAMBAHAN if cell.cascade == CascadeKind.SPECIAL else RhkKind.UTAMA
    return RencanaHasilKerja(
        agency=skp.agency, skp=skp, order=place, text=cell.text, parent=cell.rhk, assigned_by=cell.assigned_by,
        kind=kind,
    )  # fmt: skip


def _add_pattern(skp: Skp, pattern: PostPattern) -> None:
    """The usual results of the post, marked to be looked at; targets and baselines stay empty on purpose (C-06)."""
    for place, row in enumerate(pattern.rhk, start=1):
        rhk = RencanaHasilKerja.objects.create(
            agency=skp.agency, skp=skp, order=place, text=row["text"], kind=row["kind"], beneficiary=row["beneficiary"],
            is_carried_over=True,
        )  # fmt: skip
        Iki.objects.bulk_create(
            _of_pattern(rhk, measure, order) for order, measure in enumerate(row["iki"], start=1)
        )


def _of_pattern(rhk: RencanaHasilKerja, row: Mapping[str, Any], order: int) -> Iki:
    side = "perspective" if rhk.skp.kind == SkpKind.JPT else "aspect"
    return Iki(
        agency_id=rhk.agency_id, rhk=rhk, order=order, text=row["text"], unit_of_measure=row["unit"],
        data_source=row["source"], direction=row.get("direction", "more_is_better"), pattern=row["pattern"],
        release_month=row.get("month"), is_carried_over=True, **{side: row.get(side, "")},
    )  # fmt: skip
